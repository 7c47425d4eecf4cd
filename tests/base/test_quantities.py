"""Numbers as packages write them: exact, plain, one way each."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corridor.base.quantities import DIGITS_BEHIND_THE_POINT, SIGNIFICANT_DIGITS, plain

numbers = st.decimals(0, 10**10 - 1, places=DIGITS_BEHIND_THE_POINT)


@given(numbers)
def test_a_plain_number_is_exact(number: Decimal):
    assert Decimal(plain(number)) == number


@given(numbers)
def test_a_plain_number_has_no_exponent_and_no_idle_zeros(number: Decimal):
    text = plain(number)

    assert set(text) <= set("0123456789.")
    assert "." not in text or text[-1] not in "0."
    assert text == "0" or text[0] != "0" or text.startswith("0.")


@given(numbers)
def test_equal_numbers_are_written_alike(number: Decimal):
    assert plain(number) == plain(number.normalize()) == plain(number + Decimal("0.000000"))


@given(st.integers(0, 10**SIGNIFICANT_DIGITS - 1))
def test_fifteen_digits_survive_a_binary_float(digits: int):
    number = Decimal(digits).scaleb(-DIGITS_BEHIND_THE_POINT)

    assert Decimal(repr(float(number))) == number


def test_nothing_known_is_an_empty_cell():
    assert plain(None) == ""
    assert plain(Decimal("0.00000")) == "0"
