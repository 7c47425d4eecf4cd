"""The fields of all forms of the desk: digits of any keyboard are taken, and what is wrong is said at the field."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from corridor.base.days import is_day
from corridor.base.nearest import nearest
from corridor.base.quantities import plain
from corridor.base.refusals import BadDay, Refusal
from corridor.base.texts import (
    LONGEST_NUMBER,
    Wrong,
    as_typed_number,
    ascii_digits,
    clean_text,
    short,
    wrong_count,
    wrong_number,
    wrong_text,
)
from corridor.desk.words import TEXTS
from corridor.sources.queries import sound_file
from corridor.sources.rules import MOST_BYTES, MOST_TOGETHER, SUFFIXES, Handed

Words = str | Promise
SAID: dict[str, Words] = {
    **TEXTS,
    "bad-number": _(
        "“{found}” is not a number as it is written here; it should be digits and a point, as {right}."
    ),
    "long-number": _(
        "“{found}” is too long; a number has at most {most} digits, {behind} of them behind the point."
    ),
    "bad-count": _("“{found}” is not a whole number; it should be digits alone, as {right}."),
    "too-many": _("“{found}” is too large; it should be at most {most}."),
    "bad-day": BadDay.text,
    "short-day": _("“{found}” is not a whole day. A whole day is written 2022-06-30."),
    "unknown-word": _("“{found}” is not known here; it should be {right}"),
}
MISSING = _("This must be filled in.")
MISSING_CHOICE = _("Choose one of these.")
LONGEST_COUNT = 999_999_999
BY_NAME = _("Type a part of the name, and choose.")
# A longer list is searched by typing.
MOST_FOLDED = 200
# So many words are named where none of them is near.
NAMED = 5
HYPHENS = str.maketrans(dict.fromkeys("\uff0d\u2010\u2011\u2012\u2013\u2212", "-"))
MOST_FILES = 10
MEGABYTE = 1024**2


def wrong_said(wrong: Wrong | None) -> None:
    """Say what is wrong with a field, if anything is."""
    if wrong:
        code, facts = wrong
        raise ValidationError(str(SAID[code]).format(**facts), code=code)


class TextField(forms.Field):
    """One line of text, composed, with nothing in it that hides, reorders or calculates."""

    widget: type[forms.Widget] = forms.TextInput
    default_error_messages = {"required": MISSING}
    lines = False

    def __init__(self, *, most: int = 200, **given: Any) -> None:
        self.most = most
        super().__init__(**given)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Each text runs as its first letter does. No maxlength: it would cut off what is pasted, unseen."""
        return {"dir": "auto"}

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        text = clean_text(str(value or ""), self.most)
        wrong_said(wrong_text(text, most=self.most, lines=self.lines))
        return text


class LongTextField(TextField):
    """A text of several lines."""

    widget = forms.Textarea
    lines = True

    def __init__(self, *, most: int = 2000, **given: Any) -> None:
        super().__init__(most=most, **given)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Room for some lines; the style sheet says how wide."""
        return {"dir": "auto", "rows": 4}


class ParagraphField(TextField):
    """Some sentences that are kept as one line, as rows of a package are; new lines become blanks."""

    widget = forms.Textarea

    def __init__(self, *, most: int = 1000, **given: Any) -> None:
        super().__init__(most=most, **given)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Room for some lines."""
        return {"dir": "auto", "rows": 4}

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        return super().to_python(" ".join(str(value or "").split()))


class Typed(forms.Field):
    """Something short that is typed from left to right, in whatever digits the keyboard has."""

    widget = forms.TextInput
    default_error_messages = {"required": MISSING}
    keys = "text"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Which keys a telephone shows."""
        return {"dir": "ltr", "inputmode": self.keys, "autocomplete": "off"}


class DayField(Typed):
    """A day, kept as it was known: whole, or only its month or year; whole: nothing may be left out."""

    def __init__(self, *, whole: bool = False, **given: Any) -> None:
        self.whole = whole
        hint = (
            _("Such as 2022-06-30.")
            if whole
            else _("Such as 2022-06-30, or 2022-06 or 2022 where no more is known.")
        )
        super().__init__(**{"help_text": hint, **given})

    def prepare_value(self, value: Any) -> Any:
        """A day is shown as it is typed."""
        return value.isoformat() if isinstance(value, date) else value

    def to_python(self, value: Any) -> str:
        """The day in ISO 8601, perhaps cut short; empty where nothing is known."""
        text = ascii_digits(str(self.prepare_value(value) or "").strip()).translate(HYPHENS)
        if text and not is_day(text):
            wrong_said(("bad-day", {"found": short(text)}))
        if text and self.whole and len(text) < len("2022-06-30"):
            wrong_said(("short-day", {"found": short(text)}))
        return text


class NumberField(Typed):
    """An exact number: fifteen digits, five of them behind the point, no thousands, no exponent, not below zero."""

    keys = "decimal"

    def prepare_value(self, value: Any) -> Any:
        """A number is shown as a package writes it."""
        return plain(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        """The number, or nothing where nothing was typed."""
        text = as_typed_number(str(self.prepare_value(value) if value is not None else ""))
        if not text:
            return None
        # Zeros before a number are no digits of it, but nobody types so many.
        wrong_said(wrong_number(text if len(text) <= LONGEST_NUMBER else f"{text[:LONGEST_NUMBER]}…"))
        return Decimal(plain(Decimal(text)))


class CountField(Typed):
    """A whole number of things or people."""

    keys = "numeric"

    def __init__(self, *, most: int = LONGEST_COUNT, **given: Any) -> None:
        self.most = most
        super().__init__(**given)

    def to_python(self, value: Any) -> int | None:
        """The number, or nothing where nothing was typed."""
        text = as_typed_number(str(value if value is not None else ""))
        if not text:
            return None
        wrong_said(wrong_count(text, most=self.most))
        return int(text)


class TypedChoice(forms.TextInput):
    """A choice of very many, each by its name: the browser proposes those in which the typed letters stand."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        super().__init__(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """The field, and after it what the browser proposes."""
        offered = f"{name}-offered"
        field = super().render(
            name, self.names.get(str(value), value), {**(attrs or {}), "list": offered}, renderer
        )
        options = format_html_join("", '<option value="{}">', ((each,) for each in self.names.values()))
        return format_html('{}<datalist id="{}">{}</datalist>', field, offered, options)


class CodeChoice(forms.ChoiceField):
    """One of some codes, each shown by its label; a list that is folded begins with none of them.

    Of very many the name or the code is typed, and names that several bear are followed by the code.
    """

    default_error_messages = {"required": MISSING_CHOICE}

    def __init__(self, choices: Iterable[tuple[str, Words]], *, unchosen: Words = "—", **given: Any) -> None:
        offered = list(choices)
        self.codes = {str(code): label for code, label in offered}
        self.typed: dict[str, str] = {}
        if len(offered) > MOST_FOLDED and "widget" not in given:
            alike = Counter(str(label).casefold() for label in self.codes.values())
            names = {
                code: str(label) if alike[str(label).casefold()] == 1 else f"{label} ({code})"
                for code, label in self.codes.items()
            }
            self.typed = {name.casefold(): code for code, name in names.items()}
            given = {"help_text": BY_NAME, **given, "widget": TypedChoice(names)}
        widget = given.get("widget") or self.widget
        if "" not in self.codes and issubclass(widget if isinstance(widget, type) else type(widget), forms.Select):
            offered = [("", unchosen), *offered]
        super().__init__(choices=offered, **given)

    def to_python(self, value: Any) -> str:
        """The code."""
        text = str(value or "").strip()
        return text if text in self.codes else self.typed.get(text.casefold(), text)

    def validate(self, value: Any) -> None:
        """It must be one of them; the nearest is named where it is not."""
        forms.Field.validate(self, value)
        if value and value not in self.codes:
            wrong_said(("unknown-word", {"found": short(value), "right": self._right(value)}))

    def _right(self, asked: str) -> str:
        by_name = {str(label).lower(): code for code, label in self.codes.items()}
        near = nearest(asked, list(self.codes)) or by_name.get(nearest(asked, list(by_name)), "")
        if near:
            return str(self.codes[near])
        return ", ".join(str(label) for label in list(self.codes.values())[:NAMED])


class SeveralFiles(forms.FileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """Files that are handed in: each is looked through here, so that what is wrong is said before anything is done.

    Its value is a list of `Handed`, each with a safe `name`, ready for `keep_document`.
    """

    widget = SeveralFiles
    default_error_messages = {"required": _("Choose at least one file.")}

    def __init__(self, *, most: int = MOST_FILES, **given: Any) -> None:
        self.most = most
        hint = format_lazy(
            _(
                "PDF, pictures (JPEG, PNG, WebP), workbooks (XLSX), text and CSV; at most {files} files of up to"
                " {size} MB. Of a picture only what is seen is kept, not where or with what it was taken."
            ),
            files=most,
            size=MOST_BYTES // MEGABYTE,
        )
        super().__init__(**{"help_text": hint, **given})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What the browser offers to choose from."""
        return {"accept": ",".join(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)}

    def to_python(self, value: Any) -> list[Handed]:
        """The files, each content once, looked through."""
        given: list[UploadedFile] = [each for each in value or [] if each]
        if len(given) > self.most:
            said = str(_("These are {found} files; at most {most} are taken at once."))
            raise ValidationError(said.format(found=len(given), most=self.most), code="too-many-files")
        if sum(each.size or 0 for each in given) > MOST_TOGETHER:
            said = str(_("Together the files are larger than {most} MB. Hand them in by and by."))
            raise ValidationError(said.format(most=MOST_TOGETHER // MEGABYTE), code="too-big-together")
        found: dict[str, Handed] = {}
        wrong: list[ValidationError] = []
        for each in given:
            try:
                one = sound_file(each.name or "", each)
                found.setdefault(one.sha256, one)
            except Refusal as refusal:
                said = str(_("“{name}”: {problem}")).format(name=short(each.name or ""), problem=refusal)
                wrong.append(ValidationError(said, code=refusal.code))
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())
