"""Forecasts of a programme: dates, what is held back, scenarios, and what must never come out."""

import math
from datetime import date, timedelta

import numpy as np
import pytest

import make
from corridor.base.actors import READER
from corridor.engine.curves import finish_ticks
from corridor.engine.runs import Draws
from corridor.foresight.queries.curves import days_ahead, fans
from corridor.foresight.queries.forecast import NoForecast, WrongScenario, forecast_of
from corridor.foresight.queries.shown import shown_forecast
from corridor.foresight.queries.why import shown_unblocking
from corridor.foresight.rules.outlook import held_back, held_by_debtor, held_by_obstacle_kind, held_by_zone
from corridor.foresight.rules.plain import outlook_as_plain
from corridor.ledger.models import Commitment, Dependency

ON = date(2022, 3, 31)


def numbers_in(value):
    """Every number in plain values."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [number for each in value for number in numbers_in(each)]
    return [value] if isinstance(value, int | float) else []


def is_sound(found):
    """Whether a forecast says only numbers, chances between 0 and 1, and no day before its own."""
    for row in (*found.outlook.foreseen.values(), *found.outlook.obstacles.values()):
        days = [day for day in (row.p10, row.p50, row.p80, row.p90) if day]
        assert days == sorted(days)
        assert all(day >= found.on for day in days)
        assert 0 <= row.within_year <= 1
        assert row.chance is None or 0 <= row.chance <= 1
    return all(math.isfinite(each) for each in numbers_in(outlook_as_plain(found.outlook, None)))


def test_open_promises_are_foreseen_and_kept_ones_not(ask):
    found = ask()

    assert sorted(found.outlook.foreseen) == ["bring-water", "build-mill", "give-work"]
    assert is_sound(found)


def test_who_waits_comes_after_what_it_needs(ask):
    foreseen = ask().outlook.foreseen

    assert foreseen["build-mill"].within_year <= foreseen["bring-water"].within_year
    assert [foreseen[code].waits for code in ("bring-water", "build-mill", "give-work")] == [True, True, True]


def test_what_stands_before_everything_holds_the_workers_back(ask):
    outlook = ask().outlook

    held = held_back(outlook)

    assert [each.code for each in held] == ["no-spring"]
    assert held[0].workers == outlook.foreseen["bring-water"].workers > 40
    assert [each.code for each in held_by_debtor(outlook)] == ["water-works"]
    assert [each.code for each in held_by_zone(outlook)] == ["east-quay"]
    assert [each.code for each in held_by_obstacle_kind(outlook)] == ["utility"]


def test_the_same_inputs_give_the_same_numbers(ask):
    one, other = ask(), ask()

    assert one.outlook.digest == other.outlook.digest
    assert one.outlook.foreseen == other.outlook.foreseen


def test_the_same_knowledge_gives_the_same_dates_later(cpec):
    soon, late = date(2026, 1, 16), date(2026, 11, 22)

    then = forecast_of(cpec, READER, on=soon, scenarios=1024)
    now = forecast_of(cpec, READER, on=late, scenarios=1024)

    assert then.read.until == now.read.until == soon
    for code, before in then.outlook.foreseen.items():
        after = now.outlook.foreseen[code]
        # What is known is the same; only what lay before today is today, and one sees ten months further.
        for one, other in ((before.p10, after.p10), (before.p50, after.p50)):
            assert one is None or abs((other - max(one, late)).days) <= 1
        assert after.within_year >= before.within_year
    assert is_sound(now)


def test_another_seed_gives_other_draws_and_another_digest(ask):
    one, other = ask(), ask(seed=7)

    assert one.outlook.digest != other.outlook.digest
    assert (
        abs(one.outlook.foreseen["bring-water"].within_year - other.outlook.foreseen["bring-water"].within_year)
        < 0.05
    )


def test_what_is_gone_and_done_frees_what_waits(ask):
    before = ask().outlook
    after = ask("clear:no-spring@2022-04-01", "done:bring-water@2022-05-01").outlook

    assert after.foreseen["bring-water"].p50 == date(2022, 5, 1)
    assert after.foreseen["build-mill"].within_year > before.foreseen["build-mill"].within_year
    assert after.loss[0] < before.loss[0]


def test_what_a_change_does_not_reach_keeps_every_bit(isles, ask):
    before, after = ask().outlook, ask("due:build-mill@2030").outlook

    assert after.foreseen["bring-water"].p50 == before.foreseen["bring-water"].p50
    assert after.foreseen["bring-water"].within_year == before.foreseen["bring-water"].within_year
    assert after.foreseen["build-mill"].chance > before.foreseen["build-mill"].chance


def test_needs_can_be_added_and_dropped(ask):
    plain, freed = ask().outlook, ask("drop:build-mill>bring-water").outlook

    assert plain.needs_of("build-mill") == ["bring-water"]
    assert freed.needs_of("build-mill") == []
    assert freed.foreseen["build-mill"].waits is False
    assert ask("need:give-work>bring-water+30").outlook.needs_of("give-work") == ["build-mill", "bring-water"]


def test_slower_work_comes_later(ask):
    slow, quick = ask("slow:kind=water*3").outlook, ask("slow:party=water-works*0.2").outlook

    assert slow.foreseen["bring-water"].within_year <= quick.foreseen["bring-water"].within_year


def test_assumptions_can_be_changed(ask):
    few, many = ask("stalled=0.01").outlook, ask("stalled=0.8").outlook
    short = ask("reference:water=20").outlook

    assert few.foreseen["bring-water"].within_year > many.foreseen["bring-water"].within_year
    assert short.lessons.assumptions.class_of("water").median_days == 20


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["gas in June"], ["no-change"]),
        (["without:calendars", "without:elsewhere", "without:moon"], ["no-change"]),
        (["done:bring-gas@2023"], ["unknown-item"]),
        (["done:build-quay@2023"], ["closed"]),
        (["done:bring-water@2020"], ["past"]),
        (["done:bring-water@2023-02-30"], ["bad-day"]),
        (["due:bring-water@2023", "due:bring-water@2024"], ["contradicts"]),
        (["need:bring-water>give-work"], ["circle"]),
        (["need:bring-water>bring-water"], ["circle", "needs-itself"]),
        (["drop:bring-water>build-mill"], ["no-need"]),
        (["need:build-mill>bring-water+5", "drop:build-mill>bring-water"], ["contradicts"]),
        (["clear:no-summer@2023"], ["unknown-obstacle"]),
        (["slow:kind=choir*2"], ["unknown-kind"]),
        (["slow:party=mill*0"], ["bad-number"]),
        (["stalled=2"], ["bad-number"]),
        (["due:bring-water@2023"] * 51, ["contradicts"] * 50 + ["too-many"]),
        (["x", "stalled=3", "done:no@2021"], ["no-change", "bad-number", "past", "unknown-item"]),
    ],
)
def test_a_scenario_that_cannot_be_says_every_line_that_is_wrong(ask, lines, codes):
    with pytest.raises(WrongScenario) as refused:
        ask(*lines)

    assert sorted(each.code for each in refused.value.wrong) == sorted(codes)
    assert "{" not in str(refused.value)


def test_a_circle_names_its_path(ask):
    with pytest.raises(WrongScenario) as refused:
        ask("need:bring-water>give-work")

    (wrong,) = refused.value.wrong
    assert set(wrong.facts["path"].split(" → ")) == {"bring-water", "build-mill", "give-work"}


def test_a_circle_in_the_ledger_is_one_clear_sentence(isles, ask):
    water, give = (Commitment.objects.get(programme=isles, code=code) for code in ("bring-water", "give-work"))
    Dependency.objects.create(commitment=water, needs=give, source=water.source, recorded_at=make.NOON)

    with pytest.raises(NoForecast) as refused:
        ask()

    assert str(refused.value).startswith("No forecast can be made: they wait for one another (")
    assert "give-work" in str(refused.value)


def test_lags_of_any_length_are_borne(isles, ask):
    Dependency.objects.update(lag_days=2_000_000_000)

    assert is_sound(ask())


def test_a_programme_without_promises_has_an_empty_forecast(db, tmp_path):
    nothing = {
        name: make.SMALL[name].splitlines(keepends=True)[0]
        for name in ("commitments", "dependencies", "evidence", "verifications", "endings", "obstacles", "ventures")
    }
    programme = make.loaded(tmp_path / "isles", **nothing)

    found = forecast_of(programme, READER, on=ON)

    assert found.outlook.foreseen == {}
    assert shown_forecast(found, "en")["summary"] == ["No promise is open, so there is nothing to foresee."]
    assert is_sound(found)


def test_all_kept_leaves_nothing_to_foresee(isles):
    found = forecast_of(isles, READER, on=date(2019, 1, 1))

    assert held_back(found.outlook) == []
    assert is_sound(found)


def test_one_promise_alone(db, tmp_path):
    header, first = make.SMALL["commitments"].splitlines(keepends=True)[:2]
    empty = {
        name: make.SMALL[name].splitlines(keepends=True)[0]
        for name in ("dependencies", "evidence", "verifications", "endings", "obstacles", "ventures")
    }
    programme = make.loaded(tmp_path / "isles", commitments=header + first, **empty)

    found = forecast_of(programme, READER, on=ON)

    assert list(found.outlook.foreseen) == ["build-quay"]
    assert found.outlook.foreseen["build-quay"].chance == 0
    assert is_sound(found)


# A package in which something is due before it is made is refused when it is read.
@pytest.mark.parametrize(
    ("made", "due"),
    [
        (made, due)
        for made in ("", "1900", "2022-03-31")
        for due in ("", "1901", "2199-12-31")
        if not made > due > ""
    ],
)
def test_missing_and_absurd_dates_give_no_nonsense(db, tmp_path, made, due):
    changes = [make.cell(3, "made_on", made), make.cell(3, "due_on", due)]
    programme = make.loaded(tmp_path / "isles", commitments=changes)

    assert is_sound(forecast_of(programme, READER, on=ON))


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2010, 1, 1), date(2199, 12, 31)])
def test_any_day_can_be_asked_for(isles, on):
    found = forecast_of(isles, READER, on=on)

    assert is_sound(found)
    assert shown_forecast(found, "en")["summary"]
    assert all(len(each.mean) == len(days_ahead(on)) for each in fans(found, days_ahead(on)))
    for code in found.outlook.foreseen:
        assert shown_unblocking(found, code, "ur")["rows"]


def test_what_was_not_known_is_not_used(isles):
    early = forecast_of(isles, READER, on=date(2020, 3, 1), known_on=date(2020, 3, 1))

    assert list(early.outlook.foreseen) == ["build-quay"]


@pytest.mark.parametrize("language", ["en", "ur", "zh-hans"])
def test_it_can_be_said_in_every_language(ask, language):
    page = shown_forecast(ask(), language)

    assert [row["code"] for row in page["held"]] == ["no-spring"]
    assert page["until"]


def test_reading_asks_a_fixed_number_of_questions(isles, tmp_path, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        forecast_of(isles, READER, on=ON)


def test_no_promise_of_the_real_programme_is_foreseen_at_once(cpec):
    on = date(2026, 6, 30)
    found = forecast_of(cpec, READER, on=on)

    assert is_sound(found)
    old = [row for code, row in found.outlook.foreseen.items() if found.read.facts[code].facts.made_on[:4] < "2020"]
    assert [row.code for row in old if row.p50 and row.p50 < on + timedelta(days=60)] == []


def test_the_real_programme_names_what_holds_back_the_most(cpec):
    found = forecast_of(cpec, READER, on=date(2026, 6, 30))

    first = [each.code for each in held_back(found.outlook)][:6]

    assert {"obs-aiic-grid-late", "rsz-om-agreement", "dha-phase-1"} <= set(first)
    # Each of them leads to what it holds up.
    assert all(found.outlook.holds(code, code in found.outlook.obstacles) for code in first)


def test_a_date_at_even_odds_is_said_only_where_half_of_the_scenarios_come(cpec):
    found = forecast_of(cpec, READER, on=date(2026, 11, 22), scenarios=1024)

    outlook = found.outlook
    woven, draws = outlook.woven, Draws(outlook.seed, outlook.scenarios)
    finish = finish_ticks(woven.network, np.arange(len(woven.names)), draws) / 4096
    there = dict(zip(woven.names, np.mean(finish < woven.network.horizon, axis=1), strict=True))
    shares = {"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9}
    wrong = [
        (code, name, there[code])
        for code, each in outlook.foreseen.items()
        for name, share in shares.items()
        # Where it is nearly even, two marks cannot tell.
        if abs(there[code] - share) > 0.01 and (getattr(each, name) is not None) != (there[code] > share)
    ]
    assert wrong == []
