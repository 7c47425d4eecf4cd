"""Promises that were given again: which stories there are, and all that is told in one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.base.formats import shown_number
from corridor.enterprises.models import Venture
from corridor.enterprises.queries import ventures_at
from corridor.enterprises.rules import GONE
from corridor.ledger.access import commitments_seen, obstacles_seen
from corridor.ledger.models import Evidence, Move, Obstacle, Verification
from corridor.ledger.queries.items import items
from corridor.ledger.queries.moves import moves_told
from corridor.ledger.queries.words import STATES
from corridor.ledger.rules.items import Facts, Item
from corridor.ledger.rules.states import Promise, Reading, at_face_value
from corridor.ledger.rules.words import KEPT
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import balance_for, items_around
from corridor.results.queries.commitments import found
from corridor.results.queries.figures import figures_by
from corridor.results.queries.named import Called, names_of
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import COMINGS, VERIFIED_COMINGS, kind_name
from corridor.results.rules.lists import Choice
from corridor.results.rules.stories import NEEDS_DEEP, WAITS_DEEP, Sight, Story, is_about, missing, stories, there
from corridor.sources.models import Figure, Source, Sourced
from corridor.sources.rules import was_known
from corridor.zones.models import Zone
from corridor.zones.queries import zone_of

# Whether something that bears a day had come by the day that is asked for, and was known then.
Come = Callable[[str, Sourced], bool]


class Seen(NamedTuple):
    """A piece of evidence about one of the promises: what the ledger takes it to say, and when it was verified."""

    sight: Sight
    evidence: Evidence
    verified_on: str


@dataclass(frozen=True)
class Told:
    """A story with all that is told in it: what it needs, who waits, moved dates, evidence, obstacles, figures."""

    story: Story
    zone: Zone
    on: date
    near: Mapping[int, Item]
    seen: Sequence[Seen]
    moves: Mapping[int, Sequence[Move]]
    obstacles: Sequence[Obstacle]
    gone: Sequence[Venture]
    figures: Sequence[Figure]
    sources: Mapping[str, Source]
    parties: Called
    zones: Called


def all_stories(
    programme: Programme, by: Actor, *, on: date, known_on: date | None = None, zone: str = ""
) -> list[Story]:
    """The stories of a programme, or of one zone, as somebody may see them on a day; the most often given first."""
    return stories(found(programme, by, Choice(zone=zone), on=on, known_on=known_on).rows)


def story(
    programme: Programme, by: Actor, zone: str, kind: str, *, on: date, known_on: date | None = None
) -> Told | None:
    """What was promised of one kind at one zone, with all that is told of it; nothing where that is no story."""
    place = zone_of(programme, zone)
    rows = found(programme, by, Choice(zone=zone, kind=kind), on=on, known_on=known_on).rows
    one = next(iter(stories(rows)), None)
    if place is None or one is None:
        return None

    def come(day: str, each: Sourced) -> bool:
        return by_then(day, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)

    near = _near(programme, by, one, on, known_on)
    everybody = {each.facts.debtor for each in near.values()}
    sources = Source.objects.filter(programme=programme, code__in={item.facts.source for item in one.items})
    return Told(
        story=one,
        zone=place,
        on=on,
        near=near,
        seen=_seen(one, come),
        moves=moves_told([item.facts.number for item in one.items], on, known_on),
        obstacles=_obstacles(programme, by, one, near, come),
        gone=[each for each in ventures_at(programme, zone) if each.stage == GONE and come(each.as_of, each)],
        figures=[
            each for each in figures_by(programme, "zone", zone, on, known_on) if is_about(each.measure, kind)
        ],
        sources={source.code: source for source in sources},
        **names_of(programme, everybody, {each.facts.zone for each in near.values()})._asdict(),
    )


def _near(programme: Programme, by: Actor, one: Story, on: date, known_on: date | None) -> Mapping[int, Item]:
    """The promises of a story and those about it; from the balance where there is one."""
    if balance_for(programme, on, known_on) is None:
        return items(commitments_seen(by, programme), on=on, known_on=known_on)
    codes = [item.facts.code for item in one.items]
    return items_around(lines_seen(by, programme), codes, NEEDS_DEEP, WAITS_DEEP)


def _seen(one: Story, come: Come) -> list[Seen]:
    """What was observed by the day, as it was recorded, and when another than the debtor verified it."""
    promised = {item.facts.number: item.facts for item in one.items}
    checks = Verification.objects.filter(evidence__commitment__in=promised).select_related("source")
    checks = checks.exclude(verifier=F("evidence__commitment__debtor")).order_by("-verified_on")
    verified = {each.evidence_id: each.verified_on for each in checks if come(each.verified_on, each)}
    rows = Evidence.objects.filter(commitment__in=promised).select_related("source").order_by("id")
    return [
        Seen(
            Sight(each.commitment_id, each.observed_on, _taken(each, promised[each.commitment_id])),
            each,
            verified.get(each.pk, ""),
        )
        for each in rows
        if come(each.observed_on, each)
    ]


def _taken(evidence: Evidence, facts: Facts) -> str:
    """What the ledger takes a piece of evidence to say: "delivered" that is short counts as a part."""
    reading = Reading(date.min, evidence.says, evidence.grade, evidence.quantity, evidence.unit)
    return at_face_value(Promise(quantity=facts.quantity, unit=facts.unit), reading).says


def _obstacles(programme: Programme, by: Actor, one: Story, near: Mapping[int, Item], come: Come) -> list[Obstacle]:
    """Obstacles at the zone on the side of somebody who owes, or in a paper that tells of a promise here.

    A promise here is one of the story, or one that it waits for or got.
    """
    papers = {item.facts.source for item in (*one.items, *missing(one, near), *there(one, near))}
    owing = {item.facts.debtor for item in one.items}
    rows = obstacles_seen(by, programme).filter(zone__code=one.zone).select_related("source", "party")
    return [
        each
        for each in rows.order_by("id")
        if come(each.since, each) and (each.source.code in papers or (each.party and each.party.code in owing))
    ]


def shown_stories(rows: Sequence[Story], programme: Programme, language: str) -> list[dict[str, Any]]:
    """Some stories as lines of a table in a language."""
    _parties, zones = names_of(programme, (), {each.zone for each in rows})
    with override(language):
        words = Wording(language, {}, zones)
        return [story_line(each, words) for each in rows]


def story_line(story: Story, words: Wording) -> dict[str, Any]:
    """A story in one line."""
    return {
        "zone_code": story.zone,
        "zone": words.named(words.zones, story.zone),
        "kind_code": story.kind,
        "kind": kind_name(story.kind, words.language),
        "finding": finding(story, words),
        "times": words.number(len(story.dated)),
        "undated": words.number(len(story.undated)) if story.undated else "",
        "first": words.day(story.dated[0].facts.due_on),
        "last": words.day(story.dated[-1].facts.due_on) if len(story.dated) > 1 else "",
        "slip": words.number(story.slip_days),
        "state_code": story.state.value,
        "state": str(STATES[story.state]),
    }


def finding(story: Story, words: Wording) -> str:
    """What became of it in words: how many dates were promised, for which years, what is reported delivered."""
    first, last = (words.day(item.facts.due_on[:4]) for item in (story.dated[0], story.dated[-1]))
    count = len(story.dated)
    if first == last:
        text = ngettext("{n} promise for {first}", "{n} promises for {first}", count)
    else:
        text = ngettext("{n} promise for {first} to {last}", "{n} promises for {first} to {last}", count)
    promised = text.format(n=words.number(count), first=first, last=last)
    comings = VERIFIED_COMINGS if story.is_verified else COMINGS
    return _("{promised}, {outcome}").format(promised=promised, outcome=comings[story.state])


def finding_of_all(rows: Sequence[Story], language: str) -> str:
    """How many things were promised for several dates, and how many of them are reported to be all there."""
    with override(language):
        if not rows:
            return _("Nothing was promised for more than one date")
        kept = sum(each.state in KEPT for each in rows)
        if kept:
            text = ngettext(
                "{n} thing was promised for more than one date; {kept} reported delivered in full",
                "{n} things were promised for more than one date; {kept} reported delivered in full",
                len(rows),
            )
        else:
            text = ngettext(
                "{n} thing was promised for more than one date and is not reported delivered in full",
                "{n} things were promised for more than one date; none is reported delivered in full",
                len(rows),
            )
        return text.format(n=shown_number(len(rows), language), kept=shown_number(kept, language))
