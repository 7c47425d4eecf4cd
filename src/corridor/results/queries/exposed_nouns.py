"""The nouns of a programme as programs read them. Commitments have a module of their own."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from corridor.agreements.models import Agreement, AgreementParty
from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.base.nearest import nearest
from corridor.base.quantities import plain
from corridor.enterprises.models import Venture
from corridor.ledger.access import commitments_seen, obstacles_seen
from corridor.ledger.models import Commitment, Contest, Evidence, Obstacle, Step, Verification
from corridor.ledger.queries.contests import objections, wrong_since
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.results.queries.exposed import (
    Column,
    Noun,
    On,
    Plain,
    columns,
    in_english,
    nearest_code,
    number,
)
from corridor.sources.models import Figure, Source
from corridor.sources.queries import had_come, were_known
from corridor.zones.models import Zone

UNDATED = "undated"
EVIDENCE = re.compile(
    r"(?P<commitment>[a-z0-9-]+)\.(?P<day>[0-9-]+|undated)\.(?P<says>[a-z-]+)\.(?P<source>[a-z0-9-]+)"
)
FIGURE = re.compile(
    r"(?P<kind>[a-z]+)\.(?P<subject>[a-z0-9-]+)\.(?P<measure>[a-z0-9-]+)\.(?P<day>[0-9-]+|undated)"
    r"\.(?P<nature>[a-z]+)\.(?P<source>[a-z0-9-]+)\.[0-9a-f]{8}"
)
# Where the word of a filter is looked up when nothing was found by it.
NAMED: Mapping[str, type[Model]] = {
    "party": Party, "parent": Party, "developer": Party, "authority": Party, "body": Party, "debtor": Party,
    "creditor": Party, "zone": Zone, "agreement": Agreement, "meeting": Meeting, "source": Source,
    "commitment": Commitment,
}  # fmt: skip


SUBJECTS = (Zone, Party, Venture, Agreement, Meeting, Commitment, Obstacle)
# What a filter draws on, where it is one of the programme's own vocabularies.
VOCABULARIES = {
    ("commitments", "kind"): "commitment_kinds",
    ("agreements", "state"): "agreement_states",
    ("ventures", "stage"): "venture_stages",
}


def _unknown_subject(programme: Programme, word: str) -> str | None:
    alike = [nearest_code(model, programme, word) for model in SUBJECTS]
    return None if None in alike else next(filter(None, alike), "")


def _of(model: type[Model]) -> Any:
    def rows(programme: Programme, by: Actor) -> QuerySet:
        return model._default_manager.filter(programme=programme)

    return rows


def _programmes(programme: Programme | None, by: Actor) -> QuerySet:
    return Programme.objects.all()


def _evidence(programme: Programme, by: Actor) -> QuerySet:
    # A correlated EXISTS: a page is read along the index, without a list of all commitments first.
    return Evidence.objects.filter(Exists(commitments_seen(by, programme).filter(pk=OuterRef("commitment_id"))))


def _obstacles(programme: Programme, by: Actor) -> QuerySet:
    return obstacles_seen(by, programme)


def _tell_programmes(found: Mapping[int, Plain], when: On) -> None:
    for row in found.values():
        charter = row.pop("charter")
        row["name"] = charter["names"]
        row |= {name: charter[name] for name in ("countries", "currency", "languages")}
        row["vocabulary"] = charter.get("vocabulary", {})


def _tell_agreements(found: Mapping[int, Plain], when: On) -> None:
    parties: dict[int, list[str]] = defaultdict(list)
    signed = AgreementParty.objects.filter(agreement__in=found).order_by("agreement_id", "position")
    for agreement, party in signed.values_list("agreement_id", "party__code"):
        parties[agreement].append(party)
    for agreement, row in found.items():
        row["parties"] = parties[agreement]


def _tell_obstacles(found: Mapping[int, Plain], when: On) -> None:
    """An end that had not come by the day is not told: on that day it stood. And what was done about it."""
    for row in found.values():
        if row["until"] and not by_then(row["until"], when.on):
            row["until"] = None
    steps: dict[int, list[Plain]] = defaultdict(list)
    rows = Step.objects.filter(obstacle__in=found).filter(had_come("taken_on", when.on), were_known(when.known_on))
    columns = ("taken_on", "what", "party__code", "says", "source__code")
    for obstacle, *told in rows.order_by("taken_on", "id").values_list("obstacle_id", *columns):
        steps[obstacle].append(dict(zip(("taken_on", "what", "party", "says", "source"), told, strict=True)))
    for obstacle, row in found.items():
        row["steps"] = steps[obstacle]


def _tell_sources(found: Mapping[int, Plain], when: On) -> None:
    for row in found.values():
        row["title"] = {row["language"] or "en": row["title"]} if row["title"] else {}
        # Anything else in a package could be a script.
        if not (row["address"] or "").startswith(("https://", "http://")):
            row["address"] = None


def _tell_figures(found: Mapping[int, Plain], when: On) -> None:
    for row in found.values():
        rest = "|".join((plain(row["value"]), row["unit"] or "", row["definition"] or ""))
        names = ("subject_kind", "subject", "measure", "as_of", "nature", "source")
        row["value"] = number(row["value"])
        _put_first(row, code=".".join((*(row[name] or UNDATED for name in names), f"{crc32(rest.encode()):08x}")))


def _tell_evidence(found: Mapping[int, Plain], when: On) -> None:
    """Who verified it by the day, the one who owes it not counting, and whether it had been found wrong."""
    verified: dict[int, list[Plain]] = defaultdict(list)
    rows = Verification.objects.filter(evidence__in=found).exclude(verifier=F("evidence__commitment__debtor"))
    rows = rows.filter(had_come("verified_on", when.on) & were_known(when.known_on)).order_by("verified_on", "id")
    for evidence, *told in rows.values_list("evidence_id", "verifier__code", "verified_on", "source__code"):
        verified[evidence].append(dict(zip(("verifier", "verified_on", "source"), told, strict=True)))
    contests = Contest.objects.filter(evidence__in=found)
    wrong = wrong_since(objections(contests, when.known_on))
    for evidence, row in found.items():
        row["verifications"] = verified[evidence]
        row["found_wrong_on"] = None
        if evidence in wrong and wrong[evidence] <= when.on:
            row["found_wrong_on"] = wrong[evidence].isoformat()
        parts = (row["commitment"], row["observed_on"] or "", row["says"], row["source"])
        _put_first(row, code=evidence_code(*parts))


def evidence_code(commitment: str, observed_on: str, says: str, source: str) -> str:
    """By what a piece of evidence is known, put together of what tells it apart."""
    return ".".join((commitment, observed_on or UNDATED, says, source))


def _put_first(row: Plain, **told: Any) -> None:
    rest = dict(row)
    row.clear()
    row.update(told, **rest)


def _evidence_coded(code: str) -> Q | None:
    found = EVIDENCE.fullmatch(code)
    if not found:
        return None
    return Q(
        commitment__code=found["commitment"],
        observed_on=_day(found["day"]),
        says=found["says"],
        source__code=found["source"],
    )


def _figure_coded(code: str) -> Q | None:
    found = FIGURE.fullmatch(code)
    if not found:
        return None
    return Q(
        subject_kind=found["kind"],
        subject=found["subject"],
        measure=found["measure"],
        as_of=_day(found["day"]),
        nature=found["nature"],
        source__code=found["source"],
    )


def _day(text: str) -> str:
    return "" if text == UNDATED else text


def exact(value: Any) -> Any:
    """A number as the database holds it."""
    return value


def unknown(programme: Programme, noun: str, name: str, word: str) -> str | None:
    """What is most like a filter’s word that names nothing, or an empty text; None where it names something."""
    model = NAMED.get(name)
    if model:
        return nearest_code(model, programme, word)
    if name == "measure":
        return nearest_code(Figure, programme, word, name)
    if name == "subject":
        return None if word == programme.code else _unknown_subject(programme, word)
    words = programme.words(VOCABULARIES[noun, name]) if (noun, name) in VOCABULARIES else [word]
    return None if word in words else nearest(word, words)


_NUMBERS = {
    name: Column(name, name, number)
    for name in ("quantity", "area_acres", "investment_usd", "latitude", "longitude")
}
_EXACT = {"value": Column("value", "value", exact)}
_TITLE = {"title": Column("title", "title_en", in_english)}

PROGRAMMES = Noun(_programmes, columns("code charter"), sourced=False, told=_tell_programmes)
NOUNS: Mapping[str, Noun] = {
    "parties": Noun(
        _of(Party),
        columns("code name=names kind country parent=parent__code source=source__code"),
        {"kind": "kind", "country": "country", "parent": "parent__code", "source": "source__code"},
        sourced=False,
    ),
    "zones": Noun(
        _of(Zone),
        columns(
            "code name=names aliases country province latitude longitude coordinate_source "
            "developer=developer__code authority=authority__code source=source__code",
            **_NUMBERS,
        ),
        {
            "country": "country",
            "developer": "developer__code",
            "authority": "authority__code",
            "source": "source__code",
        },
        sourced=False,
    ),
    "agreements": Noun(
        _of(Agreement),
        columns(
            "code title kind signed_on expires_on elevates=elevates__code state note source=source__code", **_TITLE
        ),
        {"kind": "kind", "state": "state", "party": "signatories__party__code", "source": "source__code"},
        came="signed_on",
        told=_tell_agreements,
    ),
    "meetings": Noun(
        _of(Meeting),
        columns("code body=body__code number planned_on held_on place note source=source__code"),
        {"body": "body__code", "source": "source__code"},
        came="held_on",
    ),
    "ventures": Noun(
        _of(Venture),
        columns(
            "code name party=party__code origin_country zone=zone__code sector isic area_acres investment_usd "
            "workers_pledged stage as_of note source=source__code",
            name=Column("name", "name", in_english),
            **_NUMBERS,
        ),
        {"zone": "zone__code", "stage": "stage", "party": "party__code", "source": "source__code"},
        came="as_of",
    ),
    "obstacles": Noun(
        _obstacles,
        columns(
            "code summary kind zone=zone__code party=party__code since until source=source__code",
            summary=Column("summary", "summary_en", in_english),
        ),
        {"zone": "zone__code", "kind": "kind", "party": "party__code", "source": "source__code"},
        came="since",
        told=_tell_obstacles,
    ),
    "sources": Noun(
        _of(Source),
        columns("code title publisher published_on address language kind note"),
        {"kind": "kind", "written_in": "language"},
        sourced=False,
        told=_tell_sources,
    ),
    "figures": Noun(
        _of(Figure),
        columns(
            "subject_kind subject measure value unit as_of nature definition note source=source__code", **_EXACT
        ),
        {
            "subject_kind": "subject_kind",
            "subject": "subject",
            "measure": "measure",
            "nature": "nature",
            "source": "source__code",
        },
        order="id",
        came="as_of",
        coded=_figure_coded,
        told=_tell_figures,
    ),
    "evidence": Noun(
        _evidence,
        columns(
            "commitment=commitment__code observed_on says grade quantity unit valid_until note source=source__code",
            **_NUMBERS,
        ),
        {"commitment": "commitment__code", "says": "says", "grade": "grade", "source": "source__code"},
        order="id",
        came="observed_on",
        coded=_evidence_coded,
        told=_tell_evidence,
    ),
}  # fmt: skip
