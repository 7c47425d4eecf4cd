"""How often one address may ask."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corridor.api import rates
from corridor.api.rates import Limiter, Rate, line_of, rate_of
from corridor.project.settings import Environment

ASKS = st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 30)), max_size=60)


@given(asks=ASKS, quota=st.integers(1, 5), window=st.sampled_from([1, 7]))
def test_nobody_is_granted_more_than_the_quota_between_two_beginnings(asks, quota, window):
    limiter, now, began, granted = Limiter(Rate(quota, window)), 0.0, {}, {}
    for client, later in asks:
        now += later
        if client not in began or now - began[client] >= window:
            began[client], granted[client] = now, 0
        left = limiter.take(client, now)

        assert left.is_granted == (granted[client] < quota)
        granted[client] += left.is_granted
        assert left.remaining == quota - granted[client]
        assert 1 <= left.seconds <= window


def test_the_addresses_not_seen_for_longest_are_forgotten():
    limiter = Limiter(Rate(1, 60), most=100)
    for number in range(100_000):
        limiter.take(str(number), 0.0)
        limiter.take("always", 0.0)

    assert len(limiter) == 100
    assert not limiter.take("always", 1.0).is_granted
    assert limiter.take("0", 1.0).is_granted


def test_requests_at_once_are_all_counted():
    limiter = Limiter(Rate(500, 60))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _number: limiter.take("a", 0.0).is_granted, range(2000)))

    assert sum(found) == 500


@pytest.mark.parametrize("text", ["120", "0/min", "120/day", "-1/s", "1/min ", "١/s", "1e3/s", "9999999999/s"])
def test_what_is_no_rate_stops_the_start(text, monkeypatch):
    monkeypatch.setenv("CORRIDOR_API_RATE", text)

    with pytest.raises(ValidationError, match="write 120/min, 5/s or 1000/h"):
        Environment()


def test_a_rate_may_be_left_out():
    assert rate_of("") is None
    assert rate_of("5/s") == Rate(5, 1)


@pytest.mark.parametrize(
    ("address", "line"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::"), ("", ""), ("unix:", "unix:")],
)
def test_requests_of_one_line_are_counted_together(address, line):
    assert line_of(address) == line


def test_the_headers_say_what_is_left_and_when_to_come_again(client, db, settings):
    settings.API_RATE = "2/h"
    rates.limiter_for.cache_clear()
    asked = [client.get("/api/v1/programmes") for _time in range(3)]

    assert [answer.status_code for answer in asked] == [200, 200, 429]
    assert {answer["RateLimit-Policy"] for answer in asked} == {'"default";q=2;w=3600'}
    assert [answer["RateLimit"].partition(";t=")[0] for answer in asked] == [
        '"default";r=1', '"default";r=0', '"default";r=0',
    ]  # fmt: skip
    assert 3590 < int(asked[2]["Retry-After"]) <= 3600
    assert asked[2].json()["code"] == "too-many-requests"
    assert asked[2]["Cache-Control"] == "no-store"
    assert client.get("/api/v1/programmes", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/api/v1/programmes", headers={"x-forwarded-for": "192.0.2.8"}).status_code == 429
    assert client.options("/api/v1/programmes").status_code == 204
    assert client.get("/api/v1/").status_code == 200


def test_answers_that_did_not_change_say_what_is_left_too(client, db, settings):
    settings.API_RATE = "9/h"
    rates.limiter_for.cache_clear()
    first = client.get("/api/v1/programmes")
    again = client.get("/api/v1/programmes", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again["RateLimit"].partition(";t=")[0]) == (304, '"default";r=7')


def test_without_a_rate_nothing_is_counted(client, db):
    answer = client.get("/api/v1/programmes")

    assert "RateLimit" not in answer
