"""The due dates of somebody's parties as a calendar (RFC 5545), by an address that only they know."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from corridor.members.models import Person
from corridor.members.queries import person_numbered
from corridor.reminders.queries.calendar import events_for


def token_for(person: Person) -> str:
    """The secret part of the address: signed by this site, and another one as soon as the password changes."""
    seal = salted_hmac("corridor.desk.calendar", f"{person.pk} {person.password}", algorithm="sha256").hexdigest()
    return f"{person.pk}-{seal[:40]}"


def calendar_address(person: Person) -> str:
    """The path of somebody's calendar; whoever knows it reads it, as calendar programs sign in nowhere."""
    return reverse("calendar", args=[token_for(person)])


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody's parties owe and are owed, each promise on the last day given for it."""
    number = token.partition("-")[0]
    # Longer numbers name nobody, and no database would take them.
    person = person_numbered(int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
    if person is None or not person.is_active or not constant_time_compare(token, token_for(person)):
        raise Http404
    answer = HttpResponse(_written(person), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="corridor.ics"'
    return answer


def _written(person: Person) -> bytes:
    found = Calendar()
    found.add("prodid", "-//Corridor//promises//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    with override(person.language):
        found.add("x-wr-calname", _("Promises by date"))
    host, now = urlsplit(settings.SITE).hostname or "localhost", timezone.now()
    for each in events_for(person, timezone.localdate(), settings.SITE):
        event = Event()
        event.add("uid", f"{each['key']}@{host}")
        event.add("dtstamp", now)
        event.add("dtstart", each["day"])
        event.add("summary", each["title"])
        event.add("description", f"{each['text']}{each['page']}")
        event.add("url", each["page"])
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return found.to_ical()
