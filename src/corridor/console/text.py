"""Tables and the board as lines of a terminal."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

WIDTH = 96
BAR = 40


def width(text: str) -> int:
    """How many places of a terminal a text takes: two for a Chinese sign, none for a mark on a letter."""
    return sum(
        0
        if unicodedata.category(sign) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


def pad(text: str, places: int, *, end: bool = False) -> str:
    """A text filled up with spaces: behind it, or before it where it should end at the edge."""
    space = " " * (places - width(text))
    return space + text if end else text + space


def table_lines(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A plain table: columns as wide as their widest cell, numbers at the end of theirs."""
    columns = list(zip(header, *rows, strict=True))
    wide = [max(map(width, column)) for column in columns]
    number = [bool(rows) and all(_is_number(cell) for cell in column[1:]) for column in columns]
    for row in (header, ["-" * each for each in wide], *rows):
        cells = (pad(cell, wide[at], end=number[at]) for at, cell in enumerate(row))
        yield "  ".join(cells).rstrip()


def _is_number(cell: str) -> bool:
    return cell in ("", "–") or cell.replace(",", "").replace(".", "").isdigit()


def board_lines(page: dict[str, Any], language: str) -> Iterator[str]:
    """The board as text."""
    with override(language):
        yield str(page["name"])
        yield _("As of {day}").format(day=page["on"]) + (
            " · " + _("with what was known on {day}").format(day=page["known_on"]) if page["known_on"] else ""
        )
        yield " · ".join(page["summary"])
        yield from heading(_("Results that count"))
        yield from _outcomes(page["outcomes"])
        yield from heading(_("From promise to proof"))
        yield from _path(page["path"])
        yield f"  {page['kept_line']}"
        yield from heading(page["held_title"])
        for place, row in enumerate(page["held"], 1):
            yield from _held(place, row)
        yield from heading(_("Who owes"))
        yield from _debtors(page["debtors"], page["debtors_more"])
        yield from heading(page["soon_title"])
        yield from _soon(page["soon"])
        yield from heading(_("Obstacles"))
        widest = max((width(row["kind"]) for row in page["hindrances"]), default=0)
        for row in page["hindrances"]:
            since = _("the oldest since {day}").format(day=row["oldest"]) if row["oldest"] else ""
            yield f"  {pad(row['count'], 4, end=True)}  {pad(row['kind'], widest)}  {since}".rstrip()


def heading(text: str) -> Iterator[str]:
    yield ""
    yield text
    yield "─" * min(WIDTH, max(width(text), 12))


def _outcomes(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    sides = ((_("promised"), "promised"), (_("reported"), "reported"), (_("verified"), "verified"))
    for row in rows:
        yield row["label"]
        for label, side in sides:
            for place, amount in enumerate(row[side]):
                said = label if not place else ""
                yield f"  {pad(said, 12)}{pad(amount['figure'], 22, end=True)}  {amount['counts']}"


def _path(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    rows = list(rows)
    wide = max(width(row["label"]) for row in rows)
    for row in rows:
        bar = "█" * round(BAR * row["share"] / 100)
        yield f"  {pad(row['label'], wide)}  {pad(row['count'], 6, end=True)}  {bar or '·'}  {row['lost']}".rstrip()


def _held(place: int, row: dict[str, Any]) -> Iterator[str]:
    yield f"{place:3}. {row['title']}  [{row['code']}]"
    parts = [row["state"], *row["marks"], row["late"], row["waiting"]]
    yield from wrapped(" · ".join(part for part in parts if part))
    owes = _("Owed by {debtor}").format(debtor=row["debtor"])
    where = _("at {zone}").format(zone=row["zone"]) if row["zone"] else ""
    yield from wrapped(" · ".join(part for part in (owes, where) if part))
    if row["dates_more"]:
        given = _("Dates given for such things there: {days}").format(days=" → ".join(row["dates"]))
        yield from wrapped(" · ".join(part for part in (given, row["first_passed"]) if part))
    elif row["due"]:
        yield from wrapped(_("Promised for {day}").format(day=row["due"]))
    if row["has"]:
        yield from wrapped("✓ " + _("There: {things}").format(things=_titles(row["has"])))
    if row["missing"]:
        things = _("; ").join(f"{each['title']} ({each['debtor']})" for each in row["missing"])
        yield from wrapped("✗ " + _("Missing: {things}").format(things=things))
    if row["holds"]:
        yield from wrapped("■ " + _("Holds up: {things}").format(things=_titles(row["holds"])))
    if row["gone"]:
        yield from wrapped(
            "← "
            + _("Gone from there: {ventures}").format(
                ventures=_("; ").join(f"{each['name']} ({each['day']})" for each in row["gone"])
            )
        )


def wrapped(text: str) -> list[str]:
    """A text over several lines, indented; it breaks at spaces, and Chinese between any two signs."""
    lines, line = [], " " * 5
    for word in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+", text):
        if width(line) + width(word.rstrip()) > WIDTH and line.strip():
            lines.append(line.rstrip())
            line = " " * 7
        line += word
    return [*lines, line.rstrip()]


def _titles(rows: Sequence[dict[str, Any]]) -> str:
    return _("; ").join(each["title"] for each in rows)


def _debtors(rows: Sequence[dict[str, Any]], more: str) -> Iterator[str]:
    header = [
        _("Party"),
        _("owes"),
        _("overdue"),
        _("kept late"),
        _("partly"),
        _("on time"),
        _("no date"),
        _("blocked"),
        _("open"),
    ]
    names = ("total", "overdue", "late_kept", "partly", "on_time", "undated", "blocked", "still_open")
    cells = [[str(row["name"]), *(row[name] for name in names)] for row in rows]
    for line in table_lines(header, cells):
        yield f"  {line}"
    if more:
        yield f"  … {more}"


def _soon(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        yield "  " + _("Nothing falls due: no open promise bears a date in these days.")
    for row in rows:
        yield f"  {row['due']}  {row['title']}  [{row['code']}]  {row['debtor']}"
