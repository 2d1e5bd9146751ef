"""Windows of word pieces over a document: what the encoder reads at a time.

Goes in: the words of a document and its sentences; come out: windows, each with the pieces, how their words are
written, and the token that begins at each piece. Whole sentences stand in a window one after another as long as they
fit; a sentence longer than a window is cut. Every token with pieces begins in exactly one window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from onrecord.encoder.wordpiece import WordPieces

LONGEST = 126
"""Pieces of a window without the marks at both its ends."""


class Shape(IntEnum):
    """How a word is written; the pieces alone are in lower case."""

    UNKNOWN = 0
    LOWER = 1
    CAPITAL = 2
    UPPER = 3
    MIXED = 4
    DIGITS = 5
    OTHER = 6


def shape_of(word: str) -> Shape:
    """How a word is written.

    >>> [shape_of(word).name for word in ("town", "Tarsk", "UN", "McVar", "14th", ",")]
    ['LOWER', 'CAPITAL', 'UPPER', 'MIXED', 'LOWER', 'OTHER']
    """
    if word.islower():
        return Shape.LOWER
    if word.isupper():
        return Shape.UPPER if len(word) > 1 else Shape.CAPITAL
    if word[:1].isupper() and word[1:].islower():
        return Shape.CAPITAL
    if any(character.isdigit() for character in word):
        return Shape.DIGITS
    return Shape.MIXED if any(character.isalpha() for character in word) else Shape.OTHER


@dataclass(slots=True)
class Window:
    """Pieces, shapes, and (place of a piece, token) for each token that begins in the window."""

    pieces: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    begins: list[tuple[int, int]] = field(default_factory=list)

    def add(self, other: Window) -> None:
        """Append another window's pieces."""
        self.begins.extend((place + len(self.pieces), token) for place, token in other.begins)
        self.pieces.extend(other.pieces)
        self.shapes.extend(other.shapes)

    def cut(self, length: int) -> Window:
        """Take the first pieces off, and give them as a window of their own."""
        head = Window(self.pieces[:length], self.shapes[:length], [b for b in self.begins if b[0] < length])
        self.begins = [(place - length, token) for place, token in self.begins if place >= length]
        del self.pieces[:length], self.shapes[:length]
        return head


def windows_of(
    words: Sequence[str], sentences: Sequence[tuple[int, int]], cutter: WordPieces, *, is_loud: bool
) -> Iterator[Window]:
    """Windows over a document, in the order of its text.

    Args:
        words: Texts of all tokens.
        sentences: Token ranges of the sentences, in order.
        cutter: Cuts words into pieces.
        is_loud: True for a text in capitals: shapes are then unknown.
    """
    open_ = Window()
    for start, end in sentences:
        sentence = Window()
        for token in range(start, end):
            pieces = cutter.of(words[token])
            if pieces:
                shape = Shape.UNKNOWN if is_loud else shape_of(words[token])
                sentence.begins.append((len(sentence.pieces), token))
                sentence.pieces.extend(pieces)
                sentence.shapes.extend([int(shape)] * len(pieces))
        if open_.pieces and len(open_.pieces) + len(sentence.pieces) > LONGEST:
            yield open_
            open_ = Window()
        open_.add(sentence)
        while len(open_.pieces) > LONGEST:
            yield open_.cut(LONGEST)
    if open_.pieces:
        yield open_
