"""What the tests of reminders share: a small programme with people in it, and its letters."""

from datetime import date

import pytest

import make
from corridor.base.actors import Role
from corridor.post.models import Letter
from corridor.reminders.actions import remind
from corridor.reminders.queries.outgoing import outgoing

SITE = "https://corridor.example"


@pytest.fixture
def isles(db, tmp_path):
    """The small programme. The mill owes “Build the mill” by 30 June 2022; the harbour board has kept its quay."""
    return make.loaded(tmp_path / "isles")


@pytest.fixture
def miller(isles):
    """Who contributes for the mill, in Urdu."""
    return make.person("isles", "mill", Role.CONTRIBUTOR, email="miller@mill.example", language="ur")


@pytest.fixture
def write(isles):
    """Writes to everybody who must be written to on a day; says how many letters were new."""

    def write(on, by=make.OPERATOR):
        return written(isles, date.fromisoformat(on), by)

    return write


def written(programme, on, by=make.OPERATOR):
    """Write to everybody who must be written to on a day; says how many letters were new."""
    found = outgoing(programme, on, SITE)
    return remind(programme, found, by=by, at=make.NOON) if found else 0


def letters(kind=""):
    """The letters posted so far of a kind, by key."""
    return {each.key: each for each in Letter.objects.filter(key__startswith=kind).order_by("key")}
