"""The portal's one place where a refusal becomes a page, and the page for an address that leads nowhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.base.refusals import Refusal
from corridor.programme.queries import programmes


class RefusalPages:
    """Turns a Refusal that a page raised into a page that says it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """400 with the reason; anything that is no Refusal is a bug and passes on."""
        if not isinstance(problem, Refusal):
            return None
        return render(
            request, "portal/wrong.html", {"title": _("This cannot be shown"), "said": str(problem)}, status=400
        )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the programmes there are."""
    language = get_language() or "en"
    page = {
        "title": _("There is no such page"),
        "said": _("The address may be misspelt. These programmes are here:"),
        "programmes": [{"code": each.code, "name": each.name_in(language)} for each in programmes()],
    }
    return render(request, "portal/wrong.html", page, status=404)
