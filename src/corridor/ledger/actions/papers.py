"""On what an entry at the desk rests: a source that stands here already, or a new one that says who entered it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from corridor.base.bulk import reserve
from corridor.base.journal import Entry
from corridor.base.refusals import Refusal, UnknownCode, WrongFields
from corridor.ledger.actions.refusals import BadAddress, _refusal_of
from corridor.ledger.queries.rows import source_row, told
from corridor.ledger.rules.given import ADDRESS, TITLE, wrong_texts
from corridor.programme.models import Programme
from corridor.sources.models import Source

RECORD = "record"


@dataclass(frozen=True)
class Paper:
    """The paper behind an entry: the code of a source that stands here, or what a new one says of itself."""

    source: str = ""
    title: str = ""
    publisher: str = ""
    address: str = ""


def _wrong_paper(programme: Programme, paper: Paper) -> dict[str, Refusal]:
    """What is wrong with the paper that somebody names."""
    texts = {
        "title": (paper.title, TITLE, False),
        "publisher": (paper.publisher, TITLE, False),
        "address": (paper.address, ADDRESS, False),
    }
    wrong = {name: _refusal_of(each, name) for name, each in wrong_texts(texts).items()}
    if paper.address and not paper.address.startswith(("http://", "https://")):
        wrong.setdefault("address", BadAddress(found=paper.address[:60]))
    if paper.source and not Source.objects.filter(programme=programme, code=paper.source).exists():
        wrong["source"] = UnknownCode(what=_("source"), asked=paper.source[:80], near="")
    return wrong


def _source_of(
    programme: Programme, paper: Paper, title: str, publisher: str, at: datetime
) -> tuple[Source, Sequence[Entry]]:
    """The source of an entry, and what the journal is told of it; `title` and `publisher` where none is given.

    Refuses with WrongFields a source that does not stand here.
    """
    if paper.source:
        known = Source.objects.filter(programme=programme, code=paper.source).first()
        if known is None:
            raise WrongFields({"source": UnknownCode(what=_("source"), asked=paper.source[:80], near="")})
        return known, ()
    number = reserve(Source, 1)[0]
    source = Source.objects.create(
        id=number,
        programme=programme,
        code=f"desk-{number}",
        title=(paper.title or title)[:1000],
        publisher=paper.publisher or publisher,
        published_on=at.date().isoformat(),
        address=paper.address,
        kind=RECORD,
        recorded_at=at,
    )
    return source, [told("sources", "added", programme.code, None, source_row(source))]
