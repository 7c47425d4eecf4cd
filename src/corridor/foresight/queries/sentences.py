"""What is wrong with a scenario, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from corridor.foresight.rules.scenario import Wrong


def wrong_sentence(wrong: Wrong) -> str:
    """What is wrong with a line of a scenario: which line, what it says, why it cannot be."""
    why = _sentences(wrong.facts)[wrong.code]
    return _("Line {line}, “{text}”: {why}").format(line=wrong.line, text=wrong.text, why=why)


def _sentences(facts: Mapping[str, Any]) -> dict[str, str]:
    told = dict.fromkeys(("found", "item", "needs", "today", "least", "most", "other", "path"), "") | dict(facts)
    return {
        "no-change": _("this is no change that is known."),
        "bad-day": _("“{found}” is not a day. A day is written 2022-06-30, 2022-06 or 2022.").format(**told),
        "too-many": _("a scenario has at most {most} lines.").format(**told),
        "closed": _("“{found}” is kept or ended already.").format(**told),
        "unknown-item": _("there is no promise “{found}”.").format(**told),
        "unknown-obstacle": _("no obstacle “{found}” stands that holds up a promise.").format(**told),
        "unknown-kind": _("no promise is of the kind “{found}”.").format(**told),
        "unknown-party": _("no promise is owed by “{found}”.").format(**told),
        "past": _("{found} is before {today}, the day of the forecast.").format(**told),
        "no-need": _("“{item}” does not need “{needs}”.").format(**told),
        "needs-itself": _("“{found}” cannot need itself.").format(**told),
        "bad-number": _("{found} is not between {least} and {most}.").format(**told),
        "contradicts": _("the line “{other}” says something else about the same.").format(**told),
        "circle": _("then these wait for one another: {path}.").format(**told),
    }
