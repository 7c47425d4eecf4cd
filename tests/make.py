"""Makes what tests need, in plain functions: packages on disk with faults planted in them, and loaded programmes.

`make.package(folder)` writes a small valid package, made up from end to end. Each keyword names one of its
files and what to do with it: a text or bytes (the whole file), None (leave it out), or changes, each a
function from text to text:

    make.package(folder, evidence=make.cell(2, "says", "deliverd"), zones=None)
    make.package(folder, parties=[make.more("a,A,,,,,,,"), make.without(3)])
"""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from corridor.base.actors import Actor, Role
from corridor.exchange.actions.load import Tally, load_package
from corridor.exchange.queries.files import files_of
from corridor.exchange.queries.folder import read_package
from corridor.exchange.queries.sentences import place_of, sentence
from corridor.exchange.queries.shipped import shipped_package
from corridor.exchange.queries.stored import package_from_journal, stored_package
from corridor.exchange.rules.package import Package
from corridor.members.models import Membership, Person
from corridor.members.queries import actor_of
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.zones.models import Zone

TODAY = date(2026, 6, 30)
NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
OPERATOR = Actor("operator", is_operator=True)

CPEC = shipped_package("cpec")
MFANO = Path(__file__).parent / "packages" / "mfano"

Change = Callable[[str], str]
Changes = str | bytes | None | Change | list[Change]

SMALL = {
    "programme": """\
code = "isles"
countries = ["CV", "PT"]
currency = "CVE"
languages = ["en", "pt"]
working_calendars = []
source = "gazette"

[names]
en = "Isles of Nowhere (made up)"
pt = "Ilhas de Nenhures (inventadas)"

[vocabulary]
commitment_kinds = ["factory", "jobs", "quay", "water"]
agreement_states = ["signed", "superseded"]
venture_stages = ["interest", "production", "withdrawn"]
units = ["count", "person", "km"]
""",
    "sources": """\
code,title,publisher,published_on,address,language,kind,note
gazette,"Pact of the quay, in full",Gazette,2020-01-05,https://example.org/1,en,official,
paper,Works begin,The Paper,2020-06,,en,press,
folha,Onde está a água?,A Folha,,,pt,press,undated
""",
    "parties": """\
code,name_en,name_pt,kind,country,parent,source
isles,Government of the Isles,Governo das Ilhas,government,CV,,gazette
harbour-board,Harbour Board,,authority,CV,isles,gazette
water-works,Water Works,Águas,utility,CV,isles,gazette
mill,The Mill,O Moinho,enterprise,PT,,paper
auditor,Auditor of Nowhere,,institute,,,folha
""",
    "zones": """\
code,name_en,name_pt,aliases,country,province,latitude,longitude,coordinate_source,developer,authority,source
east-quay,East Quay,Cais Leste,East;Quay,CV,,14.5,-23.25,invented,harbour-board,isles,gazette
west-quay,West Quay,,,CV,,,,,,,paper
""",
    "figures": """\
subject_kind,subject,measure,value,unit,as_of,nature,definition,source,note
zone,east-quay,jobs-claimed,50,person,2021,claim,jobs to come,paper,
zone,east-quay,jobs-claimed,300,person,2021,claim,jobs to come,folha,
programme,isles,quays,2,count,2020-01-05,target,,gazette,
""",
    "agreements": """\
code,kind,title_en,parties,signed_on,expires_on,elevates,state,source,note
pact,mou,Pact of the quay,isles;mill,2020-01-05,2030,,signed,gazette,
quay-lease,lease,Lease of the quay,harbour-board;mill,2020-06,,pact,,paper,
""",
    "meetings": """\
code,body,number,planned_on,held_on,place,source,note
board-1,harbour-board,1,2020-02,2020-02-10,Nowhere,gazette,
board-2,harbour-board,2,2020-08,,,paper,
""",
    "commitments": """\
code,title_en,kind,debtor,creditor,zone,agreement,meeting,quantity,unit,made_on,due_on,\
outcome_workers,outcome_exports_usd,source,note
build-quay,Build the quay,quay,harbour-board,mill,east-quay,pact,,1.5,km,2020-01-05,2021-12,,,gazette,
bring-water,Bring water,water,water-works,mill,east-quay,,board-1,,,2020-02,2021,,,paper,
build-mill,Build the mill,factory,mill,isles,east-quay,quay-lease,,1,count,2020-06,2022-06-30,50,1000000.5,paper,
give-work,Give work,jobs,mill,,,,board-2,200,person,,,,,folha,
""",
    "dependencies": """\
commitment,needs,lag_days,reason,source
build-mill,build-quay,30,stones come by sea,paper
build-mill,bring-water,,plain logic,paper
give-work,build-mill,,plain logic,folha
""",
    "evidence": """\
commitment,observed_on,grade,says,quantity,unit,source,note
build-quay,2021-11,official,delivered,1.5,km,gazette,
bring-water,2022-03-01,press,not-yet,,,folha,
bring-water,,press,partly,,,folha,no day
build-mill,2022-06-30,document,partly,,,gazette,walls
""",
    "verifications": """\
commitment,observed_on,says,evidence_source,verifier,verified_on,source,note
build-quay,2021-11,delivered,gazette,auditor,2022-01-31,gazette,
""",
    "endings": """\
commitment,how,ended_on,authority,successor,reason,source
give-work,superseded,2023-01-01,isles,build-mill,counted with the mill,gazette
""",
    "obstacles": """\
code,kind,zone,party,since,until,summary_en,source
no-spring,utility,east-quay,water-works,2021-06,,The spring ran dry,folha
""",
    "ventures": """\
code,name,party,origin_country,zone,sector,isic,area_acres,investment_usd,workers_pledged,stage,as_of,source,note
the-mill,The mill,mill,PT,east-quay,flour,1061,3.5,2000000,50,interest,2020-06,paper,
""",
}


def package(folder: Path, **changes: Changes) -> Path:
    """Write the small package, changed as told, and return its folder. A name it does not have is a new table."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*SMALL, *(name for name in changes if name not in SMALL)):
        content = _changed(SMALL.get(name, ""), changes.get(name, []))
        file = folder / f"{name}.{'toml' if name == 'programme' else 'csv'}"
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def _changed(text: str, changes: Changes) -> str | bytes | None:
    if changes is None or isinstance(changes, str | bytes):
        return changes
    for change in changes if isinstance(changes, list) else [changes]:
        text = change(text)
    return text


def cell(line: int, column: str, value: str) -> Change:
    """Put a value into one cell; lines are counted from 1, the header."""

    def change(text: str) -> str:
        rows = list(csv.reader(io.StringIO(text, newline="")))
        rows[line - 1][rows[0].index(column)] = value
        return written(rows)

    return change


def written(rows: list[list[str]]) -> str:
    """Rows as the text of a table."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def more(*lines: str) -> Change:
    """Add lines at the end."""
    return lambda text: text + "".join(f"{line}\n" for line in lines)


def without(line: int) -> Change:
    """Take a line out; lines are counted from 1, the header."""
    return lambda text: "".join(text.splitlines(keepends=True)[: line - 1] + text.splitlines(keepends=True)[line:])


def swap(old: str, new: str) -> Change:
    """Replace a text that must stand there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def read(folder: Path) -> Package:
    """A package that must be free of faults."""
    found, faults = read_package(folder, TODAY)
    assert [sentence(fault) for fault in faults] == []
    return found


def faults(folder: Path) -> list[str]:
    """Everything wrong with a package, each as `file:row:column code`; every sentence must come out."""
    _package, found = read_package(folder, TODAY)
    for fault in found:
        assert sentence(fault).startswith(f"{place_of(fault)}: ")
        assert "\n" not in sentence(fault)
    return [f"{place_of(fault)} {fault.code}" for fault in found]


def sentences(folder: Path) -> list[str]:
    """Everything wrong with a package, as the reader sees it."""
    return [sentence(fault) for fault in read_package(folder, TODAY)[1]]


def load(folder: Path, *, at: datetime = NOON, by: Actor = OPERATOR) -> Tally:
    """Load a package that must be free of faults; all foreign keys must hold afterwards."""
    tally = load_package(read(folder), by=by, at=at)
    connection.check_constraints()
    return tally


def loaded(folder: Path, **changes: Changes) -> Programme:
    """The small programme, changed as told, as it stands in the database."""
    load(package(folder, **changes))
    return Programme.objects.get(code="isles")


def stored_files(code: str) -> Mapping[str, str]:
    """A programme written back from its tables."""
    programme = Programme.objects.get(code=code)
    return files_of(programme.charter, stored_package(programme))


def journal_files(code: str) -> Mapping[str, str]:
    """A programme written back from the journal alone."""
    return files_of(*package_from_journal(code))


def saved(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def person(programme: str = "isles", party: str = "", role: Role | None = None, **more: Any) -> Person:
    """Somebody who signs in, with one membership where a role is named; `zone` and `province` narrow it."""
    email = more.pop("email", f"{role or 'nobody'}-{Person.objects.count()}@{party or 'nowhere'}.example")
    password = more.pop("password", None)
    name, language = more.pop("name", email.partition("@")[0]), more.pop("language", "en")
    made = Person(email=email, name=name, language=language, joined_at=NOON)
    if password:
        made.set_password(password)
    made.save()
    if role:
        member(made, programme, party, role, **more)
    return made


def member(person: Person, programme: str, party: str, role: Role, **more: Any) -> Membership:
    """One more membership of somebody."""
    of = Programme.objects.get(code=programme)
    zone = more.pop("zone", None)
    return Membership.objects.create(
        person=person,
        programme=of,
        party=Party.objects.get(programme=of, code=party),
        role=role.value,
        zone=Zone.objects.get(programme=of, code=zone) if zone else None,
        since=more.pop("since", date(2020, 1, 1)),
        recorded_at=NOON,
        **more,
    )


def actor(
    programme: str = "isles", party: str = "", role: Role | None = None, on: date = TODAY, **more: Any
) -> Actor:
    """Somebody with one membership, as they act."""
    return actor_of(person(programme, party, role, **more), on)
