"""All zones of a programme: how their promises stand, what sources say is there, as rows, as text and on a map."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.base.names import name_for
from corridor.enterprises.models import Venture
from corridor.enterprises.rules import OPERATING
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import MARKS, balance_for
from corridor.results.queries.commitments import found
from corridor.results.queries.map import shown_maps
from corridor.results.queries.wording import JUST_COUNTED, Wording
from corridor.results.queries.words import ZONE_STANDINGS
from corridor.results.rules.lists import Choice
from corridor.results.rules.outcomes import SAID
from corridor.results.rules.statements import Amount, Statement, latest, totals
from corridor.results.rules.zones import (
    IN_PRODUCTION,
    POWER_THERE,
    ZoneCount,
    ZoneRow,
    by_zone,
    in_order,
    power_of,
)
from corridor.sources.models import Figure
from corridor.sources.rules import was_known
from corridor.zones.queries import zones_of
from corridor.zones.rules import Line

COUNTS = {name: Count("pk", filter=Q(**MARKS[name])) for name in ("kept", "late", "blocked", "open")}


def zone_rows(programme: Programme, by: Actor, *, on: date, known_on: date | None = None) -> list[ZoneRow]:
    """Every zone with how its promises stand on a day; those with most late ones first."""
    counts = zone_counts(programme, by, on=on, known_on=known_on)
    said, named = _said(programme, on, known_on), _operating(programme, on, known_on)
    return in_order(
        ZoneRow(
            zone.code,
            zone.names,
            zone.country,
            zone.province,
            (zone.latitude, zone.longitude) if zone.latitude is not None and zone.longitude is not None else None,
            zone.coordinate_source,
            counts.get(zone.code, ZoneCount()),
            said[zone.code, IN_PRODUCTION],
            named[zone.code],
            said[zone.code, POWER_THERE],
        )
        for zone in zones_of(programme)
    )


def zone_counts(programme: Programme, by: Actor, *, on: date, known_on: date | None = None) -> dict[str, ZoneCount]:
    """How the promises of each zone stand on a day: counted in the balance of that day, else anew."""
    if balance_for(programme, on, known_on) is None:
        return by_zone(found(programme, by, Choice(order="code"), on=on, known_on=known_on).rows)
    counts: dict[str, ZoneCount] = defaultdict(ZoneCount)
    lines = lines_seen(by, programme).exclude(zone="").order_by().values("zone", "kind", "unit")
    lines = lines.annotate(all=Count("pk"), **COUNTS, waiting=Max("others_wait", default=0), most=Max("quantity"))
    rows: Any = lines.values_list("zone", "kind", "unit", "all", *COUNTS, "waiting", "most")
    for zone, kind, unit, *numbers, most in rows:
        count = ZoneCount(*numbers)._replace(power=power_of(kind, unit, most))
        counts[zone] = counts[zone].with_more(count)
    return dict(counts)


def _said(programme: Programme, on: date, known_on: date | None) -> dict[tuple[str, str], list[Amount]]:
    """What sources said last of the factories and of the power at each zone, from the least to the most."""
    rows = Figure.objects.filter(programme=programme, subject_kind="zone", nature__in=SAID).order_by("id")
    columns = (
        "subject_kind", "subject", "measure", "value", "unit", "as_of", "nature", "definition", "source__code",
        "source__published_on", "recorded_at",
    )  # fmt: skip
    statements: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for *row, published_on, recorded_at in rows.filter(measure__in=(IN_PRODUCTION, POWER_THERE)).values_list(
        *columns
    ):
        if was_known(published_on, recorded_at.date(), known_on):
            each = Statement(*row)
            statements[each.subject, each.measure].append(each)
    return defaultdict(list, {key: totals(latest(each, on), "statements") for key, each in statements.items()})


def _operating(programme: Programme, on: date, known_on: date | None) -> Counter[str]:
    """How many ventures at each zone a source saw in production or exporting by a day."""
    rows = Venture.objects.filter(programme=programme, stage__in=OPERATING, zone__isnull=False).exclude(as_of="")
    columns = ("zone__code", "as_of", "source__published_on", "recorded_at")
    return Counter(
        zone
        for zone, as_of, published_on, recorded_at in rows.values_list(*columns)
        if by_then(as_of, on) and was_known(published_on, recorded_at.date(), known_on)
    )


def shown_zones(rows: Sequence[ZoneRow], language: str, outline: Sequence[Line] = ()) -> dict[str, Any]:
    """The list of zones as text in a language, with their map."""
    with override(language):
        words = Wording(language, {}, {row.code: row.names for row in rows})
        shown = [{"number": words.number(number), **_row(row, words)} for number, row in enumerate(rows, 1)]
        standings = Counter(row.count.standing for row in rows)
        return {
            "summary": _summary(rows, words),
            "rows": shown,
            "maps": shown_maps(rows, shown, language, tuple(outline)),
            "has_outline": bool(outline),
            "key": [
                {"standing": name, "label": str(label), "count": words.number(standings[name])}
                for name, label in ZONE_STANDINGS.items()
                if standings[name]
            ],
            "nowhere": [each for each, row in zip(shown, rows, strict=True) if row.place is None],
            "somewhere": [each for each, row in zip(shown, rows, strict=True) if row.place is not None],
        }


def _summary(rows: Sequence[ZoneRow], words: Wording) -> list[str]:
    late = sum(bool(row.count.late) for row in rows)
    zones = ngettext("{n} zone", "{n} zones", len(rows)).format(n=words.number(len(rows)))
    with_late = ngettext("{n} with late promises", "{n} with late promises", late).format(n=words.number(late))
    return [zones, *([with_late] if late else [])]


def _row(row: ZoneRow, words: Wording) -> dict[str, Any]:
    count = row.count
    names = ("promises", "kept", "late", "blocked", "still_open", "waiting")
    return {
        "code": row.code,
        "name": name_for(row.names, words.language, row.code),
        "province": row.province,
        "place_source": row.place_source,
        "standing": count.standing,
        "standing_label": str(ZONE_STANDINGS[count.standing]),
        "counts": {name: words.number(getattr(count, name)) for name in names},
        "factories": [span(each, words) for each in row.factories],
        "by_name": ngettext("{n} by name", "{n} by name", row.by_name).format(n=words.number(row.by_name))
        if row.by_name
        else "",
        "power_promised": [
            _("up to {amount}").format(amount=words.quantity(most, unit)) for unit, most in count.power.items()
        ],
        "power": [span(each, words) for each in row.power],
    }


def span(amount: Amount, words: Wording) -> str:
    """An amount with its unit, from the least to the most where sources differ."""
    if amount.least is None or amount.most is None:
        return ""
    unit = JUST_COUNTED if amount.unit in (JUST_COUNTED, "person") else amount.unit
    most = words.quantity(amount.most, unit)
    return f"{words.number(amount.least.normalize())} – {most}" if amount.is_range else most
