"""Text in capitals or without any, written in normal case for the parser; offsets stay those of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.report import Report
from onrecord.syntax import Parsed, load_parser
from onrecord.syntax.recased_words import capital, small
from onrecord.syntax.recasing import Recaser
from onrecord.text import view_of

Parse = Callable[..., Parsed]


@pytest.fixture(scope="module")
def recaser() -> Recaser:
    return load_parser("en")._recaser


NORMAL = [
    "The army shelled the village of Torbeck, and three people died.",
    "President Hector Lozano met Prime Minister Anna Brandt in Berlin on Monday.",
    "Gunmen of the FARC attacked a police post near San Vicente del Caguan.",
    "The FARC and the ELN signed nothing, said General Ramiro Ostoja.",
    "In March the rebels may march on Bogota. On May 3 they left.",
    "The Ministry of Defense denied it. The Supreme Court did not speak.",
    "Two soldiers of the Ilmora Battalion were killed in El Carmen.",
    "He said that an AK-47 was found at 5 p.m. on 19th street.",
    "Who fired? It was not us, the Kurdish fighters told NATO.",
    "The U.S. ambassador didn't see Gen. Korvan in Deir ez-Zor.",
    "O'Hara, a colonel, and Qusay al-Tarif fled to Syria in Feb 1989.",
    "The Popular Front for the Defense of Orsk (PFDO) took the bridge.",
    "The PFDO [Popular Front for the Defense of Orsk] took the bridge.",
]
"""Sentences in normal case, that come back from capitals and from small letters."""


@pytest.mark.parametrize("sentence", NORMAL)
def test_from_capitals(recaser: Recaser, sentence: str) -> None:
    assert recaser.recased(view_of(sentence.upper())).text == sentence


def test_from_small_letters(recaser: Recaser) -> None:
    text = "\n\n".join(NORMAL)
    assert recaser.recased(view_of(text.lower())).text.split("\n") == NORMAL


@pytest.mark.parametrize(
    "text",
    [
        "The army left Torbeck.",
        "NATO, UN and EU staff of the IOM left.",
        "the army left torbeck on monday",  # too short to tell that it has no capitals
        "USA: IOM, ICRC.",
        "",
        "12 345 – 6",
    ],
)
def test_other_text_stays(recaser: Recaser, text: str) -> None:
    view = view_of(text)
    assert recaser.recased(view) is view


def test_only_the_loud_block_of_a_text_is_written_anew(recaser: Recaser) -> None:
    text = "VALE TRUCE HOLDS IN KESTOVAR\n\nGunmen left the Vale, Mayor Orr of Kestovar said."
    assert recaser.recased(view_of(text)).text.startswith("Vale truce holds in Kestovar\n")


def test_the_rest_of_the_document_tells_names(recaser: Recaser) -> None:
    text = "SHELLS HIT BRIDGE NEAR WATER, SAYS STONE\n\nShells fell on Water, where Major Stone and her men stood."
    heading = recaser.recased(view_of(text)).text.split("\n")[0]
    assert heading == "Shells hit bridge near Water, says Stone"


def test_notes_of_an_editor_are_a_block_of_their_own(parse: Parse) -> None:
    parsed = parse("LIMA, 3 MAR 91 (ABC) -- [TEXT] GUNMEN KILLED TWO FARMERS IN THE TOWN OF ORSCHA TODAY.")
    assert [s.text.strip() for s in parsed.sentences][-1] == "Gunmen killed two farmers in the town of Orscha today."


def test_spans_have_the_characters_of_the_text(parse: Parse) -> None:
    text = "THE ARMY SHELLED TORBECK.\nIN THE STRASSE AND THE STRAßE, İZMİR'S GOV-\nERNOR CARLOS ORR SAID SO."
    parsed = parse(text)
    for token in parsed.doc:
        span = parsed.span(token.i, token.i + 1)
        assert span.text == text[span.start : span.end]
    assert "Torbeck" in parsed.view.text
    assert parsed.span(0, 2).text == "THE ARMY"


WORDS = [
    "ARMY", "KILLED", "İSMAİL", "STRAßE", "ΟΔΟΣ", "ŉ", "the", "U.S.", "GEN.", "A-B", "\u00ad", "[TEXT]", "(FLN)", "12",
    "!", "\f", "\n", "\u2028", "O'X", "AL-BAB", "\u00b4",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=40), loose=st.text(max_size=30))
def test_the_view_keeps_its_length_and_its_ways_back(recaser: Recaser, words: list[str], loose: str) -> None:
    for text in (" ".join(words), loose, loose.upper() + " ".join(words), " ".join(words).lower() + loose.lower()):
        view = view_of(text)
        recased = recaser.recased(view)
        assert len(recased.text) == len(view.text)
        assert replace(recased, text=view.text, blocks=view.blocks) == view
        assert set(view.blocks) <= set(recased.blocks)
        assert list(recased.blocks) == sorted(recased.blocks)
        assert all(a == b or a.casefold() == b.casefold() for a, b in zip(view.text, recased.text, strict=True))


def test_letters_without_a_single_other_case_stay() -> None:
    assert small("İZ Straße ΟΔΟΣ") == "İz straße οδοσ"
    assert capital("ßa") == "ßa"


REPORT = """\
The army said on Tuesday that its jets bombed a market in Aleppo, killing 14 people and wounding 30.

Rebels of the Free Syrian Army denied the report. Fighters of Hezbollah captured two villages near Homs on Monday, \
the Syrian Observatory for Human Rights said.

President Bashar al-Assad met Russian Foreign Minister Sergei Lavrov in Damascus. Gunmen shot dead a judge in Idlib.
"""


def _rows(report: Report) -> dict[str, list[object]]:
    rows = report.to_dict()
    return {
        "events": sorted((e["kind"], e["status"]) for e in rows["events"]),
        "tolls": sorted((t["measure"], t["low"], t["high"]) for t in rows["tolls"]),
        "claims": sorted(str(c["stance"]) for c in rows["claims"]),
        "actors": sorted(a["name"] for a in rows["actors"]),
        "places": sorted(p["name"] for p in rows["places"]),
        "times": sorted(str(t["value"]) for t in rows["times"]),
    }


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_a_report_says_the_same_in_any_case(change: Callable[[str], str]) -> None:
    expected = onrecord.read_text(REPORT, published="2016-05-05", language="en")
    text = change(REPORT)
    found = onrecord.read_text(text, published="2016-05-05", language="en")
    assert _rows(found) == _rows(expected)
    for mention in found.to_dict()["mentions"]:
        assert mention["text"] == text[mention["start"] : mention["end"]]
