"""Words to word pieces."""

from __future__ import annotations

import pytest

from onrecord.encoder.wordpiece import LONGEST_PART, WordPieces

LISTED = ("[UNK]", "[CLS]", "[SEP]", "shell", "##ing", "##s", "el", "al", "-", ".", "u", "n", "中", "s", "'")
PIECES = {piece: number for number, piece in enumerate(LISTED)}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("shells", ["shell", "##s"]),
        ("Shelling", ["shell", "##ing"]),
        ("SHELL", ["shell"]),
        ("Él-al", ["el", "-", "al"]),  # accents go, punctuation stands alone
        ("U.N.", ["u", ".", "n", "."]),
        ("'s", ["'", "s"]),
        ("中中", ["中", "中"]),
        ("unheard", ["[UNK]"]),
        ("shellx", ["[UNK]"]),  # no piece for the rest: the whole part is unknown
        ("al\u200bal", ["[UNK]"]),  # an invisible mark goes; what is left is one part
        ("al\u00a0al", ["al", "al"]),
        ("\n\n", []),
        (" ", []),
        ("", []),
        ("\x00\ufffd", []),
        ("s" * (LONGEST_PART + 1), ["[UNK]"]),
    ],
)
def test_cuts(word: str, expected: list[str]) -> None:
    cutter = WordPieces(PIECES, "[UNK]")
    assert [LISTED[number] for number in cutter.of(word)] == expected
    assert [LISTED[number] for number in cutter.of(word)] == expected, "the same when it is remembered"
