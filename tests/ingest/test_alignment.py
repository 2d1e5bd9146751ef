"""Alignments lead every character back to the original, survive JSON, and never go backwards."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html

from onrecord.ingest import Alignment, ByteAlignment, Ingested, ingest_bytes, ingest_file, ingest_text
from onrecord.ingest.decoding import decode

FILES = ["truce.txt", "truce.md", "truce.html", "columns.pdf"]


@pytest.mark.parametrize("name", FILES)
def test_json_and_back(corpus: Path, name: str) -> None:
    alignment = ingest_file(corpus / name).alignment
    assert Alignment.from_dict(json.loads(json.dumps(alignment.to_dict()))) == alignment


@pytest.mark.parametrize("name", FILES)
def test_every_visible_character_has_a_place_and_places_keep_the_order(corpus: Path, name: str) -> None:
    ingested = ingest_file(corpus / name)
    text = ingested.document.text
    located = ingested.alignment.locate(0, len(text))
    covered = {offset for place in located for offset in range(place.start, place.end)}
    assert not [text[i] for i in range(len(text)) if i not in covered and not text[i].isspace()]
    assert all(a.end <= b.start for a, b in pairwise(located))


@pytest.mark.parametrize("name", ["truce.txt", "truce.md"])
def test_bytes_hold_the_characters(corpus: Path, name: str) -> None:
    ingested = ingest_file(corpus / name)
    for i, character in enumerate(ingested.document.text):
        (place,) = ingested.alignment.locate(i, i + 1)
        assert ingested.original[place.first : place.last].decode() == character


def test_nodes_hold_the_characters(corpus: Path) -> None:
    ingested = ingest_file(corpus / "truce.html")
    text = ingested.document.text
    tree = html.document_fromstring(ingested.original)
    for place in ingested.alignment.locate(0, len(text)):
        assert place.path is not None
        (node,) = tree.xpath(place.path)
        assert " ".join(node[place.first : place.last].split()) == text[place.start : place.end]


def test_boxes_lie_on_the_page_where_the_words_are(corpus: Path) -> None:
    ingested = ingest_file(corpus / "columns.pdf")

    def box_of(words: str) -> tuple[int, tuple[float, float, float, float]]:
        start = ingested.document.text.index(words)
        (place,) = ingested.alignment.locate(start, start + len(words))
        assert place.page is not None
        assert place.box is not None
        return place.page, place.box

    page, (left, bottom, right, top) = box_of("Aid workers")
    assert page == 1
    assert left == pytest.approx(320, abs=1.5)
    assert bottom < 560 < top
    assert 40 < right - left < 80
    assert box_of("republic")[0] == 2
    assert box_of("The Norland army")[1][0] == pytest.approx(72, abs=1.5)


def test_a_tab_between_cells_has_no_place(corpus: Path) -> None:
    ingested = ingest_file(corpus / "columns.pdf")
    tab = ingested.document.text.index("\t")
    assert ingested.alignment.locate(tab, tab + 1) == []
    assert "page 1, box" in ingested.alignment.locate(tab + 1, tab + 7)[0].where


@given(st.text(min_size=1))
def test_a_given_text_keeps_its_length_and_its_bytes(text: str) -> None:
    if not text.strip("\x00 \t\r\n\f\v\ufeff"):
        return
    ingested = ingest_text(text, language="en")
    assert len(ingested.document.text) == len(text)
    _check_bytes(ingested)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_marked_encodings(text: str, encoding: str) -> None:
    assume(not text.startswith("\x00"))  # the mark of UTF-16 and a NUL are the mark of UTF-32
    little = encoding if encoding == "utf-8" else f"{encoding}-le"
    mark = "\ufeff".encode(little)
    decoded, found, alignment = decode(mark + text.encode(little))
    assert (decoded, found) == (text.replace("\x00", "\ufffd"), little)
    assert [alignment.byte_of(i) for i in range(len(text))] == [
        len(mark) + len(text[:i].encode(little)) for i in range(len(text))
    ]


@given(
    st.lists(st.tuples(st.text(alphabet="abcé ü\u2019", max_size=20), st.sampled_from(["utf-8", "cp1252"])), max_size=8)
)
def test_lines_in_two_encodings(lines: list[tuple[str, str]]) -> None:
    data = b"\n".join(words.encode(encoding) for words, encoding in lines)
    text, encoding, alignment = decode(data)
    assert alignment.end == len(text)
    if encoding.startswith("mixed"):
        pieces = [(text[i], data[place : place + 3]) for i in range(len(text)) for place in [alignment.byte_of(i)]]
        assert all(piece.startswith((c.encode(), c.encode("cp1252", "replace"))) for c, piece in pieces)


@given(st.binary(max_size=200))
def test_any_bytes_decode_and_stay_in_order(data: bytes) -> None:
    text, _, alignment = decode(data)
    places = [alignment.byte_of(i) for i in range(len(text))]
    assert all(a < b for a, b in pairwise(places))
    assert all(place < len(data) for place in places)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_a_cut_keeps_the_bytes_of_what_is_left(pairs: list[tuple[int, int]]) -> None:
    raw = "aé\u2019b\U0001f54ac dé" * 5
    _, _, alignment = decode(raw.encode())
    kept, place = [], 0
    for skip, length in pairs:
        start, end = min(place + skip, len(raw)), min(place + skip + length, len(raw))
        kept.append((start, end))
        place = end
    cut = alignment.cut(kept)
    left = [i for start, end in kept for i in range(start, end)]
    assert [cut.byte_of(i) for i in range(cut.end)] == [alignment.byte_of(i) for i in left]


def test_neighbouring_runs_are_one_location() -> None:
    ingested = ingest_bytes("The café – open".encode())
    assert [place.where for place in ingested.alignment.locate(4, 10)] == ["byte 4-13"]


def _check_bytes(ingested: Ingested) -> None:
    assert isinstance(ingested.alignment, ByteAlignment)
    text = ingested.document.text
    (place,) = ingested.alignment.locate(0, len(text))
    assert ingested.original[place.first : place.last].decode() == text
