"""The board in words and numbers of one language: what the terminal prints and the page shows."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.days import last_day
from corridor.base.formats import shown_money
from corridor.base.names import name_for
from corridor.base.quantities import is_money
from corridor.ledger.queries.words import OBSTACLES
from corridor.ledger.rules.states import days_late
from corridor.ledger.rules.words import State
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import COUNTS, NOTHING, OUTCOMES, STEPS
from corridor.results.rules.board import DEBTORS_FIRST, SOON_DAYS, Board, Debtor, Held, Hindrance, Step
from corridor.results.rules.outcomes import Outcome
from corridor.results.rules.statements import Amount

# Where the promises stand that reached a step; those of "begun" are of no one filter.
STEP_QUERIES = {
    "promised": "order=code",
    "begun": "",
    "delivered": "mark=kept",
    "official": "mark=kept&proof=official",
    "document": "mark=kept&proof=document",
    "verified": "mark=kept&proof=verified",
}
# The measure of the figures behind an amount, where it is not called as the result is.
MEASURED = {"zones-own-count": "units-in-production", "claims": "jobs-claimed"}
# What stands behind an amount: which list of which page.
LEADS = {
    "ventures-pledged": "ventures",
    "ventures-producing": "ventures",
    "pledges": "pledging",
    "zones-own-count": "figures",
    "claims": "figures",
    "statements": "figures",
}


def shown_board(board: Board, language: str) -> dict[str, Any]:
    """Everything on the board as text in a language, names marked with the language they are in."""
    with override(language):
        return _Shown(board, language).everything()


class _Shown(Wording):
    def __init__(self, board: Board, language: str) -> None:
        super().__init__(language, board.parties, board.zones)
        self.board = board

    def everything(self) -> dict[str, Any]:
        board = self.board
        return {
            "code": board.programme,
            "is_behind": board.is_behind,
            "name": name_for(board.names, self.language, board.programme),
            "on": self.day(board.on),
            "known_on": self.day(board.known_on),
            "summary": self.summary(),
            "outcomes": [self.outcome(each) for each in board.outcomes],
            "path": [self.step(each) for each in board.path],
            "states": self.states(board.states, board.kept_undated),
            "kept_line": self.kept_line(),
            "held_title": self.held_title(),
            "held": [self.held(each) for each in board.held],
            "debtors": [self.debtor(each) for each in board.debtors[:DEBTORS_FIRST]],
            "debtors_more": self.more_debtors(),
            "soon_title": _("Due in the next {days} days").format(days=self.number(SOON_DAYS)),
            "soon": [self.item(each) for each in board.soon],
            "soon_more": self.more_soon(),
            "hindrances": [self.hindrance(each) for each in board.hindrances],
        }

    def summary(self) -> list[str]:
        counts = self.board.counts
        promises = ngettext("{n} promise", "{n} promises", counts["commitments"])
        undated = ngettext("{n} without a known date", "{n} without a known date", counts["undated"])
        evidence = ngettext("{n} report of what happened", "{n} reports of what happened", counts["evidence"])
        sources = ngettext("from {n} source", "from {n} sources", counts["sources"])
        verified = counts["evidence_verified"]
        proven = (
            ngettext("{n} report verified", "{n} reports verified", verified) if verified else _("none verified")
        )
        return [
            promises.format(n=self.number(counts["commitments"])),
            *([undated.format(n=self.number(counts["undated"]))] if counts["undated"] else []),
            evidence.format(n=self.number(counts["evidence"])),
            sources.format(n=self.number(counts["sources"])),
            *([_("the newest of {day}").format(day=self.day(self.board.newest))] if self.board.newest else []),
            proven.format(n=self.number(verified)),
        ]

    def outcome(self, outcome: Outcome) -> dict[str, Any]:
        return {
            "code": outcome.name,
            "label": str(OUTCOMES[outcome.name]),
            "promised": [self.amount(each, outcome.name) for each in outcome.promised],
            "reported": [self.amount(each, outcome.name) for each in outcome.reported],
            "verified": [self.amount(each, outcome.name) for each in outcome.verified],
        }

    def amount(self, amount: Amount, outcome: str) -> dict[str, str]:
        if amount.least is None or amount.most is None:
            return {"figure": "–", "counts": str(NOTHING[amount.counts]), "leads": "", "measure": ""}
        if is_money(amount.unit):
            least, most = (shown_money(each, amount.unit, self.language) for each in (amount.least, amount.most))
            most = self.number(amount.most) if amount.is_range else most
        else:
            least, most = self.number(amount.least), self.number(amount.most)
        return {
            "figure": f"{least} – {most}" if amount.is_range else least,
            "leads": LEADS.get(amount.counts, ""),
            "measure": MEASURED.get(amount.counts, outcome),
            "counts": str(COUNTS[amount.counts]),
        }

    def step(self, step: Step) -> dict[str, Any]:
        first = self.board.path[0].count or 1
        lost = ngettext("{n} fell away", "{n} fell away", step.lost).format(n=self.number(step.lost))
        return {
            "name": step.name,
            "query": STEP_QUERIES[step.name],
            "label": str(STEPS[step.name]),
            "count": self.number(step.count),
            "share": round(100 * step.count / first, 1),
            "share_svg": f"{100 * step.count / first:.1f}",
            "share_text": _("Of all promises: {percent} %").format(
                percent=self.number(round(100 * step.count / first))
            ),
            "lost": lost if step.lost else "",
        }

    def kept_line(self) -> str:
        states, undated = self.board.states, self.board.kept_undated
        line = _("Kept: {on_time} on time, {late} late, {undated} where no date was promised").format(
            on_time=self.number(states[State.KEPT_ON_TIME] - undated),
            late=self.number(states[State.KEPT_LATE]),
            undated=self.number(undated),
        )
        disputed = self.board.counts["disputed"]
        if not disputed:
            return line
        said = ngettext("{n} of these is disputed", "{n} of these are disputed", disputed)
        return f"{line} · {said.format(n=self.number(disputed))}"

    def more_debtors(self) -> str:
        others = len(self.board.debtors) - DEBTORS_FIRST
        if others <= 0:
            return ""
        return ngettext("{n} more party", "{n} more parties", others).format(n=self.number(others))

    def more_soon(self) -> str:
        others = self.board.soon_total - len(self.board.soon)
        return ngettext("{n} more", "{n} more", others).format(n=self.number(others)) if others else ""

    def held_title(self) -> str:
        total = self.board.held_total
        shown = ngettext(
            "{n} promise is late, blocked or holds up a late one",
            "{n} promises are late, blocked or hold up a late one",
            total,
        )
        return shown.format(n=self.number(total))

    def held(self, held: Held) -> dict[str, Any]:
        return {
            **self.item(held.item),
            "debtor_code": held.item.facts.debtor,
            "zone_code": held.item.facts.zone,
            "has": [{"code": each.facts.code, "title": each.facts.title} for each in held.has],
            "holds": [{"code": each.facts.code, "title": each.facts.title} for each in held.holds],
            "missing": [
                {
                    "code": each.facts.code,
                    "title": each.facts.title,
                    "debtor": self.named(self.parties, each.facts.debtor),
                }
                for each in held.missing
            ],
            "dates": [self.day(day) for day in held.dates_given],
            "dates_more": len(held.dates_given) > 1,
            "first_passed": self.first_passed(held),
            "gone": [{"name": each.name, "day": self.day(each.as_of)} for each in held.gone],
        }

    def first_passed(self, held: Held) -> str:
        days = days_late(last_day(held.dates_given[0]), self.board.on) if held.dates_given else 0
        if not days:
            return ""
        passed = ngettext("the first passed {n} day ago", "the first passed {n} days ago", days)
        return passed.format(n=self.number(days))

    def debtor(self, row: Debtor) -> dict[str, Any]:
        counts = {name: self.number(value) for name, value in row._asdict().items() if name != "party"}
        return {"code": row.party, "name": self.named(self.parties, row.party), **counts}

    def hindrance(self, row: Hindrance) -> dict[str, Any]:
        return {
            "code": row.kind,
            "kind": str(OBSTACLES.get(row.kind, row.kind)),
            "count": self.number(row.count),
            "oldest": self.day(row.oldest),
        }
