"""What the tests of foresight share: the small programme, and the forecast of it."""

from datetime import date

import pytest

import make
from corridor.base.actors import READER
from corridor.foresight.queries.forecast import forecast_of
from corridor.foresight.rules.history import lessons
from corridor.foresight.rules.outlook import foreseen

ON = date(2022, 3, 31)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """A database that is rolled back gives its numbers out again; what was computed by them must go."""
    foreseen.cache_clear()
    lessons.cache_clear()


@pytest.fixture
def isles(db, tmp_path):
    """The small programme. The mill waits for water, with 50 workers; the quay was kept in November 2021."""
    return make.loaded(tmp_path / "isles")


@pytest.fixture
def ask(isles):
    """Forecasts the small programme as of 31 March 2022, under lines of a scenario."""

    def ask(*lines, on=ON, **more):
        return forecast_of(isles, READER, on=on, changes=lines, **{"scenarios": 1024, **more})

    return ask
