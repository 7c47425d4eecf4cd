"""What programs wrote and may read back: promises as they are written, what waits, who objects, what was done."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from corridor.base.actors import Actor
from corridor.ledger.access import commitments_seen, submissions_seen
from corridor.ledger.models import Attachment, Commitment, Contest, Dependency, Ending, Move, Step
from corridor.ledger.queries.moves import version_of
from corridor.programme.models import Programme
from corridor.results.queries.exposed import Column, Noun, On, Plain, columns, in_english, number
from corridor.results.queries.exposed_nouns import NOUNS as READ
from corridor.results.queries.exposed_nouns import UNDATED

WAITING = "waiting"
# As large as any number of a row; what is larger names nothing.
LARGEST = 2**63 - 1


def version_told(commitment: Commitment) -> str:
    """By what a program says which version of a promise it had before it."""
    return f"v{version_of(commitment)}"


def version_coded(programme: Programme, by: Actor, code: str) -> str | None:
    """The version of the promise of that code as it stands now."""
    found = commitments_seen(by, programme).filter(code=code).select_related("programme").first()
    return version_told(found) if found else None


def _in_programme(model: Any, way: str) -> Any:
    def rows(programme: Programme, by: Actor) -> QuerySet:
        return model.objects.filter(**{f"{way}__programme": programme})

    return rows


def _numbered(code: str) -> Q | None:
    return Q(pk=int(code)) if code.isascii() and code.isdigit() and int(code) <= LARGEST else None


def _moment(value: datetime | None) -> str | None:
    return value.isoformat().replace("+00:00", "Z") if value else None


def _tell_needs(found: Mapping[int, Plain], when: On) -> None:
    needs: dict[int, list[str]] = defaultdict(list)
    rows = Dependency.objects.filter(commitment__in=found).order_by("id")
    for commitment, code in rows.values_list("commitment_id", "needs__code"):
        needs[commitment].append(code)
    written = Commitment.objects.filter(pk__in=found).select_related("programme")
    versions = {each.pk: version_told(each) for each in written}
    for pk, row in found.items():
        row["needs"], row["version"] = needs[pk], versions[pk]


def _tell_files(found: Mapping[int, Plain], when: On) -> None:
    files: dict[int, list[Plain]] = defaultdict(list)
    names = ("document__sha256", "name", "document__media_type", "document__size", "is_sealed")
    rows = Attachment.objects.filter(submission__in=found).order_by("id")
    for submission, *cells in rows.values_list("submission_id", *names):
        told = dict(zip(("document", "name", "media_type", "size", "sealed"), cells, strict=True))
        files[submission].append(told)
    for pk, row in found.items():
        row["evidence"] = _evidence_code(row, row.pop("source"))
        row["files"] = files[pk]


def _tell_contests(found: Mapping[int, Plain], when: On) -> None:
    for row in found.values():
        day, says, source = row.pop("evidence_day"), row.pop("evidence_says"), row.pop("evidence_source")
        row["evidence"] = f"{row['commitment']}.{day or UNDATED}.{says}.{source}" if source else None


def _evidence_code(row: Plain, source: str | None) -> str | None:
    return f"{row['commitment']}.{row['observed_on']}.{row['says']}.{source}" if source else None


_ID = {"code": Column("code", "pk", str)}
_QUANTITIES = {name: Column(name, name, number) for name in ("quantity",)}
_MOMENTS = {name: Column(name, name, _moment) for name in ("brought_at", "decided_at")}

COMMITMENTS = Noun(
    lambda programme, by: commitments_seen(by, programme),
    columns(
        "code title kind debtor=debtor__code creditor=creditor__code zone=zone__code agreement=agreement__code "
        "meeting=meeting__code quantity unit made_on due_on workers=outcome_workers exports_usd note "
        "source=source__code",
        title=Column("title", "title_en", in_english),
        exports_usd=Column("exports_usd", "outcome_exports_usd", number),
        **_QUANTITIES,
    ),
    told=_tell_needs,
)
SUBMISSIONS = Noun(
    lambda programme, by: submissions_seen(by, programme),
    columns(
        "code commitment=commitment__code observed_on says grade quantity unit valid_until note title publisher "
        "address brought_for=brought_for__code brought_at decision decided_for=decided_for__code decided_at reason "
        "source=evidence__source__code",
        **_ID,
        **_QUANTITIES,
        **_MOMENTS,
    ),
    {"commitment": "commitment__code", "decision": "decision"},
    order="id",
    sourced=False,
    coded=_numbered,
    told=_tell_files,
)
CONTESTS = Noun(
    _in_programme(Contest, "commitment"),
    columns(
        "code commitment=commitment__code evidence_day=evidence__observed_on evidence_says=evidence__says "
        "evidence_source=evidence__source__code party=party__code contested_on says answer answered_on "
        "answered_for=answered_for__code answer_says source=source__code",
        **_ID,
    ),
    {"commitment": "commitment__code", "party": "party__code", "answer": "answer"},
    order="id",
    sourced=False,
    coded=_numbered,
    told=_tell_contests,
)
MOVES = Noun(
    _in_programme(Move, "commitment"),
    columns(
        "code commitment=commitment__code due_on moved_on agreement=agreement__code authority=authority__code "
        "reason source=source__code",
        **_ID,
    ),
    order="id",
    sourced=False,
    coded=_numbered,
)
ENDINGS = Noun(
    _in_programme(Ending, "commitment"),
    columns(
        "code commitment=commitment__code how ended_on authority=authority__code successor=successor__code reason "
        "source=source__code",
        **_ID,
    ),
    order="id",
    sourced=False,
    coded=_numbered,
)
STEPS = Noun(
    _in_programme(Step, "obstacle"),
    columns(
        "code obstacle=obstacle__code what party=party__code taken_on says until=obstacle__until "
        "source=source__code",
        **_ID,
    ),
    order="id",
    sourced=False,
    coded=_numbered,
)
# As it was just written, though it may begin on a day that is not over.
OBSTACLES = replace(READ["obstacles"], came="")
