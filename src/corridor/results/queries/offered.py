"""What the forms of the desk offer: parties, places, papers and promises by name, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import override

from corridor.agreements.models import Agreement
from corridor.base.actors import Actor
from corridor.base.formats import shown_day
from corridor.base.names import name_for
from corridor.ledger.access import commitments_seen
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.results.queries.words import kind_name
from corridor.sources.models import Source
from corridor.zones.models import Zone

Choices = list[tuple[str, str]]
# So many promises and papers are proposed while a code is typed; any other can be typed too.
PROPOSED = 300


@dataclass(frozen=True)
class Offered:
    """What can be chosen in a form about a promise, each a code with what it is called, by name.

    papers: the days of agreements and meetings by their codes. promises, sources: some of them, to be proposed.
    """

    parties: Choices
    zones: Choices
    agreements: Choices
    meetings: Choices
    kinds: Choices
    units: Choices
    promises: Choices
    sources: Choices
    days: Mapping[str, str]


def offered(programme: Programme, by: Actor, language: str) -> Offered:
    """What forms about promises of a programme offer; a fixed number of queries."""
    parties = _named(dict(Party.objects.filter(programme=programme).values_list("code", "names")), language)
    zones = _named(dict(Zone.objects.filter(programme=programme).values_list("code", "names")), language)
    agreements = Agreement.objects.filter(programme=programme).order_by("title_en", "id")
    meetings = Meeting.objects.filter(programme=programme).select_related("body").order_by("-held_on", "-id")
    promises = commitments_seen(by, programme).order_by("-id").values_list("code", "title_en")
    sources = Source.objects.filter(programme=programme).order_by("-id").values_list("code", "title")
    with override(language):
        return Offered(
            parties,
            zones,
            [(each.code, _paper(each.title_en, each.signed_on, language)) for each in agreements],
            [(each.code, _paper(_sitting(each, language), each.held_on, language)) for each in meetings],
            sorted(
                ((kind, str(kind_name(kind, language))) for kind in programme.words("commitment_kinds")),
                key=lambda choice: choice[1],
            ),
            [(unit, unit) for unit in programme.words("units")],
            list(promises[:PROPOSED]),
            list(sources[:PROPOSED]),
            {each.code: each.signed_on for each in agreements} | {each.code: each.held_on for each in meetings},
        )


def named_parties(programme: Programme, codes: list[str], language: str) -> Choices:
    """Some parties by name, in the order given."""
    rows = dict(Party.objects.filter(programme=programme, code__in=codes).values_list("code", "names"))
    return [(code, str(name_for(rows.get(code, {}), language, code))) for code in codes]


def _named(names: Mapping[str, Mapping[str, str]], language: str) -> Choices:
    choices = [(code, str(name_for(each, language, code))) for code, each in names.items()]
    return sorted(choices, key=lambda choice: choice[1])


def _sitting(meeting: Meeting, language: str) -> str:
    body = str(meeting.body.name_in(language))
    return f"{body} {meeting.number}" if meeting.number else body


def _paper(title: str, day: str, language: str) -> str:
    return f"{title} · {shown_day(day, language)}" if day else title
