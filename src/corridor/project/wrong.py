"""What cannot be answered at all: a page for people, a problem for programs."""

from django.http import HttpRequest, HttpResponse

from corridor.api.problems import Failed, is_for_programs, problem, reason_of
from corridor.portal import wrong


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what could not even be read, or came under a name that is not ours."""
    if is_for_programs(request):
        return problem(request, reason_of(exception))
    return wrong.bad_request(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """500 without a word about why: that stands in the log."""
    return problem(request, Failed()) if is_for_programs(request) else wrong.failed(request)
