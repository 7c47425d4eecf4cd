"""What the tests of the API share: the made-up programme, no limit to asking, and answers taken apart."""

import csv
import io

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _ready(collected, settings, db):
    settings.STATIC_ROOT = collected
    settings.API_RATE = ""
    with override("en"):
        yield


@pytest.fixture
def ask(client):
    """Asks for an address below a programme and takes the answer apart as JSON; it must be given."""

    def asked(path: str, programme: str = "mfano", **headers: str):
        answer = client.get(f"/api/v1/programmes/{programme}{path}", headers=headers)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    return asked


@pytest.fixture
def table(client):
    """The same as CSV, row by row."""

    def asked(path: str, programme: str = "mfano"):
        answer = client.get(f"/api/v1/programmes/{programme}{path}", headers={"accept": "text/csv"})
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
        return list(csv.DictReader(io.StringIO(answer.content.decode())))

    return asked


@pytest.fixture
def refused(client):
    """Asks for an address that is refused, and takes the problem apart."""

    def asked(path: str, **headers: str):
        answer = client.get(f"/api/v1{path}", headers=headers)
        assert answer["Content-Type"] == "application/problem+json", answer.content.decode()
        told = answer.json()
        assert (told["status"], told["instance"]) == (answer.status_code, f"/api/v1{path}".partition("?")[0])
        return told

    return asked
