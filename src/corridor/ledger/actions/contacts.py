"""Whom to write to about a promise, and the address by which somebody without an account answers."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.refusals import Refusal, WrongFields, require
from corridor.ledger import access
from corridor.ledger.actions.commitments import _fresh
from corridor.ledger.actions.refusals import ChangedMeanwhile, _refusal_of
from corridor.ledger.models import Commitment, Contact, Link
from corridor.ledger.queries.moves import version_of_contact
from corridor.ledger.rules.given import wrong_texts
from corridor.members.models import Person
from corridor.members.rules import digest_of

GOOD_FOR = timedelta(days=30)


class BadMailAddress(Refusal):
    """A mail address that cannot be one."""

    code = "bad-mail-address"
    text = _("This is not a mail address.")


@transaction.atomic
def set_contact(
    commitment: Commitment,
    focal_name: str,
    focal_email: str,
    focal_language: str,
    caretaker: Person | None,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Contact:
    """Say whom to write to about a promise: a focal person of the debtor, and who takes care of it here.

    `seen` is the version that somebody changes; none where they change whatever is there.
    Records `contact.set`, without name or address. Refuses with NotAllowed, ChangedMeanwhile, and WrongFields.
    """
    hold("journal")
    commitment = _fresh(commitment)
    require(bool(acting := access.may_change(by, commitment)))
    if seen is not None and seen != version_of_contact(commitment):
        raise ChangedMeanwhile
    texts = wrong_texts({"focal_name": (focal_name, 120, False)})
    wrong = {name: _refusal_of(each, name) for name, each in texts.items()}
    if focal_email:
        try:
            validate_email(focal_email)
        except ValidationError:
            wrong["focal_email"] = BadMailAddress()
    if wrong:
        raise WrongFields(wrong)
    contact, _new = Contact.objects.update_or_create(
        commitment=commitment,
        defaults={
            "focal_name": focal_name,
            "focal_email": focal_email.strip().lower(),
            "focal_language": focal_language,
            "caretaker": caretaker,
        },
    )
    after = {"focal": bool(focal_email), "caretaker": caretaker.code if caretaker else ""}
    programme = commitment.programme.code
    entry = Entry("contact.set", programme, "contacts", commitment.code, None, after)
    record([entry], by=by.for_party(acting.party if acting else ""), at=at)
    return contact


@transaction.atomic
def make_link(commitment: Commitment, *, by: Actor, at: datetime) -> tuple[Link, str]:
    """Make an address by which the debtor's focal person answers about one promise, and hand out its secret.

    Records `link.made`. Refuses with NotAllowed.
    """
    hold("journal")
    commitment = _fresh(commitment)
    require(bool(acting := access.may_change(by, commitment)))
    secret = secrets.token_urlsafe(32)
    link = Link.objects.create(
        commitment=commitment,
        party=commitment.debtor,
        digest=digest_of(secret),
        made_by_id=by.person or 0,
        made_at=at,
        expires_at=at + GOOD_FOR,
    )
    told = {"commitment": commitment.code, "expires_at": link.expires_at.isoformat()}
    record(
        [Entry("link.made", commitment.programme.code, "links", str(link.pk), None, told)],
        by=by.for_party(acting.party if acting else ""),
        at=at,
    )
    return link, secret
