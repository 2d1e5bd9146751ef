from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def quality(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    module = importlib.import_module("quality")
    monkeypatch.setattr(module, "ACCEPTED", tmp_path / "accepted")
    monkeypatch.setattr(module, "KEPT", tmp_path / "scores.json")
    monkeypatch.setattr(module, "CHANGELOG", tmp_path / "CHANGELOG.md")
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 0.2.0\n\n- Something new.\n", encoding="utf-8")
    yield module
    for name in ("quality", "page", "sets"):
        sys.modules.pop(name, None)


def _run(quality: ModuleType, value: float, digest: str = "d1", failures: int = 0) -> Any:
    told = {
        "metrics": [{"name": "value", "value": value}],
        "failures": [{"id": f"doc{n}", "message": "broken"} for n in range(failures)],
    }
    return quality.Run("dates-wikiwars", told, digest, ("doc",), {"doc\tmissed\t1\t2\tab": "missed: a date"})


def test_a_value_under_its_floor_is_a_fault(quality: ModuleType) -> None:
    known = {"gold_digest": "d1", "floors": {"value": 0.8}}
    assert not list(quality._faults(_run(quality, 0.81), known))
    [fault] = quality._faults(_run(quality, 0.79), known)
    assert "value is 0.790, floor 0.800" in fault


def test_other_gold_data_are_a_fault_of_their_own(quality: ModuleType) -> None:
    [fault] = quality._faults(_run(quality, 0.9, digest="d2"), {"gold_digest": "d1", "floors": {"value": 0.8}})
    assert "d2" in fault
    assert "accept a run on the new data" in fault


def test_documents_that_come_to_fail_are_faults(quality: ModuleType) -> None:
    known = {"gold_digest": "d1", "floors": {"value": 0.8}, "failures": 1}
    assert not list(quality._faults(_run(quality, 0.9, failures=1), known))
    assert len(list(quality._faults(_run(quality, 0.9, failures=3), known))) == 2


def test_floors_rise_by_themselves_and_fall_only_with_a_reason(quality: ModuleType) -> None:
    floors: dict[str, Any] = {}
    assert not quality._accept(_run(quality, 0.80), floors, "full", None)
    first = floors["dates-wikiwars"]["floors"]["value"]
    assert first == pytest.approx(0.795)
    assert not quality._accept(_run(quality, 0.85), floors, "full", None)
    risen = floors["dates-wikiwars"]["floors"]["value"]
    assert risen > first
    assert quality._accept(_run(quality, 0.70), floors, "full", None)
    assert floors["dates-wikiwars"]["floors"]["value"] == risen
    assert not quality._accept(_run(quality, 0.70), floors, "full", "the rule was wrong")
    assert floors["dates-wikiwars"]["floors"]["value"] < first
    assert "the rule was wrong" in quality.CHANGELOG.read_text(encoding="utf-8")


def test_accepted_runs_hold_no_text(quality: ModuleType) -> None:
    quality._accept(_run(quality, 0.80), {}, "full", None)
    [path] = quality.ACCEPTED.iterdir()
    assert b"a date" not in quality.gzip.decompress(path.read_bytes())
