"""Whatever was promised and delivered: run every day, every notice is written about exactly once."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from corridor.base.actors import READER, Role
from corridor.ledger.access import commitments_seen
from corridor.ledger.models import Commitment, Evidence
from corridor.ledger.queries.items import items
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.reminders.actions import set_ladder
from corridor.sources.models import Source
from reminders.conftest import letters, written
from reminders.test_rules import is_notice

START = date(2026, 1, 1)
DAYS = 36
SECOND_LOOKS = st.sets(st.integers(0, DAYS - 1), max_size=6)
numbers = st.integers(-5, DAYS + 35)
promises = st.lists(
    st.tuples(numbers, st.none() | numbers, st.sampled_from(["delivered", "partly"])), min_size=1, max_size=3
)


EMPTY = ("commitments", "dependencies", "evidence", "verifications", "endings")


def header(table):
    """A table without rows."""
    return table.splitlines(keepends=True)[0]


def on(number):
    return START + timedelta(days=number)


def written_down(programme, history):
    """Promises of the mill, each with its due day and what was seen of it when."""
    mill, gazette = Party.objects.get(code="mill"), Source.objects.get(code="gazette")
    for place, (due, seen, says) in enumerate(history):
        made = Commitment.objects.create(
            programme=programme,
            code=f"p-{place}",
            title_en=f"Promise {place}",
            kind="quay",
            debtor=mill,
            due_on=on(due).isoformat(),
            source=gazette,
            recorded_at=make.NOON,
        )
        if seen is not None:
            Evidence.objects.create(
                commitment=made,
                observed_on=on(seen).isoformat(),
                grade="press",
                says=says,
                source=gazette,
                recorded_at=make.NOON,
            )


def is_open(programme, code, day):
    """Whether a promise is still owed on a day, as the ledger says."""
    found = items(commitments_seen(READER, programme), on=day).values()
    return next(item.standing.is_open for item in found if item.facts.code == code)


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(promises, SECOND_LOOKS, st.integers(1, 20))
def test_every_notice_and_every_rung_once(tmp_path_factory, history, second_looks, after):
    with transaction.atomic():
        programme = make.loaded(tmp_path_factory.mktemp("isles"), **dict.fromkeys(EMPTY, header))
        who = make.person("isles", "mill", Role.CONTRIBUTOR)
        make.person("isles", "isles", Role.READER)
        set_ladder(programme, [(Party.objects.get(code="isles"), after)], by=make.OPERATOR, at=make.NOON)
        written_down(programme, history)
        for number in range(DAYS):
            for _look in range(2 if number in second_looks else 1):
                written(programme, on(number))

        expected, escalated = Counter(), set()
        for number in range(DAYS):
            for place, (due, _seen, _says) in enumerate(history):
                if is_open(programme, f"p-{place}", on(number)):
                    if is_notice(number - due):
                        expected[on(number).isoformat(), place] += 1
                    if number - due >= after:
                        escalated.add(place)
        told = Counter(
            (each.key.rpartition("/")[2], place)
            for each in letters(f"remind/isles/{who.code}/").values()
            for place in range(len(history))
            for line in each.text.splitlines()
            if line == f"• Promise {place}"
        )
        up = Counter(
            place
            for each in letters("escalation/").values()
            for place in range(len(history))
            if f"• Promise {place}\n" in each.text
        )
        transaction.set_rollback(True)
    assert told == expected
    assert up == dict.fromkeys(escalated, 1)
    assert Programme.objects.filter(code="isles").count() == 0
