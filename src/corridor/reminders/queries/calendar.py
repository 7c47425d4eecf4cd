"""The due dates of what somebody's parties owe and are owed, for a calendar."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from corridor.base.days import last_day
from corridor.members.models import Person
from corridor.members.queries import actor_of
from corridor.programme.queries import programmes
from corridor.reminders.queries.due import open_on
from corridor.reminders.queries.phrases import Phrases, letter
from corridor.reminders.queries.readers import reader_for


def events_for(person: Person, on: date, site: str) -> list[dict[str, Any]]:
    """Every open promise with a date that a person's parties owe or are owed: on its last day, in their language.

    Empty for who acts for nobody any more, or may not sign in.
    """
    parties: dict[str, set[str]] = defaultdict(set)
    for each in actor_of(person, on).memberships:
        parties[each.programme].add(each.party)
    events: list[dict[str, Any]] = []
    language = reader_for(person).language
    for programme in programmes():
        mine = parties.get(programme.code)
        if not mine:
            continue
        found = open_on(programme, on)
        words = Phrases(programme, site, language, found.parties, found.zones)
        with override(language):
            for owed in found.owed:
                facts = owed.item.facts
                if mine & {facts.debtor, facts.creditor}:
                    lines = [
                        _("Owed by {debtor}").format(debtor=words.party(facts.debtor)),
                        words.date_given(owed),
                        words.state(owed.item)["state"],
                    ]
                    events.append(
                        {
                            "key": f"{programme.code}/{facts.code}",
                            "day": last_day(owed.due_on),
                            "title": words.apart(facts.title),
                            "text": letter(lines),
                            "page": words.promise_page(facts.code),
                            "programme": programme.code,
                        }
                    )
    return sorted(events, key=lambda event: (event["day"], event["key"]))
