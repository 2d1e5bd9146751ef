"""What a list of paths and addresses means: folders are opened, the rest is handed on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.ingest.url import is_url


def list_inputs(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str | Path]:
    """Files (as paths) and web addresses (as strings) in the order given.

    Folders become their files, sorted; hidden ones are left out. A path that does not exist is handed
    on, so that reading it says so.
    """
    for given in paths:
        if isinstance(given, str) and is_url(given):
            yield given
            continue
        path = Path(given)
        if path.is_dir():
            yield from _files_under(path)
        else:
            yield path


def _files_under(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root) / name
            if not name.startswith(".") and path.is_file():
                yield path
