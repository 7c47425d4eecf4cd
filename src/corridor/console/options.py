"""Options that several commands share."""

from datetime import date
from typing import Any

import click
from django.conf import settings

from corridor.base.days import is_day, last_day
from corridor.base.nearest import nearest
from corridor.base.refusals import UnknownCode
from corridor.programme.models import Programme
from corridor.programme.queries import programmes

LANGUAGES = {"en": "en", "ur": "ur", "zh": "zh-hans", "zh-hans": "zh-hans"}


class Day(click.ParamType):
    """A day in ISO 8601; a shortened one means its last day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day itself, or a failure that shows how days are written."""
        if isinstance(value, date):
            return value
        if not is_day(value):
            self.fail(f"{value!r} is not a date; write 2022-06-30, 2022-06 or 2022.", param, ctx)
        return last_day(value)


as_of = click.option(
    "--as-of", "on", type=Day(), help="What had happened by that day. Today, unless said otherwise."
)
known_on = click.option(
    "--known-on", type=Day(), help="Use only what had been published, or recorded here, by that day."
)
programme = click.option("--programme", "code", help="Its code; may be left out while there is only one.")
language = click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    default="en",
    show_default=True,
    help="The language to print in.",
)
host = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
port = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")


def chosen_programme(code: str | None) -> Programme:
    """The programme of that code, or the only one there is. Refuses with UnknownCode and the nearest one."""
    here = {each.code: each for each in programmes()}
    if code is None and len(here) == 1:
        (code,) = here
    if code is None:
        codes = ", ".join(here) or "none yet: `corridor load FOLDER` brings one in"
        raise click.UsageError(f"Say which programme with --programme. Here: {codes}.")
    if code not in here:
        raise UnknownCode(what="programme", asked=code, near=near(code, list(here)))
    return here[code]


def near(asked: str, known: list[str]) -> str:
    """A sentence that names the nearest of the known codes."""
    found = nearest(asked, known)
    return f"Did you mean “{found}”?" if found else f"Known: {', '.join(known[:8])}."


def language_code(language: str) -> str:
    """The interface's language by the short name given on the command line."""
    code = LANGUAGES[language]
    return code if code in dict(settings.LANGUAGES) else "en"
