r"""PDF: text in reading order, page and box of every character.

In: bytes. Out: the lines of the pages as they are printed (hyphens and line ends kept), an empty line where the page
has a larger gap, a form feed between pages, tables row by row with tabs between cells. Method: pdfium gives the
characters with their boxes; `layout` orders them. Lines that repeat at the same height of most pages (running heads,
page numbers) are left out. The file's date of creation is not taken as date of publication: it says when the file was
made.

Known limits: rotated text is taken as it comes; a character's upper and lower edge are those of its line.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any

from onrecord.config import whole
from onrecord.errors import InputError
from onrecord.ingest.alignment import BoxAlignment, BoxLine
from onrecord.ingest.base import Extracted, Settings
from onrecord.ingest.layout import Glyph, Line, lines_of

_PASSWORD_NEEDED = 4
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2
_SAME_HEIGHT_PT = 4.0
_LARGER = 1.15
"""A title's letters are at least this much larger than those of the text."""
_LONGEST_TITLE = 250
_GAP = 1.45
"""A pitch between lines beyond this share of the usual one is an empty line."""
_FILE_NAME = re.compile(r"\.\w{2,4}$|^microsoft |^untitled|^document\d*$|^[\w-]+$", re.IGNORECASE)
_MARGIN_HYPHENS = frozenset({0x02, 0xFFFE})


def extract_pdf(data: bytes, settings: Settings) -> Extracted:
    """Text of a PDF.

    Raises:
        InputError: The file is encrypted (`encrypted_pdf`), broken (`broken_pdf`), too long (`too_large`), or has no
        text
            at all (`no_text_needs_ocr`).
    """
    document = _opened(data)
    try:
        limit = whole("max_pages", settings)
        if len(document) > limit:
            raise InputError(
                f"the PDF has {len(document)} pages, the limit is {limit}; the setting max_pages raises it",
                code="too_large",
            )
        pages = [_page_lines(document, number) for number in range(len(document))]
        information = document.get_metadata_dict()
    finally:
        document.close()
    bare = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(bare) == len(pages):
        raise InputError(
            f"the PDF has no text on {'its page' if len(pages) == 1 else f'any of its {len(pages)} pages'}: it is "
            "scanned or drawn, and needs optical character recognition (OCR); make a PDF with text of it, for example "
            "with ocrmypdf, and give that one",
            code="no_text_needs_ocr",
        )
    title, author = information.get("Title", "").strip(), information.get("Author", "").strip()
    text, alignment = _written(_without_running(pages))
    return Extracted(
        text=text,
        alignment=alignment,
        title=title if title and not _FILE_NAME.search(title) else _largest(pages),
        author=author if " " in author else None,
        notes=(f"no text on page {', '.join(map(str, bare))}: scanned pages need OCR",) if bare else (),
    )


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_NEEDED or "password" in str(error).lower():
            raise InputError(
                "the PDF is encrypted and asks for a password; save a copy without one and give that",
                code="encrypted_pdf",
            ) from error
        raise InputError(f"the PDF is broken and can't be opened ({error})", code="broken_pdf") from error
    if len(document) == 0:
        document.close()
        raise InputError("the PDF is broken: it has no pages", code="broken_pdf")
    return document


def _page_lines(document: Any, number: int) -> list[Line]:
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise InputError(f"the PDF is broken: page {number + 1} can't be read ({error})", code="broken_pdf") from error
    glyphs = list(_glyphs(text_page))
    text_page.close()
    page.close()
    return lines_of(glyphs)


def _glyphs(text_page: Any) -> Iterator[Glyph]:
    """Characters of a page as pdfium orders them; a break where it begins a new line."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    high = 0
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - first half of a pair
            high = code
            continue
        if 0xDC00 <= code < 0xE000:  # noqa: PLR2004 - second half
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            high = 0
        character = "-" if code in _MARGIN_HYPHENS else chr(code or 0xFFFD)
        raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
        is_generated = raw.FPDFText_IsGenerated(text_page, index) == 1
        yield Glyph(character, box.left, box.bottom, box.right, box.top, is_generated)


def _without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without the lines that repeat at the same height of most pages."""
    if len(pages) < 2:  # noqa: PLR2004 - nothing repeats on one page
        return pages
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({key for line in _edges(lines) for key in [_running_key(line)]})
    needed = max(2, (len(pages) + 1) // 2)

    def is_running(line: Line) -> bool:
        words, height = _running_key(line)
        return sum(seen[words, height + step] for step in (-1, 0, 1)) >= needed

    left = []
    for lines in pages:
        running = [line for line in _edges(lines) if is_running(line)]
        left.append([line for line in lines if not any(line is other for other in running)])
    return left


def _edges(lines: list[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: -line.top)
    return by_height if len(lines) <= 2 * _EDGE_LINES else by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]


def _running_key(line: Line) -> tuple[str, int]:
    words = _DIGITS.sub("#", " ".join("".join(line.characters).split()))
    return words, round(line.bottom / _SAME_HEIGHT_PT)


def _largest(pages: list[list[Line]]) -> str | None:
    """Lines in the largest letters at the head of the first page, where they are larger than the text."""
    lines = next(lines for lines in pages if lines)
    sizes = [line.size for page in pages for line in page for _ in line.characters]
    largest = max(line.size for line in lines)
    if largest < median(sizes) * _LARGER:
        return None
    first = next(i for i, line in enumerate(lines) if line.size >= largest * 0.97)
    words = []
    for line in lines[first:]:
        if line.size < largest * 0.97:
            break
        words.append("".join(line.characters).strip())
    title = " ".join(words)
    return title if len(title) <= _LONGEST_TITLE else None


def _written(pages: list[list[Line]]) -> tuple[str, BoxAlignment]:
    parts: list[str] = []
    boxes: list[BoxLine] = []
    length = 0

    def write(characters: str) -> None:
        nonlocal length
        parts.append(characters)
        length += len(characters)

    for number, lines in enumerate(pages, 1):
        if number > 1:
            write("\f")
        pitches = [above.bottom - below.bottom for above, below in pairwise(lines)]
        usual = median([pitch for pitch in pitches if pitch > 0] or [0.0])
        for index, line in enumerate(lines):
            if index and usual and pitches[index - 1] > usual * _GAP:
                write("\n")
            edges = tuple(round(left * 10) for left in line.lefts)
            widths = tuple(round(width * 10) if width >= 0 else -1 for width in line.widths)
            boxes.append(BoxLine(length, number, round(line.bottom * 10), round(line.top * 10), edges, widths))
            write("".join(line.characters))
            write("\n")
    return "".join(parts), BoxAlignment(tuple(boxes))
