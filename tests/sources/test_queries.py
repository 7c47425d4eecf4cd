"""What the database says of days equals what Python says of them."""

from datetime import UTC, date, datetime

import pytest

import make
from corridor.base.days import by_then
from corridor.sources.models import Figure, Source
from corridor.sources.queries import had_come, were_known
from corridor.sources.rules import was_known

pytestmark = pytest.mark.django_db
DAYS = ["", "2019", "2020", "2020-02", "2020-02-28", "2020-02-29", "2020-03-01", "2020-12", "2020-12-31", "2021-01"]
ASKED = [
    date(2019, 12, 31),
    date(2020, 2, 28),
    date(2020, 2, 29),
    date(2020, 12, 30),
    date(2020, 12, 31),
    make.TODAY,
]


@pytest.fixture
def figures(tmp_path):
    """A figure for every day, each from a source that was published on that day."""
    programme = make.loaded(tmp_path, figures=lambda text: text.partition("\n")[0] + "\n")
    at = datetime(2020, 12, 31, 23, 59, tzinfo=UTC)
    for number, day in enumerate(DAYS):
        source = Source.objects.create(
            programme=programme, code=f"paper-{number}", published_on=day, kind="press", recorded_at=at
        )
        Figure.objects.create(
            programme=programme,
            subject_kind="programme",
            subject="isles",
            measure="quays",
            value=1,
            as_of=day,
            nature="claim",
            source=source,
            recorded_at=at,
        )


@pytest.mark.parametrize("on", ASKED, ids=str)
def test_what_had_come_by_a_day_is_the_same_in_the_database(figures, on):
    found = Figure.objects.filter(had_come("as_of", on)).values_list("as_of", flat=True)

    assert sorted(found) == sorted(day for day in DAYS if by_then(day, on))


@pytest.mark.parametrize("known_on", [None, *ASKED], ids=str)
def test_what_was_known_on_a_day_is_the_same_in_the_database(figures, known_on):
    found = Figure.objects.filter(were_known(known_on)).values_list("as_of", flat=True)

    assert sorted(found) == sorted(day for day in DAYS if was_known(day, date(2020, 12, 31), known_on))
