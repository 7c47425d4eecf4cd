"""Atom feeds: what became known of a programme, a zone or a party, for whoever follows it."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, asked_day, asked_on, asked_programme, language, only
from corridor.portal.templatetags.words import TAGS
from corridor.results.queries.balance import last_event
from corridor.results.queries.changes import shown_changes
from corridor.results.rules.changes import possible

# An entry has its whole content, so that a summary would say it twice.
NO_SUMMARY: Any = None


class Feed(Atom1Feed):
    """Atom 1.0 as RFC 4287 has it, with texts instead of HTML and the paper behind each entry beside it."""

    def latest_post_date(self) -> datetime:
        """When any of it was last told; Django would take the clock for a feed without entries."""
        return self.feed["updated"]

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """One entry; its summary goes out as content."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "text"})
        paper = {"rel": "via", "type": "text/html", "href": item["paper"]}
        handler.addQuickElement("link", "", paper)


@require_safe
def programme_feed(request: HttpRequest, code: str) -> HttpResponse:
    """What became known of a programme."""
    return _answer(request, code, reverse("board", args=[code]))


@require_safe
def zone_feed(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """What became known of the promises and obstacles at a zone."""
    return _answer(request, code, reverse("zone", args=[code, item]), zone=item)


@require_safe
def party_feed(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """What became known of what a party owes and is owed."""
    return _answer(request, code, reverse("party", args=[code, item]), party=item)


def _answer(request: HttpRequest, code: str, page: str, **about: str) -> HttpResponse:
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    # Who follows asks again and again: while the journal tells nothing new, nothing is made anew.
    state = f"{request.build_absolute_uri()} {language()} {on} {known_on} {last_event(code)}"
    tag = quote_etag(sha256(state.encode()).hexdigest()[:32])
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged:
        return unchanged
    told = shown_changes(programme, READER, language(), on=on, known_on=known_on, **about)
    if told is None:
        raise Http404
    feed = Feed(
        title=possible(told["title"]),
        link=request.build_absolute_uri(page),
        description=None,
        language=TAGS.get(language(), language()),
        author_name=f"{possible(told['author'])} · Corridor",
        feed_url=request.build_absolute_uri(),
        feed_guid=told["id"],
        updated=told["updated"],
    )
    for entry in told["entries"]:
        address = reverse("obstacle" if entry["is_obstacle"] else "commitment", args=[code, entry["code"]])
        feed.add_item(
            title=possible(entry["title"]),
            link=request.build_absolute_uri(address),
            description=NO_SUMMARY,
            content=possible(entry["content"]),
            unique_id=entry["id"],
            pubdate=entry["published"],
            updateddate=entry["updated"],
            paper=request.build_absolute_uri(reverse("source", args=[code, entry["source"]])),
        )
    atom = "application/atom+xml; charset=utf-8"
    return HttpResponse(feed.writeString("utf-8"), content_type=atom, headers={"ETag": tag})
