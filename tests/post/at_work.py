"""Speaks to the post of a machine of its own, in a process of its own, for tests that end workers by force.

at_work.py post 20      posts letters 0 to 19
at_work.py expire       as if five minutes had passed: what a worker holds becomes free
at_work.py tell         what became of each letter, as JSON
at_work.py unstrike     as if the day had turned: no balance answers
at_work.py balances     how many balances there are
"""

import json
import os
import sys
from datetime import timedelta

import django


def people() -> None:
    import make  # noqa: PLC0415
    from corridor.base.actors import Role  # noqa: PLC0415
    from corridor.ledger.models import Commitment  # noqa: PLC0415
    from corridor.reminders.actions import set_ladder  # noqa: PLC0415

    owed = Commitment.objects.exclude(due_on="").order_by("due_on").first()
    top = owed.debtor.parent or owed.creditor
    make.person(owed.programme.code, owed.debtor.code, Role.OFFICER)
    make.person(owed.programme.code, top.code, Role.READER)
    set_ladder(owed.programme, [(top, 1)], by=make.OPERATOR, at=make.NOON)


def main(words: list[str]) -> None:
    from corridor.console.prepare import operator, prepare_database  # noqa: PLC0415 - pytest imports this file

    prepare_database()
    from django.utils import timezone  # noqa: PLC0415

    from corridor.base.models import Event  # noqa: PLC0415
    from corridor.post.actions import Written, post_letters  # noqa: PLC0415
    from corridor.post.models import Letter  # noqa: PLC0415
    from corridor.results.models import Balance  # noqa: PLC0415

    if words[0] == "post":
        written = [
            Written(f"test/{number}", "somebody@example.org", "ur", f"خط {number}", "پہلا\n")
            for number in range(int(words[1]))
        ]
        post_letters(written, by=operator(), at=timezone.now())
    elif words[0] == "expire":
        Letter.objects.filter(sent_at=None).update(held_until=timezone.now() - timedelta(seconds=1))
    elif words[0] == "unstrike":
        Balance.objects.all().delete()
    elif words[0] == "people":
        people()
    elif words[0] == "escalations":
        keys = list(Event.objects.filter(name="promise.escalated").values_list("key", flat=True))
        print(len(keys), len(keys) - len(set(keys)))
    elif words[0] == "balances":
        print(Balance.objects.count())
    else:
        columns = ("key", "attempts", "sent_at", "given_up_at")
        print(json.dumps(list(Letter.objects.values_list(*columns)), default=str))


if __name__ == "__main__":
    # Not by way of the command, which brings the forecast's libraries along: half the time of such a process.
    os.environ["DJANGO_SETTINGS_MODULE"] = "corridor.project.settings"
    django.setup()
    main(sys.argv[1:])
