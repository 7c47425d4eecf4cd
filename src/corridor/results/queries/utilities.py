"""Power, gas, water and roads at a zone: what was promised beside what sources report, side by side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.ledger.access import commitments_seen
from corridor.ledger.models import Evidence
from corridor.ledger.queries.words import PROOFS, SAYINGS
from corridor.ledger.rules.items import Item
from corridor.programme.models import Programme
from corridor.results.queries.measures import UTILITIES, measure_name
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import NATURES
from corridor.results.rules.utilities import grouped, is_there, utility_of
from corridor.sources.models import Figure
from corridor.sources.rules import was_known

# So many promises of one utility stand on the page of a zone; the list has all of them.
PROMISES_FIRST, REPORTS_FIRST = 25, 8
Reports = Mapping[int, Sequence[Evidence]]


def reports_of(
    programme: Programme, by: Actor, items: Sequence[Item], *, on: date, known_on: date | None = None
) -> dict[int, list[Evidence]]:
    """What was observed of some promises by a day, by the number of the promise, in the order of the days."""
    numbers = [item.facts.number for item in items]
    seen = commitments_seen(by, programme).filter(pk__in=numbers)
    rows = Evidence.objects.filter(commitment__in=seen).select_related("source").order_by("observed_on", "id")
    found: dict[int, list[Evidence]] = defaultdict(list)
    for each in rows:
        if by_then(each.observed_on, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on):
            found[each.commitment_id].append(each)
    return found


def about_utilities(items: Sequence[Item]) -> dict[str, list[Item]]:
    """The promises about each utility, in the order in which they were due; those without a date come last."""
    ordered = sorted(items, key=lambda item: (item.due_by or date.max, item.facts.made_on, item.facts.code))
    return dict(grouped(((utility_of(item.facts.kind), item) for item in ordered), UTILITIES))


def shown_utilities(
    promised: Mapping[str, Sequence[Item]], reports: Reports, figures: Sequence[Figure], words: Wording
) -> list[dict[str, Any]]:
    """Every utility promised or reported: its promises, each beside its reports, then the zone as a whole."""
    there = [each for each in figures if is_there(each.measure, each.unit, each.nature)]
    said = dict(grouped(((utility_of(each.measure), each) for each in there), UTILITIES))
    return [
        {
            "code": code,
            "label": str(label),
            "promises": [
                _promise(item, reports.get(item.facts.number, ()), words)
                for item in promised.get(code, ())[:PROMISES_FIRST]
            ],
            "more": words.number(len(promised.get(code, ())) - PROMISES_FIRST)
            if len(promised.get(code, ())) > PROMISES_FIRST
            else "",
            "said": [_figure(each, words) for each in said.get(code, ())],
        }
        for code, label in UTILITIES.items()
        if code in promised or code in said
    ]


def _promise(item: Item, reports: Sequence[Evidence], words: Wording) -> dict[str, Any]:
    return {
        **words.item(item),
        "quantity": words.quantity(item.facts.quantity, item.facts.unit),
        "reports": [_report(each, words) for each in reports[-REPORTS_FIRST:]],
    }


def _report(each: Evidence, words: Wording) -> dict[str, Any]:
    return {
        "says": str(SAYINGS[each.says]),
        "quantity": words.quantity(each.quantity, each.unit),
        "day": words.day(each.observed_on),
        "grade": str(PROOFS[each.grade]),
        "source": words.paper(each.source),
    }


def _figure(each: Figure, words: Wording) -> dict[str, Any]:
    return {
        "measure": each.measure,
        "name": measure_name(each.measure, each.subject_kind, words.language),
        "value": words.quantity(each.value, each.unit),
        "day": words.day(each.as_of),
        "nature": str(NATURES.get(each.nature, each.nature)),
        "source": words.paper(each.source),
    }
