"""Loading: the difference and nothing but the difference, journalled, whole or not at all."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError

import make
from corridor.agreements.models import Agreement
from corridor.base.actors import Actor
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.exchange.actions.load import Tally, load_package
from corridor.exchange.queries.folder import read_package
from corridor.ledger.models import Commitment, Evidence
from corridor.programme.models import Programme

pytestmark = pytest.mark.django_db

ROWS = 33
LATER = make.NOON + timedelta(days=30)
NEW_VENTURE = "two-mill,Second mill,mill,PT,west-quay,flour,1061,0.5,,25,interest,2021,folha,"


def rows_everywhere() -> dict[str, int]:
    """How many rows each table holds, the empty ones left out."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("corridor.")]
    counts = {model.__name__: model.objects.count() for model in ours}
    return {name: count for name, count in counts.items() if count}


def test_a_first_load_makes_every_row_and_an_event_for_each(tmp_path):
    tally = make.load(make.package(tmp_path))

    assert tally == Tally(rows_in=ROWS, created=ROWS)
    assert Event.objects.count() == ROWS


def test_loading_again_changes_nothing_and_appends_no_event(tmp_path):
    make.load(make.package(tmp_path))

    tally = make.load(tmp_path, at=LATER)

    assert tally == Tally(rows_in=ROWS, unchanged=ROWS)
    assert Event.objects.count() == ROWS


@pytest.mark.parametrize("folder", [make.CPEC, make.MFANO], ids=["cpec", "mfano"])
def test_a_whole_programme_loaded_again_changes_nothing(folder):
    first = make.load(folder)
    events = Event.objects.count()

    second = make.load(folder, at=LATER)

    assert first.created == first.rows_in == events
    assert second.unchanged == second.rows_in == first.rows_in
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("changes", "created", "updated", "removed"),
    [
        pytest.param({"commitments": make.cell(2, "due_on", "2022")}, 0, 1, 0, id="a due date"),
        pytest.param({"commitments": make.cell(2, "due_on", "")}, 0, 1, 0, id="a due date less"),
        pytest.param({"programme": make.swap('"CV", "PT"', '"PT", "CV"')}, 0, 1, 0, id="the charter"),
        pytest.param({"ventures": make.more(NEW_VENTURE)}, 1, 0, 0, id="a venture more"),
        pytest.param({"ventures": make.without(2)}, 0, 0, 1, id="a venture less"),
        pytest.param({"ventures": make.cell(2, "code", "our-mill")}, 1, 0, 1, id="a code is another thing"),
        pytest.param({"evidence": make.cell(3, "observed_on", "2022-03-02")}, 1, 0, 1, id="another observation"),
        pytest.param({"evidence": make.cell(3, "grade", "official")}, 0, 1, 0, id="another grade"),
        pytest.param({"figures": make.cell(2, "value", "55")}, 1, 0, 1, id="another figure"),
        pytest.param({"figures": make.cell(2, "note", "said twice")}, 0, 1, 0, id="a figure's note"),
        pytest.param({"verifications": None, "endings": None}, 0, 0, 2, id="no optional tables"),
        pytest.param({"agreements": make.cell(2, "parties", "mill;isles")}, 0, 1, 0, id="other signatories"),
        pytest.param({"agreements": make.cell(2, "parties", "")}, 0, 1, 0, id="no signatories"),
        pytest.param(
            {"agreements": make.without(3), "commitments": make.cell(4, "agreement", "")},
            0, 1, 1, id="an agreement less",
        ),
        pytest.param({"zones": make.cell(2, "aliases", "")}, 0, 1, 0, id="no aliases"),
        pytest.param({"parties": make.cell(3, "name_pt", "Junta do Porto")}, 0, 1, 0, id="a name more"),
        pytest.param(
            {"parties": make.cell(2, "parent", "auditor"), "agreements": make.cell(2, "expires_on", "2031")},
            0, 2, 0, id="two tables",
        ),
        pytest.param(
            {
                "sources": [make.more("gazette-2,More,,,,pt,law,")],
                "verifications": [make.cell(2, "source", "gazette-2"), make.cell(2, "verified_on", "2022-02")],
            },
            1, 1, 0, id="a new source for an old row",
        ),
    ],
)  # fmt: skip
def test_an_edited_package_applies_the_difference(tmp_path, changes, created: int, updated: int, removed: int):
    make.load(make.package(tmp_path))

    tally = make.load(make.package(tmp_path, **changes), at=LATER)

    assert (tally.created, tally.updated, tally.removed, tally.rejected) == (created, updated, removed, 0)
    assert tally.rows_in == created + updated + tally.unchanged
    assert Event.objects.filter(at=LATER).count() == created + updated + removed
    assert make.load(tmp_path) == Tally(rows_in=tally.rows_in, unchanged=tally.rows_in)
    assert make.journal_files("isles") == make.stored_files("isles")


def test_a_change_is_journalled_with_before_and_after(tmp_path):
    make.load(make.package(tmp_path))
    make.load(make.package(tmp_path, meetings=make.cell(3, "held_on", "2020-09-01")), at=LATER)

    event = Event.objects.last()

    before = {"code": "board-2", "body": "harbour-board", "number": "2", "planned_on": "2020-08", "source": "paper"}
    assert (event.at, event.by, event.name) == (LATER, "operator", "meeting.changed")
    assert (event.programme, event.table, event.key) == ("isles", "meetings", "board-2")
    assert event.before == before
    assert event.after == {**before, "held_on": "2020-09-01"}
    assert str(event) == "meeting.changed board-2"


def test_what_is_added_has_nothing_before_and_what_is_removed_nothing_after(tmp_path):
    make.load(make.package(tmp_path))
    make.load(make.package(tmp_path, obstacles=make.cell(2, "code", "dry-spring")), at=LATER)

    removed, added = Event.objects.filter(at=LATER)

    assert (removed.name, removed.key, removed.after) == ("obstacle.removed", "no-spring", None)
    assert (added.name, added.key, added.before) == ("obstacle.added", "dry-spring", None)
    assert removed.before == {**added.after, "code": "no-spring"}


def test_the_charter_is_journalled_too(tmp_path):
    make.load(make.package(tmp_path))
    make.load(make.package(tmp_path, programme=make.swap('"CVE"', '"EUR"')), at=LATER)

    event = Event.objects.last()

    assert (event.name, event.table, event.key) == ("programme.changed", "programme", "isles")
    assert (event.before["currency"], event.after["currency"]) == ("CVE", "EUR")


def test_a_correction_does_not_make_a_row_known_later(tmp_path):
    make.load(make.package(tmp_path))
    make.load(make.package(tmp_path, commitments=make.cell(2, "due_on", "2022")), at=LATER)

    assert Commitment.objects.get(code="build-quay").recorded_at == make.NOON


def test_the_order_of_signatories_is_kept(tmp_path):
    make.load(make.package(tmp_path, agreements=make.cell(2, "parties", "mill;auditor;isles")))

    signatories = Agreement.objects.get(code="pact").signatories

    assert list(signatories.values_list("party__code", flat=True)) == ["mill", "auditor", "isles"]


def test_agreements_without_any_signatories_stay_as_they_are(tmp_path):
    nobody = [make.cell(2, "parties", ""), make.cell(3, "parties", "")]
    make.load(make.package(tmp_path, agreements=nobody))

    assert make.load(tmp_path) == Tally(rows_in=ROWS, unchanged=ROWS)
    assert make.stored_files("isles")["agreements.csv"] == (tmp_path / "agreements.csv").read_text()


def test_a_commitment_goes_with_all_that_hangs_on_it(tmp_path):
    make.load(make.package(tmp_path))
    tally = make.load(
        make.package(
            tmp_path,
            commitments=make.without(2),
            dependencies=make.without(2),
            evidence=make.without(2),
            verifications=None,
        )
    )

    assert tally.removed == 4
    assert not Evidence.objects.filter(source__code="gazette", says="delivered").exists()


def test_a_language_may_go_and_come_back(tmp_path):
    make.load(make.package(tmp_path))
    english = make.package(
        tmp_path / "english",
        programme=make.swap('["en", "pt"]', '["en"]'),
        parties="code,name_en,kind,country,parent,source\nisles,Isles,government,,,gazette\n",
        zones="code,name_en,aliases,country,province,latitude,longitude,coordinate_source,developer,authority,source\n",
        **{
            name: make.SMALL[name].partition("\n")[0] + "\n"
            for name in make.SMALL
            if name not in ("programme", "sources", "parties", "zones")
        },
    )
    make.load(english)
    assert make.journal_files("isles") == make.stored_files("isles")

    make.load(make.package(tmp_path))

    assert make.load(tmp_path) == Tally(rows_in=ROWS, unchanged=ROWS)
    assert make.journal_files("isles") == make.stored_files("isles")


def test_loading_tells_what_it_is_doing(tmp_path):
    steps: list[str] = []

    load_package(make.read(make.package(tmp_path)), by=make.OPERATOR, at=make.NOON, tell=steps.append)

    assert steps[0] == "sources"
    tables = {name for name in make.SMALL if name != "programme"}
    assert set(steps) == tables | {"merges", "moves", "contests", "steps"}


def test_nobody_but_the_operator_loads_and_no_trace_is_left(tmp_path):
    package = make.read(make.package(tmp_path))

    with pytest.raises(NotAllowed):
        load_package(package, by=Actor("somebody"), at=make.NOON)

    assert rows_everywhere() == {}


def test_nobody_but_the_operator_changes_a_programme(tmp_path):
    make.load(make.package(tmp_path))
    before = make.stored_files("isles"), rows_everywhere()
    edited = make.read(make.package(tmp_path, ventures=make.more(NEW_VENTURE)))

    with pytest.raises(NotAllowed):
        load_package(edited, by=Actor("somebody"), at=LATER)

    assert (make.stored_files("isles"), rows_everywhere()) == before


@pytest.mark.parametrize("table", ["sources", "commitments", "evidence", "ventures"])
def test_a_database_error_in_the_middle_leaves_nothing(tmp_path, table: str):
    again = make.SMALL[table].splitlines()[-1]
    faulty, faults = read_package(make.package(tmp_path, **{table: make.more(again)}), make.TODAY)
    assert len(faults) == 1

    with pytest.raises(IntegrityError):
        load_package(faulty, by=make.OPERATOR, at=make.NOON)

    assert rows_everywhere() == {}


def test_a_load_that_stops_in_the_middle_leaves_the_old_programme(tmp_path):
    make.load(make.package(tmp_path))
    before = make.stored_files("isles"), rows_everywhere()
    edited = make.package(tmp_path, sources=make.cell(2, "note", "seen"), ventures=make.cell(2, "code", "our-mill"))
    steps: list[str] = []

    def tell(step: str) -> None:
        steps.append(step)
        if steps.count("ventures") == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_package(make.read(edited), by=make.OPERATOR, at=LATER, tell=tell)

    assert (make.stored_files("isles"), rows_everywhere()) == before


def test_two_programmes_with_the_same_codes_do_not_touch_each_other(tmp_path):
    make.load(make.package(tmp_path / "isles"))
    other = {
        "programme": make.swap('"isles"', '"atolls"'),
        "figures": make.swap("programme,isles", "programme,atolls"),
    }
    make.load(make.package(tmp_path / "atolls", **other))
    isles = make.stored_files("isles")

    edits = {
        "commitments": make.cell(2, "due_on", "2023"),
        "ventures": make.without(2),
        "evidence": make.without(3),
    }
    tally = make.load(make.package(tmp_path / "atolls", **other, **edits), at=LATER)

    assert (tally.updated, tally.removed) == (1, 2)
    assert make.stored_files("isles") == isles == make.journal_files("isles")
    assert make.stored_files("atolls") == make.journal_files("atolls")
    assert make.stored_files("atolls")["sources.csv"] == isles["sources.csv"]
    assert set(Event.objects.filter(at=LATER).values_list("programme", flat=True)) == {"atolls"}
    assert set(Programme.objects.values_list("code", flat=True)) == {"isles", "atolls"}
