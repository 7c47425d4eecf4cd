"""The words of the board in the reader's language."""

from django.utils.translation import gettext_lazy as _

OUTCOMES = {
    "factories": _("Factories operating"),
    "workers": _("Workers employed"),
    "exports": _("Exports"),
}

STEPS = {
    "promised": _("Promised"),
    "begun": _("Something delivered"),
    "delivered": _("Reported delivered"),
    "official": _("… on an official’s word"),
    "document": _("… on a document or measurement"),
    "verified": _("Verified by another party"),
}

# What is said where there is no amount at all.
NOTHING = {
    "pledges": _("no amount was promised"),
    "statements": _("no source states any"),
}

# What an amount counts, said under the number.
COUNTS = {
    "ventures-pledged": _("ventures announced by name"),
    "ventures-producing": _("of them said to produce"),
    "zones-own-count": _("by the zones’ own count"),
    "factories": _("proven by somebody else"),
    "pledges": _("pledged in commitments"),
    "claims": _("claimed by sources, which differ"),
    "statements": _("stated by sources"),
    "verified": _("proven by somebody else"),
}

SOURCE_KINDS = {
    "press": _("press report"),
    "official": _("official paper"),
    "law": _("law"),
    "dataset": _("dataset"),
}

NATURES = {
    "reported": _("reported"),
    "target": _("target"),
    "promise": _("promise"),
    "claim": _("claim"),
}

STAGES = {
    "interest": _("interest"),
    "mou": _("memorandum"),
    "agreement": _("agreement"),
    "admitted": _("admitted"),
    "allotted": _("plot allotted"),
    "construction": _("under construction"),
    "energised": _("with power"),
    "production": _("producing"),
    "exporting": _("exporting"),
    "withdrawn": _("withdrawn"),
}

# What a list of promises can be asked for beside a state.
MARKED = {
    "open": _("still owed"),
    "kept": _("kept"),
    "late": _("late"),
    "blocked": _("blocked"),
    "disputed": _("disputed"),
}
