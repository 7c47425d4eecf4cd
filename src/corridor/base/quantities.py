"""Exact numbers, as they are promised and counted."""

from decimal import Decimal

# SQLite keeps decimals as binary floats: fifteen significant digits come back as they went in.
SIGNIFICANT_DIGITS = 15
DIGITS_BEHIND_THE_POINT = 5
CURRENCY_CODE = 3


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, by the three capitals of ISO 4217.

    >>> is_money("PKR"), is_money("MW"), is_money("mgd")
    (True, False, False)
    """
    return len(unit) == CURRENCY_CODE and unit.isupper()


def plain(number: Decimal | None) -> str:
    """A number as it stands in a package: no exponent, no zeros behind the last digit.

    >>> plain(Decimal("34.99000")), plain(Decimal("1200000000.00000")), plain(None)
    ('34.99', '1200000000', '')
    """
    if number is None:
        return ""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
