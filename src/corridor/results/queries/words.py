"""The words of the board in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from corridor.base.names import Name

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
    "record": _("entry at the desk"),
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

AGREEMENT_KINDS = {
    "mou": _("memorandum"),
    "framework": _("framework"),
    "development": _("development agreement"),
    "joint-venture": _("joint venture"),
    "lease": _("lease"),
    "project": _("project"),
    "plan": _("plan"),
    "law": _("law"),
}

# Words that programmes use for the state of a paper; any other is shown as the programme writes it.
AGREEMENT_STATES = {
    "proposed": _("proposed"),
    "draft": _("draft"),
    "pending": _("pending"),
    "signed": _("signed"),
    "approved": _("approved"),
    "in-force": _("in force"),
    "superseded": _("superseded"),
    "ended": _("ended"),
}

PARTY_KINDS = {
    "government": _("government"),
    "authority": _("authority"),
    "utility": _("utility"),
    "developer": _("developer"),
    "enterprise": _("enterprise"),
    "bank": _("bank"),
    "institute": _("institute"),
    "body": _("joint body"),
}

# How lists of parties are ordered, the most first.
PARTY_ORDERS = {
    "overdue": _("most overdue"),
    "owes": _("most owed by them"),
    "open": _("most still owed by them"),
    "blocked": _("most blocked"),
    "kept": _("most kept"),
    "owed": _("most owed to them"),
    "waiting": _("most still owed to them"),
}

# The stretches of the bar that shows how promises stand.
BAR = {
    "kept": _("kept"),
    "late": _("late"),
    "ahead": _("still owed, not late"),
    "ended": _("ended unkept"),
}

# The kinds of promise that programmes of this sort make; any other is shown as the programme writes it.
KINDS = {
    "admission": _("Admission"),
    "agreement": _("Agreement"),
    "approval": _("Approval"),
    "cooperation": _("Cooperation"),
    "coordination": _("Coordination"),
    "decision": _("Decision"),
    "export": _("Exports"),
    "factory": _("Factories"),
    "finance": _("Finance"),
    "fund-release": _("Release of funds"),
    "institution": _("Institution"),
    "investment": _("Investment"),
    "jobs": _("Jobs"),
    "joint-venture": _("Joint venture"),
    "land": _("Land"),
    "launch": _("Opening"),
    "law": _("Law"),
    "licence": _("Licence"),
    "marketing": _("Marketing"),
    "meeting": _("Meeting"),
    "plan": _("Plan"),
    "policy": _("Policy"),
    "relocation": _("Relocation of industry"),
    "report": _("Report"),
    "road": _("Road"),
    "sme": _("Small and medium enterprises"),
    "tariff": _("Tariff"),
    "training": _("Training"),
    "transfer": _("Transfer"),
    "utility-gas": _("Gas supply"),
    "utility-power": _("Power supply"),
    "utility-water": _("Water supply"),
    "works": _("Construction works"),
}

# What became of something that was promised again.
COMINGS = {
    "kept-on-time": _("reported delivered on time"),
    "kept-late": _("reported delivered late"),
    "partly-kept": _("reported delivered in part"),
    "overdue": _("not reported delivered"),
    "due": _("not due yet"),
    "superseded": _("superseded"),
    "withdrawn": pgettext_lazy("promise", "withdrawn"),
    "lapsed": _("lapsed"),
}

# The same where another party verified all that is there.
VERIFIED_COMINGS = {
    **COMINGS,
    "kept-on-time": _("delivered on time"),
    "kept-late": _("delivered late"),
    "partly-kept": _("delivered in part"),
}

# What a list of promises can be asked for beside a state.
MARKED = {
    "open": _("still owed"),
    "kept": _("kept"),
    "late": _("late"),
    "blocked": _("blocked"),
    "disputed": _("disputed"),
    "contested": _("objected to"),
    "punctual": _("kept by the date promised"),
    "undated": _("kept, no date promised"),
    "pledging": _("with pledged workers"),
    "held": _("late, blocked or holding up a late one"),
}

# How the promises of a zone stand, in one word.
ZONE_STANDINGS = {
    "blocked": _("blocked"),
    "late": _("late"),
    "calm": _("nothing late"),
    "none": _("no promises"),
}


def kind_name(kind: str, language: str) -> Name:
    """What a kind of promise is called; in English, as the programme writes it, where there is no word for it."""
    if kind in KINDS:
        return Name(str(KINDS[kind]), language.split("-")[0])
    return Name(kind.replace("-", " ").capitalize(), "en")
