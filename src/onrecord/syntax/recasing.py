"""Text in capitals, or without any, as the parser should read it: in normal case, character for character.

In: a view of a document's text. Out: the same view with the letters of its loud blocks (nearly all capitals) in the
case that a careful writer would use; where a document has no capital at all, those of every block. The view keeps its
length and its ways back to the text, so a row found in it has the characters of the text as they are written there.

Method: all letters become small; then capitals are given to what begins a sentence and to names (`name_case`). A
letter whose other case is not one letter (ß, İ) stays as it is. Notes in brackets before a block's first sentence
become a block of their own. Known error: a name that is an ordinary word too ("General Strong") stays small unless
something beside it tells.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.syntax.name_case import NameCase
from onrecord.syntax.ordinary_words import OrdinaryWords
from onrecord.text import View

if TYPE_CHECKING:
    from spacy.lookups import Lookups

_LOUD_SHARE = 0.85
"""Share of capitals among a block's letters above which it is written in capitals."""
_LOUD_LETTERS = 12
"""Letters from which a block can be so by itself; a shorter one is so in a document that is."""
_QUIET_LETTERS = 200
"""Letters from which a document without a capital is written in small letters throughout."""
_LEADING_NOTE = re.compile(r"\s*(?:\[[^\]\n]{1,80}\]\s+)+(?=\S)")
_INNER_WORD = re.compile(r"(?<=[^\W\d_][ ,] )[^\W\d_]+|(?<=[^\W\d_] )[^\W\d_]+")
"""A word that begins no sentence, so that its case tells what it is."""


class Recaser:
    """Writes loud and quiet text in normal case.

    Args:
        lookups: Tables of the parser's lemmatiser.
        language: ISO 639-1 code of the vocabularies.
    """

    def __init__(self, lookups: Lookups, language: str) -> None:
        self._ordinary = OrdinaryWords(lookups, language)
        self._language = language

    def recased(self, view: View) -> View:
        """The view in normal case; the same view where no block is loud and the document is not quiet."""
        blocks = list(pairwise(sorted({0, *view.blocks, len(view.text)})))
        chosen = _chosen(view.text, blocks)
        if not chosen:
            return view
        normal = (view.text[start:end] for start, end in blocks if (start, end) not in chosen)
        case = NameCase(self._ordinary, self._language, _written(normal))
        pieces = [piece for start, end in chosen for piece in _without_note(view.text, start, end)]
        letters = list(view.text)
        for (start, end), text in zip(
            pieces, case.recase([view.text[start:end] for start, end in pieces]), strict=True
        ):
            letters[start:end] = text
        starts = tuple(sorted({*view.blocks, *(start for start, _ in pieces)}))
        return replace(view, text="".join(letters), blocks=starts)


def _chosen(text: str, blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blocks that are to be written in another case."""
    counts = [_letters(text[start:end]) for start, end in blocks]
    capitals, letters = sum(n for n, _ in counts), sum(n for _, n in counts)
    if capitals == 0:
        return [block for block, (_, n) in zip(blocks, counts, strict=True) if n] if letters >= _QUIET_LETTERS else []
    least = 1 if letters >= _LOUD_LETTERS and capitals > _LOUD_SHARE * letters else _LOUD_LETTERS
    return [
        block
        for block, (loud, count) in zip(blocks, counts, strict=True)
        if count >= least and loud > _LOUD_SHARE * count
    ]


def _letters(text: str) -> tuple[int, int]:
    """Capitals, and letters that have a case."""
    capitals = sum(map(str.isupper, text))
    return capitals, capitals + sum(map(str.islower, text))


def _without_note(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    note = _LEADING_NOTE.match(text, start, end)
    if note is None or note.end() >= end:
        yield start, end
        return
    yield start, note.end()
    yield note.end(), end


def _written(texts: Iterator[str]) -> Mapping[str, str]:
    """Words of text in normal case, in small letters, with the case that they mostly have inside a sentence."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for match in _INNER_WORD.finditer(text):
            forms[match.group().lower()][match.group()] += 1
    return {word: counts.most_common(1)[0][0] for word, counts in forms.items()}
