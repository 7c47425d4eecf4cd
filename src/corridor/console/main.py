"""The `corridor` command."""

import os
import sys

import click
import django
from pydantic import ValidationError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")
try:
    django.setup()
except ValidationError as problem:
    for each in problem.errors():
        print(f"CORRIDOR_{str(each['loc'][0]).upper()}: {each['msg']}", file=sys.stderr)
    sys.exit(2)

from corridor.base.refusals import Refusal
from corridor.console.commands.backtest import backtest
from corridor.console.commands.board import board
from corridor.console.commands.calibration import calibration
from corridor.console.commands.check import check
from corridor.console.commands.commitments import commitments
from corridor.console.commands.demo import demo
from corridor.console.commands.export import export
from corridor.console.commands.forecast import forecast
from corridor.console.commands.invite import invite
from corridor.console.commands.load import load
from corridor.console.commands.serve import serve
from corridor.console.commands.work import work


class Corridor(click.Group):
    """The one place where a Refusal becomes a message and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a Refusal is said in one line."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException(str(refusal))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer needs them."""
        return list(self.commands)


@click.group(cls=Corridor, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="corridor-programme", prog_name="corridor")
def main() -> None:
    """Corridor runs an industrial-cooperation programme from promise to proof.

    \b
    Begin with:  corridor demo
    Your own:    corridor check FOLDER, then corridor load FOLDER
    """


for command in (
    demo,
    check,
    load,
    invite,
    export,
    board,
    commitments,
    forecast,
    calibration,
    backtest,
    serve,
    work,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
