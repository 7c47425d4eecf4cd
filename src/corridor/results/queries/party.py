"""A party in words of one language: what it owes and is owed, and what else bears its name."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.agreements.models import Agreement
from corridor.agreements.queries import there_by
from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.base.formats import locale_for
from corridor.base.names import RIGHT_TO_LEFT
from corridor.enterprises.models import Venture
from corridor.ledger.access import obstacles_seen
from corridor.ledger.rules.items import Item
from corridor.people.models import Party
from corridor.people.queries import parts_of, party_of
from corridor.programme.models import Programme
from corridor.results.queries.commitments import Found, found
from corridor.results.queries.parties import shown_score
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import BAR, PARTY_KINDS, STAGES
from corridor.results.rules.axes import from_start
from corridor.results.rules.board import states
from corridor.results.rules.lists import PAGE, Choice
from corridor.results.rules.scoreboard import Score, parts, score_of, stuck_first
from corridor.sources.models import Sourced
from corridor.sources.rules import was_known
from corridor.zones.models import Zone


def shown_party(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any] | None:
    """The party of that code as text in a language; nothing if there is none."""
    party = party_of(programme, code)
    if party is None:
        return None

    def seen(day: str, each: Sourced) -> bool:
        return by_then(day, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)

    papers = Agreement.objects.filter(programme=programme, signatories__party=party).select_related("source")
    ventures = Venture.objects.filter(party=party).select_related("source", "zone").order_by("id")
    obstacles = obstacles_seen(by, programme).filter(party=party).select_related("source").order_by("id")
    zones = Zone.objects.filter(Q(developer=party) | Q(authority=party)).order_by("id")
    owes = found(programme, by, Choice(debtor=code), on=on, known_on=known_on)
    owed = found(programme, by, Choice(creditor=code), on=on, known_on=known_on)
    with override(language):
        words = Wording(language, {**owes.parties, **owed.parties}, {**owes.zones, **owed.zones})
        return {
            **_who(party, words),
            "sides": [_side("debtor", owes, words), _side("creditor", owed, words)],
            "weight": _weight(owes.rows, words),
            "agreements": [
                {
                    "code": each.code,
                    "title": each.title_en,
                    "day": words.day(each.signed_on),
                    "source": words.paper(each.source),
                }
                for each in there_by(papers.order_by("id"), on, known_on)
            ],
            "zones": [
                {"code": each.code, "name": each.name_in(language), "is_developer": each.developer_id == party.pk}
                for each in zones
            ],
            "ventures": [_venture(each, words) for each in ventures if seen(each.as_of, each)],
            "obstacles": [words.obstacle(each) for each in obstacles if seen(each.since, each)],
        }


def _who(party: Party, words: Wording) -> dict[str, Any]:
    countries = locale_for(words.language).territories
    return {
        "code": party.code,
        "title": party.name_in(words.language),
        "kind": str(PARTY_KINDS.get(party.kind, party.kind)),
        "country": countries.get(party.country, party.country),
        "parent": party.parent and _link(party.parent, words),
        "children": [_link(each, words) for each in parts_of(party)],
        "source": words.paper(party.source),
    }


def _link(party: Party, words: Wording) -> dict[str, Any]:
    return {"code": party.code, "name": party.name_in(words.language)}


def _side(side: str, promises: Found, words: Wording) -> dict[str, Any]:
    """One of the two blocks and its list: what a party owes, or what it is owed."""
    score, rows = score_of(promises.rows), stuck_first(promises.rows)[:PAGE]
    is_from_right = words.language.split("-")[0] in RIGHT_TO_LEFT
    return {
        "side": side,
        "finding": _finding(side, score, words),
        "score": shown_score(score, words.language),
        "has_any": bool(score.total),
        "undated": _undated(score, words),
        "bar": [
            {
                "name": part.name,
                "x": f"{from_start(part.begins, part.length, is_from_right):.2f}",
                "length": f"{part.length:.2f}",
                "label": str(BAR[part.name]),
                "count": words.number(part.promises),
            }
            for part in parts(score)
        ],
        "states": words.states(states(promises.rows), score.undated),
        "rows": [{**words.item(item), "has_waiting": item.waiting.others > 0} for item in rows],
        "total": words.number(promises.total),
        "more": promises.total > len(rows),
    }


def _finding(side: str, score: Score, words: Wording) -> str:
    if not score.total:
        return _("It owes nothing by this day") if side == "debtor" else _("Nobody owes it anything by this day")
    if side == "debtor":
        text = ngettext("It owes {n} promise; {kept}", "It owes {n} promises; {kept}", score.total)
    else:
        text = ngettext("It is owed {n} promise; {kept}", "It is owed {n} promises; {kept}", score.total)
    kept = ngettext("{n} is reported kept", "{n} are reported kept", score.kept)
    said = kept.format(n=words.number(score.kept)) if score.kept else _("none is reported kept")
    return text.format(n=words.number(score.total), kept=said)


def _undated(score: Score, words: Wording) -> str:
    if not score.undated:
        return ""
    text = ngettext(
        "{n} of those kept bore no date to be late against",
        "{n} of those kept bore no date to be late against",
        score.undated,
    )
    return text.format(n=words.number(score.undated))


def _weight(owes: Sequence[Item], words: Wording) -> dict[str, Any] | None:
    """What others wait for it: for how many of its promises, and for which of them the most wait."""
    waited = [item for item in owes if item.waiting.others]
    if not waited:
        return None
    most = max(waited, key=lambda item: (item.waiting.others, item.waiting.workers))
    text = ngettext(
        "Others wait for {n} of the promises it owes.",
        "Others wait for {n} of the promises it owes.",
        len(waited),
    )
    return {
        "text": text.format(n=words.number(len(waited))),
        "most": {"code": most.facts.code, "title": most.facts.title, "waiting": words.waiting(most)},
    }


def _venture(venture: Venture, words: Wording) -> dict[str, Any]:
    return {
        "code": venture.code,
        "name": venture.name,
        "stage": str(STAGES.get(venture.stage, venture.stage)),
        "sector": venture.sector,
        "day": words.day(venture.as_of),
        "zone": venture.zone and {"code": venture.zone.code, "name": venture.zone.name_in(words.language)},
        "source": words.paper(venture.source),
    }
