"""Whole programmes as they stood on a day: the made-up one state by state, and the power of Rashakai."""

from datetime import date

import pytest

import make
from corridor.base.actors import READER
from corridor.ledger.access import commitments_seen
from corridor.ledger.queries.items import items
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import State
from corridor.programme.models import Programme

pytestmark = pytest.mark.django_db

# On 30 June 2026: state, proof, days late, marks, how many wait and how many pledged workers among them.
MFANO = {
    "yearly-council": "announced none 0",
    "lake-rail-study": "announced none 0",
    "school-of-looms": "agreed none 0",
    "shared-permit-form": "agreed none 0",
    "port-crane": "due none 0",
    "island-jetty-plan": "due none 0, 1 waits",
    "hill-rail-spur": "overdue none 365, 2 wait with 800",
    "hill-water": "overdue none 181 blocked, 1 waits with 800",
    "hill-power-first": "partly-kept official 546, 2 wait with 800",
    "hill-power-whole": "partly-kept press 181, 1 waits with 800",
    "port-power": "kept-on-time document 0",
    "port-water": "kept-on-time measured 0",
    "port-gate": "kept-late press 277",
    "permit-window": "kept-late verified 92",
    "port-fence": "kept-on-time verified 0",
    "island-ferry-small": "superseded none 0",
    "island-ferry-large": "due none 0",
    "exchange-of-drawings": "superseded none 0",
    "island-solar": "withdrawn none 0",
    "loan-first-part": "lapsed none 91",
    "hill-cement-works": "overdue none 91 blocked",
    "port-textile-mill": "kept-on-time verified 0",
    "port-jobs": "partly-kept verified 181",
    "first-export": "kept-on-time official 0 disputed",
    "port-cannery": "overdue none 242, 1 waits with 1200",
    "hill-gate": "partly-kept official 0",
    "island-nets": "partly-kept press 730",
}


def on(code: str, day: date, known_on: date | None = None) -> dict[str, Item]:
    """Where every commitment of a programme stood on a day, by its code."""
    seen = commitments_seen(READER, Programme.objects.get(code=code))
    return {item.facts.code: item for item in items(seen, on=day, known_on=known_on).values()}


def told(item: Item) -> str:
    """Where a commitment stands, in one line."""
    standing, waiting = item.standing, item.waiting
    words = [standing.state.value, standing.proof.value, str(standing.days_late)]
    words += ["blocked"] * standing.is_blocked + ["disputed"] * standing.is_disputed
    if waiting.others:
        words[-1] += ","
        words += [str(waiting.others), "waits" if waiting.others == 1 else "wait"]
    if waiting.workers:
        words += ["with", str(waiting.workers)]
    return " ".join(words)


@pytest.fixture
def mfano() -> None:
    make.load(make.MFANO)


@pytest.fixture
def cpec() -> None:
    make.load(make.CPEC)


def test_the_made_up_programme_stands_as_it_was_made_to(mfano):
    found = on("mfano", make.TODAY)

    assert {code: told(item) for code, item in found.items()} == MFANO


def test_the_made_up_programme_has_every_state(mfano):
    assert {item.standing.state for item in on("mfano", make.TODAY).values()} == set(State)


def test_the_further_back_the_less_was_there(mfano):
    counts = [len(on("mfano", date(year, 12, 31))) for year in (2021, 2022, 2023, 2024, 2025)]

    assert counts == sorted(counts)
    assert counts[0] == 1
    assert counts[-1] == len(MFANO)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 9, 29), "due none 0"),
        (date(2024, 9, 30), "partly-kept press 0"),
        (date(2024, 10, 4), "partly-kept press 0"),
        (date(2024, 10, 5), "kept-on-time document 0"),
    ],
)
def test_the_ports_power_day_by_day(mfano, day: date, expected: str):
    assert told(on("mfano", day)["port-power"]).split(",")[0] == expected


def test_what_was_not_published_was_not_known(mfano):
    happened = on("mfano", date(2024, 12, 31))
    known = on("mfano", date(2024, 12, 31), known_on=date(2024, 12, 31))

    assert told(happened["port-power"]) == "kept-on-time document 0"
    assert told(known["port-power"]).split(",")[0] == "partly-kept press 0"


def test_a_verification_not_yet_published_was_not_known(mfano):
    day = date(2025, 2, 28)

    assert told(on("mfano", day, known_on=date(2025, 2, 27))["permit-window"]) == "kept-late official 92"
    assert told(on("mfano", day, known_on=day)["permit-window"]) == "kept-late verified 92"


def test_a_source_without_a_date_is_known_from_the_day_it_was_recorded(mfano):
    assert "island-nets" not in on("mfano", make.TODAY, known_on=make.TODAY.replace(day=29))
    assert "island-nets" in on("mfano", make.TODAY, known_on=make.TODAY)


def test_an_ending_not_yet_published_was_not_known(mfano):
    day = date(2025, 8, 31)

    assert told(on("mfano", day, known_on=date(2025, 8, 13))["island-solar"]) == "due none 0"
    assert told(on("mfano", day, known_on=date(2025, 8, 14))["island-solar"]) == "withdrawn none 0"


def test_nothing_of_cpec_is_verified_and_the_press_proves_nothing(cpec):
    proofs = {item.standing.proof.value for item in on("cpec", make.TODAY).values()}

    assert proofs == {"none", "press", "official"}


def test_what_is_known_never_exceeds_what_happened(cpec):
    for year in (2019, 2021, 2023, 2025):
        day = date(year, 6, 30)
        assert set(on("cpec", day, known_on=day)) <= set(on("cpec", day))


def test_a_programme_with_one_commitment_and_one_with_many_ask_the_database_as_often(
    tmp_path, mfano, django_assert_num_queries
):
    make.load(
        make.package(
            tmp_path,
            commitments=lambda text: "".join(text.splitlines(keepends=True)[:2]),
            **{
                name: make.SMALL[name].partition("\n")[0] + "\n"
                for name in ("dependencies", "evidence", "verifications", "endings")
            },
        )
    )

    for code, count in (("isles", 1), ("mfano", len(MFANO))):
        seen = commitments_seen(READER, Programme.objects.get(code=code))
        with django_assert_num_queries(11):
            assert len(items(seen, on=make.TODAY)) == count


def test_programmes_do_not_wait_for_one_another(mfano, cpec):
    assert {code: told(item) for code, item in on("mfano", make.TODAY).items()} == MFANO
