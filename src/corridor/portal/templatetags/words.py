"""Names in their own language and direction, and links to the same page in another language."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from corridor.base.formats import locale_for
from corridor.base.names import Name, written

register = template.Library()

# What a page's language is called in the lang attribute (BCP 47).
TAGS = {"zh": "zh-Hans", "zh-hans": "zh-Hans"}


@register.filter
def named(name: Name | str | None) -> SafeString | str:
    """A name isolated from the words around it, marked with its language where that is not the page's."""
    if not name:
        return ""
    page = _page_language()
    if not isinstance(name, Name):
        name = written(str(name))
    if name.language == page:
        return mark_safe(f"<bdi>{escape(name.text)}</bdi>")
    tag = escape(TAGS.get(name.language, name.language))
    return mark_safe(f'<bdi lang="{tag}" dir="{name.direction}">{escape(name.text)}</bdi>')


@register.simple_tag
def options(offered: Iterable[tuple[str, str, bool]]) -> SafeString:
    """The options of a select: their values, what they are called, which is chosen. Not a loop of the template,
    which takes ten times as long for the hundreds there may be."""
    return mark_safe(
        "".join(
            f'<option value="{escape(value)}"{" selected" if chosen else ""}>{escape(label)}</option>'
            for value, label, chosen in offered
        )
    )


@register.filter
def workbook(address: str) -> str:
    """The address of a list as a workbook, from that of the same list as CSV."""
    return address.replace(".csv", ".xlsx", 1)


@register.simple_tag
def page_tag() -> str:
    """The page's own language as the html element names it."""
    language = get_language() or "en"
    return TAGS.get(language, language)


@register.simple_tag
def page_locale() -> str:
    """The page's language and country, as those who show a link to it write them."""
    locale = locale_for(get_language() or "en")
    return f"{locale.language}_{locale.territory}"


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any]) -> list[dict[str, str]]:
    """The same page in every language, each called by its own name."""
    address = context["request"].get_full_path()
    return [
        {
            "code": TAGS.get(code, code),
            "name": name,
            "address": translate_url(address, code),
            "current": "true" if code == get_language() else "",
        }
        for code, name in settings.LANGUAGES
    ]


def _page_language() -> str:
    return (get_language() or "en").split("-")[0]
