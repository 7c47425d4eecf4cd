"""What the database itself refuses, whatever program writes; and what things are called in a shell."""

import pytest
from django.db import IntegrityError, transaction

import make
from corridor.agreements.models import AgreementParty
from corridor.base.models import Event
from corridor.console.upkeep import keep_up
from corridor.exchange.queries.stored import PLACES
from corridor.ledger.models import Commitment, Contest, Dependency, Ending, Evidence, Move, Step, Verification
from corridor.programme.models import Programme
from corridor.results.models import Balance, Line
from corridor.sources.models import Source

pytestmark = pytest.mark.django_db


@transaction.atomic
def write(model, **values) -> None:
    model.objects.create(source=Source.objects.first(), recorded_at=make.NOON, **values)


def commitment(code: str) -> Commitment:
    return Commitment.objects.get(code=code)


def evidence() -> Evidence:
    return Evidence.objects.get(says="delivered")


IMPOSSIBLE = {
    "a code twice": (
        Commitment,
        lambda: {
            "programme": commitment("build-quay").programme,
            "code": "build-quay",
            "debtor": commitment("build-quay").debtor,
        },
    ),
    "less than nothing": (
        Commitment,
        lambda: {
            "programme": commitment("build-quay").programme,
            "code": "new",
            "debtor": commitment("build-quay").debtor,
            "quantity": -1,
        },
    ),
    "a need twice": (
        Dependency,
        lambda: {"commitment": commitment("give-work"), "needs": commitment("build-mill")},
    ),
    "a need of itself": (
        Dependency,
        lambda: {"commitment": commitment("give-work"), "needs": commitment("give-work")},
    ),
    "evidence of no grade": (
        Evidence,
        lambda: {"commitment": commitment("give-work"), "grade": "rumour", "says": "partly"},
    ),
    "evidence that says nothing": (
        Evidence,
        lambda: {"commitment": commitment("give-work"), "grade": "press", "says": "maybe"},
    ),
    "a verification without a day": (
        Verification,
        lambda: {"evidence": evidence(), "verifier": commitment("build-mill").debtor},
    ),
    "two verifications by one party": (
        Verification,
        lambda: {
            "evidence": evidence(),
            "verifier": Verification.objects.get().verifier,
            "verified_on": "2023",
        },
    ),
    "an ending of no kind": (
        Ending,
        lambda: {"commitment": commitment("build-quay"), "how": "forgotten", "reason": "x"},
    ),
    "two endings": (
        Ending,
        lambda: {"commitment": commitment("give-work"), "how": "withdrawn", "reason": "x"},
    ),
}


@pytest.mark.parametrize(("model", "values"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_database_refuses_what_cannot_be(tmp_path, model, values):
    make.loaded(tmp_path)

    with pytest.raises(IntegrityError):
        write(model, **values())


def test_everything_has_a_name_in_a_shell(tmp_path):
    make.load(make.MFANO)
    merges = "noun,code,into,merged_on,source\nparties,old-mill,mill,2021,paper\n"
    keep_up(make.loaded(tmp_path, merges=merges), make.OPERATOR, make.NOON, make.TODAY)

    # What comes only through the desk is named in the tests of its own deeds.
    loaded = {place.model for place in PLACES.values()} - {Move, Contest, Step}
    for model in {*loaded, Programme, Event, Balance, Line, AgreementParty}:
        first = model.objects.first()
        assert first is not None, model
        assert str(first).isprintable()
        assert "object (" not in str(first)
