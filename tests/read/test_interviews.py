from __future__ import annotations

import onrecord


def told(text: str) -> list[tuple[str | None, str, str]]:
    return [(claim.source.text, claim.content.text, claim.stance) for claim in onrecord.read_text(text).claims]


def test_answers_of_an_interview_are_whose_is_named_before_it() -> None:
    text = (
        "Colonel Omar Tarsi leads the truce commission of Belland. He spoke to us on Monday.\n\n"
        "Q: Is the truce alive?\nA: It breathes, more or less. We shall visit the river towns in May.\n\n"
        "Q: Who broke it?\nA: Nobody broke it on purpose."
    )
    assert [row for row in told(text) if row[0] == "Colonel Omar Tarsi"] == [
        ("Colonel Omar Tarsi", "It breathes, more or less.", "asserts"),
        ("Colonel Omar Tarsi", "We shall visit the river towns in May.", "asserts"),
        ("Colonel Omar Tarsi", "Nobody broke it on purpose.", "asserts"),
    ]


def test_answers_are_left_alone_where_two_are_named() -> None:
    text = (
        "Colonel Omar Tarsi and Captain Anna Dorek spoke to us on Monday.\n\n"
        "Q: Is the truce alive?\nA: It breathes, more or less.\n\nQ: Who broke it?\nA: Nobody broke it on purpose."
    )
    assert told(text) == []


def test_speakers_of_a_transcript_stand_in_brackets() -> None:
    text = (
        "LENNA, 4 MAY 90 -- [TEXT] FORMER MINISTER OMAR TARSI SPOKE ON THE RADIO.\n\n"
        "[TARSI] WE ARE TIRED OF THIS WAR. OUR PEOPLE NEED BREAD [WORDS INDISTINCT].\n\n"
        "[REPORTER] THE TALKS FAILED AGAIN IN MARCH.\n\n"
        "[TARSI] THE TALKS WILL GO ON. WHO ELSE WOULD HOLD THEM? [END RECORDING]\n\n"
        "THE STATION WENT OFF THE AIR AT MIDNIGHT."
    )
    assert [row[:2] for row in told(text)] == [
        ("TARSI", "WE ARE TIRED OF THIS WAR."),
        ("TARSI", "OUR PEOPLE NEED BREAD [WORDS INDISTINCT]."),
        ("TARSI", "THE TALKS WILL GO ON."),
    ]


def test_glosses_in_brackets_are_no_speakers() -> None:
    text = "THE ARMY [PASSAGE OMITTED] TOOK THE TOWN [OF LENNA] LAST NIGHT. IT WAS QUIET IN LENNA THIS MORNING."
    assert told(text) == []
