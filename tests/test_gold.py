from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TEXTS = ROOT.parent / "shared" / "bench"


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_records", ROOT / "gold" / "records.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


records = _module()
TEXT = "Shells killed 14 people in Tarsk. Shells killed 14 people in Orsel, the mayor said."


@pytest.mark.parametrize("path", sorted((ROOT / "gold" / "own").glob("*.json")), ids=lambda path: path.stem)
def test_records_of_own_reports_have_no_fault(path: Path) -> None:
    row = json.loads(path.read_text(encoding="utf-8"))
    assert row["id"] == path.stem
    for key in ("rows", "first", "second"):
        if key in row:
            assert not list(records.faults_of(row[key], row["text"]))


@pytest.mark.parametrize("path", sorted((ROOT / "gold" / "public").glob("*.json")), ids=lambda path: path.stem)
def test_records_of_public_reports_hold_no_text(path: Path) -> None:
    row = json.loads(path.read_text(encoding="utf-8"))
    assert row["id"] == path.stem
    assert "text" not in row
    assert len(row["text_sha256"]) == 64
    for name, listed in row["rows"].items():
        for told in listed:
            place = told["text" if name == "times" else "quote"]
            assert len(place) == 2
            assert place[0] < place[1]


@pytest.mark.shared
@pytest.mark.skipif(not TEXTS.is_dir(), reason="the folder of benchmarks is not beside the repository")
def test_public_records_fit_their_texts() -> None:
    for row in records.reports(TEXTS):
        if "text_sha256" in row:
            assert hashlib.sha256(row["text"].encode()).hexdigest() == row["text_sha256"]
        assert not list(records.faults_of(records.filled(row["rows"]), row["text"])), row["id"]


def test_pinning_and_quoting_are_each_other_s_reverse() -> None:
    rows: dict[str, list[dict[str, Any]]] = {
        "events": [
            {"quote": "Shells killed 14 people in Orsel", "kind": "shelling", "trigger": "Shells", "place": "Orsel"}
        ],
        "times": [],
    }
    pinned = records.pinned(rows, TEXT)
    assert pinned["events"][0]["trigger"] == [34, 40]
    quoted = records.quoted(pinned, TEXT)
    assert quoted["events"][0]["trigger"] == {"text": "Shells", "nth": 1}
    assert records.pinned(quoted, TEXT) == pinned


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ({"tolls": [{"quote": "killed 15 people"}]}, "quote not in the text"),
        ({"tolls": [{"quote": "killed 14 people", "measure": "slain"}]}, "none of"),
        ({"tolls": [{"quote": "killed 14 people", "part_of": "everyone"}]}, "no toll has the quote"),
        ({"events": [{"quote": "Shells killed", "kind": "war", "trigger": "killed"}]}, "no event kind"),
        ({"claims": [{"quote": "the mayor said", "source": "the king"}]}, "not in the text"),
        ({"rumours": []}, "unknown list"),
        ({"times": [{"text": "Tarsk", "vale": None}]}, "unknown field"),
    ],
)
def test_faults_are_told(rows: dict[str, Any], fault: str) -> None:
    assert any(fault in told for told in records.faults_of(rows, TEXT))


def test_parts_follow_the_digest_of_the_id_alone() -> None:
    names = [f"report-{number}" for number in range(2000)]
    shares = {part: sum(records.part_of(name) == part for name in names) / len(names) for part in records.PARTS}
    assert shares == {
        "train": pytest.approx(0.5, abs=0.04),
        "dev": pytest.approx(0.2, abs=0.04),
        "test": pytest.approx(0.3, abs=0.04),
    }
