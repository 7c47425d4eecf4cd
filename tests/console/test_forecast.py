"""`corridor forecast`, `calibration` and `backtest`: what they print, refuse and store."""

import json

import make
from corridor.foresight.actions.scenarios import save_scenario
from corridor.foresight.models import Forecast
from corridor.programme.models import Programme

DAY = ("--as-of", "2026-06-30")


def test_it_names_what_holds_back_the_most_with_reasons(cpec):
    lines = cpec("forecast", *DAY).output.splitlines()

    first = next(at for at, line in enumerate(lines) if line.startswith("  1. "))
    assert lines[first].endswith("[obs-aiic-grid-late]")
    assert "expected worker-months in ten years" in lines[first]
    assert any("National Transmission and Despatch Company" in line for line in lines[first : first + 3])
    assert any("wait for it: Jobs at Allama Iqbal" in line for line in lines[first : first + 6])
    assert "nan" not in " ".join(lines).lower().split()


def test_json_holds_everything(cpec):
    found = json.loads(cpec("forecast", *DAY, "--json").output)

    assert (found["as_of"], found["seed"], found["scenarios"], found["version"]) == ("2026-06-30", 2026, 4096, "2")
    assert len(found["promises"]) == 207
    assert found["held_back"][0]["code"] == "obs-aiic-grid-late"
    assert found["learned_from"]["silent"]["no-day"] == 47


def test_every_open_promise_is_listed_when_asked_for(cpec):
    shown = cpec("forecast", *DAY, "--items", "--top", "1").output

    assert "rsz-energise" in shown
    assert "rsz-energise" not in cpec("forecast", *DAY, "--top", "1").output


def test_what_if_is_told_beside_the_answer(cpec):
    shown = cpec("forecast", *DAY, "--change", "done:rsz-ppaa@2027-03", "--change", "stalled=0.2").output

    assert "  done:rsz-ppaa@2027-03" in shown
    assert "  stalled=0.2" in shown
    assert "Before any history, 20 %" in shown


def test_a_scenario_that_contradicts_itself_says_where(cpec):
    shown = cpec("forecast", *DAY, "--change", "need:rsz-ppaa>rsz-energise", code=1).output

    assert "Line 1, “need:rsz-ppaa>rsz-energise”: then these wait for one another: rsz-" in shown


def test_why_explains_one_promise_and_who_can_unblock_it(cpec):
    shown = cpec("forecast", *DAY, "--why", "rsz-energise").output

    assert "Who can unblock it today" in shown
    assert "[rsz-minister-order-2025]" in shown
    assert "If all 4 were there in 90 days" in shown
    assert (
        "There is no open promise “rsz-energize”" in cpec("forecast", *DAY, "--why", "rsz-energize", code=1).output
    )


def test_published_once_and_scored_when_it_could_be_watched(cpec):
    words = ("forecast", "--as-of", "2024-06-30", "--known-on", "2024-06-30", "--scenarios", "256", "--publish")

    assert "published: forecast" in cpec(*words).output
    assert "was published already" in cpec(*words, code=1).output
    assert Forecast.objects.get().known_on.isoformat() == "2024-06-30"
    shown = cpec("calibration", *DAY).output
    assert [line.split()[0] for line in shown.splitlines() if line.startswith("20")] == ["2024-06-30"]
    assert json.loads(cpec("calibration", *DAY, "--json").output)["forecasts"][0]["promises"] > 50


def test_a_saved_scenario_is_asked_for_by_its_code(cpec):
    programme = Programme.objects.get(code="cpec")
    save_scenario(programme, "Power", ["done:rsz-ppaa@2027-03"], by=make.OPERATOR, at=make.NOON, on=make.TODAY)

    assert "  done:rsz-ppaa@2027-03" in cpec("forecast", *DAY, "--scenario", "scenario-power").output
    assert "Did you mean “scenario-power”?" in cpec("forecast", *DAY, "--scenario", "scenario-powr", code=1).output
    assert cpec("forecast", "--scenario", "scenario-power", "--change", "stalled=0.2", code=2)


def test_the_back_test_prints_its_table(cpec):
    lines = cpec("backtest", *DAY).output.splitlines()

    assert [line.split()[0] for line in lines if line.startswith("20")][:2] == ["2020-12-31", "2021-06-30"]
    assert json.loads(cpec("backtest", *DAY, "--json").output)["together"]["kept"] == 74


def test_nothing_to_watch_is_said(mfano):
    assert "No forecast could be watched for long enough yet." in mfano("calibration", *DAY).output


def test_scenarios_come_in_steps(cpec):
    assert "is no multiple of 64" in cpec("forecast", "--scenarios", "100", code=2).output


def test_other_languages_do_not_fail(mfano):
    for language in ("ur", "zh"):
        assert mfano("forecast", *DAY, "--language", language, "--items").output
        assert mfano("backtest", *DAY, "--language", language).output
