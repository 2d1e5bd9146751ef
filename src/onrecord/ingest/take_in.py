"""Takes in one file, some bytes, an address or a text.

It decides the format, extracts, and fills in what the head of the text says.

Precedence of a title, author, publisher, date, language: given by the caller, then the file's metadata, then the web
address (dates), then the head of the text. What nothing states stays None. Documents with the same text have the same
id.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from onrecord.config import whole
from onrecord.errors import InputError
from onrecord.ingest.base import Extracted, Ingested, Settings
from onrecord.ingest.decoding import align_text, harmless
from onrecord.ingest.formats import FORMATS
from onrecord.ingest.language import language_of
from onrecord.ingest.metadata import date_in_url, read_head, without_byline
from onrecord.ingest.sandbox import extract_in_child
from onrecord.ingest.sniff import ACCEPTED, sniff
from onrecord.ingest.url import fetch
from onrecord.model import Document, identify


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What the caller says about a document."""

    uri: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


def ingest_bytes(  # noqa: PLR0913 - each is a field of the document
    data: bytes,
    *,
    uri: str | None = None,
    name: str | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
) -> Ingested:
    """Take in the bytes of a file.

    Args:
        data: The bytes.
        uri: Where they come from; becomes `document.uri`.
        name: Name of the file, for messages and, where the content does not tell, for the format.
        title: Title, if known; comes before what the file says. So do the next four.
        author: Author.
        publisher: Who issued it.
        published: ISO date of publication, or a time of which the day is taken.
        language: ISO 639-1 code.
        settings: Settings given in code (`onrecord.config`).

    Raises:
        InputError: The file can't be taken in; its `code` says why.
    """
    told = name or uri
    settings = settings or {}
    _check_size(len(data), told, settings)
    format_name, note = sniff(data, told)
    kind = FORMATS[format_name]
    try:
        extract = extract_in_child(format_name, data, settings) if kind.is_hostile else kind.extract(data, settings)
    except InputError as error:
        raise InputError(f"{told or 'the input'}: {error.message}", code=error.code, offset=error.offset) from error
    given = _Given(uri=uri, title=title, author=author, publisher=publisher, published=published, language=language)
    return _assembled(data, extract, given, kind.media_type, (note,) if note else (), settings)


def ingest_file(  # noqa: PLR0913 - each is a field of the document
    path: str | os.PathLike[str],
    *,
    uri: str | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
) -> Ingested:
    """Take in a file; its path becomes the document's `uri` unless one is given. Arguments as for `ingest_bytes`.

    Raises:
        InputError: The file does not exist, can't be read, or can't be taken in.
    """
    place = Path(path)
    try:
        if place.is_dir():
            raise InputError(f"{place} is a folder; give its files, or add it to a case", code="folder")
        _check_size(place.stat().st_size, str(place), settings or {})
        with place.open("rb") as stream:  # a device has no size, and no end
            data = stream.read(whole("max_file_bytes", settings) + 1)
    except OSError as error:
        raise InputError(f"{place} can't be read ({error.strerror or error})", code="unreadable") from error
    return ingest_bytes(
        data,
        uri=uri or place.as_posix(),
        name=place.name,
        title=title,
        author=author,
        publisher=publisher,
        published=published,
        language=language,
        settings=settings,
    )


def ingest_stream(  # noqa: PLR0913 - each is a field of the document
    stream: BinaryIO,
    *,
    uri: str | None = None,
    name: str | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
) -> Ingested:
    """Take in an open binary file or standard input, never reading past `max_file_bytes`.

    Arguments as for `ingest_bytes`.
    """
    limit = whole("max_file_bytes", settings)
    return ingest_bytes(
        stream.read(limit + 1),
        uri=uri,
        name=name,
        title=title,
        author=author,
        publisher=publisher,
        published=published,
        language=language,
        settings=settings,
    )


def ingest_url(  # noqa: PLR0913 - each is a field of the document
    address: str,
    *,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    allow_private: bool = False,
    settings: Settings | None = None,
) -> Ingested:
    """Fetch a web address that the user gave and take it in. Arguments as for `ingest_bytes`.

    Raises:
        InputError: The address is not allowed, can't be reached, or its content can't be taken in.
    """
    fetched = fetch(address, settings=settings or {}, allow_private=allow_private)
    return ingest_bytes(
        fetched.data,
        uri=fetched.uri,
        title=title,
        author=author,
        publisher=publisher,
        published=published,
        language=language,
        settings=settings,
    )


def ingest_text(  # noqa: PLR0913 - each is a field of the document
    text: str,
    *,
    uri: str | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
) -> Ingested:
    """Take in a text as it is. NUL and lone surrogates become U+FFFD, one for one, so that offsets stay exact.

    >>> ingest_text("The army entered Tarsk.").document.language
    'en'
    """
    if not text.strip("\x00 \t\r\n\f\v\ufeff"):
        raise InputError(f"the text is empty; {ACCEPTED}", code="empty")
    kept = harmless(text)
    extract = Extracted(text=kept, alignment=align_text(kept), encoding="utf-8")
    given = _Given(uri=uri, title=title, author=author, publisher=publisher, published=published, language=language)
    return _assembled(kept.encode(), extract, given, "text/plain", (), settings or {})


def _day(published: str | None) -> str | None:
    """The day of a date or a time that the caller gave, as an ISO date."""
    if not published:
        return None
    try:
        return datetime.fromisoformat(published.strip()).date().isoformat()
    except ValueError as error:
        raise InputError(
            f"published is {published!r}, expected an ISO date such as 2016-12-14, or None where it is not known",
            code="published",
        ) from error


def _check_size(size: int, told: str | None, settings: Settings) -> None:
    limit = whole("max_file_bytes", settings)
    if size > limit:
        raise InputError(
            f"{told or 'the input'} has {size if size != limit + 1 else 'more than ' + str(limit)} bytes, the limit is "
            f"{limit}; the setting max_file_bytes raises it",
            code="too_large",
        )


def _assembled(  # noqa: PLR0913, PLR0917 - what was found and what was given
    data: bytes, extract: Extracted, given: _Given, media_type: str, notes: tuple[str, ...], settings: Settings
) -> Ingested:
    limit = whole("max_text_characters", settings)
    if len(extract.text) > limit:
        raise InputError(
            f"{given.uri or 'the input'} has {len(extract.text)} characters of text, the limit is {limit}; the setting "
            "max_text_characters raises it",
            code="too_large",
        )
    language = given.language or language_of(extract.text) or extract.language
    head = read_head(extract.text, language)
    from_url = date_in_url(given.uri)
    dates = (
        (_day(given.published), "given"),
        (extract.published, "metadata"),
        (from_url, "url"),
        (head.published, head.published_from),
    )
    published, published_from = next(((day, source) for day, source in dates if day is not None), (None, None))
    text_sha256 = hashlib.sha256(extract.text.encode("utf-8", "replace")).hexdigest()
    document = Document(
        id=identify("doc", text_sha256),
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=text_sha256,
        text=extract.text,
        uri=given.uri,
        media_type=media_type,
        title=given.title or extract.title or (head.title if media_type != "text/html" else None),
        author=given.author or without_byline(extract.author) or head.author,
        publisher=given.publisher or extract.publisher or head.publisher,
        dateline_place=head.dateline_place,
        published=published,
        published_from=published_from,
        language=language,
        encoding=extract.encoding,
    )
    return Ingested(document=document, original=data, alignment=extract.alignment, notes=notes + extract.notes)
