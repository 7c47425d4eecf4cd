"""Promises at the desk: the list, the page of one, and every deed about it through its form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import make
from corridor.base.actors import Role
from corridor.base.models import Event
from corridor.ledger.actions.commitments import correct_commitment
from corridor.ledger.actions.contacts import set_contact
from corridor.ledger.actions.evidence import bring_evidence
from corridor.ledger.actions.moves import move_due_date
from corridor.ledger.actions.papers import Paper
from corridor.ledger.models import (
    Attachment,
    Commitment,
    Contact,
    Contest,
    Ending,
    Evidence,
    Link,
    Move,
    Submission,
)
from corridor.ledger.queries.moves import version_of
from corridor.ledger.rules.given import Given, Observed
from corridor.notes.models import Draft
from corridor.post.models import Letter
from portal.pages import Page

LIST = "/desk/isles/commitments/"
WATER = f"{LIST}bring-water/"
NEW = "/desk/isles/new-promise/"
SEEN = Observed("2026-06-30", "delivered", "document", note="The gate is open")
PUMP = {"title": "Pump the water up", "kind": "water", "debtor": "water-works", "zone": "east-quay"}
BRINGING = {"says": "delivered", "observed_on": "2026-06", "grade": "document", "note": "The gate\nis open"}
MOVING = {"due_on": "2031-12", "reason": "the pump came late", "paper_title": "Letter 12", "seen": "0"}
ENDING = {"how": "withdrawn", "authority": "isles", "reason": "no spring", "seen": "0"}
CORRECTING = {"title": "Bring water to the quay", "kind": "water", "creditor": "mill", "zone": "east-quay"}
DEEDS = ("correct", "evidence", "move", "end", "object", "contact", "link")


def now():
    return {"at": timezone.now(), "on": timezone.localdate()}


def promise(code="bring-water"):
    return Commitment.objects.get(code=code)


def seen():
    return str(version_of(promise()))


@pytest.fixture
def come(client, isles):
    """Somebody at the desk, signed in; returns who they are in the journal."""

    def come(party, role, **more):
        person = make.person("isles", party, role, **more)
        client.force_login(person)
        return person.code

    return come


@pytest.fixture
def officer(come):
    return come("isles", Role.OFFICER)


def last_event():
    event = Event.objects.filter(programme="isles").order_by("-id").first()
    return event.name, event.by, event.party


def errors(answer):
    return {name: [str(each) for each in said] for name, said in answer.context["form"].errors.items()}


# The list


def test_the_list_begins_with_what_we_owe(client, come):
    come("mill", Role.READER)

    assert [row["code"] for row in client.get(LIST).context["rows"]] == ["build-mill", "give-work"]
    assert [row["code"] for row in client.get(f"{LIST}?whose=owed").context["rows"]] == [
        "bring-water",
        "build-quay",
    ]
    assert len(client.get(f"{LIST}?whose=all").context["rows"]) == 4
    assert [row["code"] for row in client.get(f"{LIST}?state=superseded").context["rows"]] == ["give-work"]
    assert client.get(f"{LIST}?whose=all&zone=west-quay").context["rows"] == []


def test_the_list_of_what_waits_for_proof(client, officer):
    bring_evidence(promise(), SEEN, by=make.actor("isles", "water-works", Role.CONTRIBUTOR), **now())

    answer = client.get(f"{LIST}?whose=all&waiting=1")

    assert [(row["code"], row["marks"]) for row in answer.context["rows"]] == [("bring-water", ["evidence waits"])]


@pytest.mark.parametrize(
    "asked", ["whose=they", "state=done", "zone=../x", "zone=nowhere", "party=auditor", "page=0", "page=9"]
)
def test_an_address_that_means_nothing_is_refused(client, officer, asked):
    assert client.get(f"{LIST}?{asked}").status_code == 400


def test_who_holds_several_parties_chooses_one(client, isles):
    person = make.person("isles", "mill", Role.READER)
    make.member(person, "isles", "water-works", Role.READER)
    client.force_login(person)

    answer = client.get(f"{LIST}?party=water-works")

    assert [row["code"] for row in answer.context["rows"]] == ["bring-water"]
    assert Page(answer).one("select", name="party") != {}


# The page of one


def test_the_page_says_the_sentence_and_what_i_may_do(client, officer):
    page = Page(client.get(WATER))

    assert "Water Works owes it to The Mill by 2021" in page.text
    hrefs = {each.get("href", "") for each in page.all("a")}
    assert {f"{WATER}{deed}/" for deed in DEEDS} <= hrefs


def test_a_reader_is_offered_nothing(client, come):
    come("mill", Role.READER)

    hrefs = {each.get("href", "") for each in Page(client.get(WATER)).all("a")}

    assert {f"{WATER}{deed}/" for deed in DEEDS} & hrefs == set()


def test_an_unknown_promise_or_programme_is_not_there(client, officer):
    addresses = (f"{LIST}nothing/", f"{LIST}nothing/move/", "/desk/atlantis/", "/desk/atlantis/commitments/")

    assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_what_waits_is_seen_by_those_it_concerns_alone(client, come):
    bring_evidence(promise(), SEEN, by=make.actor("isles", "water-works", Role.CONTRIBUTOR), **now())

    come("mill", Role.READER)
    assert "The gate is open" in Page(client.get(WATER)).text
    come("harbour-board", Role.CONTRIBUTOR)
    text = Page(client.get(WATER)).text
    assert "The gate is open" not in text
    assert "evidence was brought" not in text


def test_the_contact_is_seen_by_those_it_concerns_alone(client, come):
    Contact.objects.create(commitment=promise(), focal_name="Focal Person", focal_email="focal@water.example")

    come("water-works", Role.READER)
    assert "focal@water.example" in Page(client.get(WATER)).text
    come("mill", Role.READER)
    assert "Focal Person" not in Page(client.get(WATER)).text


def test_the_page_asks_as_much_for_three_of_everything_as_for_one(client, officer, count_queries):
    engineer = make.actor("isles", "water-works", Role.CONTRIBUTOR)

    def more(place):
        observed = Observed(f"2026-06-0{place}", "partly", "document", note=str(place))
        bring_evidence(promise(), observed, by=engineer, **now())
        boss = make.actor("isles", "isles", Role.OFFICER)
        move_due_date(promise(), f"203{place}", "late", Paper(title="x"), by=boss, **now())

    more(1)
    client.get(WATER)
    one = count_queries(lambda: client.get(WATER))[1]
    more(2)
    more(3)

    answer, three = count_queries(lambda: client.get(WATER))
    assert (len(answer.context["submissions"]), len(answer.context["dates"]), three) == (3, 3, one)


def test_the_journal_names_who_did_it_and_for_whom(client, come):
    come("isles", Role.OFFICER, name="Amna Qureshi")
    client.post(f"{WATER}move/", {**MOVING, "seen": seen()})

    rows = client.get(WATER).context["journal"]

    assert [(row["what"], row["name"], str(row["party"])) for row in rows[:2]] == [
        ("Reason: the pump came late", "Amna Qureshi", "Government of the Isles"),
        ("due date moved to December 2031", "Amna Qureshi", "Government of the Isles"),
    ]


# Deeds: who may, what is written, what is wrong


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_without_leave_does_a_deed_or_sees_its_form(client, come, deed):
    come("harbour-board", Role.READER)
    before = Event.objects.count()

    answers = client.get(f"{WATER}{deed}/"), client.post(f"{WATER}{deed}/", {})

    assert [each.status_code for each in answers] == [403, 403]
    assert "You may not do this." in Page(answers[0]).text
    assert Event.objects.count() == before


@pytest.mark.parametrize("deed", ["correct", "evidence", "move", "end", "object", "contact"])
@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
def test_every_form_is_whole_in_every_language(client, officer, prefix, deed):
    page = Page(client.get(f"{prefix}{WATER}{deed}/"))

    assert len(page.all("h1")) == 1
    fields = [given for tag, given in page.elements if tag in ("select", "textarea") and given.get("name")]
    labelled = {given["for"] for given in page.all("label") if "for" in given}
    assert [given["name"] for given in fields if given["id"] not in labelled] == []


def test_a_new_promise_is_begun_from_a_meeting_and_rests_on_its_paper(client, officer):
    page = Page(client.get(f"{NEW}?meeting=board-1"))
    assert page.one("input", name="made_on")["value"] == "2020-02-10"
    assert "selected" in page.one("option", value="board-1")

    given = {**PUMP, "meeting": "board-1", "quantity": "۲٫۵", "unit": "km", "needs": ["bring-water", ""]}
    answer = client.post(NEW, {**given, "note": "first\nsecond"})

    assert answer["Location"] == f"{LIST}pump-the-water-up/"
    made = promise("pump-the-water-up")
    assert (made.source.code, str(made.quantity.normalize()), made.note) == ("gazette", "2.5", "first second")
    assert last_event() == ("dependency.added", officer, "isles")


@pytest.mark.parametrize("begun", ["meeting=nothing", "agreement=%00", "zone=x", "draft=x", "draft=999"])
def test_an_address_that_begins_from_nothing_begins_empty(client, officer, begun):
    assert client.get(f"{NEW}?{begun}").status_code == 200


def test_everything_wrong_with_a_new_promise_is_said_at_its_field_and_nothing_is_lost(client, officer):
    before = Event.objects.count()
    wrong = {
        **PUMP, "title": "=1+1", "kind": "watr", "due_on": "2026-13", "quantity": "many", "needs": ["bring-watter"],
        "source": "nowhere", "paper_address": "javascript:x", "creditor": "mill",
    }  # fmt: skip

    answer = client.post(NEW, wrong)

    assert answer.status_code == 400
    assert sorted(errors(answer)) == ["due_on", "kind", "paper_address", "quantity", "source", "title"]
    page = Page(answer)
    assert page.one("input", name="title")["value"] == "=1+1"
    assert page.all("input", name="needs")[0]["value"] == "bring-watter"
    assert page.all("a", href="#id_title") != []
    assert Event.objects.count() == before

    deed = client.post(NEW, {**PUMP, "needs": ["bring-watter"], "creditor": "water-works", "quantity": "1"})
    assert sorted(errors(deed)) == ["creditor", "needs", "unit"]


def test_what_is_wrong_is_said_in_the_language_of_the_page(client, officer):
    answer = client.post(f"/ur{WATER}move/", {**MOVING, "due_on": "never", "reason": ""})

    assert answer.status_code == 400
    assert "“never” کوئی تاریخ نہیں" in errors(answer)["due_on"][0]


def test_an_officer_of_another_place_writes_nothing_down_here(client, come):
    come("isles", Role.OFFICER, zone="west-quay")

    assert client.get(NEW).status_code == 200
    assert client.post(NEW, PUMP).status_code == 403


def test_a_promise_is_corrected_with_a_reason(client, officer):
    answer = client.post(f"{WATER}correct/", {**CORRECTING, "reason": "as the minutes say", "seen": seen()})

    assert answer["Location"] == WATER
    assert (promise().title_en, promise().due_on, promise().debtor.code) == (
        "Bring water to the quay",
        "2021",
        "water-works",
    )
    assert last_event() == ("commitment.explained", officer, "isles")


def test_the_second_of_two_who_correct_sees_both_versions_and_loses_nothing(client, officer):
    stale = seen()
    other = make.actor("isles", "isles", Role.OFFICER)
    theirs = Given("Bring clean water", "water", "", creditor="mill", zone="east-quay", made_on="2020-02")
    correct_commitment(promise(), theirs, "cleaner", by=other, seen=int(stale), **now())

    mine = {**CORRECTING, "reason": "where to", "seen": stale}
    answer = client.post(f"{WATER}correct/", mine)

    assert answer.status_code == 409
    rows = {str(row["label"]): (row["now"], row["mine"]) for row in answer.context["versions"] if row["differs"]}
    assert rows == {
        "What is promised": ("Bring clean water", "Bring water to the quay"),
        "Promised on": ("2020-02", ""),
    }
    assert "Reason: cleaner" in [row["what"] for row in answer.context["meanwhile"]]
    page = Page(answer)
    assert page.one("input", name="title")["value"] == "Bring water to the quay"
    assert promise().title_en == "Bring clean water"

    again = client.post(f"{WATER}correct/", {**mine, "seen": page.one("input", name="seen")["value"]})
    assert (again.status_code, promise().title_en) == (302, "Bring water to the quay")


@pytest.mark.parametrize(("deed", "given"), [("move", MOVING), ("end", ENDING)])
def test_a_date_or_an_end_on_top_of_what_others_did_is_asked_about(client, officer, deed, given):
    stale = seen()
    other = make.actor("isles", "isles", Role.OFFICER)
    move_due_date(promise(), "2029", "floods", Paper(title="x"), by=other, **now())

    answer = client.post(f"{WATER}{deed}/", {**given, "seen": stale})

    assert answer.status_code == 409
    assert "due date moved to 2029" in [row["what"] for row in answer.context["meanwhile"]]
    fresh = Page(answer).one("input", name="seen")["value"]
    assert client.post(f"{WATER}{deed}/", {**given, "seen": fresh}).status_code == 302


def test_a_date_is_moved(client, officer):
    assert client.post(f"{WATER}move/", {**MOVING, "seen": seen()})["Location"] == WATER

    move = Move.objects.get()
    assert (move.due_on, move.source.title, move.authority.code) == ("2031-12", "Letter 12", "isles")


def test_a_move_without_paper_or_of_an_unknown_one_is_refused_at_its_field(client, officer):
    bare = {**MOVING, "paper_title": "", "seen": seen()}

    assert sorted(errors(client.post(f"{WATER}move/", bare))) == ["paper_title"]
    assert sorted(errors(client.post(f"{WATER}move/", {**bare, "source": "nothing"}))) == ["source"]
    assert Move.objects.count() == 0


def test_evidence_is_brought_with_files_and_waits(client, come):
    engineer = come("water-works", Role.CONTRIBUTOR)
    files = [SimpleUploadedFile("gate.csv", b"day,tons\n2026-06-30,12\n"), SimpleUploadedFile("b.txt", b"open")]

    answer = client.post(f"{WATER}evidence/", {**BRINGING, "files": files, "sealed": "on"}, follow=True)

    brought = Submission.objects.get()
    assert (brought.observed_on, brought.note, brought.decision) == ("2026-06", "The gate is open", "")
    assert [(each.name, each.is_sealed) for each in Attachment.objects.all()] == [
        ("gate.csv", True),
        ("b.txt", True),
    ]
    assert last_event() == ("submission.brought", engineer, "water-works")
    assert "It was brought. It waits" in Page(answer).text
    assert Evidence.objects.filter(commitment=promise()).count() == 2


def test_files_need_not_be_chosen_again_where_another_field_is_wrong(client, come):
    come("water-works", Role.CONTRIBUTOR)
    first = client.post(
        f"{WATER}evidence/", {**BRINGING, "says": "", "files": [SimpleUploadedFile("gate.txt", b"open")]}
    )

    assert (first.status_code, list(errors(first))) == (400, ["says"])
    assert "Handed in already: gate.txt" in Page(first).text
    kept = Page(first).one("input", name="kept")["value"]
    client.post(f"{WATER}evidence/", {**BRINGING, "kept": kept})
    assert [each.name for each in Attachment.objects.all()] == ["gate.txt"]


def test_files_of_somebody_else_or_made_up_are_not_taken(client, come):
    come("water-works", Role.CONTRIBUTOR)
    first = client.post(
        f"{WATER}evidence/", {**BRINGING, "says": "", "files": [SimpleUploadedFile("gate.txt", b"open")]}
    )
    kept = Page(first).one("input", name="kept")["value"]
    come("mill", Role.CONTRIBUTOR)

    for given in (kept, "made:up", "x" * 5000):
        assert client.post(f"{WATER}evidence/", {**BRINGING, "note": given[:9], "kept": given}).status_code == 302
    assert Attachment.objects.count() == 0


def test_what_is_no_evidence_is_refused_at_its_field(client, come):
    come("water-works", Role.CONTRIBUTOR)
    wrong = {"says": "done", "observed_on": "2150", "grade": "", "quantity": "3", "paper_address": "ftp://x"}

    answer = client.post(f"{WATER}evidence/", {**wrong, "files": [SimpleUploadedFile("x.exe", b"MZ\x90\x00")]})

    assert answer.status_code == 400
    assert sorted(errors(answer)) == ["files", "grade", "paper_address", "says"]
    late = client.post(f"{WATER}evidence/", {**BRINGING, "observed_on": "2150", "quantity": "3"})
    assert sorted(errors(late)) == ["observed_on", "unit"]
    client.post(f"{WATER}evidence/", BRINGING)
    assert errors(client.post(f"{WATER}evidence/", BRINGING)) == {
        "__all__": ["The same was brought before, for this day and with these words."]
    }


def test_who_acts_for_several_parties_says_for_which(client, isles):
    person = make.person("isles", "mill", Role.CONTRIBUTOR)
    make.member(person, "isles", "water-works", Role.CONTRIBUTOR)
    make.member(person, "isles", "auditor", Role.READER)
    client.force_login(person)

    form = Page(client.get(f"{WATER}evidence/"))
    assert [form.all("option", value=code) != [] for code in ("mill", "water-works", "auditor")] == [
        True,
        True,
        False,
    ]
    assert list(errors(client.post(f"{WATER}evidence/", BRINGING))) == ["acting_for"]
    assert list(errors(client.post(f"{WATER}evidence/", {**BRINGING, "acting_for": "auditor"}))) == ["acting_for"]
    client.post(f"{WATER}evidence/", {**BRINGING, "acting_for": "water-works"})
    assert Submission.objects.get().brought_for.code == "water-works"


def test_a_promise_is_ended(client, officer):
    missing = client.post(f"{WATER}end/", {**ENDING, "how": "superseded", "seen": seen()})
    assert list(errors(missing)) == ["successor"]

    assert client.post(f"{WATER}end/", {**ENDING, "seen": seen()}).status_code == 302

    assert Ending.objects.filter(commitment=promise(), how="withdrawn", authority__code="isles").exists()
    hrefs = {each.get("href", "") for each in Page(client.get(WATER)).all("a")}
    assert {f"{WATER}move/", f"{WATER}end/"} & hrefs == set()
    again = client.post(f"{WATER}move/", {**MOVING, "seen": seen()})
    assert "This promise ended on" in errors(again)["__all__"][0]


def test_a_party_objects_to_a_piece_of_evidence(client, come):
    miller = come("mill", Role.CONTRIBUTOR)
    report = Evidence.objects.filter(commitment=promise()).exclude(observed_on="").get()

    assert list(errors(client.post(f"{WATER}object/", {"says": ""}))) == ["says"]
    assert list(errors(client.post(f"{WATER}object/", {"says": "x", "evidence": "0"}))) == ["evidence"]
    client.post(f"{WATER}object/", {"says": "There was no water", "evidence": str(report.pk)})

    contest = Contest.objects.get()
    assert (contest.party.code, contest.evidence, contest.says) == ("mill", report, "There was no water")
    assert last_event() == ("contest.added", miller, "mill")
    assert "There was no water" in Page(client.get("/isles/commitments/bring-water/")).text


def test_whom_to_write_to_is_kept(client, officer):
    caretaker = make.person("isles", "isles", Role.OFFICER, name="Bilal")
    given = {"focal_name": "Focal", "focal_email": "focal@water.example", "focal_language": "ur", "seen": "0"}

    assert list(errors(client.post(f"{WATER}contact/", {**given, "focal_email": "no"}))) == ["focal_email"]
    assert list(errors(client.post(f"{WATER}contact/", {**given, "caretaker": "999"}))) == ["caretaker"]
    client.post(f"{WATER}contact/", {**given, "caretaker": str(caretaker.pk)})

    assert (Contact.objects.get().focal_language, Contact.objects.get().caretaker) == ("ur", caretaker)
    assert last_event() == ("contact.set", officer, "isles")
    assert Page(client.get(f"{WATER}contact/")).one("input", name="focal_name")["value"] == "Focal"


def test_the_second_of_two_who_say_whom_to_write_to_sees_both_and_loses_nothing(client, officer):
    other = make.actor("isles", "isles", Role.OFFICER)
    set_contact(promise(), "Ana", "ana@water.example", "ur", None, by=other, at=timezone.now())

    mine = {"focal_name": "Bea", "focal_email": "bea@water.example", "focal_language": "ur", "seen": "0"}
    answer = client.post(f"{WATER}contact/", mine)

    assert (answer.status_code, Contact.objects.get().focal_name) == (409, "Ana")
    rows = {str(row["label"]): (row["now"], row["mine"]) for row in answer.context["versions"] if row["differs"]}
    assert rows == {
        "Name of the debtor’s person": ("Ana", "Bea"),
        "Mail address": ("ana@water.example", "bea@water.example"),
    }
    assert len(answer.context["meanwhile"]) == 1
    fresh = Page(answer).one("input", name="seen")["value"]
    assert client.post(f"{WATER}contact/", {**mine, "seen": fresh}).status_code == 302
    assert Contact.objects.get().focal_name == "Bea"


def test_an_address_for_an_outsider_is_shown_once_and_mailed_in_their_language(client, officer):
    Contact.objects.create(commitment=promise(), focal_email="focal@water.example", focal_language="ur")

    answer = client.post(f"{WATER}link/", {"mail": "on"})

    address = answer.context["address"]
    assert "/ur/answer/" in address
    assert address in Page(answer).text
    assert (Link.objects.count(), Link.objects.get().party.code) == (1, "water-works")
    letter = Letter.objects.get()
    assert (letter.address, letter.language) == ("focal@water.example", "ur")
    assert address in letter.text
    assert address.split("/")[-2] not in str(list(Event.objects.values()))


def test_an_address_that_nobody_is_to_be_mailed_posts_nothing(client, officer):
    answer = client.post(f"{WATER}link/", {})

    assert answer.status_code == 200
    assert (Link.objects.count(), Letter.objects.count()) == (1, 0)


def test_a_form_is_kept_as_a_draft_and_taken_up_again(client, officer):
    kept = {**PUMP, "needs": ["bring-water"], "draft_title": "New promise", "draft_address": NEW}
    client.post("/desk/isles/drafts/save/", kept)

    page = Page(client.get(f"{NEW}?draft={Draft.objects.get().pk}"))

    assert page.one("input", name="title")["value"] == "Pump the water up"
    assert page.all("input", name="needs")[0]["value"] == "bring-water"
    assert Commitment.objects.count() == 4


def test_one_draft_of_a_new_promise_does_not_take_the_place_of_another(client, officer):
    for title in ("Dredge the quay", "Light the quay"):
        address = Page(client.get(NEW)).one("input", name="draft_address")["value"]
        client.post(
            "/desk/isles/drafts/save/", {"title": title, "draft_title": "New promise", "draft_address": address}
        )
    text = Page(client.get("/desk/isles/drafts/")).text
    taken_up = Page(client.get(f"{address}&draft={Draft.objects.get(title__endswith='Light the quay').pk}"))

    assert ("New promise: Dredge the quay" in text, "New promise: Light the quay" in text) == (True, True)
    assert taken_up.one("input", name="title")["value"] == "Light the quay"
    assert taken_up.one("input", name="draft_address")["value"] == address


def test_a_form_without_the_mark_of_ours_writes_nothing(isles):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.person("isles", "isles", Role.OFFICER))

    assert client.post(f"{WATER}move/", MOVING).status_code == 403
    assert Move.objects.count() == 0


HOSTILE = [
    "\u0000",
    "\u202e",
    "a" * 100_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
    "9" * 400,
    "\ud83d",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("deed", ["correct", "evidence", "move", "end", "object", "contact"])
def test_nothing_that_is_typed_breaks_a_form(client, officer, deed, text):
    text = text.encode("utf-8", "replace").decode()
    page = Page(client.get(f"{WATER}{deed}/"))
    names = {
        given["name"] for tag, given in page.elements if tag in ("input", "select", "textarea") and "name" in given
    }

    answer = client.post(f"{WATER}{deed}/", dict.fromkeys(names - {"csrfmiddlewaretoken", "files"}, text))

    assert answer.status_code in (400, 302)
    assert "<script>alert" not in answer.content.decode()
