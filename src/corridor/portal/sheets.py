"""Lists as workbooks (XLSX) for people, beside the CSV for scripts."""

from collections.abc import Callable
from tempfile import TemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from corridor.portal.asked import asked_day, asked_on, asked_programme, language
from corridor.portal.ledger import asked_list
from corridor.results.queries.sheets import Asked, commitments_sheet, plain_sheet
from corridor.results.rules.tables import Dress, Table, table_from, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Stands for the code in the address of a thing.
ANY = "any-code"
Workbook = Callable[[HttpRequest, str], FileResponse]


@require_safe
def commitments_xlsx(request: HttpRequest, code: str) -> FileResponse:
    """Exactly the commitments of the list, all pages."""
    programme, rows = asked_list(request, code)
    table, dress = commitments_sheet(programme, rows, _asked(request, code, "commitment", "commitments"))
    return _workbook(code, table, dress)


def workbook_of(csv: Callable[[HttpRequest, str], HttpResponse], lists: str, thing: str) -> Workbook:
    """A view that gives a list as a workbook: the rows of its CSV, with numbers and days as such."""

    @require_safe
    def workbook(request: HttpRequest, code: str) -> FileResponse:
        table = table_from(lists, csv(request, code).content.decode())
        return _workbook(
            code, table, plain_sheet(asked_programme(code), lists, _asked(request, code, thing, lists))
        )

    return workbook


def _asked(request: HttpRequest, code: str, thing: str, lists: str) -> Asked:
    """For whom a workbook is made; its links lead to pages of the same language."""
    link = request.build_absolute_uri(reverse(thing, args=[code, ANY])).replace(ANY, "{}")
    query = request.GET.urlencode()
    address = request.build_absolute_uri(f"{reverse(lists, args=[code])}?{query}".rstrip("?"))
    return Asked(language(), asked_on(request), asked_day(request, "known_on"), address, link, timezone.now())


def _workbook(code: str, table: Table, dress: Dress) -> FileResponse:
    """A workbook that was written into a file without a name, so that a long one takes no memory."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it once it is sent
    write_xlsx(file, table, dress)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{code}-{table.name}.xlsx", content_type=XLSX)
