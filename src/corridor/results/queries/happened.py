"""What was done about a promise, entry by entry of the journal, in words of one language."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from corridor.base.models import Event
from corridor.ledger.queries.words import EVENTS, PROOFS, SAYINGS, STATES
from corridor.results.queries.wording import Wording

Row = Mapping[str, str]
# Columns of the row of an entry that name parties.
PARTIES = ("party", "authority", "verifier", "brought_for", "decided_for", "answered_for", "creditor")


def parties_in(events: Iterable[Event]) -> set[str]:
    """The codes of the parties that some entries name."""
    codes = {event.party for event in events if event.party}
    return codes | {
        row[name] for event in events for row in (event.after or {},) for name in PARTIES if row.get(name)
    }


def persons_in(events: Iterable[Event]) -> set[int]:
    """The numbers of the persons who did what some entries tell."""
    doers = (event.by.partition("-") for event in events)
    return {int(number) for kind, _dash, number in doers if kind == "person" and number.isdigit()}


def told(event: Event, words: Wording) -> str:
    """One entry in a few words, without the promise it is about."""
    row: Row = event.after if event.after is not None else event.before or {}
    say = SAID.get(event.name)
    if say:
        return say(row, words)
    verb = event.name.rpartition(".")[2]
    return str(EVENTS.get(verb, event.name))


def who(event: Event, words: Wording, persons: Mapping[int, str]) -> dict[str, Any]:
    """Who did what an entry tells, and for which party."""
    kind, _dash, number = event.by.partition("-")
    if kind == "person" and number.isdigit():
        name = persons.get(int(number), event.by)
    elif kind == "link":
        name = _("somebody without an account, by an address sent to them")
    else:
        name = _("whoever operates this site")
    return {"name": name, "party": words.named(words.parties, event.party)}


def _party(row: Row, name: str, words: Wording) -> str:
    return str(words.named(words.parties, row.get(name, "")) or "")


def _brought(row: Row, words: Wording) -> str:
    said, grade = SAYINGS[row["says"]], PROOFS[row["grade"]]
    return _("evidence was brought: {said} ({grade})").format(said=said, grade=grade)


SAID: dict[str, Callable[[Row, Wording], str]] = {
    "commitment.explained": lambda row, words: _("Reason: {reason}").format(reason=row.get("reason", "")),
    "dependency.added": lambda row, words: _("needs another promise: {code}").format(code=row["needs"]),
    "dependency.removed": lambda row, words: _("no longer needs: {code}").format(code=row["needs"]),
    "evidence.added": lambda row, words: _("{said} ({grade})").format(
        said=SAYINGS[row["says"]], grade=PROOFS[row["grade"]]
    ),
    "verification.added": lambda row, words: _("verified by {party}").format(party=_party(row, "verifier", words)),
    "ending.added": lambda row, words: str(STATES[row["how"]]),
    "move.added": lambda row, words: _("due date moved to {day}").format(day=words.day(row["due_on"])),
    "contest.added": lambda row, words: _("{party} objects: {says}").format(
        party=_party(row, "party", words), says=row["says"]
    ),
    "contest.answered": lambda row, words: (
        _("the objection was upheld") if row.get("answer") == "upheld" else _("the objection was declined")
    ),
    "contest.taken-back": lambda row, words: _("the objection was taken back"),
    "submission.brought": _brought,
    "submission.accepted": lambda row, words: _("what was brought was accepted"),
    "submission.rejected": lambda row, words: _("what was brought was rejected: {reason}").format(
        reason=row.get("reason", "")
    ),
    "submission.taken-back": lambda row, words: _("what was brought was taken back"),
    "contact.set": lambda row, words: _("whom to write to was set"),
    "link.made": lambda row, words: _("an address for an answer was made"),
}
