"""The order of the stages, and what becomes of a document that can't be read."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord import pipeline
from onrecord.ingest import ingest_text
from onrecord.model import Failure, Rows, spans_of
from onrecord.read import READERS
from onrecord.syntax import Parsed

TEXT = "Shells killed at least 14 people in Idlib on Monday, a doctor said."


def test_a_path_and_an_open_file_give_the_same_rows(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    by_path = onrecord.read(path, published="2019-03-12").to_dict()
    with path.open("rb") as file:
        by_file = onrecord.read(file, published="2019-03-12").to_dict()
    assert by_path["tolls"] == by_file["tolls"]
    assert by_path["document"]["id"] == by_file["document"]["id"]


def test_what_is_given_comes_before_what_the_file_tells() -> None:
    report = onrecord.read(io.BytesIO(b"<title>One</title><p>" + TEXT.encode() * 3), title="Two", publisher="The Post")
    assert (report.document.title, report.document.publisher) == ("Two", "The Post")


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(onrecord.InputError, match=r"nowhere\.txt"):
        onrecord.read(tmp_path / "nowhere.txt")


def test_without_a_date_relative_times_stay_open_and_say_so() -> None:
    report = onrecord.read_text(TEXT, language="en")
    [time] = [one for one in report.times if one.text == "Monday"]
    assert (time.earliest, time.latest, time.unresolved_because) == (None, None, "no_document_date")
    assert report.document.published is None


def test_another_language_gives_no_rows_but_a_failure() -> None:
    report = onrecord.read_text("Войска вошли в город в понедельник утром и заняли мост.", language="ru")
    assert [failure.message for failure in report.failures] == ["not read: language ru"]
    assert report.mentions == []


def test_one_document_that_breaks_a_reader_does_not_take_the_others_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_on_bad(parsed: Parsed, _rows: Rows) -> None:
        if "bad" in parsed.document.text:
            raise ValueError("a reader's bug")

    monkeypatch.setattr(sys.modules["onrecord.read"], "READERS", (*READERS, ("breaks", break_on_bad)))
    documents = [ingest_text(text, language="en").document for text in ("All is well here.", "This one is bad.")]
    good, bad = pipeline.read_batch(documents)
    assert isinstance(good, Rows)
    assert isinstance(bad, Failure)
    assert "a reader's bug" in bad.message
    assert bad.document == documents[1].id


def test_every_row_names_its_document_and_reader_and_its_spans_are_the_text() -> None:
    report = onrecord.read_text(TEXT, published="2019-03-12", language="en")
    for name, row in report.rows.all():
        if name != "failures":
            assert row.document == report.document.id
            assert row.reader
        for span in spans_of(row):
            assert TEXT[span.start : span.end] == span.text


def test_ids_that_rows_point_at_exist() -> None:
    told = onrecord.read_text(TEXT, published="2019-03-12", language="en").to_dict()
    known = {row["id"] for name in told if name != "document" for row in told[name] if "id" in row}
    for event in told["events"]:
        assert {event["place"], event["time"]} - {None} <= known
        assert {argument["entity"] for argument in event["arguments"]} - {None} <= known
    for claim in told["claims"]:
        assert set(claim["about"]) | ({claim["source"]["actor"]} - {None}) <= known
    for toll in told["tolls"]:
        assert {toll["event"], toll["part_of"], toll["place"]} - {None} <= known
