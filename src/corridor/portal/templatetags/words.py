"""Names in their own language and direction, and links to the same page in another language."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from corridor.base.names import Name

register = template.Library()

# What a page's language is called in the lang attribute (BCP 47).
TAGS = {"zh": "zh-Hans", "zh-hans": "zh-Hans"}


@register.filter
def named(name: Name | str | None) -> SafeString | str:
    """A name isolated from the words around it, marked with its language where that is not the page's."""
    if not name:
        return ""
    if not isinstance(name, Name):
        return format_html(
            '<bdi lang="en" dir="ltr">{}</bdi>' if _page_language() != "en" else "<bdi>{}</bdi>", name
        )
    if name.language == _page_language():
        return format_html("<bdi>{}</bdi>", name.text)
    tag = TAGS.get(name.language, name.language)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', tag, name.direction, name.text)


@register.simple_tag
def page_tag() -> str:
    """The page's own language as the html element names it."""
    language = get_language() or "en"
    return TAGS.get(language, language)


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
