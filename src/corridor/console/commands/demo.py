"""`corridor demo`: the real CPEC programme, printed and served."""

import click
from django.utils import timezone

from corridor.console import options
from corridor.console.commands.board import print_board
from corridor.console.commands.load import bring_in
from corridor.console.commands.serve import run_server
from corridor.exchange.queries.shipped import shipped_package

PROGRAMME = "cpec"


@click.command(short_help="Load the CPEC programme, print its board, serve it.")
@options.host
@options.port
@options.language
@click.option("--serve/--no-serve", "serves", default=True, show_default=True, help="Serve the pages afterwards.")
def demo(host: str, port: int, language: str, serves: bool) -> None:
    """Create the database, load the CPEC programme that comes with Corridor, print its board and serve it."""
    bring_in(shipped_package(PROGRAMME), language)
    click.echo()
    print_board(PROGRAMME, timezone.localdate(), None, language, "text")
    if serves:
        click.echo()
        run_server(host, port)
