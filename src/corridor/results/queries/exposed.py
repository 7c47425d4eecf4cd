"""How rows are handed out to programs: page by page, on a day, by filters, each as plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet

from corridor.base.actors import Actor
from corridor.base.nearest import nearest
from corridor.programme.models import Programme
from corridor.sources.queries import had_come, were_known

Plain = dict[str, Any]
CANDIDATES = 200
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class On:
    """The day that is asked for, and the day by which things had to be known."""

    on: date
    known_on: date | None = None


@dataclass(frozen=True)
class Column:
    """One value of a row: what it is called, where it stands, what it is made into."""

    name: str
    path: str
    made: Callable[[Any], Any]


@dataclass(frozen=True)
class Noun:
    """One kind of thing that is handed out.

    rows: those that somebody may see. order: the column in which they stand, unique. filters: what they may be
    chosen by, and where it stands. came: the column with the day it came about, if any. coded: the condition that
    finds one by its code. told: what is added to the plain values of some rows, by the number of a row.
    """

    rows: Callable[[Any, Actor], QuerySet]
    columns: Sequence[Column]
    filters: Mapping[str, str] = field(default_factory=dict)
    order: str = "code"
    came: str = ""
    sourced: bool = True
    coded: Callable[[str], Q | None] = lambda code: Q(code=code)
    told: Callable[[Mapping[int, Plain], On], None] | None = None


@dataclass(frozen=True)
class Part:
    """A page of a list: its rows, and where the page before and the page after begin, if there are any."""

    rows: list[Plain]
    before: str | None
    after: str | None


def listed(
    noun: Noun,
    programme: Programme | None,
    by: Actor,
    when: On,
    *,
    chosen: Mapping[str, str] = NOTHING,
    key: str = "",
    back: bool = False,
    most: int | None = None,
) -> Part:
    """The rows that a choice asks for, behind a key or back from it; a fixed number of queries."""
    rows = _there(noun, programme, by, when).filter(**{noun.filters[name]: word for name, word in chosen.items()})
    if key:
        rows = rows.filter(**{f"{noun.order}__{'lt' if back else 'gt'}": key})
    rows = rows.order_by(f"-{noun.order}" if back else noun.order)
    found = _plain(noun, rows if most is None else rows[: most + 1], when)
    more = most is not None and len(found) > most
    found = found[:most]
    if back:
        found.reverse()
    before = found and (more if back else key)
    after = found and (back or more)
    shown = [row for _key, row in found]
    return Part(shown, str(found[0][0]) if before else None, str(found[-1][0]) if after else None)


def one(noun: Noun, programme: Programme | None, by: Actor, when: On, code: str) -> Plain | None:
    """The thing of that code; nothing where there is none, or none that had come and was known by the day."""
    wanted = noun.coded(code)
    if wanted is None:
        return None
    found = _plain(noun, _there(noun, programme, by, when).filter(wanted).order_by("id"), when)
    return next((row for _key, row in found if row["code"] == code), None)


def nearest_code(model: type[Model], programme: Programme, word: str, column: str = "code") -> str | None:
    """The code most like a word that names nothing, or an empty text; None where the word does name something."""
    rows = model._default_manager.filter(programme=programme)
    if rows.filter(**{column: word}).exists():
        return None
    alike = rows.filter(**{f"{column}__startswith": word[:2]}).order_by(column).distinct()
    return nearest(word, list(alike.values_list(column, flat=True)[:CANDIDATES]))


def given(value: Any) -> Any:
    """A value as it is; nothing where nothing is known."""
    return None if value == "" else value


def number(value: Decimal | None) -> int | float | None:
    """An exact number as JSON writes it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def in_english(text: str) -> dict[str, str]:
    """Words that are kept in English, by their language."""
    return {"en": text} if text else {}


def columns(text: str, **others: Column) -> tuple[Column, ...]:
    """Columns that are handed out as they are; `parent=parent__code` where they stand elsewhere."""
    found = []
    for word in text.split():
        name, _is, path = word.partition("=")
        found.append(others.get(name) or Column(name, path or name, given))
    return tuple(found)


def _there(noun: Noun, programme: Programme | None, by: Actor, when: On) -> QuerySet:
    rows = noun.rows(programme, by)
    if noun.came:
        rows = rows.filter(had_come(noun.came, when.on))
    return rows.filter(were_known(when.known_on)) if noun.sourced and when.known_on else rows


def _plain(noun: Noun, rows: QuerySet, when: On) -> list[tuple[Any, Plain]]:
    paths = (each.path for each in noun.columns)
    found: list[tuple[Any, Plain]] = []
    numbered: dict[int, Plain] = {}
    for pk, key, *values in rows.values_list("pk", noun.order, *paths):
        row = {each.name: each.made(value) for each, value in zip(noun.columns, values, strict=True)}
        numbered[pk] = row
        found.append((key, row))
    if noun.told and numbered:
        noun.told(numbered, when)
    return found
