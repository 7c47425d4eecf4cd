"""Agreements on their ladder: the list, its CSV, the page of one."""

import pytest

import make
from portal.lists import codes, rows
from portal.pages import Page

ON = "as_of=2026-06-30"


def test_what_grew_out_of_what_stands_together(client, mfano):
    page = Page(client.get(f"/mfano/agreements/?{ON}"))

    assert codes(page, "agreements") == [
        "lake-memorandum",
        "lake-framework",
        "port-development",
        "first-loan",
        "ferry-draft",
    ]
    assert "1 of 1 memorandum grew into something further" in page.text
    assert [each["aria-label"] for each in page.all("span", role="img")] == [
        "Rung 1 of 3: memorandum",
        "Rung 2 of 3: framework",
        "Rung 3 of 3: development agreement",
        "Rung 3 of 3: project",
        "Beside the ladder: plan",
    ]


def test_every_agreement_says_how_long_it_has_stood_on_its_rung(client, mfano):
    text = Page(client.get(f"/mfano/agreements/?{ON}")).text

    for said in (
        "14 February 2022 380 days until the next step",
        "1 March 2023 121 days until the next step until 2033",
        "June 2023 1,096 days so far",
        "1 July 2023 1,095 days so far expired 31 March 2025",
    ):
        assert said in text
    assert "hatched" not in text


def test_a_memorandum_out_of_which_nothing_grew_is_hatched_after_two_years(client, tmp_path):
    make.loaded(tmp_path, agreements=make.cell(3, "elevates", ""))
    before, after = (Page(client.get(f"/isles/agreements/?as_of=2022-01-0{day}")) for day in (5, 6))

    assert [len(each.all("span", **{"class": "here stalled"})) for each in (before, after)] == [0, 1]
    assert "1 memorandum is hatched: signed more than two years ago, and nothing has grown out of it." in after.text


def test_a_past_day_knows_nothing_of_what_was_signed_later(client, mfano):
    page = Page(client.get("/mfano/agreements/?as_of=2022-12-31"))

    assert codes(page, "agreements") == ["lake-memorandum", "ferry-draft"]
    assert "321 days so far" not in page.text
    assert "320 days so far" in page.text
    assert client.get("/mfano/agreements/lake-framework/?as_of=2022-12-31").status_code == 404
    assert client.get("/mfano/agreements/lake-framework/?as_of=2026&known_on=2023-03-01").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=project", ["first-loan"]),
        ("state=superseded", ["lake-memorandum"]),
        ("party=bank-of-nowhere", ["lake-framework", "first-loan"]),
        ("party=bank-of-nowhere&kind=law", None),
    ],
)
def test_the_list_is_chosen_in_the_address_and_the_csv_with_it(client, mfano, query, found):
    if found is None:
        answer = client.get(f"/mfano/agreements/?{query}")
        assert answer.status_code == 400
        assert (
            "Kind: “law” is not known here. Known: mou, framework, development, project, plan" in Page(answer).text
        )
        return
    page = Page(client.get(f"/mfano/agreements/?{query}&{ON}"))

    assert codes(page, "agreements") == found
    assert page.one("link", type="text/csv")["href"] == f"/mfano/agreements.csv?{query}&{ON}"
    assert [row["code"] for row in rows(client.get(f"/mfano/agreements.csv?{query}&{ON}"))] == found


def test_an_unknown_word_is_refused_with_the_nearest(client, mfano):
    answer = client.get("/mfano/agreements.csv?party=bank-of-nowher")

    assert answer.status_code == 400
    assert "Party: “bank-of-nowher” is not known here. Did you mean “bank-of-nowhere”?" in Page(answer).text


def test_the_csv_holds_plain_values(client, mfano):
    found = rows(client.get(f"/mfano/agreements.csv?kind=framework&{ON}"))

    assert found == [
        {
            "code": "lake-framework",
            "title": "Framework pact of the lake",
            "kind": "framework",
            "rung": "2",
            "chain": "lake-memorandum",
            "depth": "1",
            "parties": "secretariat-of-models;ministry-of-samples;bank-of-nowhere",
            "signed_on": "2023-03-01",
            "expires_on": "2033",
            "is_expired": "no",
            "grew_from": "lake-memorandum",
            "has_grown": "yes",
            "state": "in-force",
            "days_on_rung": "121",
            "has_moved": "yes",
            "is_stalled": "no",
            "promises": "2",
            "source": "mfano-gazette-2",
            "note": "signed in the other order",
        }
    ]


def test_the_promises_of_an_agreement_are_as_many_as_its_page_shows(client, cpec):
    for day in ("2021-06", "2026-06-30"):
        counts = {
            row["code"]: int(row["promises"]) for row in rows(client.get(f"/cpec/agreements.csv?as_of={day}"))
        }
        for code in ("sez-act-2012", "rsz-development-2020"):
            page = Page(client.get(f"/cpec/agreements/{code}/?as_of={day}"))

            assert len(codes(page, "commitments")) == counts[code]


def test_an_agreement_shows_its_parties_its_chain_and_its_promises(client, mfano):
    page = Page(client.get(f"/mfano/agreements/lake-framework/?{ON}"))

    assert "framework · in force · lake-framework" in page.text
    assert codes(page, "parties") == ["secretariat-of-models", "ministry-of-samples", "bank-of-nowhere"]
    assert codes(page, "agreements") == ["lake-memorandum", "port-development", "first-loan"]
    assert codes(page, "commitments") == ["hill-rail-spur", "school-of-looms"]
    assert "Agreed 1" in page.text
    assert "Overdue 1" in page.text
    assert codes(page, "sources") == ["mfano-gazette-2"]


def test_an_agreement_that_stands_alone_says_so(client, mfano):
    text = Page(client.get("/mfano/agreements/ferry-draft/")).text

    assert "It grew out of no other agreement, and none has grown out of it." in text
    assert "No promise is recorded under it on this day." in text
    assert "none named" in text


def test_a_promise_leads_to_its_agreement_once_that_was_signed(client, tmp_path):
    make.loaded(tmp_path, agreements=make.cell(3, "signed_on", "2021-06"))
    then, now = (Page(client.get(f"/isles/commitments/build-mill/?as_of={day}")) for day in ("2020-12", "2022"))

    assert [codes(each, "agreements") for each in (then, now)] == [[], ["quay-lease"]]


def test_the_list_asks_the_same_few_questions_whatever_its_length(
    client, cpec, tmp_path, django_assert_num_queries
):
    make.loaded(tmp_path)
    for code in ("isles", "cpec"):
        with django_assert_num_queries(5):
            client.get(f"/{code}/agreements/")
