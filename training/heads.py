"""Heads of the encoder and their labels, shared by preparation, training and export.

Every head labels each token. A head of spans has `O` first, then `B-KIND` and `I-KIND` for each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

UNLABELLED = -100
"""A token that a set says nothing about for a head; no loss is taken there."""

KINDS = (
    "actor", "person", "place", "nationality", "time", "quantity", "weapon", "vehicle", "money", "document",
)  # fmt: skip
NAMES = ("place", "person", "actor")
ROLES = ("perpetrator", "organisation", "target", "victim", "weapon")
INCIDENTS = ("attack", "bombing", "kidnapping", "arson", "robbery")


def spans(kinds: Iterable[str]) -> tuple[str, ...]:
    """Labels of a head of spans."""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BI"))


HEADS: dict[str, tuple[str, ...]] = {
    "mention": spans(KINDS),
    "inner": spans(KINDS),
    "name": spans(NAMES),
    "role": spans(ROLES),
    "incident": ("none", *INCIDENTS),
    "standing": ("none", "happened", "uncertain", "did_not_happen"),
}
"""Labels by head, in the order of the model's output."""


def width() -> int:
    """Number of outputs of all heads together."""
    return sum(map(len, HEADS.values()))


def slices() -> dict[str, slice]:
    """Where each head stands in the model's output."""
    found, start = {}, 0
    for head, labels in HEADS.items():
        found[head] = slice(start, start + len(labels))
        start += len(labels)
    return found


def tagged(length: int, found: Iterable[tuple[int, int, str]], labels: Sequence[str]) -> list[int]:
    """Labels of the tokens of a text for spans [start, end) with a kind; where two overlap, the first given stays."""
    tags = [0] * length
    for start, end, kind in found:
        if start < end and not any(tags[start:end]):
            tags[start] = labels.index(f"B-{kind}")
            tags[start + 1 : end] = [labels.index(f"I-{kind}")] * (end - start - 1)
    return tags
