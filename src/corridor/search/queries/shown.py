"""What was found, in words of one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext, override

from corridor.base.formats import shown_number
from corridor.base.names import Name, name_for
from corridor.search.queries.find import COUNTED, Answer
from corridor.search.queries.words import NOUNS
from corridor.search.rules.marks import Part, as_written, count_found, excerpt, marked
from corridor.search.rules.things import Names, Thing, language_of
from corridor.search.rules.words import LONGEST_SEARCH, MOST_WORDS


@dataclass(frozen=True)
class Marked:
    """A text in its language, cut where the searched words begin and end."""

    parts: Sequence[Part]
    language: str


def shown_answer(answer: Answer, language: str) -> dict[str, Any]:
    """What was found as text in a language: groups of hits by noun, the one with the best hit first."""
    with override(language):
        return {
            "asked": answer.asked,
            "has_words": bool(answer.words),
            "found": ngettext("{n} found", "{n} found", answer.total).format(
                n=shown_number(answer.total, language)
            ),
            "shown_for": _shown_for(answer) if answer.corrected else None,
            "unknown": [_typed(word, answer) for word in answer.unknown],
            "single": [_typed(word, answer) for word in answer.words] if len(answer.words) > 1 else [],
            "is_cut": answer.is_cut,
            "letters": shown_number(LONGEST_SEARCH, language),
            "words": shown_number(MOST_WORDS, language),
            "chosen": answer.noun,
            "all": _total(answer, language, everything=True),
            "nouns": [
                {"noun": noun, "label": str(NOUNS[noun]), "count": _count(count, language)}
                for noun, count in answer.by_noun.items()
            ],
            "groups": [_group(each, answer, language) for each in dict.fromkeys(hit.noun for hit in answer.hits)],
        }


def _count(count: int, language: str) -> str:
    """How many there are of a noun; with a plus sign where it was not counted to the end."""
    return shown_number(count, language) + "+" * (count >= COUNTED)


def _total(answer: Answer, language: str, everything: bool = False) -> str:
    counts = answer.by_noun.values() if everything or not answer.noun else [answer.total]
    return shown_number(sum(counts), language) + "+" * any(count >= COUNTED for count in counts)


def shown_things(things: Iterable[Thing], language: str) -> list[dict[str, Any]]:
    """Things as they are offered where nothing was searched."""
    with override(language):
        return [
            {
                "noun": thing.noun,
                "label": str(NOUNS[thing.noun]),
                "code": thing.code,
                "title": _name(thing, language),
            }
            for thing in things
        ]


def _name(thing: Thing, language: str) -> Name:
    return name_for(thing.names, language, thing.code)


def _group(noun: str, answer: Answer, language: str) -> dict[str, Any]:
    hits = [_hit(hit, answer.words, language) for hit in answer.hits if hit.noun == noun]
    count = answer.by_noun[noun]
    return {
        "noun": noun,
        "label": str(NOUNS[noun]),
        "count": _count(count, language),
        "is_part": count > len(hits),
        "shown": shown_number(len(hits), language),
        "hits": hits,
    }


def _hit(thing: Thing, words: Sequence[str], language: str) -> dict[str, Any]:
    """A title, whom it concerns, and the one other text that has searched words which these lack."""
    title = _name(thing, language)
    about = [_best(names, words, language) for names in thing.about]
    shown = " ".join([title.text, thing.code, *(each.text for each in about)])
    lacking = [word for word in words if not count_found(shown, [word])]
    others = [Name(text, each) for each, text in thing.names.items() if text != title.text]
    others += [Name(alias, language_of(alias)) for alias in thing.aliases]
    others += [Name(text, each) for names in thing.said for each, text in names.items()]
    said = max(others, key=lambda each: count_found(each.text, lacking), default=None) if lacking else None
    if said and not count_found(said.text, lacking):
        said = None
    return {
        "noun": thing.noun,
        "code": marked(thing.code, words),
        "address": f"{thing.noun}/{thing.code}/",
        "title": _marked(title, words),
        "about": [_marked(each, words) for each in about],
        "said": said and Marked(excerpt(marked(said.text, words)), said.language),
    }


def _best(names: Names, words: Sequence[str], language: str) -> Name:
    """A name in the reader's language, unless only another one was searched for."""
    own = name_for(names, language)
    if count_found(own.text, words):
        return own
    return next((Name(text, each) for each, text in names.items() if count_found(text, words)), own)


def _marked(name: Name, words: Sequence[str]) -> Marked:
    return Marked(marked(name.text, words), name.language)


def _typed(word: str, answer: Answer) -> Name:
    """A word as it was typed."""
    text = as_written(word, [answer.asked])
    return Name(text, language_of(text))


def _shown_for(answer: Answer) -> Name:
    """The search with the words that were taken for mistyped ones, as the hits write them."""
    found = {taken: as_written(taken, _texts(answer.hits)).lower() for taken in answer.corrected.values()}
    text = " ".join(found.get(word) or str(_typed(word, answer)) for word in answer.words)
    return Name(text, language_of(text))


def _texts(things: Iterable[Thing]) -> Iterable[str]:
    for thing in things:
        yield from thing.names.values()
        yield from thing.aliases
        for names in (*thing.about, *thing.said):
            yield from names.values()
