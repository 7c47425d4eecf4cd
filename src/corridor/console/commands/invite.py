"""`corridor invite`: bring a person in from the machine itself, such as the first owner of a programme."""

import click
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from corridor.base.actors import Role
from corridor.base.refusals import UnknownCode
from corridor.base.texts import clean_text, wrong_text
from corridor.console import options
from corridor.console.prepare import operator, prepare_database
from corridor.members.actions import bring_in
from corridor.members.rules import Called
from corridor.people.queries import party_codes, party_of


@click.command(short_help="Let a person sign in and act for a party; prints the address to join at.")
@click.argument("email")
@click.option("--name", required=True, help="What the person is called.")
@options.language
@options.programme
@click.option("--party", required=True, help="The party they act for, by its code.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="Their role.")
def invite(email: str, name: str, language: str, code: str | None, party: str, role: str) -> None:
    """Give a role to the person of that mail address, and print where they join; a letter says it too.

    Who has joined already gets the role and nothing is printed but that. From then on owners and administrators
    bring others in at the desk.
    """
    prepare_database()
    address, name = email.strip().lower(), clean_text(name, 120)
    try:
        validate_email(address)
    except ValidationError:
        raise click.BadParameter(f"{email!r} is not a mail address; write name@example.org.", param_hint="EMAIL")
    if not name or wrong_text(name, most=120):
        raise click.BadParameter("a name has 1 to 120 signs, none of them unseen.", param_hint="--name")
    programme = options.chosen_programme(code)
    acts_for = party_of(programme, party)
    if acts_for is None:
        raise UnknownCode(what="party", asked=party, near=options.near(party, party_codes(programme)))
    told: list[str] = []

    def address_of(secret: str, written_in: str) -> str:
        with override(written_in):
            path = reverse("join", args=[secret]) if secret else reverse("desk")
        told.append(f"{settings.SITE}{path}")
        return told[-1]

    given = bring_in(
        Called(address, name, options.language_code(language)),
        acts_for,
        Role(role),
        address_of,
        by=operator(),
        at=timezone.now(),
        since=timezone.localdate(),
    )
    said = "has a new role; they sign in at" if given.person.has_joined else "joins within 14 days at"
    click.echo(f"{given.person.email} {said}\n{told[-1]}")
