"""A forecast as text in one language: words first, then what holds back the most, then every open promise."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.rules.calendars import Calendar
from corridor.foresight.rules.history import AT_ONCE, NO_DAY, UNSEEN, WAITING
from corridor.foresight.rules.network import MONTH_DAYS
from corridor.foresight.rules.outlook import (
    VERSION,
    Foreseen,
    Held,
    held_back,
    held_by_debtor,
    held_by_obstacle_kind,
    held_by_zone,
)
from corridor.ledger.queries.words import OBSTACLES
from corridor.results.queries.named import names_of
from corridor.results.queries.wording import Wording

TOP = 12
TOP_GROUPS = 8
MONTHS = 12


def shown_forecast(found: Forecast, language: str, *, top: int = TOP) -> dict[str, Any]:
    """The page of a forecast."""
    with override(language):
        return Shown(found, language).everything(top)


class Shown(Wording):
    """A forecast in the words of one language."""

    def __init__(self, found: Forecast, language: str) -> None:
        parties = {past.debtor for past in found.read.pasts if past.debtor}
        zones = {past.zone for past in found.read.pasts if past.zone}
        super().__init__(language, *names_of(found.read.programme, parties, zones))
        self.found, self.outlook = found, found.outlook

    def everything(self, top: int) -> dict[str, Any]:
        outlook = self.outlook
        held = held_back(outlook)
        return {
            "name": self.found.read.programme.name_in(self.language),
            "on": self.day(outlook.on),
            "known_on": self.day(self.found.known_on),
            "until": self.day(self.found.read.until),
            "summary": list(self.summary()),
            "assumptions": list(self.assumptions()),
            "changes": list(outlook.scenario.lines),
            "held": [self.held(place, each) for place, each in enumerate(held[:top], 1)],
            "held_more": self.more(len(held) - top),
            "held_by_debtor": self.groups(held_by_debtor(outlook), lambda code: self.named(self.parties, code)),
            "held_by_zone": self.groups(held_by_zone(outlook), lambda code: self.named(self.zones, code)),
            "held_by_obstacle": self.groups(
                held_by_obstacle_kind(outlook), lambda code: str(OBSTACLES.get(code, _("Not named")))
            ),
            "items": [self.row_of(each) for each in self.in_order()],
            "seed": str(outlook.seed),
            "scenarios": self.number(outlook.scenarios),
            "version": VERSION,
            "digest": outlook.digest,
        }

    def more(self, number: int) -> str:
        if number <= 0:
            return ""
        return ngettext("{n} more", "{n} more", number).format(n=self.number(number))

    def summary(self) -> Iterable[str]:
        """How it stands, in sentences."""
        rows = list(self.outlook.foreseen.values())
        if not rows:
            yield _("No promise is open, so there is nothing to foresee.")
            return
        expected = sum(each.within_year for each in rows)
        yield ngettext(
            "{n} open promise; expected to be kept within a year: {expected}.",
            "{n} open promises; expected to be kept within a year: {expected}.",
            len(rows),
        ).format(n=self.number(len(rows)), expected=self.number(round(expected)))
        far = sum(each.p50 is None for each in rows)
        if far:
            yield ngettext(
                "{n} is at even odds not in sight within ten years.",
                "{n} are at even odds not in sight within ten years.",
                far,
            ).format(n=self.number(far))
        dated = [
            self.outlook.foreseen[each.past.code].chance or 0.0
            for each in self.outlook.plan.promises
            if each.due_on and each.due_on >= self.outlook.on
        ]
        if dated:
            yield ngettext(
                "{n} bears a date that has not passed; expected to be met: {expected}.",
                "{n} bear a date that has not passed; expected to be met: {expected}.",
                len(dated),
            ).format(n=self.number(len(dated)), expected=self.tenths(sum(dated)))
        if self.outlook.loss[0]:
            yield _("Expected to be lost in ten years as they stand: {months} worker-months.").format(
                months=self.rounded(self.outlook.loss[0] / MONTH_DAYS)
            )

    def assumptions(self) -> Iterable[str]:
        """What the forecast rests on, in sentences; each can be changed in a scenario or checked in the ledger."""
        lessons = self.outlook.lessons
        yield _(
            "Learned from {kept} things that were done and {open} that still run; {silent} teach nothing: {why}."
        ).format(
            kept=self.number(lessons.kept),
            open=self.number(lessons.still_open),
            silent=self.number(sum(lessons.silent.values())),
            why=self.silence(),
        )
        others = lessons.elsewhere
        if others:
            names = self.found.read.elsewhere.programmes
            yield _("{n} of these are of other programmes: {names}.").format(
                n=self.number(len(others)),
                names=", ".join(
                    str(names[code].name_in(self.language)) for code in sorted({each.programme for each in others})
                ),
            )
        if self.found.read.until < self.outlook.on:
            yield _(
                "The newest source is of {day}. Nobody has told of anything since: "
                "what is open may be there already."
            ).format(day=self.day(self.found.read.until))
        # xgettext: no-python-format
        yield _(
            "Before any history, {share} % of promises are taken not to move; the ledger’s own history weighs more."
        ).format(share=self.number(round(100 * lessons.assumptions.stalled)))
        if self.outlook.woven:
            for each in self.outlook.woven.common:
                how = _("measured in this ledger") if each.learned else _("assumed, as there is too little history")
                what = _("one debtor") if each.level == "debtor" else _("one zone")
                yield _("Promises of {what} move together by {share} ({how}).").format(
                    what=what, share=self.hundredths(each.loading), how=how
                )
            yield from self.calendars(self.outlook.woven.calendars)
        yield _("A promise begins when all that it needs is there; what stands in its way must go first.")
        yield _(
            "Workers and exports count as they were pledged, from the due date on, or from today, for ten years."
        )

    def calendars(self, laid: Iterable[Calendar | None]) -> Iterable[str]:
        """By whose working days promises are done, and what is not known of these."""
        for each in sorted({each for each in laid if each}):
            told = _(
                "By the calendar “{calendar}” nothing is done on {weekend}, nor on its fixed holidays ({n} a year)."
            ).format(
                calendar=each.code,
                weekend=", ".join(str(WEEKDAYS[day]) for day in each.weekend) or "–",
                n=self.number(len(each.holidays)),
            )
            if each.movable:
                told += " " + _("Not counted, as nobody told on which days they fall: {names}.").format(
                    names=", ".join(each.movable)
                )
            if not each.is_checked:
                told += " " + _("Nobody has checked this calendar yet.")
            yield told

    def silence(self) -> str:
        """Why some promises teach nothing."""
        words = {
            NO_DAY: _("no day on which it was made"),
            AT_ONCE: _("told of when it was there"),
            WAITING: _("waits for others"),
            UNSEEN: _("too new"),
        }
        told = self.outlook.lessons.silent
        return ", ".join(f"{words[why]}: {self.number(count)}" for why, count in sorted(told.items())) or "–"

    def held(self, place: int, held: Held) -> dict[str, Any]:
        """One line of what holds back the most, with reasons that can be checked."""
        row = self.row_held(held)
        title, party, zone, since = self.what(row)
        return {
            "place": self.number(place),
            "code": held.code,
            "title": title,
            "sentence": self.sentence(title, held, since),
            "reasons": list(self.reasons(row)),
            "debtor": self.named(self.parties, party),
            "debtor_code": party,
            "zone": self.named(self.zones, zone),
            "zone_code": zone,
            "is_obstacle": row.is_obstacle,
            "workers": self.rounded(held.workers),
            "worker_months": self.rounded(held.worker_months),
            "exports": self.rounded(held.exports_lost),
            "within_year": self.percent(row.within_year),
        }

    def row_held(self, held: Held) -> Foreseen:
        """What is held: a promise and an obstacle may bear the same code."""
        promise, obstacle = self.outlook.foreseen.get(held.code), self.outlook.obstacles.get(held.code)
        if obstacle is None or (promise and not promise.waits and promise.worker_months == held.worker_months):
            return self.outlook.foreseen[held.code]
        return obstacle

    def what(self, row: Foreseen) -> tuple[str, str, str, str]:
        """Title, party, zone, and since when it waits."""
        if row.is_obstacle:
            standing = self.outlook.obstacle(row.code)
            past = standing.past if standing else None
            summary = standing.summary if standing else ""
            return (
                summary or _("Something in the way, not named"),
                past.debtor if past else "",
                past.zone if past else "",
                past.made_on if past else "",
            )
        facts = self.found.read.facts[row.code].facts
        return facts.title, facts.debtor, facts.zone, facts.made_on

    def sentence(self, title: str, held: Held, since: str) -> str:
        """Such as: Licence: 9,300 expected worker-months in ten years, 1,240 a year; waiting since March 2022."""
        parts = []
        if held.workers:
            parts.append(
                _("{months} expected worker-months in ten years, {year} a year").format(
                    months=self.rounded(held.worker_months), year=self.rounded(held.workers * MONTHS)
                )
            )
        if held.exports:
            parts.append(_("USD {n} expected exports a year").format(n=self.rounded(held.exports * 365.25)))
        if since:
            parts.append(_("waiting since {day}").format(day=self.day(since)))
        return _("{title}: {parts}").format(title=title, parts=_("; ").join(parts))

    def reasons(self, row: Foreseen) -> Iterable[str]:
        """Why it holds so much back, and when it is expected."""
        blocked = self.outlook.holds(row.code, row.is_obstacle)
        with_workers = [each for each in blocked if each.workers]
        if with_workers:
            named = _("; ").join(f"{each.title} ({self.rounded(each.workers)})" for each in with_workers[:3])
            yield ngettext(
                "{n} promise with workers waits for it: {named}",
                "{n} promises with workers wait for it: {named}",
                len(with_workers),
            ).format(n=self.number(len(with_workers)), named=named)
        own = self.outlook.promise(row.code)
        if own and own.workers and not row.is_obstacle:
            yield _("It brings {n} pledged workers itself.").format(n=self.rounded(own.workers))
        if with_workers:
            yield _("Of all that they wait for, it is the last to come in {share} of the scenarios.").format(
                share=self.percent(row.criticality)
            )
        yield self.when(row)

    def when(self, row: Foreseen) -> str:
        """When it is expected, in a sentence."""
        chance = _("Within a year: {chance}").format(chance=self.percent(row.within_year))
        even = (
            _("at even odds by {day}").format(day=self.day(row.p50))
            if row.p50
            else _("at even odds not within ten years")
        )
        return _("; ").join((chance, even))

    def groups(self, held: list[Held], named: Any) -> list[dict[str, Any]]:
        return [
            {
                "code": each.code,
                "name": named(each.code),
                "workers": self.rounded(each.workers),
                "worker_months": self.rounded(each.worker_months),
                "members": list(each.members),
                "count": self.number(len(each.members)),
            }
            for each in held[:TOP_GROUPS]
        ]

    def in_order(self) -> list[Foreseen]:
        """Every open promise, the earliest at even odds first, then by the chance within a year."""
        rows = self.outlook.foreseen.values()
        return sorted(rows, key=lambda row: (row.p50 or date.max, -row.within_year, row.code))

    def row_of(self, row: Foreseen) -> dict[str, Any]:
        facts = self.found.read.facts[row.code].facts
        due = self.outlook.promise(row.code)
        return {
            "code": row.code,
            "title": facts.title,
            "debtor": self.named(self.parties, facts.debtor),
            "zone": self.named(self.zones, facts.zone),
            "due": self.day(due.due_on) if due and row.code in self.moved() else self.day(facts.due_on),
            "p10": self.sight(row.p10),
            "p50": self.sight(row.p50),
            "p80": self.sight(row.p80),
            "p90": self.sight(row.p90),
            "within_year": self.percent(row.within_year),
            "chance": "" if row.chance is None else self.percent(row.chance),
            "waits": row.waits,
        }

    def moved(self) -> set[str]:
        """The promises whose date the scenario moves."""
        return set(self.outlook.scenario.days("due"))

    def sight(self, day: date | None) -> str:
        return self.day(day) if day else "–"

    def percent(self, share: float) -> str:
        """A share as people say it; never 0 or 100 for what is only close to it."""
        whole = round(100 * share)
        if whole == 0 and share > 0:
            return _("under {n} %").format(n=self.number(1))
        if whole == 100 and share < 1:
            return _("over {n} %").format(n=self.number(99))
        return _("{n} %").format(n=self.number(whole))

    def rounded(self, number: float) -> str:
        """Three digits that count: more would say more than is known."""
        if number < 1:
            return self.number(round(number))
        return self.number(int(round(number, 3 - len(str(int(number))))))

    def tenths(self, number: float) -> str:
        return self.number(Decimal(f"{number:.1f}").normalize()) if number >= 0.05 else self.number(0)

    def hundredths(self, number: float) -> str:
        return self.number(Decimal(f"{number:.2f}"))
