"""What a database is asked: all of these, each as one of those terms; in the two ways of writing it."""

from collections.abc import Sequence
from typing import NamedTuple

from corridor.search.rules.words import is_unspaced, pairs


class Term(NamedTuple):
    """A term, or the beginning of one."""

    text: str
    is_beginning: bool = False


# All of the outer, any of the inner.
Wanted = Sequence[Sequence[Term]]


def wanted(words: Sequence[str], known: Sequence[Sequence[str]], most: int) -> Wanted:
    """The terms by which words are found: pairs of signs; the known words that begin so; of many, the beginning.

    To name the known words is quicker: a database must gather all that begins so before it gives the first.

    >>> wanted(["经济区", "rash"], [[], ["rashakai", "rashaki"]], 9)[2]
    [Term(text='rashakai', is_beginning=False), Term(text='rashaki', is_beginning=False)]
    """
    found: list[Sequence[Term]] = []
    for word, those in zip(words, known, strict=True):
        if is_unspaced(word):
            found += [[Term(pair)] for pair in pairs(word)]
        elif 0 < len(those) <= most:
            found.append([Term(each) for each in those])
        else:
            found.append([Term(word, True)])
    return found


def as_fts5(asked: Wanted, marker: str) -> str:
    """For SQLite. A term holds letters, digits and marks only, so nothing in it has a meaning.

    >>> as_fts5([[Term("a"), Term("b", True)], [Term("c")]], ".")
    '(".a" OR ".b"*) AND (".c")'
    """
    written = [[f'"{marker}{term.text}"' + "*" * term.is_beginning for term in any_of] for any_of in asked]
    return " AND ".join(f"({' OR '.join(any_of)})" for any_of in written)


def as_tsquery(asked: Wanted, marker: str) -> str:
    """For PostgreSQL.

    >>> as_tsquery([[Term("a"), Term("b", True)], [Term("c")]], ".")
    "('.a' | '.b':*) & ('.c')"
    """
    written = [[f"'{marker}{term.text}'" + ":*" * term.is_beginning for term in any_of] for any_of in asked]
    return " & ".join(f"({' | '.join(any_of)})" for any_of in written)
