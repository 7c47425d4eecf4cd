"""What the ledger says when something cannot be done."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.base.refusals import BadDay, Refusal, UnknownChoice


class Missing(Refusal):
    """Something that must be said was not."""

    code = "missing"
    text = _("This must be filled in.")


class TooLong(Refusal):
    """A text longer than the ledger keeps."""

    code = "too-long"
    text = _("This has {length} characters; at most {most} are kept.")


class UnseenSign(Refusal):
    """A sign that can hide or reorder text."""

    code = "control-character"
    text = _("There is an unseen sign ({found}) at place {place}. Write it without.")


class LooksLikeFormula(Refusal):
    """A text that a spreadsheet would take for a formula."""

    code = "formula"
    text = _("This begins like a formula of a spreadsheet. Write it as: {right}")


class DaysReversed(Refusal):
    """A day that comes before the one it must follow."""

    code = "days-reversed"
    text = _("{found} comes before {earlier}, which it must follow.")


class InTheFuture(Refusal):
    """Something that is said to have happened later than today."""

    code = "in-the-future"
    text = _("{found} has not come yet; today is {today}.")


class NotANumber(Refusal):
    """A quantity that is none, or too fine or too large to keep."""

    code = "bad-number"
    text = _("This is not a number that can be kept: from 0, at most 15 digits, 5 of them behind the point.")


class UnitMissing(Refusal):
    """A quantity says nothing without its unit."""

    code = "unit-missing"
    text = _("A quantity needs its unit, and a unit its quantity.")


class CodeTaken(Refusal):
    """Something else bears this code."""

    code = "code-taken"
    text = _("“{found}” is the code of something else. Free would be “{right}”.")


class TurnsInACircle(Refusal):
    """A need that comes back to itself."""

    code = "circle"
    text = _("This would wait for itself: {circle}")


class HasEnded(Refusal):
    """What has ended is left as it is."""

    code = "has-ended"
    text = _("This promise ended on {day}; a new one can be made in its place.")


class AlreadyKept(Refusal):
    """What was kept is not promised for another day."""

    code = "already-kept"
    text = _("This promise was kept on {day}; its date is no longer moved.")


class AlreadyDecided(Refusal):
    """Evidence is decided on once."""

    code = "already-decided"
    text = _("Somebody has decided on this meanwhile: {decision}.")


class AlreadyAnswered(Refusal):
    """A contest is answered once."""

    code = "already-answered"
    text = _("This objection has been answered meanwhile.")


class BroughtBefore(Refusal):
    """The same evidence waits already, or is in the ledger."""

    code = "brought-before"
    text = _("The same was brought before, for this day and with these words.")


class ChangedMeanwhile(Refusal):
    """Somebody changed the thing after it was read."""

    code = "changed-meanwhile"
    text = _("Somebody changed this after you began. Compare what stands there now with what you wrote.")


class SameParty(Refusal):
    """A party that would owe itself."""

    code = "same-party"
    text = _("Nobody owes something to themselves.")


class BadAddress(Refusal):
    """A web address that is none."""

    code = "bad-address"
    text = _("“{found}” is no web address. It begins with https:// or http://.")


class SameDay(Refusal):
    """A date that is moved to where it stands."""

    code = "same-day"
    text = _("The date stands at {found} already.")


class LinkUsedUp(Refusal):
    """An address for an answer that has run out or was used as often as it may be."""

    code = "link-used-up"
    text = _("This address has run out. Ask who sent it for a new one.")


class NothingToDo(Refusal):
    """A step that would leave everything as it is."""

    code = "nothing-to-do"
    text = _("Nothing would change by this.")


def _refusal_of(wrong: tuple[str, dict[str, Any]], name: str) -> Refusal:
    """What a rule found wrong with a field, as a refusal."""
    code, facts = wrong
    if code == UnknownChoice.code:
        return UnknownChoice(name=name, near="", **facts)
    return BY_CODE[code](**facts)


BY_CODE: dict[str, type[Refusal]] = {
    each.code: each
    for each in (
        Missing, TooLong, UnseenSign, LooksLikeFormula, DaysReversed, InTheFuture, NotANumber, UnitMissing, BadDay,
        SameParty, BadAddress,
    )
}  # fmt: skip
