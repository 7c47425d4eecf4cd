"""What a script of ours reads from an attribute of the page: there is no inline script to read."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """JSON; the template escapes it for the attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)
