"""The dossier: what is in the page, what must never be, and the pieces that it is made of."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Event, Place, Population, Rows, Span, Toll
from onrecord.publish.dossier import write_dossier
from onrecord.publish.dossier.atlas import Site, frame_around, frame_of
from onrecord.publish.dossier.counts import sum_words
from onrecord.publish.dossier.entries import when_words
from onrecord.publish.dossier.map import close_ups, draw
from onrecord.publish.dossier.outlines import Frame, clip, outlines_in
from onrecord.publish.dossier.page import render, web_address
from onrecord.publish.dossier.passages import cut
from onrecord.report import Report


class Page(HTMLParser):
    """What a page holds: elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in {"li", "p", "td", "th", "tr", "h3", "h4", "h5"}:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(*reports: Report, **limits: int) -> Page:
    return Page(render(reports, title="Tarsk, March 2021", **limits))


def document_of(text: str, **told: Any) -> Document:
    return Document(id="doc-9", sha256="0" * 64, text_sha256="0" * 64, text=text, **told)


def event_of(text: str, start: int, end: int, identifier: str = "ev-9", **told: Any) -> Event:
    found = Span(start, end, text[start:end])
    return Event(
        id=identifier, document="doc-9", reader="events 1", kind="shelling", trigger=found, spans=(found,), **told
    )  # fmt: skip


def test_every_row_stands_beside_its_words(report: Report) -> None:
    page = page_of(report)
    marked = {row for mark in page.all("mark") for row in (mark.get("data-rows") or "").split()}
    linked = {link["data-row"] for link in page.all("a") if "data-row" in link}
    for name, row in report.rows.all():
        if name in {"events", "tolls", "claims", "relations", "flows", "agreements", "control"}:
            assert row.id in marked
            assert row.id in linked
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {(link["href"] or "")[1:] for link in page.all("a") if (link["href"] or "").startswith("#")}
    assert targets <= set(ids)


def test_text_is_there_word_by_word(report: Report) -> None:
    text = page_of(report).text
    for words in (
        "Shells fell on Tarsk on",
        "The army denied that it had fired.",
        "“We shelled nobody,” Gen. Oro Vint said.",
    ):
        assert words in text


def test_standing_is_told_in_words(report: Report) -> None:
    page = page_of(report)
    for word in ("denied", "did not happen", "ongoing", "announced", "denies"):
        assert word in page.text
    assert "2 statements deny or doubt something." in page.text


def test_disagreement_comes_first(report: Report) -> None:
    text = page_of(report).text
    told = text[text.index("Where statements disagree") :]
    assert told.index("For Ana Rell") < told.index("Against army") < told.index("Denied 2") < told.index("Said 1")


def test_what_has_no_date_says_so(report: Report) -> None:
    bare = Report(replace(report.document, published=None), report.rows)
    text = page_of(bare).text
    assert "No date in the text" in text
    assert "no date in the report" in text
    assert "none with a date of publication" in text


def test_a_place_without_coordinates_is_listed_not_drawn(report: Report) -> None:
    page = page_of(report)
    drawn = [
        link["aria-label"] for link in page.all("a") if "aria-label" in link and "rows" in (link["aria-label"] or "")
    ]
    assert any("Tarsk" in (label or "") for label in drawn)
    assert not any("Velin" in (label or "") for label in drawn)
    assert "not located" in page.text
    assert "no position is taken on disputed lines" in page.text
    nowhere = replace(report.places[0], latitude=None)
    assert "has coordinates, so there is no map" in page_of(Report(report.document, Rows(places=[nowhere]))).text


def test_an_empty_case_is_a_page() -> None:
    page = page_of()
    assert "0 reports" in page.text
    assert "No row has a date." in page.text


def test_a_document_that_was_not_read_is_named() -> None:
    page = page_of(
        Report(document_of("Texte.", language="fr", title="Un titre", state="not read: language fr"), Rows())
    )
    assert "Not read" in page.text
    assert "not read: language fr" in page.text


def test_limits_say_how_much_is_left_out(report: Report) -> None:
    page = page_of(report, most_rows=1, most_texts=0)
    assert "more rows are not shown here" in page.text
    assert "The text is not shown here" in page.text
    assert not [mark for mark in page.all("mark") if "data-rows" in mark]


def test_a_document_given_twice_is_shown_once(report: Report) -> None:
    assert page_of(report, report).text == page_of(report).text


def test_the_file_is_written_with_its_folder(report: Report, tmp_path: Path) -> None:
    write_dossier([report], tmp_path / "new" / "dossier.html", title="Tarsk")
    assert (tmp_path / "new" / "dossier.html").read_text(encoding="utf-8").startswith("<!doctype html>")


HOSTILE = "<script>alert(1)</script></style> fell. \u202eback\u202c \x00\x1b \ud800 & \"quoted\" 'too' " + "x" * 10_000


def hostile_report() -> Report:
    document = document_of(
        HOSTILE, uri="javascript:alert(1)", title="</title><script>alert(2)</script>",
        publisher='"><img src=x onerror=y>', language='en" onload="x',
    )  # fmt: skip
    place = Place(
        id="pl-9", document="doc-9", reader="places 1", name="</text><script>", latitude=1.0, longitude=2.0,
        where_precision=1,
    )  # fmt: skip
    rows = Rows(
        places=[place],
        events=[event_of(HOSTILE, 0, 40, place="pl-9"), event_of(HOSTILE, 20, 10_050, '"><script>', status="denied")],
    )
    return Report(document, rows)


def test_hostile_text_stays_text() -> None:
    page = page_of(hostile_report())
    assert len(page.all("script")) == 1
    assert len(page.all("style")) == 1
    assert not page.all("img")
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert "style" not in attributes, tag
        assert not (attributes.get("href") or "").lower().startswith(("javascript", "data", "file")), tag
    assert "<script>alert(1)</script></style> fell." in page.text
    html = render([hostile_report()], title="</title><script>")
    assert "\x00" not in html
    assert html.encode("utf-8")


def test_policy_admits_the_pages_own_style_and_script_alone(report: Report) -> None:
    html = render([report], title="Tarsk")
    policy = next(meta["content"] or "" for meta in Page(html).all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"), ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", ""), ("JaVaScRiPt:alert(1)", ""), ("data:text/html,x", ""), ("file:///etc/passwd", ""),
        ("//example.org", ""), ("https:", ""), ("http://[broken", ""), ("reports/a.pdf", ""), (None, ""),
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(uri: str | None, address: str) -> None:
    assert web_address(uri) == address


def test_links_that_leave_the_page_tell_nobody(report: Report) -> None:
    away = [link for link in page_of(report).all("a") if not (link["href"] or "").startswith("#")]
    assert [link["rel"] for link in away] == ["noopener noreferrer"]


@given(
    text=st.text(alphabet="ab. \n\f“”!\U0001f54a", max_size=60),
    spans=st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=6),
)
def test_pieces_give_the_text_back(text: str, spans: list[tuple[int, int]]) -> None:
    named = {f"row-{at}": [span] for at, span in enumerate(spans)}
    for paragraph in cut(text, named, []):
        for sentence in paragraph.sentences:
            joined = "".join(piece.text for piece in sentence.pieces)
            assert joined + sentence.gap == text[sentence.start : sentence.end + len(sentence.gap)]
            at = sentence.start
            for piece in sentence.pieces:
                covering = {row for row, [(a, b)] in named.items() if max(a, 0) <= at and at + len(piece.text) <= b}
                assert set(piece.rows) == (covering if piece.text else set())
                at += len(piece.text)
    kept = "".join(
        piece.text for paragraph in cut(text, named, []) for one in paragraph.sentences for piece in one.pieces
    )
    assert "".join(kept.split()) == "".join(text.split())


def test_a_name_never_ends_a_sentence() -> None:
    text = "Gen. Vint spoke. He left."
    assert len(cut(text, {}, [])[0].sentences) == 3
    assert [one.start for one in cut(text, {}, [(0, 9)])[0].sentences] == [0, 17]


def toll(best: int | None, low: int | None = None, measure: Any = "killed") -> Toll:
    return Toll(
        id=f"to-{best}-{low}", document="doc-9", reader="tolls 1", measure=measure, low=best if low is None else low,
        best=best, high=best, qualifier="exactly", population=Population(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("whole", "parts", "words"),
    [
        (toll(312_000), [toll(200_000), toll(107_000)], "parts add up to 307,000 of 312,000; 5,000 in no part"),
        (toll(10), [toll(4), toll(6)], "parts add up to 10 of 10; nothing left over"),
        (toll(14), [toll(5)], "one part told: 5 of 14; 9 in no part"),
        (toll(100), [toll(40), toll(None, 30)], "parts add up to 70 or more of 100; up to 30 in no part"),
        (
            toll(9),
            [toll(4), toll(6)],
            "parts add up to 10 of 9: more than the whole, so parts overlap or a figure is wrong",
        ),
        (toll(9), [toll(2), toll(3), toll(4), toll(5)], "2 + 3 + 4 make up the 9; 1 more part overlaps with them"),
        (toll(None, 54_001), [toll(60_000)], "one part told: 60,000 of 54,001 or more"),
        (toll(10), [toll(3, measure="injured")], ""),
        (toll(10), [], ""),
    ],
)
def test_sums_are_those_of_the_text(whole: Toll, parts: list[Toll], words: str) -> None:
    assert sum_words(whole, parts) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "otherwise", "words"),
    [
        ("2021-03-03", "2021-03-03", "", "3 March 2021"), ("2020-02-01", "2020-02-29", "", "February 2020"),
        ("2021-01-01", "2021-12-31", "", "2021"), ("2019-01-01", "2020-12-31", "", "2019-2020"),
        ("2021-03-03", "2021-04-02", "", "3 March 2021 to 2 April 2021"),
        (None, "2021-03-03", "", "until 3 March 2021"),
        ("2021-03-03", None, "", "from 3 March 2021"), (None, None, "that night", "“that night”"),
        (None, None, "", ""),
        ("2021-99-99", "2021-03-03", "", "2021-99-99 to 2021-03-03"),
    ],
)  # fmt: skip
def test_days_in_words(earliest: str | None, latest: str | None, otherwise: str, words: str) -> None:
    assert when_words(earliest, latest, otherwise) == words


def site(number: int, name: str, latitude: float | None, longitude: float | None, precision: int = 1) -> Site:
    return Site(
        number=number, name=name, kind="", country="", admin1="", latitude=latitude, longitude=longitude,
        where_precision=precision,
    )  # fmt: skip


def test_the_frame_shows_every_point_and_some_room() -> None:
    frame = frame_around([(19.0, 47.5), (20.0, 48.0)], least=3)
    assert frame.holds(19.0, 47.5)
    assert frame.north - frame.south >= 3
    assert frame_of([site(1, "A", None, None)]) is None
    around_the_world = frame_around([(-179.0, -80.0), (179.0, 80.0)], least=3)
    assert (around_the_world.west, around_the_world.east) == (-180, 180)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=8))
def test_every_frame_can_be_drawn(points: list[tuple[float, float]]) -> None:
    sites = [site(at, f"Place {at}", latitude, longitude) for at, (longitude, latitude) in enumerate(points)]
    frame = frame_of(sites)
    assert frame is not None
    drawing = draw(sites, frame, width=344, has_land=False)
    assert 0 < drawing.height <= 344
    assert sum(len(marker.sites) for marker in drawing.markers) >= 1
    for marker in drawing.markers:
        assert 0 <= marker.x <= drawing.width + 1
        assert 0 <= marker.y <= drawing.height + 1


def test_labels_do_not_run_into_one_another() -> None:
    sites = [site(at, f"Town number {at}", 47 + at * 0.12, 19 + (at % 3) * 0.2) for at in range(9)]
    frame = frame_of(sites)
    assert frame is not None
    drawing = draw(sites, frame, width=540)
    labels = [marker.label for marker in drawing.markers if marker.label]
    assert len(labels) >= 7
    for one in labels:
        near = [other for other in labels if other is not one and other.anchor == one.anchor]
        assert all(abs(other.y - one.y) > 10 or abs(other.x - one.x) > 60 for other in near)


def test_places_too_close_share_a_marker_and_get_a_close_up() -> None:
    sites = [site(1, "City", 47.5, 19.0), site(2, "Quarter", 47.51, 19.01), site(3, "Province", 47.5, 19.02, 4)]
    frame = frame_of(sites)
    assert frame is not None
    drawing = draw(sites, frame, width=540)
    assert [marker.name for marker in drawing.markers] == ["City + 2"]
    (close,) = close_ups(drawing, width=270)
    assert {marker.name for marker in close.markers} == {"City", "Quarter"}
    assert close.land == ()


def test_outlines_are_cut_to_the_frame() -> None:
    found = {outline.name: outline for outline in outlines_in(Frame(35, 34, 40, 38))}
    assert {"Syria", "Turkey", "Lebanon"} <= set(found)
    assert "France" not in found
    for outline in found.values():
        for ring in outline.rings:
            assert all(35 <= x <= 40 and 34 <= y <= 38 for x, y in ring)
    assert clip([(0, 0), (1, 0), (1, 1)], Frame(5, 5, 6, 6)) == ()
