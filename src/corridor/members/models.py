"""Persons, the memberships through which they act, and the keys their programs use."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from corridor.base.actors import Role
from corridor.base.columns import code_column, text_column
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.zones.models import Zone


class Persons(BaseUserManager["Person"]):
    """Finds persons by the address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person of that address, in whatever case it is written."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do follows from their memberships alone; nobody is above them.

    The journal names a person by number, never by name or address, so that both can be erased.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    # Made by `corridor demo` with a password that everybody knows: refused by `corridor check --deploy`.
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    objects = Persons()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(name="person_email_in_small_letters", condition=Q(email=Lower("email")))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What the journal calls them."""
        return f"person-{self.pk}"

    @property
    def has_joined(self) -> bool:
        """Whether they took up an invitation, or came in through a provider of accounts."""
        return self.has_usable_password() or self.last_login is not None

    def get_full_name(self) -> str:
        """Their name, as libraries ask for it."""
        return self.name

    def has_module_perms(self, app_label: Any) -> bool:
        """Nobody administers tables here."""
        return False


class Membership(models.Model):
    """A person acts for a party in a role, in a whole programme, in one province or at one zone, for a time.

    delegated_from: lent by the holder of another membership for a stated period; it counts only while that does.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="+")
    province = models.CharField(max_length=120, blank=True, default="")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    delegated_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="delegations")
    reason = text_column(300)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="membership_role_known", condition=Q(role__in=[str(role) for role in Role])
            ),
            models.CheckConstraint(name="membership_one_place", condition=Q(zone=None) | Q(province="")),
            models.CheckConstraint(
                name="membership_ends_after_it_began", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="delegation_has_an_end", condition=Q(delegated_from=None) | Q(until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.party_id}"


class Invitation(models.Model):
    """Somebody was asked by mail to join. The address in it works once, until a day; here stands its digest."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.person_id} {self.sent_at:%Y-%m-%d}"


class Token(models.Model):
    """A key with which a person's program writes by the API: for some deeds, until a day. Kept as a digest."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    hint = code_column()
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.name} {self.hint}"
