"""What common measures are called; any other is shown in the words of its code."""

from django.utils.translation import gettext_lazy as _

from corridor.base.names import Name

UTILITIES = {
    "power": _("Power"),
    "gas": _("Gas"),
    "water": _("Water"),
    "road": _("Roads"),
}

# The headings that the figures of a zone stand under, in their order.
GROUPS = {
    **UTILITIES,
    "land": _("Land"),
    "plots": _("Plots"),
    "firms": _("Firms and factories"),
    "people": _("Jobs"),
    "money": _("Money"),
    "other": _("Other"),
}

MEASURES = {
    "access-road": _("access road"),
    "applications-received": _("applications received"),
    "area": _("land of the zone"),
    "area-allotted": _("land allotted"),
    "area-phase-1": _("land of phase 1"),
    "area-phase-2": _("land of phase 2"),
    "area-saleable": _("land that can be sold"),
    "area-sold": _("land sold"),
    "development-period": _("time to build it"),
    "enterprises-allotted": _("firms with a plot"),
    "enterprises-under-construction": _("firms that build"),
    "exports": _("exports"),
    "gas-allocation": _("budget for gas"),
    "gas-available": _("gas supplied"),
    "gas-needed": _("gas needed"),
    "gas-pipeline-length": _("gas pipeline"),
    "gas-planned": _("gas planned"),
    "gas-promised": _("gas promised"),
    "gas-scheme-cost": _("cost of the gas scheme"),
    "internal-roads": _("roads inside"),
    "investment-expected": _("investment expected"),
    "jobs-claimed": _("jobs claimed"),
    "land-acquired": _("land acquired"),
    "phases": _("phases"),
    "plots-leased": _("plots leased"),
    "plots-sold": _("plots sold"),
    "plots-total": _("plots in all"),
    "power-available": _("power supplied"),
    "power-line-capacity": _("capacity of the power line"),
    "power-line-progress": _("power line built"),
    "power-needed": _("power needed"),
    "power-planned": _("power planned"),
    "power-promised": _("power promised"),
    "power-requested": _("power asked for"),
    "power-scheme-capacity": _("capacity of the power scheme"),
    "power-scheme-cost": _("cost of the power scheme"),
    "project-cost": _("cost of the project"),
    "units-in-production": _("factories producing"),
    "units-under-construction": _("factories being built"),
    "water-planned": _("water planned"),
    "workers": _("workers at work"),
}


# What these words say is true of zones only.
OF_ZONES = frozenset({"area"})


def measure_name(measure: str, kind: str, language: str) -> Name:
    """What a measure is called of a kind of thing; the words of its code, in English, where it has no other."""
    if measure in MEASURES and (kind == "zone" or measure not in OF_ZONES):
        return Name(str(MEASURES[measure]), language.split("-")[0])
    return Name(measure.replace("-", " "), "en")
