"""What changes when something changes: a forecast under other assumptions beside things as they stand."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from corridor.base.actors import Actor
from corridor.base.names import RIGHT_TO_LEFT
from corridor.foresight.queries.asking import Asker
from corridor.foresight.queries.compared import Compared, compared
from corridor.foresight.queries.forecast import Forecast, WrongScenario, forecast_of, outlook_under
from corridor.foresight.queries.kept import Kept
from corridor.foresight.queries.sentences import wrong_sentence
from corridor.foresight.queries.shown import Shown
from corridor.foresight.rules.network import MONTH_DAYS
from corridor.foresight.rules.outlook import Foreseen
from corridor.foresight.rules.scenario import Change, Known, Wrong, checked, read
from corridor.ledger.queries.words import OBSTACLES
from corridor.programme.models import Programme
from corridor.results.queries.balance import last_event
from corridor.results.queries.pictured import ISOLATE, LEFT_TO_RIGHT, POP

# So many promises are named whose dates change most.
MOST_NAMED = 12
HUNDRED = 99.95
BASES: Kept[Forecast] = Kept(standing=16, own=16)
CHANGED: Kept[Forecast] = Kept(standing=64, own=64)
MINUS = "\u2212"


class Line(NamedTuple):
    """A line of a scenario as it was written, what it means, and what is wrong with it."""

    number: int
    text: str
    says: str
    wrong: str


def as_things_stand(
    programme: Programme, by: Actor, *, on: date, known_on: date | None = None, asker: Asker | None = None
) -> Forecast:
    """The forecast of the ledger as it stands, from memory until another fact is told. Refuses with NoForecast.

    asker: who asks for it, where it is of other days than all read: it may be refused with Later.
    """

    def made() -> Forecast:
        return forecast_of(programme, by, on=on, known_on=known_on, is_kept=asker is None)

    # What no entry of the journal has changed since.
    return BASES.once((programme, by, last_event(), on, known_on), made, asker)


def under(base: Forecast, changes: Sequence[str], asker: Asker | None = None) -> Forecast:
    """The same forecast under changes. Refuses with WrongScenario and NoForecast, with Later as the asker may."""
    scenario, wrong = checked(changes, base.read.known, base.on)
    if wrong:
        raise WrongScenario(wrong)

    def made() -> Forecast:
        outlook = outlook_under(
            base.read,
            scenario,
            seed=base.outlook.seed,
            scenarios=base.outlook.scenarios,
            taught=base.outlook.lessons,
        )
        return Forecast(base.read, outlook, base.known_on)

    return CHANGED.once((base, scenario), made, asker)


def shown_clearing(
    base: Forecast, changes: Sequence[str], line: str, language: str, asker: Asker | None = None
) -> list[str]:
    """What one more line would change beside some that are there, in sentences; none where it contradicts them."""
    if wrong_with(base, (*changes, line)):
        return []
    found = under(base, changes, asker) if changes else base
    other = under(base, (*changes, line), asker)
    with override(language):
        return Changed(found, language).sentences(compared(found, other), other)


def wrong_with(base: Forecast, changes: Sequence[str]) -> tuple[Wrong, ...]:
    """What is wrong with changes, line by line; nothing where they can be computed."""
    return tuple(checked(changes, base.read.known, base.on)[1])


def shown_lines(base: Forecast, changes: Sequence[str], language: str) -> list[Line]:
    """Changes in words, each with what is wrong with it."""
    with override(language):
        told = Changed(base, language)
        wrong = wrong_with(base, changes)
        return [
            Line(
                number,
                text,
                " · ".join(told.says(change) for change in read([text])[0]),
                " ".join(str(wrong_sentence(each)) for each in wrong if each.line == number),
            )
            for number, text in enumerate(changes, 1)
        ]


def offered_things(base: Forecast, language: str) -> dict[str, list[tuple[str, str]]]:
    """What a line may name: open promises and what stands in their way, by code, in the order of titles."""
    with override(language):
        told = Changed(base, language)
        known: Known = base.read.known
        return {
            "promises": sorted(((code, told.title(code)) for code in known.open_items), key=lambda each: each[1]),
            "obstacles": sorted(
                ((code, told.hindrance(code)) for code in known.obstacles), key=lambda each: each[1]
            ),
        }


def shown_change(base: Forecast, others: Mapping[str, Forecast], language: str) -> dict[str, Any]:
    """Forecasts beside the base, by their names: what is lost in each, and the promises that change most."""
    with override(language):
        return Changed(base, language).beside(others)


class Changed(Shown):
    """What changes, in the words of one language."""

    def title(self, code: str) -> str:
        item = self.found.read.facts.get(code)
        return item.facts.title if item else code

    def hindrance(self, code: str) -> str:
        standing = self.found.outlook.obstacle(code)
        if standing is None:
            return code
        return (
            standing.summary or str(OBSTACLES.get(standing.kind, "")) or self.title(code.removeprefix("block-of-"))
        )

    def apart(self, text: str, mark: str = ISOLATE) -> str:
        """A name isolated from the words around it where those run from right to left."""
        return f"{mark}{text}{POP}" if self.language.split("-")[0] in RIGHT_TO_LEFT else text

    def says(self, change: Change) -> str:
        """One change as a sentence."""
        day = self.day(change.on)
        named = self.named(self.parties, change.name) if change.of == "party" else None
        facts = {
            "title": self.apart(self.title(change.item)),
            "needs": self.apart(self.title(change.needs)),
            "obstacle": self.apart(self.hindrance(change.obstacle)) if change.obstacle else "",
            "name": self.apart(str(named or change.name)),
            "day": day,
            "n": self.rounded(change.number),
            "share": self.percent(min(1.0, change.number)),
        }
        return {
            "due": _("“{title}” is promised for {day}"),
            "done": _("“{title}” is there on {day}, whatever it waits for"),
            "clear": _("The obstacle “{obstacle}” is gone on {day}"),
            "need": _("“{title}” needs “{needs}”, and {n} days after it"),
            "drop": _("“{title}” does not need “{needs}”"),
            "slow": _("What is left of everything by “{name}” takes {n} times as long"),
            "stalled": _("{share} of all promises are taken not to move, before any history"),
            "reference": _("Half of all “{name}” is taken to be done within {n} days, before any history"),
            "calendars": _("Any day is a working day"),
            "elsewhere": _("What other programmes did teaches nothing"),
        }[change.name if change.what == "without" else change.what].format(**facts)

    def beside(self, others: Mapping[str, Forecast]) -> dict[str, Any]:
        every = [self.found, *others.values()]
        pairs = {name: compared(self.found, other) for name, other in others.items()}
        changed = _most_changed(list(pairs.values()))
        heads = [_("As things stand"), *(name or _("If this changes") for name in others)]
        return {
            "sentences": [each for name, pair in pairs.items() for each in self.sentences(pair, others[name])],
            "heads": heads,
            "totals": [{**row, "cells": list(zip(heads, row["cells"], strict=True))} for row in self.totals(every)],
            "rows": [
                {**row, "cells": list(zip(heads, row["cells"], strict=True))}
                for row in (self.both(code, every) for code in changed[:MOST_NAMED])
            ],
            "more": self.more(len(changed) - MOST_NAMED),
        }

    def sentences(self, pair: Compared, other: Forecast) -> list[str]:
        """The change told at once, before any table."""
        told = [_("{months} worker-months in ten years").format(months=self.signed(-pair.worker_days / MONTH_DAYS))]
        if round(pair.exports):
            told.append(_("USD {exports} of exports in ten years").format(exports=self.signed(-pair.exports)))
        kept = self.kept(other) - self.kept(self.found)
        told.append(_("promises expected to be kept within a year: {kept}").format(kept=self.signed(kept)))
        return told

    def totals(self, every: Sequence[Forecast]) -> list[dict[str, Any]]:
        """What each forecast expects in all, with the difference to the first."""
        labels = (
            _("Promises kept within a year"),
            _("Worker-months lost in ten years"),
            _("Exports lost in ten years, USD"),
        )
        numbers = [(self.kept(each), each.outlook.loss[0] / MONTH_DAYS, each.outlook.loss[1]) for each in every]
        return [
            {
                "label": label,
                "cells": [self.few(before), *(self.with_change(each, before) for each in after)],
            }
            for label, (before, *after) in zip(labels, zip(*numbers, strict=True), strict=True)
            if before or any(after)
        ]

    def with_change(self, number: float, before: float) -> str:
        return f"{self.few(number)} ({self.signed(number - before)})"

    def kept(self, found: Forecast) -> float:
        return sum(each.within_year for each in found.outlook.foreseen.values())

    def few(self, number: float) -> str:
        """Of less than a hundred one digit behind the point, else three digits that count."""
        return self.tenths(number) if number < HUNDRED else self.rounded(number)

    def signed(self, number: float) -> str:
        """A change with its sign, which stays before it where words run from right to left."""
        text = self.few(abs(number))
        return (
            text if text == self.number(0) else self.apart(f"{'+' if number > 0 else MINUS}{text}", LEFT_TO_RIGHT)
        )

    def both(self, code: str, every: Sequence[Forecast]) -> dict[str, Any]:
        rows = [each.outlook.foreseen.get(code) for each in every]
        return {
            "code": code,
            "title": self.title(code),
            "cells": [self.chances(row) if row else "–" for row in rows],
        }

    def chances(self, row: Foreseen) -> str:
        """Chance within a year, and the month at even odds where it is in sight."""
        within = self.percent(row.within_year)
        if row.p50 is None:
            return within
        return _("{chance}; even odds {day}").format(chance=within, day=self.day(f"{row.p50:%Y-%m}"))


def _most_changed(pairs: Sequence[Compared]) -> list[str]:
    """The promises that look different in any of some comparisons, those whose chances change most first."""
    weight: dict[str, float] = {}
    for pair in pairs:
        for each in pair.rows:
            weight[each.code] = max(weight.get(each.code, 0.0), abs(each.change))
    return sorted(weight, key=lambda code: (-weight[code], code))
