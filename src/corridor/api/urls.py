"""The API's addresses: the operations, its OpenAPI document, its page; anything else under /api/ is a problem."""

import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import (
    Resolver404,
    URLPattern,
    URLResolver,
    get_script_prefix,
    include,
    path,
    re_path,
    resolve,
    reverse,
)
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_safe

from corridor.api.addresses import root
from corridor.api.all_operations import door
from corridor.api.answers import JSON, form_of
from corridor.api.asked import LANGUAGE, read, table
from corridor.api.gate import gate
from corridor.api.page import index
from corridor.api.problems import NothingThere

OF_DOCUMENT = table(LANGUAGE)


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    form_of(request, JSON)
    read(request, OF_DOCUMENT)
    return HttpResponse(_document(get_script_prefix()), content_type=JSON)


def nowhere(request: HttpRequest) -> HttpResponse:
    """No such address; one that only ends in a stroke too many leads on to the right one."""
    right = request.path_info.rstrip("/")
    if right == request.path_info or not _leads_somewhere(right):
        raise NothingThere
    return HttpResponsePermanentRedirect(request.path.rstrip("/") + _query(request))


@require_safe
def onward(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Below a language leads to the address that is the same in all; without a version, to the page."""
    address = f"{root()}{escape_uri_path(rest)}" if rest else reverse("api")
    return HttpResponseRedirect(address + _query(request))


def _query(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query else ""


def _leads_somewhere(path: str) -> bool:
    try:
        return resolve(path).url_name != NOWHERE
    except Resolver404:
        return False


@lru_cache(maxsize=4)
def _document(prefix: str) -> str:
    return json.dumps(door.get_openapi_schema(), ensure_ascii=False)


NOWHERE = "api-nowhere"
urlpatterns: list[URLPattern] = [
    *door.views(),
    path("openapi.json", gate(openapi), name="api-openapi"),
]
# Outside every language: what programs ask for has one address.
above: list[URLPattern | URLResolver] = [
    path("api/v1/", include(urlpatterns)),
    re_path(r"^api/(?!(?:v1/?)?$)", gate(nowhere), name=NOWHERE),
]
# In every language: what people read.
pages = [
    path("api/v1/", index, name="api"),
    path("api/", onward, name="api-onward"),
    re_path(r"^api/v1/(?P<rest>.+)$", onward, name="api-below"),
]
