"""What every test needs, and nothing more; what tests are made of stands in make.py."""

import pytest
from hypothesis import settings

from corridor.results.queries.balance import offers_at
from corridor.results.queries.named import names_at

# A slow machine is no fault of the code; Hypothesis still seeks as hard as ever.
settings.register_profile("corridor", deadline=None)
settings.load_profile("corridor")


@pytest.fixture(autouse=True)
def _nothing_kept_from_another_test():
    """A database that is rolled back gives the numbers of its events out again; what was kept by them must go."""
    offers_at.cache_clear()
    names_at.cache_clear()
