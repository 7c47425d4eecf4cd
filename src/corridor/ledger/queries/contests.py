"""What parties say to be told wrongly, until when, and which evidence was found to be wrong."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from corridor.base.days import by_then, last_day
from corridor.ledger.models import Commitment, Contest
from corridor.programme.models import Programme
from corridor.sources.rules import was_known


class Objection(NamedTuple):
    """One contest as states follow from it; `answered_on` is nothing while nobody answered, or it was not known."""

    commitment: int
    evidence: int | None
    contested_on: date
    answered_on: date | None
    is_upheld: bool


def objections(rows: QuerySet[Contest], known_on: date | None) -> list[Objection]:
    """Some contests as far as they and their answers were known, in the order in which they were made."""
    columns = (
        "commitment_id", "evidence_id", "contested_on", "answer", "answered_on", "source__published_on",
        "recorded_at",
    )  # fmt: skip
    found = []
    for number, evidence, day, answer, answered_on, published_on, at in rows.order_by("id").values_list(*columns):
        if was_known(published_on, at.date(), known_on):
            is_answered = bool(answer) and is_known_by(answered_on, known_on)
            answered = last_day(answered_on) if is_answered else None
            found.append(Objection(number, evidence, last_day(day), answered, is_answered and answer == "upheld"))
    return found


def is_known_by(answered_on: str, known_on: date | None) -> bool:
    """Whether an answer was known by a day: on the day it was given it stands here for everybody."""
    return known_on is None or by_then(answered_on, known_on)


def wrong_since(found: Iterable[Objection]) -> dict[int, date]:
    """From which day on evidence proves nothing as it was found to be wrong, by its number."""
    wrong: dict[int, date] = {}
    for each in found:
        if each.evidence and each.is_upheld and each.answered_on:
            wrong[each.evidence] = min(each.answered_on, wrong.get(each.evidence, each.answered_on))
    return wrong


def evidence_found_wrong(programme: Programme, known_on: date | None) -> dict[int, date]:
    """From which day on evidence of a programme proves nothing as it was found to be wrong, by its number."""
    rows = Contest.objects.filter(commitment__programme=programme, evidence__isnull=False)
    return wrong_since(objections(rows, known_on))


def contests_told(commitment: Commitment, on: date, known_on: date | None) -> list[Contest]:
    """The contests about a promise by a day, oldest first; an answer that had not come is taken away from them."""
    rows = Contest.objects.filter(commitment=commitment)
    rows = rows.select_related("source", "party", "answered_for", "evidence__source", "commitment")
    told = []
    for each in rows.order_by("contested_on", "id"):
        if not was_known(each.source.published_on, each.recorded_at.date(), known_on):
            continue
        if by_then(each.contested_on, on):
            told.append(each if each.answer and _had_come(each, on, known_on) else _unanswered(each))
    return told


def _had_come(contest: Contest, on: date, known_on: date | None) -> bool:
    return by_then(contest.answered_on, on) and is_known_by(contest.answered_on, known_on)


def _unanswered(contest: Contest) -> Contest:
    contest.answer = contest.answered_on = contest.answer_says = ""
    contest.answered_for = None
    return contest
