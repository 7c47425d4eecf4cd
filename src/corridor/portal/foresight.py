"""The forecast: words first, what holds back the most, what is in operation when, and what changes if."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.foresight.queries.fan import fan_csv, shown_fan
from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.queries.scenarios import scenarios_of
from corridor.foresight.queries.shown import shown_forecast
from corridor.foresight.queries.track_shown import shown_tracks
from corridor.foresight.queries.whatif import (
    as_things_stand,
    offered_things,
    shown_change,
    shown_clearing,
    shown_lines,
    under,
    wrong_with,
)
from corridor.foresight.queries.why import shown_explanation, shown_obstacle, shown_unblocking
from corridor.foresight.rules.unblocking import line_for
from corridor.portal.asked import (
    DAYS,
    around,
    asked_choice,
    asked_day,
    asked_on,
    asked_programme,
    days_kept,
    language,
    only,
)
from corridor.portal.forecast_asked import (
    ADDED,
    EDITION,
    HINDRANCE,
    KINDS,
    LINES,
    LONGEST_LINE,
    SCENARIO,
    Asked,
    added_lines,
    asked_forecast,
    asker_of,
    asker_of_days,
    query_of,
)

SIDES = {"one": gettext_lazy("First scenario"), "other": gettext_lazy("Second scenario")}
SHARES = ("P10", "P50", "P80", "P90")
# One line of each kind, as an example.
FORMS = (
    "due:gas@2027-06",
    "done:gas@2027-06-30",
    "clear:no-spring@2027-01",
    "need:mill>gas+30",
    "drop:mill>gas",
    "slow:kind=works*1.5",
    "slow:party=board*0.5",
    "stalled=0.2",
    "reference:works=600",
    "without:calendars",
    "without:elsewhere",
)
FIRST, HELD = 20, 8


@require_safe
def forecast(request: HttpRequest, code: str) -> HttpResponse:
    """The forecast of a programme, as things stand or under changes."""
    asked = asked_forecast(request, code, *ADDED, LINES)
    added, fault = added_lines(request)
    asked = asked._replace(changes=(*asked.changes, *added))
    base = _base(asked)
    wrong = bool(wrong_with(base, asked.changes))
    found = base if wrong or not asked.changes else under(base, asked.changes, asked.asker)
    shown = shown_forecast(found, language(), top=HELD)
    page = {
        **around(request, asked.programme),
        "here": "forecast",
        **shown,
        "shares": SHARES,
        "held": [_with_addresses(request, asked, each) for each in shown["held"]],
        "items": shown["items"][:FIRST],
        "items_more": max(0, len(shown["items"]) - FIRST),
        "charts": shown_fan(found, language(), base if found is not base else None, asked.of_all),
        **_addresses(request, asked),
        **_what_if(request, base, asked, fault, wrong),
    }
    if found is not base:
        page["change"] = shown_change(base, {"": found}, language())
    return render(request, "portal/foresight/forecast.html", page, status=400 if wrong or fault else 200)


@require_safe
def months_csv(request: HttpRequest, code: str) -> HttpResponse:
    """What is in operation by month, all months, for spreadsheets and scripts."""
    asked = asked_forecast(request, code)
    answer = HttpResponse(fan_csv(_found(asked), asked.of_all), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-months.csv"'
    return answer


def _found(asked: Asked) -> Forecast:
    """The forecast that an address asks for. Refuses with WrongScenario where its changes cannot be computed."""
    base = _base(asked)
    return under(base, asked.changes, asked.asker) if asked.changes else base


def _base(asked: Asked) -> Forecast:
    """The same as things stand, without the changes."""
    return as_things_stand(asked.programme, READER, on=asked.on, known_on=asked.known_on, asker=asked.of_base)


def _addresses(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """Where the pages of a forecast lead, with the days and the changes that they carry."""
    code, query = asked.programme.code, query_of(request, asked.changes)
    saved = asked.scenario
    shared = urlencode({SCENARIO: saved["code"], EDITION: saved["edition"]}) if saved else ""
    return {
        "carried": query,
        "carried_more": query.replace("?", "&"),
        "csv": f"{reverse('forecast-months', args=[code])}{query}",
        "save_to": f"{reverse('desk-scenario-new', args=[code])}{query_of(request, asked.changes)}",
        "shared": f"{reverse('forecast', args=[code])}?{shared}" if saved else "",
        "saved": saved,
        "compare_to": f"{reverse('forecast-compare', args=[code])}?"
        + urlencode(
            [*((name, request.GET[name]) for name in DAYS if request.GET.get(name)), ("one", _text(asked))]
        ),
    }


def _with_addresses(request: HttpRequest, asked: Asked, row: dict[str, Any]) -> dict[str, Any]:
    """A line of what holds back the most, with what it says behind its title and the change that would help."""
    line = line_for(row["code"], row["is_obstacle"], asked.on)
    return {
        **row,
        "says": _behind_title(row),
        "try_it": f"{query_of(request, (*asked.changes, line))}#changed",
    }


def _behind_title(row: dict[str, Any]) -> str:
    """What a sentence says behind the title that stands above it."""
    return str(row["sentence"]).removeprefix(row["title"]).lstrip(" :：؛")


def _text(asked: Asked) -> str:
    return "\n".join(asked.changes)


def _what_if(
    request: HttpRequest, base: Forecast, asked: Asked, fault: dict[str, str], wrong: bool
) -> dict[str, Any]:
    """The form of changes: those made, each with what is wrong with it, and what another may name."""
    things = offered_things(base, language())
    typed = {name: request.GET.get(name, "").strip()[:LONGEST_LINE] for name in ADDED} if fault else {}
    lines = shown_lines(base, asked.changes, language())
    return {
        "lines": lines,
        "wrong_lines": [each for each in lines if each.wrong],
        "is_wrong": wrong,
        "fault": fault,
        "forms": FORMS,
        "typed": typed,
        "kinds": [(kind, str(label), kind == typed.get("what")) for kind, label in KINDS.items()],
        "things": [
            (_("Obstacles"), [(f"{HINDRANCE}{code}", title, False) for code, title in things["obstacles"]]),
            (_("Promises"), [(code, title, code == typed.get("item")) for code, title in things["promises"]]),
        ],
    }


@require_safe
def forecast_item(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """Why one promise has its dates: what it was learned from, what it waits for, who can unblock it today."""
    asked = asked_forecast(request, code)
    found = _found(asked)
    told = shown_explanation(found, item, language())
    if told is None:
        raise Http404
    who = shown_unblocking(found, item, language(), asked.of_all)
    page = {
        **around(request, asked.programme),
        "here": "forecast",
        **told,
        "lines": shown_lines(found, asked.changes, language()),
        "unblock": [{**row, "try_it": _trying(request, asked, row["changes"])} for row in who["rows"]],
        "together": who["together"],
        "together_try": _trying(request, asked, who["together_changes"]),
        "carried": query_of(request, asked.changes),
    }
    return render(request, "portal/foresight/item.html", page)


@require_safe
def forecast_obstacle(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """Why one obstacle is expected to stand for so long, what waits for it, and what clearing it would change."""
    asked = asked_forecast(request, code)
    base, found = _base(asked), _found(asked)
    told = shown_obstacle(found, item, language())
    if told is None:
        raise Http404
    line = line_for(item, True, asked.on)
    page = {
        **around(request, asked.programme),
        "here": "forecast",
        **told,
        "says": _behind_title(told),
        "lines": shown_lines(found, asked.changes, language()),
        "cleared": shown_clearing(base, asked.changes, line, language(), asked.of_all),
        "try_it": _trying(request, asked, [line]),
        "carried": query_of(request, asked.changes),
    }
    return render(request, "portal/foresight/obstacle.html", page)


@require_safe
def forecast_item_moved(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """The page of one promise stands below a path of its own, so that no code hides it; for ever."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse("forecast-item", args=[code, item])
    return HttpResponsePermanentRedirect(f"{address}{query and '?'}{query}")


def _trying(request: HttpRequest, asked: Asked, lines: Sequence[str]) -> str:
    """Where one sees what some more lines change."""
    return (
        f"{reverse('forecast', args=[asked.programme.code])}{query_of(request, (*asked.changes, *lines))}#changed"
    )


@require_safe
def forecast_compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two scenarios side by side, beside things as they stand."""
    only(request, *DAYS, *SIDES, *(f"{side}_saved" for side in SIDES))
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    asker = asker_of(request)
    of_days = asker_of_days(asker, on, known_on)
    base = as_things_stand(programme, READER, on=on, known_on=known_on, asker=of_days)
    saved = {each.code: each for each in scenarios_of(programme, READER)}
    sides, others = [], {}
    for side, label in SIDES.items():
        word = asked_choice(request, f"{side}_saved", label, saved)
        typed = [each.strip()[:LONGEST_LINE] for each in request.GET.get(side, "").splitlines() if each.strip()]
        changes = list(saved[word].changes) if word and not typed else typed
        lines = shown_lines(base, changes, language())
        sides.append(
            {
                "name": side,
                "label": str(label),
                "lines": lines,
                "text": "\n".join(changes),
                "wrong": [each for each in lines if each.wrong],
                "saved": [(each.code, each.title, each.code == word) for each in saved.values()],
            }
        )
        if changes and not sides[-1]["wrong"]:
            title = saved[word].title if word and not typed else str(label)
            others[title if title not in others else f"{title} (2)"] = under(base, changes, asker)
    is_wrong = any(side["wrong"] for side in sides)
    page = {
        **around(request, programme),
        "here": "forecast",
        "sides": sides,
        "change": shown_change(base, others, language()) if others else None,
        "carried": days_kept(request),
    }
    return render(request, "portal/foresight/compare.html", page, status=400 if is_wrong else 200)


@require_safe
def forecast_calibration(request: HttpRequest, code: str) -> HttpResponse:
    """How forecasts did, those that were published and those that would have been made, against two baselines."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    asker = asker_of_days(asker_of(request), on, known_on)
    page = {
        **around(request, programme),
        "here": "forecast",
        **shown_tracks(programme, READER, language(), on=on, known_on=known_on, asker=asker),
    }
    return render(request, "portal/foresight/calibration.html", page)
