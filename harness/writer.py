"""Writes into a Corridor as a server does, and notes each deed in a file of its own once it was committed.

Begun by the harnesses. Every deed is a row and its event in the journal; the note is on the disk (fsync) before the
next deed begins, so whatever the note names must be found afterwards.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

home, notes, count, name = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
os.environ["CORRIDOR_HOME"] = str(home)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")

import django  # noqa: E402 - the settings above come first

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from corridor.ledger.actions.evidence import bring_evidence  # noqa: E402
from corridor.ledger.models import Commitment  # noqa: E402
from corridor.ledger.rules.given import Observed  # noqa: E402
from corridor.members.queries import actor_of, person_of  # noqa: E402

# What a harness must catch: a database that does not wait for the disk.
if fault := os.environ.get("HARNESS_SYNCHRONOUS"):
    options = settings.DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", f"synchronous={fault}")
    connection.settings_dict["OPTIONS"] = options

today = timezone.localdate()
person = person_of("engineer@harness.invalid")
assert person is not None
actor = actor_of(person, today)
commitment = Commitment.objects.get(programme__code="isles", code="bring-water")
seen = Observed(today.isoformat(), "partly", "measured")
descriptor = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
for number in range(count):
    note = f"{name}-{number}"
    bring_evidence(commitment, replace(seen, note=note), by=actor, at=timezone.now(), on=today)
    os.write(descriptor, f"{note}\n".encode())
    os.fsync(descriptor)
