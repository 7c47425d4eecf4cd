"""What became known of a programme, of a zone or of a party: for those who follow it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat, Length, Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from corridor.base.actors import Actor
from corridor.base.days import last_day
from corridor.base.models import Event
from corridor.base.names import Name
from corridor.ledger import access
from corridor.ledger.models import Contest, Ending, Evidence, Move, Step, Verification
from corridor.ledger.queries.words import ANSWERS, OBSTACLES, PROOFS, SAYINGS, STATES, STEPS
from corridor.programme.models import Programme
from corridor.results.queries.named import names_of
from corridor.results.queries.wording import Wording
from corridor.results.rules.changes import MOST, Change, bound, newest, urn

PAPER = {
    "source": "source__code",
    "paper": "source__title",
    "publisher": "source__publisher",
    "published_on": "source__published_on",
}
PROMISE = {
    "code": "code",
    "title": "title_en",
    "debtor": "debtor__code",
    "zone": "zone__code",
    "due_on": "due_on",
}
# A name among others is kept whole between these, where it runs the other way.
APART = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class _Kind:
    """Where news of one kind stands: its table of the package, the way to the promise, its columns, its key."""

    table: str
    day: str
    key: tuple[str, ...]
    columns: Mapping[str, str]
    to: str = ""

    @property
    def is_obstacle(self) -> bool:
        """Whether it tells of an obstacle, and not of a promise."""
        return self.table in ("obstacles", "steps")

    @property
    def read(self) -> dict[str, str]:
        promise = {} if self.is_obstacle else {name: f"{self.to}{path}" for name, path in PROMISE.items()}
        return {**promise, **PAPER, "day": self.day, **self.columns}


EVIDENCE_KEY = ("commitment__code", "observed_on", "says", "source__code")
CONTEST_KEY = ("commitment__code", "party__code", "contested_on", "says")
OBSTACLE = {"code": "code", "title": "summary_en", "zone": "zone__code", "party": "party__code", "said": "kind"}
KINDS = {
    "promise": _Kind("commitments", "made_on", ("code",), {"quantity": "quantity", "unit": "unit", "note": "note"}),
    "evidence": _Kind(
        "evidence",
        "observed_on",
        EVIDENCE_KEY,
        {"said": "says", "grade": "grade", "quantity": "quantity", "unit": "unit", "note": "note"},
        "commitment__",
    ),
    "ending": _Kind(
        "endings",
        "ended_on",
        ("commitment__code",),
        {"said": "how", "party": "authority__code", "note": "reason"},
        "commitment__",
    ),
    "verification": _Kind(
        "verifications",
        "verified_on",
        (*(f"evidence__{path}" for path in EVIDENCE_KEY), "verifier__code"),
        {"said": "evidence__says", "grade": "evidence__grade", "party": "verifier__code", "note": "note"},
        "evidence__commitment__",
    ),
    "move": _Kind(
        "moves",
        "moved_on",
        ("commitment__code", "moved_on", "due_on"),
        {"moved_to": "due_on", "party": "authority__code", "note": "reason"},
        "commitment__",
    ),
    "lapse": _Kind(
        "evidence", "valid_until", EVIDENCE_KEY, {"said": "says", "grade": "grade", "note": "note"}, "commitment__"
    ),
    "contest": _Kind(
        "contests", "contested_on", CONTEST_KEY, {"party": "party__code", "note": "says"}, "commitment__"
    ),
    "answer": _Kind(
        "contests",
        "answered_on",
        CONTEST_KEY,
        {"said": "answer", "party": "answered_for__code", "note": "answer_says"},
        "commitment__",
    ),
    "obstacle": _Kind("obstacles", "since", ("code",), OBSTACLE),
    "step": _Kind(
        "steps",
        "taken_on",
        ("obstacle__code", "taken_on", "what", "says"),
        {
            "code": "obstacle__code",
            "title": "obstacle__summary_en",
            "zone": "obstacle__zone__code",
            "party": "party__code",
            "said": "what",
            "note": "says",
        },
        "obstacle__",
    ),
    "obstacle-over": _Kind("obstacles", "until", ("code",), OBSTACLE),
}


def changes(
    programme: Programme, by: Actor, *, on: date, known_on: date | None = None, zone: str = "", party: str = ""
) -> list[Change]:
    """The newest of what became known by a day and somebody may see, those recorded here last first.

    Of one zone only, or of one party as debtor, as creditor or as the one whom an obstacle hinders.
    """
    found: list[Change] = []
    for news, kind in KINDS.items():
        rows = _rows(programme, by, news).annotate(
            happened=_written_out(kind.day), published=_written_out("source__published_on")
        )
        rows = rows.filter(_was_known(known_on), _about(kind, zone, party))
        rows = rows.filter(happened__lte=bound(_latest(news, on, known_on)))
        found += _read(rows, news, kind)
    return _corrected(programme, newest(found))


def _latest(news: str, on: date, known_on: date | None) -> date:
    """The last day that news may be of: what lapses proves something to the end of its last day."""
    if news == "lapse":
        return on - timedelta(days=1)
    # An answer stands in the row of what it answers, whose paper was known before.
    return min(on, known_on) if news == "answer" and known_on else on


def _rows(programme: Programme, by: Actor, news: str) -> QuerySet[Any]:
    seen, obstacles = access.commitments_seen(by, programme), access.obstacles_seen(by, programme)
    if news == "promise":
        rows: QuerySet[Any] = seen
    elif news == "evidence":
        rows = Evidence.objects.filter(commitment__in=seen)
    elif news == "ending":
        rows = Ending.objects.filter(commitment__in=seen)
    elif news == "verification":
        rows = Verification.objects.filter(evidence__commitment__in=seen)
        rows = rows.exclude(verifier=F("evidence__commitment__debtor"))
    elif news == "obstacle":
        rows = obstacles
    elif news in OTHERS:
        rows = OTHERS[news](seen, obstacles)
    elif news == "answer":
        # An answer is told by a correction of its row, as the end of an obstacle is: the journal knows when.
        rows = Contest.objects.filter(commitment__in=seen).exclude(answer="")
        parts = [part for path in CONTEST_KEY for part in (Value(" | "), F(path))][1:]
        rows = rows.annotate(told_as=Concat(*parts, output_field=TextField()))
        return rows.annotate(told_at=_corrected_at(programme, "contests", "told_as"))
    else:
        return obstacles.exclude(until="").annotate(told_at=_corrected_at(programme, "obstacles", "code"))
    return rows.annotate(told_at=F("recorded_at"))


# The news of some more kinds among the promises and the obstacles that somebody may see.
OTHERS: Mapping[str, Callable[[QuerySet[Any], QuerySet[Any]], QuerySet[Any]]] = {
    "move": lambda seen, obstacles: Move.objects.filter(commitment__in=seen),
    "lapse": lambda seen, obstacles: Evidence.objects.filter(commitment__in=seen, valid_until__gt="").exclude(
        observed_on=""
    ),
    "contest": lambda seen, obstacles: Contest.objects.filter(commitment__in=seen),
    "step": lambda seen, obstacles: Step.objects.filter(obstacle__in=obstacles),
}


def _corrected_at(programme: Programme, table: str, key: str) -> Coalesce:
    """When the journal last told of a row."""
    told = Event.objects.filter(programme=programme.code, table=table, key=OuterRef(key))
    return Coalesce(Subquery(told.order_by("-id").values("at")[:1]), "recorded_at")


def _read(rows: QuerySet[Any], news: str, kind: _Kind) -> Iterator[Change]:
    columns = kind.read
    # No row tells that something lapses: it does so by itself, the day after its last.
    lapses = news == "lapse"
    newest_rows = rows.order_by(*([] if lapses else ["-told_at"]), "-happened", "-id")[:MOST]
    for told_at, *values in newest_rows.values_list("told_at", *kind.key, *columns.values()):
        key, given = values[: len(kind.key)], values[len(kind.key) :]
        named = dict(zip(columns, given, strict=True))
        filled: dict[str, Any] = {
            name: value if value is not None or name == "quantity" else "" for name, value in named.items()
        }
        if lapses:
            told_at, filled["day"] = _lapsed(filled["day"], told_at)
        yield Change(
            news=news,
            key=" | ".join(key),
            recorded_at=told_at,
            updated_at=told_at,
            **filled,
        )


def _lapsed(valid_until: str, recorded_at: datetime) -> tuple[datetime, str]:
    """When it became known that evidence had lapsed, and the first day on which it proved nothing."""
    day = last_day(valid_until) + timedelta(days=1)
    return max(datetime.combine(day, time(), UTC), recorded_at), day.isoformat()


def _written_out(day: str) -> Concat:
    """A day at its last, as text that compares; months are taken to have 31 days, no day comes before all."""
    return Concat(F(day), Substr(Value("0000-12-31"), Length(day) + 1))


def _was_known(known_on: date | None) -> Q:
    """The rule of `sources.rules.was_known`, asked of the database."""
    if known_on is None:
        return Q()
    undated = Q(source__published_on="", recorded_at__date__lte=known_on)
    return undated | ~Q(source__published_on="") & Q(published__lte=bound(known_on))


def _about(kind: _Kind, zone: str, party: str) -> Q:
    about = Q(**{f"{kind.to}zone__code": zone}) if zone else Q()
    if not party:
        return about
    if kind.is_obstacle:
        return about & (Q(party__code=party) | Q(**{f"{kind.to}party__code": party}))
    return about & (Q(**{f"{kind.to}debtor__code": party}) | Q(**{f"{kind.to}creditor__code": party}))


def _corrected(programme: Programme, found: list[Change]) -> list[Change]:
    """With the moment of their last correction, as the journal tells it."""
    if not found:
        return []
    keys: dict[str, set[str]] = {}
    for change in found:
        keys.setdefault(KINDS[change.news].table, set()).add(change.key)
    told = Q()
    for table, some in keys.items():
        told |= Q(table=table, key__in=some)
    rows = Event.objects.filter(told, programme=programme.code).order_by().values_list("table", "key")
    last: dict[tuple[str, str], datetime] = {(table, key): at for table, key, at in rows.annotate(Max("at"))}
    return [
        change._replace(
            updated_at=max(change.recorded_at, last.get((KINDS[change.news].table, change.key), change.recorded_at))
        )
        for change in found
    ]


def shown_changes(
    programme: Programme,
    by: Actor,
    language: str,
    *,
    on: date,
    known_on: date | None = None,
    zone: str = "",
    party: str = "",
) -> dict[str, Any] | None:
    """What became known as texts of one language, ready for a feed; nothing where the zone or party is unknown."""
    parties, zones = names_of(programme, [party], [zone])
    if (party and party not in parties) or (zone and zone not in zones):
        return None
    found = changes(programme, by, on=on, known_on=known_on, zone=zone, party=party)
    codes = {code for each in found for code in (each.debtor, each.party)}
    names = names_of(programme, codes, {each.zone for each in found})
    with override(language):
        words = _Told(language, names.parties, names.zones)
        whole = [*(words.named(zones, zone), words.named(parties, party)), programme.name_in(language)]
        called = " · ".join(words.apart(name) for name in whole if name)
        return {
            "id": urn(programme.code, "feed", language, zone, party),
            "title": _("What became known: {name}").format(name=called),
            "author": words.apart(programme.name_in(language)),
            "updated": max((each.updated_at for each in found), default=programme.recorded_at),
            "entries": [words.entry(programme.code, each) for each in found],
        }


HEADLINES = {
    "move": gettext_lazy("{promise}: date moved to {day}"),
    "lapse": gettext_lazy("{promise}: a report of it lapsed"),
    "contest": gettext_lazy("{promise}: {party} objects"),
    "answer": gettext_lazy("{promise}: {said}"),
    "step": gettext_lazy("Obstacle: {summary}: {said}"),
}


class _Told(Wording):
    """News in words of one language, as plain text."""

    def apart(self, name: Name | str) -> str:
        """A name in a plain text: kept together where it runs the other way than the words around it."""
        name = name if isinstance(name, Name) else Name(name, "en")
        return name.text if name.direction == Name("", self.language).direction else APART.format(name.text)

    def entry(self, programme: str, change: Change) -> dict[str, Any]:
        return {
            "id": urn(programme, change.news, change.key),
            "title": self.headline(change),
            "content": "\n".join(line for line in self.lines(change) if line),
            "published": change.recorded_at,
            "updated": change.updated_at,
            "is_obstacle": KINDS[change.news].is_obstacle,
            "code": change.code,
            "source": change.source,
        }

    def headline(self, change: Change) -> str:
        title, party = self.apart(change.title), self.named(self.parties, change.party)
        if change.news == "promise":
            return _("{promise}: promised").format(promise=title)
        if change.news == "evidence":
            said, grade = SAYINGS[change.said], PROOFS[change.grade]
            return _("{promise}: {said} ({grade})").format(promise=title, said=said, grade=grade)
        if change.news == "ending":
            return _("{promise}: {state}").format(promise=title, state=STATES[change.said])
        if change.news == "verification":
            return _("{promise}: verified by {party}").format(promise=title, party=self.apart(party or ""))
        if change.news in HEADLINES:
            word = {**STEPS, **ANSWERS}.get(change.said, "")
            told = {"day": self.day(change.moved_to), "party": self.apart(party or ""), "said": word}
            return str(HEADLINES[change.news]).format(promise=title, summary=title, **told)
        if change.news == "obstacle":
            return _("Obstacle: {summary}").format(summary=title)
        return _("Obstacle over: {summary}").format(summary=title)

    def lines(self, change: Change) -> Iterator[str]:
        debtor, zone = self.named(self.parties, change.debtor), self.named(self.zones, change.zone)
        whose = [_("Owed by {debtor}").format(debtor=self.apart(debtor))] if debtor else []
        whose += [_("at {zone}").format(zone=self.apart(zone))] if zone else []
        yield " · ".join(whose)
        if change.news.startswith("obstacle"):
            yield str(OBSTACLES.get(change.said, change.said))
        amount = self.quantity(change.quantity, change.unit)
        yield " · ".join(part for part in (self.when(change), amount and self.apart(amount)) if part)
        if change.due_on:
            yield _("Promised for {day}").format(day=self.day(change.due_on))
        yield self.apart(change.note) if change.note else ""
        yield self.paper_line(change)

    def when(self, change: Change) -> str:
        """On which day it happened, in words."""
        if not change.day:
            return _("without a day")
        day = self.day(change.day)
        if change.news == "promise":
            return _("Promised on {day}").format(day=day)
        if change.news == "obstacle":
            return _("since %(day)s") % {"day": day}
        if change.news == "lapse":
            return _("It proves nothing since {day}").format(day=day)
        if change.news == "obstacle-over":
            return _("until %(day)s") % {"day": day}
        return _("On {day}").format(day=day)

    def paper_line(self, change: Change) -> str:
        paper = [change.paper or change.source, change.publisher]
        parts = [*(self.apart(part) for part in paper if part), self.day(change.published_on)]
        return f"{_('Source')}: " + " · ".join(part for part in parts if part)
