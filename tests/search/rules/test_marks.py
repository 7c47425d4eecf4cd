"""Where searched words stand in a text as it is written."""

from hypothesis import given
from hypothesis import strategies as st

from corridor.search.rules.marks import SHOWN, excerpt, marked
from corridor.search.rules.words import asked


def shown(text: str, search: str) -> str:
    """A text with brackets around what is marked."""
    return "".join(f"[{part.text}]" if part.is_found else part.text for part in marked(text, asked(search).words))


def test_words_are_marked_as_they_are_written():
    assert shown("Rashakai SEZ, Rashaki", "rashak") == "[Rashakai] SEZ, [Rashaki]"
    assert shown("رَشکئی خصوصی زون", "رشكي") == "[رَشکئی] خصوصی زون"
    assert shown("特别经济区与经济", "经济") == "特别[经济]区与[经济]"
    assert shown("The People’s K-Electric", "peoples electric") == "The [People’s] K-[Electric]"
    assert shown("k sez k", "k") == "[k] sez [k]"


def test_markup_is_a_text_like_any_other():
    assert shown("<b>Zone</b> & zone", "zone") == "<b>[Zone]</b> & [zone]"


@given(st.text(max_size=100), st.text(max_size=20))
def test_marks_lose_nothing(text, search):
    parts = marked(text, asked(search).words)

    assert "".join(part.text for part in parts) == "".join(part.text for part in marked(text, []))


@given(st.text(max_size=2_000), st.text(max_size=20))
def test_an_excerpt_is_short(text, search):
    parts = excerpt(marked(text, asked(search).words))

    assert sum(len(part.text) for part in parts) <= SHOWN + len("… ") + len(" …")


def test_an_excerpt_shows_the_first_found_word():
    parts = excerpt(marked("word " * 200 + "needle " + "word " * 200, ["needle"]))

    assert [part.text for part in parts if part.is_found] == ["needle"]
    assert (parts[0].text, parts[-1].text) == ("… ", " …")
