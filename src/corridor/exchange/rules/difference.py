"""What must happen to a stored table so that it says what a package says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.exchange.rules.tables import Key, Row, Table


@dataclass
class Difference:
    """Rows to add, to change (before, after) and to remove, and how many stay as they are."""

    added: list[tuple[Key, Row]]
    changed: list[tuple[Key, Row, Row]]
    removed: list[tuple[Key, Row]]
    unchanged: int


def difference(table: Table, stored: Mapping[Key, Row], rows: Sequence[Row]) -> Difference:
    """How the rows of a package differ from those stored; every row in is added, changed or unchanged.

    >>> from corridor.exchange.rules.tables import Column
    >>> words = Table("words", "word", (Column("code"), Column("note")))
    >>> difference(words, {("a",): ("a", "old"), ("b",): ("b", "")}, [("a", "new"), ("c", "")])
    Difference(added=[(('c',), ('c', ''))], changed=[(('a',), ('a', 'old'), ('a', 'new'))], \
removed=[(('b',), ('b', ''))], unchanged=0)
    """
    added, changed, unchanged = [], [], 0
    kept = set()
    places = [table.places[name] for name in table.key]
    for row in rows:
        key = tuple([row[place] for place in places])
        before = stored.get(key)
        kept.add(key)
        if before is None:
            added.append((key, row))
        elif before == row:
            unchanged += 1
        else:
            changed.append((key, before, row))
    removed = [] if table.lasting else [(key, row) for key, row in stored.items() if key not in kept]
    return Difference(added, changed, removed, unchanged)
