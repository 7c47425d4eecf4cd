"""The same promise, given again: all such stories, and each as one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, language, only, paged
from corridor.results.queries.stories import all_stories, finding_of_all, shown_stories
from corridor.results.queries.stories import story as read_story
from corridor.results.queries.story import shown_story
from corridor.results.rules.lists import PAGE


@require_safe
def stories(request: HttpRequest, code: str) -> HttpResponse:
    """Every thing that was promised again, the most often promised first, fifty to a page."""
    only(request, *DAYS, "page")
    programme = asked_programme(code)
    found = all_stories(programme, READER, on=asked_on(request), known_on=asked_day(request, "known_on"))
    first, pages = paged(request, len(found), PAGE)
    page = around(request, programme)
    page |= {
        "finding": finding_of_all(found, language()),
        "rows": shown_stories(found[first : first + PAGE], programme, language()),
        "pages": pages,
    }
    return render(request, "portal/stories/stories.html", page)


@require_safe
def story(request: HttpRequest, code: str, item: str, kind: str) -> HttpResponse:
    """One thing at one zone: every date promised for it, what was seen, why it is not there, who waits."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    told = read_story(programme, READER, item, kind, on=on, known_on=known_on)
    if told is None:
        raise Http404
    page = shown_story(told, language()) | around(request, programme)
    return render(request, "portal/stories/story.html", page)
