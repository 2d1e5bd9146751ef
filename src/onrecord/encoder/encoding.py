"""What the encoder says of a document: for each token and head, the probability of each label.

Spans are read off the heads that mark them by the likeliest label of each token (`B-KIND` begins one, `I-KIND` goes
on); the probability of a span is the mean over its tokens of the probability of its kind, begun or gone on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A span of tokens [start, end) with its kind and probability."""

    start: int
    end: int
    kind: str
    probability: float


@dataclass(frozen=True, slots=True)
class Encoding:
    """Probabilities of every token of a document.

    Attributes:
        labels: Labels of each head, in the order of the columns.
        probabilities: An array for each head: tokens in rows, labels in columns; rows sum to 1.
    """

    labels: Mapping[str, tuple[str, ...]]
    probabilities: Mapping[str, Probabilities]

    def __len__(self) -> int:
        return len(next(iter(self.probabilities.values())))

    def spans(self, head: str) -> list[Found]:
        """Spans that a head marks, in the order of the text; none overlap."""
        labels, values = self.labels[head], self.probabilities[head]
        found: list[Found] = []
        start, kind = 0, ""
        for token, best in enumerate([*values.argmax(1).tolist(), 0] if len(values) else []):
            place, _, told = labels[best].partition("-")
            if kind and (place != "I" or told != kind):
                found.append(Found(start, token, kind, self.chance(head, start, token, kind)))
                kind = ""
            if place in {"B", "I"} and not kind:
                start, kind = token, told
        return found

    def chance(self, head: str, start: int, end: int, kind: str) -> float:
        """Mean probability, over the tokens [start, end), of a kind that a head of spans marks."""
        labels = self.labels[head]
        columns = [labels.index(f"B-{kind}"), labels.index(f"I-{kind}")]
        return float(self.probabilities[head][start:end, columns].sum(1).mean())

    def mentions(self) -> list[Found]:
        """Mentions that no other holds: actors, persons, places, nationalities, times, quantities, objects."""
        return self.spans("mention")

    def inner_mentions(self) -> list[Found]:
        """Mentions inside others ("Iraqi" in "the Iraqi army")."""
        return self.spans("inner")

    def roles(self) -> list[Found]:
        """Perpetrators, their organisations, targets, victims and weapons of violent incidents."""
        return self.spans("role")

    def standing(self, token: int) -> dict[str, float]:
        """Whether a word is an event, and how it stands: none, happened, uncertain, did_not_happen."""
        return dict(zip(self.labels["standing"], self.probabilities["standing"][token].tolist(), strict=True))

    def incident(self, start: int, end: int) -> dict[str, float]:
        """Kind of violent incident that the tokens [start, end) of a sentence tell of, `none` among them."""
        mean = self.probabilities["incident"][start:end].mean(0)
        return dict(zip(self.labels["incident"], mean.tolist(), strict=True))
