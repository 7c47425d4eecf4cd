"""A small Corridor for a harness: a home of its own, a made-up programme, somebody who brings evidence."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAKE = """
import os, sys
sys.path.insert(0, {tests!r})
import django
django.setup()
from pathlib import Path
from django.db import connection
from corridor.console.prepare import prepare_database
prepare_database()
import make
from corridor.base.actors import Role
make.loaded(Path({folder!r}))
make.person("isles", "water-works", Role.CONTRIBUTOR, email="engineer@harness.invalid")
make.person("isles", "auditor", Role.VERIFIER, email="auditor@harness.invalid")
make.person("isles", "isles", Role.OFFICER, email="officer@harness.invalid")
if connection.vendor == "sqlite":
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
connection.close()
"""


def made(home: Path, **more: str) -> dict[str, str]:
    """Fill a home and hand out the environment that leads to it."""
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "CORRIDOR_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "corridor.project.settings",
        "PYTHONWARNINGS": "ignore",
        **more,
    }
    code = MAKE.format(tests=str(ROOT / "tests"), folder=str(home / "package"))
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd=ROOT)
    return environment


TOKEN = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from corridor.members.actions import make_token
from corridor.members.queries import actor_of, person_of
today = timezone.localdate()
person = person_of({email!r})
by = actor_of(person, today)
_token, secret = make_token(
    person, "harness", {scopes!r}, today + timedelta(days=1), by=by, at=timezone.now(), on=today
)
print(secret)
"""


def token(environment: dict[str, str], email: str = "engineer@harness.invalid", *scopes: str) -> str:
    """A token with which a client writes."""
    code = TOKEN.format(email=email, scopes=list(scopes or ("evidence",)))
    command = [sys.executable, "-c", code]
    answer = subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True, text=True)
    return answer.stdout.strip()
