"""Writing the register of names anew."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from corridor.base import journal
from corridor.base.actors import Actor
from corridor.base.bulk import as_json, hold, insert, look_again, reserve, update
from corridor.base.journal import record
from corridor.base.refusals import require
from corridor.programme.models import Programme
from corridor.search import access
from corridor.search.models import Entry, Word
from corridor.search.queries.things import held, things
from corridor.search.rules.order import by_title, placed, span
from corridor.search.rules.things import Thing, digest, has_same_names, terms_of, vocabulary

FIELDS = ("id", "programme", "noun", "code", "digest", "names", "aliases", "about", "said", "terms")
# Stays under the number of parameters that SQLite takes in one statement.
FEW = 500
# So many changed rows change how a database should look for them.
MANY = 1000

# A number and a digest, and with them the thing that is written under it.
Held = tuple[int, str]
New = tuple[int, str, Thing]


@dataclass(frozen=True)
class Indexed:
    """How many entries were added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0


@transaction.atomic
def index_programme(programme: Programme, *, by: Actor, at: datetime) -> Indexed:
    """Let everything of a programme be found as it stands now; only what differs is written.

    Records `search.indexed` once, with how many entries differed; nothing where none did.
    Refuses with NotAllowed unless `by` operates the machine.
    """
    require(access.may_index(by))
    hold(f"index {programme.code}")
    new, gone, told = _difference(programme)
    words = Counter[str]()
    _take_out(gone, words)
    insert(Entry, FIELDS, _rows(programme, new, words))
    _let_find([number for number, _digest, _thing in new])
    _write_words(programme, words)
    if len(new) + len(gone) > MANY:
        look_again(Entry, Word)
    entry = journal.Entry("search.indexed", programme.code, "search", programme.code, None, asdict(told))
    record([entry] if told != Indexed() else [], by=by, at=at)
    return told


def _difference(programme: Programme) -> tuple[list[New], list[int], Indexed]:
    """What is to be written, each with its number, and the numbers of what is to be taken out."""
    before = held(programme)
    new: list[New] = []
    gone: list[int] = []
    added = changed = 0
    for noun, found in groupby(things(programme), key=lambda each: each.noun):
        for was, now in _numbered(programme, noun, found, before):
            if was == now[:2]:
                continue
            new.append(now)
            if was is None:
                added += 1
            else:
                gone.append(was[0])
                changed += was[1] != now[1]
    removed = [number for number, _digest in before.values()]
    return new, gone + removed, Indexed(added, changed, len(removed))


def _numbered(
    programme: Programme, noun: str, found: Iterable[Thing], before: dict[tuple[str, str], Held]
) -> Iterator[tuple[Held | None, New]]:
    """Things of a noun in their order, each under its number; what was held of it is taken from `before`."""
    rows = sorted(found, key=lambda each: by_title(each.names, each.code))
    held_now = [before.pop((noun, thing.code), None) for thing in rows]
    digests = [digest(thing) for thing in rows]
    # Whose names did not change stand in the same order as before and may keep their places.
    places = [
        was[0] if was and has_same_names(was[1], now) else None for was, now in zip(held_now, digests, strict=True)
    ]
    numbers = placed(places, *span(programme.pk, noun))
    yield from zip(held_now, zip(numbers, digests, rows, strict=True), strict=True)


def _take_out(gone: Sequence[int], words: Counter[str]) -> None:
    for start in range(0, len(gone), FEW):
        rows = Entry.objects.filter(pk__in=gone[start : start + FEW])
        for terms in rows.values_list("terms", flat=True):
            words.subtract(vocabulary(terms.split(" ")))
        rows._raw_delete(using="default")


def _rows(programme: Programme, new: Iterable[New], words: Counter[str]) -> Iterator[tuple[Any, ...]]:
    for number, now, thing in new:
        terms = terms_of(thing)
        words.update(vocabulary(terms.split(" ")))
        shown = (as_json(each) for each in (thing.names, thing.aliases, thing.about, thing.said))
        yield (number, programme.pk, thing.noun, thing.code, now, *shown, terms)


def _let_find(numbers: Sequence[int]) -> None:
    """On SQLite put the terms of new entries into the index; PostgreSQL does it by itself."""
    if connection.vendor == "sqlite":
        chosen = "SELECT id, terms FROM search_entry WHERE id IN (SELECT value FROM json_each(%s)) ORDER BY id"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO search_terms (rowid, terms) {chosen}", [as_json(numbers)])


def _write_words(programme: Programme, more: Counter[str]) -> None:
    more = Counter({text: count for text, count in more.items() if count})
    known = {text: (number, count) for number, text, count in _words(programme, more)}
    counts = {text: known.get(text, (0, 0))[1] + count for text, count in more.items()}
    gone = [known[text][0] for text, count in counts.items() if not count]
    for start in range(0, len(gone), FEW):
        Word.objects.filter(pk__in=gone[start : start + FEW])._raw_delete(using="default")
    update(Word, ("count",), ((known[text][0], count) for text, count in counts.items() if count and text in known))
    new = [(text, count) for text, count in counts.items() if text not in known]
    numbers = reserve(Word, len(new))
    rows = ((number, programme.pk, *each) for number, each in zip(numbers, new, strict=True))
    insert(Word, ("id", "programme", "text", "count"), rows)


def _words(programme: Programme, wanted: Mapping[str, int]) -> Iterable[tuple[int, str, int]]:
    rows = Word.objects.filter(programme=programme).order_by("id").values_list("id", "text", "count")
    return (row for row in rows.iterator(chunk_size=10_000) if row[1] in wanted) if wanted else ()
