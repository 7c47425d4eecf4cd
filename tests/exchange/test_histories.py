"""Whatever is edited in whatever order: rows are counted right, and the journal rebuilds what is stored."""

import csv
import io
import tempfile
from pathlib import Path
from unicodedata import normalize

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from corridor.base.models import Event
from corridor.exchange.actions.load import Tally
from corridor.exchange.rules.cells import wrong_cell
from corridor.exchange.rules.format import tables_for
from corridor.exchange.rules.tables import Column

TABLES = tables_for(("en", "pt"))
CODES = ("a", "b", "c-1", "d", "e-long-code")
PARTIES = ("isles", "harbour-board", "water-works", "mill", "auditor")
SOURCES = ("gazette", "paper", "folha")

signs = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
texts = st.text(signs, max_size=12).map(lambda text: normalize("NFC", text).strip())
notes = texts.filter(lambda text: wrong_cell(text, Column("note"), {}) is None)
numbers = st.one_of(
    st.just(""),
    st.decimals(0, 10**9, places=5, allow_nan=False).map(lambda n: format(n, "f").rstrip("0").rstrip(".")),
    st.integers(0, 10**15 - 1).map(str),
)
days = st.sampled_from(["", "2021", "2021-06", "2021-06-15", "2022-02-28"])
sources = st.sampled_from(SOURCES)


@st.composite
def versions(draw) -> dict[str, list[list[str]]]:
    """One version of a programme: always valid, with few codes, so that versions share many of them."""

    def some(code: str, *rest: st.SearchStrategy[str] | str) -> list[str]:
        return [code, *[draw(each) if isinstance(each, st.SearchStrategy) else each for each in rest]]

    def subset(codes) -> list[str]:
        return draw(st.lists(st.sampled_from(codes), unique=True)) if codes else []

    agreements = [
        some(code, st.sampled_from(["mou", "plan"]), f"Title of {code}", ";".join(subset(PARTIES)), days, "", "",
             st.sampled_from(["", "signed"]), sources, notes)
        for code in subset(CODES)
    ]  # fmt: skip
    signed = ["", *(row[0] for row in agreements)]
    commitments = [
        some(code, f"Do {code}", "quay", st.sampled_from(PARTIES[:4]), st.sampled_from(["", *PARTIES]),
             st.sampled_from(["", "east-quay"]), st.sampled_from(signed), "", numbers, st.sampled_from(["", "km"]),
             "", days, st.sampled_from(["", "0", "999999999"]), numbers, sources, notes)
        for code in subset(CODES)
    ]  # fmt: skip
    made = [row[0] for row in commitments]
    needs = [
        some(later, earlier, st.sampled_from(["", "30"]), notes, sources)
        for place, later in enumerate(sorted(made))
        for earlier in subset(sorted(made)[:place])
    ]
    evidence = [
        some(
            code,
            day,
            st.sampled_from(["press", "measured"]),
            says,
            numbers,
            "",
            source,
            notes,
            st.sampled_from(["", "2030"]),
        )
        for code in subset(made)
        for day, says, source in draw(
            st.lists(st.tuples(days, st.sampled_from(["delivered", "partly"]), sources), unique=True, max_size=3)
        )
    ]
    verifications = [
        [row[0], row[1], row[3], row[6], "auditor", "2023-01-31", draw(sources), draw(notes)]
        for row in evidence
        if draw(st.booleans())
    ]
    endings = [some(code, "withdrawn", days, "", "", "No longer needed", sources) for code in subset(made)]
    figures = [
        ["zone", "east-quay", "jobs-claimed", value, "", "2021", "claim", *definition_and_source, ""]
        for value in subset(["1", "2.5", "30"])
        for definition_and_source in draw(st.lists(st.tuples(notes, sources), unique=True, max_size=2))
    ]
    return {
        "agreements": agreements,
        "commitments": commitments,
        "dependencies": needs,
        "evidence": evidence,
        "verifications": verifications,
        "endings": endings,
        "figures": figures,
        "meetings": [],
        "obstacles": [],
        "ventures": [
            some("v", notes.filter(bool), "", "", "", notes, "", numbers, "", "", "interest", days, sources, notes)
        ],
    }


def rows_of(text: str) -> list[list[str]]:
    """The rows of a table's text, sorted: what is added later stands later, whatever the package's order."""
    _header, *rows = csv.reader(io.StringIO(text, newline=""))
    return sorted(rows)


def filled(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the column that is left out where nobody uses it."""
    return [row[:8] + [cell for cell in row[8:9] if cell or len(row) != 9] for row in rows]


@pytest.mark.django_db
@settings(max_examples=12)
@given(st.lists(versions(), min_size=1, max_size=4))
def test_any_history_of_edits_is_counted_right_and_rebuilt_from_the_journal(history):
    with transaction.atomic(), tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number, version in enumerate(history):
            written = {name: make.written([TABLES[name].header, *rows]) for name, rows in version.items()}
            events = Event.objects.count()

            tally = make.load(make.package(folder, **written))

            assert tally.rows_in == tally.created + tally.updated + tally.unchanged
            assert Event.objects.count() == events + tally.created + tally.updated + tally.removed
            stored = make.stored_files("isles")
            for name, rows in version.items():
                assert filled(rows_of(stored.get(f"{name}.csv", "header\n"))) == filled(sorted(rows))
            assert make.journal_files("isles") == stored
            assert make.load(make.saved(folder / str(number), stored)) == Tally(
                tally.rows_in, unchanged=tally.rows_in
            )
        transaction.set_rollback(True)
