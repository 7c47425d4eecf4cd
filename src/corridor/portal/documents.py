"""Files that were handed in, as answers. Whoever calls this has asked whether the reader may see the file."""

from django.http import FileResponse
from django.utils.http import content_disposition_header

from corridor.sources.models import Document
from corridor.sources.queries import document_path, is_picture

# A page of our own may show it; opened by itself it runs nothing and reaches nothing.
POLICY = "sandbox; default-src 'none'"
SHOWN_FOR = 300


def document_answer(document: Document, name: str, *, show: bool = False, public: bool = False) -> FileResponse:
    """A file to be saved under a name; show: a picture that was drawn anew here is shown instead.

    public: anybody may see it, so what stands between may keep it for some minutes.
    """
    answer = FileResponse(document_path(document).open("rb"), content_type=document.media_type)
    answer["Content-Disposition"] = disposition(name, saved=not (show and is_picture(document)))
    answer["Content-Length"] = str(document.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = f"public, max-age={SHOWN_FOR}" if public else "private, no-store"
    return answer


def disposition(name: str, *, saved: bool) -> str:
    """How an answer names its file (RFC 6266): in ASCII for old programs, and as it is for all others.

    >>> disposition("steel.pdf", saved=True)
    'attachment; filename="steel.pdf"'
    >>> disposition('گو"در.png', saved=False)
    'inline; filename="_____.png"; filename*=utf-8\\'\\'%DA%AF%D9%88%22%D8%AF%D8%B1.png'
    """
    written = content_disposition_header(saved, name) or ""
    if name.isascii():
        return written or "inline"
    kind, _, encoded = written.partition("; ")
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in " ._-()") else "_" for sign in name)
    return f'{kind}; filename="{plain}"; {encoded}'
