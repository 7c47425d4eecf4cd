"""Why a promise has its dates, and who can unblock it, as text in one language."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import READER
from corridor.foresight.queries.asking import Asker
from corridor.foresight.queries.compared import Compared, Pair
from corridor.foresight.queries.explanation import (
    Explained,
    ExplainedObstacle,
    Group,
    LearnedFrom,
    Length,
    explained,
    explained_obstacle,
)
from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.queries.kept import Kept
from corridor.foresight.queries.shown import Shown
from corridor.foresight.queries.unblock import Ordered, Unblock, Unblocking, unblocking
from corridor.foresight.rules.history import Past
from corridor.foresight.rules.network import MONTH_DAYS, Open
from corridor.foresight.rules.outlook import held_back
from corridor.foresight.rules.references import OBSTACLE
from corridor.foresight.rules.unblocking import SOON_DAYS, Help
from corridor.ledger.queries.obstacles import obstacles_by
from corridor.ledger.queries.words import OBSTACLES

MOST_WAITING = 20
UNBLOCKED: Kept[Unblocking] = Kept(standing=512, own=64)


def shown_explanation(found: Forecast, code: str, language: str) -> dict[str, Any] | None:
    """Why an open promise has its dates, as text; nothing where there is no open one of that code."""
    why = explained(found, code)
    if why is None:
        return None
    with override(language):
        return _Why(found, language).explanation(why)


def shown_obstacle(found: Forecast, code: str, language: str) -> dict[str, Any] | None:
    """Why an obstacle is expected to stand for so long, as text; nothing where it holds up no promise."""
    why = explained_obstacle(found, code)
    if why is None:
        return None
    with override(language):
        return _Why(found, language).standing(why)


def shown_unblocking(found: Forecast, code: str, language: str, asker: Asker | None = None) -> dict[str, Any]:
    """Who can unblock a promise today, as text: rows, and what all of them together would change."""
    who = UNBLOCKED.once((found, code), lambda: unblocking(found, code), asker)
    with override(language):
        words = _Why(found, language)
        return {
            "rows": [words.unblock(each) for each in who.rows],
            "together": words.helped(who.together, len(who.rows)) if who.together else "",
            "together_changes": list(who.together.lines) if who.together else [],
        }


def shown_compared(one: Forecast, other: Forecast, compared: Compared, language: str) -> dict[str, Any]:
    """Two forecasts side by side as text."""
    with override(language):
        words = _Why(other, language)
        return {
            "summary": list(words.difference(compared)),
            "changes": [list(each.outlook.scenario.lines) for each in (one, other)],
            "rows": [words.pair(each) for each in compared.rows],
        }


class _Why(Shown):
    def __init__(self, found: Forecast, language: str) -> None:
        super().__init__(found, language)
        # What was learned from obstacles is named; a block that nobody recorded has no page.
        there = obstacles_by(found.read.programme, READER, found.on, found.known_on)
        self.summaries = {each.code: each.summary_en for each in there}

    def standing(self, why: ExplainedObstacle) -> dict[str, Any]:
        title, party, zone, since = self.what(why.foreseen)
        held = next((each for each in held_back(self.outlook) if each.code == why.foreseen.code), None)
        kind = OBSTACLES.get(why.standing.kind)
        return {
            "code": why.foreseen.code,
            "title": title,
            "kind": str(kind) if kind else "",
            "is_recorded": why.foreseen.code in self.summaries,
            "debtor": self.named(self.parties, party),
            "debtor_code": party,
            "zone": self.named(self.zones, zone),
            "zone_code": zone,
            "since": self.day(since),
            **{name: self.sight(getattr(why.foreseen, name)) for name in ("p10", "p50", "p80", "p90")},
            "within_year": self.percent(why.foreseen.within_year),
            "sentence": self.sentence(title, held, "") if held else "",
            "reasons": list(self.reasons(why.foreseen)),
            "sentences": list(self.standing_because(why)),
            "waiting": [self.waiter(each) for each in why.waiting[:MOST_WAITING]],
            "waiting_more": self.more(len(why.waiting) - MOST_WAITING),
            **self.learned(why),
        }

    def waiter(self, each: Open) -> dict[str, Any]:
        row = self.outlook.foreseen[each.past.code]
        return {
            "code": row.code,
            "title": each.title,
            "debtor": self.named(self.parties, each.past.debtor),
            "workers": ngettext("{n} worker", "{n} workers", round(each.workers)).format(
                n=self.rounded(each.workers)
            )
            if each.workers
            else "",
            "when": self.when(row),
        }

    def standing_because(self, why: ExplainedObstacle) -> Iterable[str]:
        """Why it stands for so long, in sentences."""
        if why.elapsed:
            yield _("It has stood for {days} by the newest source.").format(days=self.days(why.elapsed))
        yield _("Such obstacles, if they are cleared at all, take {days} or less in half of the cases.").format(
            days=self.days(why.typical_days)
        )
        yield _("The chance that it is one of those that are not cleared: {share}.").format(
            share=self.percent(why.stalled)
        )

    def learned(self, why: Length) -> dict[str, Any]:
        """What a length was learned from."""
        is_obstacle = isinstance(why, ExplainedObstacle)
        return {
            "groups": [self.group(each, is_obstacle) for each in why.groups],
            "learned_from": [self.lesson(each) for each in why.learned_from],
            "reference": {
                "figures": why.reference.figures,
                "source": why.reference.source,
                "share": self.percent(max(0.0, why.reference_share)),
            },
        }

    def explanation(self, why: Explained) -> dict[str, Any]:
        facts = why.item.facts
        return {
            **self.row_of(why.foreseen),
            "kind_code": facts.kind,
            "zone_code": facts.zone,
            "debtor_code": facts.debtor,
            "state": self.state(why.item)["state"],
            "made": self.day(facts.made_on),
            "sentences": list(self.because(why)),
            **self.learned(why),
            "awaits": [
                {
                    "code": each.code,
                    "title": each.title or _("Something in the way, not named"),
                    "debtor": self.named(self.parties, each.party),
                    "is_obstacle": each.foreseen.is_obstacle,
                    "when": self.when(each.foreseen),
                    "lag": self.days(each.lag_days) if each.lag_days else "",
                }
                for each in why.awaits
            ],
        }

    def days(self, number: float) -> str:
        whole = round(number)
        return ngettext("{n} day", "{n} days", whole).format(n=self.number(whole))

    def because(self, why: Explained) -> Iterable[str]:
        """Why this date, in sentences."""
        yield self.when(why.foreseen)
        if why.foreseen.waits:
            yield _("Its own work has not begun to count: it waits for what is named below.")
        elif why.elapsed:
            yield _("Its own work has run for {days} by the newest source.").format(days=self.days(why.elapsed))
        else:
            yield _("Nobody said when it was made, so its own work counts from the newest source.")
        yield _("Such promises, if they move, take {days} or less in half of the cases.").format(
            days=self.days(why.typical_days)
        )
        yield _("The chance that it is one of those that do not move: {share}.").format(
            share=self.percent(why.stalled)
        )
        if why.foreseen.chance is not None:
            yield _("Its chance to keep the date promised first: {share}.").format(
                share=self.percent(why.foreseen.chance)
            )

    def group(self, each: Group, is_obstacle: bool) -> dict[str, str]:
        levels = {
            "kind": _("obstacles of this kind"),
            "debtor": _("promises and obstacles of this party"),
            "zone": _("promises and obstacles at this zone"),
            "programme": _("promises and obstacles of this programme"),
        }
        if not is_obstacle:
            levels = {
                "kind": _("promises of this kind"),
                "debtor": _("promises of this debtor"),
                "zone": _("promises at this zone"),
                "programme": _("promises of this programme"),
            }
        return {
            "level": levels[each.level],
            "kept": self.number(each.kept),
            "open": self.number(each.still_open),
            "times": self.hundredths(each.times_longer),
            "share": self.percent(max(0.0, each.share)),
        }

    def lesson(self, each: LearnedFrom) -> dict[str, Any]:
        """A past promise that it was learned from."""
        past, read = each.past, self.found.read
        is_obstacle = past.kind.startswith(OBSTACLE)
        home = read.elsewhere.programmes.get(past.programme)
        if is_obstacle:
            title = self.obstacle_title(past._replace(code="") if home else past)
        elif home:
            title = read.elsewhere.titles[past.programme, past.code]
        else:
            title = read.facts[past.code].facts.title
        took = _("took {days}") if not each.is_open else _("runs for {days} so far")
        return {
            "code": past.code,
            "title": title,
            "programme": past.programme,
            # Said only where it is another one.
            "programme_name": home.name_in(self.language) if home else "",
            "is_obstacle": is_obstacle,
            "is_recorded": not is_obstacle or (not home and past.code in self.summaries),
            "took": took.format(days=self.days(each.days)),
            "made": self.day(past.made_on),
            "kept": self.day(past.kept_on),
            "share": self.percent(max(0.0, each.share)),
        }

    def obstacle_title(self, past: Past) -> str:
        if summary := self.summaries.get(past.code):
            return summary
        named = OBSTACLES.get(past.kind.removeprefix(OBSTACLE))
        return _("Obstacle: {kind}").format(kind=named) if named else _("Something in the way, not named")

    def unblock(self, each: Unblock) -> dict[str, Any]:
        return {
            "code": each.code,
            "title": each.title or _("Something in the way, not named"),
            "is_obstacle": each.is_obstacle,
            "debtor": self.named(self.parties, each.party),
            "debtor_code": each.party,
            "zone": self.named(self.zones, each.zone),
            "since": self.day(each.since),
            "when": self.when(each.foreseen),
            "last": self.percent(each.foreseen.criticality),
            "ordered": [self.order(one) for one in each.ordered],
            "help": self.helped(each.help, 1) if each.help else "",
            "changes": list(each.help.lines) if each.help else [],
        }

    def order(self, each: Ordered) -> dict[str, Any]:
        facts = each.item.facts
        return {
            "code": facts.code,
            "title": facts.title,
            "made": self.day(facts.made_on),
            "due": self.day(facts.due_on),
            "debtor": self.named(self.parties, facts.debtor),
            "meeting": each.meeting,
            "held": self.day(each.held_on),
            "why": _("the same thing, or a date for such a thing there")
            if each.why == "same"
            else _("decided of what waits for it"),
            **self.state(each.item),
        }

    def helped(self, each: Help, number: int) -> str:
        """What it would change if it were there soon, in a sentence."""
        there = ngettext(
            "If it were there in {days}: chance within a year {after} instead of {before}; "
            "{months} worker-months spared.",
            "If all {n} were there in {days}: chance within a year {after} instead of {before}; "
            "{months} worker-months spared.",
            number,
        )
        return there.format(
            n=self.number(number),
            days=self.days(SOON_DAYS),
            after=self.percent(each.within_year_after),
            before=self.percent(each.within_year_before),
            months=self.rounded(each.worker_days / MONTH_DAYS),
        )

    def difference(self, compared: Compared) -> Iterable[str]:
        if not compared.rows:
            yield _("Both say the same.")
            return
        yield ngettext("{n} promise looks different.", "{n} promises look different.", len(compared.rows)).format(
            n=self.number(len(compared.rows))
        )
        months = compared.worker_days / MONTH_DAYS
        if round(months):
            told = _("{n} worker-months fewer are expected to be lost in ten years.")
            if months > 0:
                told = _("{n} worker-months more are expected to be lost in ten years.")
            yield told.format(n=self.rounded(abs(months)))

    def pair(self, each: Pair) -> dict[str, Any]:
        def side(row: Any) -> dict[str, str]:
            if row is None:
                return {"p50": "–", "within_year": "–"}
            return {"p50": self.sight(row.p50), "within_year": self.percent(row.within_year)}

        return {"code": each.code, "title": each.title, "before": side(each.before), "after": side(each.after)}
