"""Settings: read once from CORRIDOR_* variables, each described in docs/start.md."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from pydantic import Field, field_validator
from pydantic_settings import SettingsConfigDict

from corridor.project.limits import Limits
from corridor.project.signing_in import SigningIn, key_of, signing_in
from corridor.project.sqlite import use_sound_sqlite
from corridor.zones.rules import Line, outline_of

use_sound_sqlite()

PACKAGE = Path(__file__).resolve().parent.parent


def default_home() -> Path:
    """In a checkout its own `var`, so that every clone is by itself; else the user's folder for such things."""
    checkout = PACKAGE.parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "corridor"


class Environment(SigningIn, Limits):
    """What may be set from outside; a wrong value stops the start and names the variable."""

    model_config = SettingsConfigDict(
        env_prefix="CORRIDOR_", secrets_dir="/run/secrets" if Path("/run/secrets").is_dir() else None
    )

    home: Path = Field(
        default_factory=default_home,
        description="Folder for the embedded database and collected static files",
    )
    database_url: str = Field(
        "", description="PostgreSQL 15+ as postgresql://…; empty: embedded SQLite in the home folder"
    )
    secret_key: str = Field("", description="Secret for signing; empty: one is made and kept in the home folder")
    allowed_hosts: str = Field(
        "127.0.0.1,localhost,[::1]", description="Host names that are served, separated by commas"
    )
    debug: bool = Field(False, description="Error pages with internals; never in public")
    map_outline: Path | None = Field(
        None, description="GeoJSON file of lines or areas that the map of zones draws; none: no outline is drawn"
    )

    @field_validator("database_url")
    @classmethod
    def is_postgresql(cls, url: str) -> str:
        """Refuse what leads to no PostgreSQL, without repeating it: it may hold a password."""
        if url and not url.startswith(("postgresql://", "postgres://")):
            raise ValueError("it must begin with postgresql://")
        return url

    @field_validator("map_outline")
    @classmethod
    def is_an_outline(cls, path: Path | None) -> Path | None:
        """Refuse a file that cannot be drawn, with what is wrong with it."""
        if path == Path():
            return None
        _outline(path)
        return path


def _outline(path: Path | None) -> tuple[Line, ...]:
    """The lines of an outline; none where none is set."""
    if path is None:
        return ()
    try:
        return outline_of(path.expanduser().read_text(encoding="utf-8"))
    except OSError as problem:
        raise ValueError(f"{path} cannot be read: {problem.strerror}")
    except ValueError as problem:
        raise ValueError(f"{path}: {problem}")


environment = Environment()

HOME = environment.home.expanduser().absolute()
DEBUG = environment.debug
MAP_OUTLINE = _outline(environment.map_outline)
SECRET_KEY = environment.secret_key or key_of(HOME)
API_RATE, API_WRITE_RATE = environment.api_rate, environment.api_write_rate
FORECAST_RATE, FORECAST_RATE_SIGNED_IN = environment.forecast_rate, environment.forecast_rate_signed_in
FORECASTS_AT_ONCE = environment.forecasts_at_once
ALLOWED_HOSTS = [host.strip() for host in environment.allowed_hosts.split(",") if host.strip()]

SITE = environment.site
DEFAULT_FROM_EMAIL = environment.mail_from
EMAIL_HOST, EMAIL_PORT = environment.smtp_host, environment.smtp_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = environment.smtp_user, environment.smtp_password
EMAIL_USE_TLS, EMAIL_USE_SSL = environment.smtp_tls == "starttls", environment.smtp_tls == "tls"
# A mail server that does not answer must not hold a letter longer than it is this worker's.
EMAIL_TIMEOUT = 20

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    # Before allauth, whose templates it brings anew.
    "corridor.desk",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "corridor.base",
    "corridor.post",
    "corridor.programme",
    "corridor.sources",
    "corridor.people",
    "corridor.zones",
    "corridor.members",
    "corridor.retries",
    "corridor.notes",
    "corridor.agreements",
    "corridor.meetings",
    "corridor.ledger",
    "corridor.enterprises",
    "corridor.search",
    "corridor.results",
    "corridor.exchange",
    "corridor.reminders",
    "corridor.foresight",
    "corridor.portal",
    "corridor.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "corridor.portal.wrong.RefusalPages",
    "allauth.account.middleware.AccountMiddleware",
    "corridor.desk.sessions.Sessions",
    "corridor.project.reading.OneState",
]

AUTH_USER_MODEL = "members.Person"
HTTPS = environment.https
OIDC_ORIGIN: str
globals().update(signing_in(environment, HOME))

ROOT_URLCONF = "corridor.project.urls"
WSGI_APPLICATION = "corridor.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# WAL with synchronous FULL loses nothing at a power cut; immediate transactions wait instead of failing
# (docs/decisions/0004-databases.md).
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    # Opening the file anew for each page takes longer than most questions.
    "CONN_MAX_AGE": 600,
    "NAME": HOME / "corridor.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
        ),
    },
}
DATABASES: dict[str, Any] = {"default": SQLITE}
if environment.database_url:
    DATABASES["default"] = dj_database_url.parse(environment.database_url, conn_max_age=60, conn_health_checks=True)
    # Rows are always read to the end: else PostgreSQL plans for the first tenth and loops through the rest.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c cursor_tuple_fraction=1")

# What goes wrong here stands on stderr with its traceback; what a stranger asks of a wrong host fills no log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}, "nowhere": {"class": "logging.NullHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": True},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.security.TooManyFieldsSent": {"handlers": ["nowhere"], "propagate": False},
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ur", "اردو"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {"staticfiles": {"BACKEND": "corridor.project.static_files.StaticFiles"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
