"""What may be set from outside about signing in, and the settings of the libraries that follow from it."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from corridor.project.mail import Mail

# The one provider's name in addresses: what is registered there is /desk/account/oidc/sso/login/callback/
PROVIDER = "sso"
A_YEAR = 365 * 24 * 60 * 60


class SigningIn(Mail):
    """How people sign in, and whether the way to them is closed to others."""

    https: bool = Field(
        False, description="Pages are reached by https alone: cookies are bound to it, and browsers are told so"
    )
    oidc_issuer: str = Field("", description="OpenID Connect provider to sign in with, by its issuer; empty: none")
    oidc_client_id: str = Field("", description="What that provider knows Corridor by")
    oidc_secret: str = Field("", description="The secret agreed with that provider")
    oidc_name: str = Field("OpenID Connect", description="What people call that provider")

    @field_validator("oidc_issuer")
    @classmethod
    def is_an_issuer(cls, address: str) -> str:
        """Refuse a provider whose answers somebody on the way could write."""
        parts = urlsplit(address)
        here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
        if address and not (here or (parts.scheme == "https" and parts.hostname)):
            raise ValueError("it must begin with https://")
        return address.rstrip("/")


def key_of(home: Path) -> str:
    """The secret with which this installation signs: made once, readable by its owner alone.

    Of several processes that begin at once all take the one that was there first.
    """
    kept = home / "secret.key"
    try:
        return kept.read_text(encoding="ascii")
    except OSError:
        made = secrets.token_urlsafe(64)
    try:
        home.mkdir(parents=True, exist_ok=True)
        return _put(kept, made)
    except OSError:
        # Nothing can be kept there, so nothing will be served from there either; each command says so itself.
        return made


def _put(kept: Path, made: str) -> str:
    number, name = tempfile.mkstemp(dir=kept.parent, prefix="secret-")
    written = Path(name)
    try:
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        os.link(written, kept)
    except FileExistsError:
        return kept.read_text(encoding="ascii")
    finally:
        written.unlink()
    return made


def signing_in(environment: SigningIn, home: Path) -> dict[str, Any]:
    """The settings of Django and allauth about accounts, sessions, cookies and TLS."""
    return {**_accounts(), **_cookies(environment.https), **_rates(home), **_provider(environment)}


def _accounts() -> dict[str, Any]:
    return {
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "desk",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        # NIST SP 800-63B: long, not known to everybody, not about oneself; nothing about its signs.
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 15},
            },
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
            {"NAME": "corridor.desk.passwords.NotAboutYou"},
        ],
        "PASSWORD_RESET_TIMEOUT": 60 * 60,
        "ACCOUNT_ADAPTER": "corridor.desk.adapter.Accounts",
        "SOCIALACCOUNT_ADAPTER": "corridor.desk.adapter.Providers",
        "MFA_ADAPTER": "corridor.desk.adapter.Factors",
        "ACCOUNT_FORMS": {
            "login": "corridor.desk.forms.SignIn",
            "change_password": "corridor.desk.forms.ChangePassword",
            "set_password": "corridor.desk.forms.SetPassword",
            "reset_password": "corridor.desk.forms.AskPassword",
            "reset_password_from_key": "corridor.desk.forms.NewPassword",
            "reauthenticate": "corridor.desk.forms.ConfirmByPassword",
        },
        "MFA_FORMS": {
            "authenticate": "corridor.desk.forms.SecondFactor",
            "reauthenticate": "corridor.desk.forms.ConfirmByCode",
            "activate_totp": "corridor.desk.forms.AddApp",
            "add_webauthn": "corridor.desk.forms.AddPasskey",
            "edit_webauthn": "corridor.desk.forms.NamePasskey",
            "authenticate_webauthn": "corridor.desk.forms.GivenPasskey",
            "login_webauthn": "corridor.desk.forms.SignInByPasskey",
            "reauthenticate_webauthn": "corridor.desk.forms.ConfirmByPasskey",
        },
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        # The address is that of the invitation; allauth's own table of addresses stays empty.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_TOTP_ISSUER": "Corridor",
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
    }


def _cookies(https: bool) -> dict[str, Any]:
    # A browser takes a cookie of such a name only by https, for this host and for nobody beside it.
    host = "__Host-" if https else ""
    return {
        "SESSION_COOKIE_NAME": f"{host}session",
        "CSRF_COOKIE_NAME": f"{host}csrf",
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "SESSION_COOKIE_AGE": 24 * 60 * 60,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_FAILURE_VIEW": "corridor.desk.sessions.not_from_here",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "SECURE_SSL_REDIRECT": https,
        "SECURE_HSTS_SECONDS": A_YEAR if https else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": https,
        # To stand in the lists of browsers is for whoever owns the domain to decide.
        "SILENCED_SYSTEM_CHECKS": ["security.W021"],
        # The server itself speaks http; the one in front of it says what the reader spoke, and who the reader is.
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if https else 0,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if https else "http",
    }


def _rates(home: Path) -> dict[str, Any]:
    return {
        "CACHES": {
            "default": {
                "BACKEND": "corridor.project.counting.Counting",
                "LOCATION": home / "cache",
                "OPTIONS": {"MAX_ENTRIES": 10_000},
            },
            # Some 400 kB each; kept under a print of what it was made from, so nothing in it is ever wrong.
            "forecasts": {
                "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                "LOCATION": home / "forecasts",
                "TIMEOUT": None,
                "OPTIONS": {"MAX_ENTRIES": 200},
            },
        },
        "ACCOUNT_RATE_LIMITS": {
            # By address and machine; anywhere: by address alone (desk/adapter.py).
            "login_failed": "10/m/ip,5/15m/key",
            "login_failed_anywhere": "100/d/key",
            "reauthenticate": "10/m/user",
        },
    }


def _provider(environment: SigningIn) -> dict[str, Any]:
    if not environment.oidc_issuer:
        return {"SOCIALACCOUNT_PROVIDERS": {}, "OIDC_ORIGIN": ""}
    parts = urlsplit(environment.oidc_issuer)
    app = {
        "provider_id": PROVIDER,
        "name": environment.oidc_name,
        "client_id": environment.oidc_client_id,
        "secret": environment.oidc_secret,
        "settings": {"server_url": environment.oidc_issuer},
    }
    return {
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}},
        # Browsers hold a form to the policy even where its answer leads on.
        "OIDC_ORIGIN": f"{parts.scheme}://{parts.netloc}",
    }
