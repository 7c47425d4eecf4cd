"""Files and folders that are no package, or not quite: a clear fault at its place, never a crash."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import make

NOBODY = 65534
HEADERS = {name: text.partition("\n")[0] for name, text in make.SMALL.items()}


def header(name: str, *columns: str) -> make.Change:
    """The same rows under another first line."""
    return make.swap(HEADERS[name], ",".join(columns))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"meetings": make.swap("held_on", "held")},
            ["meetings.csv:1:held unknown-header", "meetings.csv:1:held_on missing-header"],
            id="wrong header",
        ),
        pytest.param(
            {
                "meetings": header(
                    "meetings", "code", "body", "number", "planned_on", "code", "place", "source", "note"
                )
            },
            ["meetings.csv:1:code duplicate-header", "meetings.csv:1:held_on missing-header"],
            id="duplicate header",
        ),
        pytest.param(
            {"ventures": make.swap(",as_of,source,note", ",as_of,source")},
            ["ventures.csv:1:note missing-header"],
            id="missing header",
        ),
        pytest.param(
            {"endings": make.swap("authority,successor", "successor,authority")},
            ["endings.csv:1:commitment header-order"],
            id="reordered header",
        ),
        pytest.param(
            {"obstacles": make.swap("summary_en,source", "summary_en,source,colour")},
            ["obstacles.csv:1:colour extra-header"],
            id="one header too many",
        ),
        pytest.param(
            {"zones": make.swap("name_pt", "name_ur")},
            ["zones.csv:1:name_pt missing-header", "zones.csv:1:name_ur unknown-header"],
            id="another language",
        ),
        pytest.param(
            {"sources": make.SMALL["sources"].replace("á", "\xe1").encode("latin-1")},
            ["sources.csv:4:- not-utf-8"],
            id="Latin-1",
        ),
        pytest.param(
            {"sources": make.SMALL["sources"].encode("utf-16")},
            ["sources.csv:1:- utf-16"],
            id="UTF-16",
        ),
        pytest.param(
            {"sources": lambda text: "\ufeff" + text}, ["sources.csv:1:- byte-order-mark"], id="byte-order mark"
        ),
        pytest.param(
            {"parties": lambda text: text.replace("\n", "\r\n")},
            ["parties.csv:1:- windows-line-ends"],
            id="Windows line ends",
        ),
        pytest.param(
            {"parties": lambda text: text.replace("Harbour Board", "Harbour\rBoard")},
            ["parties.csv:3:- carriage-return"],
            id="carriage return",
        ),
        pytest.param({"zones": lambda text: text.replace(",", ";")}, ["zones.csv:1:- separator"], id="semicolons"),
        pytest.param({"zones": lambda text: text.replace(",", "\t")}, ["zones.csv:1:- separator"], id="tabs"),
        pytest.param({"obstacles": ""}, ["obstacles.csv:1:- empty-file"], id="empty file"),
        pytest.param(
            {"endings": "\n"},
            [f"endings.csv:1:{name} missing-header" for name in sorted(HEADERS["endings"].split(","))],
            id="empty first line",
        ),
        pytest.param(
            {"meetings": make.swap("2020-08,,,paper,", "2020-08,,,paper,,")},
            ["meetings.csv:3:note wrong-width"],
            id="a cell too many",
        ),
        pytest.param(
            {"meetings": make.swap("2020-08,,,paper,", "2020-08,,,paper")},
            ["meetings.csv:3:source wrong-width"],
            id="a cell too few",
        ),
        pytest.param(
            {"ventures": make.more("")},
            ["ventures.csv:3:- blank-line"],
            id="empty line",
        ),
        pytest.param(
            {"meetings": [make.swap("2020-08,,,paper,", '2020-08,,"here,paper,'), make.more("c,mill,,,,,paper,")]},
            ["meetings.csv:3:- bad-csv"],
            id="quote not closed",
        ),
        pytest.param(
            {"sources": make.swap('"Pact of the quay, in full"', '"Pact of "the" quay"')},
            ["sources.csv:2:- bad-csv"],
            id="quote within quotes",
        ),
        pytest.param({"figures": None}, ["figures.csv:0:- no-file"], id="a file is missing"),
        pytest.param(
            {"evidence": None, "verifications": None, "evidenc": make.SMALL["evidence"]},
            ["evidence.csv:0:- no-file", "evidenc.csv:0:- unknown-file"],
            id="a file misspelt",
        ),
        pytest.param(
            {"commitments": None, "dependencies": None, "sources": None, "zones": None},
            [f"{name}.csv:0:- no-file" for name in ("sources", "zones", "commitments", "dependencies")],
            id="half a package",
        ),
    ],
)
def test_a_broken_file_is_named_at_its_place(tmp_path, changes: dict[str, make.Changes], expected: list[str]):
    assert make.faults(make.package(tmp_path, **changes)) == expected


def test_rows_after_cells_of_several_lines_are_counted_as_an_editor_counts_them(tmp_path):
    two_lines = make.cell(2, "note", "one\ntwo\nthree")
    folder = make.package(tmp_path, sources=two_lines, meetings=make.cell(3, "source", "papier"))
    make.package(tmp_path, sources=[two_lines, make.cell(3, "published_on", "June")])

    assert make.faults(folder) == ["sources.csv:2:note control-character", "sources.csv:5:published_on bad-date"]


def test_the_optional_files_may_be_missing(tmp_path):
    assert make.faults(make.package(tmp_path, verifications=None, endings=None)) == []


def test_names_may_come_decomposed_and_are_kept_composed(tmp_path):
    decomposed = "A\u0301guas"
    folder = make.package(tmp_path, parties=make.swap("Águas", decomposed), programme=make.swap("Ilhas", "Ílhas"))
    make.package(tmp_path, parties=make.swap("Águas", decomposed), programme=make.swap("Ilhas", "I\u0301lhas"))

    package = make.read(folder)

    assert package.sheets["parties"].rows[2][2] == "Águas"
    assert package.charter["names"]["pt"].startswith("Ílhas")


def test_a_folder_that_is_not_there(tmp_path):
    assert make.sentences(tmp_path / "nowhere") == [
        f"{tmp_path / 'nowhere'}:0:-: there is no such folder; name a folder that holds a programme package"
    ]


def test_a_file_in_place_of_a_folder(tmp_path):
    file = tmp_path / "programme.toml"
    file.write_text("")

    assert make.faults(file) == [f"{file}:0:- no-folder"]


def test_a_folder_whose_name_is_too_long(tmp_path):
    folder = tmp_path / ("x" * 300)

    assert make.faults(folder) == [f"{folder}:0:- unreadable"]


def test_a_link_that_leads_back_to_itself(tmp_path):
    folder = make.package(tmp_path, zones=None)
    (folder / "zones.csv").symlink_to("zones.csv")

    assert make.faults(folder) == ["zones.csv:0:- unreadable"]


def test_a_folder_or_a_pipe_in_place_of_a_file(tmp_path):
    folder = make.package(tmp_path, sources=None, zones=None)
    (folder / "sources.csv").mkdir()
    os.mkfifo(folder / "zones.csv")

    assert make.faults(folder) == ["sources.csv:0:- unreadable", "zones.csv:0:- unreadable"]


def as_nobody(folder: Path) -> list[str]:
    """The faults of a package as somebody sees it who is not root, whom no file's mode stops."""
    if os.geteuid():
        return make.faults(folder)
    reader = os.fork()
    if reader:
        assert os.waitpid(reader, 0)[1] == 0
        return (folder.parent / "said.txt").read_text().splitlines()
    try:
        said = (folder.parent / "said.txt").open("w")
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        said.write("\n".join(make.faults(folder)))
        said.close()
        os._exit(0)
    finally:
        os._exit(1)


@pytest.fixture
def place():
    """A folder that anybody may pass through; pytest's own are closed to others."""
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    folder.chmod(0o755)
    yield folder
    subprocess.check_call(["chmod", "-R", "u+rwx", folder])
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_read(place):
    folder = make.package(place / "package")
    folder.chmod(0o000)

    assert as_nobody(folder) == [f"{folder}:0:- unreadable"]


def test_a_folder_that_may_not_be_entered(place):
    folder = make.package(place / "package")
    folder.chmod(0o744)

    assert {fault.split(" ")[1] for fault in as_nobody(folder)} == {"unreadable"}


def test_a_file_that_may_not_be_read(place):
    folder = make.package(place / "package")
    (folder / "zones.csv").chmod(0o000)

    assert as_nobody(folder) == ["zones.csv:0:- unreadable"]


@pytest.mark.parametrize(
    ("start", "sign", "end"),
    [("", "x", ""), ("", "پ", ""), ('"', "x\n", '"')],
    ids=["one line", "Urdu", "many lines"],
)
def test_a_cell_of_100_megabytes_is_refused(tmp_path, start: str, sign: str, end: str):
    folder = make.package(tmp_path)
    with (folder / "evidence.csv").open("ab") as evidence:
        evidence.write(f"build-quay,2021,press,partly,,,paper,{start}".encode())
        for _megabyte in range(100):
            evidence.write(sign.encode() * (1_000_000 // len(sign.encode())))
        evidence.write(f"{end}\n".encode())

    assert make.faults(folder) == ["evidence.csv:6:- long-cell"]


def test_a_file_without_end_is_not_read(tmp_path):
    folder = make.package(tmp_path, zones=None)
    with (folder / "zones.csv").open("wb") as sparse:
        sparse.truncate(2_000_000_000)

    assert make.faults(folder) == ["zones.csv:0:- too-large"]


def test_the_last_line_need_not_end(tmp_path):
    folder = make.package(tmp_path, ventures=lambda text: text.rstrip("\n"))

    assert len(make.read(folder).sheets["ventures"].rows) == 1
