"""The encoder's weights: found, checked by digest, and run by ONNX Runtime on one thread.

A model is two files of the product's data: `encoder-N.onnx` (weights, whole numbers of 8 bits) and `encoder-N.json`
(labels of the heads, digests, the list of word pieces' file, origin). A window is run alone, without padding, so that
what comes out depends on the window's words and nothing else, and memory does not grow with a document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.encoder.encoding import Encoding, Probabilities
from onrecord.encoder.windows import windows_of
from onrecord.encoder.wordpiece import WordPieces
from onrecord.errors import VocabularyError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

VERSION = 1
"""The version of the weights that the readers were tuned with."""
LANGUAGES = ("en",)
_FIRST, _LAST, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded encoder."""

    name: str
    heads: dict[str, tuple[str, ...]]
    session: InferenceSession
    cutter: WordPieces
    marks: tuple[int, int]

    def encode(self, words: Sequence[str], sentences: Sequence[tuple[int, int]], *, is_loud: bool) -> Encoding:
        """Probabilities of every token of a document; a token without pieces (a blank) has each head's first label.

        Args:
            words: Texts of all tokens.
            sentences: Token ranges of the sentences, in order.
            is_loud: True for a text in capitals.
        """
        scores = np.zeros((len(words), sum(map(len, self.heads.values()))), dtype=np.float32)
        empty = np.ones(len(words), dtype=bool)
        for window in windows_of(words, sentences, self.cutter, is_loud=is_loud):
            if not window.begins:
                continue
            pieces = np.array([[self.marks[0], *window.pieces, self.marks[1]]], dtype=np.int64)
            shapes = np.array([[0, *window.shapes, 0]], dtype=np.int64)
            found = np.asarray(self.session.run(None, {"pieces": pieces, "shapes": shapes})[0])[0]
            places = [place + 1 for place, _ in window.begins]
            tokens = [token for _, token in window.begins]
            scores[tokens] = found[places]
            empty[tokens] = False
        probabilities: dict[str, Probabilities] = {}
        start = 0
        for head, labels in self.heads.items():
            values = _softmax(scores[:, start : start + len(labels)])
            values[empty] = 0.0
            values[empty, 0] = 1.0
            probabilities[head] = values
            start += len(labels)
        return Encoding(self.heads, probabilities)


def _softmax(scores: Probabilities) -> Probabilities:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    values: Probabilities = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return values


def model_folder() -> Path:
    """Folder of the product's data that holds the weights."""
    return Path(str(files("onrecord.vocab").joinpath("models")))


@cache
def load_model(language: str = "en") -> Model | None:
    """The encoder of a language, loaded once a process; None where there is none or its weights are not installed.

    Raises:
        VocabularyError: A file is not the reviewed one.
    """
    return load_from(model_folder()) if language in LANGUAGES else None


def load_from(folder: Path) -> Model | None:
    """The encoder whose files lie in a folder; None where its weights or ONNX Runtime are missing.

    Raises:
        VocabularyError: A file is not the one that its description names.
    """
    name = f"encoder-{VERSION}"
    description, weights = folder / f"{name}.json", folder / f"{name}.onnx"
    if not description.is_file() or not weights.is_file() or find_spec("onnxruntime") is None:
        return None
    told = json.loads(description.read_text(encoding="utf-8"))
    pieces = folder / str(told["pieces"])
    content = _checked(weights, str(told["sha256"]))
    listed = _checked(pieces, str(told["pieces_sha256"])).decode("utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(listed)}
    return Model(
        name=name,
        heads={head: tuple(labels) for head, labels in told["heads"].items()},
        session=_session(content),
        cutter=WordPieces(numbers, _UNKNOWN),
        marks=(numbers[_FIRST], numbers[_LAST]),
    )


def _checked(path: Path, expected: str) -> bytes:
    if not path.is_file():
        raise VocabularyError(
            f"the encoder's file {path.name} is missing in {path.parent}: reinstall onrecord, "
            "or read without the encoder (--fast)"
        )
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise VocabularyError(
            f"the encoder's file {path.name} has SHA-256 {found}, expected {expected}: it is not the reviewed one; "
            "reinstall onrecord, or read without the encoder (--fast)"
        )
    return content


def _session(content: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
