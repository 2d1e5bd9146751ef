# ruff: noqa: E501 - tables of texts are wide
"""The view: what the parser reads, with exact ways back to the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import is_ascending, utf16_offsets, view_of

ONE_SENTENCE = [
    # what is broken, text, view
    ("hyphen", "The evac-\nuation of Tarsk\nbegan.", "The evacuation of Tarsk began."),
    ("typographic hyphen", "The evac\u2010\nuation of Tarsk\nbegan.", "The evacuation of Tarsk began."),
    ("hyphen over a page", "The army said that the evac-\n\fuation began.", "The army said that the evacuation began."),
    ("hyphen of a name", "The al-\nAmin men left the town.", "The al-Amin men left the town."),
    ("hyphen after digits", "He said that a 12-\nyear-old was hurt.", "He said that a 12-year-old was hurt."),
    (
        "hyphen that the text writes elsewhere",
        "A pro-government man met anti-government men, and the pro-\ngovernment man left.",
        "A pro-government man met anti-government men, and the pro-government man left.",
    ),
    (
        "word that the text writes elsewhere",
        "The ceasefire holds in the old town, they said, and the cease-\nfire is kept.",
        "The ceasefire holds in the old town, they said, and the ceasefire is kept.",
    ),
    ("page", "The army had entered the town\n\fand nobody was hurt there.", "The army had entered the town and nobody was hurt there."),
    (
        "page before a name",
        "The army had entered the town of\n\n\fTarsk and nobody was hurt there.",
        "The army had entered the town of Tarsk and nobody was hurt there.",
    ),
    ("soft hyphens", "The evac\u00adu\u00adation began.", "The evacuation began."),
    ("direction marks", "The \u202barmy\u202c of\u200f Norland left.", "The army of Norland left."),
    ("zero widths", "\ufeffThe ar\u200bmy left.", "The army left."),
    ("control characters", "The army\x07 left\x1b Tarsk.", "The army left Tarsk."),
    ("Windows line ends", "The army that held the town\r\nleft Tarsk.", "The army that held the town left Tarsk."),
    ("hard spaces", "The\u00a0army left\u2009Tarsk.", "The army left Tarsk."),
]  # fmt: skip

BLOCKS = [
    # text, blocks of the view
    ("The army left.\n\nIt came back.", ["The army left.", "It came back."]),
    ("Army enters Tarsk\n\nThe army entered.", ["Army enters Tarsk", "The army entered."]),
    ("Demands:\n- withdrawal of troops\n- release of prisoners", ["Demands:", "- withdrawal of troops", "- release of prisoners"]),
    ("1. The parties stop\n2. The parties leave", ["1. The parties stop", "2. The parties leave"]),
    ("Place\tKilled\nTarsk\t12\nEsk\t3", ["Place Killed", "Tarsk 12", "Esk 3"]),
    ("| Place | Killed |\n| Tarsk | 12 |", ["| Place | Killed |", "| Tarsk | 12 |"]),
    ("The army left the town.\n\n\fA short head\n\nThe war goes on in Esk and in the town of Lind.", ["The army left the town.", "A short head", "The war goes on in Esk and in the town of Lind."]),
    ("", []),
    (" \n\t\n", []),
]  # fmt: skip

RUNNING = (
    "Northwire report, page 1\nThe army said on Tuesday that it had entered\nthe town of Tarsk and met the commander\n\f"
    "Northwire report, page 2\nof the second brigade in the old town hall\nof the city where they spoke for one hour.\n"
)


@pytest.mark.parametrize(("broken", "text", "view"), ONE_SENTENCE, ids=[row[0] for row in ONE_SENTENCE])
def test_a_broken_sentence_is_whole_in_the_view(broken: str, text: str, view: str) -> None:
    found = view_of(text)
    assert found.text == view, broken
    assert found.blocks == (0,)


@pytest.mark.parametrize(("text", "blocks"), BLOCKS)
def test_blocks(text: str, blocks: list[str]) -> None:
    view = view_of(text)
    ends = [*view.blocks[1:], len(view.text)]
    assert [view.text[a:b].strip() for a, b in zip(view.blocks, ends, strict=True) if b > a] == blocks


def test_running_heads_do_not_part_a_sentence() -> None:
    assert view_of(RUNNING).text == (
        "The army said on Tuesday that it had entered the town of Tarsk and met the commander of the second brigade in the "
        "old town hall of the city where they spoke for one hour."
    )


def test_a_first_line_that_does_not_repeat_is_no_running_head() -> None:
    text = RUNNING.replace("Northwire report, page 2", "The commander spoke of peace")
    assert "Northwire report" in view_of(text).text


def test_ways_over_a_mended_word() -> None:
    text = "The evac-\nuation began."
    view = view_of(text)
    start = view.text.index("evacuation")
    assert view.to_document(start, start + 10) == (4, 16)
    assert text[4:16] == "evac-\nuation"
    assert view.to_view(4, 16) == (start, start + 10)
    assert view.to_document(start, start) == (4, 4)


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcAB .,-\n\r\f\t\u00ad\u200f\u202e\u2010\u2028\x00\x07\x1c\x85|#*12\U0001f54a"),
        st.characters(),
    ),
    max_size=120,
)


@given(TEXTS)
def test_characters_of_the_view_are_those_of_the_text(text: str) -> None:
    view = view_of(text)
    for i, character in enumerate(view.text):
        start, end = view.to_document(i, i + 1)
        assert end == start + 1
        if not character.isspace():
            assert text[start] == character
        elif start < len(text):
            assert text[start].isspace() or text[start] in "\u2028\u2029\x1c\x1d\x1e"


@given(TEXTS)
def test_offsets_never_go_backwards(text: str) -> None:
    view = view_of(text)
    assert is_ascending(tuple(view.to_document(i, i + 1)[0] for i in range(len(view.text))))
    assert is_ascending(tuple(view.to_view(i, i)[0] for i in range(len(text) + 1)))
    assert is_ascending(view.starts)
    assert is_ascending(view.origins)
    assert is_ascending(view.blocks)


@given(TEXTS)
def test_there_and_back(text: str) -> None:
    view = view_of(text)
    for i, character in enumerate(view.text):
        if not character.isspace():
            assert view.to_view(*view.to_document(i, i + 1)) == (i, i + 1)


@given(TEXTS)
def test_no_letter_is_lost(text: str) -> None:
    kept = view_of(text).text
    if "\f" not in text:
        assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum() and not "\ud800" <= c <= "\udfff"]


@given(st.text(max_size=40), st.data())
def test_browsers_count_in_utf16_units(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert utf16_offsets(text, [offset]) == [len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("ALEPPO, 13 December (Northwire) - Shells fell.", ["ALEPPO, 13 December (Northwire) - ", "Shells fell."]),
        ("GENEVA, Dec. 13 — The council met.", ["GENEVA, Dec. 13 — ", "The council met."]),
        ("LIMA, 15 JAN 90 (EFE) -- [TEXT] SHELLS FELL.", ["LIMA, 15 JAN 90 (EFE) -- ", "[TEXT] SHELLS FELL."]),
        ("NATO - led forces struck.", ["NATO - led forces struck."]),
        ("The US - led coalition struck.", ["The US - led coalition struck."]),
        ("## Shells fall\n\nIt began - at dawn.", ["Shells fall\n", "It began - at dawn."]),
    ],
)
def test_a_dateline_and_the_marks_of_a_heading_are_no_part_of_a_sentence(text: str, blocks: list[str]) -> None:
    view = view_of(text)
    assert [view.text[a:b] for a, b in pairwise([*view.blocks, len(view.text)])] == blocks
