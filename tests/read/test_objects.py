"""Weapons, vehicles and documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Rows
from onrecord.read.objects import find_objects
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Helicopters dropped two barrel bombs.", {("Helicopters", "vehicle"), ("barrel bombs", "weapon")}),
        ("An armoured vehicle was hit by a rocket-propelled grenade.",
         {("An armoured vehicle", "vehicle"), ("a rocket-propelled grenade", "weapon")}),
        ("The committee published a report.", {("a report", "document")}),
        ("They voted on Resolution 9999.", {("Resolution 9999", "document")}),
        ("A car bomb exploded.", {("A car bomb", "weapon")}),
        ("He is a man of letters.", set()),
        ("Shelling killed ten.", set()),
        ("The mine shaft flooded.", set()),
    ],
)  # fmt: skip
def test_objects_by_vocabulary(parse: Parse, sentence: str, expected: set[tuple[str, str]]) -> None:
    rows = Rows()
    found = find_objects(parse(sentence), rows)
    assert {(m.text, m.kind) for m in found} == expected
    assert all(m.id in rows.clues for m in found)
