"""Showing that long work goes on."""

import sys
import time
from types import TracebackType
from typing import Self

# Short work stays silent.
QUIET_SECONDS = 1.0


class Progress:
    """Says on stderr what is being done, once it takes more than a second: one changing line on a terminal."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._spoke = False

    def __call__(self, step: str) -> None:
        """Say that this step begins."""
        elapsed = time.monotonic() - self._since
        if elapsed < QUIET_SECONDS:
            return
        self._spoke = True
        line = f"{elapsed:5.0f} s  {step}"
        print(f"\r\x1b[K{line}" if self._terminal else line, end="" if self._terminal else "\n", file=sys.stderr)
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._spoke and self._terminal:
            print("\r\x1b[K", end="", file=sys.stderr)
