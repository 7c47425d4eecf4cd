"""Compiled ahead means that a forecast of a real programme compiles nothing more."""

import sys
from datetime import date

import pytest

from corridor.base.actors import READER
from corridor.engine.compiled import COMPILED
from corridor.engine.ready import make_ready
from corridor.foresight.queries.curves import days_ahead, fans
from corridor.foresight.queries.forecast import forecast_of

DAY = date(2025, 1, 1)


def compiled_forms():
    """In how many forms each kernel was compiled or loaded, by its name."""
    return {
        f"{name}.{found}": len(kernel.signatures)
        for name, module in sys.modules.items()
        if name.startswith("corridor.engine.")
        for found, kernel in vars(module).items()
        if hasattr(kernel, "signatures")
    }


@pytest.mark.once
@pytest.mark.skipif(not COMPILED, reason="there is no compiler here")
def test_a_forecast_compiles_nothing_more(mfano):
    make_ready()
    before = compiled_forms()

    fans(forecast_of(mfano, READER, on=DAY), days_ahead(DAY))

    assert compiled_forms() == before
