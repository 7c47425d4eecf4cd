"""The programme package: which tables, which columns, what each cell may hold (docs/rooms/exchange.md)."""

from collections.abc import Sequence

from corridor.exchange.rules.tables import Column, Reference, Table
from corridor.ledger.rules.words import ANSWERS, ENDINGS, GRADES, SAYINGS, STEPS

CHARTER = "programme.toml"
SOURCE_KINDS = ("press", "official", "law", "dataset", "record")
PARTY_KINDS = ("government", "authority", "utility", "developer", "enterprise", "bank", "institute", "body")
NATURES = ("reported", "target", "promise", "claim")
AGREEMENT_KINDS = ("mou", "framework", "development", "lease", "joint-venture", "project", "plan", "law")
OBSTACLE_KINDS = (
    "land",
    "utility",
    "coordination",
    "policy",
    "taxation",
    "regulation",
    "finance",
    "security",
    "other",
)
# What a figure can speak of, and the table in which its subject stands.
SUBJECTS = {
    "programme": "",
    "zone": "zones",
    "party": "parties",
    "agreement": "agreements",
    "meeting": "meetings",
    "commitment": "commitments",
    "obstacle": "obstacles",
    "venture": "ventures",
}
# Tables of things with an address of their own, two of which may turn out to be one.
MERGED = ("sources", "parties", "zones", "agreements", "meetings", "commitments", "obstacles", "ventures")


def _code(name: str = "code") -> Column:
    return Column(name, "code", required=True, most=80)


def _ref(name: str, to: str, *, required: bool = False) -> Column:
    return Column(name, "code", required=required, to=to, most=80)


def _days(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "day", most=10) for name in names)


SOURCE = _ref("source", "sources", required=True)
NOTE = Column("note")


def _choice(name: str, choices: tuple[str, ...]) -> Column:
    return Column(name, "choice", required=True, choices=choices)


def tables_for(languages: Sequence[str]) -> dict[str, Table]:
    """The tables of a package whose names are kept in those languages, in the order in which they are read."""
    names = tuple(
        Column(f"name_{language}", "name", required=not place, most=300) for place, language in enumerate(languages)
    )
    tables = (
        Table(
            "sources",
            "source",
            (
                _code(),
                Column("title"),
                Column("publisher"),
                *_days("published_on"),
                Column("address", most=2000),
                Column("language", "language"),
                _choice("kind", SOURCE_KINDS),
                NOTE,
            ),
        ),
        Table(
            "parties",
            "party",
            (
                _code(),
                *names,
                _choice("kind", PARTY_KINDS),
                Column("country", "country"),
                _ref("parent", "parties"),
                SOURCE,
            ),
        ),
        Table(
            "zones",
            "zone",
            (
                _code(),
                *names,
                Column("aliases", "list"),
                Column("country", "country"),
                Column("province", most=120),
                Column("latitude", "degrees"),
                Column("longitude", "degrees"),
                Column("coordinate_source"),
                _ref("developer", "parties"),
                _ref("authority", "parties"),
                SOURCE,
            ),
        ),
        Table(
            "figures",
            "figure",
            (
                _choice("subject_kind", tuple(SUBJECTS)),
                _code("subject"),
                Column("measure", "code", required=True, most=80),
                Column("value", "number", required=True),
                Column("unit", "choice", words="units"),
                *_days("as_of"),
                _choice("nature", NATURES),
                Column("definition"),
                SOURCE,
                NOTE,
            ),
            key=(
                "subject_kind",
                "subject",
                "measure",
                "value",
                "unit",
                "as_of",
                "nature",
                "definition",
                "source",
            ),
        ),
        Table(
            "agreements",
            "agreement",
            (
                _code(),
                _choice("kind", AGREEMENT_KINDS),
                Column("title_en", required=True),
                Column("parties", "codes", to="parties"),
                *_days("signed_on", "expires_on"),
                _ref("elevates", "agreements"),
                Column("state", "choice", words="agreement_states"),
                SOURCE,
                NOTE,
            ),
        ),
        Table(
            "meetings",
            "meeting",
            (
                _code(),
                _ref("body", "parties", required=True),
                Column("number", "count"),
                *_days("planned_on", "held_on"),
                Column("place", most=200),
                SOURCE,
                NOTE,
            ),
        ),
        Table(
            "commitments",
            "commitment",
            (
                _code(),
                Column("title_en", required=True, most=300),
                Column("kind", "choice", required=True, words="commitment_kinds"),
                _ref("debtor", "parties", required=True),
                _ref("creditor", "parties"),
                _ref("zone", "zones"),
                _ref("agreement", "agreements"),
                _ref("meeting", "meetings"),
                Column("quantity", "number"),
                Column("unit", "choice", words="units"),
                *_days("made_on", "due_on"),
                Column("outcome_workers", "count"),
                Column("outcome_exports_usd", "number"),
                SOURCE,
                NOTE,
            ),
        ),
        Table(
            "dependencies",
            "dependency",
            (
                _ref("commitment", "commitments", required=True),
                _ref("needs", "commitments", required=True),
                Column("lag_days", "count"),
                Column("reason"),
                SOURCE,
            ),
            key=("commitment", "needs"),
        ),
        Table(
            "evidence",
            "evidence",
            (
                _ref("commitment", "commitments", required=True),
                *_days("observed_on"),
                _choice("grade", GRADES),
                _choice("says", SAYINGS),
                Column("quantity", "number"),
                Column("unit", "choice", words="units"),
                SOURCE,
                NOTE,
                Column("valid_until", "day", most=10, late=True),
            ),
            key=("commitment", "observed_on", "says", "source"),
        ),
        Table(
            "verifications",
            "verification",
            (
                _code("commitment"),
                *_days("observed_on"),
                _choice("says", SAYINGS),
                _code("evidence_source"),
                _ref("verifier", "parties", required=True),
                Column("verified_on", "day", required=True, most=10),
                SOURCE,
                NOTE,
            ),
            key=("commitment", "observed_on", "says", "evidence_source", "verifier"),
            references=(
                Reference("evidence", "evidence", ("commitment", "observed_on", "says", "evidence_source")),
            ),
            optional=True,
        ),
        Table(
            "endings",
            "ending",
            (
                _ref("commitment", "commitments", required=True),
                _choice("how", ENDINGS),
                *_days("ended_on"),
                _ref("authority", "parties"),
                _ref("successor", "commitments"),
                Column("reason", required=True),
                SOURCE,
            ),
            key=("commitment",),
            optional=True,
        ),
        Table(
            "moves",
            "move",
            (
                _ref("commitment", "commitments", required=True),
                Column("moved_on", "day", required=True, most=10),
                Column("due_on", "day", required=True, most=10),
                _ref("agreement", "agreements"),
                _ref("authority", "parties"),
                Column("reason", required=True),
                SOURCE,
            ),
            key=("commitment", "moved_on", "due_on"),
            optional=True,
        ),
        Table(
            "contests",
            "contest",
            (
                _ref("commitment", "commitments", required=True),
                _ref("party", "parties", required=True),
                Column("contested_on", "day", required=True, most=10),
                Column("says", required=True),
                *_days("evidence_observed_on"),
                Column("evidence_says", "choice", choices=SAYINGS),
                Column("evidence_source", "code", most=80),
                Column("answer", "choice", choices=ANSWERS),
                *_days("answered_on"),
                _ref("answered_for", "parties"),
                Column("answer_says"),
                SOURCE,
            ),
            key=("commitment", "party", "contested_on", "says"),
            references=(
                Reference(
                    "evidence",
                    "evidence",
                    ("commitment", "evidence_observed_on", "evidence_says", "evidence_source"),
                    optional=True,
                ),
            ),
            optional=True,
        ),
        Table(
            "obstacles",
            "obstacle",
            (
                _code(),
                _choice("kind", OBSTACLE_KINDS),
                _ref("zone", "zones"),
                _ref("party", "parties"),
                *_days("since", "until"),
                Column("summary_en", required=True, most=300),
                SOURCE,
            ),
        ),
        Table(
            "steps",
            "step",
            (
                _ref("obstacle", "obstacles", required=True),
                Column("taken_on", "day", required=True, most=10),
                _choice("what", STEPS),
                _ref("party", "parties"),
                Column("says", required=True),
                SOURCE,
            ),
            key=("obstacle", "taken_on", "what", "says"),
            optional=True,
        ),
        Table(
            "ventures",
            "venture",
            (
                _code(),
                Column("name", required=True, most=300),
                _ref("party", "parties"),
                Column("origin_country", "country"),
                _ref("zone", "zones"),
                Column("sector", most=200),
                Column("isic", "isic"),
                Column("area_acres", "number"),
                Column("investment_usd", "number"),
                Column("workers_pledged", "count"),
                Column("stage", "choice", required=True, words="venture_stages"),
                *_days("as_of"),
                SOURCE,
                NOTE,
            ),
        ),
        Table(
            "merges",
            "merge",
            (
                _choice("noun", MERGED),
                _code(),
                _code("into"),
                *_days("merged_on"),
                SOURCE,
            ),
            key=("noun", "code"),
            optional=True,
            lasting=True,
        ),
    )
    return {table.name: table for table in tables}
