"""Questions about parties."""

from corridor.people.models import Party
from corridor.programme.models import Programme


def party_codes(programme: Programme) -> list[str]:
    """The codes of a programme's parties, in the order in which they were loaded."""
    return list(Party.objects.filter(programme=programme).order_by("id").values_list("code", flat=True))
