"""What a table of the package is: its columns, what its rows name elsewhere, and what tells them apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Row = tuple[str, ...]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column: what kind of cell it holds, and where its words or the thing it names are found.

    kind: code, text, name, day, number, count, country, language, choice or codes (several, by ";").
    to: the table whose codes it names. words: the vocabulary of programme.toml that it draws on.
    late: it came later to the format, and files without it are read; it stands behind all others.
    """

    name: str
    kind: str = "text"
    required: bool = False
    to: str = ""
    choices: tuple[str, ...] = ()
    words: str = ""
    most: int = 1000
    late: bool = False


@dataclass(frozen=True)
class Reference:
    """Columns that together name a row of another table by its key; optional: the last may be empty."""

    field: str
    to: str
    columns: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the package: its columns in order, and which of them tell its rows apart.

    lasting: its rows stay though a later package leaves them out.
    """

    name: str
    noun: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("code",)
    references: tuple[Reference, ...] = ()
    optional: bool = False
    lasting: bool = False
    places: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {column.name: place for place, column in enumerate(self.columns)})

    @property
    def file(self) -> str:
        """Its file in the folder."""
        return f"{self.name}.csv"

    @property
    def header(self) -> Row:
        """Its first line."""
        return tuple(self.places)

    @property
    def early_header(self) -> Row:
        """Its first line as it was before the columns that came later."""
        return tuple(column.name for column in self.columns if not column.late)

    def all_references(self) -> tuple[Reference, ...]:
        """Single columns that name another row, and columns that do so together."""
        single = (Reference(c.name, c.to, (c.name,)) for c in self.columns if c.to and c.kind != "codes")
        return (*single, *self.references)

    def key_of(self, row: Row) -> Key:
        """What tells this row apart."""
        return tuple(row[self.places[name]] for name in self.key)
