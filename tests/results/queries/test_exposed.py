"""What is handed out to programs on a day: the database compares days as the rules do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from corridor.base.actors import READER
from corridor.base.days import by_then
from corridor.programme.models import Programme
from corridor.results.queries.exposed import On, listed, nearest_code, number, one
from corridor.results.queries.exposed_nouns import NOUNS
from corridor.sources.models import Figure, Source
from corridor.sources.queries import had_come, were_known
from corridor.sources.rules import was_known
from corridor.zones.models import Zone

pytestmark = pytest.mark.django_db
MOMENT = datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)
DAYS = ["", "2023", "2024", "2025", "2023-12", "2024-02", "2024-03", "2024-12", "2199-12-31", "1900"]
DAYS += ["2023-12-31", "2024-02-28", "2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01", "2024-01-31"]
ASKED = st.one_of(
    st.dates(date(2023, 11, 1), date(2025, 2, 1)), st.sampled_from([date(2199, 12, 31), date(1900, 1, 1)])
)


@pytest.fixture
def sources():
    programme = Programme.objects.create(code="days", charter={}, recorded_at=MOMENT)
    for place, day in enumerate(DAYS):
        moment = MOMENT + timedelta(seconds=place - 5)
        source = Source.objects.create(
            programme=programme, code=f"s-{place}", published_on=day, kind="press", recorded_at=moment
        )
        Figure.objects.create(
            programme=programme, source=source, subject_kind="programme", subject="days", measure="days",
            value=place, as_of=day, nature="claim", recorded_at=moment,
        )  # fmt: skip
    return programme


def test_days_are_compared_as_the_rules_do(sources):
    @given(on=ASKED)
    def same(on):
        found = set(Figure.objects.filter(had_come("as_of", on)).values_list("as_of", flat=True))
        assert found == {day for day in DAYS if by_then(day, on)}

    same()


def test_what_was_known_is_told_as_the_rules_do(sources):
    everything = [
        (each.source.published_on, each.recorded_at.date()) for each in Figure.objects.select_related("source")
    ]

    @given(known_on=st.one_of(st.none(), ASKED))
    def same(known_on):
        rows = Figure.objects.filter(were_known(known_on)).select_related("source")
        found = [(each.source.published_on, each.recorded_at.date()) for each in rows]
        assert found == [(day, recorded) for day, recorded in everything if was_known(day, recorded, known_on)]

    same()


@given(most=st.integers(1, 20))
def test_every_row_stands_on_one_page_forth_and_back(most):
    when, noun = On(make.TODAY), NOUNS["figures"]
    programme = Programme.objects.filter(code="days").first()
    if programme is None:
        programme = Programme.objects.create(code="days", charter={}, recorded_at=MOMENT)
        source = Source.objects.create(programme=programme, code="s", kind="press", recorded_at=MOMENT)
        for value in range(23):
            Figure.objects.create(
                programme=programme, source=source, subject_kind="programme", subject="days", measure="days",
                value=value, nature="claim", recorded_at=MOMENT,
            )  # fmt: skip
    pages, key = [], ""
    while key is not None:
        part = listed(noun, programme, READER, when, key=key, most=most)
        pages.append(part)
        key = part.after
    assert [row["value"] for part in pages for row in part.rows] == list(range(23))
    assert pages[0].before is None

    back = [pages[-1]]
    while back[0].before is not None:
        back.insert(0, listed(noun, programme, READER, when, key=back[0].before, back=True, most=most))
    assert [row["value"] for part in back for row in part.rows] == list(range(23))


def test_a_thing_is_found_by_its_code(tmp_path):
    programme = make.loaded(tmp_path)
    when = On(make.TODAY)
    for noun in NOUNS.values():
        rows = listed(noun, programme, READER, when).rows
        assert rows
        assert [one(noun, programme, READER, when, row["code"]) for row in rows] == rows
        assert one(noun, programme, READER, when, "nothing") is None


def test_numbers_are_whole_where_they_are_whole(tmp_path):
    programme = make.loaded(tmp_path)

    (venture,) = listed(NOUNS["ventures"], programme, READER, On(make.TODAY)).rows
    assert [repr(venture[name]) for name in ("area_acres", "investment_usd")] == ["3.5", "2000000"]
    assert number(None) is None


def test_the_nearest_code_is_sought_among_few(tmp_path):
    programme = make.loaded(tmp_path)

    assert [nearest_code(Zone, programme, word) for word in ("east-quay", "east-kuay", "xyz")] == [
        None,
        "east-quay",
        "",
    ]
