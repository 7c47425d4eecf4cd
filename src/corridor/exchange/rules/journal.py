"""What an entry of the journal changed, column by column. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Changed(NamedTuple):
    """One column of a row: what stood there, and what stands there now."""

    column: str
    before: Any
    after: Any


def changed_columns(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Changed]:
    """The columns in which a row differs from what it was; of a new or a removed one all that were filled.

    >>> changed_columns({"code": "a", "due_on": "2021"}, {"code": "a", "due_on": "2022", "note": "late"})
    [Changed(column='due_on', before='2021', after='2022'), Changed(column='note', before='', after='late')]
    >>> changed_columns({"code": "a"}, None)
    [Changed(column='code', before='a', after='')]
    """
    was, now = before or {}, after or {}
    columns = dict.fromkeys((*was, *now))
    pairs = ((column, was.get(column, ""), now.get(column, "")) for column in columns)
    return [Changed(*each) for each in pairs if each[1] != each[2]]
