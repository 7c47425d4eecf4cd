"""Sittings of bodies: the list, its CSV, the page of one."""

import make
from portal.lists import codes, rows
from portal.pages import Page

ON = "as_of=2026-06-30"


def test_sittings_stand_with_their_planned_and_held_days(client, mfano):
    page = Page(client.get(f"/mfano/meetings/?{ON}"))

    assert codes(page, "meetings") == ["council-1", "council-2", "council-3"]
    assert "1 of 2 sittings with both days known were held later than planned" in page.text
    assert "1 September 2023 14 September 2023 13 days later Nowhere 7" in page.text
    assert "May 2024 20 May 2024 as planned Somewhere 5" in page.text
    assert "December 2026 – – – 1" in page.text


def test_a_sitting_that_did_not_come_to_pass_is_late(client, mfano):
    page = Page(client.get("/mfano/meetings/?as_of=2027-01-10"))

    assert "December 2026 – 10 days past it; no report that it was held" in page.text
    assert rows(client.get("/mfano/meetings.csv?as_of=2027-01-10"))[2]["days_overdue"] == "10"


def test_a_sitting_is_not_held_before_its_day(client, mfano):
    before, between = (Page(client.get(f"/mfano/meetings/?as_of=2023-{day}")) for day in ("08-31", "09-13"))

    assert [codes(each, "meetings") for each in (before, between)] == [["council-3"], ["council-1", "council-3"]]
    assert "1 September 2023 – 12 days past it; no report that it was held" in between.text
    assert client.get("/mfano/meetings/council-1/?as_of=2023-08-31").status_code == 404


def test_the_list_is_chosen_by_its_body(client, cpec):
    page = Page(client.get("/cpec/meetings/?body=jcc"))

    assert codes(page, "meetings") == [f"jcc-{number:02}" for number in range(1, 15)]
    assert [row["code"] for row in rows(client.get("/cpec/meetings.csv?body=jcc"))] == codes(page, "meetings")
    answer = client.get("/cpec/meetings/?body=jccc")
    assert answer.status_code == 400
    assert "Body: “jccc” is not known here. Did you mean “jcc”?" in Page(answer).text


def test_a_sitting_leads_to_the_ones_beside_it_and_to_what_it_decided(client, mfano):
    page = Page(client.get(f"/mfano/meetings/council-2/?{ON}"))

    assert codes(page, "meetings") == ["council-1", "council-3"]
    assert "The sitting before Sitting 1 14 September 2023 The sitting after Sitting 3" in page.text
    assert len(codes(page, "commitments")) == 5
    assert codes(page, "parties") == ["mfano-council"]


def test_a_sitting_of_which_nothing_is_recorded_says_so(client, cpec):
    text = Page(client.get("/cpec/meetings/jcc-01/")).text

    assert "Sitting 1" in text
    assert "Held no date known" in text
    assert "No promise is recorded from it on this day." in text
    assert "The sitting before" not in text


def test_a_promise_leads_to_the_meeting_that_decided_it(client, mfano):
    page = Page(client.get(f"/mfano/commitments/first-export/?{ON}"))

    assert codes(page, "meetings") == ["council-2"]


def test_without_meetings_the_list_says_so(client, tmp_path):
    bare = {"meetings": lambda text: text.partition("\n")[0] + "\n"}
    make.loaded(tmp_path, commitments=[make.swap(",board-1,", ",,"), make.swap(",board-2,", ",,")], **bare)

    assert "No meeting is told of on that day." in Page(client.get("/isles/meetings/")).text


def test_the_list_asks_the_same_few_questions_whatever_its_length(
    client, cpec, tmp_path, django_assert_num_queries
):
    make.loaded(tmp_path)
    for code in ("isles", "cpec"):
        with django_assert_num_queries(5):
            client.get(f"/{code}/meetings/")
