"""A document's text as it is read: one view for the parser, with exact ways back to the text.

The text of a document is never altered. What would mislead a parser (a hyphen at a line's end, a page break inside a
sentence, invisible marks) is left out of a *view*; every character of the view knows which character of the text it
is, so a row found in the view gets the offsets of the text. The view also knows where blocks (headings, paragraphs,
list items) begin, since a sentence never runs over a block's end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from onrecord.model import Span

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]+"
)
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_HYPHEN_END = re.compile(r"([^\W_]+)[-\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BROKEN_WORD = re.compile(r"\w*[-\u2010]\s*[\n\r\f]\s*\w*")
_DIGITS = re.compile(r"\d+")
_ENDS_SENTENCE = re.compile("[.!?\u2026:;\u061f\u3002][\"'\u2019\u201d\u00bb)\\]*_]*$")
_BULLET = re.compile("(?:[*\u2022\u2023\u25aa\u25cf\u2013\u2014-]|\\(?\\d{1,3}[.)]|#{1,6}|>|\\|)\\s")
_LIST_OR_RULE = re.compile(r"\s*(?:[-*_=]{3,}|\||[^\t]*\t)")
_HEADING_MARKS = re.compile(r"#{1,6}[ \t]+")
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ]{2} )?[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,}"  # a place in capitals
    r"(?:[ ,/][^\n.!?]{0,60}?(?:[A-Z][a-z]{2}\.[^\n.!?]{0,30}?)?)?"  # a country, a day, a credit
    r"(?:\s(?:--?|[–—])\s|(?<=\))\s?(?:--?|[–—])\s?)"  # a dash
    r"(?=[\"“‘'\[(]?[A-ZÀ-Þ0-9])"
)
"""What opens a wire story; it is no part of the first sentence."""
_FULL_SHARE = 0.7
"""A line shorter than this share of a full line was ended by its writer, not by the margin."""
_PART_LETTERS = 5
"""A second half of a hyphenated word that is a word of its own elsewhere counts from this many letters."""
_EDGE_LINES = 2
"""Running heads and page numbers are among this many lines at either edge of a page."""
_LONG_LINE = 160
"""Where full lines are longer than this, lines are not wrapped at a margin: each is a paragraph."""


@dataclass(frozen=True, slots=True)
class View:
    """What the parser reads. `origins` gives, in runs, where the view's characters stand in the document's text.

    Attributes:
        text: The view.
        starts: View offset at which each run begins, ascending; the first is 0.
        origins: Offset in the document's text of each run's first character.
        blocks: View offsets at which a block begins, ascending.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    blocks: tuple[int, ...]

    def to_document(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document's text of the view's characters [start, end)."""
        if end <= start:
            place = self._origin(start)
            return place, place
        return self._origin(start), self._origin(end - 1) + 1

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the view of the text's characters [start, end); characters left out of the view take none."""
        return self._place(start), self._place(end)

    def _origin(self, offset: int) -> int:
        run = max(bisect_right(self.starts, offset) - 1, 0)
        return self.origins[run] + offset - self.starts[run]

    def _place(self, offset: int) -> int:
        run = max(bisect_right(self.origins, offset) - 1, 0)
        limit = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + max(offset - self.origins[run], 0), limit)


def view_of(text: str) -> View:
    r"""The view of a document's text.

    >>> view = view_of("The evac-\nuation of Tarsk\nbegan.")
    >>> view.text
    'The evacuation of Tarsk began.'
    >>> view.to_document(4, 14)
    (4, 16)
    """
    found = [_Line(m.start(), m.end(), m.group().strip()) for m in _LINE.finditer(text) if m.group().strip()]
    lines = _without_running(text, found) if "\f" in text else found
    full = _full_length(lines)
    known: frozenset[str] | None = None
    builder = _Builder(text)
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        builder.begin_line(line)
        if following is None:
            builder.add(line.start, line.end)
            break
        joins = _joins(line, following, text[line.end : following.start], full)
        hyphenated = _HYPHEN_END.search(line.words) if joins else None
        if hyphenated is None:
            builder.add(line.start, line.end)
            builder.blank(line.end, is_block_end=not joins)
            continue
        known = _words_of(text) if known is None else known
        end = line.start + len(text[line.start : line.end].rstrip())
        builder.add(line.start, end if _keeps_hyphen(hyphenated.group(1), following.words, known) else end - 1)
    return builder.finish()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


class _Builder:
    """Collects the characters of a view, with their origins in runs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.blocks: list[int] = []
        self.at_block = True
        self.leading: int | None = None

    def begin_line(self, line: _Line) -> None:
        lead = len(self.text[line.start : line.end]) - len(self.text[line.start : line.end].lstrip())
        marks = _HEADING_MARKS.match(self.text, line.start + lead, line.end)
        self.leading = marks.end() if marks else line.start + lead

    def add(self, start: int, end: int) -> None:
        start = max(start, self.leading or start)
        if self.at_block:
            self.blocks.append(self.length)
            self.at_block = False
            dateline = _DATELINE.match(self.text, start, end)
            if dateline is not None:
                self._visible(start, dateline.end())
                self.blocks.append(self.length)
                start = dateline.end()
        self._visible(start, end)

    def _visible(self, start: int, end: int) -> None:
        for invisible in [*_INVISIBLE.finditer(self.text, start, end), None]:
            stop = invisible.start() if invisible else end
            self._append(re.sub(r"\s", " ", self.text[start:stop]), start)
            start = invisible.end() if invisible else end

    def blank(self, origin: int, *, is_block_end: bool) -> None:
        self._append("\n" if is_block_end else " ", origin)
        self.at_block = is_block_end

    def _append(self, words: str, origin: int) -> None:
        if not words:
            return
        if not self.starts or self.origins[-1] + self.length - self.starts[-1] != origin:
            self.starts.append(self.length)
            self.origins.append(origin)
        self.parts.append(words)
        self.length += len(words)

    def finish(self) -> View:
        if not self.starts:
            return View("", (0,), (0,), (0,))
        return View("".join(self.parts), tuple(self.starts), tuple(self.origins), tuple(self.blocks))


def _without_running(text: str, lines: list[_Line]) -> list[_Line]:
    """The lines without those that stand at the same edge of most pages: running heads, page numbers."""
    breaks = [match.start() for match in re.finditer("\f", text)]
    pages: list[list[_Line]] = [[] for _ in range(len(breaks) + 1)]
    for line in lines:
        pages[bisect_right(breaks, line.start)].append(line)
    edges = [
        (line, (at, _DIGITS.sub("#", line.words)))
        for page in pages
        for at, line in [
            *enumerate(page[:_EDGE_LINES]),
            *((-at - 1, line) for at, line in enumerate(page[: _EDGE_LINES - 1 : -1])),
        ][: 2 * _EDGE_LINES]
    ]
    seen = Counter(key for _, key in edges)
    needed = max(2, (sum(map(bool, pages)) + 1) // 2)
    running = {line.start for line, key in edges if seen[key] >= needed}
    return [line for line in lines if line.start not in running]


def _words_of(text: str) -> frozenset[str]:
    """Words that the text writes within a line."""
    whole = _BROKEN_WORD.sub(" ", text)
    return frozenset(match.group().lower() for match in _WORD.finditer(whole))


def _keeps_hyphen(first: str, following: str, known: frozenset[str]) -> bool:
    """True where the hyphen at a line's end belongs to the word, by its letters or by the text's other words."""
    second = _WORD.match(following)
    if second is None or following[0].isupper() or first.isdigit():
        return True
    part = re.split("[-\u2010]", second.group())[0]
    whole = (first + part).lower()
    if whole in known or f"{first}-{part}".lower() in known:
        return whole not in known
    return len(part) >= _PART_LETTERS and part.lower() in known


def _full_length(lines: list[_Line]) -> int:
    lengths = sorted(len(line.words) for line in lines)
    return round(quantiles(lengths, n=10)[-1]) if len(lengths) > 1 else (lengths[0] if lengths else 0)


def _joins(line: _Line, following: _Line, gap: str, full: int) -> bool:
    """True where a sentence runs on from one line to the next."""
    goes_on = following.words[0].islower() or (_HYPHEN_END.search(line.words) is not None)
    if _BULLET.match(following.words) or _LIST_OR_RULE.match(following.words) or _LIST_OR_RULE.match(line.words):
        return False
    if _ENDS_SENTENCE.search(line.words) and not following.words[0].islower():
        return len(line.words) >= full * _FULL_SHARE and full < _LONG_LINE and gap.count("\n") < 2  # noqa: PLR2004 - a blank line
    is_full = len(line.words) >= min(full, _LONG_LINE) * _FULL_SHARE
    if "\f" in gap:  # a sentence may run on over the end of a page
        return is_full and not _ENDS_SENTENCE.search(line.words) and (goes_on or full < _LONG_LINE)
    if gap.count("\n") > 1:
        return goes_on and is_full and not _ENDS_SENTENCE.search(line.words)
    if goes_on:
        return True
    return full < _LONG_LINE and len(line.words) >= full * _FULL_SHARE


def span_of(text: str, start: int, end: int) -> Span:
    """The span [start, end) of a text, with its characters."""
    return Span(start, end, text[start:end])


def utf16_offsets(text: str, offsets: list[int]) -> list[int]:
    r"""Code-point offsets as UTF-16 units, for browsers, which count those.

    >>> utf16_offsets("a\U0001f54ab", [0, 1, 2, 3])
    [0, 1, 3, 4]
    """
    wide = [i for i, character in enumerate(text) if ord(character) > 0xFFFF]  # noqa: PLR2004 - end of the basic plane
    return [offset + bisect_left(wide, offset) for offset in offsets]


def is_ascending(offsets: tuple[int, ...]) -> bool:
    """True when offsets never go backwards."""
    return all(a <= b for a, b in pairwise(offsets))
