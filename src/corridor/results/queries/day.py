"""What somebody has before them today: a queue of work, each row with the one thing to do next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.days import last_day
from corridor.base.models import Event
from corridor.ledger.access import BRINGING, commitments_seen
from corridor.ledger.models import Commitment, Contest, Submission
from corridor.ledger.queries.desk import (
    Waits,
    holders_up,
    objections_to_answer,
    recent_events,
    rejected_for,
    waiting_codes,
    waits_for,
)
from corridor.ledger.queries.items import items
from corridor.ledger.queries.moves import latest_dues
from corridor.ledger.rules.items import Item
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import balance_for, items_of
from corridor.results.queries.commitments import Found, found
from corridor.results.queries.happened import parties_in, told
from corridor.results.queries.named import names_of
from corridor.results.queries.wording import Wording
from corridor.results.rules.lists import PAGE, Choice
from corridor.results.rules.today import MOST, Owed, groups_of

REJECTED_FOR = timedelta(days=28)
# So many entries and names of a row are told; the rest is counted.
MOST_CHANGES, MOST_NAMES = 15, 3


@dataclass(frozen=True)
class Day:
    """What somebody's parties owe and are owed, what waits for them, and what changed, as it stands on a day.

    held: by the number of a promise those that directly wait for it and are open. brought: the codes of those
    about which evidence waits for somebody's decision.
    """

    groups: Mapping[str, Sequence[Owed]]
    held: Mapping[int, Sequence[Item]]
    waits: Waits
    brought: Collection[str]
    objections: Sequence[Contest]
    rejected: Sequence[Submission]
    changed: Sequence[tuple[Event, Commitment]]
    on: date


def day_of(programme: Programme, by: Actor, *, on: date, at: datetime, since: datetime) -> Day:
    """Everything that somebody has before them in a programme; what changed is told from `since` on."""
    mine = by.parties(programme.code)
    dues = latest_dues(programme)
    everything = None if balance_for(programme, on, None) else items(commitments_seen(by, programme), on=on)
    open_ones = _open_of(programme, by, mine, everything)
    groups = groups_of([_owed(each, dues, on) for each in open_ones], mine)
    shown = [each.item.facts.number for group in groups.values() for each in group[:MOST]]
    return Day(
        groups=groups,
        held=_held(programme, by, shown, everything),
        waits=waits_for(programme, by),
        brought=waiting_codes(programme, by),
        objections=objections_to_answer(programme, by),
        rejected=rejected_for(programme, by, at - REJECTED_FOR),
        changed=recent_events(programme, mine, since),
        on=on,
    )


def _open_of(
    programme: Programme, by: Actor, mine: Collection[str], everything: Mapping[int, Item] | None
) -> Iterable[Item]:
    if everything is None:
        own = Q(debtor__in=mine) | Q(creditor__in=mine)
        return items_of(lines_seen(by, programme).filter(own, is_open=True).order_by("commitment_id"))
    return [
        each
        for each in everything.values()
        if each.standing.is_open and (each.facts.debtor in mine or each.facts.creditor in mine)
    ]


def _owed(item: Item, dues: Mapping[int, str], on: date) -> Owed:
    due_on = dues.get(item.facts.number, item.facts.due_on)
    return Owed(item, due_on, (on - last_day(due_on)).days if due_on else None)


def _held(
    programme: Programme, by: Actor, numbers: Collection[int], everything: Mapping[int, Item] | None
) -> dict[int, list[Item]]:
    pairs = holders_up(numbers)
    waiting = {number for _needed, number in pairs}
    if everything is None:
        lines = lines_seen(by, programme).filter(commitment_id__in=waiting, is_open=True)
        near = {each.facts.number: each for each in items_of(lines.order_by("commitment_id"))}
    else:
        near = {number: each for number, each in everything.items() if number in waiting and each.standing.is_open}
    held: dict[int, list[Item]] = {}
    for needed, number in pairs:
        if number in near:
            held.setdefault(needed, []).append(near[number])
    return held


def shown_day(programme: Programme, by: Actor, day: Day, language: str) -> dict[str, Any]:
    """A day as text in a language: groups of rows, each row with what to do next."""
    items_shown = [each.item for group in day.groups.values() for each in group[:MOST]]
    items_shown += [each for some in day.held.values() for each in some]
    parties = {code for each in items_shown for code in (each.facts.debtor, each.facts.creditor)}
    zones = {each.facts.zone for each in items_shown}
    names = names_of(programme, parties | parties_in(event for event, _promise in day.changed), zones)
    with override(language):
        words = _Today(language, names.parties, names.zones, programme, by, day)
        return {
            "groups": [words.group(name) for name in day.groups if day.groups[name]],
            "waits": words.waits(),
            "objections": [words.objection(each) for each in day.objections[:MOST]],
            "rejected": [words.rejected(each) for each in day.rejected],
            "changes": words.changes(),
            "on": words.day(day.on),
        }


class _Today(Wording):
    def __init__(self, language: str, parties: Any, zones: Any, programme: Programme, by: Actor, day: Day) -> None:
        super().__init__(language, parties, zones)
        self.programme, self.by, self.today = programme, by, day

    def group(self, name: str) -> dict[str, Any]:
        rows = self.today.groups[name]
        more = len(rows) - MOST
        left = ngettext("and {n} more", "and {n} more", more).format(n=self.number(more)) if more > 0 else ""
        return {
            "name": name,
            "total": self.number(len(rows)),
            "rows": [self.owed(each) for each in rows[:MOST]],
        } | {"more": left}

    def owed(self, owed: Owed) -> dict[str, Any]:
        facts, code = owed.item.facts, self.programme.code
        brings = any(
            self.by.for_party(party).acting(code, *BRINGING, place=False)
            for party in (facts.debtor, facts.creditor)
            if party in self.by.parties(code)
        )
        held = self.today.held.get(facts.number, ())
        debtors = list(dict.fromkeys(each.facts.debtor for each in held))
        return {
            **self.item(owed.item),
            "deed": "bring" if brings else "look",
            "first": self.day(facts.due_on) if owed.due_on != facts.due_on else "",
            "due": self.day(owed.due_on),
            "past": self.past(owed),
            "held": [self.named(self.parties, party) for party in debtors[:MOST_NAMES]],
            "held_more": self.number(len(debtors) - MOST_NAMES) if len(debtors) > MOST_NAMES else "",
            "is_held": bool(owed.item.waiting.others),
            "is_brought": facts.code in self.today.brought,
        }

    def past(self, owed: Owed) -> str:
        """By how many days the last date given has passed, or in how many it comes."""
        if owed.past is None:
            return ""
        if owed.past > 0:
            return self.late(owed.past)
        if owed.past == 0:
            return _("due today")
        return ngettext("in {n} day", "in {n} days", -owed.past).format(n=self.number(-owed.past))

    def waits(self) -> dict[str, Any] | None:
        count, oldest = self.today.waits
        if oldest is None:
            return None
        days = (self.today.on - oldest.brought_at.date()).days
        waited = (
            ngettext("for {n} day", "for {n} days", days).format(n=self.number(days)) if days > 0 else _("today")
        )
        said = ngettext(
            "{n} piece of evidence waits for your verification",
            "{n} pieces of evidence wait for your verification",
            count,
        )
        return {
            "said": said.format(n=self.number(count)),
            "title": oldest.commitment.title_en,
            "party": oldest.brought_for.name_in(self.language),
            "waited": waited,
        }

    def objection(self, contest: Contest) -> dict[str, Any]:
        return {
            "number": contest.pk,
            "title": contest.commitment.title_en,
            "party": contest.party.name_in(self.language),
            "says": contest.says,
            "day": self.day(contest.contested_on),
        }

    def rejected(self, submission: Submission) -> dict[str, Any]:
        party = submission.decided_for
        return {
            "number": submission.pk,
            "code": submission.commitment.code,
            "title": submission.commitment.title_en,
            "party": party.name_in(self.language) if party else None,
            "day": self.day(submission.decided_at.date() if submission.decided_at else ""),
            "reason": submission.reason,
        }

    def changes(self) -> list[dict[str, Any]]:
        return [
            {
                "code": promise.code,
                "title": promise.title_en,
                "what": told(event, self),
                "party": self.named(self.parties, event.party),
                "day": self.day(event.at.date()),
                "at": event.at.strftime("%H:%M"),
            }
            for event, promise in self.today.changed[:MOST_CHANGES]
        ]


def desk_list(
    programme: Programme, by: Actor, choice: Choice, *, on: date, first: int, waiting: bool
) -> tuple[Found, frozenset[str]]:
    """A page of promises and the codes of those about which evidence waits; with `waiting` only these."""
    codes = frozenset(waiting_codes(programme, by))
    if not waiting:
        return found(programme, by, choice, on=on, first=first, most=PAGE, offering=True), codes
    every = found(programme, by, choice, on=on, offering=True)
    rows = [each for each in every.rows if each.facts.code in codes]
    parties = {code for each in rows for code in (each.facts.debtor, each.facts.creditor)}
    named = {code: every.parties[code] for code in {*parties, choice.debtor, choice.creditor} & set(every.parties)}
    part = rows[first : first + PAGE]
    return Found(part, len(rows), choice, on, None, named, every.zones, every.offered), codes
