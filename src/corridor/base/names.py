"""Names in several languages, chosen for a reader and marked with the language they are in."""

from collections.abc import Mapping
from dataclasses import dataclass

# Right-to-left languages by ISO 639-1.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur"})


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
