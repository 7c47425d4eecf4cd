"""Saving what somebody thought through."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.refusals import Refusal, UnknownCode, require
from corridor.base.texts import wrong_text
from corridor.foresight import access
from corridor.foresight.models import Scenario
from corridor.foresight.queries.forecast import WrongScenario
from corridor.foresight.queries.reading import read
from corridor.foresight.rules.scenario import checked
from corridor.ledger.rules.given import code_for
from corridor.programme.models import Programme

LONGEST_TITLE = 120


class BadTitle(Refusal):
    """A scenario needs a name that people can read."""

    code = "bad-title"
    text = _("A scenario has a title of 1 to {most} characters, without unseen signs and not like a formula.")


class NothingChanged(Refusal):
    """A scenario that changes nothing, or nothing since its last edition."""

    code = "nothing-changed"
    text = _("The scenario says nothing new.")


@transaction.atomic
def save_scenario(
    programme: Programme,
    title: str,
    changes: Sequence[str],
    *,
    by: Actor,
    at: datetime,
    on: date,
    code: str = "",
) -> Scenario:
    """Save changes under a title as a new scenario, or, with its code, as the next edition of one.

    Records `scenario.saved`. Refuses with NotAllowed, BadTitle, WrongScenario, UnknownCode and NothingChanged.
    """
    acting = access.may_save(by, programme)
    require(bool(acting))
    title = " ".join(title.split())
    if not title or wrong_text(title, most=LONGEST_TITLE):
        raise BadTitle(most=LONGEST_TITLE)
    scenario, wrong = checked(changes, read(programme, by, on=on).known, on)
    if wrong:
        raise WrongScenario(wrong)
    # What was read to check it takes a while; nobody waits for that.
    hold("journal")
    before = Scenario.objects.filter(programme=programme, code=code).order_by("-edition").first() if code else None
    if code and before is None:
        raise UnknownCode(what=_("scenario"), asked=code, near="")
    lines = list(scenario.lines)
    if not lines or (before and before.changes == lines and before.title == title):
        raise NothingChanged
    taken = set(Scenario.objects.filter(programme=programme).values_list("code", flat=True))
    saved = Scenario.objects.create(
        programme=programme,
        code=code or code_for(title, taken, "scenario"),
        edition=before.edition + 1 if before else 1,
        title=title,
        changes=lines,
        made_by=by.name,
        made_at=at,
    )
    row = {"title": title, "edition": str(saved.edition), "changes": "\n".join(lines)}
    entry = Entry("scenario.saved", programme.code, "scenarios", saved.code, None, row)
    record([entry], by=by.for_party(acting.party if acting else ""), at=at)
    return saved
