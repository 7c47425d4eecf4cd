"""Commitments as programs read them: where each stands on a day, and all about one of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from corridor.base.actors import Actor
from corridor.base.days import by_then, last_day
from corridor.base.models import Event
from corridor.ledger.access import commitments_seen
from corridor.ledger.models import Commitment, Contest, Dependency, Ending, Evidence, Move
from corridor.ledger.queries.contests import contests_told
from corridor.ledger.queries.items import items
from corridor.ledger.queries.moves import moves_told
from corridor.ledger.rules.items import Item
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import as_they_stand, balance_for, items_of
from corridor.results.queries.commitments import found
from corridor.results.queries.exposed import On, Plain, in_english, listed, number
from corridor.results.queries.exposed_nouns import NOUNS, evidence_code
from corridor.results.queries.named import Names
from corridor.results.rules.lists import Choice
from corridor.sources.queries import were_known
from corridor.sources.rules import was_known

# What only the page of one commitment tells; each costs questions of its own.
MORE = ("needs", "waits", "evidence", "moves", "contests", "ending", "history")
NAMES = ("debtor__names", "creditor__names", "zone__names")
ENDING = (
    "how",
    "ended_on",
    "authority__code",
    "successor__code",
    "reason",
    "source__code",
    "source__published_on",
    "recorded_at",
)
# Whether it is a need, and what is said of it.
Edge = tuple[bool, Mapping[str, Any]]


@dataclass(frozen=True)
class Listed:
    """Some commitments of a list as plain values, and how many the list holds."""

    rows: list[Plain]
    total: int


def commitments_listed(
    programme: Programme, by: Actor, choice: Choice, when: On, *, first: int, most: int
) -> Listed:
    """The commitments that a choice asks for on a day, in its order, from the `first` on."""
    there = found(programme, by, choice, on=when.on, known_on=when.known_on, first=first, most=most)
    names = Names(there.parties, there.zones)
    return Listed([_told(item, names) for item in there.rows], there.total)


def commitment_told(
    programme: Programme, by: Actor, when: On, code: str, wanted: Iterable[str] = MORE
) -> Plain | None:
    """Everything about the commitment of that code, of `MORE` only what is wanted.

    Nothing where it was not made, or not known, by the day.
    """
    row = commitments_seen(by, programme).filter(code=code).values_list("id", "note", *NAMES, "ending").first()
    if row is None:
        return None
    own, note, debtor, creditor, zone, ending = row
    near = _near(own, when) if "needs" in wanted or "waits" in wanted else {}
    there = _items(programme, by, when, {own, *near})
    item = there.get(own)
    if item is None:
        return None
    facts = item.facts
    names = Names({facts.creditor: creditor, facts.debtor: debtor}, {facts.zone: zone})
    asked: Mapping[str, Callable[[], Any]] = {
        "needs": lambda: _neighbours(there, near, needed=True),
        "waits": lambda: _neighbours(there, near, needed=False),
        "evidence": lambda: _evidence(programme, by, own, when),
        "moves": lambda: [_move(each) for each in moves_told([own], when.on, when.known_on).get(own, ())],
        "contests": lambda: [_contest(each) for each in contests_told(Commitment(pk=own), when.on, when.known_on)],
        "ending": lambda: ending and _ending(ending, when),
        "history": lambda: _history(programme, code),
    }
    return {**_told(item, names), "note": note or None, **{name: asked[name]() for name in MORE if name in wanted}}


def _told(item: Item, names: Names) -> Plain:
    facts, standing = item.facts, item.standing
    code, title, debtor, creditor, zone = facts.code, facts.title, facts.debtor, facts.creditor, facts.zone
    return {
        "code": code,
        "title": in_english(title),
        "kind": facts.kind,
        "state": standing.state.value,
        "proof": standing.proof.value,
        "blocked": standing.is_blocked,
        "disputed": standing.is_disputed,
        "contested": standing.is_contested,
        "default": standing.is_default,
        "days_late": standing.days_late,
        "debtor": debtor,
        "debtor_name": names.parties.get(debtor, {}),
        "creditor": creditor or None,
        "creditor_name": names.parties.get(creditor) if creditor else None,
        "zone": zone or None,
        "zone_name": names.zones.get(zone) if zone else None,
        "agreement": facts.agreement or None,
        "meeting": facts.meeting or None,
        "quantity": number(facts.quantity),
        "unit": facts.unit or None,
        "made_on": facts.made_on or None,
        "due_on": facts.due_on or None,
        "kept_on": standing.kept_on.isoformat() if standing.kept_on else None,
        "workers": facts.workers,
        "exports_usd": number(facts.exports_usd),
        "waiting": item.waiting.others,
        "waiting_workers": item.waiting.workers,
        "source": facts.source,
    }


def _near(own: int, when: On) -> Mapping[int, Edge]:
    """What it needs and what needs it, by number: whether it is a need, and what is said of it."""
    rows = (
        Dependency.objects.filter(Q(commitment=own) | Q(needs=own)).filter(were_known(when.known_on)).order_by("id")
    )
    near = {}
    for commitment, needs, lag_days, reason, source in rows.values_list(
        "commitment_id", "needs_id", "lag_days", "reason", "source__code"
    ):
        said = {"lag_days": lag_days, "reason": reason or None, "source": source}
        near[needs if commitment == own else commitment] = (commitment == own, said)
    return near


def _items(programme: Programme, by: Actor, when: On, numbers: set[int]) -> Mapping[int, Item]:
    """Some commitments where they stand: from the balance, if it answers for the day, else derived anew."""
    struck = balance_for(programme, when.on, when.known_on)
    if struck is None:
        return items(commitments_seen(by, programme), on=when.on, known_on=when.known_on)
    lines = lines_seen(by, programme).filter(commitment_id__in=numbers).order_by()
    found = {item.facts.number: item for item in items_of(lines)}
    if struck.is_behind:
        return as_they_stand(commitments_seen(by, programme).filter(pk__in=numbers), found, when.on)
    return found


def _neighbours(there: Mapping[int, Item], near: Mapping[int, Edge], *, needed: bool) -> list[Plain]:
    """What it needs, or what needs it, as far as it had been made and was known."""
    return [
        {
            "code": there[far].facts.code,
            "title": in_english(there[far].facts.title),
            "state": there[far].standing.state.value,
            **said,
        }
        for far, (is_need, said) in near.items()
        if is_need is needed and far in there
    ]


def _evidence(programme: Programme, by: Actor, own: int, when: On) -> list[Plain]:
    """What was observed by the day, the oldest first; what bears no day stands last."""
    noun = replace(NOUNS["evidence"], rows=lambda _programme, _by: Evidence.objects.filter(commitment=own))
    rows = listed(noun, programme, by, when).rows
    for row in rows:
        del row["commitment"]
    return sorted(
        rows, key=lambda row: (not row["observed_on"], row["observed_on"] and last_day(row["observed_on"]))
    )


def _move(move: Move) -> Plain:
    """A later date that was given: to when, on which day, by whose leave, under which instrument, why."""
    return {
        "moved_on": move.moved_on,
        "due_on": move.due_on,
        "agreement": move.agreement.code if move.agreement else None,
        "authority": move.authority.code if move.authority else None,
        "reason": move.reason,
        "source": move.source.code,
    }


def _contest(contest: Contest) -> Plain:
    """What a party says to be told wrongly, about which evidence if any, and the answer if it had come."""
    evidence, answered_for = contest.evidence, contest.answered_for
    return {
        "code": str(contest.pk),
        "party": contest.party.code,
        "contested_on": contest.contested_on,
        "says": contest.says,
        "evidence": evidence_code(
            contest.commitment.code, evidence.observed_on, evidence.says, evidence.source.code
        )
        if evidence
        else None,
        "answer": contest.answer or None,
        "answered_on": contest.answered_on or None,
        "answered_for": answered_for.code if answered_for else None,
        "answer_says": contest.answer_says or None,
        "source": contest.source.code,
    }


def _ending(ending: int, when: On) -> Plain | None:
    """How it ended other than by being kept, if it had by the day."""
    row = Ending.objects.values_list(*ENDING).get(pk=ending)
    how, ended_on, authority, successor, reason, source, published_on, recorded_at = row
    if not by_then(ended_on, when.on) or not was_known(published_on, recorded_at.date(), when.known_on):
        return None
    return {
        "how": how,
        "ended_on": ended_on or None,
        "authority": authority,
        "successor": successor,
        "reason": reason or None,
        "source": source,
    }


def _history(programme: Programme, code: str) -> list[Plain]:
    """What was recorded of it here, the latest first: when, what, which columns changed. Not by whom."""
    rows = Event.objects.filter(programme=programme.code, table="commitments", key=code).order_by("-id")
    told = []
    for at, event, before, after in rows.values_list("at", "name", "before", "after"):
        before, after = before or {}, after or {}
        changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        told.append(
            {
                "at": at.isoformat().replace("+00:00", "Z"),
                "event": event,
                "changed": changed if before and after else [],
            }
        )
    return told
