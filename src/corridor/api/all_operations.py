"""All operations of the API: what is read, written and one's own, put at their addresses by being imported."""

from corridor.api import forecasting, own, writing, writing_evidence, writing_others
from corridor.api.operations import door

__all__ = ["door", "forecasting", "own", "writing", "writing_evidence", "writing_others"]
