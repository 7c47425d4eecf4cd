"""Who acts, and for whom. Rooms below the persons ask this plain answer what somebody may do where."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do for the party they act for (docs/access.md)."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    VERIFIER = "verifier"
    OFFICER = "officer"
    OWNER = "owner"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Acting:
    """One membership as it counts today: for which party of which programme, in which role, at which place.

    zone: only there. province: only at zones of that province. Neither: everywhere in the programme.
    """

    programme: str
    party: str
    role: Role
    zone: str = ""
    province: str = ""

    def covers(self, zone: str, province: str) -> bool:
        """Whether it reaches a zone of a province; what stands at no zone is reached from the whole programme.

        >>> sindh = Acting("cpec", "sezmc", Role.OFFICER, province="Sindh")
        >>> sindh.covers("dhabeji", "Sindh"), sindh.covers("", "")
        (True, False)
        """
        if self.zone:
            return self.zone == zone
        return not self.province or self.province == province


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts: `name` is written into the journal, with the party acted for.

    An operator holds the machine and its database, so nothing inside could stop them: they may do
    everything, and the journal says that it was them. A person acts through memberships; `person` is
    their number, `party` the one they chose to act for, where they have several.
    """

    name: str
    is_operator: bool = False
    person: int | None = None
    party: str = ""
    memberships: tuple[Acting, ...] = ()

    def acting(
        self, programme: str, *roles: Role, zone: str = "", province: str = "", place: bool = True
    ) -> Acting | None:
        """The first membership through which they act in one of these roles at a place of a programme.

        place=False: wherever in the programme it reaches.
        """
        for each in self.memberships:
            if each.programme != programme or each.role not in roles or self.party not in ("", each.party):
                continue
            if not place or each.covers(zone, province):
                return each
        return None

    def parties(self, programme: str) -> Collection[str]:
        """The parties they belong to in a programme, by code, in whatever role."""
        return frozenset(each.party for each in self.memberships if each.programme == programme)

    def for_party(self, party: str) -> "Actor":
        """The same, acting for one party."""
        return replace(self, party=party)


READER = Actor("reader")
