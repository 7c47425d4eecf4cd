"""Showing that long work goes on."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

# Short work stays silent.
QUIET_SECONDS = 1.0


class Progress:
    """Says on stderr what is being done, once it takes more than a second: one changing line on a terminal."""

    def __init__(self, out: TextIO | None = None, quiet_seconds: float = QUIET_SECONDS) -> None:
        self._out = out or sys.stderr
        self._terminal = self._out.isatty()
        self._quiet_seconds = quiet_seconds
        self._since = time.monotonic()
        self._spoke = False

    def __call__(self, step: str) -> None:
        """Say that this step begins."""
        elapsed = time.monotonic() - self._since
        if elapsed < self._quiet_seconds:
            return
        self._spoke = True
        line = f"{elapsed:5.0f} s  {step}"
        self._out.write(f"\r\x1b[K{line}" if self._terminal else f"{line}\n")
        self._out.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._spoke and self._terminal:
            self._out.write("\r\x1b[K")
            self._out.flush()
