"""What may be set from outside about mail, and the address under which this site is reached."""

from email.utils import parseaddr
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings


class Mail(BaseSettings):
    """How letters leave, and where what stands in them leads."""

    site: str = Field(
        "http://127.0.0.1:8000", description="The address under which people reach this site, for links in letters"
    )
    mail_from: str = Field("Corridor <corridor@localhost>", description="Whom letters come from")
    smtp_host: str = Field("", description="Mail server; empty: letters are written into mail/ of the home folder")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server")
    smtp_user: str = Field("", description="Account at the mail server; empty: none is needed")
    smtp_password: str = Field("", description="Password of that account")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the way to the mail server is closed to others: starttls, tls or none"
    )

    @field_validator("site")
    @classmethod
    def is_a_site(cls, address: str) -> str:
        """Refuse what leads to no site."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("it must be written like https://corridor.example")
        return address.rstrip("/")

    @field_validator("mail_from")
    @classmethod
    def is_a_sender(cls, sender: str) -> str:
        """Refuse what is no mail address."""
        _name, address = parseaddr(sender)
        if address.count("@") != 1 or not sender.isprintable():
            raise ValueError("it must be written like Corridor <corridor@corridor.example>")
        return sender
