"""Other ways in which people write a language at the beginning of an address lead to the one there is."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_safe

# Chinese is written in two scripts, so its pages stand under zh-hans; people type zh, and browsers name regions.
WRITTEN = r"^(?!(?:ur|zh-hans)/)(?P<typed>(?i:ur|ur-pk|zh|zh-(?:hans|hant|cn|sg|tw|hk|mo)))/(?P<rest>(?s:.*))\Z"


@require_safe
def written_otherwise(request: HttpRequest, typed: str, rest: str) -> HttpResponse:
    """The same address under the language as its pages write it."""
    language = "ur" if typed.lower().startswith("ur") else "zh-hans"
    query = request.META.get("QUERY_STRING", "")
    # What was quoted is quoted again: else a question mark of the path would begin a query.
    return HttpResponseRedirect(f"{get_script_prefix()}{language}/{escape_uri_path(rest)}{query and '?'}{query}")
