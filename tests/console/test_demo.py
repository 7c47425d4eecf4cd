"""The demo brings accounts with which everybody can try each role."""

from django.contrib.auth.hashers import check_password

from corridor.base.models import Event
from corridor.console.commands.demo import PERSONS
from corridor.ledger.models import Commitment
from corridor.members.models import Membership, Person
from corridor.members.queries import demo_persons


def test_the_demo_prints_accounts_for_every_role_and_makes_them_once(ask):
    first = ask("demo", "--no-serve").stdout
    again = ask("demo", "--no-serve").stdout

    assert first.splitlines()[-9:] == again.splitlines()[-9:]
    assert "Sign in at http://localhost:8000/desk/" in first
    assert [(person.email, person.language) for person in demo_persons()] == [
        (each.email, each.language) for each in PERSONS
    ]
    assert all(check_password(each.password, Person.objects.get(email=each.email).password) for each in PERSONS)
    assert sorted({*Membership.objects.values_list("role", flat=True)}) == [
        "administrator",
        "contributor",
        "officer",
        "owner",
        "reader",
        "verifier",
    ]
    assert Event.objects.filter(name="membership.given").count() == len(PERSONS)
    assert {event.by[:8] for event in Event.objects.filter(table="persons")} == {"console:"}
    # The power of Rashakai can be played: who owes it, to whom, and somebody who owes nothing there.
    owed = Commitment.objects.get(code="rsz-energise")
    acting = {each.party for each in PERSONS}
    assert {owed.debtor.code, owed.creditor.code, "planning-pk"} <= acting
