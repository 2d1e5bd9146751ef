"""Figures of the heads on held-out documents, from labels predicted for each token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from heads import HEADS, UNLABELLED

Span = tuple[int, int, str]


def spans_of(tags: Sequence[int], labels: Sequence[str]) -> list[Span]:
    """Spans that labels tell; an I without a B before it begins one."""
    found: list[Span] = []
    start, kind = 0, ""
    for i, tag in enumerate([*tags, 0]):
        place, _, told = labels[tag].partition("-")
        if kind and (place != "I" or told != kind):
            found.append((start, i, kind))
            kind = ""
        if place in {"B", "I"} and not kind:
            start, kind = i, told
    return found


def f1(hits: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def overlapping(gold: Iterable[Span], found: Iterable[Span]) -> int:
    """Spans found that overlap one of the same kind in the gold, one to one in the order of the text."""
    left = list(gold)
    hits = 0
    for start, end, kind in found:
        match = next((g for g in left if g[2] == kind and g[0] < end and start < g[1]), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def figures(head: str, pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> dict[str, float]:
    """Figures of one head over documents, each gold labels and predicted labels of its tokens."""
    labels = HEADS[head]
    strict = relaxed = found = wanted = 0
    by_class = {label: [0, 0, 0] for label in labels[1:]}
    for gold, predicted in pairs:
        if labels[0] == "O":
            truth, told = spans_of(gold, labels), spans_of(predicted, labels)
            strict += len(set(truth) & set(told))
            relaxed += overlapping(truth, told)
            found, wanted = found + len(told), wanted + len(truth)
            continue
        for right, guess in zip(gold, predicted, strict=True):
            if right == UNLABELLED:
                continue
            found, wanted = found + bool(guess), wanted + bool(right)
            strict += bool(guess) and right == guess
            relaxed += bool(guess) and bool(right)
            if guess:
                by_class[labels[guess]][0] += right == guess
                by_class[labels[guess]][1] += 1
            if right:
                by_class[labels[right]][2] += 1
    result = {"strict": f1(strict, found, wanted), "relaxed": f1(relaxed, found, wanted), "gold": float(wanted)}
    if labels[0] != "O":
        result |= {f"class {label}": f1(*counts) for label, counts in by_class.items()}
    return result
