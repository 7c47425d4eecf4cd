"""Deeds about one promise: bring evidence, move its date, end it, object, say whom to write to, ask an outsider."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from corridor.base.actors import Actor
from corridor.base.formats import shown_day
from corridor.desk.asking import around_desk
from corridor.desk.carrying import carried
from corridor.desk.commitment_forms import ContactForm, EndForm, EvidenceForm, LinkForm, MoveForm, ObjectionForm
from corridor.desk.commitments import asked_promise
from corridor.desk.doing import acting_for, do, done, form_page, language, meanwhile, papers_of, sent, versions
from corridor.desk.fields import MOST_FILES
from corridor.desk.notes import draft_asked
from corridor.desk.sessions import DeskRequest
from corridor.ledger import access
from corridor.ledger.actions.contacts import make_link, set_contact
from corridor.ledger.actions.contests import contest_entry
from corridor.ledger.actions.endings import end_commitment
from corridor.ledger.actions.evidence import Handed, bring_evidence
from corridor.ledger.actions.moves import move_due_date
from corridor.ledger.models import Commitment, Contact
from corridor.ledger.queries.desk import evidence_on
from corridor.ledger.queries.moves import version_of, version_of_contact
from corridor.ledger.queries.words import PROOFS, SAYINGS
from corridor.members.queries import members_of, person_numbered
from corridor.post.actions import Written, post_letters
from corridor.programme.models import Programme
from corridor.results.queries.offered import Choices, offered
from corridor.sources.actions import keep_document
from corridor.sources.queries import document_of

METHODS = ["GET", "HEAD", "POST"]
A_DAY = 24 * 60 * 60
LONGEST_SUBJECT = 200


@require_http_methods(METHODS)
def bring(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """Bring what was observed; it waits until somebody of another party has looked at it."""
    programme, found = asked_promise(request, code, item)
    acting = acting_for(request, programme, lambda by: access.may_bring(by, found))
    units = [(unit, unit) for unit in programme.words("units")]
    given = {"data": sent(request), "files": request.FILES} if request.method == "POST" else {}
    initial = draft_asked(request, programme) | carried(request)
    form = EvidenceForm(**given, units=units, acting=acting, initial=initial)
    status, files = 200, _handed_before(request)
    if form.is_bound:
        form.is_valid()
        # Kept first, so that what was chosen need not be chosen again where another field is wrong.
        files += _keep(request, form)
        if len(files) > MOST_FILES:
            said = _("These are {found} files; at most {most} are taken at once.")
            form.add_error("files", said.format(found=len(files), most=MOST_FILES))
            files = []
        status = do(form, request.actor, lambda by: _bring(found, form, files, by))
        if status == 302:
            told = _("It was brought. It waits until somebody of another party has looked at it.")
            return done(request, found, told)
        form.put("kept", _signed(request, files))
    page = {
        "heading": _("Bring evidence"),
        "lead": _("Say what was seen, and show it. Nobody decides on what they or their own party brought."),
        "button": _("Bring evidence"),
        "has_files": True,
        "kept_files": [file.name for file in files],
        "draft_title": f"{_('Bring evidence')}: {found.title_en}"[:300],
    }
    return form_page(request, found, form, status, page)


def _bring(commitment: Commitment, form: EvidenceForm, files: list[Handed], by: Actor) -> None:
    sealed = form.cleaned_data["sealed"]
    handed = [file._replace(is_sealed=sealed) for file in files]
    bring_evidence(commitment, form.given(), handed, by=by, at=timezone.now(), on=timezone.localdate())


def _keep(request: DeskRequest, form: EvidenceForm) -> list[Handed]:
    now, files = timezone.now(), form.cleaned_data.get("files") or []
    return [Handed(keep_document(each, by=request.actor, at=now), each.name) for each in files]


def _signed(request: DeskRequest, files: list[Handed]) -> str:
    """Files that were handed in, as a form carries them: nobody can put others there."""
    return signing.dumps([[file.document.sha256, file.name] for file in files], salt=f"files {request.actor.name}")


def _handed_before(request: DeskRequest) -> list[Handed]:
    try:
        rows = signing.loads(request.POST.get("kept", ""), salt=f"files {request.actor.name}", max_age=A_DAY)
    except signing.BadSignature:
        return []
    found = ((document_of(sha256), name) for sha256, name in rows)
    return [Handed(document, name) for document, name in found if document is not None]


@require_http_methods(METHODS)
def move(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """Move the date by which something is due; the first one stays."""
    programme, found = asked_promise(request, code, item)
    acting = acting_for(request, programme, lambda by: access.may_change(by, found))
    offer = offered(programme, request.actor, language())
    initial = {"seen": version_of(found)} | carried(request)
    form = MoveForm(sent(request), offered=offer, stands=papers_of(programme), acting=acting, initial=initial)
    page: dict[str, Any] = {
        "heading": _("Move the date"),
        "lead": _("The first date stays for everybody to see, with every later one and its reason beside it."),
        "button": _("Move the date"),
        "offered": offer,
    }
    status = do(form, request.actor, lambda by: _move(found, form, by)) if form.is_bound else 200
    if status == 302:
        return done(request, found, _("The date was moved."))
    if status == 409:
        page["meanwhile"] = meanwhile(request, form, found)
    return form_page(request, found, form, status, page)


def _move(commitment: Commitment, form: MoveForm, by: Actor) -> None:
    given = form.cleaned_data
    move_due_date(
        commitment,
        given["due_on"],
        given["reason"],
        form.paper(),
        by=by,
        at=timezone.now(),
        on=timezone.localdate(),
        agreement=given["agreement"],
        seen=given["seen"],
    )


@require_http_methods(METHODS)
def end(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """End a promise otherwise than by keeping it."""
    programme, found = asked_promise(request, code, item)
    acting = acting_for(request, programme, lambda by: access.may_change(by, found))
    offer = offered(programme, request.actor, language())
    initial = {"seen": version_of(found)} | carried(request)
    form = EndForm(sent(request), offered=offer, stands=papers_of(programme), acting=acting, initial=initial)
    page: dict[str, Any] = {
        "heading": _("End the promise"),
        "lead": _("What has ended stays readable, with the reason. A new promise can be made in its place."),
        "button": _("End the promise"),
        "offered": offer,
    }
    status = do(form, request.actor, lambda by: _end(found, form, by)) if form.is_bound else 200
    if status == 302:
        return done(request, found, _("The promise has ended."))
    if status == 409:
        page["meanwhile"] = meanwhile(request, form, found)
    return form_page(request, found, form, status, page)


def _end(commitment: Commitment, form: EndForm, by: Actor) -> None:
    given = form.cleaned_data
    end_commitment(
        commitment,
        given["how"],
        given["reason"],
        form.paper(),
        by=by,
        at=timezone.now(),
        on=timezone.localdate(),
        authority=given["authority"],
        successor=given["successor"],
        seen=given["seen"],
    )


@require_http_methods(METHODS)
def contest(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """Object to how a promise, or a piece of its evidence, is told."""
    programme, found = asked_promise(request, code, item)
    acting = acting_for(request, programme, lambda by: access.may_contest(by, found))
    evidence = {str(each.pk): each for each in evidence_on(found)}
    choices = [
        (number, f"{shown_day(each.observed_on, language()) or '–'} · {SAYINGS[each.says]} ({PROOFS[each.grade]})")
        for number, each in evidence.items()
    ]
    form = ObjectionForm(
        sent(request), evidence=choices, acting=acting, initial=request.GET.dict() | carried(request)
    )

    def object_to(by: Actor) -> None:
        given, about = form.cleaned_data, evidence.get(form.cleaned_data.get("evidence", ""))
        contest_entry(found, given["says"], by=by, at=timezone.now(), on=timezone.localdate(), evidence=about)

    status = do(form, request.actor, object_to) if form.is_bound else 200
    if status == 302:
        return done(request, found, _("The objection stands here for everybody to see until it is answered."))
    page = {
        "heading": _("Object"),
        "lead": _("Everybody sees at once that your party objects. Nothing is overwritten; an officer answers."),
        "button": _("Object"),
    }
    return form_page(request, found, form, status, page)


@require_http_methods(METHODS)
def contact(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """Say whom to write to about a promise."""
    programme, found = asked_promise(request, code, item)
    acting = acting_for(request, programme, lambda by: access.may_change(by, found))
    initial = _known(found) | {"seen": version_of_contact(found)} | carried(request)
    form = ContactForm(sent(request), persons=_persons(programme), acting=acting, initial=initial)

    def set_it(by: Actor) -> None:
        given = form.cleaned_data
        number = given["caretaker"]
        caretaker = person_numbered(int(number)) if number else None
        named = (given["focal_name"], given["focal_email"], given["focal_language"])
        set_contact(found, *named, caretaker, by=by, at=timezone.now(), seen=given["seen"])

    status = do(form, request.actor, set_it) if form.is_bound else 200
    if status == 302:
        return done(request, found, _("It is kept whom to write to."))
    page: dict[str, Any] = {
        "heading": _("Whom to write to"),
        "lead": _("Sealed: seen by those who run the programme there and by the debtor's own people."),
        "button": _("Keep it"),
    }
    if status == 409:
        page["meanwhile"] = meanwhile(request, form, found)
        page["versions"] = versions(form, _known(asked_promise(request, code, item)[1]))
    return form_page(request, found, form, status, page)


def _known(commitment: Commitment) -> dict[str, str]:
    """Whom to write to about a promise, as the fields of a form show it."""
    known: Contact | None = getattr(commitment, "contact", None)
    if known is None:
        return {"focal_name": "", "focal_email": "", "focal_language": language(), "caretaker": ""}
    named = {name: str(getattr(known, name)) for name in ("focal_name", "focal_email", "focal_language")}
    return named | {"caretaker": str(known.caretaker_id or "")}


def _persons(programme: Programme) -> Choices:
    """Those who act in a programme, each once."""
    return list({str(each.person_id): each.person.name for each in members_of(programme)}.items())


@require_http_methods(METHODS)
def link(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """Make an address by which the debtor's person answers without an account. It stands in this one answer."""
    programme, found = asked_promise(request, code, item)
    acting = acting_for(request, programme, lambda by: access.may_change(by, found))
    known: Contact | None = getattr(found, "contact", None)
    form = LinkForm(sent(request), address=known.focal_email if known else "", acting=acting)
    page: dict[str, Any] = {
        "heading": _("Ask an outsider"),
        "lead": _(
            "Makes an address by which somebody of the debtor brings evidence of this one promise, without an "
            "account. It is good for 30 days and five answers."
        ),
        "button": _("Make the address"),
    }
    if not form.is_bound or not form.is_valid():
        return form_page(request, found, form, 400 if form.is_bound else 200, page)
    by, now, mails = request.actor.for_party(form.acts_for), timezone.now(), form.cleaned_data.get("mail", False)
    # Both or none: an address that nobody was sent would be of no use.
    with transaction.atomic():
        made, secret = make_link(found, by=by, at=now)
        if mails and known:
            letter = _letter(programme, found, known, made.pk, secret)
            post_letters([letter], by=by, at=now, programme=code)
    page |= around_desk(request, programme, "commitments") | {
        "code": found.code,
        "title": found.title_en,
        "address": _address(secret, known.focal_language if known else language()),
        "mailed": known.focal_email if mails and known else "",
        "until": shown_day(timezone.localdate(made.expires_at), language()),
    }
    return render(request, "desk/commitments/link_made.html", page)


def _address(secret: str, spoken: str) -> str:
    with override(spoken):
        return f"{settings.SITE.rstrip('/')}{reverse('answer', args=[secret])}"


def _letter(programme: Programme, commitment: Commitment, known: Contact, number: int, secret: str) -> Written:
    spoken = known.focal_language
    address = _address(secret, spoken)
    with override(spoken):
        subject = _("How does it stand: {title}").format(title=commitment.title_en)[:LONGEST_SUBJECT]
        text = _(
            "{programme} keeps a ledger of what was promised. {debtor} owes this:\n\n{title}\n\n"
            "Please say how it stands, and show it if you can. No account is needed; the address is good for "
            "30 days and for this one promise:\n\n{address}\n"
        )
        text = text.format(
            programme=programme.name_in(spoken),
            debtor=commitment.debtor.name_in(spoken),
            title=commitment.title_en,
            address=address,
        )
    return Written(f"link-{number}", known.focal_email, spoken, subject, text)
