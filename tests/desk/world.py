"""Two programmes with somebody in every role, and one thing of every kind for each relation to them.

The relations of an object are told from where the debtor stands:

own: at East Quay, owed or brought by the debtor. party: at East Quay, another party's. zone: at West Quay, another
party's. programme: of the other programme, under its address. crossed: of the other programme, under the address of
this one. missing: there is none. The last three must answer alike.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

import make
from corridor.base.actors import Role
from corridor.desk.calendar import token_for
from corridor.foresight.actions.scenarios import save_scenario
from corridor.ledger.actions.contacts import make_link, set_contact
from corridor.ledger.actions.contests import contest_entry
from corridor.ledger.actions.evidence import accept_evidence, bring_evidence
from corridor.ledger.models import Attachment, Commitment
from corridor.ledger.rules.given import Observed
from corridor.members.actions import invite_person, make_token
from corridor.members.models import Person
from corridor.members.queries import actor_of
from corridor.members.rules import SCOPES
from corridor.notes.actions import comment_on, keep_list, save_draft
from corridor.programme.models import Programme
from desk.brought import kept
from desk.conftest import PASSWORD

ISLES, ATOLLS = "isles", "atolls"
# Who asks: in which programme, for which party, in which role, at which zone.
PEOPLE = {
    "nobody": None,
    "stranger": (ATOLLS, "isles", Role.OFFICER, ""),
    "reader": (ISLES, "auditor", Role.READER, ""),
    "debtor": (ISLES, "water-works", Role.CONTRIBUTOR, ""),
    "other": (ISLES, "mill", Role.CONTRIBUTOR, "east-quay"),
    "verifier": (ISLES, "auditor", Role.VERIFIER, ""),
    "zonal": (ISLES, "harbour-board", Role.OFFICER, "east-quay"),
    "officer": (ISLES, "isles", Role.OFFICER, ""),
    "owner": (ISLES, "isles", Role.OWNER, ""),
    "administrator": (ISLES, "isles", Role.ADMINISTRATOR, ""),
}
ROLES = ("anonymous", *PEOPLE)
RELATIONS = ("own", "party", "zone", "programme", "crossed", "missing")
# Where the things of a relation are: the commitment that they are about, and who brought or said them.
ABOUT = {
    "own": (ISLES, "bring-water", "debtor"),
    "party": (ISLES, "build-mill", "other"),
    "zone": (ISLES, "dig-well", "westerner"),
    "crossed": (ATOLLS, "far-well", "stranger"),
}
# Who may read what is not public: what each says in one word stands in it, once for each relation.
MAY_READ = {
    "note-own": {"debtor", "other", "verifier", "zonal", "officer", "owner"},
    "note-party": {"other", "verifier", "zonal", "officer", "owner", "administrator"},
    "note-zone": {"verifier", "zonal", "officer", "owner"},
    "note-crossed": {"stranger"},
    "comment-own": {"debtor"},
    "comment-party": {"other"},
    "comment-zone": {"zonal"},
    "comment-crossed": {"stranger"},
    "draft-own": {"debtor"},
    "draft-party": {"other"},
    "draft-crossed": {"stranger"},
    "list-own": {"debtor"},
    "list-party": {"other"},
    "list-crossed": {"stranger"},
    "focal-own": {"debtor", "zonal", "officer", "owner"},
}
TODAY = timezone.localdate()
SEEN = Observed("2026-06-29", "partly", "measured")


@dataclass
class World:
    """Everybody by role, and the codes and numbers of things by what they are and how they relate."""

    people: dict[str, Person] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    things: dict[tuple[str, str], Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def thing(self, kind: str, relation: str) -> Any:
        """The code or number by which an address names it."""
        at = "crossed" if relation == "programme" else relation
        return self.things.get((kind, at), "none-such" if kind in ("commitment", "obstacle") else 987654)


def build(folder) -> World:
    """Two programmes, everybody, everything."""
    well = "dig-well,Dig a well,water,harbour-board,,west-quay,,,,,2020-02,2022,,,paper,"
    far = "far-well,Dig a far well,water,harbour-board,,west-quay,,,,,2020-02,2022,,,paper,"
    dry = "west-wall,land,west-quay,mill,2021-06,,No wall,folha"
    gate = "east-gate,land,east-quay,mill,2021-06,,No gate,folha"
    make.loaded(folder / ISLES, commitments=make.more(well), obstacles=make.more(dry, gate))
    other = make.package(
        folder / ATOLLS,
        programme=make.swap('code = "isles"', 'code = "atolls"'),
        figures=make.swap("programme,isles", "programme,atolls"),
        commitments=make.more(far),
        obstacles=make.more(dry.replace("west-wall", "far-wall")),
    )
    make.load(other)
    world = World()
    for role, (programme, party, as_role, zone) in {k: v for k, v in PEOPLE.items() if v}.items():
        world.people[role] = make.person(programme, party, as_role, email=f"{role}@x.example", zone=zone or None)
    world.people["nobody"] = make.person(email="nobody@x.example")
    # Whoever has no password has nothing to confirm with.
    Person.objects.update(password=make_password(PASSWORD))
    for person in world.people.values():
        person.refresh_from_db()
    world.people["westerner"] = make.person(ISLES, "harbour-board", Role.CONTRIBUTOR, zone="west-quay")
    for relation, (programme, code, who) in ABOUT.items():
        _fill(world, relation, Programme.objects.get(code=programme), code, who)
    _keys(world)
    return world


def acting(world: World, role: str):
    """Somebody as they act."""
    return actor_of(world.people[role], TODAY)


def _fill(world: World, relation: str, programme: Programme, code: str, who: str) -> None:
    things, by, when = world.things, acting(world, who), {"at": make.NOON, "on": make.TODAY}
    commitment = Commitment.objects.get(programme=programme, code=code)
    things["commitment", relation] = code
    things["obstacle", relation] = {"own": "no-spring", "party": "east-gate", "zone": "west-wall"}.get(
        relation, "far-wall"
    )
    waits = bring_evidence(
        commitment,
        replace(SEEN, note=f"note-{relation}-canary"),
        [_file(relation, by, is_sealed=False)],
        by=by,
        **when,
    )
    things["submission", relation] = waits.pk
    things["file", relation] = Attachment.objects.get(submission=waits).pk
    things["contest", relation] = contest_entry(commitment, f"Not so ({relation})", by=by, **when).pk
    things["membership", relation] = world.people[who].memberships.get().pk
    said = {"by": by, "at": make.NOON}
    things["comment", relation] = comment_on(
        programme, "commitments", code, f"comment-{relation}-canary", for_party_only=True, **said
    ).pk
    address = f"/desk/{programme.code}/commitments/"
    things["draft", relation] = save_draft(programme, address, f"draft-{relation}-canary", {}, **said).pk
    scenario = save_scenario(programme, f"Scenario {relation}", ["stalled=0.2"], on=make.TODAY, **said)
    things["scenario", relation] = scenario.code
    things["list", relation] = keep_list(programme, f"list-{relation}-canary", address, **said).pk


def _file(name: str, by, *, is_sealed: bool):
    return kept(f"{name}.txt", f"{name} was seen".encode(), by=by, is_sealed=is_sealed)


def _keys(world: World) -> None:
    for role, person in world.people.items():
        by = acting(world, role)
        if by.memberships and role in PEOPLE:
            until = TODAY + timedelta(days=9)
            token, secret = make_token(person, "x", SCOPES, until, by=by, at=make.NOON, on=TODAY)
            world.tokens[role] = secret
            if role == "debtor":
                world.things["token", "own"] = token.pk
    officer, at = acting(world, "officer"), timezone.now()
    water = Commitment.objects.get(programme__code=ISLES, code="bring-water")
    set_contact(water, "focal-own-canary", "f@x.example", "en", None, by=officer, at=at)
    world.secrets["answer"] = make_link(water, by=officer, at=at)[1]
    owner = acting(world, "owner")
    invited = {"by": owner, "at": at, "programme": water.programme}
    world.secrets["join"] = invite_person("new@x.example", "New", "en", **invited)[1]
    world.secrets["calendar"] = token_for(world.people["debtor"])
    # One file that everybody may open, as its evidence was accepted, and one that stays sealed.
    files = [_file("open", officer, is_sealed=False), _file("sealed", officer, is_sealed=True)]
    brought = bring_evidence(
        water,
        Observed("2026-06-28", "partly", "measured"),
        files,
        by=acting(world, "debtor"),
        at=make.NOON,
        on=make.TODAY,
    )
    accept_evidence(brought, by=acting(world, "verifier"), at=make.NOON, on=make.TODAY)
    world.things["file", "open"], world.things["file", "sealed"] = (
        Attachment.objects.filter(submission=brought).order_by("id").values_list("pk", flat=True)
    )
