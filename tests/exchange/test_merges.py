"""Codes that were merged: what a package may say of them, and that they lead on for ever."""

import pytest

import make
from corridor.exchange.actions.load import Tally
from corridor.search.queries.codes import merged_into

HEADER = "noun,code,into,merged_on,source\n"


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("parties,old-mill,mill,2021,paper\n", []),
        ("parties,older-mill,old-mill,,paper\nparties,old-mill,mill,,paper\n", []),
        ("parties,mill,auditor,,paper\n", ["merges.csv:2:code merged-yet-there"]),
        ("parties,old-mill,mil,,paper\n", ["merges.csv:2:into unknown-reference"]),
        ("parties,a,b,,paper\nparties,b,a,,paper\n", ["merges.csv:3:into circle"]),
        ("parties,old,mill,,paper\nparties,old,auditor,,paper\n", ["merges.csv:3:noun duplicate-row"]),
        ("parties,a,a,,paper\n", ["merges.csv:2:into circle"]),
        ("partys,old-mill,mill,,paper\n", ["merges.csv:2:noun unknown-word"]),
    ],
)
def test_a_merge_leads_from_a_code_that_is_gone_to_one_that_stands(tmp_path, rows, wrong):
    assert make.faults(make.package(tmp_path, merges=HEADER + rows)) == wrong


@pytest.mark.django_db
def test_a_merge_stays_though_a_later_package_leaves_it_out(tmp_path):
    programme = make.loaded(tmp_path / "first", merges=HEADER + "parties,old-mill,mill,2021,paper\n")
    tally = make.load(make.package(tmp_path / "second"))

    assert (tally.removed, merged_into(programme, "parties", "old-mill")) == (0, "mill")
    assert make.stored_files("isles")["merges.csv"] == HEADER + "parties,old-mill,mill,2021,paper\n"
    assert make.journal_files("isles") == make.stored_files("isles")


@pytest.mark.django_db
def test_what_was_merged_is_written_back_as_it_came(tmp_path):
    make.loaded(tmp_path / "first", merges=HEADER + "parties,old-mill,mill,2021,paper\n")
    again = make.saved(tmp_path / "again", make.stored_files("isles"))
    size = make.read(again).size

    assert make.load(again) == Tally(size, unchanged=size)
