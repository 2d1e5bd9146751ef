"""Windows, alignment to tokens, spans, and the files of the weights."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder import Encoding, Found, Model, encoding_of, load_model
from onrecord.encoder.model import VERSION, load_from, model_folder
from onrecord.encoder.windows import LONGEST, Shape, shape_of, windows_of
from onrecord.encoder.wordpiece import WordPieces
from onrecord.errors import VocabularyError
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]

HEADS = {"mention": ("O", "B-actor", "I-actor", "B-place", "I-place"), "standing": ("none", "happened")}
LETTERS = {letter: number for number, letter in enumerate(("[UNK]", "[CLS]", "[SEP]", *"abcdefghijklmnopqrstuvwxyz"))}
PIECES = WordPieces(LETTERS | {f"##{letter}": 100 + number for letter, number in LETTERS.items()}, "[UNK]")

words = st.lists(
    st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["a", "bb", " ", "\n"]), max_size=80
)


class Echo:
    """Stands in for the weights: the score of the second label of each head is one more than the piece's number."""

    def run(self, _names: None, inputs: Mapping[str, Any]) -> list[Any]:
        pieces = inputs["pieces"]
        assert pieces.shape == inputs["shapes"].shape
        assert pieces.shape[1] <= LONGEST + 2
        scores = np.zeros((*pieces.shape, 7), dtype=np.float32)
        scores[..., 1] = scores[..., 6] = pieces + 1
        return [scores]


def echo() -> Model:
    return Model("echo", HEADS, Echo(), PIECES, (1, 2))  # type: ignore[arg-type]


def cut_at(length: int, cuts: list[int]) -> list[tuple[int, int]]:
    """Ranges that part [0, length)."""
    edges = sorted({0, length, *(cut % length for cut in cuts)}) if length else []
    return list(itertools.pairwise(edges))


@given(words, st.lists(st.integers(0, 200), max_size=6))
def test_every_token_with_pieces_begins_in_one_window(tokens: list[str], cuts: list[int]) -> None:
    sentences = cut_at(len(tokens), cuts)
    windows = list(windows_of(tokens, sentences, PIECES, is_loud=False))
    begun = [token for window in windows for _, token in window.begins]
    assert begun == [i for i, word in enumerate(tokens) if PIECES.of(word)]
    assert all(0 < len(window.pieces) <= LONGEST and len(window.pieces) == len(window.shapes) for window in windows)
    for window in windows:
        for place, token in window.begins:
            assert window.pieces[place] == PIECES.of(tokens[token])[0]


@given(words, st.lists(st.integers(0, 200), max_size=6))
def test_every_token_has_probabilities(tokens: list[str], cuts: list[int]) -> None:
    encoding = echo().encode(tokens, cut_at(len(tokens), cuts), is_loud=False)
    assert len(encoding) == len(tokens)
    for head, labels in HEADS.items():
        values = encoding.probabilities[head]
        assert values.shape == (len(tokens), len(labels))
        assert np.allclose(values.sum(1), 1.0)
    for i, word in enumerate(tokens):
        assert (encoding.probabilities["standing"][i].argmax() == 0) == (not PIECES.of(word))


def test_a_text_without_words_has_no_windows() -> None:
    encoding = echo().encode([], [], is_loud=False)
    assert len(encoding) == 0
    assert encoding.mentions() == []


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    tokens = ["a"] * (3 * LONGEST + 5)
    windows = list(windows_of(tokens, [(0, len(tokens))], PIECES, is_loud=False))
    assert [len(window.pieces) for window in windows] == [LONGEST] * 3 + [5]


def test_sentences_share_a_window_while_they_fit() -> None:
    half = LONGEST // 2
    sentences = cut_at(half * 3, [half, half * 2])
    windows = list(windows_of(["a"] * (half * 3), sentences, PIECES, is_loud=False))
    assert [len(window.pieces) for window in windows] == [half * 2, half]


@pytest.mark.parametrize(
    ("word", "shape"),
    [("town", Shape.LOWER), ("Tarsk", Shape.CAPITAL), ("A", Shape.CAPITAL), ("UN", Shape.UPPER), ("iPad", Shape.MIXED),
     ("14", Shape.DIGITS), (",", Shape.OTHER), ("", Shape.OTHER)],
)  # fmt: skip
def test_shapes(word: str, shape: Shape) -> None:
    assert shape_of(word) == shape
    assert next(iter(windows_of(["a"], [(0, 1)], PIECES, is_loud=True))).shapes == [Shape.UNKNOWN]


def test_spans_are_read_off_the_likeliest_labels() -> None:
    rows = [
        [0.1, 0.8, 0.1, 0.0, 0.0],  # begins an actor
        [0.2, 0.2, 0.6, 0.0, 0.0],  # which goes on
        [0.0, 0.0, 0.3, 0.0, 0.7],  # a place goes on that none began: it begins here
        [0.9, 0.1, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0, 0.0],  # two actors side by side
        [0.0, 1.0, 0.0, 0.0, 0.0],
    ]
    encoding = Encoding({"mention": HEADS["mention"]}, {"mention": np.array(rows, dtype=np.float32)})
    found = encoding.mentions()
    assert [(f.start, f.end, f.kind) for f in found] == [
        (0, 2, "actor"),
        (2, 3, "place"),
        (4, 5, "actor"),
        (5, 6, "actor"),
    ]
    assert found[0].probability == pytest.approx((0.9 + 0.8) / 2)
    assert isinstance(found[0], Found)


def test_fast_mode_and_other_languages_do_without(parse: Parse) -> None:
    parsed = parse("Rebels shelled the town of Tarsk.")
    parsed.fast = True
    assert encoding_of(parsed) is None
    assert load_model("xx") is None


def test_without_weights_there_is_no_encoder(tmp_path: Path) -> None:
    assert load_from(tmp_path) is None


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    if load_model() is None:
        pytest.skip("the weights are not installed")
    for path in model_folder().glob(f"encoder-{VERSION}*"):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize("ending", ["onnx", "pieces.txt"])
def test_a_changed_file_is_refused(copied: Path, ending: str) -> None:
    with (copied / f"encoder-{VERSION}.{ending}").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(VocabularyError, match=r"SHA-256 .*, expected .*reinstall onrecord, or read without"):
        load_from(copied)


def test_a_missing_list_of_pieces_is_told(copied: Path) -> None:
    (copied / f"encoder-{VERSION}.pieces.txt").unlink()
    with pytest.raises(VocabularyError, match=r"pieces\.txt is missing"):
        load_from(copied)


def test_the_description_tells_what_weights_saw(copied: Path) -> None:
    told = json.loads((copied / f"encoder-{VERSION}.json").read_text(encoding="utf-8"))
    assert told["licence"] == "CC BY-SA 4.0"
    assert set(told["data"]) == {"re3d", "wotr", "uds", "muc4"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "Rebels shelled the town of Tarsk on Monday, the ministry said.",
        "TARSK, 3 JAN -- GUERRILLAS ATTACKED A POLICE STATION.",
        "Zürich’s “Père” – 中文 \u200b\U0001f600 naïve\u0301.",
        "and " * 700,
    ],
)
def test_the_weights_cover_every_token_and_give_the_same_twice(parse: Parse, text: str) -> None:
    if load_model() is None:
        pytest.skip("the weights are not installed")
    encoding, again = encoding_of(parse(text)), encoding_of(parse(text))
    assert encoding is not None
    assert again is not None
    assert len(encoding) == len(parse(text).doc)
    for head, values in encoding.probabilities.items():
        assert np.array_equal(values, again.probabilities[head])
        assert np.allclose(values.sum(1), 1.0, atol=1e-5)
