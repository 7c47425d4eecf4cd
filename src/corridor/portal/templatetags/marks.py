"""Found texts with the searched words marked."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from corridor.base.names import Name
from corridor.portal.templatetags.words import TAGS
from corridor.search.queries.shown import Marked
from corridor.search.rules.marks import Part

register = template.Library()


@register.filter
def marks(parts: Iterable[Part]) -> SafeString:
    """Pieces of a text, those that were searched for in mark elements."""
    return mark_safe(
        "".join(f"<mark>{escape(text)}</mark>" if is_found else escape(text) for text, is_found in parts)
    )


@register.filter
def marked(found: Marked) -> SafeString:
    """A name with its marks, isolated and in its language as every other name (`words.named`)."""
    name = Name("", found.language)
    if name.language == (get_language() or "en").split("-")[0]:
        return mark_safe(f"<bdi>{marks(found.parts)}</bdi>")
    tag = escape(TAGS.get(name.language, name.language))
    return mark_safe(f'<bdi lang="{tag}" dir="{name.direction}">{marks(found.parts)}</bdi>')
