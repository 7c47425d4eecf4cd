"""What roles and scopes are called."""

from django.utils.translation import gettext_lazy as _

from corridor.members.queries import ROLES as ROLES

SCOPES = {
    "commit": _("write promises"),
    "evidence": _("bring evidence"),
    "verify": _("verify evidence"),
    "contest": _("contest entries"),
}
TEXTS = {
    "control-character": _("There is an unseen sign at place {place}. Type it anew instead of pasting it."),
    "formula": _("It must not begin like a formula, with = + - or @."),
    "too-long": _("It has {length} signs; at most {most} can be kept."),
}
