from __future__ import annotations

import pytest

import onrecord

HEAD = (
    "Statement on Marland\n\nThe office has published a note.\n\n"
    "Speaking on Monday, Foreign Secretary Ivor Dale said:\n\n"
)


def _said(text: str) -> list[tuple[str | None, str, str, str]]:
    claims = onrecord.read_text(text, published="2020-01-06").claims
    return [(claim.source.text, claim.content.text, claim.stance, claim.quotation) for claim in claims]


def test_each_sentence_of_a_speech_without_marks_is_a_claim_of_its_speaker() -> None:
    text = HEAD + "The truce holds. It gives both sides a way forward.\n\nWe will send 40 trucks of aid next week."
    assert _said(text) == [
        ("Foreign Secretary Ivor Dale", "The truce holds.", "asserts", "direct"),
        ("Foreign Secretary Ivor Dale", "It gives both sides a way forward.", "asserts", "direct"),
        ("Foreign Secretary Ivor Dale", "We will send 40 trucks of aid next week.", "promises", "direct"),
    ]


def test_what_the_speaker_says_of_themself_is_no_further_source() -> None:
    text = HEAD + "I told the council that the truce holds, and I say so again today."
    assert [source for source, *_ in _said(text)] == ["Foreign Secretary Ivor Dale"]


@pytest.mark.parametrize(
    "after",
    [
        "Further information\n\nThe office answers by telephone on weekdays.",
        "The mayor said the road was closed on Sunday.",
        'He spoke of "a good day" in the evening.',
    ],
    ids=["heading", "reported speech", "quotation"],
)
def test_the_speech_ends_where_the_report_goes_on(after: str) -> None:
    text = f"{HEAD}The truce holds in all four districts.\n\n{after}"
    speaker = [content for source, content, *_ in _said(text) if source == "Foreign Secretary Ivor Dale"]
    assert speaker == ["The truce holds in all four districts."]


def test_a_list_after_a_colon_is_no_speech() -> None:
    text = "The hospital named the following:\n\nIlan Dorek, 40, a driver from Tarsk.\n\nMara Venn, 12, a pupil."
    assert not _said(text)
