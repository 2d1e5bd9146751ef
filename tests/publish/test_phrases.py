"""Rows in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Figure, Population, Span, Time, Toll
from onrecord.publish.phrases import Phrases, figure_text, flat, quote_of
from onrecord.publish.plain import render_report
from onrecord.report import Report

FIGURES = [
    (Figure(low=12, best=12, high=12), "12"),
    (Figure(low=54_001), "54,001 or more"),
    (Figure(high=9), "up to 9"),
    (Figure(low=40, high=60), "40-60"),
    (Figure(best=50), "about 50"),
    (Figure(low=40, best=50, high=60), "about 50 (40-60)"),
    (Figure(low=40, best=50), "about 50 (40-?)"),
    (Figure(), "an unknown number of"),
]


@pytest.mark.parametrize(("figure", "words"), FIGURES)
def test_a_figure_keeps_its_bounds(figure: Figure, words: str) -> None:
    assert figure_text(figure) == words


LINES = [
    ("events", 0, "shelling in Tarsk: harmed 12 people; killed 12"),
    ("events", 1, "shelling"),
    ("tolls", 0, "12 people killed, counted by Ana Rell"),
    ("tolls", 1, "5 children killed"),
    ("claims", 1, "army denies: that it had fired"),
    ("claims", 2, "Oro Vint denies: “We shelled nobody,”"),
    ("relations", 0, "Lurania supports Hill Front (arms)"),
    ("flows", 0, "arms from Lurania to Hill Front"),
    ("agreements", 0, "ceasefire agreement"),
    ("control", 0, "Hill Front holds Velin"),
    ("checks", 0, "parts below total: 5 of 12"),
    ("failures", 0, "read: table: a table was left out"),
]


@pytest.mark.parametrize(("name", "at", "line"), LINES)
def test_a_row_in_a_line(report: Report, name: str, at: int, line: str) -> None:
    assert Phrases(report).line(getattr(report.rows, name)[at]) == line


def test_what_is_no_row_has_no_words(report: Report) -> None:
    with pytest.raises(TypeError, match="no words for a str"):
        Phrases(report).line("a string")


def test_an_unknown_name_is_nobody(report: Report) -> None:
    phrases = Phrases(report)
    assert phrases.name("ac-404") == "somebody not named"
    assert phrases.list_of(["ac-2", "ac-3", "ac-5"]) == "Ana Rell, Oro Vint and Hill Front"
    assert phrases.list_of([]) == ""


def test_a_day_is_never_made_up(report: Report) -> None:
    vague = Time(
        id="ti-9", document="doc-1", reader="times 1", start=0, end=1, text="one  night", value=None, kind="date"
    )
    report.rows.times.append(vague)
    phrases = Phrases(report)
    assert phrases.when("ti-1") == "2021-03-03"
    assert phrases.when("ti-9") == "“one night”"
    assert phrases.when(None) == ""


def test_the_quote_of_a_row_is_its_first_span(report: Report) -> None:
    assert quote_of(report.tolls[1]) == report.tolls[1].spans[0]
    assert quote_of(report.claims[1]) == report.claims[1].content
    assert quote_of(report.events[1]) == report.events[1].trigger
    bare = Toll(
        id="to-9", document="doc-1", reader="tolls 1", measure="killed", low=1, best=1, high=1, qualifier="exactly",
        population=Population(),
    )  # fmt: skip
    assert quote_of(bare) is None
    assert flat(Span(0, 3, "a\n b").text) == "a b"


def test_a_report_for_the_terminal(report: Report, golden: Callable[[str, str], None]) -> None:
    golden("plain.txt", "\n".join(line.rstrip() for line in render_report(report)) + "\n")
