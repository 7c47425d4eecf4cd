"""How allauth behaves here: nobody signs up, letters go through the outbox, providers only know who is known."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from qrcode.main import QRCode

from corridor.base.actors import Actor
from corridor.desk.sessions import begin
from corridor.members.models import Person
from corridor.members.queries import person_of
from corridor.post.actions import Written, post_letters

WRONG = {
    "account_inactive": _("This account is closed."),
    "email_password_mismatch": _("The address and the password do not belong together."),
    "enter_current_password": _("This is not your present password."),
    "incorrect_password": _("This is not your password."),
    "incorrect_code": _("This code is not right. A new one comes every half minute."),
    "invalid_or_expired_key": _("This link is no longer good."),
    "invalid_password_reset": _("This link is no longer good."),
    "too_many_login_attempts": _("Too many attempts failed. Wait a quarter of an hour, then try again."),
    "rate_limited": _("Too many attempts at once. Wait a little, then try again."),
    "cannot_generate_recovery_codes": _("Recovery codes need a second factor first."),
}
SAID = {
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/password_changed.txt": _("The new password holds from now on."),
    "account/messages/password_set.txt": _("The new password holds from now on."),
    "mfa/messages/totp_activated.txt": _("The authenticator app is in use from now on."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is no longer in use."),
    "mfa/messages/webauthn_added.txt": _("The passkey was added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey was removed."),
    "mfa/messages/recovery_codes_generated.txt": _("There are new recovery codes."),
}
TOLD = {
    "account/email/password_changed": _("The password of your account was changed."),
    "account/email/password_reset": _("The password of your account was changed by a link sent to this address."),
    "account/email/password_set": _("A password was set for your account."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
    "socialaccount/email/account_connected": _(
        "Your account can now be entered through your organisation’s sign-in."
    ),
}


class Accounts(DefaultAccountAdapter):
    """Passwords and sessions: by invitation only, counted by machine and by address, written about by letter."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WRONG}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Who is not invited does not come in."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and let the time of the session run."""
        super().login(request, user)
        begin(request)

    def post_login(self, request: HttpRequest, user: Any, **others: Any) -> HttpResponse:
        """On to where they wanted to go, in their own language."""
        answer = super().post_login(request, user, **others)
        answer["Location"] = translate_url(answer["Location"], user.language)
        return answer

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Who signed out sees the sign-in, which says so."""
        return resolve_url("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("account")

    def add_message(self, request: HttpRequest, level: int, *words: Any, **others: Any) -> None:
        """Say what has happened in our own words, or nothing where it needs none."""
        template = words[0] if words else others.get("message_template")
        message = others.get("message") or SAID.get(template or "")
        if message:
            super().add_message(request, level, message=str(message))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt: by address and machine, so that nobody locks another out from afar, and by address."""
        super().pre_authenticate(request, **credentials)
        key = str(credentials.get("email", "")).casefold()
        self._anywhere = ratelimit.consume(request, app="allauth.account", action="login_failed_anywhere", key=key)
        if not self._anywhere:
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{credentials.get('email', '')}\n{ratelimit.get_ip(request)}".casefold()

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        self._anywhere.rollback()

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """A letter with the link, to those who have joined; the others have their invitation."""
        if not user.has_usable_password():
            return
        with override(user.language):
            path = reverse(
                "account_reset_password_from_key", kwargs={"uidb36": context["uid"], "key": context["key"]}
            )
            text = gettext(
                "{name},\n\nsomebody, most likely you, asked for a new password for your account here. "
                "Choose it within one hour at this address:\n\n{address}\n\n"
                "If it was not you, there is nothing to do: your password holds."
            )
            told = text.format(name=user.name, address=f"{settings.SITE}{path}")
            self._post(user, gettext("A new password"), told)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """A letter whenever something changes in how somebody signs in."""
        with override(user.language):
            text = gettext(
                "{name},\n\n{what}\n\nIf it was not you, ask for a new password at once, "
                "and tell whoever runs this site:\n\n{address}"
            )
            what = TOLD.get(template_prefix, _("Something was changed in how you sign in."))
            address = f"{settings.SITE}{reverse('account_reset_password')}"
            told = text.format(name=user.name, what=what, address=address)
            self._post(user, gettext("How you sign in was changed"), told)

    def _post(self, person: Person, subject: str, text: str) -> None:
        now = timezone.now()
        letter = Written(f"account/{person.pk}/{now.isoformat()}", person.email, person.language, subject, text)
        post_letters([letter], by=Actor(person.code, person=person.pk), at=now)


class Providers(DefaultSocialAccountAdapter):
    """OpenID Connect: a provider vouches for an address; whose it is was decided here before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """A provider brings nobody in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link an account there with the active person here whose address the provider says it has verified."""
        told = sociallogin.account.extra_data
        names = {part["sub"] for part in (told.get("userinfo"), told.get("id_token")) if part}
        if len(names) > 1:
            raise ImmediateHttpResponse(_nobody(request))
        if sociallogin.is_existing:
            return
        addresses = [each.email for each in sociallogin.email_addresses if each.verified is True]
        person = person_of(addresses[0]) if addresses else None
        if person is None or not person.is_active:
            raise ImmediateHttpResponse(_nobody(request))
        sociallogin.connect(request, person)


def _nobody(request: HttpRequest) -> HttpResponse:
    return render(request, "account/signup_closed.html", status=403)


class Factors(DefaultMFAAdapter):
    """Second factors, said in our own words."""

    error_messages = {**DefaultMFAAdapter.error_messages, **WRONG}

    def build_totp_svg(self, url: str) -> str:
        """The picture that an authenticator app reads, without the styles that the policy blocks."""
        code = QRCode(border=2)
        code.add_data(url)
        rows = code.get_matrix()
        squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
        return (
            f'<svg class="qr" viewBox="0 0 {len(rows)} {len(rows)}" aria-hidden="true"><path d="{squares}"/></svg>'
        )

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are bound to the name of the machine."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Corridor"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner names it."""
        return gettext("Passkey of {day}").format(day=timezone.localdate().isoformat())
