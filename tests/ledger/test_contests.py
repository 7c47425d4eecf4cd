"""What is said to be told wrongly, and evidence that expires or was found wrong, read from the database."""

from datetime import date

import pytest

import make
from corridor.base.actors import READER
from corridor.ledger.access import commitments_seen
from corridor.ledger.queries.items import items

pytestmark = pytest.mark.django_db
CONTESTS = (
    "commitment,party,contested_on,says,evidence_observed_on,evidence_says,evidence_source,"
    "answer,answered_on,answered_for,answer_says,source\n"
)
# Brought on 1 March, answered on 1 May; the paper bears the day on which it was said.
SAID = make.more("said-1,The quay fell down,Mill,2024-03-01,,en,record,")
WRONG = (
    "build-quay,mill,2024-03-01,It fell down,2021-11,delivered,gazette,upheld,2024-05-01,isles,So it did,said-1\n"
)
OPEN = "bring-water,mill,2024-03-01,Nobody asked us,,,,,,,,said-1\n"
LATE = ",valid_until"


def standings(programme, on, known_on=None):
    found = items(commitments_seen(READER, programme), on=on, known_on=known_on)
    return {item.facts.code: item.standing for item in found.values()}


@pytest.mark.parametrize(
    ("on", "known_on", "state", "contested"),
    [
        (date(2024, 2, 29), None, "kept-on-time", False),
        (date(2024, 3, 1), None, "kept-on-time", True),
        (date(2024, 4, 30), None, "kept-on-time", True),
        (date(2024, 5, 1), None, "overdue", False),
        # Who did not know the answer yet still took the report for true, and the objection for open.
        (date(2024, 6, 1), date(2024, 4, 30), "kept-on-time", True),
        (date(2024, 6, 1), date(2024, 2, 29), "kept-on-time", False),
        (date(2024, 6, 1), date(2024, 5, 1), "overdue", False),
    ],
)
def test_evidence_found_wrong_proves_until_the_answer_and_the_objection_stands_until_then(
    tmp_path, on, known_on, state, contested
):
    programme = make.loaded(tmp_path, sources=SAID, contests=CONTESTS + WRONG)
    found = standings(programme, on, known_on)["build-quay"]

    assert (found.state.value, found.is_contested) == (state, contested)


def test_an_objection_to_a_promise_marks_it_and_changes_nothing_else(tmp_path):
    before = standings(make.loaded(tmp_path / "a"), make.TODAY)
    after = standings(make.loaded(tmp_path / "b", sources=SAID, contests=CONTESTS + OPEN), make.TODAY)

    assert after.pop("bring-water").is_contested is True
    before.pop("bring-water")
    assert after == before


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2021, 11, 30), "kept-on-time"),
        (date(2022, 4, 30), "kept-on-time"),
        (date(2022, 5, 1), "overdue"),
    ],
)
def test_evidence_proves_to_the_end_of_its_last_day_and_the_state_opens_again(tmp_path, on, state):
    rows = make.SMALL["evidence"].splitlines()
    evidence = "".join(
        f"{row}{LATE if not place else ',2022-04' if row.startswith('build-quay') else ','}\n"
        for place, row in enumerate(rows)
    )
    programme = make.loaded(tmp_path, evidence=evidence)

    assert standings(programme, on)["build-quay"].state.value == state
