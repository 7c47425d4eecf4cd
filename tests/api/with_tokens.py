"""Prepares a machine whose programs write, in a process of its own, and asks it afterwards.

with_tokens.py prepare PARTY:ROLE:SCOPE,SCOPE…   loads the made-up programme; prints a token for each, as JSON
with_tokens.py count TABLE                       how many events the journal has of a table
with_tokens.py serve PORT                        serves it, even on a PostgreSQL that the command refuses
"""

import json
import sys
from datetime import timedelta

import django


def main(words: list[str]) -> None:
    django.setup()
    from corridor.console.prepare import prepare_database  # noqa: PLC0415 - pytest imports this file

    prepare_database()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    import make  # noqa: PLC0415
    from corridor.base.actors import Role  # noqa: PLC0415
    from corridor.base.models import Event  # noqa: PLC0415
    from corridor.console.commands.serve import _serve  # noqa: PLC0415
    from corridor.members.actions import make_token  # noqa: PLC0415
    from corridor.members.queries import actor_of  # noqa: PLC0415

    if words[0] == "count":
        print(Event.objects.filter(table=words[1]).count())
        return
    if words[0] == "serve":
        call_command("collectstatic", verbosity=0, interactive=False)
        _serve("127.0.0.1", int(words[1]))
        return
    make.load(make.MFANO)
    today, secrets = timezone.localdate(), []
    for word in words[1:]:
        party, roles, scopes = word.split(":")
        person = make.person("mfano")
        for role in roles.split(","):
            make.member(person, "mfano", party, Role(role))
        by = actor_of(person, today)
        last = today + timedelta(days=2)
        _token, secret = make_token(person, word[:80], scopes.split(","), last, by=by, at=timezone.now(), on=today)
        secrets.append(secret)
    print(json.dumps(secrets))


if __name__ == "__main__":
    main(sys.argv[1:])
