"""What every list of the API can be asked for: the filters of each noun, by the words of the programme."""

from collections.abc import Mapping

from corridor.api import shapes
from corridor.api.addresses import SUBJECTS
from corridor.api.asked import (
    COUNTRY_SCHEMA,
    CURSOR,
    DAYS,
    LANGUAGE,
    LIMIT,
    Parameter,
    choice,
    code,
    fields,
    table,
)
from corridor.ledger.queries.words import OBSTACLES
from corridor.ledger.rules.words import GRADES, SAYINGS, State
from corridor.results.queries.words import AGREEMENT_KINDS, NATURES, PARTY_KINDS, SOURCE_KINDS
from corridor.results.rules.lists import HELD, MARKS, ORDERS, PROVEN

LANGUAGE_SCHEMA = {"type": "string", "pattern": "^[a-z]{2}$"}

_ZONE = code("zone", "At this zone.")
_PARTY = code("party", "Of this party.")
_SOURCE = code("source", "That rest on this source.")
_COUNTRY = code("country", "Of this country (ISO 3166).", COUNTRY_SCHEMA)

SINGULAR = {
    "parties": "party",
    "zones": "zone",
    "agreements": "agreement",
    "meetings": "meeting",
    "ventures": "venture",
    "obstacles": "obstacle",
    "sources": "source",
    "figures": "figure",
    "evidence": "evidence",
    "commitments": "commitment",
    "programmes": "programme",
    "submissions": "submission",
    "contests": "contest",
}
FILTERS: Mapping[str, tuple[Parameter, ...]] = {
    "parties": (
        choice("kind", list(PARTY_KINDS), "Of this kind."),
        _COUNTRY,
        code("parent", "That belong to this party."),
        _SOURCE,
    ),
    "zones": (
        _COUNTRY,
        code("developer", "That this party develops."),
        code("authority", "That stand under this party."),
        _SOURCE,
    ),
    "agreements": (
        choice("kind", list(AGREEMENT_KINDS), "Of this kind."),
        code("state", "In this state: one of the programme's `agreement_states`."),
        code("party", "That this party signed."),
        _SOURCE,
    ),
    "meetings": (code("body", "Of this body, a party."), _SOURCE),
    "ventures": (
        _ZONE,
        code("stage", "On this rung: one of the programme's `venture_stages`."),
        _PARTY,
        _SOURCE,
    ),
    "obstacles": (_ZONE, choice("kind", list(OBSTACLES), "Of this kind."), _PARTY, _SOURCE),
    "sources": (
        choice("kind", list(SOURCE_KINDS), "Of this kind."),
        code("written_in", "In this language (ISO 639-1).", LANGUAGE_SCHEMA),
    ),
    "figures": (
        choice("subject_kind", ("programme", *SUBJECTS), "About things of this kind."),
        code("subject", "About the thing of this code."),
        code("measure", "Of this measure."),
        choice("nature", list(NATURES), "Of this nature."),
        _SOURCE,
    ),
    "evidence": (
        code("commitment", "About this commitment."),
        choice("says", SAYINGS, "That say this."),
        choice("grade", GRADES, "Of this grade."),
        _SOURCE,
    ),
    "commitments": (
        choice("state", [each.value for each in State], "In this state."),
        choice("mark", [*MARKS, HELD], "Of which this is true."),
        choice("proof", list(PROVEN), "Proven at least so well."),
        code("debtor", "That this party owes."),
        code("creditor", "That are owed to this party."),
        _ZONE,
        code("kind", "Of this kind: one of the programme's `commitment_kinds`."),
        code("agreement", "Under this agreement."),
        code("meeting", "From this meeting."),
        _SOURCE,
    ),
}
ORDER = choice(
    "order", list(ORDERS), "For which most wait (unless said otherwise), most days late, earliest due, by code."
)


def of_list(noun: str) -> dict[str, Parameter]:
    """What a list of a noun can be asked for."""
    order = (ORDER,) if noun == "commitments" else ()
    chosen = fields(shapes.fields_of(shapes.SHAPES[noun]))
    return table(*FILTERS[noun], *order, *DAYS, chosen, LIMIT, CURSOR, LANGUAGE)


def of_one(shape: type[shapes.Shape]) -> dict[str, Parameter]:
    """What one thing can be asked for."""
    return table(*DAYS, fields(shapes.fields_of(shape)), LANGUAGE)


OF_PROGRAMMES = table(fields(shapes.fields_of(shapes.Programme)), LIMIT, CURSOR, LANGUAGE)
OF_PROGRAMME = table(fields(shapes.fields_of(shapes.ProgrammeInFull)), LANGUAGE)
