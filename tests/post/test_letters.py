"""What is posted is owed once: by key, and only if the deed that wanted it was done."""

from datetime import timedelta

import pytest
from django.db import transaction

import make
from corridor.base.actors import READER, Actor
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.post.actions import HELD_FOR, Written, mark_refused, mark_sent, post_letters, take_letter
from corridor.post.models import Letter
from corridor.post.queries import any_waits

NOON = make.NOON
LATER = NOON + HELD_FOR + timedelta(seconds=1)


def letter(key):
    return Written(key, "somebody@example.org", "ur", "خط", "پہلا\n")


def posted(*keys):
    return post_letters([letter(key) for key in keys], by=make.OPERATOR, at=NOON)


@pytest.mark.django_db
def test_the_same_key_posted_twice_is_one_letter():
    told = [posted("a", "b", "a"), posted("b", "c")]

    assert told == [2, 1]
    assert list(Letter.objects.values_list("key", flat=True)) == ["a", "b", "c"]
    assert [each.after for each in Event.objects.filter(name="letters.posted")] == [{"count": 2}, {"count": 1}]


@pytest.mark.django_db
def test_nothing_new_leaves_no_trace():
    posted("a")
    before = Event.objects.count()

    assert (posted("a"), Event.objects.count() - before) == (0, 0)


@pytest.mark.django_db
def test_many_letters_at_once():
    keys = [f"digest/{number}" for number in range(12_000)]

    assert (posted(*keys), posted(*keys)) == (12_000, 0)


@pytest.mark.django_db
def test_a_deed_that_fails_posts_nothing():
    @transaction.atomic
    def fail():
        posted("a")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert Letter.objects.count() == 0


@pytest.mark.django_db
def test_the_journal_tells_of_letters_without_address_or_words():
    posted("a")
    taken = take_letter(by=make.OPERATOR, at=NOON)
    mark_refused(taken, "550 no such person somebody@example.org", by=make.OPERATOR, at=NOON)

    told = [(each.name, each.before, each.after) for each in Event.objects.order_by("id")]
    assert told == [
        ("letters.posted", None, {"count": 1}),
        ("letter.taken", None, {"attempt": 1}),
        ("letter.refused", None, {"attempt": 1, "given_up": False}),
    ]


@pytest.mark.django_db
def test_a_letter_taken_is_nobody_elses_until_the_time_has_passed():
    posted("a")

    first, second = take_letter(by=make.OPERATOR, at=NOON), take_letter(by=make.OPERATOR, at=NOON + HELD_FOR)
    third = take_letter(by=make.OPERATOR, at=LATER)

    assert (first.key, second, third.key, third.attempts) == ("a", None, "a", 2)


@pytest.mark.django_db
def test_a_letter_sent_waits_no_more():
    posted("a")
    mark_sent(take_letter(by=make.OPERATOR, at=NOON), by=make.OPERATOR, at=NOON)

    assert (any_waits(LATER), take_letter(by=make.OPERATOR, at=LATER)) == (False, None)


@pytest.mark.django_db
@pytest.mark.parametrize("by", [READER, Actor("person-1", person=1)], ids=str)
def test_only_whoever_runs_the_machine_sends(by):
    posted("a")
    taken = take_letter(by=make.OPERATOR, at=NOON)

    for deed in (
        lambda: take_letter(by=by, at=LATER),
        lambda: mark_sent(taken, by=by, at=NOON),
        lambda: mark_refused(taken, "no", by=by, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            deed()


@pytest.mark.django_db
def test_nobody_posts_nothing():
    with pytest.raises(NotAllowed):
        post_letters([letter("a")], by=Actor(""), at=NOON)
