"""Foresight at the desk: scenarios that somebody thought through, and forecasts that are published."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from corridor.base.formats import shown_day
from corridor.base.refusals import NotAllowed, Refusal, require
from corridor.desk.asking import around_desk, desk_of, put_faults
from corridor.desk.confirming import confirmed, will_be_asked
from corridor.desk.fields import CodeChoice, LongTextField, TextField, Words
from corridor.desk.sessions import DeskRequest
from corridor.foresight.access import may_publish, may_save
from corridor.foresight.actions.forecasts import publish_forecast
from corridor.foresight.actions.scenarios import LONGEST_TITLE, save_scenario
from corridor.foresight.models import Forecast, Scenario
from corridor.foresight.queries.forecast import WrongScenario
from corridor.foresight.queries.published import published
from corridor.foresight.queries.scenarios import editions_of, scenario_of, scenarios_of
from corridor.foresight.queries.sentences import wrong_sentence
from corridor.foresight.rules.scenario import MOST_CHANGES
from corridor.programme.models import Programme

METHODS = ["GET", "HEAD", "POST"]
LONGEST_LINES = 200 * MOST_CHANGES


class ScenarioForm(forms.Form):
    """What a scenario is called, and its changes, one line each."""

    title = TextField(label=_("What it is called"), most=LONGEST_TITLE)
    changes = LongTextField(
        label=_("Changes, one line each"),
        help_text=_("As the forecast page writes them, such as done:gas@2027-06-30."),
        most=LONGEST_LINES,
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        # Codes and days run from left to right in every language.
        self.fields["changes"].widget.attrs |= {"dir": "ltr", "spellcheck": "false", "rows": 8}

    def lines(self) -> list[str]:
        """The changes that were typed."""
        return [each.strip() for each in self.cleaned_data["changes"].splitlines() if each.strip()]


class PublishForm(forms.Form):
    """Under which assumptions a forecast is published."""

    def __init__(self, sent: Any, scenarios: Sequence[Scenario]) -> None:
        super().__init__(sent)
        offered: list[tuple[str, Words]] = [
            ("", _("As things stand")),
            *((each.code, each.title) for each in scenarios),
        ]
        self.fields["scenario"] = CodeChoice(offered, label=_("Under"), required=False)


@require_safe
def scenarios(request: DeskRequest, code: str) -> HttpResponse:
    """Every scenario in its newest edition, the last saved first."""
    programme = desk_of(request, code)
    page = around_desk(request, programme, "foresight") | {
        "rows": [_shown(programme, each) for each in scenarios_of(programme, request.actor)],
        "may_save": bool(may_save(request.actor, programme)),
    }
    return render(request, "desk/foresight/scenarios.html", page)


@require_http_methods(METHODS)
def new_scenario(request: DeskRequest, code: str) -> HttpResponse:
    """Save what was thought through on the forecast page."""
    programme = desk_of(request, code)
    require(bool(may_save(request.actor, programme)))
    initial = {"changes": "\n".join(request.GET.getlist("change"))}
    form = ScenarioForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and (saved := _saved(request, programme, form)):
        return _to(saved)
    page = around_desk(request, programme, "foresight") | {"form": form, "lines": MOST_CHANGES}
    return render(request, "desk/foresight/new.html", page, status=400 if form.errors else 200)


@require_http_methods(METHODS)
def scenario(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """One scenario with all its editions; POST saves the next one."""
    programme = desk_of(request, code)
    found = scenario_of(programme, request.actor, item)
    if found is None:
        raise Http404
    may = bool(may_save(request.actor, programme))
    require(may or request.method != "POST")
    initial = {"title": found.title, "changes": "\n".join(found.changes)}
    form = ScenarioForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and (saved := _saved(request, programme, form, found.code)):
        return _to(saved)
    editions = editions_of(programme, request.actor, item)
    page = around_desk(request, programme, "foresight") | {
        **_shown(programme, found),
        "editions": [_shown(programme, each) for each in editions],
        "form": form if may else None,
    }
    return render(request, "desk/foresight/scenario.html", page, status=400 if form.errors else 200)


def _saved(request: DeskRequest, programme: Programme, form: ScenarioForm, code: str = "") -> Scenario | None:
    if not form.is_valid():
        return None
    title, lines = form.cleaned_data["title"], form.lines()
    now, today = timezone.now(), timezone.localdate()
    try:
        return save_scenario(programme, title, lines, by=request.actor, at=now, on=today, code=code)
    except NotAllowed:
        raise
    except WrongScenario as refusal:
        for wrong in refusal.wrong:
            form.add_error("changes", str(wrong_sentence(wrong)))
    except Refusal as refusal:
        put_faults(form, refusal)
    return None


def _to(saved: Scenario) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk-scenario", args=[saved.programme.code, saved.code]))


def _shown(programme: Programme, saved: Scenario) -> dict[str, Any]:
    """A scenario as text, with the addresses by which everybody sees what it changes."""
    asked = urlencode({"scenario": saved.code, "edition": saved.edition})
    return {
        "code": saved.code,
        "edition": saved.edition,
        "title": saved.title,
        "lines": list(saved.changes),
        "day": shown_day(timezone.localdate(saved.made_at), get_language() or "en"),
        "shared": f"{reverse('forecast', args=[programme.code])}?{asked}",
    }


@require_http_methods(METHODS)
@confirmed
def publishing(request: DeskRequest, code: str) -> HttpResponse:
    """What was published, and publishing the forecast of today, so that it is scored by what comes."""
    programme = desk_of(request, code)
    may = bool(may_publish(request.actor, programme))
    require(may or request.method != "POST")
    known = {each.code: each for each in scenarios_of(programme, request.actor)}
    form = PublishForm(request.POST if request.method == "POST" else None, list(known.values()))
    if form.is_valid() and _published(request, programme, form, known.get(form.cleaned_data["scenario"])):
        return HttpResponseRedirect(request.path)
    page = around_desk(request, programme, "foresight") | {
        "rows": [_row(each) for each in published(programme, request.actor)],
        "form": form if may else None,
        "will_be_asked": will_be_asked(request),
    }
    return render(request, "desk/foresight/publishing.html", page, status=400 if form.errors else 200)


def _published(request: DeskRequest, programme: Programme, form: PublishForm, under: Scenario | None) -> bool:
    now, today = timezone.now(), timezone.localdate()
    try:
        publish_forecast(programme, by=request.actor, at=now, on=today, scenario=under)
    except NotAllowed:
        raise
    except Refusal as refusal:
        put_faults(form, refusal)
        return False
    messages.success(request, gettext("The forecast is published. It is never changed; what comes scores it."))
    return True


def _row(made: Forecast) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "as_of": shown_day(made.as_of, language),
        "day": shown_day(timezone.localdate(made.made_at), language),
        "title": made.scenario.title if made.scenario else "",
        "seed": str(made.seed),
        "version": made.version,
        "digest": made.digest,
    }
