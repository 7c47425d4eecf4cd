"""Finding: the search page, and short links that know only a code."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_choice, asked_programme, days_kept, language, only
from corridor.search.queries.codes import examples, things_of_code
from corridor.search.queries.find import find
from corridor.search.queries.shown import shown_answer, shown_things
from corridor.search.rules.order import NOUNS

# Of every noun the first few; of one that was chosen, as many as are still read.
FEW, MANY = 6, 50


@require_safe
def search(request: HttpRequest, code: str) -> HttpResponse:
    """Everything of a programme that has the words of a search, by noun."""
    only(request, "q", "noun", *DAYS)
    programme = asked_programme(code)
    noun = asked_choice(request, "noun", _("Kind"), NOUNS)
    most, each = (MANY, MANY) if noun else (FEW * len(NOUNS), FEW)
    answer = find(programme, READER, request.GET.get("q", ""), noun=noun, most=most, each=each)
    page = {
        **around(request, programme),
        **shown_answer(answer, language()),
        "here": "search",
    }
    if not answer.words:
        page["examples"] = shown_things(examples(programme), language())
    return render(request, "portal/search/search.html", page)


@require_safe
def short(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """The page of whatever bears a code; the choice, where several things do."""
    only(request, *DAYS)
    programme = asked_programme(code)
    found = things_of_code(programme, READER, item)
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect(f"{reverse('board', args=[code])}{found[0].noun}/{found[0].code}/{days_kept(request)}")
    page = {**around(request, programme), "code": item, "things": shown_things(found, language())}
    return render(request, "portal/search/several.html", page)
