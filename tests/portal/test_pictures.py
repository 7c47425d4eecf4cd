"""Pictures of boards and zones: the right size, in the language of the address, and never a box for a sign."""

import io
from datetime import date

import pytest
from PIL import Image

import make
from corridor.base.actors import READER
from corridor.base.names import Name
from corridor.portal import lettering
from corridor.portal.lettering import INTER, NASKH, NASTALIQ, Line, can_write, fitted, fonts_for, has, runs
from corridor.portal.pictures import drawn, is_writable
from corridor.results.queries.preview import Bar, Preview, board_preview, zone_preview
from portal.pages import Page

DAY = date(2026, 6, 30)
PAPER = (251, 250, 246)


def picture(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    return answer, Image.open(io.BytesIO(answer.content))


def preview(language="en", title="Nowhere", day="As of today"):
    bars = (Bar("Promised", "2", 1.0), Bar("Verified", "0", 0.0))
    return Preview(language, Name(title, language), None, "1 of 2", "0 verified", "1 overdue", bars, day)


def inked(image, box):
    """How many points of a part of a picture are not paper."""
    return sum(count for count, colour in image.crop(box).getcolors(10**6) if colour != PAPER)


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
@pytest.mark.parametrize("path", ["/mfano/board.png", "/mfano/zones/mfano-port.png"])
def test_a_picture_is_as_large_as_those_who_show_it_want(client, mfano, prefix, path):
    answer, image = picture(client, f"{prefix}{path}")

    assert (image.size, image.mode) == ((1200, 630), "RGB")
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert len(answer.content) < 150_000
    # Nothing runs over the edge.
    assert [inked(image, box) for box in ((0, 0, 1200, 30), (0, 0, 40, 630), (1160, 0, 1200, 630))] == [0, 0, 0]


def test_a_picture_that_did_not_change_is_not_sent_again(client, mfano):
    first = client.get("/mfano/board.png?as_of=2025-01-01")
    again = client.get("/mfano/board.png?as_of=2025-01-01", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/mfano/zones/nowhere.png", 404),
        ("/nowhere/board.png", 404),
        ("/mfano/board.png?as_of=x", 400),
        ("/mfano/board.png?size=9", 400),
    ],
)
def test_a_picture_of_nothing_is_refused(client, mfano, path, status):
    assert client.get(path).status_code == status


def test_a_picture_says_what_the_board_says(client, mfano):
    shown = board_preview(mfano, READER, "en", on=DAY)

    assert shown.said == "7 of 27 promises kept · 3 verified · 4 overdue"
    path = client.get("/mfano/board.json?as_of=2026-06-30").json()["path"]
    assert [int(bar.count) for bar in shown.bars] == [step["count"] for step in path]
    assert shown.bars[0].share == 1.0
    assert shown.day == "As of 30 June 2026"


def test_a_zone_is_counted_by_itself_and_on_its_day(mfano):
    now = zone_preview(mfano, READER, "mfano-port", "en", on=DAY)
    then = zone_preview(mfano, READER, "mfano-port", "en", on=date(2023, 12, 31))

    assert (str(now.title), str(now.within)) == ("Mfano Port Zone", str(mfano.name_in("en")))
    assert then.kept == "0 of 8 promises kept"
    assert zone_preview(mfano, READER, "nowhere", "en", on=DAY) is None


def test_a_programme_without_promises_can_be_drawn(client, tmp_path):
    make.loaded(tmp_path, zones=make.more("bare,Bare Rock,Rocha,,CV,,,,,,,gazette"))

    assert picture(client, "/isles/zones/bare.png")[1].size == (1200, 630)


def test_a_picture_is_mirrored_where_the_language_runs_from_the_right():
    left, right = (0, 0, 600, 90), (600, 0, 1200, 90)
    english, urdu = (Image.open(io.BytesIO(drawn(preview(each, day="")))) for each in ("en", "ur"))

    assert (inked(english, right), inked(urdu, left)) == (0, 0)
    assert min(inked(english, left), inked(urdu, right)) > 500


@pytest.mark.parametrize("sign", "aZ0éß–…·’%")
def test_the_latin_font_has_its_signs(sign):
    assert has(INTER, sign)


@pytest.mark.parametrize("sign", "کہیےٹڑں،۔؟")
def test_the_urdu_fonts_have_their_signs(sign):
    assert (has(NASTALIQ, sign), has(NASKH, sign), has(INTER, sign)) == (True, True, False)


def test_no_font_has_what_no_font_has():
    assert {has(font, "\U00012345") for font in (INTER, NASKH, NASTALIQ)} == {False}
    assert not can_write("a\U00012345", fonts_for("en"))
    assert runs("\U00012345", fonts_for("en")) == []


def test_a_line_is_drawn_by_the_fonts_that_have_its_signs():
    assert runs("277 میں سے 62", fonts_for("ur")) == [
        (INTER, "277"),
        (NASTALIQ, " "),
        (NASTALIQ, "میں سے"),
        (NASTALIQ, " "),
        (INTER, "62"),
    ]


def test_letters_of_urdu_are_joined():
    apart = sum(Line(sign, "ur", 40).width for sign in "پاکستان")

    assert Line("پاکستان", "ur", 40).width < apart


def test_a_long_line_is_made_smaller_and_then_shorter():
    line = fitted("A very long name of a programme " * 8, "en", 42, 500)

    assert line.width <= 500
    assert line.parts[-1][1].text.endswith("…")


@pytest.fixture
def no_chinese(monkeypatch):
    """A machine that has no Chinese font where such fonts stand."""
    monkeypatch.setattr(lettering, "CHINESE", ())
    lettering.chinese.cache_clear()
    yield
    lettering.chinese.cache_clear()


def test_without_a_chinese_font_the_picture_is_in_english(client, cpec, no_chinese):
    assert not is_writable(board_preview(cpec, READER, "zh-hans", on=DAY))
    assert client.get("/zh-hans/cpec/board.png").content == client.get("/cpec/board.png").content


def test_signs_that_no_font_has_are_left_out():
    assert drawn(preview(title="Nowhere\U00012345")) == drawn(preview(title="Nowhere"))


@pytest.mark.parametrize(
    ("path", "image", "locale"),
    [
        ("/mfano/?as_of=2025-01-01", "/mfano/board.png?as_of=2025-01-01", "en_GB"),
        ("/ur/mfano/zones/mfano-port/", "/ur/mfano/zones/mfano-port.png", "ur_PK"),
        ("/zh-hans/mfano/", "/zh-hans/mfano/board.png", "zh_CN"),
    ],
)
def test_a_page_tells_those_who_pass_it_on_of_its_picture(client, mfano, path, image, locale):
    page = Page(client.get(path))
    told = {each["property"]: each["content"] for each in page.all("meta") if "property" in each}

    assert told["og:image"] == f"http://testserver{image}"
    assert (told["og:locale"], told["og:url"]) == (locale, f"http://testserver{path}")
    assert told["og:title"]
    assert told["og:description"]
    assert page.one("meta", name="twitter:card")["content"] == "summary_large_image"
    assert client.get(told["og:image"]).status_code == 200
