"""Bytes to text, with every character's bytes known.

Method: byte order mark; else UTF-8 where it holds; else UTF-16 where every other byte is zero; else line by line
UTF-8 where a line holds and Windows-1252 where not ("mixed"); where most letters are beyond ASCII, charset-normalizer
is asked for the likeliest other encoding, which is taken only if it gives back the same bytes. Bytes that an encoding
does not know, and NUL, become U+FFFD, one for one, since neither SQLite nor JSON keeps them safely.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from onrecord.ingest.alignment import ByteAlignment

_UTF8_RUNS = re.compile(
    "[\x00-\x7f]+|[\x80-\u07ff]+|[\u0800-\ud7ff\ue000-\uffff]+|[\ud800-\udfff]+|[\U00010000-\U0010ffff]+"
)
_UTF16_RUNS = re.compile("[\x00-\uffff]+|[\U00010000-\U0010ffff]+")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNKNOWN = re.compile("[\x00\ud800-\udfff]")
_SAMPLE_BYTES = 4_000
_HIGH_SHARE = 0.2
"""Windows-1252 text in Latin letters has far fewer bytes beyond ASCII than this; Cyrillic or Arabic text far more."""
_ZERO_SHARE = 0.3


def decode(data: bytes, declared: str | None = None) -> tuple[str, str, ByteAlignment]:
    r"""Text, encoding and alignment of some bytes.

    Args:
        data: Bytes of a text file.
        declared: Encoding that the file itself names; taken if it is known and holds.

    >>> text, encoding, alignment = decode("caf\u00e9 in Tarsk".encode("cp1252"))
    >>> text, encoding, alignment.locate(3, 4)[0].where
    ('café in Tarsk', 'cp1252', 'byte 3-4')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            is_sound = encoding != "utf-8" or _holds(data, encoding)
            return _whole(data, encoding, len(mark)) if is_sound else _by_line(data, len(mark))
    if declared is not None and _holds(data, declared):
        return _whole(data, declared, 0)
    if _holds(data, "utf-8"):
        return _whole(data, "utf-8", 0)
    wide = _utf16_without_mark(data)
    if wide is not None:
        return _whole(data, wide, 0)
    other = _other_encoding(data)
    return _whole(data, other, 0) if other is not None else _by_line(data, 0)


def harmless(text: str) -> str:
    """A text with every NUL and lone surrogate replaced, one for one, by U+FFFD."""
    return _UNKNOWN.sub("\ufffd", text)


def align_text(text: str) -> ByteAlignment:
    """Alignment of a text given as such: to the bytes of its UTF-8 form."""
    return _aligned([(text, "utf-8", 0)])


def _whole(data: bytes, encoding: str, skip: int) -> tuple[str, str, ByteAlignment]:
    text = _decoded(data[skip:], encoding)
    return harmless(text), encoding, _aligned([(text, encoding, skip)])


def _decoded(data: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        return data.decode(encoding, "surrogatepass")
    if encoding.startswith("utf-16"):  # an odd byte at the end is no character
        return data[: len(data) // 2 * 2].decode(encoding, "surrogatepass")
    return data.decode(encoding, "replace")


def _holds(data: bytes, encoding: str) -> bool:
    errors = "surrogatepass" if encoding == "utf-8" else "strict"
    try:
        return data.decode(encoding, errors).encode(encoding, errors) == data
    except (UnicodeError, LookupError):
        return False


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros / half > _ZERO_SHARE and others * 10 < zeros and _holds(data, encoding):
            return encoding
    return None


def _other_encoding(data: bytes) -> str | None:
    sample = data[:_SAMPLE_BYTES]
    letters = sum(byte > ord(" ") for byte in sample)
    if sum(byte > 0x7F for byte in sample) < letters * _HIGH_SHARE:  # noqa: PLR2004 - the end of ASCII
        return None
    if any(_holds(line, "utf-8") and not line.isascii() for line in data.splitlines()):
        return None
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(data).best()
    return best.encoding if best is not None and _holds(data, best.encoding) else None


def _by_line(data: bytes, skip: int) -> tuple[str, str, ByteAlignment]:
    pieces: list[tuple[str, str, int]] = []
    place = skip
    for line in data[skip:].split(b"\n"):
        kept = line if place + len(line) == len(data) else line + b"\n"
        encoding = "utf-8" if _holds(kept, "utf-8") else "cp1252"
        pieces.append((_decoded(kept, encoding), encoding, place))
        place += len(kept)
    has_utf8 = any(encoding == "utf-8" and not text.isascii() for text, encoding, _ in pieces)
    text = "".join(piece for piece, _, _ in pieces)
    return harmless(text), "mixed: utf-8, cp1252" if has_utf8 else "cp1252", _aligned(pieces)


def _aligned(pieces: list[tuple[str, str, int]]) -> ByteAlignment:
    starts: list[int] = []
    places: list[int] = []
    widths: list[int] = []
    length = 0
    for text, encoding, first in pieces:
        place = first
        for count, width in _runs(text, encoding):
            if not (widths and widths[-1] == width and places[-1] + (length - starts[-1]) * width == place):
                starts.append(length)
                places.append(place)
                widths.append(width)
            length += count
            place += count * width
    return ByteAlignment(tuple(starts), tuple(places), tuple(widths), length)


def _runs(text: str, encoding: str) -> Iterator[tuple[int, int]]:
    """Runs of characters that take equally many bytes: (characters, bytes of each)."""
    if encoding == "utf-8":
        for match in _UTF8_RUNS.finditer(text):
            yield len(match.group()), len(match.group()[0].encode("utf-8", "surrogatepass"))
    elif encoding.startswith("utf-16"):
        for match in _UTF16_RUNS.finditer(text):
            yield len(match.group()), 4 if match.group()[0] > "\uffff" else 2
    elif encoding.startswith("utf-32"):
        yield len(text), 4
    elif len(text.encode(encoding, "replace")) == len(text):
        yield len(text), 1
    else:
        for character in text:
            yield 1, len(character.encode(encoding, "replace"))
