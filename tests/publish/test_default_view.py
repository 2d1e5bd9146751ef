from __future__ import annotations

from dataclasses import replace

import pytest

import onrecord
from onrecord.publish import default_view as module
from onrecord.publish.default_view import default_view, held_back_line
from onrecord.vocab.confidence import Calibration

TEXT = "Shells killed 14 people in Tarsk on Monday. Gunmen abducted two teachers near Molve, the mayor said."


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> onrecord.Report:
    calibration = Calibration(version="1", judges={}, thresholds={"tolls": 0.9, "events": 0.5})
    monkeypatch.setattr(module, "load_confidence", lambda: calibration)
    return onrecord.read_text(TEXT, published="2019-03-12")


def _with(report: onrecord.Report, sure: float | None) -> onrecord.Report:
    rows = replace(report.rows, tolls=[replace(toll, confidence=sure) for toll in report.rows.tolls])
    rows.events = [replace(event, confidence=0.6) for event in rows.events]
    return replace(report, rows=rows)


@pytest.mark.parametrize(("sure", "is_kept"), [(0.95, True), (0.9, True), (0.89, False), (None, True)])
def test_rows_under_the_threshold_are_held_back_and_counted(
    report: onrecord.Report, sure: float | None, is_kept: bool
) -> None:
    given = _with(report, sure)
    shown, held_back = default_view(given)
    assert given.tolls
    assert shown.tolls == (given.tolls if is_kept else [])
    assert held_back == (0 if is_kept else len(given.tolls))
    assert shown.events == given.events
    assert shown.mentions == given.mentions


def test_nothing_is_taken_from_the_report_itself(report: onrecord.Report) -> None:
    given = _with(report, 0.1)
    before = given.to_dict()
    default_view(given)
    assert given.to_dict() == before


def test_the_line_says_how_to_see_them() -> None:
    assert held_back_line(1).startswith("1 row of less confidence is")
    assert "--all" in held_back_line(3)
