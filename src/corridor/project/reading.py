"""Every answer to a reader is of one state of the database."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from corridor.base.snapshot import one_state
from corridor.desk.sessions import about_accounts

SAFE = ("GET", "HEAD")


class OneState:
    """Reads everything that an answer needs as it stood at its first question."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, read from one state where it only reads."""
        if request.method not in SAFE or about_accounts(request):
            return self.get_response(request)
        with one_state():
            return self.get_response(request)
