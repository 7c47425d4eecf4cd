"""Due dates as a calendar, by an address that only its person knows."""

import icalendar
import pytest

import make
from corridor.base.actors import Role
from corridor.desk.calendar import calendar_address, token_for
from corridor.members.models import Membership
from reminders.test_reminding import moved


@pytest.fixture
def miller(isles):
    """Who acts for the mill, in Urdu."""
    return make.person("isles", "mill", Role.CONTRIBUTOR, language="ur", password="seven grey herons wade")


def events(client, person):
    answer = client.get(calendar_address(person))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_what_ones_party_owes_and_is_owed_stands_on_its_day(client, miller):
    found = events(client, miller)

    assert [(str(each["UID"]), each["DTSTART"].dt.isoformat()) for each in found] == [
        ("isles/bring-water@127.0.0.1", "2021-12-31"),
        ("isles/build-mill@127.0.0.1", "2022-06-30"),
    ]
    assert str(found[1]["SUMMARY"]) == "⁨Build the mill⁩"
    assert "جزوی طور پر پورا" in str(found[1]["DESCRIPTION"])
    assert str(found[1]["URL"]) == "http://127.0.0.1:8000/ur/isles/commitments/build-mill/"


def test_a_moved_date_stands_where_it_was_moved_to(client, miller):
    moved("build-mill", "2027-02")

    assert [each["DTSTART"].dt.isoformat() for each in events(client, miller)] == ["2021-12-31", "2027-02-28"]


def test_the_address_asks_for_no_sign_in_and_is_kept_by_nobody(client, miller):
    answer = client.get(calendar_address(miller))

    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}


def test_a_changed_password_ends_the_address(client, miller):
    old = calendar_address(miller)
    miller.set_password("eight grey herons wade")
    miller.save()

    assert (client.get(old).status_code, client.get(calendar_address(miller)).status_code) == (404, 200)


def test_who_may_not_sign_in_has_no_calendar(client, miller):
    miller.is_active = False
    miller.save()

    assert client.get(calendar_address(miller)).status_code == 404


def test_who_acts_for_nobody_any_more_reads_nothing(client, miller):
    Membership.objects.update(until="2020-06-30")

    assert events(client, miller) == []


def test_another_persons_number_opens_nothing(client, miller, ayesha):
    seal = token_for(miller).partition("-")[2]

    tokens = [f"{ayesha.pk}-{seal}", str(miller.pk), f"{miller.pk}-", f"9{'9' * 40}-{seal}", "x", f"-{seal}", "٣-x"]
    assert [client.get(f"/desk/calendar/{token}.ics").status_code for token in tokens] == [404] * 7


def test_it_is_only_read(client, miller):
    assert client.post(calendar_address(miller)).status_code == 405


def test_one_promise_or_many_ask_the_same_number_of_questions(client, miller, count_queries, tmp_path):
    few = count_queries(lambda: client.get(calendar_address(miller)))[1]
    more = make.more(*(f"more-{n},More {n},quay,mill,isles,,,,,,,2027-0{n},,,paper," for n in range(1, 6)))
    make.load(make.package(tmp_path / "more", commitments=more))

    found, many = count_queries(lambda: events(client, miller))
    assert (len(found), many) == (7, few)
