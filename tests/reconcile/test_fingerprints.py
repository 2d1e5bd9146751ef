"""Prints that two texts share, and the passages between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reconcile.fingerprints import SHINGLE, WINDOW, prints_of, sketch_of, words_of
from onrecord.reconcile.passages import index_of, passages_of

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=5), max_size=60)


def _prints(text: str) -> set[int]:
    return set(prints_of(text, words_of(text)).hashes.tolist())


def _passages(one: str, two: str) -> list[str]:
    words = words_of(one)
    found = passages_of(words, index_of(words_of(two)))
    return [one[words.starts[p.start] : words.ends[p.end - 1]] for p in found]


@given(before=WORDS, after=WORDS, other_before=WORDS, other_after=WORDS)
def test_a_long_run_in_common_leaves_a_print_in_both(
    before: list[str], after: list[str], other_before: list[str], other_after: list[str]
) -> None:
    run = [f"word{i}" for i in range(SHINGLE + WINDOW - 1)]
    one, two = " ".join([*before, *run, *after]), " ".join([*other_before, *run, *other_after])
    assert _prints(one) & _prints(two)


@pytest.mark.parametrize(
    "other", ["SHELLS hit Tarsk; nine died", "Shells\n\nhit  Társk, “nine died.”", "shells-hit-tarsk nine.died"]
)
def test_case_accents_and_punctuation_do_not_count(other: str) -> None:
    assert words_of("Shells hit Tarsk. Nine died.").digest == words_of(other).digest


def test_other_words_or_another_order_count() -> None:
    digests = {words_of(text).digest for text in ("nine died", "died nine", "ninedied", "nine died 9", "")}
    assert len(digests) == 5


def test_a_whole_sentence_is_a_print_wherever_it_stands() -> None:
    line = "No group has said that it was behind this."
    one, two = f"Shells hit Tarsk.\n{line}\nIt rained.", f"Boats left. {line} Sel mourned for a day."
    assert _prints(one) & _prints(two)


def test_texts_of_the_same_opening_have_one_sketch() -> None:
    opening = " ".join(f"word{i}" for i in range(40))
    assert sketch_of(words_of(f"{opening} one end")) == sketch_of(words_of(f"{opening} quite another one"))
    assert sketch_of(words_of("")) == 0


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("On Monday nine boats left the port of Sel and went north.", "Nine boats left the port of Sel and went south.",
         ["nine boats left the port of Sel and went"]),
        ("The mayor said that nine boats left the port of Sel.", "The mayor said that ten boats left the port of Sel.",
         ["The mayor said that nine boats left the port of Sel"]),
        ("He left the port of Sel.", "Nine boats were hit before they left the port of Sel.", []),
        ("Nine boats left.", "Shells hit Tarsk.", []),
        ("", "Shells hit Tarsk.", []),
        ("Shells hit Tarsk.", "Shells hit Tarsk.", ["Shells hit Tarsk"]),
    ],
)  # fmt: skip
def test_passages_in_common(one: str, two: str, found: list[str]) -> None:
    assert _passages(one, two) == found
