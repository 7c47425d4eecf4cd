"""Finding in a loaded programme: the same on both databases."""

import pytest

import make
from corridor.base.actors import READER
from corridor.programme.models import Programme
from corridor.search.actions import index_programme
from corridor.search.models import Entry
from corridor.search.queries.find import find
from corridor.search.rules.order import NOUNS, by_title

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cpec(for_the_module):
    return made_findable(make.CPEC, "cpec")


@pytest.fixture(scope="module")
def mfano(for_the_module):
    return made_findable(make.MFANO, "mfano")


def made_findable(folder, code: str) -> Programme:
    make.load(folder)
    programme = Programme.objects.get(code=code)
    index_programme(programme, by=make.OPERATOR, at=make.NOON)
    return programme


def first(programme: Programme, text: str) -> tuple[str, str]:
    """The noun and the code of the best hit."""
    hit = find(programme, READER, text).hits[0]
    return hit.noun, hit.code


@pytest.mark.parametrize(
    "text",
    [
        "rashakai special economic zone", "rashak", "Rashaki", "RSEZ", "rashakai-sez", "RASHAKAI SEZ",
        "رشکئی", "رشكئي", "رَشکئی خصوصی", "拉沙卡伊", "拉沙", "拉沙卡伊特别经济区",
    ],
)  # fmt: skip
def test_a_zone_is_found_in_three_scripts(cpec, text):
    assert first(cpec, text) == ("zones", "rashakai-sez")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("rashakiai", "rashakai"), ("fasialabad", "faisalabad"), ("karachi industral", "industrial")],
)
def test_a_slip_is_forgiven_and_said(cpec, typed, meant):
    answer = find(cpec, READER, typed)

    assert answer.total > 0
    assert dict(answer.corrected) == {typed.split()[-1]: meant}


def test_every_thing_is_found_by_its_code_first(cpec):
    wrong = []
    for noun, code in Entry.objects.filter(programme=cpec).order_by("id").values_list("noun", "code")[::7]:
        same = find(cpec, READER, code).hits
        wrong += [code] if (noun, code) not in [(hit.noun, hit.code) for hit in same[:3]] else []

    assert wrong == []


def test_every_thing_is_found_by_its_name(cpec):
    entries = Entry.objects.filter(programme=cpec).order_by("id")[::9]

    assert [each.code for each in entries for name in each.names.values() if not _found(cpec, name, each)] == []


def _found(programme: Programme, name: str, entry: Entry) -> bool:
    hits = find(programme, READER, name, noun=entry.noun, most=500).hits
    return entry.code in [hit.code for hit in hits]


def test_codes_come_before_titles_before_anything_else(mfano):
    hits = find(mfano, READER, "mfano port").hits

    assert (hits[0].noun, hits[0].code) == ("zones", "mfano-port")
    assert [hit.code for hit in find(mfano, READER, "acme").hits[:2]] == ["acme-textiles", "acme-mill"]


def test_hits_of_a_tier_stand_by_noun_and_then_by_title(mfano):
    hits = find(mfano, READER, "made up").hits
    titles = [(NOUNS.index(hit.noun), by_title(hit.names, hit.code)) for hit in hits]

    assert len(hits) > 3
    assert titles == sorted(titles)


def test_notes_of_evidence_are_found(cpec):
    answer = find(cpec, READER, "team of Chinese experts visits", noun="commitments")

    assert [hit.code for hit in answer.hits] == ["prg-chinese-experience"]


def test_only_a_noun_and_only_so_many_of_each(cpec):
    everything = find(cpec, READER, "rashakai", most=500)
    few = find(cpec, READER, "rashakai", most=500, each=2)
    sources = find(cpec, READER, "rashakai", noun="sources", most=5)

    assert len(everything.hits) == everything.total == sum(everything.by_noun.values())
    assert [sum(hit.noun == noun for hit in few.hits) for noun in few.by_noun] == [
        min(2, count) for count in few.by_noun.values()
    ]
    assert {hit.noun for hit in sources.hits} == {"sources"}
    assert (len(sources.hits), sources.total) == (5, everything.by_noun["sources"])
    assert sources.by_noun == everything.by_noun
    assert len(find(cpec, READER, "rashakai").hits) == 20


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00", "\ud800", "\x00rashakai\x00", '"', "'", "*", "rashak*", "rash^", "-", "AND", "OR NOT",
        "NEAR(a b)", "a:b", "terms:x", "'; DROP TABLE search_entry; --", "\\", "%", "_", "()", "((", "{}",
        "𝔯𝔞𝔰𝔥𝔞𝔨𝔞𝔦", "a" * 10_000, "rashakai " * 2_000, "区" * 5_000, "‮رشکئی", "\u0301", "🏭",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_error(cpec, text, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        answer = find(cpec, READER, text)

    assert answer.total >= 0
    assert answer.asked.encode().decode() == answer.asked
    assert len(answer.asked) <= 200


def test_operators_are_words(mfano):
    assert find(mfano, READER, "Mfano AND Hill").hits == find(mfano, READER, "hill and mfano").hits
    assert find(mfano, READER, '"Mfano" (Hill) Zone*').hits[0].code == "mfano-hill"
    assert find(mfano, READER, "𝐌𝐟𝐚𝐧𝐨 ＨＩＬＬ").total > 0


def test_a_long_search_is_cut_and_says_so(cpec):
    answer = find(cpec, READER, "rashakai " * 2_000)

    assert (answer.is_cut, answer.words) == (True, ["rashakai"])
    assert answer.total == find(cpec, READER, "rashakai").total
    assert find(cpec, READER, "rashakai").is_cut is False


def test_a_word_that_nothing_is_like_is_named(cpec):
    answer = find(cpec, READER, "pesco xyzzyq")

    assert (answer.total, answer.unknown) == (0, ["xyzzyq"])


@pytest.mark.parametrize("text", ["rashakai", "rashakiai", "10", "区", "nothing", "rsz-energise"])
def test_a_search_asks_at_most_four_questions(cpec, text, django_assert_max_num_queries):
    for most in (1, 500):
        with django_assert_max_num_queries(4):
            find(cpec, READER, text, most=most)
