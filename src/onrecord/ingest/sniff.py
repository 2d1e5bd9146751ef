"""What kind of file some bytes are: by their content first, by the file's name second.

In: bytes and the name, if there is one. Out: the name of a format and, where name and content disagree, a note. What
can't be taken in is refused with what was found and what is accepted.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from onrecord.errors import InputError

ACCEPTED = "accepted are plain text, Markdown, HTML and PDF"

_ARCHIVES = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
)
_ZIP = b"PK\x03\x04"
_ZIP_KINDS = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"application/epub", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_OTHERS = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "a Rich Text file"),
)
_TEXTS = {
    ".json": "a JSON file",
    ".jsonl": "a file of JSON lines",
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".xml": "an XML file",
    ".yml": "a YAML file",
    ".yaml": "a YAML file",
    ".js": "a program",
    ".py": "a program",
    ".css": "a style sheet",
    ".eml": "an e-mail message",
    ".mbox": "a mailbox",
}
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown"})
_PLAIN_SUFFIXES = frozenset({"", ".txt", ".text", ".asc", ".log"})
_HTML_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?<\?xml\b")
_SAMPLE_BYTES = 8_192
_PDF_WITHIN_BYTES = 1_024
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.1
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ZERO_SHARE = 0.3


def sniff(data: bytes, name: str | None) -> tuple[str, str | None]:
    """Name of the format of some bytes, and a note where the file's ending says otherwise.

    Raises:
        InputError: The bytes are empty, binary, an archive, or of a type that is not read.
    """
    told = name or "the input"
    if not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf"):
        raise InputError(f"{told} is empty; {ACCEPTED}", code="empty")
    _refuse_known(data, told)
    suffix = PurePath(name).suffix.lower() if name else ""
    found = _found(data, suffix, told)
    if name is None or suffix in _suffixes(found):
        return found, None
    if found == "plain" and suffix not in _HTML_SUFFIXES | {".pdf"}:
        return found, f"{told}: the ending {suffix} is not known; read as plain text"
    return found, f"{told}: its ending is {suffix or 'missing'}, its content is {found}; read as {found}"


def _suffixes(found: str) -> frozenset[str]:
    return {
        "pdf": frozenset({".pdf"}),
        "html": _HTML_SUFFIXES,
        "markdown": _MARKDOWN_SUFFIXES,
        "plain": _PLAIN_SUFFIXES,
    }[found]


def _refuse_known(data: bytes, told: str) -> None:
    if data.startswith(_ZIP):
        kind = next((words for mark, words in _ZIP_KINDS if mark in data[:_SAMPLE_BYTES]), None)
        if kind is not None:
            raise InputError(
                f"{told} is {kind}, which is not read; save it as PDF or HTML; {ACCEPTED}", code="unknown_type"
            )
        raise InputError(f"{told} is a zip archive; unpack it and give its files; {ACCEPTED}", code="archive")
    for mark, words in _ARCHIVES:
        if data.startswith(mark):
            raise InputError(f"{told} is {words}; unpack it and give its files; {ACCEPTED}", code="archive")
    for mark, words in _OTHERS:
        if data.startswith(mark):
            raise InputError(f"{told} is {words}, which is not read; {ACCEPTED}", code="unknown_type")


def _found(data: bytes, suffix: str, told: str) -> str:
    if b"%PDF-" in data[:_PDF_WITHIN_BYTES]:
        return "pdf"
    sample = data[:_SAMPLE_BYTES]
    if not _is_text(sample):
        raise InputError(f"{told} is binary (no known kind of file), not text; {ACCEPTED}", code="binary")
    if _HTML_START.match(sample.replace(b"\x00", b"")):
        return "html"
    if suffix in _TEXTS or _XML_START.match(sample):
        kind = _TEXTS.get(suffix, "an XML file")
        raise InputError(f"{told} is {kind}, which is not read; {ACCEPTED}", code="unknown_type")
    if suffix in _HTML_SUFFIXES and b"<" in sample:
        return "html"
    return "markdown" if suffix in _MARKDOWN_SUFFIXES else "plain"


def _is_text(sample: bytes) -> bool:
    if sample.startswith(_UTF16_MARKS):
        return True
    half = max(len(sample) // 2, 1)
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) / half > _ZERO_SHARE and min(even, odd) * 10 < max(even, odd):
        return True  # UTF-16 without its mark
    return len(_CONTROLS.findall(sample)) <= len(sample) * _CONTROL_SHARE
