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
    # its parties and mediator are told with the talks
    (
        "Talks between Hamas and Israel went on. The chief mediator, Omar Tahan, said that a truce was signed.",
        [("ceasefire", {"Hamas", "Israel"}, {"Omar Tahan"}, "announced")],
    ),
    (
        "Talks between Hamas and Israel went on, as did talks between Iran and Qatar. A truce was signed.",
        [("ceasefire", set(), set(), "announced")],
    ),
    # where it stands, told below or above its noun
    (
        "Monitoring of the ceasefire between Hamas and Israel goes on.",
        [("ceasefire", {"Hamas", "Israel"}, set(), "in_force")],
    ),
    ("Fatah rejected the ceasefire offer of Hamas.", []),
    ("Hamas and Israel tore up the truce of 2015.", [("ceasefire", set(), set(), "violated")]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas and Israel signed a truce on 3 May 2018.", "2018-05-03"),
        ("A truce that has held since 3 May 2018 was broken on Monday.", "2018-05-03"),
        ("Hamas broke the truce of 2015.", "2015"),
        # the day of something else is not the agreement's
        ("Guns were moved on 3 May 2018 in breach of the truce between Hamas and Israel.", None),
    ],
)
def test_the_time_is_when_it_was_made_or_since_when_it_holds(text: str, expected: str | None) -> None:
    report = onrecord.read_text(text, published="2019-05-02", language="en")
    values = {time.id: time.value for time in report.times}
    assert [values.get(row.time or "") for row in report.agreements] == [expected]
