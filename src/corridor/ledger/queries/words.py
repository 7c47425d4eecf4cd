"""The words of the ledger in the reader's language (defined in docs/words.md)."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "announced": _("Announced"),
    "agreed": _("Agreed"),
    "due": _("Due"),
    "overdue": _("Overdue"),
    "partly-kept": _("Partly kept"),
    "kept-on-time": _("Kept on time"),
    "kept-late": _("Kept late"),
    "superseded": _("Superseded"),
    "withdrawn": _("Withdrawn"),
    "lapsed": _("Lapsed"),
}

PROOFS = {
    "none": _("no proof"),
    "press": _("press reports"),
    "official": _("official word"),
    "document": _("a document"),
    "measured": _("a measurement"),
    "verified": _("verified"),
}

SAYINGS = {
    "delivered": _("delivered"),
    "partly": _("partly delivered"),
    "not-yet": _("not yet"),
    "blocked": _("blocked on that day"),
}

# What becomes of evidence that was brought at the desk.
DECISIONS = {
    "accepted": _("accepted"),
    "rejected": _("rejected"),
    "taken-back": _("taken back"),
}

# How somebody who objected is answered.
ANSWERS = {
    "upheld": _("The objection is right"),
    "declined": _("The objection was declined"),
    "taken-back": _("The objection was taken back"),
}

# What is done about an obstacle.
STEPS = {
    "assigned": _("Assigned"),
    "escalated": _("Escalated"),
    "closed": _("Closed as overcome"),
    "reopened": _("Reopened"),
}

EVENTS = {
    "added": _("recorded here"),
    "changed": _("corrected here"),
    "removed": _("taken out here"),
}

BLOCKED = _("Blocked")
DISPUTED = _("Disputed")
CONTESTED = _("Objected to")

OBSTACLES = {
    "land": _("Land"),
    "utility": _("Utilities"),
    "coordination": _("Coordination"),
    "policy": _("Policy"),
    "taxation": _("Taxation"),
    "regulation": _("Regulation"),
    "finance": _("Finance"),
    "security": _("Security"),
    "other": _("Other"),
}
