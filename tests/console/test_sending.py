"""Letters handed over to a real mail server on this machine."""

import hashlib
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

import make
from corridor.console import sending
from corridor.console.sending import NoServerError, send_letters
from corridor.post.actions import Written, post_letters
from corridor.post.models import Letter
from mailserver import mail_server
from served import free_port

URDU = Written(
    "digest/person-1/2026-W48",
    "officer@example.org",
    "ur",
    "۲ وعدوں کی میعاد گزر چکی",
    "آپ کے ذمے ۲ وعدے ہیں۔\n\nراشکئی میں بجلی\nhttp://127.0.0.1:8000/ur/cpec/commitments/rsz-energise/\n",
)


def letter(key, address="somebody@example.org"):
    return Written(key, address, "en", f"About {key}", "Some words.\n")


def posted(*written):
    return post_letters(written, by=make.OPERATOR, at=timezone.now())


def due_again():
    """As if the time had passed that letters wait after they were refused or taken."""
    Letter.objects.update(held_until=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def mailbox(db, settings):
    """A mail server to which this process sends."""
    with mail_server() as mailbox:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
        settings.EMAIL_USE_TLS = False
        yield mailbox


def test_a_letter_arrives_once_with_its_words(mailbox):
    posted(URDU)

    sent = [send_letters(make.OPERATOR), send_letters(make.OPERATOR)]

    (mail,) = mailbox.received
    assert sent == [1, 0]
    assert mail["Subject"].strip() == URDU.subject
    assert mail.get_content().replace("\r\n", "\n") == URDU.text
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail["To"] == "officer@example.org"
    assert mail["From"] == "Corridor <corridor@localhost>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "ur"
    digest = hashlib.sha256(URDU.key.encode()).hexdigest()[:32]
    assert mail["Message-ID"] == f"<{digest}@127.0.0.1>"
    assert Letter.objects.get().sent_at is not None


def test_a_letter_that_is_sent_again_is_the_same_to_the_sign(mailbox):
    posted(URDU)
    send_letters(make.OPERATOR)
    Letter.objects.update(sent_at=None)
    due_again()

    send_letters(make.OPERATOR)

    assert len(mailbox.raw) == 2
    assert mailbox.raw[0] == mailbox.raw[1]


def test_letters_go_out_in_the_order_in_which_they_were_posted(mailbox):
    for key in ("first", "second", "third"):
        posted(letter(key))

    send_letters(make.OPERATOR)

    assert [each["Subject"] for each in mailbox.received] == ["About first", "About second", "About third"]


def test_no_more_are_sent_in_one_round_than_allowed(mailbox):
    posted(*(letter(f"{number}") for number in range(3)))

    assert [send_letters(make.OPERATOR, most=2) for _round in range(3)] == [2, 1, 0]
    assert len(mailbox.received) == 3


def test_a_refused_letter_waits_twice_as_long_each_time_and_is_given_up_after_eight(mailbox):
    mailbox.refusal = "554 no thank you"
    posted(letter("unwanted"))
    waits = []
    for _attempt in range(8):
        before = timezone.now()
        assert send_letters(make.OPERATOR) == 1
        waits.append(round((Letter.objects.get().held_until - before).total_seconds() / 60))
        due_again()

    found = Letter.objects.get()
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
    assert (found.attempts, found.sent_at, found.given_up_at is not None) == (8, None, True)
    assert found.trouble.startswith("SMTPDataError: (554, b'no thank you')")
    assert send_letters(make.OPERATOR) == 0


def test_a_refused_letter_holds_up_no_other(mailbox):
    posted(letter("bad", "nobody@[not-an-address"), letter("good"))

    assert send_letters(make.OPERATOR) == 2
    assert mailbox.subjects == ["About good"]


def test_a_subject_of_two_lines_is_refused_here_and_holds_up_no_other(mailbox):
    posted(letter("bad")._replace(subject="one\ntwo"), letter("good"))

    assert send_letters(make.OPERATOR) == 2
    assert mailbox.subjects == ["About good"]
    assert Letter.objects.get(key="bad").trouble.startswith("BadHeaderError")


def test_while_the_server_is_away_no_letter_uses_up_its_attempts(mailbox, settings):
    posted(letter("patient"))
    settings.EMAIL_PORT = free_port()

    with pytest.raises(NoServerError, match="ConnectionRefusedError"):
        send_letters(make.OPERATOR)

    assert Letter.objects.get().attempts == 0


def test_a_server_that_hangs_is_left_after_the_time_set(mailbox, settings):
    assert settings.EMAIL_TIMEOUT == 20
    settings.EMAIL_TIMEOUT = 0.3
    mailbox.silent = True
    posted(letter("first"), letter("second"))

    assert send_letters(make.OPERATOR) == 2
    assert [each.trouble for each in Letter.objects.all()] == [
        "SMTPServerDisconnected: Connection unexpectedly closed: timed out"
    ] * 2


def test_without_a_mail_server_letters_become_files(db, settings, tmp_path):
    settings.HOME = tmp_path / "home"
    posted(URDU, letter("other"))

    assert send_letters(make.OPERATOR) == 2

    files = sorted((tmp_path / "home" / "mail").iterdir())
    found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert sorted(each["Subject"].strip() for each in found) == sorted([URDU.subject, "About other"])
    assert Letter.objects.filter(sent_at=None).count() == 0
    assert (tmp_path / "home" / "mail").stat().st_mode & 0o777 == 0o700


def test_a_site_at_a_bare_ipv6_address_makes_a_message_id_too(settings, db):
    settings.SITE = "https://[2001:db8::1]:8000"
    posted(letter("x"))

    mail = sending.message_of(Letter.objects.get())

    assert mail.extra_headers["Message-ID"].endswith("@[IPv6:2001:db8::1]>")


def test_work_once_sends_what_waits(ask, mailbox):
    posted(letter("waiting"))

    ask("work", "--once")

    assert mailbox.subjects == ["About waiting"]


def test_work_once_says_that_letters_wait_while_the_server_is_away(ask, mailbox, settings):
    posted(letter("waiting"))
    settings.EMAIL_PORT = free_port()

    assert "letters wait, as the mail server cannot be used" in ask("work", "--once", code=1).output


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CORRIDOR_SITE", "corridor.example"),
        ("CORRIDOR_SITE", "https://corridor.example/?a=1"),
        ("CORRIDOR_MAIL_FROM", "nobody"),
        ("CORRIDOR_SMTP_PORT", "0"),
        ("CORRIDOR_SMTP_TLS", "ssl"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(real, name, value):
    assert real("work", "--once", code=2, **{name: value}).stderr.startswith(f"{name}: ")
