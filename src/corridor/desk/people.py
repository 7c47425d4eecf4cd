"""People of a programme: who acts for whom, bringing somebody in, ending a role, lending one's own."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.base.actors import Role
from corridor.base.formats import shown_day
from corridor.base.names import Name
from corridor.base.refusals import Refusal, require
from corridor.desk.asking import around_desk, desk_of, put_faults
from corridor.desk.carrying import carried
from corridor.desk.confirming import confirmed
from corridor.desk.people_forms import BringIn, Lend
from corridor.desk.sessions import DeskRequest
from corridor.members.access import may_delegate, may_end, may_manage
from corridor.members.actions import bring_in, delegate, end_membership, invite_again
from corridor.members.models import Membership, Person
from corridor.members.queries import ROLES, member_of, members_of, persons_at
from corridor.members.rules import Called, counts
from corridor.people.queries import parties_of, party_of
from corridor.programme.models import Programme
from corridor.zones.models import Zone
from corridor.zones.queries import zone_of, zones_of

# At which field stands what a deed refuses as a whole.
AT = {"not-to-yourself": "email", "already-given": "role", "wrong-period": "until", "nothing-lent": "person"}


@require_safe
def people(request: DeskRequest, code: str) -> HttpResponse:
    """Who acts for whom; those whose time is over apart."""
    programme = desk_of(request, code)
    require(bool(may_manage(request.actor, programme)))
    today, language = timezone.localdate(), get_language() or "en"
    shown = [(each, shown_member(each, language)) for each in members_of(programme)]
    page = around_desk(request, programme, "people") | {
        "rows": [row for each, row in shown if not _is_over(each, today)],
        "over": [row for each, row in shown if _is_over(each, today)],
    }
    return render(request, "desk/people/people.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def invite(request: DeskRequest, code: str) -> HttpResponse:
    """Let somebody act for a party; who is not here yet is invited by letter."""
    programme = desk_of(request, code)
    require(bool(may_manage(request.actor, programme)))
    form = _bring_in_form(request, programme)
    if form.is_valid() and (told := _brought_in(request, programme, form)):
        messages.success(request, told)
        return HttpResponseRedirect(reverse("desk-people", args=[code]))
    page = {**around_desk(request, programme, "people"), "form": form}
    return render(request, "desk/people/invite.html", page, status=400 if form.errors else 200)


def _bring_in_form(request: DeskRequest, programme: Programme) -> BringIn:
    language = get_language() or "en"
    parties = sorted((str(each.name_in(language)), each.code) for each in parties_of(programme))
    zones = zones_of(programme)
    provinces = sorted({each.province for each in zones if each.province})
    places = [(f"province:{each}", each) for each in provinces]
    places += [(f"zone:{each.code}", str(each.name_in(language))) for each in zones]
    return BringIn(
        request.POST if request.method == "POST" else None,
        initial={"language": language, "since": timezone.localdate()} | carried(request),
        parties=[(each, name) for name, each in parties],
        places=places,
    )


def _brought_in(request: DeskRequest, programme: Programme, form: BringIn) -> str:
    """What was done, in a sentence; nothing where it was refused: then the form says why."""
    given = form.cleaned_data
    party = party_of(programme, given["party"])
    if party is None:
        raise Http404
    zone, province = _place(programme, given["place"])
    try:
        membership = bring_in(
            Called(given["email"], given["name"], given["language"]),
            party,
            Role(given["role"]),
            join_address,
            by=request.actor,
            at=timezone.now(),
            since=date.fromisoformat(given["since"]),
            until=_day(given["until"]),
            zone=zone,
            province=province,
            reason=given["reason"],
        )
    except Refusal as refusal:
        put_faults(form, refusal, {"": AT.get(refusal.code, "")})
        return ""
    person = membership.person
    if person.has_joined:
        return gettext("{name} was told by letter.").format(name=person.name)
    return gettext("An invitation goes to {address}.").format(address=person.email)


def _place(programme: Programme, place: str) -> tuple[Zone | None, str]:
    kind, _colon, code = place.partition(":")
    return (zone_of(programme, code), "") if kind == "zone" else (None, code)


@require_POST
@confirmed
def invite_anew(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Send an invitation once more."""
    programme = desk_of(request, code)
    require(bool(may_manage(request.actor, programme)))
    person = _member(programme, number).person
    try:
        invite_again(person, join_address, by=request.actor, at=timezone.now(), programme=programme)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("An invitation goes to {address}.").format(address=person.email))
    return HttpResponseRedirect(reverse("desk-people", args=[code]))


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def end_role(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """End a role at once: whoever manages the programme, its holder, or who lent it."""
    programme = desk_of(request, code)
    membership = _member(programme, number)
    today = timezone.localdate()
    if not may_end(request.actor, membership) or _is_over(membership, today):
        raise Http404
    manages = bool(may_manage(request.actor, programme))
    back = reverse("desk-people" if manages else "desk-delegate", args=[code])
    if request.method == "POST":
        end_membership(membership, by=request.actor, at=timezone.now(), on=today)
        messages.success(request, gettext("The role of {name} has ended.").format(name=membership.person.name))
        still_there = manages or any(each.programme == code for each in request.actor.memberships)
        return HttpResponseRedirect(back if still_there else reverse("account"))
    page = around_desk(request, programme, "people" if manages else "delegate")
    page |= {"row": shown_member(membership, get_language() or "en"), "back": back}
    return render(request, "desk/people/end.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def lend(request: DeskRequest, code: str) -> HttpResponse:
    """What I hold and what I lent in this programme; POST lends one of my roles for a while."""
    programme = desk_of(request, code)
    language, today = get_language() or "en", timezone.localdate()
    held = [each for each in members_of(programme) if request.user in _holders(each) and not _is_over(each, today)]
    own = [each for each in held if may_delegate(request.actor, each)]
    persons = [each for each in persons_at(programme, today) if each != request.user]
    form = _lend_form(request, own, persons)
    if form.is_valid() and _lent(request, form, own, persons):
        return HttpResponseRedirect(request.path)
    page = around_desk(request, programme, "delegate") | {
        "rows": [shown_member(each, language) for each in held],
        "form": form,
        "may_lend": bool(own and persons),
    }
    return render(request, "desk/people/delegate.html", page, status=400 if form.errors else 200)


def _lend_form(request: DeskRequest, own: list[Membership], persons: list[Person]) -> Lend:
    language = get_language() or "en"
    return Lend(
        request.POST if request.method == "POST" else None,
        initial={"since": timezone.localdate()} | carried(request),
        memberships=[(str(each.pk), _in_words(each, language)) for each in own],
        persons=[(str(each.pk), each.name) for each in persons],
    )


def _lent(request: DeskRequest, form: Lend, own: list[Membership], persons: list[Person]) -> bool:
    given = form.cleaned_data
    (membership,) = (each for each in own if str(each.pk) == given["membership"])
    (person,) = (each for each in persons if str(each.pk) == given["person"])
    since, until = date.fromisoformat(given["since"]), date.fromisoformat(given["until"])
    try:
        delegate(membership, person, since, until, given["reason"], by=request.actor, at=timezone.now())
    except Refusal as refusal:
        put_faults(form, refusal, {"": AT.get(refusal.code, "")})
        return False
    said = gettext("{name} has your role until {day}.")
    told = said.format(name=person.name, day=shown_day(until, get_language() or "en"))
    messages.success(request, told)
    return True


def _holders(membership: Membership) -> list[Person]:
    origin = membership.delegated_from
    return [membership.person, *([origin.person] if origin else [])]


def _member(programme: Programme, number: int) -> Membership:
    found = member_of(programme, number)
    if found is None:
        raise Http404
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _is_over(membership: Membership, today: date) -> bool:
    return membership.until is not None and membership.until < today


def _in_words(membership: Membership, language: str) -> str:
    place = str(membership.zone.name_in(language)) if membership.zone else membership.province
    words = (str(ROLES[Role(membership.role)]), str(membership.party.name_in(language)), place)
    return " · ".join(word for word in words if word)


def shown_member(membership: Membership, language: str) -> dict[str, Any]:
    """A membership as a row: who, for which party, in which role, where, from when until when."""
    lender = membership.delegated_from.person.name if membership.delegated_from else ""
    place: Any = membership.zone.name_in(language) if membership.zone else membership.province
    return {
        "number": membership.pk,
        "person": Name(membership.person.name, membership.person.language),
        "address": membership.person.email,
        "party": membership.party.name_in(language),
        "role": ROLES[Role(membership.role)],
        "place": place,
        "since": shown_day(membership.since, language),
        "until": shown_day(membership.until, language),
        "lender": Name(lender, "en") if lender else None,
        "counts": counts(membership.since, membership.until, timezone.localdate()),
        "invited": not membership.person.has_joined,
        "reason": membership.reason,
    }


def join_address(secret: str, language: str) -> str:
    """Where somebody joins, or signs in where there is no secret, in their language."""
    with override(language):
        path = reverse("join", args=[secret]) if secret else reverse("desk")
    return f"{settings.SITE}{path}"
