"""The fields of the desk's forms: what they take from any keyboard, and what they say of what they do not."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some

from corridor.base.refusals import BadDay
from corridor.desk.fields import (
    MOST_FOLDED,
    CodeChoice,
    CountField,
    DayField,
    FilesField,
    LongTextField,
    NumberField,
    TextField,
)
from corridor.exchange.rules.cells import wrong_cell
from corridor.exchange.rules.tables import Column
from corridor.sources.rules import MOST_TOGETHER
from sources import files

UNITS = [("km", "kilometres"), ("person", "people"), ("mgd", "million gallons a day")]


def said(field, typed):
    """What a field says of what was typed."""
    with pytest.raises(forms.ValidationError) as wrong:
        field.clean(typed)
    return wrong.value.messages


def of(field, **given):
    """A form of one field."""
    return type("Asked", (forms.Form,), {"one": field})(**given)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def test_a_text_is_kept_composed_with_nothing_around_it():
    assert TextField().clean(" Cafe\u0301 ") == "Café"
    assert LongTextField().clean("one\r\ntwo\t!\r\n") == "one\ntwo !"
    assert TextField(required=False).clean(None) == ""


def test_a_text_that_hides_or_calculates_is_refused():
    assert said(TextField(), "Port\u202eQasim") == [
        "There is an unseen sign at place 5. Type it anew instead of pasting it."
    ]
    assert said(TextField(), "=1+2") == ["It must not begin like a formula, with = + - or @."]
    assert said(TextField(most=3), "Iron") == ["It has 4 signs; at most 3 can be kept."]
    assert said(LongTextField(), "a\n\0") == [
        "There is an unseen sign at place 3. Type it anew instead of pasting it."
    ]
    assert said(TextField(), " ") == ["This must be filled in."]


@pytest.mark.parametrize("typed", ["2026-12", " ۲۰۲۶-۱۲ ", "٢٠٢٦-١٢", "２０２６－１２", "2026–12"])
def test_a_day_is_taken_from_any_keyboard_and_may_be_cut_short(typed):
    assert DayField().clean(typed) == "2026-12"


@pytest.mark.parametrize(
    "typed", ["2026-13", "2026-02-30", "03/04/2026", "2026-1-5", "1899", "tomorrow", "9" * 9999]
)
def test_what_is_no_day_is_refused_with_how_a_day_is_written(typed):
    (told,) = said(DayField(), typed)

    assert told.endswith(" is not a day. A day is written 2022-06-30, 2022-06 or 2022.")
    assert len(told) < 150


def test_a_whole_day_is_asked_for_where_one_is_needed():
    assert DayField(whole=True).clean("2026-12-31") == "2026-12-31"
    assert said(DayField(whole=True), "2026-12") == [
        "“2026-12” is not a whole day. A whole day is written 2022-06-30."
    ]


def test_a_day_is_shown_as_it_is_typed():
    assert 'value="2026-12-31"' in str(of(DayField(), initial={"one": date(2026, 12, 31)})["one"])
    assert 'value="2026-12"' in str(of(DayField(), initial={"one": "2026-12"})["one"])


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12.50", "12.5"),
        ("007", "7"),
        ("۱۲٫۵", "12.5"),
        ("１２", "12"),
        ("999999999999999", "999999999999999"),
        ("0", "0"),
    ],
)
def test_a_number_is_exact_whatever_the_keyboard(typed, number):
    found = NumberField().clean(typed)

    assert (str(found), NumberField(required=False).clean("")) == (number, None)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1,200,000", "is not a number as it is written here; it should be digits and a point, as 1200000."),
        ("1e9", "is not a number as it is written here; it should be digits and a point, as 12.5."),
        ("-5", "is not a number as it is written here; it should be digits and a point, as 5."),
        ("1234567890123456", "is too long; a number has at most 15 digits, 5 of them behind the point."),
        ("0.123456", "is too long; a number has at most 15 digits, 5 of them behind the point."),
    ],
)
def test_a_number_written_otherwise_is_refused_with_what_would_be_right(typed, told):
    assert said(NumberField(), typed) == [f"“{typed}” {told}"]


def test_a_number_without_end_is_refused_at_once():
    assert len(said(NumberField(), "9" * 1_000_000)[0]) < 200
    assert len(said(CountField(), "9" * 1_000_000)[0]) < 200


def test_a_number_is_shown_as_a_package_writes_it():
    assert 'value="1200000"' in str(of(NumberField(), initial={"one": Decimal("1200000.00000")})["one"])


def test_a_count_is_whole():
    assert (CountField().clean("۱۲"), CountField(required=False).clean(" ")) == (12, None)
    assert said(CountField(), "1,200.5") == ["“1,200.5” is not a whole number; it should be digits alone, as 1200."]
    assert said(CountField(most=99), "100") == ["“100” is too large; it should be at most 99."]


@given(some.text())
def test_what_the_fields_take_a_package_takes_too(typed):
    for field, kind in ((TextField(required=False), "text"), (DayField(required=False), "day")):
        try:
            kept = field.clean(typed)
        except forms.ValidationError:
            continue
        assert wrong_cell(kept, Column("cell", kind), {}) is None


@given(some.text(alphabet="0123456789۰۱۲۳.,٫ +-e", max_size=30))
def test_what_the_fields_take_as_a_number_a_package_takes_too(typed):
    try:
        kept = NumberField(required=False).clean(typed)
    except forms.ValidationError:
        return
    assert kept is None or wrong_cell(str(kept), Column("cell", "number"), {}) is None


def test_a_choice_names_the_nearest():
    assert CodeChoice(UNITS).clean("km") == "km"
    assert said(CodeChoice(UNITS), "persons") == ["“persons” is not known here; it should be people"]
    assert said(CodeChoice(UNITS), "kilometers") == ["“kilometers” is not known here; it should be kilometres"]
    assert said(CodeChoice(UNITS), "zzz") == [
        "“zzz” is not known here; it should be kilometres, people, million gallons a day"
    ]
    assert said(CodeChoice(UNITS), "") == ["Choose one of these."]
    assert CodeChoice(UNITS, required=False).clean("") == ""


def test_a_folded_list_begins_with_nothing_chosen_and_an_open_one_does_not():
    assert [code for code, _label in CodeChoice(UNITS).choices] == ["", "km", "person", "mgd"]
    assert [code for code, _label in CodeChoice(UNITS, widget=forms.RadioSelect).choices] == ["km", "person", "mgd"]


def test_of_very_many_the_name_is_typed_and_the_browser_proposes_it():
    many = [(f"firm-{number}", f"Firm {number} <Ltd>") for number in range(MOST_FOLDED)]
    field = CodeChoice([*many, ("water-east", "Water Works"), ("water-west", "Water works")])
    shown = field.widget.render("debtor", "firm-7", {"id": "id_debtor"})

    assert [field.clean(typed) for typed in ("firm-7", " firm 7 <ltd> ", "Water works (water-west)")] == [
        "firm-7",
        "firm-7",
        "water-west",
    ]
    assert said(field, "Frim 7 <Ltd>") == ["“Frim 7 <Ltd>” is not known here; it should be Firm 7 <Ltd>"]
    assert 'value="Firm 7 &lt;Ltd&gt;" dir="auto"' in shown
    assert 'list="debtor-offered"' in shown
    assert shown.count("<option") == MOST_FOLDED + 2
    assert isinstance(CodeChoice(many[:-1]).widget, forms.Select)


def test_files_come_out_looked_through_each_content_once():
    found = FilesField().clean([upload("../a.exe", files.PDF), upload("b.pdf", files.PDF), upload("c", files.CSV)])

    assert [(each.name, each.media_type) for each in found] == [
        ("a.exe.pdf", "application/pdf"),
        ("c.csv", "text/csv"),
    ]


def test_each_file_that_is_not_taken_is_named_with_what_would_be_right():
    given = [upload("steel.pdf", files.EXE), upload("good.pdf", files.PDF), upload("b.xlsx", files.bomb())]

    assert said(FilesField(), given) == [
        "“steel.pdf”: Files of this kind are not taken. It should be a PDF, a picture (JPEG, PNG, WebP), a workbook"
        " (XLSX), or text or CSV in UTF-8.",
        "“b.xlsx”: The workbook holds what a plain one does not: far more than its size says. Save its sheets anew"
        " as XLSX.",
    ]


def test_files_have_limits_that_are_said():
    big = upload("a.pdf", files.PDF)
    big.size = MOST_TOGETHER + 1

    assert said(FilesField(), [upload(f"{n}.pdf", files.PDF) for n in range(11)]) == [
        "These are 11 files; at most 10 are taken at once."
    ]
    assert said(FilesField(), [big]) == ["Together the files are larger than 60 MB. Hand them in by and by."]
    assert said(FilesField(), []) == ["Choose at least one file."]
    assert FilesField(required=False).clean([]) == []


def test_files_come_from_a_form():
    sent = MultiValueDict({"one": [upload("a.pdf", files.PDF), upload("b.csv", files.CSV)]})
    form = of(FilesField(), data={}, files=sent)

    assert (form.is_valid(), form.is_multipart()) == (True, True)
    assert [each.name for each in form.cleaned_data["one"]] == ["a.pdf", "b.csv"]


@pytest.mark.parametrize("kind", [TextField, LongTextField, DayField, NumberField, CountField, FilesField])
def test_a_field_bears_no_style_of_its_own_and_is_named_by_its_hint(kind):
    form = of(kind(label="One", help_text="Hint"), data={"one": ""})
    written = str(form["one"])

    assert "style=" not in written
    assert "maxlength" not in written
    assert 'aria-describedby="id_one_helptext' in written
    assert 'aria-invalid="true"' in written


def test_what_was_typed_is_shown_again_though_it_was_wrong():
    assert 'value="1,200"' in str(of(NumberField(), data={"one": "1,200"})["one"])


def test_what_is_wrong_is_said_in_the_language_of_the_reader():
    english = str(BadDay(found="x"))
    with override("ur"):
        assert said(DayField(), "x") == [str(BadDay(found="x"))]
        assert str(BadDay(found="x")) != english


def test_more_than_a_form_can_hold_is_not_even_read(client):
    class Unread(io.BytesIO):
        def readline(self, *size):
            raise AssertionError

        read = readline

    answer = client.generic("POST", "/ur/desk/", b"", CONTENT_LENGTH=str(70 * 1024**2), **{"wsgi.input": Unread()})

    assert (answer.status_code, 'dir="rtl"' in answer.content.decode()) == (413, True)
