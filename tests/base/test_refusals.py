"""Refusals: an anticipated no, with a code, a sentence and the facts."""

import pytest
from django.utils.translation import override

from corridor.base.refusals import NotAllowed, Refusal, UnknownCode, require


def test_leave_given_is_silent():
    require(True)


def test_leave_not_given_is_refused():
    with pytest.raises(NotAllowed) as refused:
        require(False)

    assert refused.value.code == "not-allowed"
    assert str(refused.value) == "You may not do this."


def test_a_refusal_tells_the_facts():
    refusal = UnknownCode(what="programme", asked="cpek", near="Did you mean “cpec”?")

    assert str(refusal) == "There is no programme “cpek”. Did you mean “cpec”?"
    assert refusal.facts == {"what": "programme", "asked": "cpek", "near": "Did you mean “cpec”?"}
    assert refusal.code == "unknown-code"


def test_a_fact_with_braces_is_told_as_it_is():
    assert "{asked}" in str(UnknownCode(what="programme", asked="{asked}", near=""))


def test_every_refusal_is_a_refusal():
    assert str(Refusal()) == "This cannot be done."
    assert issubclass(NotAllowed, Refusal)


def test_a_refusal_speaks_the_readers_language():
    refusal = NotAllowed()

    with override("ur"):
        urdu = str(refusal)
    with override("zh-hans"):
        chinese = str(refusal)

    assert len({urdu, chinese, str(refusal)}) == 3
