"""The forms of deeds about promises: to make, correct, move and end them, to bring evidence, to object, to ask."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from corridor.base.refusals import UnknownCode
from corridor.desk.fields import (
    MISSING,
    CodeChoice,
    CountField,
    DayField,
    FilesField,
    NumberField,
    ParagraphField,
    TextField,
)
from corridor.desk.parts import Part, names_of, parted
from corridor.ledger.actions.papers import Paper
from corridor.ledger.queries.words import PROOFS, SAYINGS, STATES
from corridor.ledger.rules.given import ADDRESS, MOST_WORKERS, NOTE, TITLE, Given, Observed
from corridor.ledger.rules.words import ENDINGS, GRADES
from corridor.results.queries.offered import Choices, Offered

BAD_ADDRESS = _("“{found}” is no web address. It begins with https:// or http://.")
MOST_NEEDS = 30
# How a code is typed, in every language.
CODED = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
CODE_LENGTH = 80


class AddressField(TextField):
    """The address of a page elsewhere."""

    def __init__(self, **given: Any) -> None:
        super().__init__(most=ADDRESS, **given)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """From left to right in every language."""
        return {"dir": "ltr", "inputmode": "url", "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        """The address as it is kept."""
        text = super().to_python(value)
        if text and not text.startswith(("http://", "https://")):
            raise ValidationError(str(BAD_ADDRESS).format(found=text[:60]), code="bad-address")
        return text


class SeveralInputs(forms.TextInput):
    """One field after the other, each for one code, and some empty ones at the end."""

    empty = 2

    def __init__(self, label: Any = "", **given: Any) -> None:
        self.label = label
        super().__init__(**given)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What was typed into any of them; drafts keep a single one as it is."""
        given = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name) or []
        return [given] if isinstance(given, str) else list(given)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """The fields; the label of the first is that of all."""
        typed = [code for code in ([value] if isinstance(value, str) else value or []) if code]
        given = {**self.attrs, **(attrs or {}), "name": name, "type": "text", **CODED}
        rows = []
        for place, code in enumerate([*typed, *[""] * self.empty]):
            own = {**given, "value": code, **(self._further(given["id"], place) if place else {})}
            rows.append((format_html_join("", ' {}="{}"', own.items()),))
        return format_html("{}", format_html_join("", "<input{}>", rows))

    def _further(self, first: str, place: int) -> dict[str, str]:
        return {"id": f"{first}_{place}", "aria-label": f"{self.label} {place + 1}"}


class CodesField(forms.Field):
    """Several codes of promises."""

    widget = SeveralInputs

    def to_python(self, value: Any) -> tuple[str, ...]:
        """The codes, each once, in the order in which they were typed."""
        codes = [str(each).strip() for each in value or () if str(each).strip()]
        if len(codes) > MOST_NEEDS or any(len(code) > CODE_LENGTH or not code.isprintable() for code in codes):
            raise ValidationError(_("These are no codes of promises."), code="bad-codes")
        return tuple(dict.fromkeys(codes))


class DeedForm(forms.Form):
    """A form by which somebody does a deed, for one of the parties for which they may."""

    # Where the deed calls a field by another name.
    names: Mapping[str, str] = {}
    parts: Sequence[Part] = ()

    def __init__(self, *args: Any, acting: Sequence[tuple[str, str]] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        self.only = acting[0][0] if len(acting) == 1 else ""
        if len(acting) > 1:
            field = CodeChoice(acting, label=_("For which party you do this"), initial=acting[0][0])
            self.fields = {"acting_for": field, **self.fields}

    @property
    def acts_for(self) -> str:
        """The party for which the deed is done."""
        return self.only or self.cleaned_data["acting_for"]

    def parted(self) -> list[dict[str, Any]]:
        """The parts of the form, as its page shows them."""
        return list(parted(self, self.parts))

    def put(self, name: str, value: str) -> None:
        """Let the form, as it is shown again, carry something else than it was sent with."""
        self.data = MultiValueDict({**dict(self.data.lists()), name: [value]})  # type: ignore[attr-defined]

    def propose(self, name: str, offered: str) -> None:
        """Let a browser propose what a list of the page holds while somebody types a code."""
        self.fields[name].widget.attrs |= {**CODED, "list": offered}


class Papered(forms.Form):
    """On which paper an entry rests: one that stands here already, or a new one."""

    source = TextField(
        label=_("Paper that stands here already"),
        help_text=_("Its code, such as dawn-2024-01-10; or leave it empty and name a new paper below."),
        most=CODE_LENGTH,
        required=False,
    )
    paper_title = TextField(label=_("Title of a new paper"), most=TITLE, required=False)
    paper_publisher = TextField(label=_("Who published it"), most=TITLE, required=False)
    paper_address = AddressField(label=_("Its address on the web"), required=False)

    def __init__(self, *args: Any, stands: Callable[[str], bool], **given: Any) -> None:
        super().__init__(*args, **given)
        self.stands = stands

    def clean_source(self) -> str:
        """A paper that stands here."""
        code: str = self.cleaned_data["source"]
        if code and not self.stands(code):
            raise ValidationError(str(UnknownCode(what=_("source"), asked=code, near="")), code="unknown-code")
        return code

    def paper(self) -> Paper:
        """The paper as the ledger takes it."""
        cleaned = self.cleaned_data
        new = {name: cleaned[f"paper_{name}"] for name in ("title", "publisher", "address")}
        return Paper(source=cleaned["source"], **new)


def promise_fields(offered: Offered) -> dict[str, forms.Field]:
    """The fields of a promise that a correction has too."""
    return {
        "title": TextField(label=_("What is promised"), most=TITLE),
        "kind": CodeChoice(offered.kinds, label=_("Kind")),
        "creditor": CodeChoice(offered.parties, label=_("To whom"), required=False),
        "zone": CodeChoice(offered.zones, label=_("Where"), required=False),
        "agreement": CodeChoice(offered.agreements, label=_("Agreement"), required=False),
        "meeting": CodeChoice(offered.meetings, label=_("Meeting"), required=False),
        "quantity": NumberField(label=_("How much"), required=False),
        "unit": CodeChoice(offered.units, label=_("Unit"), required=False),
        "made_on": DayField(label=_("Promised on"), required=False),
        "workers": CountField(label=_("Workers expected"), most=MOST_WORKERS, required=False),
        "exports_usd": NumberField(label=_("Exports expected a year, in USD"), required=False),
        "needs": CodesField(
            label=_("What must be kept first"),
            help_text=_("Codes of promises, one in each field."),
            widget=SeveralInputs(_("What must be kept first")),
            required=False,
        ),
        "note": ParagraphField(label=_("Note"), most=NOTE, required=False),
    }


OF_NEW_PAPER = {"publisher": "paper_publisher", "address": "paper_address"}
PAPER = ("source", "paper_title", "paper_publisher", "paper_address")
ON_PAPER = (_("On what it rests"), _("Without a paper this entry itself is the source."))
# What is rarely filled in.
MORE = Part(_("More about it"), ("needs", "workers", "exports_usd", "note"), is_folded=True)


class PromiseForm(DeedForm, Papered):
    """A new promise."""

    parts = (
        Part("", ("acting_for", "title", "kind", "debtor", "creditor", "quantity", "unit", "due_on", "zone")),
        Part(ON_PAPER[0], ("made_on", "agreement", "meeting", *PAPER), hint=ON_PAPER[1]),
        MORE,
    )

    def __init__(self, *args: Any, offered: Offered, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields |= promise_fields(offered)
        self.fields["debtor"] = CodeChoice(offered.parties, label=_("Who owes it"))
        self.fields["due_on"] = DayField(label=_("Promised for"), required=False)
        self.order_fields(names_of(self.parts))
        self.propose("needs", "promises-offered")
        self.propose("source", "sources-offered")

    def given(self) -> Given:
        """The promise as the ledger takes it."""
        return given_of(self.cleaned_data)


class CorrectionForm(DeedForm):
    """How a promise was written, anew. Who owes it and by when stay."""

    parts = (
        Part("", ("acting_for", "title", "kind", "creditor", "quantity", "unit", "zone")),
        Part(ON_PAPER[0], ("made_on", "agreement", "meeting")),
        MORE,
    )

    def __init__(self, *args: Any, offered: Offered, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields |= promise_fields(offered)
        self.fields["reason"] = ParagraphField(label=_("Why it is corrected"), most=300)
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
        self.order_fields(names_of(self.parts))
        self.propose("needs", "promises-offered")

    def given(self) -> Given:
        """The promise as the ledger takes it; its debtor and due date stay as they stand."""
        return given_of({**self.cleaned_data, "debtor": "", "due_on": ""})


def given_of(cleaned: Mapping[str, Any]) -> Given:
    """A promise of the fields of a form."""
    return Given(**{name: cleaned[name] for name in Given.__dataclass_fields__})


class MoveForm(DeedForm, Papered):
    """Another date, why, and under which paper."""

    names = {"title": "paper_title", **OF_NEW_PAPER}
    parts = (
        Part("", ("acting_for", "due_on", "reason")),
        Part(
            _("By what it is moved"),
            ("agreement", *PAPER),
            hint=_("An agreement, a paper that stands here, or a new paper: one of them is needed."),
            is_choice=True,
        ),
    )
    due_on = DayField(label=_("New date"))
    reason = ParagraphField(label=_("Why it is moved"), most=NOTE)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, offered: Offered, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["agreement"] = CodeChoice(
            offered.agreements, label=_("Agreement by which it is moved"), required=False
        )
        self.order_fields(names_of(self.parts))
        self.propose("source", "sources-offered")

    def clean(self) -> dict[str, Any]:
        """A date is moved by something."""
        found = super().clean() or self.cleaned_data
        if not any(self.data.get(name) for name in ("agreement", "source", "paper_title")):
            self.add_error("paper_title", MISSING)
        return found


class EndForm(DeedForm, Papered):
    """How a promise ends other than by being kept, by whose authority, why, and under which paper."""

    names = {"title": "paper_title", **OF_NEW_PAPER}
    parts = (
        Part("", ("acting_for", "how", "authority", "reason", "successor")),
        Part(ON_PAPER[0], PAPER, hint=ON_PAPER[1]),
    )
    how = CodeChoice([(each, STATES[each]) for each in ENDINGS], label=_("How it ends"))
    reason = ParagraphField(label=_("Why it ends"), most=NOTE)
    successor = TextField(
        label=_("Promise that stands in its place"),
        help_text=_("Its code; needed where it is superseded."),
        most=CODE_LENGTH,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, offered: Offered, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["authority"] = CodeChoice(offered.parties, label=_("By whose authority"))
        self.order_fields(names_of(self.parts))
        self.propose("source", "sources-offered")
        self.propose("successor", "promises-offered")


class EvidenceForm(DeedForm):
    """What was observed, with the files that show it."""

    names = {"title": "paper_title", "publisher": "paper_publisher", "address": "paper_address"}
    parts = (
        Part("", ("acting_for", "says", "observed_on", "grade", "quantity", "unit", "note", "files", "sealed")),
        Part(MORE.heading, ("valid_until", *PAPER[1:]), is_folded=True),
    )
    says = CodeChoice(SAYINGS.items(), label=_("What happened"))
    observed_on = DayField(label=_("On which day"))
    grade = CodeChoice([(each, PROOFS[each]) for each in GRADES], label=_("What shows it"))
    quantity = NumberField(label=_("How much"), required=False)
    valid_until = DayField(
        label=_("Proves until"),
        help_text=_("The last day on which it proves anything, as a payroll of March proves March; else empty."),
        required=False,
    )
    note = ParagraphField(label=_("In a few words"), most=NOTE, required=False)
    sealed = forms.BooleanField(label=_("Keep the files sealed for those concerned"), required=False)
    paper_title = TextField(label=_("Title of the paper it stands in"), most=TITLE, required=False)
    paper_publisher = TextField(label=_("Who published it"), most=TITLE, required=False)
    paper_address = AddressField(label=_("Its address on the web"), required=False)
    # What was handed in with an earlier try, signed by this site.
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, units: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["unit"] = CodeChoice(units, label=_("Unit"), required=False)
        self.fields["files"] = FilesField(label=_("Files"), required=False)
        self.order_fields(names_of(self.parts))

    def given(self) -> Observed:
        """The observation as the ledger takes it."""
        cleaned = self.cleaned_data
        plain = {name: cleaned[name] for name in Observed.__dataclass_fields__ if name in cleaned}
        return Observed(**plain, **{name: cleaned[field] for name, field in self.names.items()})


class ObjectionForm(DeedForm):
    """What is told wrongly, and how."""

    says = ParagraphField(label=_("What is wrong, and how it was"), most=NOTE)

    def __init__(self, *args: Any, evidence: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        if evidence:
            self.fields["evidence"] = CodeChoice(
                evidence, label=_("What it is about"), unchosen=_("the promise itself"), required=False
            )
        self.order_fields(("acting_for", "evidence", "says"))


class ContactForm(DeedForm):
    """Whom to write to about a promise."""

    focal_name = TextField(label=_("Name of the debtor’s person"), most=120, required=False)
    focal_email = TextField(label=_("Mail address"), most=254, required=False)
    focal_language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, persons: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["focal_email"].widget.attrs |= {"dir": "ltr", "inputmode": "email", "autocomplete": "off"}
        self.fields["caretaker"] = CodeChoice(persons, label=_("Who takes care of it here"), required=False)


class LinkForm(DeedForm):
    """An address for somebody outside, perhaps sent by mail at once."""

    def __init__(self, *args: Any, address: str = "", **given: Any) -> None:
        super().__init__(*args, **given)
        if address:
            label = _("Send it by mail to {address}")
            self.fields["mail"] = forms.BooleanField(
                label=str(label).format(address=address), required=False, initial=True
            )
