"""Numbers, days and amounts as a reader of a language writes them (CLDR, through Babel)."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

LOCALES = {"en": "en_GB", "ur": "ur_PK", "zh-hans": "zh_Hans_CN"}


@lru_cache
def locale_for(language: str) -> Locale:
    """The locale of a language of the interface."""
    return Locale.parse(LOCALES.get(language, "en_GB"))


def shown_number(number: int | Decimal, language: str) -> str:
    """A number with the grouping of the language.

    >>> shown_number(202500, "en"), shown_number(Decimal("13.5"), "zh-hans")
    ('202,500', '13.5')
    """
    return _counted(number, language) if isinstance(number, int) else _formatted(number, language)


def _formatted(number: int | Decimal, language: str) -> str:
    return format_decimal(number, locale=locale_for(language), decimal_quantization=False)


# A page shows the same counts and days again and again, and CLDR's patterns take long to fill. Fractions are
# left out: 13.5 and 13.50 are one number and two texts.
_counted = lru_cache(maxsize=16384)(_formatted)


def shown_money(number: Decimal, currency: str, language: str) -> str:
    """An amount of money with its ISO code, whole units only where it has no fraction.

    >>> shown_money(Decimal(1000000), "USD", "en")
    'USD 1,000,000'
    """
    return f"{currency} {shown_number(number, language)}"


@lru_cache(maxsize=16384)
def shown_day(day: str | date | None, language: str) -> str:
    """A date in words, at the precision that is known; nothing where nothing is known.

    >>> shown_day("2021-12", "en"), shown_day("2020-02-29", "en"), shown_day("2019", "en"), shown_day("", "en")
    ('December 2021', '29 February 2020', '2019', '')
    """
    if not day:
        return ""
    text = day if isinstance(day, str) else day.isoformat()
    # What is forecast may lie beyond the days that can be promised.
    first, locale = date.fromisoformat(f"{text}-01-01"[:10]), locale_for(language)
    if len(text) == 4:
        return format_skeleton("y", first, locale=locale)
    if len(text) == 7:
        return format_skeleton("yMMMM", first, locale=locale)
    return format_date(first, format="long", locale=locale)


def shown_country(code: str, language: str) -> str:
    """A country of ISO 3166 by its name; a code that has none stays as it is.

    >>> shown_country("CN", "en"), shown_country("CN", "zh-hans"), shown_country("", "en")
    ('China', '中国', '')
    """
    return locale_for(language).territories.get(code, code)


def shown_language(code: str, language: str) -> str:
    """A language of ISO 639 by its name; a code that has none stays as it is.

    >>> shown_language("ur", "en"), shown_language("en", "zh-hans"), shown_language("", "en")
    ('Urdu', '英语', '')
    """
    return locale_for(language).languages.get(code, code)
