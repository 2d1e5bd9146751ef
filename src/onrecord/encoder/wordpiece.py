"""Words to word pieces, as the backbone's own tokenizer cuts them.

Goes in: a word and the list of pieces; come out: the pieces' numbers. Method: Unicode NFD in lower case without
accents, cut at punctuation and around CJK characters, then the longest listed piece from the left, later ones marked
`##` (Devlin et al. 2019, arXiv:1810.04805). A part with no way through is the unknown piece. No dependency: what is
needed of a general tokenizer fits here, and a word is cut once a process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

LONGEST_PART = 100
"""Characters of the longest part that is looked up; a longer one is unknown, as in the backbone's tokenizer."""
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
_MOST_KEPT = 100_000


class WordPieces:
    """Cuts words; remembers those it has cut."""

    def __init__(self, numbers: Mapping[str, int], unknown: str) -> None:
        self._numbers = numbers
        self._unknown = (numbers[unknown],)
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Numbers of a word's pieces; none for blanks and control characters."""
        found = self._known.get(word)
        if found is None:
            found = tuple(number for part in _parts(word) for number in self._cut(part))
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[word] = found
        return found

    def _cut(self, part: str) -> tuple[int, ...]:
        if len(part) > LONGEST_PART:
            return self._unknown
        numbers: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._numbers.get(part[start:end] if start == 0 else f"##{part[start:end]}")
                if number is not None:
                    break
            else:
                return self._unknown
            numbers.append(number)
            start = end
        return tuple(numbers)


def _parts(word: str) -> Iterator[str]:
    """Runs of characters between blanks, punctuation and CJK characters, and each of the latter two alone."""
    run = ""
    for character in _plain(word):
        if character.isspace() or _is_punctuation(character) or _is_cjk(character):
            if run:
                yield run
            run = ""
            if not character.isspace():
                yield character
        else:
            run += character
    if run:
        yield run


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", _visible(word))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()


def _visible(word: str) -> str:
    return "".join(
        " " if c in "\t\n\r" or unicodedata.category(c) == "Zs" else c
        for c in word
        if c in "\t\n\r" or (c not in "\x00\ufffd" and unicodedata.category(c)[0] != "C")
    )


def _is_punctuation(character: str) -> bool:
    is_ascii = "!" <= character <= "/" or ":" <= character <= "@" or "[" <= character <= "`" or "{" <= character <= "~"
    return is_ascii or unicodedata.category(character)[0] == "P"


def _is_cjk(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _CJK)
