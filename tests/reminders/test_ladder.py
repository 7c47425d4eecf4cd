"""The ladder up which a late promise goes."""

from datetime import date, timedelta

import pytest

import make
from corridor.base.actors import READER, Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.ledger.actions.refusals import ChangedMeanwhile
from corridor.people.models import Party
from corridor.reminders.actions import NoLadder, remind, set_ladder
from corridor.reminders.models import Rung
from corridor.reminders.queries.ladder import heights, version_of_ladder
from corridor.reminders.queries.outgoing import outgoing
from reminders.conftest import SITE, letters
from reminders.test_reminding import day, moved


def party(code):
    return Party.objects.get(code=code, programme__code="isles")


def ladder(isles, *rungs, by=make.OPERATOR, **more):
    return set_ladder(isles, [(party(code), days) for code, days in rungs], by=by, at=make.NOON, **more)


def brought():
    """What was brought before whom, and after how many days."""
    rows = Event.objects.filter(name="promise.escalated").order_by("id")
    return [(each.key, each.after["rung"], each.after["days"]) for each in rows]


def test_an_owner_sets_the_ladder_and_the_journal_tells_before_and_after(isles):
    owner = make.actor("isles", "isles", Role.OWNER)
    ladder(isles, ("harbour-board", 14), ("isles", 60), by=owner)
    ladder(isles, ("isles", 30), by=owner)

    first, second = Event.objects.filter(name="ladder.set").order_by("id")
    low, high = (
        {"position": 1, "party": "harbour-board", "after_days": 14},
        {"position": 2, "party": "isles", "after_days": 60},
    )
    assert (first.table, first.key, first.party, first.by) == ("ladders", "isles", "isles", owner.name)
    assert (first.before, first.after) == (None, {"rungs": [low, high]})
    assert second.before == first.after
    assert second.after == {"rungs": [{"position": 1, "party": "isles", "after_days": 30}]}
    assert [tuple(each) for each in heights(isles)] == [(1, "isles", 30)]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_nobody_else_sets_it(isles, role):
    with pytest.raises(NotAllowed):
        ladder(isles, ("isles", 30), by=make.actor("isles", "isles", role))


def test_an_owner_of_one_zone_does_not(isles):
    with pytest.raises(NotAllowed):
        ladder(isles, ("isles", 30), by=make.actor("isles", "isles", Role.OWNER, zone="east-quay"))
    with pytest.raises(NotAllowed):
        ladder(isles, ("isles", 30), by=READER)


@pytest.mark.parametrize("rungs", [[("isles", 30), ("mill", 30)], [("isles", 0)], [("isles", 1), ("isles", 2)]])
def test_what_does_not_rise_is_no_ladder(isles, rungs):
    with pytest.raises(NoLadder):
        ladder(isles, *rungs)
    assert Rung.objects.count() == 0


def test_a_party_of_another_programme_stands_on_no_rung(isles):
    make.load(make.MFANO)
    strange = Party.objects.filter(programme__code="mfano").first()

    with pytest.raises(NoLadder):
        set_ladder(isles, [(strange, 30)], by=make.OPERATOR, at=make.NOON)


def test_who_read_an_older_ladder_changes_nothing(isles):
    assert version_of_ladder(isles) == 0
    ladder(isles, ("isles", 30), seen=0)
    seen = version_of_ladder(isles)
    ladder(isles, ("isles", 60), seen=seen)

    with pytest.raises(ChangedMeanwhile):
        ladder(isles, ("isles", 90), seen=seen)
    assert [each.after_days for each in heights(isles)] == [60]


def test_a_late_promise_goes_up_rung_by_rung_each_once(isles, write):
    secretary = make.person("isles", "harbour-board", Role.READER)
    minister = make.person("isles", "isles", Role.READER, language="ur")
    moved("bring-water", "2030")
    ladder(isles, ("harbour-board", 3), ("isles", 9))

    for past in range(15):
        write(day(past))

    key = "build-mill | {} | 2022-06-30"
    assert brought() == [(key.format("harbour-board"), 1, 3), (key.format("isles"), 2, 9)]
    low, high = letters("escalation/").values()
    assert (low.address, high.address, high.language) == (secretary.email, minister.email, "ur")
    assert low.key.startswith(f"escalation/isles/1/{secretary.code}/{day(3)}/")
    assert high.key.startswith(f"escalation/isles/2/{minister.code}/{day(9)}/")
    assert "⁨Build the mill⁩" in high.text
    assert "https://corridor.example/ur/isles/commitments/build-mill/" in high.text
    assert low.subject == "1 promise brought before you · Isles of Nowhere (made up)"


def test_a_ladder_set_late_brings_up_at_once_what_is_late_already(isles, write):
    make.person("isles", "isles", Role.READER)
    write(day(100))
    ladder(isles, ("isles", 9))
    write(day(100))
    write(day(101))

    assert [key for key, _rung, _days in brought()] == [
        "bring-water | isles | 2021",
        "build-mill | isles | 2022-06-30",
    ]
    (letter,) = letters("escalation/").values()
    assert [line for line in letter.text.splitlines() if line.startswith("•")] == [
        "• Bring water",
        "• Build the mill",
    ]


def test_a_rung_without_people_waits_until_somebody_is_there(isles, miller, write):
    ladder(isles, ("auditor", 9))
    write(day(20))
    nobody = brought()
    make.person("isles", "auditor", Role.READER)
    write(day(21))

    assert nobody == []
    assert [days for _key, _rung, days in brought()] == [21 + (date(2022, 6, 30) - date(2021, 12, 31)).days, 21]


def test_a_date_that_was_moved_and_missed_again_goes_up_again(isles, write):
    make.person("isles", "isles", Role.READER)
    moved("bring-water", "2030")
    ladder(isles, ("isles", 9))
    write(day(9))
    moved("build-mill", day(30))
    for past in (20, 38, 39, 40):
        write(day(past))

    assert brought() == [
        ("build-mill | isles | 2022-06-30", 1, 9),
        (f"build-mill | isles | {day(30)}", 1, 9),
    ]


def test_the_ladder_is_rebuilt_from_the_journal(isles):
    ladder(isles, ("harbour-board", 14), ("isles", 60))

    last = Event.objects.filter(table="ladders").last()
    assert last.after == {"rungs": [rung._asdict() for rung in heights(isles)]}


def test_days_are_counted_from_the_last_day_of_a_month(isles, write):
    make.person("isles", "isles", Role.READER)
    moved("bring-water", "2030")
    moved("build-mill", "2022-08")
    ladder(isles, ("isles", 1))
    write("2022-08-31")
    before = brought()
    write((date(2022, 8, 31) + timedelta(days=1)).isoformat())

    assert (before, len(brought())) == ([], 1)


def test_what_another_worker_brought_up_meanwhile_is_not_told_twice(isles, write):
    make.person("isles", "isles", Role.READER)
    moved("bring-water", "2030")
    ladder(isles, ("isles", 9))
    one = outgoing(isles, date.fromisoformat(day(9)), SITE)
    moved("bring-water", "2022-06-01")
    other = outgoing(isles, date.fromisoformat(day(9)), SITE)

    remind(isles, one, by=make.OPERATOR, at=make.NOON)
    remind(isles, other, by=make.OPERATOR, at=make.NOON)
    between = brought()
    write(day(9))

    first, second = "build-mill | isles | 2022-06-30", "bring-water | isles | 2022-06-01"
    assert [key for key, _rung, _days in between] == [first]
    assert [key for key, _rung, _days in brought()] == [first, second]
    assert len(letters("escalation/")) == 2
