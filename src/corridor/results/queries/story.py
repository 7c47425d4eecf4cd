"""One story in words of one language: promises of one kind at one place, and why it is there or is not."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.days import last_day_or_none
from corridor.base.names import RIGHT_TO_LEFT
from corridor.ledger.models import Move, Obstacle
from corridor.ledger.queries.words import OBSTACLES, PROOFS, SAYINGS, STATES
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import KEPT, Proof
from corridor.results.queries.figures import side_by_side
from corridor.results.queries.stories import Seen, Told, finding
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import kind_name
from corridor.results.rules import stories as rules
from corridor.results.rules.axes import from_start
from corridor.results.rules.lists import PAGE
from corridor.results.rules.stories import Moment

# So many years of the axis bear their number; the others only a line.
NUMBERED = 8


def shown_story(told: Told, language: str) -> dict[str, Any]:
    """Everything about a story as text in a language, and its axis in hundredths from the left."""
    with override(language):
        return _Shown(told, language).everything()


class _Shown(Wording):
    def __init__(self, told: Told, language: str) -> None:
        super().__init__(language, told.parties, told.zones)
        self.told, self.story = told, told.story
        self.moves: list[Move] = [move for found in told.moves.values() for move in found]
        sights = [each.sight for each in told.seen]
        self.axis = rules.axis(told.story, sights, told.on, [each.due_on for each in self.moves])
        self.is_from_right = language.split("-")[0] in RIGHT_TO_LEFT
        self.by_number = {item.facts.number: item for item in told.story.items}

    def everything(self) -> dict[str, Any]:
        told, story = self.told, self.story
        missing, waits = rules.missing(story, told.near), rules.waits(story, told.near)
        stood = [(each.since, each.until) for each in told.obstacles]
        moved = [each.moved_on for each in self.moves]
        dated, undated = rules.moments(story, [each.sight for each in told.seen], stood, told.on, moved)
        beyond = max(0, len(waits) - PAGE)
        more = ngettext("… and {n} more promise", "… and {n} more promises", beyond)
        return {
            "zone_code": story.zone,
            "zone": told.zone.name_in(self.language),
            "kind_code": story.kind,
            "thing": kind_name(story.kind, self.language),
            "finding": finding(story, self),
            "state_code": story.state.value,
            "state": str(STATES[story.state]),
            "is_there": story.state in KEPT,
            "summary": [*self.more_undated(), self.slipped(), *self.waiting_for_it(waits), self.verified()],
            "on": self.day(told.on),
            "years": self.years(),
            "today": self.place(told.on),
            "signs": [(says, str(label)) for says, label in SAYINGS.items()],
            "spans": [self.span(item) for item in story.items],
            "has_moved": bool(self.moves),
            "dates": [self.promised(slip) for slip in rules.slips(story)],
            "moments": [self.moment(each) for each in dated],
            "undated": [self.moment(each) for each in undated],
            "missing": [self.item(item) for item in missing],
            "there": [self.neighbour(item) for item in rules.there(story, told.near)],
            "obstacles": [self.obstacle(each) for each in told.obstacles if self.stands(each)],
            "waits": [self.item(item) for item in waits[:PAGE]],
            "waits_more": more.format(n=self.number(beyond)) if beyond else "",
            "gone": [
                {"name": each.name, "note": each.note, "source": self.paper(each.source)} for each in told.gone
            ],
            "proven": [self.neighbour(item) for item in story.items if item.standing.proof is not Proof.NONE],
            "figures": side_by_side(told.figures, self),
        }

    def more_undated(self) -> list[str]:
        count = len(self.story.undated)
        text = ngettext("{n} more without a date", "{n} more without a date", count)
        return [text.format(n=self.number(count))] if count else []

    def slipped(self) -> str:
        first, days = self.day(self.story.dated[0].facts.due_on), self.story.slip_days
        if self.story.state in KEPT:
            text = ngettext(
                "From the first date, {first}, until all of it was there: {n} day",
                "From the first date, {first}, until all of it was there: {n} days",
                days,
            )
        elif rules.reached(self.story.dated[-1]) > self.told.on:
            text = ngettext(
                "From the first date, {first}, to the last date promised: {n} day",
                "From the first date, {first}, to the last date promised: {n} days",
                days,
            )
        else:
            text = ngettext(
                "Since the first date, {first}: {n} day", "Since the first date, {first}: {n} days", days
            )
        return text.format(n=self.number(days), first=first)

    def waiting_for_it(self, waits: list[Item]) -> list[str]:
        if not waits:
            return []
        text = ngettext("{n} other promise waits for it", "{n} other promises wait for it", len(waits))
        wait = text.format(n=self.number(len(waits)))
        workers = sum(item.facts.workers or 0 for item in waits)
        if not workers:
            return [wait]
        pledged = ngettext("with {n} pledged worker", "with {n} pledged workers", workers)
        return [_("{wait}, {pledged}").format(wait=wait, pledged=pledged.format(n=self.number(workers)))]

    def verified(self) -> str:
        count = sum(bool(each.verified_on) for each in self.told.seen)
        if not count:
            return _("nothing of it verified by another party")
        text = ngettext("{n} report verified", "{n} reports verified", count)
        return text.format(n=self.number(count))

    def place(self, day: date) -> str:
        """Where a day is drawn on the axis, from the left."""
        return self.drawn(self.axis.place(day))

    def drawn(self, at: float) -> str:
        return f"{from_start(at, 0, self.is_from_right):.2f}"

    def years(self) -> list[dict[str, Any]]:
        years = self.axis.years
        step = -(-len(years) // NUMBERED)
        width = 100 / len(years)
        return [
            {
                "edge": self.drawn(place * width),
                "middle": self.drawn((place + 0.5) * width),
                "label": self.day(str(year)) if place % step == 0 else "",
            }
            for place, year in enumerate(years)
        ]

    def span(self, item: Item) -> dict[str, Any]:
        """One promise on the axis: its lines, and a sign for each thing seen of it."""
        seen = [each for each in self.told.seen if each.sight.number == item.facts.number]
        return {
            **self.neighbour(item),
            "lines": [
                {"how": each.how, "begins": self.drawn(each.begins), "ends": self.drawn(each.ends)}
                for each in rules.stretches(item, self.axis, self.told.on)
            ],
            "due_at": self.place(item.due_by) if item.due_by else "",
            **self.moved(item),
            "seen": [self.sign(each) for each in seen],
        }

    def moved(self, item: Item) -> dict[str, str]:
        """To when the date of a promise was moved at last, in words and on the axis."""
        moves = self.told.moves.get(item.facts.number)
        last = last_day_or_none(moves[-1].due_on) if moves else None
        return {
            "moved": self.day(moves[-1].due_on) if moves else "",
            "moved_at": self.place(last) if last else "",
            "moved_from": self.place(item.due_by) if last and item.due_by else "",
        }

    def sign(self, seen: Seen) -> dict[str, Any]:
        day = last_day_or_none(seen.sight.day)
        return {
            "says_code": seen.sight.says,
            "says": str(SAYINGS[seen.sight.says]),
            "day": self.day(seen.sight.day),
            "at": self.place(day) if day else "",
        }

    def promised(self, slip: rules.Slip) -> dict[str, Any]:
        return {**self.neighbour(slip.item), "slip": self.number(slip.days) if slip.days else ""}

    def neighbour(self, item: Item) -> dict[str, Any]:
        return {
            **self.item(item),
            "debtor_code": item.facts.debtor,
            "made": self.day(item.facts.made_on),
            "kept": self.day(item.standing.kept_on),
        }

    def moment(self, moment: Moment) -> dict[str, Any]:
        """One line of the story: its day, what came about, and the paper that says so."""
        line: dict[str, Any] = {"day": self.day(moment.day), "what": moment.what}
        if moment.what in ("begun", "over"):
            obstacle = self.told.obstacles[moment.about]
            return line | {
                "kind": str(OBSTACLES.get(obstacle.kind, obstacle.kind)),
                "summary": obstacle.summary_en,
                # The paper tells that it began; of its end it may say nothing.
                "source": self.paper(obstacle.source) if moment.what == "begun" else None,
            }
        if moment.what == "seen":
            return line | self.sighting(self.told.seen[moment.about])
        if moment.what == "moved":
            return line | self.move(self.moves[moment.about])
        item = self.by_number[moment.about]
        # That a date passed, no paper says.
        source = self.told.sources.get(item.facts.source) if moment.what == "given" else None
        return line | {**self.item(item), "source": source and self.paper(source)}

    def move(self, move: Move) -> dict[str, Any]:
        """That a date was moved, to when and why."""
        item = self.item(self.by_number[move.commitment_id])
        return item | {"to": self.day(move.due_on), "note": move.reason, "source": self.paper(move.source)}

    def sighting(self, seen: Seen) -> dict[str, Any]:
        return {
            **self.item(self.by_number[seen.sight.number]),
            "says_code": seen.sight.says,
            "says": str(SAYINGS[seen.sight.says]),
            "grade": str(PROOFS[seen.evidence.grade]),
            "quantity": self.quantity(seen.evidence.quantity, seen.evidence.unit),
            "note": seen.evidence.note,
            "verified": self.day(seen.verified_on),
            "source": self.paper(seen.evidence.source),
        }

    def stands(self, obstacle: Obstacle) -> bool:
        until = last_day_or_none(obstacle.until)
        return until is None or until >= self.told.on
