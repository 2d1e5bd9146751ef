"""Mentions and roles that the encoder adds: only where rules found nothing, and only what is likely."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from onrecord.encoder import Encoding
from onrecord.model import Rows
from onrecord.read import event_likely, likely
from onrecord.read.event_triggers import find_triggers
from onrecord.syntax import Parsed
from onrecord.vocab.event_kinds import load_event_kinds

Parse = Callable[..., Parsed]
KINDS = ("actor", "person", "place", "nationality", "weapon")
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))
ROLES = ("O", *(f"{place}-{role}" for role in ("perpetrator", "victim", "target", "weapon") for place in "BI"))


def encoding(parsed: Parsed, told: dict[str, str], roles: dict[str, str], chance: float) -> Encoding:
    """An encoding in which words are what is told of them, with a chance; the rest is nothing."""

    def marked(labels: tuple[str, ...], spans: dict[str, str]) -> np.ndarray:
        values = np.zeros((len(parsed.doc), len(labels)), dtype=np.float32)
        values[:, 0] = 1.0
        for words, kind in spans.items():
            start = parsed.doc.text.index(words)
            tokens = parsed.tokens(start, start + len(words))
            for token in tokens:
                label = f"{'B' if token.i == tokens.start else 'I'}-{kind}"
                values[token.i, 0], values[token.i, labels.index(label)] = 1.0 - chance, chance
        return values

    probabilities = {"mention": marked(LABELS, told), "inner": marked(LABELS, {}), "role": marked(ROLES, roles)}
    return Encoding({"mention": LABELS, "inner": LABELS, "role": ROLES}, probabilities)


@pytest.mark.parametrize(
    ("text", "told", "chance", "names", "expected"),
    [
        ("Shells fell near Ezmorok at dawn.", {"Ezmorok": "place"}, 0.9, True, [("Ezmorok", "place", "name")]),
        ("Shells fell near Ezmorok at dawn.", {"Ezmorok": "place"}, 0.9, False, []),
        ("Shells fell near Ezmorok at dawn.", {"Ezmorok": "place"}, 0.55, True, []),
        ("Ezmorok gives it money.", {"Ezmorok": "place"}, 0.9, True, []),  # who acts is no place
        ("They fled to the hills above.", {"the hills": "place"}, 0.9, True, []),  # a description comes last
        ("They fled to the hills above.", {"the hills": "place"}, 0.9, False, [("the hills", "place", "nominal")]),
        ("They fled to the hills above.", {"the hills": "place"}, 0.7, False, []),
        ("They fled to the hills above.", {"the hills above": "weapon"}, 0.9, False, []),  # the rules' own kind
        ("It ended in the Velt area of Orok.", {"the Velt area of": "place"}, 0.9, False,
         [("the Velt area", "place", "nominal")]),
        ("They fled there.", {"They": "actor"}, 0.9, False, []),  # a pronoun names nobody
    ],
)  # fmt: skip
def test_mentions(  # noqa: PLR0913, PLR0917 - the columns of the table
    parse: Parse,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    told: dict[str, str],
    chance: float,
    names: bool,
    expected: list[tuple[str, str, str]],
) -> None:
    parsed, rows = parse(text), Rows()
    monkeypatch.setattr(likely, "encoding_of", lambda one: encoding(one, told, {}, chance))
    found = likely.find_likely(parsed, rows, names=names)
    assert [(m.text, m.kind, m.form) for m in found] == expected
    assert all(text[m.start : m.end] == m.text and m.id in rows.clues for m in found)
    rows.mentions.extend(found)
    assert likely.find_likely(parsed, rows, names=names) == [], "what is there is not found again"


@pytest.mark.parametrize(
    ("text", "roles", "chance", "expected"),
    [
        ("In a blast near a post, members of the group left two guards dead.", {"guards": "victim"}, 0.9,
         {("victim", "guards")}),
        ("In a blast near a post, members of the group left two guards dead.", {"guards": "victim"}, 0.5, set()),
        ("The army met. Rebels shelled a farm.", {"army": "perpetrator"}, 0.9, set()),  # another sentence
        ("Rebels shelled a farm.", {"Rebels": "perpetrator", "farm": "target"}, 0.9, set()),  # syntax has filled them
    ],
)  # fmt: skip
def test_roles(  # noqa: PLR0913, PLR0917 - the columns of the table
    parse: Parse,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    roles: dict[str, str],
    chance: float,
    expected: set[tuple[str, str]],
) -> None:
    parsed, rows = parse(text), Rows()
    monkeypatch.setattr(event_likely, "encoding_of", lambda one: encoding(one, {}, roles, chance))
    trigger = next(t for t in find_triggers(parsed, rows) if t.head.text in {"blast", "shelled"})
    filled = [("initiator", 0), ("target", 1)] if text.startswith("Rebels") else []
    kind = load_event_kinds()[trigger.kind]
    found = event_likely.likely_roles(parsed, trigger, kind, filled, frozenset({trigger.head.i}))  # type: ignore[arg-type]
    assert {(role, token.text) for (role, _), token in found.items()} == expected


def test_without_the_encoder_nothing_is_added(parse: Parse) -> None:
    parsed = parse("Shells fell near Ezmorok at dawn.")
    parsed.fast = True
    assert likely.find_likely(parsed, Rows(), names=True) == []
