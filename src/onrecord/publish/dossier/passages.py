"""A document's text cut for display: paragraphs, sentences, and in them the pieces that rows were read from.

In: a text and the spans of rows, in code points. Out: pieces that give the text back when joined, each with the ids of
all rows whose spans cover it, however the spans nest or overlap. Sentences end at closing punctuation before a space
and at blank lines; a name never ends one ("Gen. Haddad"). They are units for the reader's eye and pointer, not those
of the syntax: an abbreviation that no mention covers may end one early.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\f\s*")
_SENTENCE_END = re.compile(r"[.!?…؟。！？][\"'”’»)\]]*\s+(?![a-zà-öø-ÿа-яё])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that the same rows cover."""

    text: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters [start, end) of a text, in pieces, with the rows read from them in the order of the text."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    rows: tuple[str, ...]
    gap: str = ""
    """White space after it, not among its pieces."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences without a blank line between them."""

    sentences: tuple[Sentence, ...]


def cut(text: str, spans: Mapping[str, Sequence[tuple[int, int]]], names: Iterable[tuple[int, int]]) -> list[Paragraph]:
    """Paragraphs of a text.

    Args:
        text: The document's text.
        spans: Row id to the stretches of text that it was read from; what lies outside the text is ignored.
        names: Stretches inside which no sentence ends.

    >>> paragraphs = cut("One. Two fell.", {"ev-1": [(5, 13)], "to-1": [(5, 8)]}, [])
    >>> [(piece.text, piece.rows) for sentence in paragraphs[0].sentences for piece in sentence.pieces]
    [('One.', ()), ('Two', ('ev-1', 'to-1')), (' fell', ('ev-1',)), ('.', ())]
    """
    marks = sorted(  # by start; of those with one start the longest first, hence the sign of the end
        (max(start, 0), -min(end, len(text)), row)
        for row, stretches in spans.items()
        for start, end in stretches
        if max(start, 0) < min(end, len(text))
    )
    kept_whole = sorted(names)
    paragraphs = []
    for start, end in _paragraphs(text):
        bounds = _sentences(text, start, end, kept_whole)
        sentences = [_sentence(text, one, other, marks) for one, other in bounds]
        paragraphs.append(Paragraph(tuple(sentences)))
    return paragraphs


def _paragraphs(text: str) -> list[tuple[int, int]]:
    bounds, start = [], 0
    for gap in _PARAGRAPH.finditer(text):
        bounds.append((start, gap.start()))
        start = gap.end()
    bounds.append((start, len(text)))
    return [(one, other) for one, other in bounds if text[one:other].strip()]


def _sentences(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    cuts = [found.end() for found in _SENTENCE_END.finditer(text, start, end) if not _is_inside(found.end(), names)]
    edges = [start, *(cut_at for cut_at in cuts if start < cut_at < end), end]
    return list(pairwise(edges))


def _is_inside(offset: int, stretches: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(stretches, (offset, -1))
    return any(start < offset < end for start, end in stretches[max(at - 8, 0) : at])


def _sentence(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> Sentence:
    gap = text[start + len(text[start:end].rstrip()) : end]
    end -= len(gap)
    last = bisect_right(marks, (end - 1, 1, ""))
    here = [(max(one, start), min(-other, end), row) for one, other, row in marks[:last] if -other > start]
    edges = sorted({start, end, *(one for one, _, _ in here), *(other for _, other, _ in here)})
    pieces = [
        Piece(text[one:other], tuple(dict.fromkeys(row for a, b, row in here if a <= one and other <= b)))
        for one, other in pairwise(edges)
    ]
    return Sentence(start, end, tuple(pieces), tuple(dict.fromkeys(row for _, _, row in here)), gap)
