"""`corridor work`: what has to be done beside the pages."""

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import click
from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from corridor.base.actors import READER
from corridor.base.snapshot import one_state
from corridor.console.prepare import operator, prepare_database
from corridor.console.sending import NoServerError, send_letters
from corridor.console.upkeep import keep_up
from corridor.engine.ready import make_ready
from corridor.foresight.queries.forecast import NoForecast
from corridor.foresight.queries.track_shown import look_ahead
from corridor.programme.queries import programmes
from corridor.reminders.actions import remind
from corridor.reminders.queries.outgoing import outgoing
from corridor.results.queries.balance import last_event
from corridor.retries.actions import forget_answers
from corridor.retries.queries import any_old

# A mail server that is away is not asked again at once.
SERVER_AWAY_SECONDS = 60.0


@click.command(short_help="Keep what pages read in step with the facts and the day; remind, send letters.")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.option(
    "--every", type=click.FloatRange(0.1), default=5.0, show_default=True, help="Seconds between two looks."
)
def work(once: bool, every: float) -> None:
    """Strike balances when the day turns or a fact comes, remind people once a day, send the letters that wait.

    `serve` runs it beside the pages. They are right without it: what is not struck is derived anew for each
    view, which is slow when there is much.
    """
    prepare_database()
    # Who began this may have ended before it could look; `serve` therefore names itself.
    parent = int(os.environ.get("CORRIDOR_SERVER") or os.getppid())
    if once:
        strike()
        forget()
        try:
            write({})
            send()
        except NoServerError as problem:
            raise click.ClickException(f"letters wait, as the mail server cannot be used: {problem}")
        return
    # Beside the upkeep, so that no mail server, however slow, makes a balance late.
    post = threading.Thread(target=post_round, args=(every,), daemon=True)
    post.start()
    patiently(strike)
    # Once after an installation: who first asks for a forecast should not wait for the compiler.
    make_ready()
    told: dict[str, int] = {}
    while os.getppid() == parent:
        if not post.is_alive():
            sys.exit("corridor work: the post has stopped")
        patiently(strike)
        patiently(forget)
        patiently(lambda: foresee(told))
        close_old_connections()
        time.sleep(every)


def strike() -> None:
    """Bring every programme's balance up to date."""
    for programme in programmes():
        keep_up(programme, operator(), timezone.now(), timezone.localdate())


def foresee(told: dict[str, int]) -> None:
    """Compute ahead what all read of the future, once no fact has come since the last look.

    told: the last fact of any programme, as they learn from one another, at that look.
    """
    event = last_event()
    for programme in programmes():
        before = told.get(programme.code)
        told[programme.code] = event
        if event == before:
            # Where it refuses, its page says so.
            with suppress(NoForecast), one_state():
                look_ahead(programme, READER, on=timezone.localdate())


def forget() -> None:
    """Remove the answers to programs that are not kept any longer."""
    if any_old(timezone.now()):
        forget_answers(by=operator(), at=timezone.now())


def write(written: dict[str, date]) -> None:
    """Write to everybody who must be written to today; once a day, as the rest of the day adds little."""
    for programme in programmes():
        today = timezone.localdate()
        if written.get(programme.code) != today:
            letters = outgoing(programme, today, settings.SITE)
            if letters:
                remind(programme, letters, by=operator(), at=timezone.now())
            written[programme.code] = today


def send() -> None:
    """Hand over all letters that wait."""
    while send_letters(operator()):
        pass


def post_round(every: float) -> None:
    """Write and send what there is to send, again and again."""
    written: dict[str, date] = {}
    while True:
        away = False
        patiently(lambda: write(written))
        try:
            patiently(send)
        except NoServerError as problem:
            away = True
            print(f"corridor work: letters wait, as the mail server cannot be used: {problem}", file=sys.stderr)
        close_old_connections()
        time.sleep(max(every, SERVER_AWAY_SECONDS) if away else every)


def patiently(deed: Callable[[], None]) -> None:
    """Do it; where the database cannot be had, say so: the next look will tell.

    Somebody else may be writing for long, or the database is being started anew.
    """
    try:
        deed()
    except DatabaseError as problem:
        print(f"corridor work: {str(problem).splitlines()[0]}", file=sys.stderr)
