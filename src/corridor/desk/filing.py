"""Files that came with evidence, for those who may see them at the desk."""

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from corridor.desk.asking import desk_of
from corridor.desk.sessions import DeskRequest
from corridor.ledger.queries.submissions import attachment_seen
from corridor.portal.documents import document_answer


@require_safe
def file(request: DeskRequest, code: str, attachment: int, name: str) -> FileResponse:
    """One file; a picture that was drawn anew here is shown. What is sealed for others is not there."""
    found = attachment_seen(request.actor, desk_of(request, code), attachment, name)
    if found is None:
        raise Http404
    return document_answer(found.document, found.name, show=True)
