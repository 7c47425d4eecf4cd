"""What parties and zones are called, for the codes that a page names."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Value

from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.zones.models import Zone

Called = Mapping[str, Mapping[str, str]]


class Names(NamedTuple):
    """Names by language, by the code of a party and by the code of a zone."""

    parties: Called
    zones: Called

    def only(self, parties: Collection[str], zones: Collection[str]) -> "Names":
        """Those of some parties and zones."""
        of_parties = {code: self.parties[code] for code in parties if code in self.parties}
        return Names(of_parties, {code: self.zones[code] for code in zones if code in self.zones})


@lru_cache(maxsize=4)
def names_at(programme: Programme, event: int) -> Names:
    """The names of all parties and zones as they are at an entry of the journal, which no later one has changed."""
    parties, zones = Party.objects.filter(programme=programme), Zone.objects.filter(programme=programme)
    return Names(*(dict(rows.order_by().values_list("code", "names")) for rows in (parties, zones)))


def names_of(programme: Programme, parties: Collection[str], zones: Collection[str]) -> Names:
    """The names of some parties and zones, in one query."""
    owing = Party.objects.filter(programme=programme, code__in=parties).order_by()
    places = Zone.objects.filter(programme=programme, code__in=zones).order_by()
    rows = owing.annotate(is_zone=Value(False)).values_list("is_zone", "code", "names")
    found: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]] = ({}, {})
    for is_zone, code, names in rows.union(
        places.annotate(is_zone=Value(True)).values_list("is_zone", "code", "names"), all=True
    ):
        found[bool(is_zone)][code] = names
    return Names(*found)
