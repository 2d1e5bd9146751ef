"""Puts the characters of a PDF page into lines and the lines into reading order.

In: characters with boxes, in the order of the file. Out: lines, top to bottom, column after column. Method:
characters are gathered into segments (broken at a change of height or a wide gap); a gutter that many segments leave
free on both sides and that runs through lines of prose parts columns, with lines across it (headings) as bounds;
anything else is read row by row, with a tab between the segments of one row (cells of a table). A simplified
recursive XY cut.

Reference: Nagy, Seth and Viswanathan (1992), A prototype document image analysis system, Computer 25(7).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_WIDE_GAP = 1.3
"""A gap beyond this share of the characters' height parts cells or columns; blanks between words stay below."""
_COLUMN_LINES = 3
_COLUMN_CHARACTERS = 18
"""Lines of a column of prose are at least this long; cells of a table seldom are."""
_COLUMN_FILL = 0.5
_STRIP = 3.0
"""An empty strip higher than this share of the characters' height ends columns."""
_OVERLAP = 0.5
_NO_BLANK = 0.12


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a page with its box in points; generated ones (blanks, line ends) are pdfium's guess."""

    character: str
    left: float
    bottom: float
    right: float
    top: float
    is_generated: bool


@dataclass(slots=True)
class Line:
    """Characters that stand beside one another, with each one's left edge and width (-1: not on the page)."""

    characters: list[str]
    lefts: list[float]
    widths: list[float]
    bottom: float
    top: float
    size: float

    @property
    def left(self) -> float:
        """Left edge."""
        return min(left for left, width in zip(self.lefts, self.widths, strict=True) if width >= 0)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(left + width for left, width in zip(self.lefts, self.widths, strict=True) if width >= 0)


@dataclass(frozen=True, slots=True)
class _Segment:
    line: Line
    left: float
    right: float
    middle: float


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """Lines of a page in reading order; none where it has no visible character."""
    segments = [
        _Segment(line, line.left, line.right, (line.bottom + line.top) / 2)
        for line in _segments(glyphs)
        if any(not character.isspace() for character in line.characters)
    ]
    return list(_ordered(segments))


def _segments(glyphs: list[Glyph]) -> Iterator[Line]:
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.character in "\r\n\f":
            yield from _finished(run)
            run, last = [], None
            continue
        if glyph.character.isspace():
            run.append(glyph)
            continue
        if last is not None and _breaks(last, glyph):
            yield from _finished(run)
            run = []
        run.append(glyph)
        last = glyph
    yield from _finished(run)


def _breaks(last: Glyph, glyph: Glyph) -> bool:
    height = max(min(last.top - last.bottom, glyph.top - glyph.bottom), 0.1)
    overlap = min(last.top, glyph.top) - max(last.bottom, glyph.bottom)
    if overlap < height * 0.2:
        return True
    gap = max(glyph.left - last.right, last.left - glyph.right)
    return gap > max(last.top - last.bottom, glyph.top - glyph.bottom) * _WIDE_GAP


def _finished(run: list[Glyph]) -> Iterator[Line]:
    while run and run[-1].character.isspace():
        run.pop()
    while run and run[0].character.isspace():
        run = run[1:]
    if not run:
        return
    seen = [glyph for glyph in run if not glyph.character.isspace()]
    yield Line(
        characters=[" " if glyph.character.isspace() else glyph.character for glyph in run],
        lefts=[glyph.left for glyph in run],
        widths=[max(glyph.right - glyph.left, 0.0) for glyph in run],
        bottom=min(glyph.bottom for glyph in seen),
        top=max(glyph.top for glyph in seen),
        size=median(glyph.top - glyph.bottom for glyph in seen),
    )


def _ordered(segments: list[_Segment]) -> Iterator[Line]:
    gutter = _gutter(segments)
    if gutter is None:
        yield from _rows(segments)
        return
    for band in _bands(segments, gutter):
        left = [segment for segment in band if segment.right <= gutter]
        right = [segment for segment in band if segment.left >= gutter]
        if len(left) + len(right) == len(band) and _is_prose(left) and _is_prose(right):
            yield from _ordered(left)
            yield from _ordered(right)
        else:
            yield from _rows(band)


def _gutter(segments: list[_Segment]) -> float | None:
    """Horizontal place that parts two columns, crossed by the fewest segments; None where there are no columns."""
    best: tuple[int, int, float] | None = None
    for place in sorted({round(segment.left, 0) - 1 for segment in segments}):
        left = [segment for segment in segments if segment.right <= place]
        right = [segment for segment in segments if segment.left >= place]
        if len(left) < _COLUMN_LINES or len(right) < _COLUMN_LINES:
            continue
        bands = [
            band
            for band in _bands(segments, place)
            if _is_prose([s for s in band if s.right <= place]) and _is_prose([s for s in band if s.left >= place])
        ]
        if not bands:
            continue
        score = (len(segments) - len(left) - len(right), -sum(map(len, bands)), place)
        if best is None or score < best:
            best = score
    return best[2] if best is not None else None


def _bands(segments: list[_Segment], gutter: float) -> Iterator[list[_Segment]]:
    """Segments from top to bottom, parted where one crosses the gutter and at empty strips across the page."""
    band: list[_Segment] = []
    crosses_before = False
    for segment in sorted(segments, key=lambda segment: -segment.middle):
        crosses = segment.left < gutter < segment.right
        if band and (crosses != crosses_before or band[-1].middle - segment.middle > segment.line.size * _STRIP):
            yield band
            band = []
        band.append(segment)
        crosses_before = crosses
    if band:
        yield band


def _is_prose(segments: list[_Segment]) -> bool:
    if len(segments) < _COLUMN_LINES:
        return False
    width = max(segment.right for segment in segments) - min(segment.left for segment in segments)
    characters = median(len(segment.line.characters) for segment in segments)
    return (
        characters >= _COLUMN_CHARACTERS
        and median(segment.right - segment.left for segment in segments) >= width * _COLUMN_FILL
    )


def _rows(segments: list[_Segment]) -> Iterator[Line]:
    row: list[_Segment] = []
    for segment in sorted(segments, key=lambda segment: (-segment.middle, segment.left)):
        if row and not _is_same_row(row[0].line, segment.line):
            yield _joined(row)
            row = []
        row.append(segment)
    if row:
        yield _joined(row)


def _is_same_row(one: Line, other: Line) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > _OVERLAP * min(one.top - one.bottom, other.top - other.bottom)


def _joined(row: list[_Segment]) -> Line:
    """One line of the segments of a row, from left to right, or from right to left where its letters run so."""
    letters = [unicodedata.bidirectional(c) for segment in row for c in segment.line.characters]
    is_rightward = sum(kind in {"R", "AL"} for kind in letters) <= sum(kind == "L" for kind in letters)
    ordered = sorted(row, key=lambda segment: segment.left, reverse=not is_rightward)
    line = ordered[0].line
    for before, segment in pairwise(ordered):
        gap = max(segment.left - before.right, before.left - segment.right)
        between = "\t" if gap > line.size * _WIDE_GAP else " " if gap > line.size * _NO_BLANK else ""
        for character in between:
            line.characters.append(character)
            line.lefts.append(before.right)
            line.widths.append(-1)
        line.characters += segment.line.characters
        line.lefts += segment.line.lefts
        line.widths += segment.line.widths
        line.bottom = min(line.bottom, segment.line.bottom)
        line.top = max(line.top, segment.line.top)
    return line
