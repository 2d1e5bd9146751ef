"""The parser: sentences within blocks, exact ways back to the text, models that are checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.errors import MissingDependencyError, VocabularyError
from onrecord.syntax import Parsed, load_parser
from onrecord.syntax import parser as parser_module

Parse = Callable[..., Parsed]


def test_a_sentence_never_runs_over_the_end_of_a_block(parse: Parse) -> None:
    parsed = parse("Army enters Tarsk\n\nThe army entered the town\n\nBy Jane Roe\n")
    assert [s.text.strip() for s in parsed.sentences] == [
        "Army enters Tarsk",
        "The army entered the town",
        "By Jane Roe",
    ]


def test_spans_are_the_document_s_characters_whatever_the_view_leaves_out(parse: Parse) -> None:
    text = "The evac-\nuation of Tarsk\nbegan."
    parsed = parse(text)
    word = next(t for t in parsed.doc if t.text == "evacuation")
    span = parsed.span(word.i, word.i + 1)
    assert span.text == "evac-\nuation" == text[span.start : span.end]
    assert parsed.view_text(span) == "evacuation"
    assert [t.text for t in parsed.tokens(span.start, span.end)] == ["evacuation"]


def test_rows_of_tables_are_told(parse: Parse) -> None:
    parsed = parse("Quarter\tKilled\nHarbour\t31\n\nThirty-one people were killed there.")
    assert [parsed.in_table(s[0]) for s in parsed.sentences] == [True, True, False]


def test_a_language_without_a_parser_says_so() -> None:
    with pytest.raises(MissingDependencyError, match="'xx'"):
        load_parser("xx")


def test_a_changed_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser_module, "model_digest", lambda _package: "0" * 64)
    load_parser.cache_clear()
    try:
        with pytest.raises(VocabularyError, match="not the reviewed ones"):
            load_parser("en")
    finally:
        load_parser.cache_clear()
