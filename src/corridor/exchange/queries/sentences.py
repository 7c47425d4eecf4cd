"""Faults as sentences in the reader's language: what is wrong, what would be right."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from corridor.exchange.rules.faults import Fault

SENTENCES: dict[str, str | Promise] = {
    "no-folder": _("there is no such folder; name a folder that holds a programme package"),
    "no-file": _("this file of the package is missing; a package needs it, even if only its header"),
    "unreadable": _("the file cannot be read ({found}); make it readable"),
    "too-large": _("the file is larger than {most} bytes; split the programme"),
    "unknown-file": _("no table of a package has this name; it should be {right}"),
    "empty-file": _("the file is empty; its first line should be {right}"),
    "byte-order-mark": _("the file begins with a byte-order mark; save it as UTF-8 without one"),
    "not-utf-8": _("byte {place} of the line, {found}, is not UTF-8; save the file as UTF-8"),
    "utf-16": _("the file is UTF-16, as some programs save it; save it as UTF-8"),
    "blank-line": _("the line is empty; take it out"),
    "windows-line-ends": _("the lines end as on Windows (CR LF); they should end with LF alone"),
    "carriage-return": _("there is a carriage return (CR); lines should end with LF alone"),
    "separator": _("the cells are separated by {found}; they should be separated by a comma"),
    "bad-csv": _("this is not CSV ({found}); double every quotation mark inside a quoted cell and close the cell"),
    "long-cell": _("a cell is longer than {most} signs; it should be a line or two"),
    "unknown-header": _("no such column “{found}”; it should be {right}"),
    "extra-header": _("no such column “{found}”; take it out"),
    "missing-header": _("this column is missing; the first line should be {right}"),
    "duplicate-header": _("the column “{found}” comes twice, again at place {place}; each should come once"),
    "header-order": _("the columns stand in another order; the first line should be {right}"),
    "wrong-width": _("the row has {found} cells; it should have {right}"),
    "missing": _("the cell is empty; it must be filled"),
    "control-character": _("there is an unseen sign {found} at place {place}; take it out"),
    "formula": _("“{found}” begins like a formula; it should begin with a letter or a digit, such as “{right}”"),
    "spaces": _("“{found}” has spaces around it; it should be “{right}”"),
    "too-long": _("the text has {length} signs; it should have at most {most}"),
    "bad-code": _("“{found}” is not a code; a code is lower-case letters, digits and hyphens, such as “{right}”"),
    "reserved-code": _("“{found}” is an address of Corridor itself; choose another code, such as “{right}”"),
    "twice-in-list": _("“{found}” names something twice; each should be named once"),
    "bad-list": _("“{found}” is not a tidy list; it should be “{right}”"),
    "bad-date": _("“{found}” is not a date; a date is one of {right}"),
    "bad-number": _("“{found}” is not a number as packages write it; it should be {right}"),
    "long-number": _(
        "“{found}” is too long a number; it should have at most {most} digits, {behind} of them behind the point"
    ),
    "bad-count": _("“{found}” is not a whole number; it should be {right}"),
    "bad-degrees": _("“{found}” is not a place on the globe; it should lie between -{most} and {most}, in degrees"),
    "bad-language": _("“{found}” is not a language code; it should be one of two letters, such as {right}"),
    "bad-isic": _("“{found}” is not an ISIC class; it should be four digits, such as {right}"),
    "unknown-country": _("“{found}” is not a country of ISO 3166; it should be two letters, such as {right}"),
    "unknown-currency": _("“{found}” is not a currency of ISO 4217; it should be three letters, such as {right}"),
    "unknown-word": _("“{found}” is not a word of this column; it should be {right}"),
    "unknown-key": _("“{found}” is not known here; it should be {right}"),
    "unknown-reference": _("there is no “{found}” in {file}; the nearest is “{right}”"),
    "nothing-near": _("there is no “{found}” in {file}, nor anything like it; add it there or name another"),
    "no-such-evidence": _(
        "there is no evidence {found} in evidence.csv; commitment, day, word and source must agree"
    ),
    "duplicate-code": _("the code “{found}” stands already in line {first}; each code should come once"),
    "duplicate-row": _("the same row “{found}” stands already in line {first}; it should come once"),
    "days-reversed": _("{found} lies before {earlier} ({day}); it should not"),
    "in-the-future": _("{found} has not come yet (today is {today}); it should be a day that was observed"),
    "verifies-own-duty": _("“{found}” owes this commitment; somebody else should verify it"),
    "answers-itself": _("“{found}” contested this; somebody else should answer, or it should be taken-back"),
    "merged-yet-there": _("“{found}” stands in {file} still; a code that was merged should stand there no more"),
    "circle": _("this closes a circle: {circle}; one of these should not name the next"),
    "own-successor": _("“{found}” cannot take its own place; it should be another commitment, or empty"),
    "bad-toml": _("this is not TOML: {found}"),
    "toml-date": _(
        "there is a date without quotation marks at {found}; it should be written as text, such as {right}"
    ),
}


def place_of(fault: Fault) -> str:
    """Where a fault lies: file:row:column."""
    return f"{fault.file}:{fault.row}:{fault.column}"


def sentence(fault: Fault) -> str:
    """A fault as one line: `file:row:column: what is wrong; what would be right`."""
    return f"{place_of(fault)}: {str(SENTENCES[fault.code]).format(**fault.facts)}"
