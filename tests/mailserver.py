"""A real mail server on this machine, for tests: it keeps what it is given, and can refuse or keep silent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from served import free_port


class Mailbox:
    """What a server was given, in order, and how it answers: `refusal` says no, `silent` says nothing at all."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.received: list[EmailMessage] = []
        self.refusal = ""
        self.silent = False
        self.port = 0
        self._given = threading.Condition()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Called by the server with each letter."""
        if self.refusal:
            return self.refusal
        with self._given:
            self.raw.append(bytes(envelope.content or b""))
            self.received.append(message_from_bytes(self.raw[-1], policy=policy.default))
            self._given.notify_all()
        if self.silent:
            await server.loop.create_future()
        return "250 taken"

    def wait_for(self, count: int, seconds: float = 60) -> None:
        """Wait until so many letters have come."""
        with self._given:
            assert self._given.wait_for(lambda: len(self.received) >= count, seconds), len(self.received)

    @property
    def subjects(self) -> list[str]:
        """The subjects of all letters, in order of the alphabet."""
        return sorted(str(each["Subject"]).strip() for each in self.received)

    def variables(self) -> dict[str, str]:
        """What a process needs to be told to send its letters here."""
        return {
            "CORRIDOR_SMTP_HOST": "127.0.0.1",
            "CORRIDOR_SMTP_PORT": str(self.port),
            "CORRIDOR_SMTP_TLS": "none",
        }


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server on a free port while the test runs."""
    mailbox = Mailbox()
    mailbox.port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
