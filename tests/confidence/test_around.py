from __future__ import annotations

from typing import Any

import pytest

from onrecord.confidence import Scene, signals_of
from onrecord.read import find_rows
from onrecord.resolve import resolve


@pytest.fixture
def signals(parse: Any) -> Any:
    def read(text: str, name: str, mark: str) -> list[list[str]]:
        parsed = parse(text, published="2019-03-12")
        rows = resolve(parsed, find_rows(parsed))
        scene = Scene(parsed, rows)
        return [
            signals_of(name, row, scene)
            for row in getattr(rows, name)
            if mark in (getattr(row, "kind", ""), getattr(row, "stance", ""))
        ]

    return read


def test_a_time_in_the_events_sentence_stands_beside_it(signals: Any) -> None:
    (found,) = signals("Gunmen abducted a doctor in Tarsk on Monday.", "events", "abduction")
    assert "time stands=beside" in found
    assert "alike=none" in found
    assert "time stands=before" not in found


def test_two_events_of_a_kind_are_alike(signals: Any) -> None:
    told = "Gunmen abducted a doctor in Tarsk on Monday. Rebels abducted two teachers in Velm on Tuesday."
    for found in signals(told, "events", "abduction"):
        assert "alike=one" in found
        assert "alike beside=none" in found


def test_a_claim_of_one_sentence_tells_how_it_ends(signals: Any) -> None:
    (found,) = signals("The mayor said that the bridge was closed.", "claims", "asserts")
    assert "sentences=none" in found
    assert "then=." in found
    assert "crossed=False" in found
