"""Forecasts and their scores as lines of a terminal."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.console.text import heading, pad, table_lines, width, wrapped
from corridor.foresight.queries.track_shown import unseen_sentence
from corridor.foresight.rules.plain import track_as_plain
from corridor.foresight.rules.scoring import Score
from corridor.foresight.rules.track import Track


def forecast_lines(page: dict[str, Any], language: str, *, all_items: bool) -> Iterator[str]:
    """A forecast as text: words first."""
    with override(language):
        yield str(page["name"])
        yield _("Forecast as of {day}").format(day=page["on"]) + (
            " · " + _("with what was known on {day}").format(day=page["known_on"]) if page["known_on"] else ""
        )
        for sentence in page["summary"]:
            yield sentence
        if page["changes"]:
            yield from heading(_("What if"))
            yield from (f"  {line}" for line in page["changes"])
        yield from heading(_("What holds back the most, and who can act on it now"))
        for row in page["held"]:
            yield f"{pad(row['place'], 3, end=True)}. {row['sentence']}  [{row['code']}]"
            who = [_("The ball is with {debtor}").format(debtor=row["debtor"])] if row["debtor"] else []
            who += [_("at {zone}").format(zone=row["zone"])] if row["zone"] else []
            yield from wrapped(" · ".join(who)) if who else ()
            for reason in row["reasons"]:
                yield from wrapped(reason)
        if page["held_more"]:
            yield f"     … {page['held_more']}"
        for title, name in (
            (_("By party"), "held_by_debtor"),
            (_("By zone"), "held_by_zone"),
            (_("By kind of obstacle"), "held_by_obstacle"),
        ):
            yield from _groups(title, page[name])
        if all_items:
            yield from heading(_("Every open promise"))
            yield from _items(page["items"])
        yield from heading(_("What this rests on"))
        for sentence in page["assumptions"]:
            yield from wrapped(sentence)
        made = _("{scenarios} scenarios, seed {seed}, version {version}, inputs {digest}")
        yield from wrapped(made.format(**{name: page[name] for name in ("scenarios", "seed", "version", "digest")}))


def _groups(title: str, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    yield from heading(title)
    widest = max(width(str(row["name"])) for row in rows)
    for row in rows:
        months = _("{n} worker-months in ten years").format(n=row["worker_months"])
        yield f"  {pad(str(row['name']), widest)}  {pad(row['workers'], 10, end=True)}  {months}"


def _items(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    header = [_("Promise"), _("Due"), "P10", "P50", "P80", _("Within a year"), _("Chance of its date")]
    cells = [
        [
            row["code"],
            row["due"] or "–",
            row["p10"],
            row["p50"],
            row["p80"],
            row["within_year"],
            row["chance"] or "–",
        ]
        for row in rows
    ]
    yield from table_lines(header, cells)


def why_lines(page: dict[str, Any], unblock: dict[str, Any], language: str) -> Iterator[str]:
    """Why a promise has its dates, and who can unblock it, as text."""
    with override(language):
        yield f"{page['title']}  [{page['code']}]"
        owes = _("Owed by {debtor}").format(debtor=page["debtor"])
        yield " · ".join(part for part in (page["state"], owes, page["due"]) if part)
        yield from (f"  {sentence}" for sentence in page["sentences"])
        if page["awaits"]:
            yield from heading(_("What it waits for"))
            for each in page["awaits"]:
                yield from wrapped(f"{each['title']} [{each['code']}] · {each['when']}")
        yield from heading(_("Who can unblock it today"))
        for row in unblock["rows"]:
            yield from _unblock_lines(row)
        if unblock["together"]:
            yield from wrapped(unblock["together"])
        yield from heading(_("What it was learned from"))
        for each in page["learned_from"]:
            home = f" ({each['programme_name']})" if each["programme_name"] else ""
            yield f"  {pad(each['share'], 6, end=True)}  {each['title']} [{each['code']}]{home}: {each['took']}"
        for each in page["groups"]:
            kept = _("{kept} kept, {open} open").format(kept=each["kept"], open=each["open"])
            yield f"  {pad(each['share'], 6, end=True)}  {each['level']}: {kept}"
        reference = page["reference"]
        yield f"  {pad(reference['share'], 6, end=True)}  {reference['figures']} ({reference['source']})"


def _unblock_lines(row: dict[str, Any]) -> Iterator[str]:
    since = _("waiting since {day}").format(day=row["since"]) if row["since"] else ""
    yield from wrapped(
        " · ".join(str(part) for part in (f"■ {row['title']} [{row['code']}]", row["debtor"], since) if part)
    )
    for each in row["ordered"]:
        due = _("promised for {day}").format(day=each["due"]) if each["due"] else ""
        parts = [each["made"], f"{each['title']} [{each['code']}]", each["state"], due, each["meeting"]]
        yield from wrapped("  ← " + " · ".join(part for part in parts if part))
    if row["help"]:
        yield from wrapped(f"  {row['help']}")


def track_text(track: Track, title: str, language: str, *, as_json: bool) -> str:
    """How forecasts did, for people or for programs."""
    if as_json:
        return json.dumps(track_as_plain(track), ensure_ascii=False, indent=2)
    return "\n".join(track_lines(track, title, language))


def track_lines(track: Track, title: str, language: str) -> Iterator[str]:
    """How forecasts did, as a table and two lists."""
    with override(language):
        yield title
        if track.whole is None:
            yield _("No forecast could be watched for long enough yet.")
            return
        yield _(
            "Scores are days of error (threshold-weighted CRPS) over the days watched, lower is better; "
            "the newest source is of {day}."
        ).format(day=track.until.isoformat())
        yield ""
        yield from table_lines(_header(), [_cells(each) for each in (*track.scores, track.whole)])
        if track.whole.unseen:
            yield ""
            yield from wrapped(unseen_sentence(track.whole, str))
        yield from _bands(track.whole)
        yield from heading(_("Said to be kept within a year, and kept"))
        for each in track.reliability:
            said, came = f"{100 * each.said:.0f} %", f"{100 * each.happened:.0f} %"
            number = ngettext("{n} forecast", "{n} forecasts", each.number).format(n=each.number)
            yield f"  {pad(said, 6, end=True)}  {pad(came, 6, end=True)}  {number}"
        yield _("Expected calibration error: {share} points of a hundred").format(
            share=f"{100 * track.calibration_error:.1f}"
        )
        yield from heading(_("Where the outcomes fell (PIT, in tenths)"))
        yield "  " + "  ".join(f"{share:.2f}" for share in track.pit)


def _header() -> list[str]:
    return [
        _("As of"),
        _("days"),
        _("promises"),
        _("kept"),
        _("expected"),
        _("ours"),
        _("nothing"),
        _("kept only"),
        _("dated"),
        _("ours"),
        _("promised"),
        _("with slip"),
    ]


def _cells(score: Score) -> list[str]:
    return [
        score.as_of.isoformat() if score.as_of else _("All"),
        str(score.watched),
        str(score.items),
        str(score.kept),
        f"{score.expected:.1f}",
        _number(score.ours),
        _number(score.nothing),
        _number(score.kept_only),
        str(score.dated),
        _number(score.ours_dated),
        _number(score.promised),
        _number(score.slipped),
    ]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _bands(score: Score) -> Iterator[str]:
    yield ""
    for name, band in zip(("P10", "P50", "P80"), score.bands, strict=True):
        if band.number:
            yield _(
                "{name}: {number} came to their day, {share} % were kept by then ({low} to {high} by chance)"
            ).format(
                name=name,
                number=band.number,
                share=round(100 * band.share),
                low=round(100 * band.low),
                high=round(100 * band.high),
            )
        else:
            yield _("{name}: no promise came to its day while it was watched").format(name=name)
