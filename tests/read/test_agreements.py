"""Agreements: parties, mediators, terms, standing."""

from __future__ import annotations

import pytest

import onrecord


def agreements(text: str) -> list[tuple[str, set[str], set[str], str]]:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    names = {actor.id: actor.name for actor in report.actors}
    return [
        (row.kind, {names[p] for p in row.parties}, {names[m] for m in row.mediators}, row.status)
        for row in report.agreements
    ]


CASES = [
    ("Hamas and Fatah signed a ceasefire in Cairo.", [("ceasefire", {"Hamas", "Fatah"}, set(), "announced")]),
    (
        "A truce between Hamas and Israel was brokered by Egypt.",
        [("ceasefire", {"Hamas", "Israel"}, {"Egypt"}, "announced")],
    ),
    ("An agreement to evacuate the wounded was mediated by Turkey.", [("evacuation", set(), {"Turkey"}, "announced")]),
    ("The ceasefire between Hamas and Israel collapsed.", [("ceasefire", {"Hamas", "Israel"}, set(), "collapsed")]),
    (
        "The sides agreed to exchange 200 prisoners under a deal mediated by Oman.",
        [("prisoner_exchange", set(), {"Oman"}, "announced")],
    ),
    ("The company signed a deal with the ministry to deliver trucks.", []),
    (
        "Hamas signed a truce with Fatah under Egyptian mediation.",
        [("ceasefire", {"Hamas", "Fatah"}, {"Egypt"}, "announced")],
    ),
    ("Hamas reached an understanding with Fatah.", [("other", {"Hamas", "Fatah"}, set(), "announced")]),
    (
        "A truce between the government of Syria and the Marsh Front collapsed.",
        [("ceasefire", {"Syria", "Marsh Front"}, set(), "collapsed")],
    ),
    ("The talks ended without a ceasefire.", []),
    ("Hamas has an understanding of the law.", []),
    # talk of many things that are no agreements of a conflict
    ("The striker signed a record deal with the club.", []),
    ("They agreed that the weather was fine.", []),
    ("The two firms reached a trade agreement.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_agreements(text: str, expected: list[tuple[str, set[str], set[str], str]]) -> None:
    assert agreements(text) == expected


def test_one_agreement_told_twice_is_one_row() -> None:
    found = agreements(
        "A ceasefire between Hamas and Israel was brokered by Egypt. The ceasefire began on Monday. "
        "This agreement was welcome."
    )
    assert len(found) == 1
