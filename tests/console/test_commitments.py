"""Every commitment and where it stands, for scripts: columns, values, formats, filters, two times."""

import csv
import io
import json

import pytest

from corridor.console.commands.commitments import COLUMNS


def rows_on(ask, *words):
    """What the command answers, by code."""
    text = ask("commitments", "--format", "csv", *words).stdout
    return {row["code"]: row for row in csv.DictReader(io.StringIO(text))}


def picked(row, *names):
    return {name: row[name] for name in names}


def test_the_columns_that_scripts_rest_on(mfano):
    header = mfano("commitments", "--format", "csv").stdout.splitlines()[0]

    assert header == (
        "code,state,proof,days_late,default,blocked,disputed,contested,debtor,due_on,kept_on,waiting,waiting_workers,zone,title"
    )
    assert set(COLUMNS) >= {"code", "state", "proof", "days_late", "default", "debtor", "due_on", "waiting"}


def test_rashakai_on_30_june_2022(cpec):
    rows = rows_on(cpec, "--programme", "cpec", "--as-of", "2022-06-30")

    assert rows["rsz-power-70mw"] == {
        "code": "rsz-power-70mw",
        "state": "overdue",
        "proof": "none",
        "days_late": "546",
        "default": "yes",
        "blocked": "no",
        "disputed": "no",
        "contested": "no",
        "debtor": "power-division",
        "due_on": "2020-12",
        "kept_on": "",
        "waiting": "1",
        "waiting_workers": "0",
        "zone": "rashakai-sez",
        "title": "70 MW at Rashakai by December 2020",
    }
    assert picked(rows["rsz-power-10mw"], "state", "proof", "days_late", "default", "kept_on") == {
        "state": "kept-late",
        "proof": "official",
        "days_late": "214",
        "default": "no",
        "kept_on": "2020-09-30",
    }
    assert picked(rows["rsz-power-80mw"], "state", "days_late") == {"state": "overdue", "days_late": "181"}
    assert picked(rows["rsz-power-50mw-2022"], "state", "days_late") == {"state": "due", "days_late": "0"}
    assert picked(rows["rsz-line-160mw"], "state", "waiting") == {"state": "partly-kept", "waiting": "15"}
    assert picked(rows["rsz-gas-30mmcfd"], "state", "proof") == {"state": "partly-kept", "proof": "official"}
    assert "rsz-interim-metering" not in rows


def test_rashakai_on_1_september_2024(cpec):
    rows = rows_on(cpec, "--as-of", "2024-09-01")

    assert picked(rows["rsz-energise"], "state", "blocked", "waiting", "waiting_workers") == {
        "state": "agreed",
        "blocked": "yes",
        "waiting": "13",
        "waiting_workers": "202500",
    }
    assert picked(rows["rsz-line-160mw"], "state", "kept_on") == {"state": "kept-on-time", "kept_on": "2024-01-10"}
    assert picked(rows["rsz-power-70mw"], "state", "days_late") == {"state": "overdue", "days_late": "1340"}
    assert picked(rows["rsz-operational-2023-03"], "state", "blocked", "default") == {
        "state": "partly-kept",
        "blocked": "yes",
        "default": "no",
    }


def test_rashakai_on_22_november_2026(cpec):
    rows = rows_on(cpec, "--as-of", "2026-11-22")

    assert len(rows) == 277
    assert picked(rows["rsz-licence-grant"], "state", "kept_on") == {
        "state": "kept-on-time",
        "kept_on": "2025-08-11",
    }
    assert picked(rows["rsz-energise"], "state", "blocked", "waiting") == {
        "state": "agreed",
        "blocked": "yes",
        "waiting": "14",
    }
    assert picked(rows["rsz-power-70mw"], "state", "days_late") == {"state": "overdue", "days_late": "2152"}


@pytest.mark.parametrize(("day", "disputed"), [("2024-01-09", "no"), ("2024-01-10", "yes"), ("2026-11-22", "yes")])
def test_the_gas_of_rashakai_is_disputed_once_somebody_contradicts(cpec, day, disputed):
    gas = rows_on(cpec, "--as-of", day)["rsz-gas-30mmcfd"]

    assert picked(gas, "state", "days_late", "disputed") == {
        "state": "kept-late",
        "days_late": "304",
        "disputed": disputed,
    }


def test_known_on_hides_what_was_published_later(cpec):
    names = ("state", "proof", "kept_on", "waiting")

    today = rows_on(cpec, "--as-of", "2021-01-01")
    then = rows_on(cpec, "--as-of", "2021-01-01", "--known-on", "2021-01-01")
    later = rows_on(cpec, "--as-of", "2021-01-01", "--known-on", "2021-07-16")

    # The supply of September 2020 was first reported by an official on 16 July 2021, by the press in 2022.
    assert picked(today["rsz-power-10mw"], *names) == {
        "state": "kept-late", "proof": "official", "kept_on": "2020-09-30", "waiting": "0",
    }  # fmt: skip
    assert picked(then["rsz-power-10mw"], *names) == {
        "state": "overdue", "proof": "none", "kept_on": "", "waiting": "3",
    }  # fmt: skip
    assert picked(later["rsz-power-10mw"], *names) == {
        "state": "kept-late", "proof": "official", "kept_on": "2020-10-31", "waiting": "0",
    }  # fmt: skip
    # A promise whose only source came out later had not been heard of.
    assert ("rsz-power-160mw-november" in today, "rsz-power-160mw-november" in then) == (True, False)


def test_the_three_formats_say_the_same(mfano):
    words = ("commitments", "--as-of", "2026-06-30", "--format")
    table = mfano(*words, "table").stdout.splitlines()
    header, *rows = csv.reader(io.StringIO(mfano(*words, "csv").stdout))
    objects = json.loads(mfano(*words, "json").stdout)

    assert [list(each) for each in objects] == [header] * 27
    assert [[said(value) for value in each.values()] for each in objects] == rows
    assert [line.split()[0] for line in (table[0], *table[2:])] == [header[0], *(row[0] for row in rows)]


def said(value):
    """A JSON value as the cell of a table says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def test_json_keeps_numbers_and_truth(mfano):
    objects = json.loads(mfano("commitments", "--as-of", "2026-06-30", "--format", "json").stdout)
    fence = next(each for each in objects if each["code"] == "port-fence")

    assert fence == {
        "code": "port-fence",
        "state": "kept-on-time",
        "proof": "verified",
        "days_late": 0,
        "default": False,
        "blocked": False,
        "disputed": False,
        "contested": False,
        "debtor": "nonesuch-developers",
        "due_on": "2024",
        "kept_on": "2024-11-30",
        "waiting": 0,
        "waiting_workers": 0,
        "zone": "mfano-port",
        "title": "Fence the port",
    }


@pytest.mark.parametrize("word", ["kept-late", "kept late", "KEPT_LATE"])
def test_only_one_state_is_listed(mfano, word):
    rows = rows_on(mfano, "--as-of", "2026-06-30", "--state", word)

    assert {row["state"] for row in rows.values()} == {"kept-late"}


def test_only_what_a_party_owes_is_listed(mfano):
    words = ("--as-of", "2026-06-30", "--debtor", "dummy-electric")

    assert list(rows_on(mfano, *words)) == ["hill-power-first", "hill-power-whole", "port-power", "island-solar"]
    assert list(rows_on(mfano, *words, "--state", "withdrawn")) == ["island-solar"]


def test_nothing_found_is_a_header_alone(mfano):
    words = ("commitments", "--as-of", "1990-01-01", "--state", "overdue", "--format")

    assert mfano(*words, "csv").stdout == ",".join(COLUMNS) + "\n"
    assert mfano(*words, "json").stdout == "[]\n"
    assert mfano(*words, "table").stdout.splitlines()[0].split() == list(COLUMNS)
