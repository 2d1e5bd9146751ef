"""Persons and the bodies that they lead, hold an office in or belong to."""

from __future__ import annotations

import pytest

import onrecord

CASES: list[tuple[str, set[tuple[str, str, str, str]]]] = [
    (
        "The militia's leader, Milan Torvo, told reporters that it was ready.",
        {("Milan Torvo", "leads", "militia", "leader")},
    ),
    (
        "The army's spokesman, Colonel Hamid Oster, denied it.",
        {("Hamid Oster", "holds_office", "army", "spokesman")},
    ),
    (
        "A spokesman for the rebels, Commander Zarko, denied it.",
        {("Zarko", "holds_office", "rebels", "spokesman for the rebels")},
    ),
    (
        "Hospital spokeswoman Ana Berg said two had died.",
        {("Ana Berg", "holds_office", "Hospital", "Hospital spokeswoman")},
    ),
    ("Iraqi President Anwar Torvo arrived.", {("Anwar Torvo", "holds_office", "Iraq", "Iraqi President")}),
    (
        "Jordanian Air Force lieutenant Karim Oster was shot down.",
        {("Karim Oster", "member_of", "Jordanian Air Force", "Jordanian Air Force lieutenant")},
    ),
    ("Colonel Milan Torvo's brigade burnt it.", {("Milan Torvo", "leads", "Colonel Milan Torvo's brigade", "")}),
    # a body that nothing but its office tells to be one
    ("The Watch's spokesman, Milan Torvo, denied it.", {("Milan Torvo", "holds_office", "Watch", "spokesman")}),
    # an office of nobody knows what, a rank, a calling: the actor keeps the words, there is no tie
    ("President Milan Torvo spoke.", set()),
    ("Colonel Milan Torvo was killed.", set()),
    ("The minister of the interior, Milan Torvo, spoke.", set()),
    ("The chief of staff, Milan Torvo, spoke.", set()),
    ("Syrian-born lawyer Milan Torvo was killed.", set()),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_offices(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    names = {row.id: row.name for row in report.actors}
    found = {(names[r.subject], r.kind, names[r.object or ""], r.means or "") for r in report.relations}
    assert found == expected
