"""Makes docs/access.md from tests/access.csv, which the tests hold every address against: `make access`."""

import csv
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE, PAGE = ROOT / "tests" / "access.csv", ROOT / "docs" / "access.md"
HEAD = """# Access: who may do what

Made by `make access` from `tests/access.csv`; do not edit it here. `tests/desk/test_access.py` asks every address
of the site in every role and is red where an answer is not the one written here, where an address is not listed,
and where a listed one is gone.

**Who asks.** *anonymous*: not signed in, or without a token. *nobody*: signed in, acts for no party. *stranger*:
an officer of another programme. *reader*, *verifier*: for a party that owes nothing here. *debtor*: a contributor
of the party that owes the thing. *other*: a contributor of another party at East Quay. *zonal*: a programme
officer at East Quay. *officer*, *owner*, *administrator*: of the whole programme.

**About what.** *own*: at East Quay, owed, brought or said by the debtor's people. *party*: there, of the other
party (the creditor is the government, for which the officer, the owner and the administrator act). *zone*: at
West Quay, owed by the party for which *zonal* acts. *programme*: in the other programme, under its address.
*crossed*: in the other programme, under the address of this one. *missing*: nowhere; always answered like the two
before it where these are 404. *open*, *sealed*: a file of accepted evidence. *public*: the same for everybody.
*account*: one's own.

**What is answered.** 200 it is shown; 201 made; 302 on to another page; a star: something was written; 400 the
form may be sent, but this one had nothing in it; 412 it may be changed, but another version was named; 401 a
token is missing; 403 no leave; 404 nothing there, or nothing that they may know of; 410 the address is no longer
good; *sign-in* first to the sign-in. A dash: not asked, as nothing could differ. A method that is not listed is
not taken (405). Below a programme's desk what may be seen of lists and of the journal is held by tests of their
own.
"""


def lines() -> Iterator[str]:
    """The page, line by line."""
    yield HEAD
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    roles = [name for name in rows[0] if name not in ("route", "method", "relation")]
    for title, some in groupby(rows, key=lambda row: part_of(row["route"])):
        yield f"## {title}\n"
        yield f"| address | | about | {' | '.join(roles)} |"
        yield "|---|---|---|" + "---|" * len(roles)
        for row in some:
            route = f"`/{row['route'].replace('|', chr(92) + '|')}`"
            yield (
                f"| {route} | {row['method']} | {row['relation']} | "
                + " | ".join(row[role] or "–" for role in roles)
                + " |"
            )
        yield ""


def part_of(route: str) -> str:
    """Under which heading an address stands."""
    if route.lstrip("^").startswith("desk/<slug:code>/"):
        return "A programme's desk"
    if route.lstrip("^").startswith(("desk/", "answer/")):
        return "Accounts and addresses sent by mail"
    return "The API" if route.lstrip("^").startswith("api/") else "The public pages"


def page() -> str:
    """docs/access.md as it should be."""
    return "\n".join(lines()).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
