"""The rows of zones: counted in a balance or anew, with what sources said last."""

from datetime import date
from decimal import Decimal

import pytest

import make
from corridor.base.actors import READER
from corridor.programme.models import Programme
from corridor.results.actions.balance import strike_balance
from corridor.results.queries.zones import zone_counts, zone_rows
from corridor.results.rules.statements import Amount

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[make.CPEC, make.MFANO], ids=["cpec", "mfano"])
def programme(request):
    make.load(request.param)
    return Programme.objects.get()


@pytest.mark.parametrize("on", [date(2021, 1, 1), make.TODAY])
def test_a_balance_counts_as_deriving_anew_does(programme, on, django_assert_num_queries):
    anew = zone_counts(programme, READER, on=on)
    strike_balance(programme, by=make.OPERATOR, at=make.NOON, on=on)

    with django_assert_num_queries(2):
        assert zone_counts(programme, READER, on=on) == anew


def test_what_sources_said_last_stands_from_the_least_to_the_most(tmp_path):
    figure = "zone,east-quay,power-available,{},{},{},{},,{},"
    programme = make.loaded(
        tmp_path,
        programme=make.swap('units = ["count"', 'units = ["MW", "count"'),
        figures=make.more(
            figure.format(4, "MW", "2020", "reported", "paper"),
            figure.format(9, "MW", "2021-05", "reported", "paper"),
            figure.format(12, "MW", "2021-05", "claim", "folha"),
            figure.format(90, "MW", "2022", "promise", "paper"),
            figure.format(80, "MW", "", "claim", "paper"),
        ),
    )
    now, then = (zone_rows(programme, READER, on=day)[0] for day in (make.TODAY, date(2021, 1, 1)))

    assert now.power == [Amount(Decimal(9), Decimal(12), "MW", "statements")]
    assert then.power == [Amount(Decimal(4), Decimal(4), "MW", "statements")]


def test_what_was_not_known_is_not_shown(tmp_path):
    programme = make.loaded(tmp_path)
    then = zone_rows(programme, READER, on=make.TODAY, known_on=date(2020, 2, 1))

    assert [(row.code, row.count.promises) for row in then] == [("east-quay", 1), ("west-quay", 0)]


def test_those_with_most_late_promises_stand_first():
    make.load(make.CPEC)
    rows = zone_rows(Programme.objects.get(), READER, on=make.TODAY)

    assert [row.code for row in rows[:3]] == [
        "rashakai-sez",
        "dhabeji-sez",
        "allama-iqbal-industrial-city",
    ]
    assert [row.count.late for row in rows] == sorted((row.count.late for row in rows), reverse=True)
