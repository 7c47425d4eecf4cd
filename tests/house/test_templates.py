"""Templates: no inline script or style, and no word that cannot be translated."""

import re
from html.parser import HTMLParser

import pytest

from house.tree import short, templates

PAGES = {short(path): path.read_text(encoding="utf-8") for path in templates()}
# Read aloud or shown, so they are words too.
SPOKEN = {"alt", "aria-description", "aria-label", "content", "placeholder", "title", "summary"}
# Proper names, and what machines read.
NAMES = {
    "Corridor",
    "corridor load FOLDER",
    "width=device-width, initial-scale=1",
    "#0b5d44",
    "website",
    "summary_large_image",
}
BLOCK = re.compile(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)


class Elements(HTMLParser):
    """Every element with its attributes, and every text between elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        self.texts.append(data.strip())


def elements(text: str) -> Elements:
    """A template without its tags: what stands there for every reader."""
    return Elements(TAG.sub("", BLOCK.sub("", text)))


@pytest.mark.parametrize("page", PAGES)
def test_a_template_holds_no_script_and_no_style(page):
    found = elements(PAGES[page]).elements

    inline = [tag for tag, given in found if tag == "style" or (tag == "script" and "src" not in given)]
    attributes = [name for _tag, given in found for name in given if name == "style" or name.startswith("on")]
    addresses = [value for _tag, given in found for value in given.values() if "javascript:" in value.lower()]

    assert (inline, attributes, addresses) == ([], [], []), "the policy of the pages forbids them; use static/"


@pytest.mark.parametrize("page", PAGES)
def test_a_template_says_nothing_untranslated(page):
    found = elements(PAGES[page])
    spoken = [value for _tag, given in found.elements for name, value in given.items() if name in SPOKEN]

    said = [text for text in (*found.texts, *spoken) if re.search(r"[^\W\d_]", text)]

    assert [text for text in said if text.strip(" –") not in NAMES] == [], "use translate or blocktranslate"
