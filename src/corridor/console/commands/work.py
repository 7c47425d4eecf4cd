"""`corridor work`: what has to be done beside the pages."""

import os
import sys
import time

import click
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from corridor.console.prepare import operator, prepare_database
from corridor.console.upkeep import keep_up
from corridor.programme.queries import programmes


@click.command(short_help="Keep what pages read in step with the facts and the day.")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.option(
    "--every", type=click.FloatRange(0.1), default=5.0, show_default=True, help="Seconds between two looks."
)
def work(once: bool, every: float) -> None:
    """Strike the balance of each programme when its day turns or a fact comes. `serve` runs it beside the pages.

    Pages are right without it: what is not struck is derived anew for each view, which is slow when there is much.
    """
    prepare_database()
    # Who began this may have ended before it could look; `serve` therefore names itself.
    parent = int(os.environ.get("CORRIDOR_SERVER") or os.getppid())
    while True:
        try:
            for programme in programmes():
                keep_up(programme, operator(), timezone.now(), timezone.localdate())
        except DatabaseError as problem:
            if once:
                raise
            # Somebody else may be writing for long, or the database is being started anew: the next look will tell.
            print(f"corridor work: {str(problem).splitlines()[0]}", file=sys.stderr)
        if once:
            return
        close_old_connections()
        if os.getppid() != parent:
            return
        time.sleep(every)
