"""Collect every sentence of the interface into the catalogues, without gettext: `make messages`.

Sentences in Python are found by Babel; templates are first turned into Python-like text by Django itself.
"""

import io
import sys
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "corridor"
# English is the language of the sentences themselves.
LOCALES = ("ur", "zh_Hans")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip


def collected() -> Catalog:
    """Every sentence that the code and the templates mark for translation."""
    catalog = Catalog(project="corridor", charset="utf-8")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = templatize(text, origin=str(path))
        method = "javascript" if path.suffix == ".html" else "python"
        for _line, message, comments, context in extract(
            method, io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            where = [(str(path.relative_to(ROOT)), 0)]
            catalog.add(message, locations=where, auto_comments=comments, context=context)
    return catalog


def catalogue_path(locale: str) -> Path:
    """Where the catalogue of a language stands."""
    return SOURCE / "locale" / locale / "LC_MESSAGES" / "django.po"


def main() -> None:
    """Bring every catalogue up to date; sentences that are gone leave it."""
    settings.configure()
    django.setup()
    template = collected()
    for locale in LOCALES:
        path = catalogue_path(locale)
        catalog = Catalog(locale=locale, project="corridor", charset="utf-8", fuzzy=False)
        if path.exists():
            with path.open("rb") as file:
                catalog = read_po(file, locale=locale)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
        missing = sum(
            not message.string or (message.pluralizable and not all(message.string))
            for message in catalog
            if message.id
        )
        print(f"{locale}: {len(catalog)} sentences, {missing} without translation")


if __name__ == "__main__":
    sys.exit(main())
