"""Comments on a thing, drafts of forms, and lists that somebody comes back to."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.base.formats import shown_day
from corridor.base.names import Name
from corridor.base.refusals import Refusal
from corridor.desk.asking import around_desk, desk_of
from corridor.desk.carrying import carried
from corridor.desk.sessions import DeskRequest
from corridor.ledger.queries.desk import commitment_at_desk
from corridor.ledger.queries.objections import objection_numbered
from corridor.ledger.queries.obstacles import obstacle_of
from corridor.notes.actions import (
    comment_on,
    discard_draft,
    forget_list,
    keep_list,
    save_draft,
    see_mentions,
    strike_comment,
)
from corridor.notes.queries import (
    comment_numbered,
    comments_on,
    draft_numbered,
    drafts,
    kept_lists,
    list_numbered,
    mentions_for,
)
from corridor.notes.rules import is_of_desk
from corridor.programme.models import Programme

# What a form carries that is not its content.
NOT_KEPT = ("csrfmiddlewaretoken", "next", "draft_title", "draft_address", "seen")


def notes_on(request: DeskRequest, programme: Programme, noun: str, code: str) -> dict[str, Any]:
    """What a page says about a thing's comments: those that this person may read, and where theirs goes."""
    language = get_language() or "en"
    found = comments_on(programme, request.actor, noun, code)
    comment_to = reverse("desk-comment", args=[programme.code, noun, code])
    typed = carried(request, comment_to)
    return {
        "comment_to": comment_to,
        "comment_text": typed.get("text", ""),
        "comment_for_party": "only_party" in typed,
        "comments": [
            {
                "number": each.pk,
                "who": each.person.name,
                "party": each.party.name_in(language),
                "day": shown_day(timezone.localdate(each.said_at), language),
                "text": each.text,
                "only_party": each.for_party_only,
                "mine": each.person_id == request.actor.person,
            }
            for each in found
        ],
    }


def mentions_of(request: DeskRequest, programme: Programme) -> list[dict[str, Any]]:
    """Where this person was named and has not looked yet."""
    language = get_language() or "en"
    return [
        {
            "who": each.comment.person.name,
            "party": each.comment.party.name_in(language),
            "text": each.comment.text,
            "address": _place_of(programme, each.comment.noun, each.comment.code),
            "seen_to": reverse("desk-mentions-seen", args=[programme.code, each.comment.noun, each.comment.code]),
            "code": each.comment.code,
        }
        for each in mentions_for(programme, request.actor)
    ]


def _place_of(programme: Programme, noun: str, code: str) -> str:
    if noun == "commitments":
        return reverse("desk-commitment", args=[programme.code, code])
    if noun == "obstacles":
        return reverse("desk-obstacle", args=[programme.code, code])
    if noun == "submissions":
        return reverse("desk-submission", args=[programme.code, code])
    if noun == "contests":
        return reverse("desk-contest", args=[programme.code, code])
    return f"{reverse('board', args=[programme.code])}{noun}/{code}/"


@require_POST
def comment(request: DeskRequest, code: str, noun: str, item: str) -> HttpResponse:
    """Say something about a thing."""
    programme = desk_of(request, code)
    if not _is_there(request, programme, noun, item):
        raise Http404
    only = request.POST.get("only_party") == "on"
    try:
        comment_on(
            programme,
            noun,
            item,
            request.POST.get("text", ""),
            by=request.actor,
            at=timezone.now(),
            for_party_only=only,
        )
    except Refusal as refusal:
        page = {"text": request.POST.get("text", ""), "said": str(refusal), "only_party": only}
        page |= {"comment_to": request.path, "next": _next(request, programme)}
        return render(request, "desk/notes/again.html", around_desk(request, programme, "") | page, status=400)
    return HttpResponseRedirect(f"{_next(request, programme)}#comments")


def _is_there(request: DeskRequest, programme: Programme, noun: str, item: str) -> bool:
    """Whether a thing is there that has comments at the desk, for this person to see."""
    if noun == "contests":
        return item.isdecimal() and objection_numbered(programme, request.actor, int(item)) is not None
    find = {"commitments": commitment_at_desk, "obstacles": obstacle_of}.get(noun)
    return find is not None and find(programme, request.actor, item) is not None


@require_POST
def strike(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Take a comment of one's own off the page."""
    programme = desk_of(request, code)
    found = comment_numbered(programme, request.actor, number)
    if found is None:
        raise Http404
    strike_comment(found, by=request.actor, at=timezone.now())
    return HttpResponseRedirect(f"{_next(request, programme)}#comments")


@require_POST
def mentions_seen(request: DeskRequest, code: str, noun: str, item: str) -> HttpResponse:
    """Take what was read off one's day, and go there."""
    programme = desk_of(request, code)
    see_mentions(programme, noun, item, by=request.actor, at=timezone.now())
    return HttpResponseRedirect(f"{_place_of(programme, noun, item)}#comments")


@require_safe
def kept(request: DeskRequest, code: str) -> HttpResponse:
    """One's drafts and kept lists."""
    programme = desk_of(request, code)
    language = get_language() or "en"
    page = around_desk(request, programme, "drafts") | {
        "drafts": [
            {
                "number": each.pk,
                "title": each.title,
                "day": shown_day(timezone.localdate(each.saved_at), language),
                "address": f"{each.address}{'&' if '?' in each.address else '?'}draft={each.pk}",
            }
            for each in drafts(programme, request.actor)
        ],
        "lists": [
            {"number": each.pk, "name": Name(each.name, language), "address": each.address}
            for each in kept_lists(programme, request.actor)
        ],
    }
    return render(request, "desk/notes/kept.html", page)


@require_POST
def draft_save(request: DeskRequest, code: str) -> HttpResponse:
    """Keep what was typed into a form; its fields come as they are, its address and title beside them."""
    programme = desk_of(request, code)
    content: dict[str, Any] = {
        name: values if len(values) > 1 else values[0]
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and any(values)
    }
    title = request.POST.get("draft_title", "").strip() or gettext("Draft")
    # What is promised tells one draft of a new promise from another.
    if typed := request.POST.get("title", "").strip():
        title = f"{title}: {typed}"
    save_draft(
        programme, request.POST.get("draft_address", ""), title, content, by=request.actor, at=timezone.now()
    )
    return HttpResponseRedirect(reverse("desk-drafts", args=[code]))


@require_POST
def draft_discard(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Throw a draft away."""
    programme = desk_of(request, code)
    found = draft_numbered(programme, request.actor, number)
    if found is None:
        raise Http404
    discard_draft(found, by=request.actor, at=timezone.now())
    return HttpResponseRedirect(reverse("desk-drafts", args=[code]))


def draft_asked(request: HttpRequest, programme: Programme) -> dict[str, Any]:
    """What a form begins with: the draft that its address names, if it is this person's own."""
    number = request.GET.get("draft", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return {}
    found = draft_numbered(programme, request.actor, int(number))  # type: ignore[attr-defined]
    return dict(found.content) if found else {}


@require_POST
def list_keep(request: DeskRequest, code: str) -> HttpResponse:
    """Keep a list with its filters under a name."""
    programme = desk_of(request, code)
    address = request.POST.get("address", "")
    keep_list(programme, request.POST.get("name", ""), address, by=request.actor, at=timezone.now())
    return HttpResponseRedirect(address)


@require_POST
def list_forget(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Keep a list no longer."""
    programme = desk_of(request, code)
    found = list_numbered(programme, request.actor, number)
    if found is None:
        raise Http404
    forget_list(found, by=request.actor, at=timezone.now())
    return HttpResponseRedirect(reverse("desk-drafts", args=[code]))


def _next(request: HttpRequest, programme: Programme) -> str:
    """Back to where the form stood, if that is a page of the programme."""
    asked = request.POST.get("next", "")
    return asked if is_of_desk(asked, programme.code) else reverse("desk-day", args=[programme.code])
