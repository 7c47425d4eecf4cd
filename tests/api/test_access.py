"""Who may ask for what: every operation has a line here, and one without a line fails."""

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver

import make
from api.programs import Program, program, refused
from corridor.api.all_operations import door
from corridor.base.actors import Role
from corridor.members.rules import SCOPES

PUBLIC = "anybody: what the pages show, through the ledger's own access"
HOLDER = "whoever holds a token: what its person may see"
RULES = {
    "list_programmes": PUBLIC,
    "get_programme": PUBLIC,
    "get_board": PUBLIC,
    "get_forecast": PUBLIC,
    "get_held_back": PUBLIC,
    "list_commitments": PUBLIC,
    "get_commitment": PUBLIC,
    "list_parties": PUBLIC,
    "get_party": PUBLIC,
    "list_zones": PUBLIC,
    "get_zone": PUBLIC,
    "list_agreements": PUBLIC,
    "get_agreement": PUBLIC,
    "list_meetings": PUBLIC,
    "get_meeting": PUBLIC,
    "list_ventures": PUBLIC,
    "get_venture": PUBLIC,
    "list_obstacles": PUBLIC,
    "get_obstacle": PUBLIC,
    "list_sources": PUBLIC,
    "get_source": PUBLIC,
    "list_figures": PUBLIC,
    "get_figure": PUBLIC,
    "list_evidence": PUBLIC,
    "get_evidence": PUBLIC,
    "get_me": HOLDER,
    "list_submissions": HOLDER,
    "get_submission": HOLDER,
    "list_contests": HOLDER,
    "get_contest": HOLDER,
}
# Addresses that are no operations: the document, and what answers where nothing is.
BESIDE = {
    "api-openapi": PUBLIC,
    "api-nowhere": "anybody: 404",
    "api": "anybody: the page about the API",
    "api-onward": "anybody: 302",
    "api-below": "anybody: 302",
}
# What each deed takes: the scope, and in the isles those of PEOPLE who may do it to what THERE names.
WRITES = {
    "make_commitment": ("commit", {"officer", "owner"}),
    "correct_commitment": ("commit", {"officer", "owner"}),
    "move_commitment": ("commit", {"officer", "owner"}),
    "end_commitment": ("commit", {"officer", "owner"}),
    "hand_in_document": (
        "evidence",
        {"reader", "contributor", "verifier", "officer", "owner", "administrator", "debtor"},
    ),
    "bring_evidence": ("evidence", {"contributor", "officer", "owner", "debtor"}),
    "accept_submission": ("verify", {"verifier"}),
    "reject_submission": ("verify", {"verifier"}),
    "take_submission_back": ("evidence", {"debtor"}),
    "contest_commitment": ("contest", {"contributor", "verifier", "officer", "owner", "debtor"}),
    "answer_contest": ("contest", {"officer", "owner"}),
    "take_contest_back": ("contest", {"debtor"}),
    "open_obstacle": ("commit", {"contributor", "officer", "owner", "debtor"}),
    "take_step": ("commit", {"officer", "owner"}),
}
PEOPLE = {
    "reader": ("auditor", Role.READER),
    "contributor": ("auditor", Role.CONTRIBUTOR),
    "verifier": ("auditor", Role.VERIFIER),
    "officer": ("isles", Role.OFFICER),
    "owner": ("isles", Role.OWNER),
    "administrator": ("isles", Role.ADMINISTRATOR),
    # Has brought what waits, and contested.
    "debtor": ("water-works", Role.CONTRIBUTOR),
}
SEEN = {"observed_on": "2026-06-29", "says": "delivered", "grade": "measured"}
# Who may not even see what waits.
BLIND = {"contributor", "reader", "administrator"}
OF_WAITING = {"accept_submission", "reject_submission", "take_submission_back"}


def documented():
    for path, methods in door.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            yield operation["operationId"], method, path, operation


def routes(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from routes(pattern.url_patterns)


@pytest.fixture
def people(db, tmp_path, settings):
    settings.API_WRITE_RATE = ""
    settings.HOME = tmp_path / "home"
    make.loaded(tmp_path / "package")
    return {name: program(party, role) for name, (party, role) in PEOPLE.items()}


@pytest.fixture
def there(people):
    """What stands in the addresses."""
    debtor = people["debtor"]
    brought = debtor.did("/commitments/bring-water/evidence", SEEN)["code"]
    contest = debtor.did("/commitments/bring-water/contests", {"says": "it runs"})["code"]
    return {"waiting": brought, "contest": contest}


def asked(who: Program, name: str, there):
    """An operation as somebody asks for it, with all that it takes."""
    water = "/commitments/bring-water"
    seen = who.client.get(f"/api/v1/programmes/isles{water}?fields=version").json()["version"]
    waiting, contest = f"/submissions/{there['waiting']}", f"/contests/{there['contest']}"
    paper = {"title": "Letter"}
    deeds = {
        "make_commitment": ("post", "/commitments", {"title": "A", "kind": "quay", "debtor": "mill"}),
        "correct_commitment": ("patch", water, {"note": "x", "reason": "y"}),
        "move_commitment": ("post", f"{water}/moves", {"due_on": "2030", "reason": "y", "paper": paper}),
        "end_commitment": ("post", f"{water}/endings", {"how": "withdrawn", "reason": "y", "authority": "isles"}),
        "hand_in_document": ("post", "/documents", "a,b\n1,2\n"),
        "bring_evidence": ("post", f"{water}/evidence", {**SEEN, "note": "once more"}),
        "accept_submission": ("post", f"{waiting}/acceptance", {}),
        "reject_submission": ("post", f"{waiting}/rejection", {"reason": "y"}),
        "take_submission_back": ("post", f"{waiting}/withdrawal", {}),
        "contest_commitment": ("post", f"{water}/contests", {"says": "no"}),
        "answer_contest": ("post", f"{contest}/answer", {"answer": "declined", "says": "y"}),
        "take_contest_back": ("post", f"{contest}/withdrawal", {"says": "y"}),
        "open_obstacle": ("post", "/obstacles", {"summary": "No road", "kind": "land"}),
        "take_step": ("post", "/obstacles/no-spring/steps", {"what": "closed", "says": "y"}),
    }
    method, path, body = deeds[name]
    kind = {"content-type": "text/csv"} if name == "hand_in_document" else {}
    return who.ask(method, path, body, seen=seen, **kind)


def test_every_operation_is_listed():
    found = {name: method for name, method, _path, _told in documented()}

    assert {name for name, method in found.items() if method == "get"} == set(RULES)
    assert {name for name, method in found.items() if method != "get"} == set(WRITES)
    assert not set(RULES) & set(WRITES)


def test_every_operation_says_which_token_it_takes():
    for name, method, _path, told in documented():
        scopes = told.get("security", [{}])[0].get("token")
        if method == "get":
            assert scopes == ([] if RULES[name] == HOLDER else None), name
        else:
            assert scopes == [WRITES[name][0]], name
    assert {scope for scope, _who in WRITES.values()} == set(SCOPES)


def test_every_address_of_the_api_is_listed():
    ours = {each.name for each in routes(get_resolver().url_patterns) if each.lookup_str.startswith("corridor.api")}
    found = ours | {each.name for each in door.views()}

    assert found == {*RULES, *WRITES, *BESIDE}


@pytest.mark.parametrize("path", sorted({path for _name, _method, path, _told in documented()}))
def test_no_address_answers_by_any_other_method(client, path):
    known = {method.upper() for _name, method, each, _told in documented() if each == path}
    address = path.replace("{programme}", "isles").replace("{code}", "x").replace("{number}", "1")

    for method in {"POST", "PUT", "PATCH", "DELETE"} - known:
        answer = client.generic(method, address)
        assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
        assert set(answer["Allow"].split(", ")) == known | {"OPTIONS"} | ({"HEAD"} if "GET" in known else set())


@pytest.mark.parametrize("name", WRITES)
def test_a_deed_is_done_for_those_who_may_and_refused_to_all_others(people, there, name):
    for who in PEOPLE:
        with transaction.atomic():
            answer = asked(people[who], name, there)
            transaction.set_rollback(True)

        if who in WRITES[name][1]:
            assert answer.status_code in (200, 201), (who, answer.content.decode())
        elif name in OF_WAITING and who in BLIND:
            assert (who, refused(answer)) == (who, (404, "not-found"))
        else:
            assert (who, refused(answer)) == (who, (403, "not-allowed"))


@pytest.mark.parametrize("name", WRITES)
def test_a_deed_takes_a_token_that_is_good_for_it(people, there, name):
    scope, allowed = WRITES[name]
    person = people[sorted(allowed)[0]].person

    wrong = asked(Program(person, tuple(each for each in SCOPES if each != scope)), name, there)
    assert refused(wrong) == (403, "wrong-scope")
    assert f'scope="{scope}"' in wrong["WWW-Authenticate"]
    nobody = people["officer"]
    nobody.secret = "cor_unknown"
    assert refused(asked(nobody, name, there)) == (401, "bad-token")
    assert asked(Program(person, (scope,)), name, there).status_code in (200, 201)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule == HOLDER])
def test_what_is_ones_own_takes_a_token(client, people, there, name):
    path = next(path for each, _method, path, _told in documented() if each == name)
    number = there["contest"] if "contest" in name else there["waiting"]
    address = path.replace("{programme}", "isles").replace("{number}", number)

    assert refused(client.get(address)) == (401, "no-token")
    answer = people["officer"].get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert "Authorization" in answer["Vary"]
