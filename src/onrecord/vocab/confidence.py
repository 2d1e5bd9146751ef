"""How sure to be of a row: the weights of what speaks for and against it, and the thresholds of the default view.

The file `confidence.json` is written by `training/confidence.py` from the corpus of whole records: for each list of
rows the weights of three questions (is it there, is what it says of it right, are its actors the right ones), each a
logistic regression on named signals, and the confidence from which a row is shown by default.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import VocabularyError

PARTS = ("found", "attributed", "resolved")
"""The questions of a row's confidence, in the order in which they are asked; each is asked given the ones before."""

_HELD = 1e-4
_FAR = 50.0


@dataclass(frozen=True, slots=True)
class Question:
    """One logistic regression: a bias and the weight of each signal that has one."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, signals: Iterable[str]) -> float:
        """Probability that the answer is yes, in (0, 1).

        >>> round(Question(bias=1.0, weights={"negated": -1.0}).probability(["negated", "unheard of"]), 3)
        0.5
        """
        total = self.bias + sum(self.weights.get(signal, 0.0) for signal in signals)
        return min(max(1 / (1 + math.exp(-min(max(total, -_FAR), _FAR))), _HELD), 1 - _HELD)


@dataclass(frozen=True, slots=True)
class Judge:
    """What is asked of the rows of one list."""

    questions: Mapping[str, Question]

    def parts(self, signals: Iterable[str]) -> dict[str, float]:
        """Probability of each part, given the parts before it; their product is the row's confidence."""
        named = list(signals)
        return {part: question.probability(named) for part, question in self.questions.items()}


@dataclass(frozen=True, slots=True)
class Calibration:
    """All judges, and the confidence from which rows of a list are shown by default."""

    version: str
    judges: Mapping[str, Judge]
    thresholds: Mapping[str, float]

    def is_shown(self, name: str, confidence: float | None) -> bool:
        """True for a row of the list `name` that the default view keeps; what nobody judged is kept."""
        return confidence is None or confidence >= self.thresholds.get(name, 0.0)


@cache
def load_confidence() -> Calibration:
    """The calibration that this version ships.

    Raises:
        VocabularyError: The file is missing or lacks a part.
    """
    try:
        told = json.loads(files("onrecord.vocab").joinpath("confidence.json").read_text(encoding="utf-8"))
        judges = {name: Judge({part: _question(rows[part]) for part in PARTS}) for name, rows in told["lists"].items()}
        return Calibration(version=told["version"], judges=judges, thresholds=told["thresholds"])
    except (OSError, ValueError, KeyError) as error:
        raise VocabularyError(
            f"vocab/confidence.json cannot be used ({type(error).__name__}: {error}); expected version, lists and "
            "thresholds; reinstall onrecord, or write it anew with training/confidence.py"
        ) from error


def _question(row: Mapping[str, Any]) -> Question:
    return Question(bias=float(row["bias"]), weights={name: float(weight) for name, weight in row["weights"].items()})
