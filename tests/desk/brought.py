"""What somebody brought, for tests of those who decide on it, of its files, and of what must not leak."""

import io
from dataclasses import replace

import make
from corridor.base.actors import Role
from corridor.ledger.actions.evidence import Handed, bring_evidence
from corridor.ledger.models import Commitment
from corridor.ledger.rules.given import Observed
from corridor.sources.actions import keep_document
from corridor.sources.queries import sound_file
from desk.conftest import PASSWORD
from sources.files import photograph

WATER = Observed("2026-06-29", "delivered", "measured", note="2 litres a second at the gate")
CONFIRM = "/desk/account/reauthenticate/"


def kept(name="gate.jpg", content=None, *, by, is_sealed=False):
    """A file as it is handed in with evidence."""
    document = keep_document(sound_file(name, io.BytesIO(content or photograph())), by=by, at=make.NOON)
    return Handed(document, name, is_sealed=is_sealed)


def bring(by, *files, code="bring-water", **more):
    """What somebody observed about a promise."""
    commitment = Commitment.objects.get(programme__code="isles", code=code)
    given = replace(WATER, **more)
    return bring_evidence(commitment, given, files, by=by, at=make.NOON, on=make.TODAY)


def bring_many(by, count):
    """So many readings of one promise."""
    return [bring(by, note=f"reading {number}") for number in range(count)]


def engineer():
    """A contributor of the water works, as they act."""
    return make.actor("isles", "water-works", Role.CONTRIBUTOR)


def confirm(client, then="/desk/account/"):
    """Say again that it is you."""
    return client.post(f"{CONFIRM}?next={then}", {"password": PASSWORD, "next": then})
