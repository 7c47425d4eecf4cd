"""Long forms in parts: what is needed first, what it rests on, and folded what is rarely filled in."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms

from corridor.desk.fields import Words


class Part(NamedTuple):
    """Some fields of a form under a heading of their own.

    is_folded: closed until something stands in it. is_choice: one of them is needed, so none is called optional.
    """

    heading: Words
    names: Sequence[str]
    hint: Words = ""
    is_folded: bool = False
    is_choice: bool = False


def names_of(parts: Sequence[Part]) -> list[str]:
    """The fields of all parts, in their order."""
    return [name for part in parts for name in part.names]


def parted(form: forms.Form, parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """The parts of a form as its page shows them; fields that no part names stand in one at the end."""
    named = names_of(parts)
    rest = Part("", [field.name for field in form.visible_fields() if field.name not in named])
    for part in (*parts, rest):
        fields = [form[name] for name in part.names if name in form.fields]
        if fields:
            is_open = any(field.errors or _is_filled(field.value()) for field in fields)
            yield {**part._asdict(), "fields": fields, "is_open": is_open}


def _is_filled(value: Any) -> bool:
    return any(value) if isinstance(value, list | tuple) else bool(value)
