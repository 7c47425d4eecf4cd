"""Names in several languages, chosen for a reader and marked with the language they are in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Right-to-left languages by ISO 639-1.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur"})

# The scripts of the other two languages: Arabic letters, Chinese signs.
SCRIPTS = {"ur": re.compile("[\u0620-\u06ff]"), "zh": re.compile("[\u3400-\u9fff]")}


@dataclass(frozen=True)
class Name:
    """Words with the language they are in (ISO 639-1), so that a page can mark and shape them."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """Which way the words run: rtl or ltr."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def __str__(self) -> str:
        return self.text


def name_for(names: Mapping[str, str], language: str, otherwise: str = "") -> Name:
    """The name in the reader's language; else in English; else in any; else what is given otherwise.

    >>> name_for({"en": "Board of Investment", "ur": "بورڈ آف انویسٹمنٹ"}, "zh-hans")
    Name(text='Board of Investment', language='en')
    """
    for wanted in (language.split("-")[0], "en", *names):
        if names.get(wanted):
            return Name(names[wanted], wanted)
    return Name(otherwise, "en")


def written(text: str) -> Name:
    """What somebody typed, in the language that its first letter outside ASCII is written in; else in English.

    >>> [written(text).language for text in ("Gate 2", "دروازہ 2", "2号门 (gate)", "Café")]
    ['en', 'ur', 'zh', 'en']
    """
    if text.isascii():
        return Name(text, "en")
    found = {language: script.search(text) for language, script in SCRIPTS.items()}
    first = [(match.start(), language) for language, match in found.items() if match]
    return Name(text, min(first, default=(0, "en"))[1])
