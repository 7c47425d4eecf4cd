"""What was computed is kept: once for all who ask at once, apart from what somebody asks of their own, on disk."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import caches

from corridor.base.rates import limiter_for
from corridor.foresight.queries.asking import Allowance, AskedTooOften, Asker, OthersAsk, turns_of
from corridor.foresight.queries.forecast import forecast_of
from corridor.foresight.queries.kept import Kept, kept_on_disk
from foresight.conftest import ON, READER

READERS = 8


@pytest.fixture(autouse=True)
def _nothing_counted():
    turns_of.cache_clear()
    limiter_for.cache_clear()


def asker(name="192.0.2.7", *, rate="2/h", at_once=2, now=0.0):
    return Asker(lambda: Allowance(name, rate, "visitors", at_once), now)


class Slow:
    """Something that takes until it is let go, and counts how often it was computed."""

    def __init__(self):
        self.times, self.began, self.goes_on = 0, threading.Event(), threading.Event()

    def __call__(self):
        self.times += 1
        self.began.set()
        assert self.goes_on.wait(60)
        return object()


def test_of_many_first_readers_one_computes():
    kept, slow = Kept(standing=1, own=1), Slow()
    with ThreadPoolExecutor(READERS) as pool:
        answers = [pool.submit(kept.once, "today", slow) for _reader in range(READERS)]
        assert slow.began.wait(60)
        slow.goes_on.set()

    assert len({id(each.result()) for each in answers}) == slow.times == 1


def test_what_could_not_be_computed_is_tried_again():
    kept = Kept(standing=1, own=1)
    with pytest.raises(ZeroDivisionError):
        kept.once("today", lambda: 1 // 0)

    assert kept.once("today", lambda: 7) == 7


def test_whoever_asks_much_makes_nobody_forget_what_all_read():
    kept = Kept(standing=1, own=2)
    kept.once("today", lambda: "standing")
    for day in range(9):
        kept.once(day, lambda: "own", asker(rate=""))

    assert kept.once("today", lambda: "anew") == "standing"
    assert kept.once(8, lambda: "anew") == "own"
    assert kept.once(0, lambda: "anew") == "anew"


def test_so_many_are_computed_at_once_and_no_more():
    kept, slow = Kept(standing=1, own=9), Slow()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(kept.once, 1, slow, asker("a", at_once=1))
        assert slow.began.wait(60)
        for question in (1, 2):
            with pytest.raises(OthersAsk, match="Ask again in 2 s"):
                kept.once(question, slow, asker("b", at_once=1))
        assert kept.once("today", lambda: "standing") == "standing"
        slow.goes_on.set()
        first.result()

    assert kept.once(2, lambda: "there is a turn again", asker("b", at_once=1)) == "there is a turn again"


def test_everybody_has_their_own_count_and_what_is_kept_is_not_counted():
    kept = Kept(standing=1, own=9)
    for question in (1, 2, 1, 2, 1):
        kept.once(question, lambda: 7, asker(now=1.0))
    with pytest.raises(AskedTooOften) as refused:
        kept.once(3, lambda: 7, asker(now=11.0))

    assert refused.value.facts == {"seconds": 3590}
    assert kept.once(1, lambda: 8, asker(now=12.0)) == 7
    assert kept.once(3, lambda: 7, asker("192.0.2.8", now=12.0)) == 7
    assert kept.once(4, lambda: 7, asker(now=3601.0)) == 7


def test_a_request_counts_once_and_takes_one_turn():
    kept, one = Kept(standing=1, own=9), asker(rate="1/h", at_once=1)

    def inner():
        return kept.once("inner", lambda: 7, one)

    assert kept.once("outer", inner, one) == 7
    assert kept.once("more", lambda: 7, one) == 7
    with pytest.raises(AskedTooOften):
        kept.once("of another request", lambda: 7, asker(rate="1/h", at_once=1))


def test_another_process_finds_what_was_computed_and_what_is_broken_is_computed_anew():
    caches["forecasts"].clear()
    assert kept_on_disk("sum", (1, 2), lambda: 3) == 3
    assert kept_on_disk("sum", (1, 2), lambda: 4) == 3
    assert kept_on_disk("sum", (2, 2), lambda: 4) == 4
    (file, *_others) = caches["forecasts"]._list_cache_files()
    with Path(file).open("r+b") as broken:
        broken.truncate(30)

    assert {kept_on_disk("sum", (1, 2), lambda: 3), kept_on_disk("sum", (2, 2), lambda: 4)} == {3, 4}


def test_a_forecast_from_disk_is_the_same_to_the_last_bit(isles):
    computed, read = (forecast_of(isles, READER, on=ON, is_kept=True) for _time in range(2))

    assert read.outlook is not computed.outlook
    for name in ("digest", "foreseen", "obstacles", "loss"):
        assert getattr(read.outlook, name) == getattr(computed.outlook, name)
