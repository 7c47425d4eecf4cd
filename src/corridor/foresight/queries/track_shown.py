"""How forecasts did, as text and shapes of one language: those published, and those that would have been made."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.names import RIGHT_TO_LEFT
from corridor.engine.scores_calibration import Band
from corridor.foresight.queries.asking import Asker
from corridor.foresight.queries.backtest import backtest
from corridor.foresight.queries.calibration import calibration
from corridor.foresight.queries.kept import Kept
from corridor.foresight.queries.published import published
from corridor.foresight.queries.whatif import as_things_stand
from corridor.foresight.rules.scoring import SHORTEST_WATCHED, Score
from corridor.foresight.rules.track import Track
from corridor.programme.models import Programme
from corridor.results.queries.balance import last_event
from corridor.results.queries.wording import Wording
from corridor.results.rules.axes import share

# The picture of what was said beside what came, in points: its side, the room for words around, the largest dot.
SIDE, ROOM, LARGEST, SMALLEST = 250, 46, 14.0, 3.0
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


TESTED: Kept[Track] = Kept(standing=16, own=8)


def back_tested(programme: Programme, by: Actor, *, on: date, asker: Asker | None = None) -> Track:
    """The back-test, from memory until another fact is told. It takes some seconds. Refuses with Later."""
    # What no entry of the journal has changed since.
    key = (programme, by, last_event(), on)
    return TESTED.once(key, lambda: backtest(programme, by, on=on), asker)


def look_ahead(programme: Programme, by: Actor, *, on: date) -> None:
    """Compute what all read, so that nobody has to wait for it: the forecast of a day and the back-test.

    Both are found then by every process of this machine. Refuses with NoForecast.
    """
    base = as_things_stand(programme, by, on=on)
    back_tested(programme, by, on=min(on, base.read.until))


def shown_tracks(
    programme: Programme,
    by: Actor,
    language: str,
    *,
    on: date,
    known_on: date | None = None,
    asker: Asker | None = None,
) -> dict[str, Any]:
    """The page of how forecasts did. Refuses with Later as the asker may."""
    told = calibration(programme, by, on=on, known_on=known_on)
    back = back_tested(programme, by, on=min(on, told.until), asker=asker)
    with override(language):
        words = Tracked(language)
        return {
            "until": words.day(told.until),
            "published": [words.made(each) for each in published(programme, by)],
            "tracks": [
                {"name": "published", "title": _("Published forecasts"), **words.track(told)},
                {"name": "backtest", "title": _("Back-test"), **words.track(back)},
            ],
            "least": ngettext("{n} day", "{n} days", SHORTEST_WATCHED).format(n=words.number(SHORTEST_WATCHED)),
        }


def unseen_sentence(whole: Score, number: Callable[[float], str]) -> str:
    """How many had been kept already when it was forecast that they would be, and how it went with the others."""
    return _(
        "{n} of them had been kept before the day of the forecast, and nothing known then said so; "
        "of all others {expected} were expected and {kept} were kept."
    ).format(
        n=number(whole.unseen),
        expected=number(round(whole.expected_open)),
        kept=number(whole.kept - whole.unseen),
    )


class Tracked(Wording):
    """How forecasts did in the words of one language."""

    def __init__(self, language: str) -> None:
        super().__init__(language, {}, {})
        self.is_from_right = language.split("-")[0] in RIGHT_TO_LEFT

    def made(self, each: Any) -> dict[str, Any]:
        return {
            "number": each.pk,
            "as_of": self.day(each.as_of),
            "known_on": self.day(each.known_on),
            "made": self.day(each.made_at.date()),
            "scenario": each.scenario.title if each.scenario else "",
            "seed": str(each.seed),
            "scenarios": self.number(each.scenarios),
            "version": each.version,
            "digest": each.digest,
        }

    def track(self, track: Track) -> dict[str, Any]:
        """One run of forecasts: findings, a line each, what was said beside what came, where outcomes fell."""
        if track.whole is None:
            return {"is_empty": True}
        # No outcome lies further on: none was watched for so long.
        reached = max((at for at, each in enumerate(track.pit, 1) if each), default=0)
        return {
            "is_empty": False,
            "findings": list(self.findings(track.whole, len(track.scores))),
            "head": self.head(),
            "rows": [*map(self.scored, track.scores), self.scored(track.whole)],
            "diagram": self.diagram(track),
            "off": self.percent(track.calibration_error),
            "pit": [
                {
                    "label": f"{self.number(10 * at)}–{self.percent((at + 1) / 10)}",
                    "width": f"{min(100.0, 100 * each):.1f}%",
                    "number": self.percent(each) if at < reached else "–",
                }
                for at, each in enumerate(track.pit)
            ],
        }

    def findings(self, whole: Score, forecasts: int) -> Iterable[str]:
        """What the table says, whatever it says."""
        yield _("{forecasts}: {expected} were expected to be kept while they were watched, {kept} were.").format(
            forecasts=ngettext("{n} forecast", "{n} forecasts", forecasts).format(n=self.number(forecasts)),
            expected=self.number(round(whole.expected)),
            kept=self.number(whole.kept),
        )
        if whole.unseen:
            yield unseen_sentence(whole, self.number)
        if whole.kept_only is None:
            yield _("Mean error: {ours}.").format(ours=self.days(whole.ours))
        else:
            yield _(
                "Mean error: {ours}; learned from kept promises alone it is {others}, "
                "and {nothing} if one says that nothing will be kept."
            ).format(
                ours=self.days(whole.ours),
                others=self.days(whole.kept_only),
                nothing=self.days(whole.nothing),
            )
        if whole.promised is not None:
            yield _(
                "Of those that bore a date: {ours}; if the promised dates are taken as true {promised}, "
                "with the mean slip so far added {slipped}."
            ).format(
                ours=self.days(whole.ours_dated),
                promised=self.days(whole.promised),
                slipped=self.days(whole.slipped),
            )

    def head(self) -> list[str]:
        return [
            _("As of"),
            _("Days watched"),
            _("Promises"),
            _("Kept"),
            _("Expected"),
            _("Mean error, days"),
            _("By kept promises alone"),
            _("If nothing is kept"),
            _("Bore a date"),
            _("Ours"),
            _("Promised dates"),
            _("With mean slip"),
            _("Kept by P10"),
            _("Kept by P50"),
            _("Kept by P80"),
        ]

    def scored(self, score: Score) -> dict[str, Any]:
        return {
            "label": self.day(score.as_of) or _("Together"),
            "cells": [
                self.number(score.watched),
                self.number(score.items),
                self.number(score.kept),
                self.number(round(score.expected)),
                self.error(score.ours),
                self.error(score.kept_only),
                self.error(score.nothing),
                self.number(score.dated),
                self.error(score.ours_dated),
                self.error(score.promised),
                self.error(score.slipped),
                *map(self.held, score.bands),
            ],
        }

    def held(self, band: Band) -> str:
        """How many of those whose day was watched were kept by it."""
        if not band.number:
            return "–"
        return _("{share} of {n}").format(share=self.percent(band.share), n=self.number(band.number))

    def error(self, days: float | None) -> str:
        return "–" if days is None else self.number(round(days))

    def days(self, days: float | None) -> str:
        if days is None:
            return "–"
        return ngettext("{n} day", "{n} days", round(days)).format(n=self.number(round(days)))

    def percent(self, part: float) -> str:
        return _("{n} %").format(n=self.number(round(100 * part)))

    def diagram(self, track: Track) -> dict[str, Any]:
        """What was said beside what came: on the line where both are one."""
        most = max((each.number for each in track.reliability), default=1)
        dots = [
            {
                "x": self.x(each.said),
                "y": self.y(each.happened),
                "r": f"{max(SMALLEST, LARGEST * (each.number / most) ** 0.5):.1f}",
            }
            for each in track.reliability
        ]
        return {
            "width": ROOM + SIDE + ROOM,
            "height": ROOM + SIDE + ROOM,
            "from": (self.x(0), self.y(0)),
            "to": (self.x(1), self.y(1)),
            "across": [{"x": self.x(at), "label": self.percent(at)} for at in QUARTERS],
            "up": [{"y": self.y(at), "label": self.percent(at)} for at in QUARTERS],
            "left": ROOM,
            "right": ROOM + SIDE,
            "top": ROOM,
            "bottom": ROOM + SIDE,
            "labels_at": ROOM + SIDE + 4 if self.is_from_right else ROOM - 4,
            "dots": dots,
            "rows": [
                [self.percent(each.said), self.percent(each.happened), self.number(each.number)]
                for each in track.reliability
            ],
        }

    def x(self, part: float) -> float:
        part = 1 - part if self.is_from_right else part
        return round(ROOM + SIDE * share(part, 1) / 100, 1)

    def y(self, part: float) -> float:
        return round(ROOM + SIDE * (1 - part), 1)
