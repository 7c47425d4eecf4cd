"""Checking, loading and exporting packages from the command line."""

import pytest
from django.utils.translation import gettext, override

import make
from corridor.base.models import Event
from corridor.programme.models import Programme

FAULTY = {
    "evidence": make.cell(3, "says", "deliverd"),
    "commitments": [make.cell(3, "debtor", "water-work"), make.cell(4, "due_on", "2022-13")],
}


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_package_without_faults_is_said_to_have_none(ask, tmp_path):
    folder = make.package(tmp_path / "isles")

    assert ask("check", folder).stdout == f"{folder}: {make.read(folder).size} rows, no faults\n"


def test_every_fault_is_named_at_its_place(ask, tmp_path):
    folder = make.package(tmp_path / "isles", **FAULTY)
    found = ask("check", folder, code=1)

    assert found.stdout.splitlines() == make.sentences(folder)
    assert [line.split(": ")[0] for line in found.stdout.splitlines()] == [
        "commitments.csv:3:debtor",
        "commitments.csv:4:due_on",
        "evidence.csv:3:says",
    ]
    assert found.stderr == "3 faults\n"
    assert Event.objects.count() == 0


def test_one_fault_is_said_as_one(ask, tmp_path):
    folder = make.package(tmp_path / "isles", sources=make.cell(2, "kind", "offical"))

    assert ask("check", folder, code=1).stderr == "1 fault\n"


def test_faults_are_said_in_the_language_that_is_asked_for(ask, tmp_path):
    with override("ur"):
        right = gettext("there is no such folder; name a folder that holds a programme package")

    said = ask("check", tmp_path / "none", "--language", "ur", code=1).stdout

    assert said == f"{tmp_path / 'none'}:0:-: {right}\n"


def test_rows_in_are_created_then_unchanged(ask, tmp_path):
    folder = make.package(tmp_path / "isles")
    size = make.read(folder).size

    first, again = ask("load", folder).stdout, ask("load", folder).stdout

    assert first == f"{size} rows in = {size} created + 0 updated + 0 unchanged + 0 rejected; 0 removed\n"
    assert again == f"{size} rows in = 0 created + 0 updated + {size} unchanged + 0 rejected; 0 removed\n"
    assert Event.objects.exclude(table__in=("balance", "search")).count() == size


def test_an_edited_package_applies_the_difference(ask, tmp_path):
    size = make.read(make.package(tmp_path / "isles")).size
    ask("load", tmp_path / "isles")
    edited = make.package(
        tmp_path / "isles",
        sources=make.cell(3, "title", "Works go on"),
        obstacles=make.without(2),
        parties=make.more("baker,Baker,,enterprise,CV,,paper"),
    )

    assert ask("load", edited).stdout == (
        f"{size} rows in = 1 created + 1 updated + {size - 2} unchanged + 0 rejected; 1 removed\n"
    )


def test_a_faulty_package_is_rejected_whole_and_nothing_is_written(ask, tmp_path):
    folder = make.package(tmp_path / "isles", **FAULTY)
    found = ask("load", folder, code=1)
    size = make.read(make.package(tmp_path / "right")).size

    assert found.stdout.splitlines() == [
        *make.sentences(folder),
        f"{size} rows in = 0 created + 0 updated + 0 unchanged + {size} rejected; 0 removed",
    ]
    assert (Programme.objects.count(), Event.objects.count()) == (0, 0)


def test_what_was_loaded_stays_when_the_next_package_is_faulty(ask, tmp_path):
    ask("load", make.package(tmp_path / "isles"))
    before = make.stored_files("isles")

    ask("load", make.package(tmp_path / "isles", **FAULTY), code=1)

    assert make.stored_files("isles") == before


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_folder_that_is_not_there_is_said_in_one_line(ask, tmp_path, command):
    said = ask(command, tmp_path / "none", code=1).stdout.splitlines()

    assert said[0] == (
        f"{tmp_path / 'none'}:0:-: there is no such folder; name a folder that holds a programme package"
    )


def test_whoever_runs_the_command_stands_in_the_journal(ask, tmp_path):
    ask("load", make.package(tmp_path / "isles"))
    (by,) = set(Event.objects.values_list("by", flat=True))

    assert by.startswith("console:")


@pytest.mark.parametrize("folder", [make.MFANO, make.CPEC], ids=["mfano", "cpec"])
def test_load_export_load_is_the_identity(ask, tmp_path, folder):
    size = make.read(folder).size
    ask("load", folder)
    ask("export", tmp_path / "first")

    assert ask("load", tmp_path / "first").stdout == (
        f"{size} rows in = 0 created + 0 updated + {size} unchanged + 0 rejected; 0 removed\n"
    )
    ask("export", tmp_path / "second")
    assert files(tmp_path / "second") == files(tmp_path / "first")


def test_the_journal_alone_rebuilds_the_package(mfano, tmp_path):
    said = mfano("export", tmp_path / "tables").stdout
    mfano("export", tmp_path / "journal", "--from-journal")

    assert said == f"{tmp_path / 'tables'}: {make.read(make.MFANO).size} rows of mfano\n"
    assert files(tmp_path / "journal") == files(tmp_path / "tables")


def test_one_of_several_programmes_is_exported_by_its_code(mfano, tmp_path):
    make.loaded(tmp_path / "isles")
    mfano("export", tmp_path / "out", "--programme", "isles")

    assert sorted(files(tmp_path / "out")) == sorted(make.stored_files("isles"))


def test_a_folder_that_cannot_be_written_is_said_in_one_line(mfano):
    said = mfano("export", "/proc/none", code=1).stderr

    assert said == "Error: /proc/none cannot be written: No such file or directory\n"
