"""Long work shows that it goes on; short work stays silent."""

import io

from corridor.console.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def spoken(out, quiet_seconds):
    with Progress(out, quiet_seconds) as progress:
        progress("sources.csv")
        progress("parties.csv")
    return out.getvalue()


def test_short_work_says_nothing():
    assert spoken(io.StringIO(), 60) == ""
    assert spoken(Terminal(), 60) == ""


def test_long_work_says_each_step_on_a_line():
    assert spoken(io.StringIO(), 0).splitlines() == ["    0 s  sources.csv", "    0 s  parties.csv"]


def test_on_a_terminal_one_line_changes_and_goes():
    assert spoken(Terminal(), 0).split("\r\x1b[K") == ["", "    0 s  sources.csv", "    0 s  parties.csv", ""]
