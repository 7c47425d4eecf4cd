"""Writing by token: every operation by those who may, and refused to those who may not, as at the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

import make
from api.programs import Program, program, refused, wrong
from corridor.base.actors import Role
from corridor.base.models import Event
from corridor.ledger.actions.commitments import make_commitment
from corridor.ledger.actions.papers import Paper
from corridor.ledger.models import Commitment, Evidence, Obstacle
from corridor.ledger.rules.given import Given
from corridor.members.actions import revoke_token
from corridor.members.queries import actor_of

SHED = {
    "title": "Build a shed", "kind": "quay", "debtor": "harbour-board", "creditor": "mill", "zone": "east-quay",
    "quantity": "1.50", "unit": "km", "made_on": "2020-06", "due_on": "2027-12", "workers": 12, "exports_usd": 1e6,
    "needs": ["bring-water"], "note": "of stone",
}  # fmt: skip
SEEN = {"observed_on": "2026-06-29", "says": "delivered", "grade": "measured", "quantity": 2, "unit": "km"}


@pytest.fixture
def isles(db, tmp_path, settings):
    settings.API_WRITE_RATE = ""
    settings.HOME = tmp_path / "home"
    return make.loaded(tmp_path / "package")


@pytest.fixture
def officer(isles):
    return program("isles", Role.OFFICER)


@pytest.fixture
def utility(isles):
    return program("water-works", Role.CONTRIBUTOR)


@pytest.fixture
def auditor(isles):
    return program("auditor", Role.VERIFIER)


@pytest.fixture
def miller(isles):
    return program("mill", Role.CONTRIBUTOR)


def version(officer, code="bring-water"):
    return officer.get(f"/commitments/{code}").json()["version"]


def test_a_promise_is_made_and_read_back(officer):
    answer = officer.post("/commitments", SHED)

    told = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, "/api/v1/programmes/isles/commitments/build-a-shed")
    assert (answer["ETag"], answer["Cache-Control"]) == (f'"{told["version"]}"', "private, no-store")
    assert {name: told[name] for name in SHED if name != "title"} == {
        **{name: value for name, value in SHED.items() if name != "title"},
        "quantity": 1.5,
    }
    assert told["title"] == {"en": "Build a shed"}
    read = officer.get(answer["Location"])
    assert {name: read.json()[name] for name in ("state", "due_on", "version")} == {
        "state": "due", "due_on": "2027-12", "version": told["version"],
    }  # fmt: skip
    event = Event.objects.get(name="token.used")
    assert (event.by, event.key) == (f"person-{officer.person.pk}", str(officer.token.pk))


def test_a_promise_says_every_field_that_is_wrong(officer):
    told = {
        "title": "", "kind": "nonsense", "debtor": "nobody", "creditor": "Not A Code", "quantity": "1,5",
        "due_on": "2027-02-30", "needs": ["nothing"], "note": "=1+2", "workers": 1.5, "color": "red",
        "paper": {"address": 5, "page": 1},
    }  # fmt: skip
    assert wrong(officer.post("/commitments", told)) == {
        "title": "missing", "creditor": "bad-code", "quantity": "bad-number", "note": "formula",
        "workers": "bad-number", "color": "unknown-field", "paper.address": "wrong-type",
        "paper.page": "unknown-field",
    }  # fmt: skip
    told = {"title": "x", "kind": "nonsense", "debtor": "nobody", "due_on": "2027-02-30", "needs": ["nothing"]}
    assert wrong(officer.post("/commitments", told)) == {
        "kind": "unknown-choice", "debtor": "unknown-code", "due_on": "bad-day", "needs": "unknown-code",
    }  # fmt: skip
    assert wrong(officer.post("/commitments", {**SHED, "paper": {"source": "nothing"}})) == {
        "paper.source": "unknown-code"
    }
    assert Commitment.objects.filter(title_en="x").count() == 0


def test_a_correction_names_the_version_it_corrects(officer):
    seen, path = version(officer), "/commitments/bring-water"
    change = {"note": "from the hill", "reason": "it was left out"}

    assert refused(officer.patch(path, change)) == (428, "if-match-missing")
    assert refused(officer.patch(path, change, **{"if-match": "*"})) == (428, "if-match-missing")
    assert refused(officer.patch(path, change, **{"if-match": seen})) == (428, "if-match-missing")
    assert refused(officer.patch(path, change, seen="v0")) == (412, "changed-meanwhile")
    answer = officer.patch(path, change, **{"if-match": f'"other", "{seen}"'})

    assert (answer.status_code, answer.json()["note"], answer.json()["kind"]) == (200, "from the hill", "water")
    assert answer.json()["version"] == version(officer) != seen
    assert refused(officer.patch(path, change, seen=seen)) == (412, "changed-meanwhile")
    assert refused(officer.patch(path, change, seen=version(officer))) == (409, "nothing-to-do")
    emptied = officer.patch(path, {"note": None, "reason": "it is wrong"}, seen=version(officer))
    assert (emptied.json()["note"], emptied.json()["due_on"]) == (None, "2021")


def test_a_correction_needs_its_reason_and_takes_no_due_date(officer):
    told = {"due_on": "2030", "debtor": "mill", "title": None}

    found = officer.patch("/commitments/bring-water", told, seen=version(officer))

    assert wrong(found) == {
        "due_on": "unknown-field", "debtor": "unknown-field", "title": "missing", "reason": "missing",
    }  # fmt: skip


def test_a_date_is_moved_and_the_first_one_stays(officer):
    told = {"due_on": "2026-12", "reason": "the pump came late", "paper": {"title": "Letter 12"}}
    seen = version(officer)

    assert refused(officer.post("/commitments/bring-water/moves", told)) == (428, "if-match-missing")
    assert refused(officer.post("/commitments/bring-water/moves", told, seen="v1")) == (412, "changed-meanwhile")
    moved = officer.did("/commitments/bring-water/moves", told, seen=seen)

    assert (moved["due_on"], moved["authority"], moved["version"]) == ("2026-12", "isles", version(officer))
    assert officer.get("/commitments/bring-water").json()["due_on"] == "2021"
    assert wrong(officer.post("/commitments/bring-water/moves", {}, seen=seen)) == {
        "due_on": "missing", "reason": "missing",
    }  # fmt: skip
    bare = {"due_on": "2027", "reason": "later still"}
    assert wrong(officer.post("/commitments/bring-water/moves", bare, seen=version(officer))) == {
        "paper.title": "missing"
    }


def test_a_promise_ends_once(officer):
    told = {"how": "withdrawn", "reason": "another spring was found", "authority": "isles"}
    ended = officer.did("/commitments/bring-water/endings", told, seen=version(officer))

    assert (ended["how"], ended["authority"]) == ("withdrawn", "isles")
    assert officer.get("/commitments/bring-water").json()["state"] == "withdrawn"
    again = officer.post("/commitments/bring-water/endings", told, seen=version(officer))
    assert refused(again) == (409, "has-ended")


def test_evidence_is_brought_with_a_file_and_verified_by_another_party(utility, auditor, miller):
    kept = utility.did("/documents?name=meter.csv", "day,litres\n2026-06-29,2\n", **{"content-type": "text/csv"})
    files = [{"document": kept["document"], "name": kept["name"], "sealed": True}]
    answer = utility.post("/commitments/bring-water/evidence", {**SEEN, "files": files})

    brought = answer.json()
    own = f"/submissions/{brought['code']}"
    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/programmes/isles{own}")
    assert (brought["brought_for"], brought["decision"], brought["quantity"]) == ("water-works", None, 2)
    assert [(each["name"], each["sealed"]) for each in brought["files"]] == [("meter.csv", True)]
    assert (utility.get(own).json(), auditor.get(own).json()) == (brought, brought)
    assert [each["code"] for each in auditor.get("/submissions?decision=waiting").json()["items"]] == [
        brought["code"]
    ]
    assert refused(utility.post(f"{own}/acceptance")) == (403, "not-allowed")
    again = utility.post("/commitments/bring-water/evidence", {**SEEN, "files": files})
    assert refused(again) == (409, "brought-before")

    accepted = auditor.did(f"{own}/acceptance", {"note": "seen on the spot"})

    assert (accepted["decision"], accepted["decided_for"]) == ("accepted", "auditor")
    read = auditor.get(f"/evidence/{accepted['evidence']}").json()
    assert [each["verifier"] for each in read["verifications"]] == ["auditor"]
    assert auditor.get("/commitments/bring-water").json()["state"] == "kept-late"
    assert refused(auditor.post(f"{own}/rejection", {"reason": "no"})) == (409, "already-decided")


def test_what_was_brought_is_rejected_or_taken_back(utility, auditor):
    first = utility.did("/commitments/bring-water/evidence", SEEN)["code"]
    second = utility.did("/commitments/bring-water/evidence", {**SEEN, "note": "once more"})["code"]

    assert wrong(auditor.post(f"/submissions/{first}/rejection")) == {"reason": "missing"}
    assert auditor.did(f"/submissions/{first}/rejection", {"reason": "no stamp"})["decision"] == "rejected"
    assert refused(auditor.post(f"/submissions/{second}/withdrawal")) == (403, "not-allowed")
    assert utility.did(f"/submissions/{second}/withdrawal")["decision"] == "taken-back"
    assert Evidence.objects.filter(commitment__code="bring-water").count() == 2


def test_what_waits_is_seen_by_those_concerned_alone(utility, isles):
    own = f"/submissions/{utility.did('/commitments/bring-water/evidence', SEEN)['code']}"
    stranger, reader = program("harbour-board", Role.CONTRIBUTOR), program("mill", Role.READER)

    assert stranger.get("/submissions").json()["items"] == []
    for path in (own, f"{own}/acceptance", f"{own}/rejection", f"{own}/withdrawal"):
        answer = (
            stranger.get(path) if path == own else stranger.post(path, {"reason": "x"} if "rej" in path else {})
        )
        assert refused(answer) == (404, "not-found")
    assert refused(Client().get(f"/api/v1/programmes/isles{own}")) == (401, "no-token")
    # The mill is owed the water.
    assert reader.get(own).status_code == 200
    assert refused(reader.post(f"{own}/acceptance")) == (403, "not-allowed")


def test_a_file_is_attached_only_by_who_handed_it_in(utility, miller):
    kept = utility.did("/documents", b"%PDF-1.4\n%%EOF\n", **{"content-type": "application/pdf"})
    told = {**SEEN, "files": [{"document": kept["document"], "name": "a.pdf"}]}

    found = wrong(miller.post("/commitments/bring-water/evidence", told))
    nothing = wrong(
        utility.post("/commitments/bring-water/evidence", {**SEEN, "files": [{"document": "0" * 64, "name": "a"}]})
    )

    assert found == nothing == {"files[0].document": "unknown-code"}
    again = miller.did("/documents?name=b.pdf", b"%PDF-1.4\n%%EOF\n", **{"content-type": "application/pdf"})
    assert again["document"] == kept["document"]
    assert miller.did("/commitments/bring-water/evidence", told)["files"][0]["name"] == "a.pdf"


@pytest.mark.parametrize(
    ("sent", "kind", "expected"),
    [
        (b"", "text/plain", (422, "empty-file")),
        (b"MZ\x90\x00", "application/octet-stream", (415, "unknown-kind")),
        (b"\x89PNG\r\n\x1a\nbroken", "image/png", (422, "broken-file")),
        (b"a,b\n", "text/html", (415, "unsupported-media-type")),
        (b"a" * (20 * 1024 * 1024 + 1), "text/plain", (413, "too-large")),
    ],
)
def test_a_file_that_is_not_taken(utility, sent, kind, expected):
    assert refused(utility.post("/documents?name=x", sent, **{"content-type": kind})) == expected


def test_a_party_contests_and_is_answered(miller, officer, isles):
    evidence = "build-quay.2021-11.delivered.gazette"
    contest = miller.did("/commitments/build-quay/contests", {"says": "there is no quay", "evidence": evidence})

    own = f"/contests/{contest['code']}"
    assert (contest["party"], contest["evidence"], contest["answer"]) == ("mill", evidence, None)
    assert refused(miller.post(f"{own}/answer", {"answer": "upheld", "says": "so it is"})) == (403, "not-allowed")
    assert wrong(officer.post(f"{own}/answer", {"answer": "maybe"})) == {
        "answer": "unknown-choice", "says": "missing",
    }  # fmt: skip
    answered = officer.did(f"{own}/answer", {"answer": "upheld", "says": "nothing stands there"})
    assert (answered["answer"], answered["answered_for"]) == ("upheld", "isles")
    assert refused(miller.post(f"{own}/withdrawal", {"says": "never mind"})) == (409, "already-answered")
    assert miller.get("/contests?answer=upheld").json()["items"] == [answered] == [miller.get(own).json()]
    second = miller.did("/commitments/build-quay/contests", {"says": "and no road"})
    assert miller.did(f"/contests/{second['code']}/withdrawal", {"says": "there it is"})["answer"] == "taken-back"
    nothing = {"says": "x", "evidence": "build-quay.2021-11.delivered.paper"}
    assert wrong(miller.post("/commitments/build-quay/contests", nothing)) == {"evidence": "unknown-code"}


def test_an_obstacle_is_opened_and_removed(officer):
    opened = officer.did("/obstacles", {"summary": "No road", "kind": "land", "zone": "east-quay"})
    path = f"/obstacles/{opened['code']}/steps"
    step = officer.did(path, {"what": "assigned", "says": "please", "party": "water-works"})

    assert (opened["code"], opened["until"], step["party"], step["until"]) == ("no-road", None, "water-works", None)
    closed = officer.did(path, {"what": "closed", "says": "it is there"})
    assert closed["until"] == timezone.localdate().isoformat()
    assert refused(officer.post(path, {"what": "closed", "says": "again"})) == (409, "nothing-to-do")
    assert refused(officer.post("/obstacles/nothing/steps", {"what": "closed", "says": "x"})) == (404, "not-found")
    assert Obstacle.objects.get(code="no-road").until == closed["until"]


def test_somebody_of_several_parties_says_for_which_they_act(isles):
    both = make.person("isles", "isles", Role.OFFICER)
    make.member(both, "isles", "harbour-board", Role.CONTRIBUTOR)
    asking = Program(both)

    found = [
        asking.did("/commitments/build-mill/contests", {"says": party, "for": party})["party"]
        for party in ("harbour-board", "isles")
    ]

    assert found == ["harbour-board", "isles"]
    assert wrong(asking.post("/commitments/build-mill/contests", {"says": "x", "for": "mill"})) == {
        "for": "unknown-choice"
    }
    told = {**SHED, "for": "harbour-board"}
    assert refused(asking.post("/commitments", told)) == (403, "not-allowed")


def test_me(isles):
    asking = program("auditor", Role.VERIFIER, "verify", zone="east-quay")

    told = asking.get("/api/v1/me").json()

    assert told["acting"] == [
        {"programme": "isles", "party": "auditor", "role": "verifier", "zone": "east-quay", "province": None}
    ]
    assert (told["person"], told["scopes"]) == (f"person-{asking.person.pk}", ["verify"])


@pytest.mark.parametrize(
    "given", ["", "Bearer cor_nothing", "Bearer", "Basic eDp5", "Bearer " + "x" * 5000, "Bearer \xe9", "cor_x"]
)
def test_who_asks_must_be_known(officer, given):
    officer.secret = ""
    answer = officer.ask("post", "/commitments", SHED, authorization=given)

    assert refused(answer) == (401, "no-token" if not given else "bad-token")
    assert answer["WWW-Authenticate"].startswith('Bearer realm="corridor"')


def test_a_token_ends_at_once(isles, officer, auditor):
    old = Program(make.person("isles", "isles", Role.OFFICER), until=timezone.localdate())
    old.token.expires_on = timezone.localdate() - timedelta(days=1)
    old.token.save()
    revoke_token(officer.token, by=actor_of(officer.person, timezone.localdate()), at=timezone.now())
    auditor.person.is_active = False
    auditor.person.save()

    for each in (old, officer, auditor):
        assert refused(each.get("/api/v1/me")) == (401, "bad-token")
        assert refused(each.post("/commitments", SHED)) == (401, "bad-token")


def test_a_cookie_is_never_looked_at(isles, officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer.person, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post("/api/v1/programmes/isles/commitments", SHED, "application/json")

    assert refused(answer) == (401, "no-token")
    sent = {"authorization": f"Bearer {officer.secret}", "idempotency-key": "a"}
    assert (
        client.post("/api/v1/programmes/isles/commitments", SHED, "application/json", headers=sent).status_code
        == 201
    )


def test_a_role_that_ended_is_gone_with_the_next_request(isles, officer):
    officer.person.memberships.update(until=timezone.localdate() - timedelta(days=1))

    assert refused(officer.post("/commitments", SHED)) == (403, "not-allowed")
    assert officer.get("/api/v1/me").json()["acting"] == []


def test_a_token_writes_so_often(isles, officer, settings):
    settings.API_WRITE_RATE = "2/h"
    answers = [officer.post("/commitments", {}) for _time in range(3)]

    assert [each.status_code for each in answers] == [422, 422, 429]
    assert refused(answers[2]) == (429, "too-many-writes")
    assert answers[2]["RateLimit-Policy"] == '"writing";q=2;w=3600'
    assert 3590 < int(answers[2]["Retry-After"]) <= 3600
    assert officer.get("/api/v1/me").status_code == 200
    assert program("isles", Role.OFFICER).post("/commitments", {}).status_code == 422


def test_other_sites_may_write_with_a_token_but_send_no_cookie(client, isles):
    answer = client.options("/api/v1/programmes/isles/commitments/build-quay")

    assert (answer.status_code, answer["Allow"]) == (204, "GET, HEAD, PATCH, OPTIONS")
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, PATCH, OPTIONS"
    assert "Idempotency-Key" in answer["Access-Control-Allow-Headers"]
    assert (answer["Access-Control-Allow-Origin"], "Access-Control-Allow-Credentials" in answer) == ("*", False)
    refusing = client.put("/api/v1/programmes/isles/commitments/build-quay")
    assert (refusing.status_code, refusing["Allow"]) == (405, "GET, HEAD, PATCH, OPTIONS")


def test_the_version_counts_what_the_desk_writes_too(isles, officer):
    by = actor_of(officer.person, timezone.localdate())
    made = make_commitment(
        isles, Given("A pier", "quay", "mill"), Paper(), by=by, at=timezone.now(), on=timezone.localdate()
    )

    answer = officer.patch(
        f"/commitments/{made.code}", {"reason": "x", "note": "y"}, seen=version(officer, made.code)
    )

    assert answer.status_code == 200
    assert officer.get(f"/commitments/{made.code}?as_of=2030").json()["version"] is None


def test_an_etag_that_was_made_weak_by_compression_names_the_same_version(officer):
    made = officer.post("/commitments", SHED, **{"accept-encoding": "gzip"})
    assert (made["Content-Encoding"], made["ETag"][:3]) == ("gzip", 'W/"')

    answer = officer.patch(
        "/commitments/build-a-shed", {"note": "of wood", "reason": "it is"}, **{"if-match": made["ETag"]}
    )

    assert answer.status_code == 200
