"""Words that look like events and tell of none: each and every one, duties, welcomes, promises to pay."""

from __future__ import annotations

import pytest

import onrecord

CASES = [
    # sentence, kinds
    ("The bureau has the case, as in every shooting by police.", []),
    ("The bureau has the case after a shooting by police.", ["shooting"]),
    ("He heads the command that is charged with securing the capital.", []),
    ("He was charged with murder in the capital.", ["trial"]),
    ("The minister welcomed the new budget.", []),
    ("Norway has agreed to pay for three more teams.", []),
    ("The two sides agreed to exchange captives.", ["agreement", "prisoner_exchange"]),
    ("A sniper killed the platoon leader near Alto.", ["killing"]),
    ("A suicide bomber killed eight policemen.", ["suicide_bombing"]),
    ("The preacher was gunned down outside the mosque.", ["killing"]),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_kinds(text: str, kinds: list[str]) -> None:
    report = onrecord.read_text(text, published="2021-06-02", language="en")
    assert [event.kind for event in report.events] == kinds
