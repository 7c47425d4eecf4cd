"""Reminders and escalations as letters."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.post.actions import Written
from corridor.programme.models import Programme
from corridor.reminders.queries.due import Falling
from corridor.reminders.queries.phrases import Phrases, letter
from corridor.reminders.rules import Height, Owed, Reader, escalation_key


def reminders(programme: Programme, falling: Falling, site: str, on: date) -> list[Written]:
    """One letter to each reader about everything that falls due for them on a day."""
    return [
        _reminder(_phrases(programme, falling, site, reader.language), reader, owed, on)
        for reader, owed in falling.notices.items()
    ]


def escalations(programme: Programme, falling: Falling, site: str, on: date) -> list[Written]:
    """One letter to each reader at a rung about everything that came to it on a day."""
    return [
        _escalation(_phrases(programme, falling, site, reader.language), reader, rung, owed, on)
        for rung, owed in falling.escalations.items()
        for reader in falling.readers.by_party[rung.party]
    ]


def _phrases(programme: Programme, falling: Falling, site: str, language: str) -> Phrases:
    # The party of a rung may owe nothing, so that its name comes with the rung.
    rungs = {rung.party.code: rung.party.names for rung in falling.rungs}
    return Phrases(programme, site, language, {**rungs, **falling.open.parties}, falling.open.zones)


def _reminder(words: Phrases, reader: Reader, owed: Sequence[Owed], on: date) -> Written:
    with override(words.language):
        past = sorted((each for each in owed if each.is_past), key=lambda each: -each.past)
        ahead = sorted((each for each in owed if not each.is_past), key=lambda each: -each.past)
        key = f"remind/{words.programme.code}/{reader.key}/{on.isoformat()}"
        subject = words.subject(words.counted(len(past), len(ahead)))
        text = letter(_reminder_lines(words, reader, past, ahead, on))
    return Written(key, reader.address, words.language, subject, text)


def _reminder_lines(
    words: Phrases, reader: Reader, past: Sequence[Owed], ahead: Sequence[Owed], on: date
) -> Iterator[str]:
    debtors = dict.fromkeys(words.party(each.item.facts.debtor) for each in (*past, *ahead))
    yield _("Programme: {name}").format(name=words.called)
    yield _("Owed by {debtor}").format(debtor=_("; ").join(debtors))
    yield words.as_of(on)
    yield ""
    several = len(debtors) > 1
    if past:
        yield words.heading(_("The date has passed"))
        yield from words.promises(past, debtors=several)
    if ahead:
        yield words.heading(_("The date comes near"))
        yield from words.promises(ahead, debtors=several)
    yield ""
    yield WHY[reader.why](words)


def _acts(words: Phrases) -> str:
    asks = _("Record what was delivered, or say in time that the date cannot be kept:")
    return f"{asks}\n{words.page('desk')}"


def _focal(words: Phrases) -> str:
    return _("You are written to because you are named as the person to ask about these promises.")


def _caretaker(words: Phrases) -> str:
    asks = _("Nobody signs in here for the party that owes these promises; you take care of them:")
    return f"{asks}\n{words.page('desk')}"


WHY = {"acts": _acts, "focal": _focal, "caretaker": _caretaker}


def _escalation(words: Phrases, reader: Reader, rung: Height, owed: Sequence[Owed], on: date) -> Written:
    # What came later on the same day is a letter of its own.
    codes = sha256("\n".join(escalation_key(each, rung.party) for each in owed).encode()).hexdigest()[:16]
    key = f"escalation/{words.programme.code}/{rung.position}/{reader.key}/{on.isoformat()}/{codes}"
    with override(words.language):
        brought = ngettext("{n} promise brought before you", "{n} promises brought before you", len(owed))
        subject = words.subject([brought.format(n=words.number(len(owed)))])
        text = letter(_escalation_lines(words, rung, owed, on))
    return Written(key, reader.address, words.language, subject, text)


def _escalation_lines(words: Phrases, rung: Height, owed: Sequence[Owed], on: date) -> Iterator[str]:
    yield _("Programme: {name}").format(name=words.called)
    yield _("Brought before: {party}").format(party=words.party(rung.party))
    yield words.as_of(on)
    yield ""
    told = ngettext(
        "Still owed {n} day after the last date given, and by the rules of this programme brought before you:",
        "Still owed {n} days after the last date given, and by the rules of this programme brought before you:",
        rung.after_days,
    )
    yield told.format(n=words.number(rung.after_days))
    yield ""
    yield from words.promises(owed, debtors=True)
    yield _("All late promises of this programme:")
    yield words.page(words.programme.code, "commitments") + "?mark=late&order=late"
