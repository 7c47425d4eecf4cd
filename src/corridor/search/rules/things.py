"""A thing as it is found: what it is called, whom it concerns, what is said of it."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from corridor.base.names import RIGHT_TO_LEFT
from corridor.search.rules.order import CODE, TITLE, WHOLE
from corridor.search.rules.words import is_unspaced, terms, whole

Names = Mapping[str, str]
HAN, ARABIC = re.compile("[\u3400-\u9fff]"), re.compile("[\u0590-\u08ff]")
MARKERS = (CODE, WHOLE, TITLE)
HALF = 20
# Raised when the rules change by which things are found: every entry is then written anew.
RULES = 1


@dataclass(frozen=True)
class Thing:
    """One thing of a programme. `names` and each of `about` are one name in several languages.

    `aliases` are other names it goes by. `about` is whom and where it concerns, shown wherever it is found;
    `said` are texts about it, each with its language, of which only one that was searched for is shown.
    """

    noun: str
    code: str
    names: Names
    aliases: Sequence[str] = ()
    about: Sequence[Names] = ()
    said: Sequence[Names] = ()


def digest(thing: Thing) -> str:
    """A thing shortened to 40 signs; the first half stays the same as long as its names do."""
    names = [RULES, thing.names]
    return _short(names) + _short([*names, thing.aliases, thing.about, thing.said])


def has_same_names(digest: str, other: str) -> bool:
    """Whether two digests are of the same names.

    >>> east, west = (digest(Thing("zones", code, {"en": code.title()})) for code in ("east", "west"))
    >>> has_same_names(east, digest(Thing("zones", "east", {"en": "East"}, ["Quay"]))), has_same_names(east, west)
    (True, False)
    """
    return digest[:HALF] == other[:HALF]


def _short(shown: Sequence[object]) -> str:
    return blake2b(json.dumps(shown).encode(), digest_size=HALF // 2).hexdigest()


def terms_of(thing: Thing) -> str:
    """Everything it is found by, separated by spaces: plain terms; those of titles with a dot before; whole titles
    with an equals sign; the code with a hash.

    >>> terms_of(Thing("zones", "east", {"en": "East Quay"}, about=[{"pt": "Água"}]))
    '#east .east .quay =east_quay agua east quay'
    """
    titles = [*thing.names.values(), *thing.aliases]
    others = chain.from_iterable(names.values() for names in (*thing.about, *thing.said))
    in_titles = terms(titles)
    found = in_titles | terms(others) | terms([thing.code.replace("-", " ")])
    found.update([TITLE + term for term in in_titles])
    found.update([WHOLE + each for each in map(whole, titles) if each])
    found.add(CODE + whole(thing.code))
    return " ".join(sorted(found))


def vocabulary(found: Iterable[str]) -> list[str]:
    """The words among terms; signs of scripts without spaces are no words.

    >>> vocabulary("#east .east =east east 区 经济".split())
    ['east']
    """
    return [term for term in found if term[0] not in MARKERS and not is_unspaced(term)]


def language_of(text: str, said: str = "") -> str:
    """The language of a text: the one that is said, unless it is written in another script; else by its script.

    >>> language_of("RSEZ"), language_of("رشکئی"), language_of("园区"), language_of("À la une", "fr")
    ('en', 'ur', 'zh', 'fr')
    >>> language_of("Headline in English of a page in Urdu", "ur")
    'en'
    """
    guess = "zh" if HAN.search(text) else "ur" if ARABIC.search(text) else "en"
    written = "zh" if said in ("zh", "ja") else "ur" if said in RIGHT_TO_LEFT else "en"
    return said if said and written == guess else guess
