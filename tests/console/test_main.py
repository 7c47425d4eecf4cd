"""The command itself: what it offers, and what it answers to a word it does not know."""

import re
from pathlib import Path

import pytest

import make

COMMANDS = [
    "demo", "check", "load", "invite", "export", "board", "commitments", "forecast", "calibration", "backtest",
    "serve", "work",
]  # fmt: skip


def test_help_lists_the_commands_in_the_order_in_which_one_needs_them(ask):
    text = ask("--help").stdout
    listed = re.findall(r"^  (\w+)  +\S", text.partition("Commands:")[2], re.MULTILINE)

    assert listed == COMMANDS
    assert "Begin with:  corridor demo" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_its_options(ask, command):
    text = ask(command, "-h").stdout
    options = text.partition("Options:")[2]

    assert text.startswith(f"Usage: corridor {command} [OPTIONS]")
    assert re.findall(r"^  (-[\w, /-]+?)(?:  | [A-Z\[])", options, re.MULTILINE) != []
    assert max(map(len, text.splitlines())) <= 100


def test_the_version_is_said(ask):
    assert re.fullmatch(r"corridor, version \d+\.\d+\.\d+\n", ask("--version").stdout)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["bord"], "No such command 'bord'. Did you mean 'board'?"),
        (["exprot", "x"], "No such command 'exprot'. Did you mean 'export'?"),
        (["board", "--asof", "2020"], "No such option '--asof'. Did you mean '--as-of'?"),
        (["board", "--as-of", "30.6.2022"], "'30.6.2022' is not a date; write 2022-06-30, 2022-06 or 2022."),
        (["board", "--as-of", "2022-02-30"], "'2022-02-30' is not a date; write 2022-06-30, 2022-06 or 2022."),
        (["board", "--known-on", "soon"], "'soon' is not a date; write 2022-06-30, 2022-06 or 2022."),
        (["board", "--language", "fr"], "'fr' is not one of 'en', 'ur', 'zh', 'zh-hans'."),
        (["board", "--format", "jsn"], "'jsn' is not one of 'text', 'json'."),
        (["commitments", "--format", "tsv"], "'tsv' is not one of 'table', 'csv', 'json'."),
        (["commitments", "--state", "overdu"], "'overdu' is not a state; did you mean “overdue”?"),
        (["commitments", "--state", "done"], "'done' is not a state."),
        (["serve", "--port", "99999"], "99999 is not in the range 1<=x<=65535."),
        (["load"], "Missing argument 'FOLDER'."),
    ],
)
def test_a_word_that_is_not_known_is_answered_with_the_right_one(ask, words, answer):
    said = ask(*words, code=2).stderr

    assert said.splitlines()[-1].startswith("Error: ")
    assert answer in said


def test_a_state_that_is_like_none_is_answered_with_all(ask):
    said = ask("commitments", "--state", "done", code=2).stderr

    assert said.endswith(
        "The states are announced, agreed, due, overdue, partly-kept, kept-on-time, kept-late, superseded, "
        "withdrawn, lapsed.\n"
    )


def test_an_unknown_programme_is_answered_with_the_nearest(mfano):
    assert mfano("board", "--programme", "mfanu", code=1).stderr == (
        "Error: There is no programme “mfanu”. Did you mean “mfano”?\n"
    )


def test_a_programme_like_none_is_answered_with_those_there_are(mfano):
    assert mfano("commitments", "--programme", "x", code=1).stderr == (
        "Error: There is no programme “x”. Known: mfano.\n"
    )


def test_an_unknown_party_is_answered_with_the_nearest(mfano):
    assert mfano("commitments", "--debtor", "dummy-electrics", code=1).stderr == (
        "Error: There is no party “dummy-electrics”. Did you mean “dummy-electric”?\n"
    )


def test_the_programme_may_be_left_out_only_while_there_is_one(mfano, tmp_path):
    make.loaded(tmp_path / "small")

    said = mfano("board", code=2).stderr

    assert said.endswith("Error: Say which programme with --programme. Here: isles, mfano.\n")


def test_without_any_programme_it_says_how_to_bring_one_in(ask):
    said = ask("board", code=2).stderr

    assert said.endswith("Here: none yet: `corridor load FOLDER` brings one in.\n")


def test_a_home_that_cannot_be_written_is_named_in_one_line(ask, settings):
    settings.HOME = Path("/proc/none")

    said = ask("board", code=1).stderr

    assert said == "Error: CORRIDOR_HOME /proc/none cannot be written: No such file or directory\n"
