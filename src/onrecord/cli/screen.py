"""Standard output and standard error of the command line."""

from __future__ import annotations

import shutil
import sys
import time
from typing import Self

_EVERY_S = 0.2
_WIDEST = 110


def echo(line: str) -> None:
    """Print a line of the answer."""
    print(line.encode("utf-8", "replace").decode("utf-8") if not line.isascii() else line)


def note(line: str) -> None:
    """Print a remark for the person, apart from the answer."""
    print(line, file=sys.stderr)


def prepare() -> None:
    """Compile the gazetteer where this machine has none yet; it is kept, so this takes its time once."""
    from onrecord.config import cache_folder, setting
    from onrecord.vocab.gazetteer import load_gazetteer

    with Progress("compiling the gazetteer (once)") as progress:
        load_gazetteer(cache_folder(), str(setting("gazetteer_file")), progress.share)


def screen_width() -> int:
    """Columns that lines may take."""
    return min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)


class Progress:
    """A line on standard error that tells how far a step is; one last line where it is no terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._is_terminal = sys.stderr.isatty()
        self._last = 0.0
        self._line = ""

    def tell(self, step: str, done: int, total: int | None) -> None:
        """Take note of a step."""
        share = f"{done}/{total}" if total is not None else str(done)
        self._line = f"{self._what} {share} {step}"
        if self._is_terminal and time.monotonic() - self._last > _EVERY_S:
            self._last = time.monotonic()
            print(f"\r{self._line[: screen_width() - 1]:<{screen_width() - 1}}", end="", file=sys.stderr, flush=True)

    def share(self, step: str, part: float) -> None:
        """Take note of a step by the part that is done, from 0 to 1."""
        self.tell(step, round(part * 100), 100)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        if self._is_terminal and self._line:
            print("\r" + " " * (screen_width() - 1) + "\r", end="", file=sys.stderr, flush=True)
