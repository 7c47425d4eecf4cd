"""Questions about parties."""

from corridor.people.models import Party
from corridor.programme.models import Programme


def party_codes(programme: Programme) -> list[str]:
    """The codes of a programme's parties, in the order in which they were loaded."""
    return list(Party.objects.filter(programme=programme).order_by("id").values_list("code", flat=True))


def parties_of(programme: Programme) -> list[Party]:
    """All parties of a programme with the party each belongs to, in the order in which they were recorded."""
    return list(Party.objects.filter(programme=programme).select_related("parent").order_by("id"))


def party_of(programme: Programme, code: str) -> Party | None:
    """The party of that code, if the programme has one."""
    return Party.objects.filter(programme=programme, code=code).select_related("source", "parent").first()


def parts_of(party: Party) -> list[Party]:
    """The parties that belong to a party, in the order in which they were recorded."""
    return list(Party.objects.filter(parent=party).order_by("id"))
