"""Letters in words of one language: plain text, right in every direction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.base.names import Name
from corridor.programme.models import Programme
from corridor.reminders.rules import Owed, address
from corridor.results.queries.wording import Names, Wording

# A name that runs the other way is kept whole between these, whatever stands beside it.
APART = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
# A letter tells so many promises of each sort; the page tells the rest.
MOST = 12
LONGEST_SUBJECT = 250


class Phrases(Wording):
    """What a reader of a language is told of a programme in letters."""

    def __init__(self, programme: Programme, site: str, language: str, parties: Names, zones: Names) -> None:
        super().__init__(language, parties, zones)
        self.programme, self.site = programme, site

    def apart(self, name: Name | str | None) -> str:
        """A name in a plain text: kept together where it runs the other way than the words around it."""
        name = name if isinstance(name, Name) else Name(name or "", "en")
        return name.text if name.direction == Name("", self.language).direction else APART.format(name.text)

    def party(self, code: str) -> str:
        """A party by name."""
        return self.apart(self.named(self.parties, code))

    @property
    def called(self) -> str:
        """The programme by name."""
        return self.apart(self.programme.name_in(self.language))

    def page(self, *parts: str) -> str:
        """The address of a page; it stands on a line of its own, with nothing beside it that could slip into it."""
        return address(self.site, self.language, *parts)

    def promise_page(self, code: str) -> str:
        """The address of a promise."""
        return self.page(self.programme.code, "commitments", code)

    def subject(self, parts: Iterable[str]) -> str:
        """A subject line: what it is about, then the programme."""
        return " · ".join([*parts, self.called])[:LONGEST_SUBJECT]

    def promises(self, some: Sequence[Owed], *, debtors: bool = False) -> Iterator[str]:
        """Promises one below the other; what is too much is counted."""
        for owed in some[:MOST]:
            yield from self.promise(owed, debtor=debtors)
        if len(some) > MOST:
            more = len(some) - MOST
            yield "  " + ngettext("and {n} more", "and {n} more", more).format(n=self.number(more))
            yield ""

    def promise(self, owed: Owed, *, debtor: bool) -> Iterator[str]:
        """One promise: what, by when, where it stands, who waits, and where to read it."""
        facts = owed.item.facts
        yield f"• {self.apart(facts.title)}"
        if debtor:
            yield "  " + _("Owed by {debtor}").format(debtor=self.party(facts.debtor))
        yield "  " + " · ".join((self.date_given(owed), self.distance(owed)))
        standing = [self.state(owed.item)["state"], *self.row(owed.item)["marks"]]
        standing += [self.waiting(owed.item)] if owed.item.waiting.others else []
        yield "  " + " · ".join(standing)
        yield "  " + self.promise_page(facts.code)
        yield ""

    def date_given(self, owed: Owed) -> str:
        """The last date given, and the first where it was another."""
        day, first = self.day(owed.due_on), owed.item.facts.due_on
        if first and first != owed.due_on:
            return _("Promised for {day}, at first for {first}").format(day=day, first=self.day(first))
        return _("Promised for {day}").format(day=day)

    def distance(self, owed: Owed) -> str:
        """How far the date lies behind or ahead."""
        if owed.past > 0:
            past = ngettext("{n} day past that date", "{n} days past that date", owed.past)
            return past.format(n=self.number(owed.past))
        if owed.past == 0:
            return _("today")
        return ngettext("in {n} day", "in {n} days", -owed.past).format(n=self.number(-owed.past))

    def counted(self, past: int, soon: int) -> list[str]:
        """How many promises are late and how many come near, as a subject says it."""
        late = ngettext("{n} promise past its date", "{n} promises past their dates", past)
        near = ngettext("{n} promise due soon", "{n} promises due soon", soon)
        return [said.format(n=self.number(count)) for said, count in ((late, past), (near, soon)) if count]

    def heading(self, text: str) -> str:
        """A heading among plain lines."""
        return f"— {text} —"

    def as_of(self, on: date) -> str:
        """Of which day the letter tells."""
        return _("As of {day}").format(day=self.day(on))


def letter(lines: Iterable[str]) -> str:
    """Lines as one text, never with two empty ones in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip() + "\n"
