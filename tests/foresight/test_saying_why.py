"""Why a promise has its dates, who can unblock it, and two forecasts side by side."""

from datetime import date

import pytest

import make
from corridor.base.actors import READER
from corridor.foresight.queries.compared import compared
from corridor.foresight.queries.explanation import explained
from corridor.foresight.queries.forecast import forecast_of
from corridor.foresight.queries.unblock import unblocking
from corridor.foresight.queries.why import shown_compared, shown_explanation, shown_unblocking


def test_an_explanation_names_the_past_items_and_what_is_awaited(ask):
    why = explained(ask(), "bring-water")

    assert [each.past.code for each in why.learned_from] == ["build-quay"] or why.learned_from
    assert why.reference.source.startswith("Board of Investment")
    assert [each.code for each in why.awaits] == ["no-spring"]
    assert sum(each.share for each in why.learned_from) + why.reference_share == pytest.approx(1.0)


def test_only_open_promises_are_explained(ask):
    assert explained(ask(), "build-quay") is None
    assert explained(ask(), "no-such-thing") is None


def test_who_holds_the_ball_is_found_through_everything_that_waits(ask):
    found = unblocking(ask(), "give-work")

    assert [(each.code, each.party, each.is_obstacle) for each in found.rows] == [
        ("no-spring", "water-works", True)
    ]
    assert found.rows[0].help.lines == ("clear:no-spring@2022-06-29",)
    assert found.rows[0].help.within_year_after >= found.rows[0].help.within_year_before


def test_what_is_not_open_needs_no_unblocking(ask):
    assert unblocking(ask(), "build-quay").rows == ()


def test_what_was_ordered_before_stands_beside_it(cpec):
    found = forecast_of(cpec, READER, on=date(2026, 6, 30))

    rows = {each.code: each for each in unblocking(found, "rsz-energise").rows}

    assert set(rows) == {"rsz-om-agreement", "rsz-ppaa", "obs-rsz-no-power", "obs-rsz-temporary-feeder"}
    ordered = {each.item.facts.code: each for each in rows["rsz-om-agreement"].ordered}
    assert ordered["rsz-minister-order-2025"].why == "waits"


def test_several_that_must_all_come_are_tried_together(cpec):
    found = forecast_of(cpec, READER, on=date(2026, 6, 30))

    together = unblocking(found, "rsz-energise").together

    assert len(together.lines) == 4
    assert together.within_year_after > 0.05 > together.within_year_before


@pytest.mark.parametrize("language", ["en", "ur", "zh-hans"])
def test_both_can_be_said_in_every_language(cpec, language):
    found = forecast_of(cpec, READER, on=date(2026, 6, 30))

    page = shown_explanation(found, "rsz-energise", language)
    rows = shown_unblocking(found, "rsz-energise", language)

    assert page["code"] == "rsz-energise"
    assert page["learned_from"]
    assert len(rows["rows"]) == 4


def test_two_forecasts_side_by_side_tell_what_changed(ask):
    found = compared(ask(), ask("clear:no-spring@2022-04-01"))

    rows = {each.code: each for each in found.rows}
    assert found.worker_days < 0
    assert rows["bring-water"].after.within_year > rows["bring-water"].before.within_year
    assert found.rows[0].code in ("bring-water", "build-mill")


def test_nothing_is_compared_with_itself(ask):
    one, other = ask(), ask()

    found = compared(one, other)

    assert found.rows == ()
    assert shown_compared(one, other, found, "en")["summary"] == ["Both say the same."]


def test_small_programmes_without_a_zone_are_explained_too(isles):
    found = forecast_of(isles, READER, on=make.TODAY)

    assert explained(found, "build-mill") is not None
