"""The weekly digest: what somebody's party owes and is owed, what waits for them, what became known."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import READER
from corridor.ledger.access import commitments_seen
from corridor.ledger.models import Submission
from corridor.people.models import Party
from corridor.post.actions import Written
from corridor.post.queries import known_keys
from corridor.programme.models import Programme
from corridor.reminders.queries.due import Falling
from corridor.reminders.queries.phrases import Phrases, letter
from corridor.reminders.rules import Asked, Owed, Reader, waits_for, week_of
from corridor.results.queries.changes import shown_changes
from corridor.results.queries.named import names_of

WEEK = timedelta(days=7)
MOST_NEWS = 12
Entries = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Week:
    """What all digests of a programme are made of, read once.

    about: debtor and creditor by the code of a promise of which something became known. news: by language.
    """

    programme: Programme
    falling: Falling
    site: str
    on: date
    asked: Sequence[Asked]
    about: Mapping[str, tuple[str, str]]
    news: Mapping[str, Entries]
    names: Mapping[str, Mapping[str, str]]


@dataclass
class Side:
    """What one party owes, or is owed: what is late, and what falls due in four weeks."""

    past: list[Owed] = field(default_factory=list)
    soon: list[Owed] = field(default_factory=list)

    def add(self, owed: Owed) -> None:
        """Take in a promise if it is late or near."""
        if owed.is_past:
            self.past.append(owed)
        elif owed.is_soon:
            self.soon.append(owed)


def digests(programme: Programme, falling: Falling, site: str, on: date) -> list[Written]:
    """A digest for each person who acts for a party, and for the focal persons of parties that nobody acts for.

    Those who had theirs this week are left out.
    """
    wanted = _wanted(falling)
    posted = known_keys([_key(programme, reader, on) for reader in wanted])
    wanted = {who: parties for who, parties in wanted.items() if _key(programme, who, on) not in posted}
    if not wanted:
        return []
    week = _week(programme, falling, site, on, {reader.language for reader in wanted})
    owes, owed_to = _sides(falling)
    written = (_digest(week, reader, parties, owes, owed_to) for reader, parties in wanted.items())
    return [each for each in written if each]


def _key(programme: Programme, reader: Reader, on: date) -> str:
    return f"digest/{programme.code}/{reader.key}/{week_of(on)}"


def _wanted(falling: Falling) -> dict[Reader, Sequence[str]]:
    """Who gets a digest, of which parties."""
    wanted: dict[Reader, Sequence[str]] = {
        reader: list(dict.fromkeys(each.party for each in actor.memberships))
        for reader, actor in falling.readers.actors.items()
    }
    for owed in falling.open.owed:
        party = owed.item.facts.debtor
        if party in falling.readers.by_party:
            continue
        for reader in falling.readers.contacts.get(owed.item.facts.number, ()):
            if reader.why == "focal":
                wanted[reader] = list(dict.fromkeys((*wanted.get(reader, ()), party)))
    return wanted


def _week(programme: Programme, falling: Falling, site: str, on: date, languages: set[str]) -> Week:
    news: dict[str, Entries] = {}
    for language in sorted(languages):
        shown = shown_changes(programme, READER, language, on=on)
        entries = shown["entries"] if shown else []
        news[language] = [
            each for each in entries if not each["is_obstacle"] and on - WEEK < each["published"].date() <= on
        ]
    codes = {each["code"] for entries in news.values() for each in entries}
    rows = commitments_seen(READER, programme).filter(code__in=codes).order_by()
    columns = ("code", "debtor__code", "creditor__code")
    about = {code: (owes, owed or "") for code, owes, owed in rows.values_list(*columns)}
    members = {party for actor in falling.readers.actors.values() for party in actor.parties(programme.code)}
    names = {**names_of(programme, members, ()).parties, **falling.open.parties}
    return Week(programme, falling, site, on, asked_on(programme), about, news, names)


def asked_on(programme: Programme) -> list[Asked]:
    """Evidence that waits for a verifier, in two queries."""
    kin: dict[str, set[str]] = defaultdict(set)
    related = Party.objects.filter(programme=programme, parent__isnull=False).order_by()
    for part, head in related.values_list("code", "parent__code"):
        kin[part].add(head or "")
        kin[head or ""].add(part)
    rows = Submission.objects.filter(commitment__programme=programme, decision="").order_by("id")
    place = ("commitment__zone__code", "commitment__zone__province")
    who = ("brought_by", "brought_for__code", "debtor__code")
    return [
        Asked(zone or "", province or "", by, party, debtor, frozenset(kin[debtor]))
        for zone, province, by, party, debtor in rows.values_list(*place, *who)
    ]


def _sides(falling: Falling) -> tuple[Mapping[str, Side], Mapping[str, Side]]:
    owes: dict[str, Side] = defaultdict(Side)
    owed_to: dict[str, Side] = defaultdict(Side)
    for owed in falling.open.owed:
        owes[owed.item.facts.debtor].add(owed)
        if owed.item.facts.creditor:
            owed_to[owed.item.facts.creditor].add(owed)
    return dict(owes), dict(owed_to)


def _digest(
    week: Week, reader: Reader, parties: Sequence[str], owes: Mapping[str, Side], owed_to: Mapping[str, Side]
) -> Written | None:
    words = Phrases(week.programme, week.site, reader.language, week.names, week.falling.open.zones)
    actor = week.falling.readers.actors.get(reader)
    waiting = sum(waits_for(each, actor, week.programme.code) for each in week.asked) if actor else 0
    news = [each for each in week.news[reader.language] if set(week.about.get(each["code"], ())) & set(parties)]
    own = [(party, owes.get(party, Side()), owed_to.get(party, Side())) for party in parties]
    past, soon = sum(len(side.past) for _p, side, _o in own), sum(len(side.soon) for _p, side, _o in own)
    theirs = any(side.past or side.soon for _p, _o, side in own)
    if not (past or soon or waiting or news or theirs):
        return None
    with override(reader.language):
        parts = words.counted(past, soon) + _waiting(words, waiting) or [_("Where promises stand")]
        text = letter(_lines(week, words, reader, own, waiting, news))
        subject = words.subject(parts)
    return Written(_key(week.programme, reader, week.on), reader.address, reader.language, subject, text)


def _waiting(words: Phrases, waiting: int) -> list[str]:
    if not waiting:
        return []
    said = ngettext("{n} report waits for your verification", "{n} reports wait for your verification", waiting)
    return [said.format(n=words.number(waiting))]


def _lines(
    week: Week,
    words: Phrases,
    reader: Reader,
    own: Sequence[tuple[str, Side, Side]],
    waiting: int,
    news: Entries,
) -> Iterator[str]:
    yield _("Programme: {name}").format(name=words.called)
    yield words.as_of(week.on)
    yield ""
    if waiting:
        yield from _waiting(words, waiting)
        yield words.page("desk")
        yield ""
    for party, owes, owed_to in own:
        name = words.party(party)
        yield from _side(words, _("{party} owes").format(party=name), owes, debtors=False)
        yield from _side(words, _("{party} is owed").format(party=name), owed_to, debtors=True)
    if news:
        yield words.heading(_("What became known in the last seven days"))
        for each in news[:MOST_NEWS]:
            yield f"• {each['title']}"
            yield "  " + words.promise_page(each["code"])
        if len(news) > MOST_NEWS:
            more = len(news) - MOST_NEWS
            yield "  " + ngettext("and {n} more", "and {n} more", more).format(n=words.number(more))
        yield ""
    yield _("Follow what becomes known (Atom)")
    for party, _owes, _owed in own:
        yield words.page(week.programme.code, "parties", party) + "feed.atom"
    yield ""
    if reader.why == "focal":
        yield _("You are written to because you are named as the person to ask about these promises.")
    else:
        yield _("You get this letter once a week because you act for this party here.")


def _side(words: Phrases, heading: str, side: Side, *, debtors: bool) -> Iterator[str]:
    if not (side.past or side.soon):
        return
    yield words.heading(heading)
    late = ngettext("{n} promise past its date", "{n} promises past their dates", len(side.past))
    soon = ngettext("{n} promise due within four weeks", "{n} promises due within four weeks", len(side.soon))
    for said, some in ((late, side.past), (soon, side.soon)):
        if some:
            yield said.format(n=words.number(len(some)))
            yield from words.promises(sorted(some, key=lambda each: -each.past), debtors=debtors)
