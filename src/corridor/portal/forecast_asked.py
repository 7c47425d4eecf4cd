"""What the address of a forecast asks for: a programme, days, and changes to what stands."""

import time
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corridor.base.actors import READER
from corridor.base.refusals import AskedTwice, UnknownChoice
from corridor.base.texts import ascii_digits
from corridor.foresight.queries.asking import Allowance, Asker
from corridor.foresight.queries.scenarios import scenario_of
from corridor.portal.asked import CODE, DAYS, LONGEST, asked_choice, asked_day, asked_on, asked_programme, near
from corridor.programme.models import Programme

CHANGE, SCENARIO, EDITION = "change", "scenario", "edition"
# The fields by which one line is added, and the one for lines as they are written.
ADDED = ("what", "item", "day", "other", "lag")
LINES = "lines"
KINDS = {
    "done": gettext_lazy("is there, or out of the way, on"),
    "due": gettext_lazy("is promised for"),
    "need": gettext_lazy("needs"),
    "drop": gettext_lazy("does not need"),
}
DAY_WANTED = ("done", "due")
# An obstacle is offered under a sign that no code has.
HINDRANCE = "!"
LONGEST_LINE = 200


class Asked(NamedTuple):
    """What an address of a forecast asks for."""

    programme: Programme
    on: date
    known_on: date | None
    changes: tuple[str, ...]
    scenario: dict[str, Any] | None
    asker: Asker

    @property
    def of_base(self) -> Asker | None:
        """Who asks for the days, where they are others than all read."""
        return asker_of_days(self.asker, self.on, self.known_on)

    @property
    def of_all(self) -> Asker | None:
        """Who asks for the days and the changes, where they are others than all read."""
        return self.asker if self.changes else self.of_base


def asked_forecast(request: HttpRequest, code: str, *more: str) -> Asked:
    """The programme, the days and the changes that an address asks for. Anything else is refused."""
    for name in request.GET:
        if name not in (*DAYS, CHANGE, SCENARIO, EDITION, *more):
            known = [*DAYS, CHANGE, SCENARIO, EDITION, *more]
            raise UnknownChoice(found=name[:LONGEST], name=_("Address"), near=near(name, known))
        if name != CHANGE and len(request.GET.getlist(name)) > 1:
            raise AskedTwice(name=name)
    programme = asked_programme(code)
    lines = [each.strip()[:LONGEST_LINE] for each in request.GET.getlist(CHANGE)]
    saved = _saved(request, programme)
    if saved and not any(lines):
        lines = saved["changes"]
    changes = tuple(each for each in lines if each)
    return Asked(programme, asked_on(request), asked_day(request, "known_on"), changes, saved, asker_of(request))


def asker_of(request: HttpRequest) -> Asker:
    """Who asks: by the address of the visitor, or, more often, somebody who is signed in."""

    def allowance() -> Allowance:
        user: Any = request.user
        if user.is_authenticated:
            return Allowance(user.code, settings.FORECAST_RATE_SIGNED_IN, "signed in", settings.FORECASTS_AT_ONCE)
        return Allowance(get_ip(request), settings.FORECAST_RATE, "visitors", settings.FORECASTS_AT_ONCE)

    return Asker(allowance, time.monotonic())


def asker_of_days(asker: Asker, on: date, known_on: date | None) -> Asker | None:
    """The same, where the days are others than all read: the forecast of today is for everybody."""
    return None if on == timezone.localdate() and known_on is None else asker


def _saved(request: HttpRequest, programme: Programme) -> dict[str, Any] | None:
    """The saved scenario that an address names, the newest edition unless it says which."""
    word = request.GET.get(SCENARIO, "").strip()
    if not word:
        return None
    number = request.GET.get(EDITION, "").strip()
    if number and not (number.isascii() and number.isdigit() and len(number) < 6):
        raise UnknownChoice(found=number[:LONGEST], name=_("Edition"), near="")
    found = scenario_of(programme, READER, word, int(number) if number else None) if CODE.fullmatch(word) else None
    if found is None:
        raise Http404
    return {"code": found.code, "edition": found.edition, "title": found.title, "changes": list(found.changes)}


def added_lines(request: HttpRequest) -> tuple[list[str], dict[str, str]]:
    """The lines that a form adds, and what is missing at which of its fields."""
    given = {name: ascii_digits(request.GET.get(name, "").strip())[:LONGEST_LINE] for name in ADDED}
    lines = [each.strip()[:LONGEST_LINE] for each in request.GET.get(LINES, "").splitlines() if each.strip()]
    if not given["item"]:
        if given["day"] or given["other"]:
            return [], {"item": _("Choose one of these.")}
        return lines, {}
    what = asked_choice(request, "what", _("Change"), KINDS) or "done"
    item = given["item"].removeprefix(HINDRANCE)
    if what in DAY_WANTED:
        if not given["day"]:
            return [], {"day": _("This must be filled in.")}
        what = "clear" if given["item"] != item else what
        return [f"{what}:{item}@{given['day']}", *lines], {}
    if not given["other"]:
        return [], {"other": _("This must be filled in.")}
    lag = f"+{given['lag']}" if given["lag"] and what == "need" else ""
    return [f"{what}:{item}>{given['other']}{lag}", *lines], {}


def query_of(request: HttpRequest, changes: Sequence[str]) -> str:
    """What an address carries: the days that are asked for and the changes; nothing where there is neither."""
    days = [(name, request.GET[name]) for name in DAYS if request.GET.get(name)]
    asked = urlencode([*days, *((CHANGE, each) for each in changes)])
    return f"?{asked}" if asked else ""
