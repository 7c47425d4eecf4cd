"""`corridor demo`: the real CPEC programme, printed and served, with accounts to try it."""

import click
from django.conf import settings
from django.utils import timezone

from corridor.base.actors import Role
from corridor.console import options
from corridor.console.commands.board import print_board
from corridor.console.commands.load import bring_in
from corridor.console.commands.serve import run_server
from corridor.console.prepare import operator
from corridor.console.text import table_lines
from corridor.exchange.queries.shipped import shipped_package
from corridor.members.actions import make_demo_persons
from corridor.members.rules import Wanted
from corridor.programme.queries import programme_of

PROGRAMME = "cpec"
# Known to everybody who reads this: `check --deploy` refuses a site that holds one of them. PESCO owes the power of
# Rashakai (rsz-energise) to its developer; the ministry of planning owes nothing there.
PERSONS = (
    Wanted("officer@demo.invalid", "minutes of the ninth meeting", "Amna Qureshi", "en", "boi", Role.OFFICER),
    Wanted("owner@demo.invalid", "who answers for the whole", "Bilal Ahmed", "en", "planning-pk", Role.OWNER),
    Wanted("admin@demo.invalid", "keys to every filing room", "Chen Jing", "en", "boi", Role.ADMINISTRATOR),
    Wanted("pesco@demo.invalid", "copper over the Kabul river", "دانش خان", "ur", "pesco", Role.CONTRIBUTOR),
    Wanted("verifier@demo.invalid", "seen with my own two eyes", "Erum Shah", "en", "planning-pk", Role.VERIFIER),
    Wanted("developer@demo.invalid", "thousand acres by Nowshera", "方伟", "zh-hans", "rsezdoc", Role.CONTRIBUTOR),
    Wanted("reader@demo.invalid", "only here to read along", "Ghazala Bibi", "ur", "kpezdmc", Role.READER),
)


@click.command(short_help="Load the CPEC programme, print its board, serve it.")
@options.host
@options.port
@options.language
@click.option("--serve/--no-serve", "serves", default=True, show_default=True, help="Serve the pages afterwards.")
def demo(host: str, port: int, language: str, serves: bool) -> None:
    """Create the database, load the CPEC programme that comes with Corridor, print its board and serve it.

    Accounts for each role are made and printed. Everybody knows their passwords: never in public.
    """
    bring_in(shipped_package(PROGRAMME), language)
    people()
    click.echo()
    print_board(PROGRAMME, timezone.localdate(), None, language, "text")
    click.echo()
    print_accounts(f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/desk/")
    if serves:
        click.echo()
        run_server(host, port)


def people() -> None:
    """Bring in those of the accounts that are not there yet."""
    programme = programme_of(PROGRAMME)
    if programme is not None:
        today = timezone.localdate()
        make_demo_persons(PERSONS, by=operator(), at=timezone.now(), programme=programme, since=today)


def print_accounts(address: str) -> None:
    """Where to sign in, and as whom."""
    click.echo(f"Sign in at {address} (everybody knows these passwords: never in public)")
    languages = dict(settings.LANGUAGES)
    rows = [[each.role, each.party, each.email, each.password, languages[each.language]] for each in PERSONS]
    click.echo("\n".join(table_lines(["role", "acts for", "address", "password", "reads"], rows)))
