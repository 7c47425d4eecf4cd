"""Writing down what was promised, correcting how it was written, and saying whom to write to about it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from corridor.agreements.models import Agreement
from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.nearest import nearest
from corridor.base.refusals import Refusal, UnknownCode, WrongFields, require
from corridor.ledger import access
from corridor.ledger.actions.papers import Paper, _source_of, _wrong_paper
from corridor.ledger.actions.refusals import ChangedMeanwhile, CodeTaken, NothingToDo, TurnsInACircle, _refusal_of
from corridor.ledger.models import Commitment, Dependency
from corridor.ledger.queries.moves import version_of
from corridor.ledger.queries.rows import commitment_row, dependency_row, explained, told
from corridor.ledger.rules.given import Given, code_for, wrong_promise, wrong_texts
from corridor.ledger.rules.waiting import circles
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Source
from corridor.zones.models import Zone

NAMED: Mapping[str, tuple[type[Model], Any]] = {
    "debtor": (Party, _("party")),
    "creditor": (Party, _("party")),
    "zone": (Zone, _("zone")),
    "agreement": (Agreement, _("agreement")),
    "meeting": (Meeting, _("meeting")),
}


@transaction.atomic
def make_commitment(
    programme: Programme, given: Given, paper: Paper, *, by: Actor, at: datetime, on: date, code: str = ""
) -> Commitment:
    """Write down what a party owes another: from an agreement, from a meeting, or alone.

    Records `commitment.added`, `dependency.added` for what it needs, and `source.added` for a new paper.
    Refuses with NotAllowed, and with WrongFields naming every field that cannot be taken.
    """
    hold("journal")
    wrong, found, needs = _checked(programme, given, on)
    require(bool(acting := access.may_make(by, programme, found.get("zone"))))
    for name, each in _wrong_paper(programme, paper).items():
        # The promise has a title of its own; a paper's stands beside it under another name.
        wrong["paper_title" if name == "title" else name] = each
    taken = _codes_like(programme, code or code_for(given.title, ()))
    if code and code in taken:
        wrong["code"] = CodeTaken(found=code, right=code_for(code, taken))
    if wrong:
        raise WrongFields(wrong)
    carried = found.get("agreement") or found.get("meeting")
    if not paper.source and not paper.title and carried:
        paper = replace(paper, source=carried.source.code)
    party = Party.objects.get(programme=programme, code=acting.party) if acting else None
    source, entries = _source_of(programme, paper, given.title, str(party.name_in("en")) if party else "", at)
    commitment = Commitment.objects.create(
        programme=programme,
        code=code or code_for(given.title, taken),
        recorded_at=at,
        source=source,
        **_columns(given, found),
    )
    entries = [*entries, told("commitments", "added", programme.code, None, commitment_row(commitment))]
    entries += _write_needs(commitment, needs, source, at)
    record(entries, by=by.for_party(acting.party if acting else ""), at=at)
    return commitment


@transaction.atomic
def correct_commitment(
    commitment: Commitment, given: Given, reason: str, *, by: Actor, at: datetime, on: date, seen: int | None
) -> Commitment:
    """Correct how a promise was written. Its due date and who owes it stay: these are moved, or superseded.

    `seen` is the version that whoever corrects it had before them.
    Records `commitment.changed` and the reason, `dependency.added`, `dependency.removed`.
    Refuses with NotAllowed, ChangedMeanwhile, WrongFields, and NothingToDo.
    """
    hold("journal")
    commitment = _fresh(commitment)
    programme = commitment.programme
    require(bool(acting := access.may_change(by, commitment)))
    if seen is not None and seen != version_of(commitment):
        raise ChangedMeanwhile
    given = replace(given, debtor=commitment.debtor.code, due_on=commitment.due_on)
    wrong, found, needs = _checked(programme, given, on, commitment)
    wrong |= {name: _refusal_of(each, name) for name, each in wrong_texts({"reason": (reason, 300, True)}).items()}
    if not wrong:
        require(bool(access.may_make(by, programme, found.get("zone"))))
    if wrong:
        raise WrongFields(wrong)
    before = commitment_row(commitment)
    for name, value in _columns(given, found).items():
        setattr(commitment, name, value)
    commitment.save()
    after = commitment_row(commitment)
    entries = [] if after == before else [told("commitments", "changed", programme.code, before, after)]
    entries += _drop_needs(commitment, needs)
    entries += _write_needs(commitment, needs, commitment.source, at)
    if not entries:
        raise NothingToDo
    record([*entries, explained(commitment, reason)], by=by.for_party(acting.party if acting else ""), at=at)
    return commitment


def _fresh(commitment: Commitment) -> Commitment:
    names = ("programme", "debtor", "creditor", "zone", "agreement", "meeting", "source")
    return Commitment.objects.select_related(*names).get(pk=commitment.pk)


def _checked(
    programme: Programme, given: Given, on: date, own: Commitment | None = None
) -> tuple[dict[str, Refusal], dict[str, Any], dict[str, Commitment]]:
    """Everything wrong with a promise, the rows that its codes name, and what it needs."""
    kinds, units = programme.words("commitment_kinds"), programme.words("units")
    wrong = {name: _refusal_of(each, name) for name, each in wrong_promise(given, kinds, units, on).items()}
    found: dict[str, Any] = {}
    for name, (model, what) in NAMED.items():
        code = getattr(given, name)
        found[name] = _named(model, programme, code) if code else None
        if code and found[name] is None:
            wrong.setdefault(name, UnknownCode(what=what, asked=code[:80], near=""))
    needs = {each.code: each for each in Commitment.objects.filter(programme=programme, code__in=given.needs)}
    unknown = [code for code in given.needs if code not in needs]
    if unknown:
        codes = list(Commitment.objects.filter(programme=programme).values_list("code", flat=True))
        near = nearest(unknown[0], codes)
        wrong["needs"] = UnknownCode(what=_("promise"), asked=unknown[0][:80], near=near)
    elif own is not None:
        wrong |= _turning(own, needs)
    return wrong, found, needs


def _named(model: type[Model], programme: Programme, code: str) -> Any:
    rows = model._default_manager.filter(programme=programme, code=code)
    return (rows.select_related("source") if model in (Agreement, Meeting) else rows).first()


def _turning(own: Commitment, needs: Mapping[str, Commitment]) -> dict[str, Refusal]:
    """A need that would lead back to where it began."""
    others = Dependency.objects.filter(commitment__programme=own.programme).exclude(commitment=own)
    edges = [*others.values_list("commitment_id", "needs_id"), *((own.pk, each.pk) for each in needs.values())]
    for circle in circles(edges):
        if own.pk in circle:
            codes = dict(Commitment.objects.filter(pk__in=circle).values_list("pk", "code"))
            return {"needs": TurnsInACircle(circle=" → ".join(codes[number] for number in circle))}
    return {}


def _columns(given: Given, found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title_en": given.title,
        "kind": given.kind,
        **found,
        "quantity": given.quantity,
        "unit": given.unit,
        "made_on": given.made_on,
        "due_on": given.due_on,
        "outcome_workers": given.workers,
        "outcome_exports_usd": given.exports_usd,
        "note": given.note,
    }


def _codes_like(programme: Programme, code: str) -> set[str]:
    rows = Commitment.objects.filter(programme=programme, code__startswith=code[:60])
    return set(rows.values_list("code", flat=True))


def _write_needs(
    commitment: Commitment, needs: Mapping[str, Commitment], source: Source, at: datetime
) -> list[Entry]:
    known = set(Dependency.objects.filter(commitment=commitment).values_list("needs__code", flat=True))
    new = [
        Dependency.objects.create(commitment=commitment, needs=needed, source=source, recorded_at=at)
        for code, needed in needs.items()
        if code not in known
    ]
    programme = commitment.programme.code
    return [told("dependencies", "added", programme, None, dependency_row(each)) for each in new]


def _drop_needs(commitment: Commitment, needs: Mapping[str, Commitment]) -> list[Entry]:
    gone = Dependency.objects.filter(commitment=commitment).exclude(needs__code__in=list(needs))
    entries = [
        told("dependencies", "removed", commitment.programme.code, dependency_row(each), None)
        for each in gone.select_related("commitment", "needs", "source")
    ]
    gone.delete()
    return entries
