"""Comments, mentions, drafts and kept lists."""

from datetime import timedelta

import pytest

import make
from corridor.base.actors import Actor, Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.notes.actions import (
    BadAddress,
    BadComment,
    TooLarge,
    comment_on,
    discard_draft,
    forget_list,
    keep_list,
    save_draft,
    see_mentions,
    strike_comment,
)
from corridor.notes.models import Draft, KeptList
from corridor.notes.queries import comments_on, draft_numbered, drafts, kept_lists, mentions_for

ON = ("commitments", "bring-water")


@pytest.fixture
def isles(db, tmp_path):
    return make.loaded(tmp_path)


@pytest.fixture
def ines(isles):
    return make.actor("isles", "isles", Role.OFFICER, name="Inês")


@pytest.fixture
def ali(isles):
    return make.actor("isles", "mill", Role.READER, name="Ali Khan")


def test_a_comment_is_read_by_everybody_at_the_desk_and_by_nobody_else(isles, ines, ali):
    comment_on(isles, *ON, "Who has the key?", by=ines, at=make.NOON)

    assert [each.text for each in comments_on(isles, ali, *ON)] == ["Who has the key?"]
    assert comments_on(isles, Actor("reader"), *ON) == []
    assert comments_on(isles, ali, "commitments", "build-quay") == []


def test_a_comment_for_one_party_is_read_by_that_party_alone(isles, ines, ali):
    colleague = make.actor("isles", "isles", Role.READER)
    comment_on(isles, *ON, "Between us, @Ali Khan", by=ines, at=make.NOON, for_party_only=True)

    assert [len(comments_on(isles, by, *ON)) for by in (ines, colleague, ali)] == [1, 1, 0]
    assert mentions_for(isles, ali) == []


def test_who_is_named_has_it_on_their_day_until_they_saw_it(isles, ines, ali):
    comment_on(isles, *ON, "@ali khan, is the water there? @Inês", by=ines, at=make.NOON)

    assert [each.comment.text[:9] for each in mentions_for(isles, ali)] == ["@ali khan"]
    assert mentions_for(isles, ines) == []
    assert see_mentions(isles, *ON, by=ali, at=make.NOON) == 1
    assert mentions_for(isles, ali) == []


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "a\u202eb", "\x00"])
def test_a_comment_says_something_that_can_be_shown(isles, ines, text):
    with pytest.raises(BadComment):
        comment_on(isles, *ON, text, by=ines, at=make.NOON)


def test_only_who_wrote_a_comment_strikes_it(isles, ines, ali):
    said = comment_on(isles, *ON, "wrong", by=ines, at=make.NOON)
    with pytest.raises(NotAllowed):
        strike_comment(said, by=ali, at=make.NOON)

    strike_comment(said, by=ines, at=make.NOON)

    assert comments_on(isles, ines, *ON) == []


def test_who_does_not_act_here_says_nothing(isles):
    with pytest.raises(NotAllowed):
        comment_on(isles, *ON, "hello", by=Actor("person-99", person=99), at=make.NOON)


def test_the_journal_holds_no_words_of_comments_and_drafts(isles, ines):
    comment_on(isles, *ON, "canary-comment", by=ines, at=make.NOON)
    save_draft(isles, "/desk/isles/x/", "canary-title", {"a": "canary-draft"}, by=ines, at=make.NOON)

    assert "canary" not in str(list(Event.objects.values()))


def test_a_draft_is_kept_for_its_form_and_seen_by_nobody_else(isles, ines, ali):
    address = "/desk/isles/commitments/new/"
    save_draft(isles, address, "Road", {"title": "Build"}, by=ines, at=make.NOON)
    draft = save_draft(isles, address, "Road", {"title": "Build it"}, by=ines, at=make.NOON + timedelta(hours=1))

    assert [each.content for each in drafts(isles, ines)] == [{"title": "Build it"}]
    assert (drafts(isles, ali), draft_numbered(isles, ali, draft.pk)) == ([], None)
    with pytest.raises(NotAllowed):
        discard_draft(draft, by=ali, at=make.NOON)
    discard_draft(draft, by=ines, at=make.NOON)
    assert Draft.objects.count() == 0


def test_a_draft_has_bounds(isles, ines):
    with pytest.raises(TooLarge):
        save_draft(isles, "/desk/isles/x/", "t", {"a": "x" * 20_001}, by=ines, at=make.NOON)
    for address in ("//evil.example/isles/", "/\\evil.example/isles/"):
        with pytest.raises(BadAddress):
            save_draft(isles, address, "t", {}, by=ines, at=make.NOON)


def test_a_draft_is_kept_without_signs_that_no_database_takes(isles, ines):
    content = {"title": "a\0b", "needs": ["\0", "pump"], "\0no": "x"}

    draft = save_draft(isles, "/desk/isles/x/", "Ro\0ad\u202e", content, by=ines, at=make.NOON)

    draft.refresh_from_db()
    assert (draft.title, draft.content) == ("Road", {"title": "ab", "needs": ["", "pump"], "no": "x"})


def test_a_list_is_kept_under_its_name_once(isles, ines, ali):
    keep_list(isles, "Late", "/desk/isles/commitments/?mark=late", by=ines, at=make.NOON)
    kept = keep_list(isles, "Late", "/desk/isles/commitments/?mark=late&zone=east-quay", by=ines, at=make.NOON)

    assert [each.address for each in kept_lists(isles, ines)] == [kept.address]
    assert kept_lists(isles, ali) == []
    with pytest.raises(NotAllowed):
        forget_list(kept, by=ali, at=make.NOON)
    forget_list(kept, by=ines, at=make.NOON)
    assert KeptList.objects.count() == 0
