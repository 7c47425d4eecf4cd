"""The forms of accounts: those of allauth in our own words, and our own."""

from datetime import date
from struct import error as CutShort  # noqa: N812 - it is an error, whatever it is called there
from typing import Any

from allauth.account import forms as accounts
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factors
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from corridor.base.texts import ascii_digits, clean_text, wrong_text
from corridor.desk.words import SCOPES, TEXTS

LABELS = {
    "login": _("Mail address"),
    "email": _("Mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "name": _("What you call this passkey"),
    "passwordless": _("Let me sign in with it alone, without my password"),
}
LONG = _("At least 15 signs. Several words in a row are easily kept in mind.")
HINTS = {"password1": LONG}


class Plain(forms.CharField):
    """One line of text that can be kept and shown as it is."""

    def clean(self, value: Any) -> Any:
        """The text as it is kept, or what is wrong with it."""
        most = self.max_length or 0
        text = clean_text(str(value or ""), most)
        wrong = wrong_text(text, most=most)
        if wrong:
            code, facts = wrong
            raise ValidationError(str(TEXTS[code]).format(**facts), code=code)
        return super().clean(text)


class Code(forms.CharField):
    """A code that changes or is used once, in whatever digits it is typed."""

    def to_python(self, value: Any) -> Any:
        """Without the blanks that people see it with."""
        return ascii_digits("".join(str(value or "").split()))


class Given(forms.JSONField):
    """What a passkey answered, as the page's script writes it; no passkey answers at length or in depth."""

    def to_python(self, value: Any) -> Any:
        """The answer, if it is short and flat."""
        text = str(value or "")
        if len(text) > 20_000 or text.count("[") + text.count("{") > 100:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing: an answer is good once, so the page that comes back asks anew."""
        return None

    def prepare_value(self, value: Any) -> Any:
        """The empty field that the script fills."""
        return ""


class OurWords(forms.Form):
    """Names the fields of a form of allauth's as all our forms name them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.widget.attrs["dir"] = "ltr"
        if "code" in self.fields:
            given = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
            self.fields["code"] = Code(label=_("Code"), widget=forms.TextInput(attrs=given), max_length=40)


class SignIn(OurWords, accounts.LoginForm):
    """Address and password."""


class ChangePassword(OurWords, accounts.ChangePasswordForm):
    """The present password and a new one."""


class SetPassword(OurWords, accounts.SetPasswordForm):
    """A first password."""


class AskPassword(OurWords, accounts.ResetPasswordForm):
    """The address to which a link is sent."""


class NewPassword(OurWords, accounts.ResetPasswordKeyForm):
    """A new password for who holds the link."""


class ConfirmByPassword(OurWords, accounts.ReauthenticateForm):
    """The password once more."""


class SecondFactor(OurWords, factors.AuthenticateForm):
    """A code after the password."""


class ConfirmByCode(OurWords, factors.ReauthenticateForm):
    """A code once more."""


class AddApp(OurWords, ActivateTOTPForm):
    """The first code of an authenticator app."""


# What reading an answer that no browser writes ends in, so far as allauth lets it through.
BROKEN = (LookupError, TypeError, AttributeError, ValueError, AssertionError, CutShort)


class GivenPasskey(passkeys.AuthenticateWebAuthnForm):
    """The answer of a passkey; one that is none is refused like one that is wrong."""

    credential = Given(widget=forms.HiddenInput)

    def clean_credential(self) -> Any:
        """The passkey, known and good."""
        try:
            return super().clean_credential()
        except BROKEN:
            raise get_adapter().validation_error("incorrect_code")


class SignInByPasskey(GivenPasskey, passkeys.LoginWebAuthnForm):
    """A passkey in place of address and password."""


class ConfirmByPasskey(GivenPasskey, passkeys.ReauthenticateWebAuthnForm):
    """A passkey once more."""


class AddPasskey(OurWords, passkeys.AddWebAuthnForm):
    """A passkey and what its owner calls it."""

    credential = Given(widget=forms.HiddenInput)
    name = Plain(required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True

    def clean(self) -> Any:
        """What was given is a passkey."""
        try:
            return super().clean()
        except BROKEN:
            raise get_adapter().validation_error("incorrect_code")


class NamePasskey(OurWords, passkeys.EditWebAuthnForm):
    """What a passkey is called."""

    name = Plain(max_length=80)


class Joining(forms.Form):
    """What somebody who was invited says of themselves."""

    name = Plain(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    password1 = forms.CharField(
        label=_("New password"),
        help_text=LONG,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("New password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        """Both passwords are one, and it is not easily guessed."""
        found = super().clean() or self.cleaned_data
        password = found.get("password1")
        if password and found.get("password2") and password != found["password2"]:
            self.add_error("password2", _("The two passwords are not the same."))
        if password:
            self.person.name = found.get("name", self.person.name)
            try:
                validate_password(password, self.person)
            except ValidationError as wrong:
                self.add_error("password1", wrong)
        return found


class Speaking(forms.Form):
    """In which language somebody is written to."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class TokenWanted(forms.Form):
    """A key for a program: what it is called, what it is good for, until when."""

    name = Plain(label=_("What the program is called"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.CharField(
        label=_("Last day"),
        help_text=_("A day such as 2026-12-31, at most one year ahead."),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric"}),
    )

    def clean_expires_on(self) -> date:
        """A whole day, in whatever digits it is typed."""
        try:
            return date.fromisoformat(ascii_digits(self.cleaned_data["expires_on"].strip()))
        except ValueError:
            raise ValidationError(_("This is not a day. A day is written 2026-12-31."), code="bad-day")
