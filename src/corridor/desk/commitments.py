"""Promises at the desk: the list, and the page on which one is worked on."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from corridor.base.actors import Actor
from corridor.base.refusals import UnknownChoice
from corridor.desk.asking import around_desk, desk_of
from corridor.desk.notes import notes_on
from corridor.desk.sessions import DeskRequest
from corridor.ledger import access
from corridor.ledger.models import Commitment
from corridor.ledger.queries.desk import at_desk, commitment_at_desk
from corridor.ledger.queries.words import STATES
from corridor.ledger.rules.words import State
from corridor.programme.models import Programme
from corridor.results.queries.commitment import read_dossier, shown_dossier
from corridor.results.queries.commitments import names_nothing, shown_list
from corridor.results.queries.day import desk_list
from corridor.results.queries.named import names_of
from corridor.results.queries.wording import Wording
from corridor.results.queries.work import shown_work
from corridor.results.rules.lists import PAGE, Choice, near_pages

WHOSE = {"owes": _("owed by us"), "owed": _("owed to us"), "all": _("all promises")}
ASKED = ("whose", "party", "state", "zone", "waiting", "page")
CODE = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 40


@require_safe
def commitments(request: DeskRequest, code: str) -> HttpResponse:
    """Promises that my parties owe or are owed, or all, chosen as the address says, fifty to a page."""
    programme, language = desk_of(request, code), get_language() or "en"
    asked = {name: request.GET.get(name, "").strip() for name in ASKED}
    mine = sorted(request.actor.parties(code))
    choice, whose = _choice(asked, mine)
    first = (_number(asked["page"]) - 1) * PAGE
    rows, waiting = desk_list(
        programme, request.actor, choice, on=timezone.localdate(), first=first, waiting=bool(asked["waiting"])
    )
    if name := names_nothing(programme, rows):
        raise UnknownChoice(found=getattr(choice, name)[:LONGEST], name=name, near="")
    names = names_of(programme, mine, ())
    words = Wording(language, names.parties, {})
    page: dict[str, Any] = around_desk(request, programme, "commitments")
    page |= shown_list(rows, language)
    page |= {
        "whose": [(name, label, name == whose) for name, label in WHOSE.items()],
        "mine": [(each, str(words.named(words.parties, each)), each == asked["party"]) for each in mine],
        "waiting": bool(asked["waiting"]),
        "things": reverse("desk-commitments", args=[code]),
        "may_make": bool(request.actor.acting(code, *access.RUNNING, place=False)),
        "pages": _pages(asked, rows.total),
    }
    for row in page["rows"]:
        if row["code"] in waiting:
            row["marks"].append(gettext("evidence waits"))
    return render(request, "desk/commitments/list.html", page)


def _choice(asked: Mapping[str, str], mine: list[str]) -> tuple[Choice, str]:
    """What the address asks for. Whose: what the first of one's parties owes, unless it says otherwise."""
    whose = asked["whose"] or "owes"
    for name, known in (("whose", WHOSE), ("state", STATES)):
        if asked[name] and asked[name] not in known:
            raise UnknownChoice(found=asked[name][:LONGEST], name=name, near="")
    if asked["party"] and asked["party"] not in mine:
        raise UnknownChoice(found=asked["party"][:LONGEST], name="party", near="")
    if asked["zone"] and not CODE.fullmatch(asked["zone"]):
        raise UnknownChoice(found=asked["zone"][:LONGEST], name="zone", near="")
    party = asked["party"] or mine[0]
    return Choice(
        state=State(asked["state"]) if asked["state"] else None,
        debtor=party if whose == "owes" else "",
        creditor=party if whose == "owed" else "",
        zone=asked["zone"],
        order="waiting" if whose == "all" else "late",
    ), whose


def _number(text: str) -> int:
    """Which page; a number has one spelling, so none begins with 0."""
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 6 and text[0] != "0"):
        raise UnknownChoice(found=text[:LONGEST], name="page", near="")
    return int(text)


def _pages(asked: Mapping[str, str], total: int) -> list[dict[str, Any]]:
    number, pages = _number(asked["page"]), max(1, -(-total // PAGE))
    if number > pages:
        raise UnknownChoice(found=number, name="page", near="")
    kept = {name: word for name, word in asked.items() if word and name != "page"}
    return [
        {"number": each, "here": each == number, "address": f"?{urlencode({**kept, 'page': each})}"}
        for each in near_pages(number, pages)
    ]


@require_safe
def commitment(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """One promise: the sentence, its dates, its evidence, what waits, who said what, and what I may do about it."""
    programme, found, language = *asked_promise(request, code, item), get_language() or "en"
    told = read_dossier(programme, request.actor, item, on=timezone.localdate())
    if told is None:
        raise Http404
    page: dict[str, Any] = shown_dossier(told, language)
    page["kept_day"] = page.pop("kept")
    page |= shown_work(found, at_desk(found, request.actor), language)
    page |= notes_on(request, programme, "commitments", item)
    page |= around_desk(request, programme, "commitments")
    page["may"] = _may(request.actor, found, told.item.standing.is_kept)
    return render(request, "desk/commitments/commitment.html", page)


def asked_promise(request: DeskRequest, code: str, item: str) -> tuple[Programme, Commitment]:
    """The programme and the promise of an address, or 404."""
    programme = desk_of(request, code)
    found = commitment_at_desk(programme, request.actor, item)
    if found is None:
        raise Http404
    return programme, found


def _may(by: Actor, commitment: Commitment, is_kept: bool) -> dict[str, bool]:
    """What somebody may do about a promise, by the names of the deeds."""
    changes, ended = bool(access.may_change(by, commitment)), hasattr(commitment, "ending")
    return {
        "bring": bool(access.may_bring(by, commitment)),
        "move": changes and not ended and not is_kept,
        "correct": changes,
        "end": changes and not ended,
        "contest": bool(access.may_contest(by, commitment)),
        "contact": changes,
        "link": changes,
        "see_contact": access.may_see_contact(by, commitment),
    }
