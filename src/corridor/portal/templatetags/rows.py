"""The rows of long lists, written by hand: through the template engine fifty take four times as long."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from corridor.portal.templatetags.words import named

register = template.Library()


@register.simple_tag
def promise_rows(rows: Iterable[Mapping[str, Any]], things: str, kept: str) -> SafeString:
    """Promises as rows of a table; `things` is the address before their codes, `kept` what follows."""
    # On a telephone each row stands by itself, so its cells name themselves.
    labels = [escape(label) for label in (_("Who owes"), _("Promised for"), _("Days late"), _("Others wait"))]
    return mark_safe("".join(_promise(row, things, escape(kept), labels) for row in rows))


def _promise(row: Mapping[str, Any], things: str, kept: str, labels: Sequence[str]) -> str:
    owes, due, late, wait = labels
    chips = _chip(row["state_code"], row["state"]) + "".join(f" {_chip('mark', mark)}" for mark in row["marks"])
    return (
        f'<tr><th scope="row"><a href="{things}{row["code"]}/{kept}">{named(row["title"])}</a></th><td>{chips}</td>'
        f'<td data-label="{owes}">{named(row["debtor"])}</td>'
        f'<td class="date" data-label="{due}"><bdi>{escape(row["due"]) or "–"}</bdi></td>'
        f'<td class="figure" data-label="{late}">{row["days"]}</td>'
        f'<td class="figure" data-label="{wait}">{row["others"]}</td></tr>'
    )


def _chip(code: str, label: str) -> str:
    return f'<span class="state {code}"><span class="sign" aria-hidden="true"></span>{escape(label)}</span>'
