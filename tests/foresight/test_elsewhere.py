"""What a forecast learns from other programmes of the ledger: as known by a day, in few questions, and said."""

from datetime import date

import pytest

import make
from corridor.base.actors import READER
from corridor.foresight.queries import elsewhere as reading_elsewhere
from corridor.foresight.queries.elsewhere import elsewhere
from corridor.foresight.queries.explanation import explained
from corridor.foresight.queries.forecast import forecast_of
from corridor.foresight.queries.pasts import UNNAMED
from corridor.foresight.queries.reading import read
from corridor.foresight.queries.shown import shown_forecast
from corridor.foresight.queries.whatif import as_things_stand
from corridor.foresight.queries.why import shown_explanation
from corridor.ledger.models import Evidence

ON = date(2022, 3, 31)
CPEC = "China-Pakistan Economic Corridor: industrial cooperation"


def another(tmp_path, code):
    """The small programme once more, under another code."""
    changes = {"programme": make.swap('code = "isles"', f'code = "{code}"')}
    return make.load(make.package(tmp_path / code, **changes, figures=make.swap("e,isles,", f"e,{code},")))


def test_one_programme_alone_or_without_the_others_learns_from_itself(isles, tmp_path):
    alone = forecast_of(isles, READER, on=ON)
    another(tmp_path, "reefs")

    both = forecast_of(isles, READER, on=ON)

    assert alone.read.elsewhere.pasts == ()
    assert alone.read.taught == alone.read.pasts == both.read.pasts
    assert both.outlook.digest != alone.outlook.digest
    without = forecast_of(isles, READER, on=ON, changes=["without:elsewhere"])
    assert without.outlook.foreseen == alone.outlook.foreseen
    assert both.outlook.lessons.kept == 2 * alone.outlook.lessons.kept


@pytest.mark.parametrize("known_on", [None, date(2021, 6, 30), date(2022, 3, 31)])
def test_what_is_learned_elsewhere_is_what_was_known_there_on_the_day(isles, cpec, known_on):
    there = read(cpec, READER, on=ON, known_on=known_on)

    found = elsewhere(isles, READER, on=ON, known_on=known_on)

    told = [past for past in there.pasts if past.kind != UNNAMED]
    assert [past._replace(seen_until=None) for past in found.pasts] == told
    assert {past.seen_until for past in found.pasts} == {there.until}


def test_what_came_later_elsewhere_changes_nothing_that_was_said_before(isles, cpec):
    day = date(2021, 6, 30)
    before = forecast_of(isles, READER, on=day, known_on=day)

    Evidence.objects.filter(commitment__programme=cpec, source__published_on__gt="2021-07").delete()
    after = forecast_of(isles, READER, on=day, known_on=day)

    assert after.outlook.digest == before.outlook.digest


def test_the_explanation_names_the_programme_of_what_it_learned_from(isles, cpec):
    found = forecast_of(isles, READER, on=ON)

    why = explained(found, "bring-water", top=40)
    homes = {each.past.programme for each in why.learned_from}
    rows = shown_explanation(found, "bring-water", "en")["learned_from"]

    assert homes == {"isles", "cpec"}
    assert {(row["programme"], str(row["programme_name"])) for row in rows} <= {("isles", ""), ("cpec", CPEC)}
    assert all(str(row["title"]) for row in rows)
    assert any(CPEC in sentence for sentence in shown_forecast(found, "en")["assumptions"])


def test_a_scenario_names_parties_and_kinds_of_its_own_programme_only(isles, cpec):
    known = read(isles, READER, on=ON).known

    assert set(known.parties) <= {"isles", "mill", "harbour-board", "water-works"}
    assert "tariff" not in known.kinds


def test_how_many_questions_are_asked_does_not_hang_on_how_many_programmes_there_are(
    isles, tmp_path, django_assert_max_num_queries, django_assert_num_queries
):
    another(tmp_path, "reefs")
    with django_assert_max_num_queries(45) as few:
        read(isles, READER, on=ON, known_on=ON)
    another(tmp_path, "sands")
    another(tmp_path, "cliffs")
    with django_assert_num_queries(len(few)):
        found = read(isles, READER, on=ON, known_on=ON)
    assert set(found.elsewhere.programmes) == {"reefs", "sands", "cliffs"}


def test_no_more_is_read_than_can_be_waited_for(isles, cpec, monkeypatch):
    monkeypatch.setattr(reading_elsewhere, "MOST_ELSEWHERE", 20)

    found = elsewhere(isles, READER, on=date(2026, 6, 30))

    assert len([past for past in found.pasts if not past.kind.startswith("obstacle-")]) == 20


def test_a_fact_of_another_programme_is_taken_up_at_once(isles, tmp_path):
    before = as_things_stand(isles, READER, on=ON)
    another(tmp_path, "reefs")

    assert as_things_stand(isles, READER, on=ON).outlook.digest != before.outlook.digest
