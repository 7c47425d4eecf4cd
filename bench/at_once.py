"""Several verifiers accept the same thing at the same moment: `make bench-at-once` (docs/reliability.md).

Each client is a process with a connection of its own. All wait for one another before each attempt, then accept
the same submission. Exactly one may succeed; the others are told that it was decided. Afterwards the rows are
counted: evidence, verifications, sources and entries of the journal beyond one for each submission are double
effects. Ends with 1 if there is any, or if anything failed.

--without check, --without hold: a seeded fault, to show that the harness finds what it looks for. SQLite lets only
one transaction write at a time, so there the lock may be missing.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--attempts", type=int, default=10_000)
parser.add_argument("--clients", type=int, default=4)
parser.add_argument("--without", choices=("check", "hold"), help="a fault to seed")
ARGUMENTS = parser.parse_args()

scratch = tempfile.TemporaryDirectory(prefix="corridor-at-once-")
os.environ["CORRIDOR_HOME"] = scratch.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")

import django  # noqa: E402 - the settings above come first

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from corridor.base.actors import Actor, Role  # noqa: E402
from corridor.base.models import Event  # noqa: E402
from corridor.console.prepare import prepare_database  # noqa: E402
from corridor.exchange.actions.load import load_package  # noqa: E402
from corridor.exchange.queries.folder import read_package  # noqa: E402
from corridor.ledger.actions import evidence  # noqa: E402
from corridor.ledger.actions.refusals import AlreadyDecided  # noqa: E402
from corridor.ledger.models import Commitment, Evidence, Submission, Verification  # noqa: E402
from corridor.ledger.queries.rows import submission_row  # noqa: E402
from corridor.ledger.rules.given import Observed  # noqa: E402
from corridor.members.models import Membership, Person  # noqa: E402
from corridor.members.queries import actor_of  # noqa: E402
from corridor.people.models import Party  # noqa: E402
from corridor.sources.models import Source  # noqa: E402

PACKAGE = Path(__file__).resolve().parents[1] / "tests" / "packages" / "mfano"
TODAY = timezone.localdate()
PATIENCE = 60


def member(party: Party, role: Role, number: int) -> Actor:
    """Somebody who acts for a party."""
    now = timezone.now()
    person = Person.objects.create(email=f"{role}-{number}@bench.invalid", name=f"{role} {number}", joined_at=now)
    Membership.objects.create(
        person=person, programme=party.programme, party=party, role=role, since=TODAY, recorded_at=now
    )
    return actor_of(person, TODAY)


def unchecked(submission: Submission) -> tuple[Submission, dict[str, str]]:
    """A submission as it stands, whether or not it was decided on: the seeded fault."""
    found = Submission.objects.select_related("commitment__programme", "debtor", "brought_for").get(
        pk=submission.pk
    )
    return found, submission_row(found)


def client(by: Actor, numbers: list[int], start: Barrier, told: Any) -> None:
    """Accept each submission at the moment when all the others do."""
    if ARGUMENTS.without == "check":
        evidence._undecided = unchecked
    if ARGUMENTS.without == "hold":
        evidence.hold = lambda name: None
    became: Counter[str] = Counter()
    try:
        for number in numbers:
            start.wait(PATIENCE)
            became[accepted(Submission(pk=number), by)] += 1
    finally:
        told.put(became)


def accepted(submission: Submission, by: Actor) -> str:
    """What became of one attempt."""
    try:
        evidence.accept_evidence(submission, by=by, at=timezone.now(), on=TODAY)
    except AlreadyDecided:
        return "refused"
    except Exception:
        traceback.print_exc()
        return "failed"
    return "accepted"


def counted() -> Counter[str]:
    """How many rows there are of all that accepting writes."""
    return Counter(
        {
            "evidence": Evidence.objects.count(),
            "verifications": Verification.objects.count(),
            "sources": Source.objects.count(),
            "journal": Event.objects.filter(name="submission.accepted").count(),
        }
    )


def main() -> int:
    prepare_database()
    package, _faults = read_package(PACKAGE, TODAY)
    assert package is not None
    load_package(package, by=Actor("bench", is_operator=True), at=timezone.now())
    commitment = Commitment.objects.select_related("debtor", "programme").order_by("id").first()
    assert commitment is not None
    owed = {commitment.debtor_id, commitment.debtor.parent_id}
    others = Party.objects.filter(programme=commitment.programme, parent=None).exclude(pk__in=owed - {None})
    bringer = member(commitment.debtor, Role.CONTRIBUTOR, 0)
    verifiers = [member(others[0], Role.VERIFIER, number) for number in range(ARGUMENTS.clients)]
    rounds = -(-ARGUMENTS.attempts // ARGUMENTS.clients)
    numbers = []
    for number in range(rounds):
        given = Observed(TODAY.isoformat(), "delivered", "measured", note=f"reading {number}")
        numbers.append(evidence.bring_evidence(commitment, given, by=bringer, at=timezone.now(), on=TODAY).pk)
    before = counted()
    connection.close()

    fork = multiprocessing.get_context("fork")
    start, told = fork.Barrier(len(verifiers)), fork.Queue()
    began = time.monotonic()
    clients = [fork.Process(target=client, args=(by, numbers, start, told)) for by in verifiers]
    for each in clients:
        each.start()
    became: Counter[str] = Counter()
    for _each in clients:
        became += told.get()
    for each in clients:
        each.join()
    seconds = time.monotonic() - began

    after = counted()
    double = {name: after[name] - before[name] - rounds for name in after}
    found = sum(each for each in double.values() if each > 0)
    asked = f"{rounds} submissions × {len(verifiers)} clients = {rounds * len(verifiers)} attempts"
    ended = ", ".join(f"{became[name]} {name}" for name in ("accepted", "refused", "failed"))
    print(f"{connection.vendor}: {asked} in {seconds:.1f} s: {ended}")
    print(f"double effects: {found}" + (f" {double}" if found else ""))
    return 1 if found or became["failed"] or became["accepted"] != rounds else 0


if __name__ == "__main__":
    sys.exit(main())
