"""Nobody takes the pages away from the others by asking much of the future."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

import make
from api.machines import machine
from corridor.base.actors import Role
from corridor.base.rates import limiter_for
from corridor.foresight.queries.asking import turns_of
from portal.pages import Page

STANDING = "/mfano/forecast/"
SAID = {
    "": "The forecast as things stand can be read meanwhile.",
    "/ur": "موجودہ صورتِ حال کی پیش گوئی اس دوران پڑھی جا سکتی ہے۔",
    "/zh-hans": "其间可查看按现状的预测。",
}
OWN = (
    "?as_of=2026-06-{day}",
    "?change=done:hill-water@2030-01-{day}",
    "compare/?one=done:hill-water@2030-02-{day}",
    "items/hill-water/?as_of=2026-05-{day}",
    "months.csv?as_of=2026-04-{day}",
    "calibration/?as_of=20{day}-12-31",
)


@pytest.fixture
def twice(settings):
    """Visitors may ask twice an hour, whoever is signed in four times."""
    settings.FORECAST_RATE, settings.FORECAST_RATE_SIGNED_IN = "2/h", "4/h"
    limiter_for.cache_clear()
    yield
    limiter_for.cache_clear()


@pytest.mark.usefixtures("twice", "mfano")
@pytest.mark.parametrize("path", OWN)
def test_each_visitor_asks_so_often_and_no_more(client, path):
    asked = [client.get(f"{STANDING}{path.format(day=day)}") for day in (11, 12, 13)]
    again = client.get(f"{STANDING}{path.format(day=12)}")
    other = client.get(f"{STANDING}{path.format(day=14)}", REMOTE_ADDR="192.0.2.7")

    assert [each.status_code for each in asked] == [200, 200, 429]
    assert 3500 < int(asked[2]["Retry-After"]) <= 3600
    assert "no-store" in asked[2]["Cache-Control"]
    assert (again.status_code, other.status_code, client.get(STANDING).status_code) == (200, 200, 200)


@pytest.mark.usefixtures("twice", "mfano")
def test_pages_and_programs_of_an_address_are_counted_together(client):
    for day in (11, 12):
        client.get(f"{STANDING}?as_of=2026-06-{day}")
    told = client.get("/api/v1/programmes/mfano/forecast?as_of=2026-06-13")

    assert (told.status_code, told.json()["code"], "Retry-After" in told) == (429, "too-many-forecasts", True)
    assert client.get("/api/v1/programmes/mfano/held-back?changes=done:hill-water@2030").status_code == 429
    assert client.get("/api/v1/programmes/mfano/held-back?as_of=2026-06-12").status_code == 200
    assert client.get("/api/v1/programmes/mfano/forecast").status_code == 200


@pytest.mark.usefixtures("twice", "mfano")
def test_whoever_is_signed_in_asks_more(client):
    client.force_login(make.person("mfano", "acme-textiles", Role.CONTRIBUTOR))
    asked = [client.get(f"{STANDING}?as_of=2026-06-1{day}").status_code for day in range(5)]

    assert asked == [200, 200, 200, 200, 429]
    client.logout()
    assert client.get(f"{STANDING}?as_of=2026-06-20").status_code == 200


@pytest.mark.usefixtures("twice", "mfano")
@pytest.mark.parametrize("prefix", SAID)
def test_a_page_says_so_and_leads_to_what_can_be_read(client, prefix):
    for day in (11, 12, 13):
        answer = client.get(f"{prefix}{STANDING}?as_of=2026-06-{day}")
    page = Page(answer)

    assert SAID[prefix] in page.text
    assert page.one("a", href=f"{prefix}{STANDING}")


@pytest.mark.usefixtures("mfano")
def test_while_as_many_are_computed_as_may_be_others_are_told_when_to_come_again(client, settings):
    settings.FORECASTS_AT_ONCE = 1
    with turns_of("visitors", 1):
        page = client.get(f"{STANDING}?as_of=2026-06-11")
        told = client.get("/api/v1/programmes/mfano/forecast?as_of=2026-06-11")
        standing = client.get(STANDING)

    assert (page.status_code, told.status_code, standing.status_code) == (503, 503, 200)
    assert (page["Retry-After"], told["Retry-After"], told.json()["code"]) == ("2", "2", "forecasts-busy")
    assert client.get(f"{STANDING}?as_of=2026-06-11").status_code == 200


def asked(site, path, own="127.0.0.1"):
    """The answer of a server to somebody at an address of this machine."""
    asking = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60, source_address=(own, 0))
    asking.request("GET", path)
    answer = asking.getresponse()
    body = answer.read()
    asking.close()
    return answer.status, answer.getheader("Retry-After"), body


@pytest.mark.slow
@pytest.mark.django_db
def test_a_crowd_of_programs_leaves_the_pages_readable(tmp_path):
    with machine(tmp_path, rate="30/h") as (server,), ThreadPoolExecutor(12) as crowd:
        site = server.address
        assert asked(site, STANDING)[0] == 200
        flood = [
            crowd.submit(asked, site, f"{STANDING}?as_of=20{10 + n // 12}-{1 + n % 12:02}-28") for n in range(96)
        ]
        readers = [asked(site, STANDING, "127.0.0.2")[0] for _time in range(10)]
        answers = [each.result() for each in flood]

        assert set(readers) == {200}
        assert {status for status, _later, _body in answers} <= {200, 429, 503}
        assert 1 <= sum(status == 200 for status, _later, _body in answers) <= 30
        assert all(later for status, later, _body in answers if status != 200)
        assert asked(site, f"{STANDING}?as_of=2009-06-30", "127.0.0.2")[0] == 200
        told = [asked(site, f"/api/v1/programmes/mfano/forecast?as_of=2008-06-{10 + day}") for day in range(20)]
        told += [asked(site, f"/api/v1/programmes/mfano/forecast?as_of=2007-06-{10 + day}") for day in range(20)]
        assert told[-1][0] == 429
        assert json.loads(told[-1][2])["code"] == "too-many-forecasts"
