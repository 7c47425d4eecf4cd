"""Finding things of a programme by words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection

from corridor.base.actors import Actor
from corridor.programme.models import Programme
from corridor.search.models import Entry, Word
from corridor.search.rules.order import ANY, CODE, NOUNS, TITLE, WHOLE, span
from corridor.search.rules.slips import nearest_word, slips
from corridor.search.rules.things import Thing
from corridor.search.rules.wanted import Term, Wanted, as_fts5, as_tsquery, wanted
from corridor.search.rules.words import LONGEST_SEARCH, LONGEST_WHOLE, asked, is_unspaced

# So many words that begin alike are named one by one; of so many words the nearest to a mistyped one is sought;
# so many hits of a noun are counted, which bounds what a word costs that stands in everything.
NAMED, COMPARED, COUNTED = 48, 10_000, 10_000
# Where terms are looked up: the table, its number, the condition; and by what few rows are ordered: PostgreSQL
# would walk through all rows in the order of their numbers, which is quick only where many of them are hits.
INDEXES = {
    "sqlite": ("search_terms", "rowid", "search_terms MATCH %s", "rowid"),
    "postgresql": ("search_entry", "id", "vector @@ %s::tsquery", "id + 0"),
}
SHOWN = ("id", "noun", "code", "names", "aliases", "about", "said")


@dataclass(frozen=True)
class Answer:
    """What was found: the first hits in order, how many there are of each noun, and how the search was read.

    `noun` is the only one whose hits were asked for, if one was; `by_noun` counts all nouns all the same, each up
    to COUNTED.
    `words` are those that were looked for, in plain letters; `corrected` says for a mistyped word which known one
    was taken instead; `unknown` are words to which nothing known is near. `is_cut`: not all of the search was read.
    """

    asked: str
    noun: str = ""
    words: Sequence[str] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    unknown: Sequence[str] = ()
    is_cut: bool = False
    by_noun: Mapping[str, int] = field(default_factory=dict)
    hits: Sequence[Thing] = ()

    @property
    def total(self) -> int:
        """How many there are in all, or of the noun that was asked for."""
        return self.by_noun.get(self.noun, 0) if self.noun else sum(self.by_noun.values())


def find(
    programme: Programme, by: Actor, text: str, *, noun: str = "", most: int = 20, each: int | None = None
) -> Answer:
    """What of a programme has all words of a text, in at most four queries; whoever asks, for all of it is public.

    Better tiers first (`rules.order`), then by noun, then by title; at most `each` of one noun, `most` in all.
    """
    said = "".join(letter if letter.isprintable() else " " for letter in text[:LONGEST_SEARCH]).strip()
    words, is_cut = asked(text)
    if not words:
        return Answer(said, noun, is_cut=is_cut)
    known = _known(programme, words)
    near = _near(programme, [word for word, those in zip(words, known, strict=True) if not those])
    corrected = {word: taken for word, (taken, _those) in near.items() if taken}
    unknown = [word for word in near if word not in corrected]
    taken = [corrected.get(word, word) for word in words]
    known = [near[word][1] if word in near else those for word, those in zip(words, known, strict=True)]
    if unknown:
        return Answer(said, noun, taken, {}, unknown, is_cut)
    tiers = _tiers(taken, wanted(taken, known, NAMED), is_cut)
    spans = {name: span(programme.pk, name) for name in NOUNS}
    counts = _counted(tiers[ANY], tiers[TITLE], spans)
    by_noun = {name: every for name, (every, _in_titles) in counts.items()}
    wanted_nouns = {name: counts[name] for name in counts if noun in ("", name)}
    hits = list(islice(_hits(tiers, spans, wanted_nouns, min(most, each or most)), most)) if wanted_nouns else []
    return Answer(said, noun, taken, corrected, (), is_cut, by_noun, hits)


def _known(programme: Programme, words: Sequence[str]) -> list[list[str]]:
    """For each word the words of the programme that begin with it, one more than are named; a letter is a word."""
    found: list[list[str]] = [[word] if is_unspaced(word) else [] for word in words]
    begun = [(at, word) for at, word in enumerate(words) if not is_unspaced(word)]
    if not begun:
        return found
    parts: list[str] = []
    values: list[str | int] = []
    for at, word in begun:
        parts.append(
            f"SELECT * FROM (SELECT {at} AS at, text FROM search_word WHERE programme_id = %s"
            f" AND text >= %s AND text < %s ORDER BY text LIMIT {NAMED + 1}) AS some{at}"
        )
        values += [programme.pk, word, f"{word}\U0010ffff" if len(word) > 1 else f"{word}\x01"]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for at, text in cursor.fetchall():
            found[at].append(text)
    return found


def _near(programme: Programme, words: Sequence[str]) -> dict[str, tuple[str, list[str]]]:
    """For each word that is not known the nearest that is, or nothing; and the known words that begin with that."""
    if not any(slips(word) for word in words):
        return dict.fromkeys(words, ("", []))
    rows = Word.objects.filter(programme=programme).order_by("-count", "text").values_list("text", "count")
    known = dict(rows[:COMPARED])
    found = {word: nearest_word(word, known) for word in words}
    return {
        word: (near, [each for each in known if near and each.startswith(near)]) for word, near in found.items()
    }


def _tiers(words: Sequence[str], these: Wanted, is_cut: bool) -> dict[str, str]:
    """The question of each tier as the database takes it; a search that was cut is no code and no whole title."""
    write = as_tsquery if connection.vendor == "postgresql" else as_fts5
    one = "_".join(words)
    exact = [] if is_cut or len(one) > LONGEST_WHOLE else [CODE, WHOLE]
    return {
        **{tier: write([[Term(one)]], tier) for tier in exact},
        **{tier: write(these, tier) for tier in (TITLE, ANY)},
    }


def _counted(every: str, in_titles: str, spans: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """For each noun of which there are any, how many there are, and how many by their titles; COUNTED at most."""
    table, number, matches, _few = INDEXES[connection.vendor]
    parts = [
        f"SELECT '{noun}', {tier}, count(*) FROM (SELECT {number} FROM {table} WHERE {matches}"
        f" AND {number} >= {low} AND {number} < {high} LIMIT {COUNTED}) AS {noun}{tier}"
        for tier in (0, 1)
        for noun, (low, high) in spans.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [every] * len(spans) + [in_titles] * len(spans))
        counts = {(noun, tier): count for noun, tier, count in cursor.fetchall()}
    return {noun: (counts[noun, 0], counts[noun, 1]) for noun in spans if counts[noun, 0]}


def _hits(
    tiers: Mapping[str, str],
    spans: Mapping[str, tuple[int, int]],
    counts: Mapping[str, tuple[int, int]],
    most: int,
) -> Iterator[Thing]:
    """The first things of each noun, better tiers first, each thing once."""
    table, number, matches, few = INDEXES[connection.vendor]
    parts, values = [], []
    for place, (tier, question) in enumerate(tiers.items()):
        for noun, (every, in_titles) in counts.items():
            (low, high), count = spans[noun], {ANY: every, TITLE: in_titles}.get(tier, 1)
            order = number if count >= COUNTED else few
            if count:
                parts.append(
                    f"SELECT * FROM (SELECT {number} AS id, {place} AS tier FROM {table} WHERE {matches}"
                    f" AND {number} >= {low} AND {number} < {high} ORDER BY {order} LIMIT {most}) AS {noun}{place}"
                )
                values.append(question)
    columns = ", ".join(f"search_entry.{name}" for name in SHOWN)
    statement = (
        f"SELECT {columns} FROM ({' UNION ALL '.join(parts)}) AS found"
        " JOIN search_entry ON search_entry.id = found.id ORDER BY found.tier, found.id"
    )
    passed: set[int] = set()
    room = dict.fromkeys(counts, most)
    for entry in Entry.objects.raw(statement, values):
        if entry.pk not in passed and room[entry.noun]:
            passed.add(entry.pk)
            room[entry.noun] -= 1
            yield thing_of(entry)


def thing_of(entry: Entry) -> Thing:
    """An entry as the thing that it is of."""
    return Thing(entry.noun, entry.code, entry.names, entry.aliases, entry.about, entry.said)
