"""A page as its reader's browser takes it apart: elements with their attributes, and texts."""

from html.parser import HTMLParser

from django.http import HttpResponse


class Page(HTMLParser):
    """The elements of an answer, in order, and its words."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        """All its words, with single spaces between them."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, **given: str) -> list[dict[str, str]]:
        """The elements of that name that bear these attributes."""
        return [found for name, found in self.elements if name == tag and given.items() <= found.items()]

    def one(self, tag: str, **given: str) -> dict[str, str]:
        """The only such element."""
        (found,) = self.all(tag, **given)
        return found
