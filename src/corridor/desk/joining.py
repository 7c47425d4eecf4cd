"""Taking up an invitation: a name, a password, a language; then one is signed in."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from corridor.base.actors import Actor
from corridor.base.refusals import NotAllowed
from corridor.desk.forms import Joining
from corridor.members.actions import join
from corridor.members.queries import invitation_of
from corridor.members.rules import digest_of


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join_page(request: HttpRequest, secret: str) -> HttpResponse:
    """The form that an invitation leads to; what is unknown, used up or too old says so and what to do."""
    now = timezone.now()
    invitation = invitation_of(digest_of(secret), now)
    if invitation is None or not invitation.person.is_active:
        return render(request, "desk/no_invitation.html", status=410)
    person = invitation.person
    known = {"name": person.name, "language": person.language}
    form = Joining(request.POST if request.method == "POST" else None, initial=known, person=person)
    if not form.is_valid():
        page = {"form": form, "address": person.email}
        return render(request, "desk/join.html", page, status=400 if form.errors else 200)
    given = form.cleaned_data
    by = Actor(person.code, person=person.pk)
    try:
        joined = join(invitation, given["name"], given["password1"], given["language"], by=by, at=now)
    except NotAllowed:
        # Somebody was faster: of two who take up one invitation the second is told.
        return render(request, "desk/no_invitation.html", status=410)
    get_adapter(request).login(request, joined)
    return HttpResponseRedirect(translate_url(reverse("desk"), joined.language))
