"""Files behind evidence that was accepted, for everybody; what is sealed or still waits is not there."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.ledger.queries.submissions import attachment_seen
from corridor.portal.asked import asked_programme, only
from corridor.portal.documents import document_answer


@require_safe
def file(request: HttpRequest, code: str, attachment: int, name: str) -> FileResponse:
    """One file; a picture that was drawn anew here is shown, anything else is saved."""
    only(request)
    found = attachment_seen(READER, asked_programme(code), attachment, name)
    if found is None:
        raise Http404
    return document_answer(found.document, found.name, show=True, public=True)
