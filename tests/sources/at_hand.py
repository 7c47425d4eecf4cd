"""Hands files in on a machine of its own, in a process of its own, for tests of several at once.

at_hand.py keep FOLDER 2 backwards    keeps the files of a folder in one deed, twice, the last first
at_hand.py tell                       how many documents and events there are, and how many files are missing
"""

import json
import os
import sys
from pathlib import Path

import django


def main(words: list[str]) -> None:
    from corridor.console.prepare import operator, prepare_database  # noqa: PLC0415 - pytest imports this file

    prepare_database()
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from corridor.base.models import Event  # noqa: PLC0415
    from corridor.sources.actions import keep_document  # noqa: PLC0415
    from corridor.sources.models import Document  # noqa: PLC0415
    from corridor.sources.queries import missing_documents  # noqa: PLC0415

    if words[0] == "tell":
        print(json.dumps([Document.objects.count(), Event.objects.count(), len(list(missing_documents()))]))
        return
    paths = sorted(Path(words[1]).iterdir(), reverse="backwards" in words)
    for _ in range(int(words[2])):
        with transaction.atomic():
            for path in paths:
                with path.open("rb") as given:
                    keep_document(given, by=operator(), at=timezone.now())


if __name__ == "__main__":
    # Not by way of the command, which brings the forecast's libraries along: half the time of such a process.
    os.environ["DJANGO_SETTINGS_MODULE"] = "corridor.project.settings"
    django.setup()
    main(sys.argv[1:])
