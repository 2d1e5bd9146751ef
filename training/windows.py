"""Windows of word pieces over a text: what the encoder reads at a time.

The rule is the one at run time (`onrecord.encoder.windows`): whole sentences one after another as long as they fit, a
longer one cut. In training the first window of a text ends at random, so that cuts fall elsewhere each time.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tokenizers import Tokenizer

LONGEST = 126
"""Pieces of a window without the marks at both its ends."""
SHAPES = 7
UNKNOWN, LOWER, CAPITAL, UPPER, MIXED, DIGITS, OTHER = range(SHAPES)


def shape_of(word: str) -> int:
    """How a word is written; the pieces alone are in lower case."""
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else CAPITAL
    if word[:1].isupper() and word[1:].islower():
        return CAPITAL
    if any(character.isdigit() for character in word):
        return DIGITS
    return MIXED if any(character.isalpha() for character in word) else OTHER


@dataclass(frozen=True)
class Text:
    """A document in pieces: of each its number, its token, whether it is the token's first; and sentence starts."""

    set: str
    id: str
    pieces: list[int]
    tokens: list[int]
    firsts: list[bool]
    shapes: list[int]
    starts: list[int]
    labels: dict[str, list[int]]
    length: int


def text_of(row: dict[str, Any], tokenizer: Tokenizer) -> Text:
    """A prepared document in pieces."""
    pieces: list[int] = []
    tokens: list[int] = []
    firsts: list[bool] = []
    shapes: list[int] = []
    starts: list[int] = []
    for start, end in row["sentences"]:
        encoded = tokenizer.encode(row["words"][start:end], is_pretokenized=True, add_special_tokens=False)
        starts.append(len(pieces))
        last = -1
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            pieces.append(piece)
            tokens.append(start + word)
            firsts.append(word != last)
            shapes.append(shape_of(row["words"][start + word]))
            last = word
    return Text(row["set"], row["id"], pieces, tokens, firsts, shapes, starts, row["labels"], len(row["words"]))


def cut(text: Text, chance: random.Random | None) -> list[tuple[int, int]]:
    """Ranges of pieces, each a window."""
    ends = [*text.starts[1:], len(text.pieces)]
    room = chance.randint(LONGEST // 4, LONGEST) if chance else LONGEST
    found: list[tuple[int, int]] = []
    begin = 0
    previous = 0
    for end in ends:
        if end - begin > room and previous > begin:
            found.append((begin, previous))
            begin, room = previous, LONGEST
        while end - begin > room:
            found.append((begin, begin + room))
            begin, room = begin + room, LONGEST
        previous = end
    if begin < previous:
        found.append((begin, previous))
    return found


def drawn(texts: Sequence[Text], chance: random.Random | None) -> list[tuple[Text, int, int]]:
    """Windows of all texts."""
    return [(text, begin, end) for text in texts for begin, end in cut(text, chance)]
