"""Comments at the desk: on what is there, for who sees it."""

import pytest

import make
from corridor.ledger.actions.contests import contest_entry
from corridor.ledger.models import Commitment
from corridor.notes.models import Comment


@pytest.mark.parametrize(
    "thing",
    [
        "commitments/none",
        f"commitments/{'a' * 300}",
        "obstacles/none",
        "contests/9",
        "contests/x",
        f"contests/{'9' * 30}",
        "submissions/1",
        "zones/east-quay",
        "nonsense/x",
    ],
)
def test_nothing_is_said_of_what_is_not_there(client, ayesha, sign_in, thing):
    sign_in(ayesha)

    assert client.post(f"/desk/isles/comments/{thing}/", {"text": "Why?"}).status_code == 404
    assert Comment.objects.count() == 0


def test_something_is_said_of_a_promise_an_obstacle_and_an_objection(client, ayesha, sign_in):
    sign_in(ayesha)
    water = Commitment.objects.get(code="bring-water")
    by = make.actor_of(ayesha, make.TODAY)
    said = contest_entry(water, "it runs", by=by, at=make.NOON, on=make.TODAY)

    for thing in ("commitments/bring-water", "obstacles/no-spring", f"contests/{said.pk}"):
        assert client.post(f"/desk/isles/comments/{thing}/", {"text": "Why?"}).status_code == 302
    assert Comment.objects.count() == 3
