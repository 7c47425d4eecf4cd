"""How often one address may ask."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.base.rates import Limiter, Rate, line_of, rate_of

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


def test_a_rate_may_be_left_out():
    assert rate_of("") is None
    assert rate_of("5/s") == Rate(5, 1)


@pytest.mark.parametrize(
    ("address", "line"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::"), ("", ""), ("unix:", "unix:")],
)
def test_requests_of_one_line_are_counted_together(address, line):
    assert line_of(address) == line
