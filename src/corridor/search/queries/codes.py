"""From a code to the thing that bears it, bore it, or may have been meant."""

from corridor.base.actors import Actor
from corridor.programme.models import Programme
from corridor.search.access import entries_seen
from corridor.search.models import Entry, Merge
from corridor.search.queries.find import COMPARED, find, thing_of
from corridor.search.rules.letters import fold
from corridor.search.rules.merges import followed
from corridor.search.rules.order import NOUNS, span
from corridor.search.rules.slips import nearest_codes
from corridor.search.rules.things import Thing

LONGEST_CODE = 80
# Codes that begin with so many letters alike are compared; with fewer found than so many, single words are tried.
ALIKE, FEW = 2, 3


def things_of_code(programme: Programme, by: Actor, code: str) -> list[Thing]:
    """The things that bear a code, or into which such a thing was merged; one of a noun, in the order of nouns."""
    found = {entry.noun: thing_of(entry) for entry in entries_seen(by, programme).filter(code=code)}
    for noun, into in _merged(programme, code).items():
        if noun not in found and (entry := entries_seen(by, programme).filter(noun=noun, code=into).first()):
            found[noun] = thing_of(entry)
    return [found[noun] for noun in NOUNS if noun in found]


def _merged(programme: Programme, code: str) -> dict[str, str]:
    """For each noun of which a thing of that code was merged, the code it now goes by."""
    nouns = Merge.objects.filter(programme=programme, code=code).values_list("noun", flat=True)
    return {noun: resolve(programme, noun, code) for noun in nouns}


def resolve(programme: Programme, noun: str, code: str) -> str:
    """The code that a thing goes by now: at the end of the chain of merges, or the same."""
    rows = Merge.objects.filter(programme=programme, noun=noun)
    return followed(dict(rows.values_list("code", "into")), code)


def merged_into(programme: Programme, noun: str, code: str) -> str:
    """The code into which a thing was merged; empty where it was not."""
    into = resolve(programme, noun, code)
    return "" if into == code else into


def near_codes(programme: Programme, by: Actor, asked_for: str, most: int = 8) -> list[Thing]:
    """Things whose code or name is like what was asked for: by spelling, by all words, by the longest one."""
    code = fold(asked_for[:LONGEST_CODE])
    seen = entries_seen(by, programme)
    begun = seen.filter(code__startswith=code[:ALIKE]).order_by("id").values_list("code", flat=True)
    near = nearest_codes(code, list(dict.fromkeys(begun[:COMPARED])), most) if code else []
    found = sorted(map(thing_of, seen.filter(code__in=near)), key=lambda each: near.index(each.code))
    answer = find(programme, by, code, most=most)
    known = [word for word in answer.words if word not in answer.unknown]
    if not answer.hits and len(found) < FEW and known:
        answer = find(programme, by, max(known, key=len), most=most)
    found += [each for each in answer.hits if each not in found]
    return found[:most]


def examples(programme: Programme) -> list[Thing]:
    """The first zone, party, promise and source by title, as examples of what can be found."""
    parts = []
    for noun in ("zones", "parties", "commitments", "sources"):
        low, high = span(programme.pk, noun)
        parts.append(
            "SELECT * FROM (SELECT id, noun, code, names, aliases, about, said FROM search_entry"
            f" WHERE id >= {low} AND id < {high} ORDER BY id LIMIT 1) AS {noun}"
        )
    return [thing_of(entry) for entry in Entry.objects.raw(" UNION ALL ".join(parts))]
