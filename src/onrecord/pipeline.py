"""The order of the stages for one document: ingest, parse, read, resolve. Cases and the command line call this.

A document that can't be read becomes a failure row; a run goes on. What a reader finds depends on the document alone,
so the same document gives the same rows in any order of work and on any number of workers.
"""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TypedDict, Unpack

from onrecord.confidence import weigh
from onrecord.config import whole
from onrecord.errors import InputError
from onrecord.ingest import Ingested, ingest_file, ingest_stream, ingest_text, ingest_url, list_inputs
from onrecord.model import Document, Failure, Rows
from onrecord.read import find_rows
from onrecord.report import Report
from onrecord.resolve import resolve
from onrecord.syntax import Parsed, load_parser
from onrecord.vocab import LANGUAGES

READER_VERSION = "0.3.0"
"""Version of the readers: what another version read is read again by `onrecord reread`."""

STANDARD_INPUT = "-"
_ADDRESS = ("http://", "https://")


class Given(TypedDict, total=False):
    """Fields of a document that are known better than its file tells them."""

    published: str | None
    title: str | None
    publisher: str | None
    author: str | None
    language: str | None


def read(  # noqa: PLR0913 - each is a field of the document
    source: str | Path | BinaryIO,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    language: str | None = None,
    fast: bool | None = None,
) -> Report:
    """Ingest and read one report.

    Args:
        source: A path, an http(s) address, or an open binary file. An address is fetched only because it is given here.
        published: Day of publication (ISO), where the file tells none or a wrong one.
        title: Title, likewise.
        publisher: Who published it, likewise.
        author: Who wrote it, likewise.
        language: ISO 639-1 code; found from the text where None.
        fast: True reads without the trained encoder, False with it; None: as the setting `fast` says.

    Returns:
        The report. One in a language that has no vocabulary has no rows but a failure that says so.

    Raises:
        InputError: The document can't be taken in: what was found, what is accepted, what to do.
    """
    given = Given(published=published, title=title, publisher=publisher, author=author, language=language)
    if isinstance(source, (str, Path)):
        return read_document(take_in(source, **given).document, fast=fast)
    name = getattr(source, "name", None)
    ingested = ingest_stream(source, name=name if isinstance(name, str) else None, **given)
    return read_document(ingested.document, fast=fast)


def read_text(  # noqa: PLR0913 - each is a field of the document
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    author: str | None = None,
    language: str | None = None,
    fast: bool | None = None,
) -> Report:
    """Read a report given as plain text.

    Args:
        text: The text; offsets of all rows count its code points.
        published: Day of publication (ISO). Without it, "on Tuesday" stays unresolved and says so.
        title: Title of the report.
        publisher: Who published it.
        url: Where it was found.
        author: Who wrote it.
        language: ISO 639-1 code; found from the text where None.
        fast: True reads without the trained encoder, False with it; None: as the setting `fast` says.

    Raises:
        InputError: The text is empty, or `published` is no ISO date.

    Example:
        >>> report = read_text("Shells killed at least 14 people in Tarsk on Monday.", published="2019-03-12")
        >>> toll = report.tolls[0]
        >>> toll.low, toll.qualifier, report.times[0].value
        (14, 'at least', '2019-03-11')
    """
    ingested = ingest_text(
        text, uri=url, title=title, published=published, publisher=publisher, author=author, language=language
    )
    return read_document(ingested.document, fast=fast)


def take_in(source: str | Path, **given: Unpack[Given]) -> Ingested:
    """Ingest a file, or what lies at an address.

    Args:
        source: A path or an http(s) address.
        **given: Fields of the document that are known better than the file tells them (`published`, `title`, ...).

    Raises:
        InputError: The document can't be taken in.
    """
    if isinstance(source, str) and source.startswith(_ADDRESS):
        return ingest_url(source, **given)
    return ingest_file(source, **given)


def read_document(document: Document, *, fast: bool | None = None) -> Report:
    """Read a document's text: parse, find, resolve.

    Args:
        document: The document.
        fast: True reads without the trained encoder, False with it; None: as the setting `fast` says.
    """
    reason = unread_because(document)
    if reason is not None:
        rows = Rows()
        rows.failures.append(
            Failure(stage="read", document=document.id, code="language", message=reason, uri=document.uri)
        )
        return Report(document, rows)
    language = document.language or LANGUAGES[0]
    without = bool(whole("fast")) if fast is None else fast
    return Report(document, _rows(load_parser(language).parse(document, fast=without)))


def read_batch(documents: Sequence[Document], *, fast: bool | None = None) -> list[Rows | Failure]:
    """Rows of documents, or the failure of one that could not be read; the others are read all the same."""
    return [_rows_or_failure(document, fast=fast) for document in documents]


def unread_because(document: Document) -> str | None:
    """Why a document is kept but not read (`not read: language ru`); None where it can be read."""
    if document.language is None or document.language in LANGUAGES:
        return None
    return f"not read: language {document.language}"


def sources_in(files: Sequence[str]) -> Iterator[str | Path | BinaryIO]:
    """What the words of a command line stand for: files, the files of folders, addresses, `-` for standard input."""
    for file in files:
        if file == STANDARD_INPUT:
            yield io.BytesIO(sys.stdin.buffer.read())
        else:
            yield from list_inputs([file])


def _rows(parsed: Parsed) -> Rows:
    return weigh(parsed, resolve(parsed, find_rows(parsed)))


def _rows_or_failure(document: Document, *, fast: bool | None) -> Rows | Failure:
    try:
        return read_document(document, fast=fast).rows
    except (InputError, MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        # a reader's bug on one document must not take the run with it; it is kept with its place, and counted
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return Failure(
            stage="read",
            document=document.id,
            code=type(error).__name__,
            message=f"reading failed: {error} ({Path(frame.filename).name}, line {frame.lineno}); please report this",
            uri=document.uri,
        )
