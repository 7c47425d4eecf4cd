"""Setting a programme's ladder, and writing to everybody who must be written to on a day."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.refusals import Refusal, require
from corridor.ledger.actions.refusals import ChangedMeanwhile
from corridor.people.models import Party
from corridor.post.actions import post_letters
from corridor.programme.models import Programme
from corridor.reminders import access
from corridor.reminders.models import Rung
from corridor.reminders.queries.due import REMINDERS, was_reminded
from corridor.reminders.queries.ladder import ESCALATIONS, LADDERS, escalated, heights, row_of, version_of_ladder
from corridor.reminders.queries.outgoing import Outgoing
from corridor.reminders.rules import LONGEST, MOST_RUNGS, rises


class NoLadder(Refusal):
    """Parties and days that make no ladder."""

    code = "no-ladder"
    text = _(
        "A ladder has at most {most} rungs. Each names another party of the programme and comes later than the one "
        "below it, after 1 to {longest} days."
    )


@transaction.atomic
def set_ladder(
    programme: Programme,
    rungs: Sequence[tuple[Party, int]],
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> list[Rung]:
    """Say before which parties a late promise is brought, the lowest first, each after how many days.

    `seen` is the version that somebody changes; none where they change whatever is there.
    Records `ladder.set`. Refuses with NotAllowed, NoLadder, and ChangedMeanwhile.
    """
    acting = access.may_set_ladder(by, programme)
    require(bool(acting))
    hold("journal")
    strange = any(party.programme_id != programme.pk for party, _days in rungs)
    if strange or not rises([(party.code, days) for party, days in rungs]):
        raise NoLadder(most=MOST_RUNGS, longest=LONGEST)
    if seen is not None and seen != version_of_ladder(programme):
        raise ChangedMeanwhile
    before = heights(programme)
    Rung.objects.filter(programme=programme).delete()
    made = [
        Rung(programme=programme, position=position, party=party, after_days=days)
        for position, (party, days) in enumerate(rungs, 1)
    ]
    Rung.objects.bulk_create(made)
    after = row_of(heights(programme))
    entry = Entry("ladder.set", programme.code, LADDERS, programme.code, row_of(before) if before else None, after)
    record([entry], by=by.for_party(acting.party if acting else ""), at=at)
    return made


@transaction.atomic
def remind(programme: Programme, written: Outgoing, *, by: Actor, at: datetime) -> int:
    """Post everything that must be written on a day; says how many letters were new.

    Asked again on that day, or by two workers at once, it posts what is new and nothing twice: where somebody else
    has brought a promise up meanwhile, those letters are left to the next look.
    Records `reminders.posted`, and `promise.escalated` for each promise and rung.
    Refuses with NotAllowed unless `by` operates the machine.
    """
    require(access.may_remind(by))
    hold("journal")
    brought, telling = written.brought, written.telling
    if escalated(programme).intersection(each.key for each in brought):
        brought, telling = (), ()
    posted = post_letters([*written.letters, *telling], by=by, at=at)
    entries = [
        Entry(
            "promise.escalated", programme.code, ESCALATIONS, each.key, None, {"rung": each.rung, "days": each.days}
        )
        for each in brought
    ]
    if posted or not was_reminded(programme, written.on):
        day, told = written.on.isoformat(), {"letters": posted}
        entries.append(Entry("reminders.posted", programme.code, REMINDERS, day, None, told))
    record(entries, by=by, at=at)
    return posted
