"""The fields of what a program sends: each with the schema that documents it and how it is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corridor.api.asked import CODE_SCHEMA, DAY_SCHEMA, QUOTED, near
from corridor.api.bodies import Digits
from corridor.base.refusals import BadDay, Refusal, UnknownChoice, WrongFields
from corridor.base.texts import LONGEST_NUMBER, clean_text, short
from corridor.ledger.actions.refusals import Missing, NotANumber, _refusal_of
from corridor.ledger.rules.given import wrong_texts

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
LONG_CODE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
SHORT_CODE = re.compile(str(CODE_SCHEMA["pattern"]).strip("^$"))
SHA256 = re.compile("[0-9a-f]{64}")
MOST_LISTED = 100
# More digits before or behind the point than any number that can be kept has.
DEEP = 25
NUMBER_PATTERN = r"^[0-9]{1,10}(\.[0-9]{1,5})?$"
NOTHING = object()


class UnknownField(UnknownChoice):
    """A body has a field that is not known: it would be passed over unseen."""

    code = "unknown-field"


class WrongType(Refusal):
    """A field holds something of another kind than it takes."""

    code = "wrong-type"
    text = _("This must be {right}.")


class TooMuchListed(Refusal):
    """A list longer than is taken."""

    code = "too-many-items"
    text = _("At most {most} are taken here.")


class BadCode(Refusal):
    """What cannot be a code."""

    code = "bad-code"
    text = _("“{found}” cannot be a code: small letters, digits and hyphens.")


@dataclass(frozen=True)
class Field:
    """One name in what is sent. `empty` is what stands where nothing was sent, or null.

    is_required: it is never empty. is_always: it must be sent even where others may be left out.
    """

    name: str
    schema: Mapping[str, Any]
    means: str
    read: Callable[["Field", Any, str], Any]
    empty: Any = ""
    is_required: bool = False
    is_always: bool = False
    inside: Sequence["Field"] = ()


def required(field: Field) -> Field:
    """A field that must be there."""
    return replace(field, is_required=True)


def always(field: Field) -> Field:
    """A field that must be there even in a change."""
    return replace(field, is_required=True, is_always=True)


def read_fields(sent: Mapping[str, Any], known: Sequence[Field], *, whole: bool = True) -> dict[str, Any]:
    """What was sent, read. whole: with what is left out as empty. Refuses with WrongFields, naming every one."""
    wrong: dict[str, Refusal] = {}
    found = _read(sent, known, "", wrong, whole=whole)
    if wrong:
        raise WrongFields(wrong)
    return found


def _read(
    sent: Mapping[str, Any], known: Sequence[Field], way: str, wrong: dict[str, Refusal], *, whole: bool
) -> dict[str, Any]:
    names = {each.name: each for each in known}
    for name in list(sent)[:MOST_LISTED]:
        if name not in names:
            told = {
                "name": gettext("Field"),
                "found": short(name)[:QUOTED],
                "near": near(name[:QUOTED], list(names)),
            }
            wrong[f"{way}{short(name)}"] = UnknownField(**told)
    found = {}
    for name, field in names.items():
        value = sent.get(name, NOTHING)
        if (
            value in (NOTHING, None, "")
            and field.is_required
            and (whole or field.is_always or value is not NOTHING)
        ):
            wrong[f"{way}{name}"] = Missing()
        elif value is NOTHING and not whole:
            continue
        elif value is NOTHING or value is None:
            found[name] = field.empty
        else:
            try:
                found[name] = field.read(field, value, f"{way}{name}")
            except WrongFields as several:
                wrong.update(several.wrong)
            except Refusal as refusal:
                wrong[f"{way}{name}"] = refusal
    return found


def _string(value: Any, right: str = "a string") -> str:
    if not isinstance(value, str) or isinstance(value, Digits):
        raise WrongType(right=right)
    return value


def _text(field: Field, value: Any, name: str) -> str:
    most = field.schema["maxLength"]
    text = clean_text(_string(value), most)
    for each in wrong_texts({field.name: (text, most, field.is_required)}).values():
        raise _refusal_of(each, field.name)
    return text


def _code(field: Field, value: Any, name: str) -> str:
    text = _string(value)
    shape = LONG_CODE if field.schema["pattern"] == f"^{LONG_CODE.pattern}$" else SHORT_CODE
    if text and (len(text) > field.schema["maxLength"] or not shape.fullmatch(text)):
        raise BadCode(found=short(text))
    return text


def _word(field: Field, value: Any, name: str) -> str:
    text = _string(value)
    known = field.schema.get("enum", ())
    if (known and text not in known) or len(text) > field.schema["maxLength"]:
        raise UnknownChoice(name=field.name, found=short(text), near=near(text[:QUOTED], list(known)))
    return clean_text(text, field.schema["maxLength"])


def _day(field: Field, value: Any, name: str) -> str:
    text = _string(value)
    if text and not re.fullmatch(field.schema["pattern"].strip("^$"), text, re.ASCII):
        raise BadDay(found=short(text))
    return text


def _number(field: Field, value: Any, name: str) -> Decimal | None:
    if not isinstance(value, str):
        raise WrongType(right="a number, or a string of digits and a point")
    if not value:
        return None
    if len(value) > LONGEST_NUMBER or not (isinstance(value, Digits) or NUMBER.fullmatch(value)):
        raise NotANumber
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise NotANumber
    # Beyond these nothing can be kept; and to write such a number out would fill the memory.
    if not -DEEP < number.adjusted() < DEEP or len(number.as_tuple().digits) > DEEP:
        raise NotANumber
    if not number:
        return Decimal(0)
    return number.quantize(1) if number == number.to_integral_value() else number


def _whole(field: Field, value: Any, name: str) -> int | None:
    number = _number(field, value, name)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise NotANumber
    return int(number)


def _flag(field: Field, value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise WrongType(right="true or false")
    return value


def _listed(field: Field, value: Any, name: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise WrongType(right="a list")
    most = field.schema["maxItems"]
    if len(value) > most:
        raise TooMuchListed(most=most)
    wrong: dict[str, Refusal] = {}
    (each,) = field.inside
    found = []
    for place, item in enumerate(value):
        try:
            found.append(each.read(each, item, f"{name}[{place}]"))
        except WrongFields as several:
            wrong |= several.wrong
        except Refusal as refusal:
            wrong[f"{name}[{place}]"] = refusal
    if wrong:
        raise WrongFields(wrong)
    return tuple(found)


def _group(field: Field, value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WrongType(right="an object")
    wrong: dict[str, Refusal] = {}
    found = _read(value, field.inside, f"{name}.", wrong, whole=True)
    if wrong:
        raise WrongFields(wrong)
    return found


def _sha256(field: Field, value: Any, name: str) -> str:
    text = _string(value)
    if not SHA256.fullmatch(text):
        raise BadCode(found=short(text))
    return text


def text(name: str, most: int, means: str) -> Field:
    """A line of text."""
    return Field(name, {"type": "string", "maxLength": most}, means, _text)


def code(name: str, means: str) -> Field:
    """The code of something."""
    return Field(name, CODE_SCHEMA, means, _code)


def long_code(name: str, means: str) -> Field:
    """The code of evidence, which is put together with points."""
    return Field(name, {"type": "string", "pattern": f"^{LONG_CODE.pattern}$", "maxLength": 400}, means, _code)


def word(name: str, known: Sequence[str], means: str) -> Field:
    """One of some words; of those of the programme where none are named."""
    chosen = {"enum": list(known)} if known else {}
    return Field(name, {"type": "string", "maxLength": 40, **chosen}, means, _word)


def day(name: str, means: str) -> Field:
    """A day, which may be cut short."""
    return Field(name, DAY_SCHEMA, means, _day)


def number(name: str, means: str) -> Field:
    """An exact number: as JSON writes it, or as a string of digits and a point."""
    schema = {"type": ["number", "string"], "minimum": 0, "maximum": 999_999_999_999_999, "pattern": NUMBER_PATTERN}
    return Field(name, schema, means, _number, None)


def whole(name: str, means: str, most: int) -> Field:
    """A whole number."""
    return Field(name, {"type": "integer", "minimum": 0, "maximum": most}, means, _whole, None)


def flag(name: str, means: str) -> Field:
    """True or false."""
    return Field(name, {"type": "boolean"}, means, _flag, False)


def listed(each: Field, means: str, most: int, name: str = "") -> Field:
    """Several of the same."""
    schema = {"type": "array", "items": schema_of(each), "maxItems": most}
    return Field(name or each.name, schema, means, _listed, (), inside=(each,))


def group(name: str, inside: Sequence[Field], means: str) -> Field:
    """Several fields under one name."""
    empty = {each.name: each.empty for each in inside}
    return Field(name, object_schema(inside), means, _group, empty, inside=tuple(inside))


def print_of_file(name: str, means: str) -> Field:
    """The SHA-256 of a file."""
    return Field(name, {"type": "string", "pattern": f"^{SHA256.pattern}$"}, means, _sha256)


def schema_of(field: Field) -> dict[str, Any]:
    """A field as the document writes it; what may be left out may be null."""
    schema: dict[str, Any] = dict(field.schema)
    if field.is_required and schema["type"] == "string" and "enum" not in schema:
        schema["minLength"] = 1
    return schema | ({"description": field.means} if field.means else {})


def object_schema(fields: Sequence[Field], *, whole: bool = True) -> dict[str, Any]:
    """What is sent, as the document writes it."""
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {each.name: _optional(each) for each in fields},
    }
    names = [each.name for each in fields if each.is_always or (each.is_required and whole)]
    return schema | ({"required": names} if names else {})


def _optional(field: Field) -> dict[str, Any]:
    schema = schema_of(field)
    if field.is_required:
        return schema
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    nullable: dict[str, Any] = schema | {"type": [*kinds, "null"]}
    return nullable | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})
