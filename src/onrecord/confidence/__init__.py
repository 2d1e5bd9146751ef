"""How sure the record is of each row: the probability that it is there, says what is told, and names the right ones.

In: a parsed document and its rows, entities resolved. Out: the same rows with their `confidence`.

Method: each row gives signals, words for what can be seen of it (how it is told, what it names, what stands beside it).
A logistic regression for each of three questions, fitted on hand-made records, turns them into probabilities: is the
row there (found), is what it says right given that (attributed), are the actors and places the ones meant given that
(resolved). The confidence is their product. A missing argument does not make a row wrong; a wrong one does. Time,
place and figures of an event are not asked, so it is too high for who counts these.

Mentions are fitted on entities marked in government and encyclopaedia texts (re3d), places on points marked in reports
of the American Civil War (WoTR), which is far from today's news. An actor is as sure as that one of its mentions is
right, a check as the least sure of its rows.

Reference: A. Niculescu-Mizil, R. Caruana, "Predicting good probabilities with supervised learning", ICML 2005.
"""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import Any

from onrecord.confidence.scene import Scene
from onrecord.confidence.signals import SIGNALS, signals_of
from onrecord.model import Rows
from onrecord.syntax import Parsed
from onrecord.vocab.confidence import load_confidence

__all__ = ["SIGNALS", "Scene", "parts_of", "signals_of", "weigh"]


def weigh(parsed: Parsed, rows: Rows) -> Rows:
    """The rows with their confidence.

    Args:
        parsed: The document.
        rows: All its rows, naming entities.

    Returns:
        The same `Rows`, each row that can be judged replaced by itself with a `confidence` in (0, 1).
    """
    scene = Scene(parsed, rows)
    for name in SIGNALS:
        listed: list[Any] = getattr(rows, name)
        listed[:] = [replace(row, confidence=_product(parts_of(name, row, scene))) for row in listed]
    sure = {row.id: row.confidence for name in SIGNALS for row in getattr(rows, name)}
    rows.actors[:] = [replace(actor, confidence=_any([sure.get(m) for m in actor.mentions])) for actor in rows.actors]
    rows.checks[:] = [
        replace(check, confidence=_least([sure.get(identifier) for identifier in check.rows])) for check in rows.checks
    ]
    return rows


def parts_of(name: str, row: object, scene: Scene) -> dict[str, float]:
    """Probability of each part of a row's confidence, given the parts before it; empty where nobody can judge it."""
    judge = load_confidence().judges.get(name)
    return judge.parts(signals_of(name, row, scene)) if judge is not None else {}


def _product(parts: dict[str, float]) -> float | None:
    if not parts:
        return None
    return round(prod(parts.values()), 3)


def _any(known: list[float | None]) -> float | None:
    """Probability that one of several is right, taken as independent."""
    given = [value for value in known if value is not None]
    return round(1 - prod(1 - value for value in given), 3) if given else None


def _least(known: list[float | None]) -> float | None:
    return min((value for value in known if value is not None), default=None)
