"""Every sentence of the interface exists in every language, whole."""

import re
from importlib import util

import pytest
from babel.messages.pofile import read_po

from house.tree import ROOT

LOCALES = ("ur", "zh_Hans")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{\w*}")


def tool(name):
    """A script of tools/ as a module."""
    spec = util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MESSAGES = tool("messages")


@pytest.fixture(scope="module", params=LOCALES)
def catalogue(request):
    with MESSAGES.catalogue_path(request.param).open("rb") as file:
        return read_po(file, locale=request.param, abort_invalid=True)


def sentences(catalog):
    """The sentences of a catalogue; its header is none."""
    return [message for message in catalog if message.id]


def forms(message):
    """A sentence in all its forms."""
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string]


def test_a_catalogue_holds_the_sentences_of_the_code(catalogue):
    collected = {(message.id, message.context) for message in sentences(MESSAGES.collected())}

    found = {(message.id, message.context) for message in sentences(catalogue)}

    assert (sorted(collected - found, key=str), sorted(found - collected, key=str)) == ([], []), "make messages"


def test_every_sentence_is_translated_in_every_form(catalogue):
    empty = [message.id for message in sentences(catalogue) if not all(map(str.strip, forms(message)))]

    assert empty == []


def test_no_translation_is_a_guess(catalogue):
    assert [message.id for message in sentences(catalogue) if message.fuzzy] == []


def test_placeholders_are_the_same(catalogue):
    differing = []
    for message in sentences(catalogue):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        one, more = (sorted(PLACEHOLDER.findall(each)) for each in (ids[0], ids[-1]))
        for place, form in enumerate(forms(message)):
            # A form for one alone may leave the number out, where English does.
            allowed = (one, more) if place == 0 and catalogue.num_plurals > 1 else (more,)
            differing += [(ids[0], form)] if sorted(PLACEHOLDER.findall(form)) not in allowed else []

    assert differing == []


def test_plural_forms_are_those_of_the_language(catalogue):
    plural = [message for message in sentences(catalogue) if message.pluralizable]

    assert [message.id for message in plural if len(forms(message)) != catalogue.num_plurals] == []
