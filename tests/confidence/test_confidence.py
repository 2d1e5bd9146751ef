from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

import onrecord
from onrecord.confidence import SIGNALS, Scene, parts_of, signals_of, weigh
from onrecord.errors import VocabularyError
from onrecord.read import find_rows
from onrecord.resolve import resolve
from onrecord.vocab import confidence as vocabulary
from onrecord.vocab.confidence import PARTS, Calibration, Question, load_confidence

TEXT = (
    "Shells fired by the Varan army killed at least 14 people in the town of Tarsk on Monday, the Lenna Relief "
    "Committee said. The defence ministry denied that its troops had shelled the town. Sorvia backs the Free Marsh "
    "Brigade and sent it 40 missiles in January."
)


@pytest.fixture(scope="module")
def report() -> onrecord.Report:
    return onrecord.read_text(TEXT, published="2019-03-12")


def test_every_row_that_records_mark_has_a_confidence(report: onrecord.Report) -> None:
    for name in SIGNALS:
        for row in getattr(report.rows, name):
            assert row.confidence is not None, name
            assert 0 < row.confidence < 1


def test_the_confidence_is_the_product_of_its_parts(parse: Any) -> None:
    parsed = parse(TEXT, published="2019-03-12")
    rows = weigh(parsed, resolve(parsed, find_rows(parsed)))
    scene = Scene(parsed, rows)
    for toll in rows.tolls:
        parts = parts_of("tolls", toll, scene)
        assert tuple(parts) == PARTS
        assert toll.confidence == pytest.approx(math.prod(parts.values()), abs=5e-4)


def test_weighing_changes_nothing_but_the_confidence(parse: Any) -> None:
    parsed = parse(TEXT, published="2019-03-12")
    rows = resolve(parsed, find_rows(parsed))
    before = {name: list(getattr(rows, name)) for name in SIGNALS}
    weigh(parsed, rows)
    for name, listed in before.items():
        assert [replace(row, confidence=None) for row in getattr(rows, name)] == listed


def test_signals_are_the_same_each_time(parse: Any) -> None:
    parsed = parse(TEXT, published="2019-03-12")
    rows = resolve(parsed, find_rows(parsed))
    for name in SIGNALS:
        for row in getattr(rows, name):
            assert signals_of(name, row, Scene(parsed, rows)) == signals_of(name, row, Scene(parsed, rows))


def test_signals_name_nobody_and_no_place(parse: Any) -> None:
    parsed = parse(TEXT, published="2019-03-12")
    rows = resolve(parsed, find_rows(parsed))
    scene = Scene(parsed, rows)
    told = " ".join(s for name in SIGNALS for row in getattr(rows, name) for s in signals_of(name, row, scene)).lower()
    assert not any(word in told for word in ("varan", "tarsk", "lenna", "sorvia", "marsh"))


@pytest.mark.parametrize("total", [-800.0, 0.0, 800.0])
def test_probabilities_stay_inside_the_open_interval(total: float) -> None:
    assert 0 < Question(bias=total, weights={}).probability([]) < 1


def test_the_default_view_keeps_what_reaches_the_threshold_and_what_nobody_judged() -> None:
    calibration = Calibration(version="1", judges={}, thresholds={"tolls": 0.8})
    assert [calibration.is_shown("tolls", sure) for sure in (0.79, 0.8, None)] == [False, True, True]
    assert calibration.is_shown("checks", 0.01)


def test_a_broken_calibration_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    load_confidence.cache_clear()
    (tmp_path / "confidence.json").write_text('{"version": "1"}', encoding="utf-8")
    monkeypatch.setattr(vocabulary, "files", lambda _: tmp_path)
    with pytest.raises(VocabularyError, match=r"training/confidence\.py"):
        load_confidence()
    monkeypatch.undo()
    load_confidence.cache_clear()
