"""Handing letters over to the mail server, or writing them into a folder where none is set."""

import os
from collections.abc import Sequence
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.validators import validate_email
from django.utils import timezone

from corridor.base.actors import Actor
from corridor.post.actions import mark_refused, mark_sent, take_letter
from corridor.post.models import Letter
from corridor.post.queries import any_waits

PER_ROUND = 200
# What goes wrong with the server (SMTPException is an OSError) or with one letter: two lines as its subject, an
# address that is none.
TROUBLES = (OSError, ValueError, ValidationError)


class NoServerError(Exception):
    """The mail server cannot be reached, or does not let us in: no letter is at fault, so all wait."""


class Folder(BaseEmailBackend):
    """Letters as files, so that a demo shows what would be sent: one each, under the name of its Message-ID."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Write them, each whole or not at all; only whoever runs Corridor may read them."""
        folder = settings.HOME / "mail"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in messages:
            name = message.extra_headers["Message-ID"].strip("<>").partition("@")[0]
            unfinished = folder / f".{name}.{os.getpid()}"
            unfinished.write_bytes(message.message().as_bytes())
            unfinished.replace(folder / f"{name}.eml")
        return len(messages)


def send_letters(by: Actor, most: int = PER_ROUND) -> int:
    """Hand over the letters that wait, up to so many; says how many were taken up. Raises NoServerError.

    A letter is taken only once the server is there: while it is away, no letter uses up its attempts.
    """
    if not any_waits(timezone.now()):
        return 0
    server: BaseEmailBackend = EmailBackend() if settings.EMAIL_HOST else Folder()
    try:
        for taken in range(most):
            try:
                server.open()
            except TROUBLES as problem:
                raise NoServerError(said(problem))
            letter = take_letter(by=by, at=timezone.now())
            if letter is None:
                return taken
            try:
                server.send_messages([message_of(letter)])
            except TROUBLES as problem:
                # Begun anew for the next letter, as nobody knows in what state the conversation is.
                server.close()
                mark_refused(letter, said(problem), by=by, at=timezone.now())
            else:
                mark_sent(letter, by=by, at=timezone.now())
        return most
    finally:
        server.close()


def message_of(letter: Letter) -> EmailMessage:
    """A letter as mail. Sent once more it is the same to the sign, and its Message-ID tells so."""
    validate_email(letter.address)
    host = urlsplit(settings.SITE).hostname or "localhost"
    host = f"[IPv6:{host}]" if ":" in host else host
    headers = {
        "Message-ID": f"<{sha256(letter.key.encode()).hexdigest()[:32]}@{host}>",
        "Date": format_datetime(letter.posted_at),
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    return EmailMessage(letter.subject, letter.text, None, [letter.address], headers=headers)


def said(problem: Exception) -> str:
    """What went wrong in one line."""
    return " ".join(f"{type(problem).__name__}: {problem}".split())
