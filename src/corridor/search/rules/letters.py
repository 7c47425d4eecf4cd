"""One way of writing for many: letters without accents, case and the variants that keyboards bring."""

import re
import unicodedata
from functools import lru_cache

# Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han, Hangul.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff々〇\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\U00020000-\U0003ffff"
)
# Left standing between letters until words are cut: what joins parts of a word, groups digits or dots a name.
JOINERS = "'-,·"
# Accents, aerab and other points that many leave out; the vowel signs of Indic scripts are letters and stay.
POINTS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
SAME = {
    **dict.fromkeys("’‘ʼʻ`´", "'"),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys("，٬", ","),
    **dict.fromkeys("•・‧∙･", "·"),
    **dict.fromkeys("يىېۍ", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("هةۃەھ", "ہ"),
    **dict.fromkeys("ں", "ن"),
    **dict.fromkeys("ٱ", "ا"),
    **dict.fromkeys("ـء", ""),
    **dict(zip("øđłıðħ", "odlidh", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
# A comma that groups digits (6,000,000 and 1,00,000), and a dot between the parts of a Chinese name.
GONE = re.compile(rf"(?<=\d),(?=(?:\d\d,)*\d\d\d(?!\d))|(?<=[{UNSPACED}])·(?=[{UNSPACED}])")
BETWEEN = str.maketrans(",·", "  ")
MOST_KEPT = 50_000


class Letters(dict[int, str]):
    """For each letter the plain one that is searched instead; a space for what is no letter and no digit."""

    def __missing__(self, number: int) -> str:
        plain = _plain(chr(number))
        if len(self) < MOST_KEPT:
            self[number] = plain
        return plain


def _plain(letter: str) -> str:
    while (plain := _plainer(letter)) != letter:
        letter = plain
    return letter


def _plainer(letters: str) -> str:
    written = "".join(SAME.get(each, each) for each in letters)
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", written).casefold())
    return unicodedata.normalize("NFC", "".join(map(_part, apart)))


def _part(part: str) -> str:
    if part in SAME:
        return SAME[part]
    if part in JOINERS:
        return part
    kind = unicodedata.category(part)
    if kind == "Cf" or POINTS.match(part):
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(part))
    return part if kind[0] in "LNM" else " "


LETTERS = Letters()


def fold(text: str) -> str:
    """A text in plain letters, as it is searched: the same for all ways of writing it.

    >>> fold("K-Electric’s ÉTUDE"), fold("رَشكـئي"), fold("۱۲٣"), fold("6,000 acres"), fold("阿拉玛·伊克巴尔")
    ("k-electric's etude", 'رشکیی', '123', '6000 acres', '阿拉玛伊克巴尔')
    """
    found = GONE.sub("", unicodedata.normalize("NFC", text).translate(LETTERS)).translate(BETWEEN)
    # What was left out may have stood between two parts of one letter.
    return found if unicodedata.is_normalized("NFC", found) else fold(found)


# The same name stands in many hits and is looked at for each searched word.
@lru_cache(maxsize=4096)
def traced(text: str) -> tuple[str, tuple[int, ...]]:
    """A text folded, and for each folded letter the place where it comes from; nothing where that cannot be told.

    >>> traced("Éa")
    ('ea', (0, 1))
    """
    letters, places = [], []
    for place, each in enumerate(text):
        for letter in LETTERS[ord(each)]:
            letters.append(letter)
            places.append(place)
    whole = "".join(letters)
    gone = {each.start() for each in GONE.finditer(whole)}
    kept = [at for at in range(len(whole)) if at not in gone]
    found = "".join(letters[at] for at in kept).translate(BETWEEN)
    return (found, tuple(places[at] for at in kept)) if found == fold(text) else ("", ())
