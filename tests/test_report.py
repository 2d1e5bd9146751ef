"""One report as rows, dictionaries and tables."""

from __future__ import annotations

import json

import pytest

import onrecord
from onrecord.model import LISTS, spans_of

TEXT = "An air strike killed at least 12 people in Idlib on Monday, a doctor said."


@pytest.fixture(scope="module")
def report() -> onrecord.Report:
    return onrecord.read_text(TEXT, published="2020-02-04", language="en")


def test_the_dictionary_has_the_contract_s_lists(report: onrecord.Report) -> None:
    assert list(report.to_dict()) == ["document", *LISTS]
    assert json.loads(report.to_json()) == report.to_dict()


def test_every_span_is_the_text_at_its_offsets(report: onrecord.Report) -> None:
    for _, row in report.rows.all():
        for span in spans_of(row):
            assert report.document.text[span.start : span.end] == span.text


def test_ids_are_the_same_at_every_reading(report: onrecord.Report) -> None:
    assert onrecord.read_text(TEXT, published="2020-02-04", language="en").to_dict() == report.to_dict()


def test_rows_as_a_data_frame(report: onrecord.Report) -> None:
    pytest.importorskip("pandas")
    frame = report.to_pandas("tolls")
    assert list(frame["low"]) == [12]
    assert "population" in frame.columns


def test_rows_as_an_arrow_table(report: onrecord.Report) -> None:
    pytest.importorskip("pyarrow")
    assert report.to_arrow("tolls").column("low").to_pylist() == [12]


def test_an_empty_list_keeps_its_columns(report: onrecord.Report) -> None:
    pytest.importorskip("pandas")
    assert "giver" in report.to_pandas("flows").columns


def test_an_unknown_list_names_the_lists(report: onrecord.Report) -> None:
    pytest.importorskip("pandas")
    with pytest.raises(onrecord.ConfigurationError, match="tolls"):
        report.to_pandas("deaths")
