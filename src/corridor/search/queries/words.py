"""The words of finding in the reader's language."""

from django.utils.translation import gettext_lazy as _

NOUNS = {
    "zones": _("Zones"),
    "parties": _("Parties"),
    "agreements": _("Agreements"),
    "commitments": _("Promises"),
    "ventures": _("Ventures"),
    "meetings": _("Meetings"),
    "obstacles": _("Obstacles"),
    "sources": _("Sources"),
}
