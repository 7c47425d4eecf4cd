"""Saying what stands in the way, who is to remove it, and that it is gone."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Acting, Actor
from corridor.base.bulk import hold
from corridor.base.days import first_day, is_day
from corridor.base.journal import record
from corridor.base.refusals import BadDay, Refusal, UnknownChoice, UnknownCode, WrongFields, require
from corridor.ledger import access
from corridor.ledger.actions.papers import Paper, _source_of, _wrong_paper
from corridor.ledger.actions.refusals import BroughtBefore, InTheFuture, Missing, NothingToDo, _refusal_of
from corridor.ledger.models import Obstacle, Step
from corridor.ledger.queries.rows import obstacle_row, step_row, told
from corridor.ledger.queries.words import OBSTACLES
from corridor.ledger.rules.given import code_for, wrong_texts
from corridor.ledger.rules.words import STEPS
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.zones.models import Zone


@transaction.atomic
def open_obstacle(
    programme: Programme,
    summary: str,
    kind: str,
    paper: Paper,
    *,
    by: Actor,
    at: datetime,
    on: date,
    zone: str = "",
    party: str = "",
    since: str = "",
) -> Obstacle:
    """Say what stands in the way: at which zone, since when, and whose it is to remove.

    Records `obstacle.added` and `source.added`. Refuses with NotAllowed, and with WrongFields.
    """
    hold("journal")
    place = Zone.objects.filter(programme=programme, code=zone).first() if zone else None
    require(bool(acting := access.may_open_obstacle(by, programme, place)))
    owner = Party.objects.filter(programme=programme, code=party).first() if party else None
    wrong = _wrong_obstacle(summary, kind, since, on)
    wrong |= _wrong_paper(programme, paper)
    if zone and place is None:
        wrong["zone"] = UnknownCode(what=_("zone"), asked=zone[:80], near="")
    if party and owner is None:
        wrong["party"] = UnknownCode(what=_("party"), asked=party[:80], near="")
    if wrong:
        raise WrongFields(wrong)
    source, entries = _source_of(programme, paper, summary, _publisher(programme, acting), at)
    taken = set(Obstacle.objects.filter(programme=programme).values_list("code", flat=True))
    obstacle = Obstacle.objects.create(
        programme=programme,
        code=code_for(summary, taken),
        kind=kind,
        zone=place,
        party=owner,
        since=since or on.isoformat(),
        summary_en=summary,
        source=source,
        recorded_at=at,
    )
    entries = [*entries, told("obstacles", "added", programme.code, None, obstacle_row(obstacle))]
    record(entries, by=by.for_party(acting.party if acting else ""), at=at)
    return obstacle


@transaction.atomic
def take_step(
    obstacle: Obstacle, what: str, says: str, *, by: Actor, at: datetime, on: date, party: str = ""
) -> Step:
    """Assign an obstacle to a party, escalate it to a higher one, close it as overcome, or say it stands again.

    Records `step.added`, `source.added`, and `obstacle.changed` where it is closed or reopened.
    Refuses with NotAllowed, WrongFields, BroughtBefore, and NothingToDo.
    """
    hold("journal")
    names = ("programme", "zone", "party", "source")
    obstacle = Obstacle.objects.select_related(*names).get(pk=obstacle.pk)
    programme = obstacle.programme
    require(bool(acting := access.may_step(by, obstacle)))
    owner = Party.objects.filter(programme=programme, code=party).first() if party else None
    wrong = {name: _refusal_of(each, name) for name, each in wrong_texts({"says": (says, 1000, True)}).items()}
    if what not in STEPS:
        wrong["what"] = UnknownChoice(found=what[:40], name="what", near="")
    if owner is None and (party or what in ("assigned", "escalated")):
        wrong["party"] = UnknownCode(what=_("party"), asked=party[:80], near="") if party else Missing()
    if wrong:
        raise WrongFields(wrong)
    if (what == "closed" and obstacle.until) or (what == "reopened" and not obstacle.until):
        raise NothingToDo
    today = on.isoformat()
    if Step.objects.filter(obstacle=obstacle, taken_on=today, what=what, says=says).exists():
        raise BroughtBefore
    source, entries = _source_of(programme, Paper(), obstacle.summary_en, _publisher(programme, acting), at)
    step = Step.objects.create(
        obstacle=obstacle, what=what, party=owner, taken_on=today, says=says, source=source, recorded_at=at
    )
    entries = [*entries, told("steps", "added", programme.code, None, step_row(step))]
    if what in ("closed", "reopened"):
        before = obstacle_row(obstacle)
        obstacle.until = today if what == "closed" else ""
        obstacle.save(update_fields=["until"])
        entries.append(told("obstacles", "changed", programme.code, before, obstacle_row(obstacle)))
    record(entries, by=by.for_party(acting.party if acting else ""), at=at)
    return step


def _publisher(programme: Programme, acting: Acting | None) -> str:
    party = Party.objects.get(programme=programme, code=acting.party if acting else "")
    return str(party.name_in("en"))


def _wrong_obstacle(summary: str, kind: str, since: str, on: date) -> dict[str, Refusal]:
    wrong = {name: _refusal_of(each, name) for name, each in wrong_texts({"summary": (summary, 300, True)}).items()}
    if kind not in OBSTACLES:
        wrong["kind"] = UnknownChoice(found=kind[:40], name="kind", near="")
    if since and not is_day(since):
        wrong["since"] = BadDay(found=since[:40])
    elif since and first_day(since) > on:
        wrong["since"] = InTheFuture(found=since, today=on.isoformat())
    return wrong
