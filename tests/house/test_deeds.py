"""Every deed is atomic, names its doer and its moment, asks leave and leaves a trace."""

import ast
import re

import pytest

from house.tree import calls, deeds

DEEDS = dict(deeds())


def test_there_are_deeds():
    assert "src/corridor/exchange/actions/load.py:load_package" in DEEDS


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_is_one_transaction(name):
    decorators = [ast.unparse(each) for each in DEEDS[name].decorator_list]

    assert "transaction.atomic" in decorators, f"{name} needs @transaction.atomic"


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_names_its_doer_and_its_moment(name):
    keywords = [argument.arg for argument in DEEDS[name].args.kwonlyargs]

    assert keywords[:2] == ["by", "at"], f"{name} takes `*, by, at` first among its keywords"


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_asks_leave_and_leaves_a_trace(name):
    called = {function for _line, function in calls(DEEDS[name])}

    assert called >= {"require", "record"}, f"{name} must call require(...) and record(...) itself"


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_says_what_it_records(name):
    told = ast.get_docstring(DEEDS[name]) or ""

    assert re.search(r"^Records `", told, re.MULTILINE), f"{name} says: Records `noun.done`"
