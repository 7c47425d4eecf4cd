"""What figures speak of: the programme, a zone, a party, a promise … each with its name and the page it has."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.agreements.models import Agreement
from corridor.base.actors import Actor
from corridor.base.formats import shown_day, shown_number
from corridor.base.names import Name, name_for
from corridor.enterprises.models import Venture
from corridor.ledger.access import commitments_seen, obstacles_seen
from corridor.meetings.queries import Told, meetings_by
from corridor.programme.models import Programme
from corridor.results.queries.named import names_of
from corridor.sources.queries import had_come, were_known

# Each is also what the address of its page is called.
KINDS = {
    "programme": gettext_lazy("Programme"),
    "zone": gettext_lazy("Zone"),
    "party": gettext_lazy("Party"),
    "agreement": gettext_lazy("Agreement"),
    "meeting": gettext_lazy("Meeting"),
    "commitment": gettext_lazy("Promise"),
    "obstacle": gettext_lazy("Obstacle"),
    "venture": gettext_lazy("Venture"),
}
Key = tuple[str, str]


def subjects_of(
    programme: Programme,
    by: Actor,
    wanted: Collection[Key],
    language: str,
    *,
    on: date,
    known_on: date | None = None,
) -> dict[Key, dict[str, Any]]:
    """Some subjects by kind and code, as text in a language; no name where nothing was told of one by then."""
    codes: dict[str, set[str]] = defaultdict(set)
    for kind, code in wanted:
        codes[kind].add(code)
    names = {("programme", programme.code): programme.name_in(language)}
    told = names_of(programme, {"", *codes["party"]}, {"", *codes["zone"]})
    for kind, own in (("party", told.parties), ("zone", told.zones)):
        names |= {(kind, code): name_for(each, language, code) for code, each in own.items()}
    for kind, code, title in _titles(programme, by, codes, on, known_on):
        names[kind, code] = Name(title or code, "en")
    # Asked whether or not a meeting is among them, so that few rows cost as many questions as many.
    sittings = meetings_by(programme, on, known_on)
    called = {each.meeting.code: _sitting(each, language) for each in sittings}
    names |= {("meeting", code): body for code, (body, _more) in called.items()}
    return {
        (kind, code): {
            "kind": kind,
            "label": str(KINDS.get(kind, kind)),
            "code": code,
            "name": names.get((kind, code)),
            "more": called[code][1] if kind == "meeting" and code in called else "",
        }
        for kind, code in wanted
    }


def _titles(
    programme: Programme, by: Actor, codes: Mapping[str, Collection[str]], on: date, known_on: date | None
) -> Iterator[tuple[str, str, str]]:
    """Kind, code and title of what bears only one, in one query."""
    rows: list[tuple[str, QuerySet[Any], str, str]] = [
        ("agreement", Agreement.objects.filter(programme=programme), "title_en", "signed_on"),
        ("venture", Venture.objects.filter(programme=programme), "name", "as_of"),
        ("commitment", commitments_seen(by, programme), "title_en", "made_on"),
        ("obstacle", obstacles_seen(by, programme), "summary_en", "since"),
    ]
    first, *others = (
        every.filter(had_come(day, on), were_known(known_on), code__in=codes.get(kind, ()))
        .order_by()
        .annotate(subject_is=Value(kind, output_field=CharField()))
        .values_list("subject_is", "code", title)
        for kind, every, title, day in rows
    )
    return first.union(*others, all=True).iterator()


def _sitting(told: Told, language: str) -> tuple[Name, str]:
    """The body that sat, and what tells this sitting from its others."""
    meeting = told.meeting
    body = meeting.body.name_in(language)
    if meeting.number is not None:
        return body, _("Sitting {number}").format(number=shown_number(meeting.number, language))
    day = shown_day(told.held_on or meeting.planned_on, language)
    return body, _("Sitting of {day}").format(day=day) if day else _("Sitting without a day")
