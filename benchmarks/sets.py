"""The sets that readers are measured on: which documents, which metrics have floors, and one run of one set.

In: the folder of benchmarks beside the repository, and the gold corpus in it. Out: a `Run` a set: metrics with their
intervals, the digest of the gold data, speed, and the wrong rows, each known by its document, offsets and a digest.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BENCH = HERE.parents[1] / "shared" / "bench"
CORPUS = HERE.parent / "gold" / "records.py"
APART = HERE.parent / "training" / "apart.json"
SEED = 1
TRAINED_ON = {"re3d": "re3d", "muc4": "muc4", "factuality": "uds", "places-wotr": "wotr"}
"""Sets that the encoder was trained on, by their names in `training/prepare.py`."""
HELD_OUT_PERCENT = 15
"""Share of their documents that it did not see (`training/prepare.py`)."""
FULL: dict[str, int | None] = {
    "isaf_releases": None, "gva_counts": 1000, "attribution-polnear": 300, "dates-tempeval3": None,
    "dates-wikiwars": None, "places": 400, "places-wotr": None, "re3d": None, "muc4": None, "wikievents": None,
    "plover_plv": None, "factuality": 6000, "indiapoliceevents": 300, "gold-dev": None, "gold-test": None,
}  # fmt: skip
"""Documents drawn from each set for a whole run; None takes all."""
SAMPLE: dict[str, int | None] = {
    "isaf_releases": 40, "gva_counts": 40, "attribution-polnear": 20, "dates-tempeval3": 25, "places": 20, "re3d": 12,
    "muc4": 40, "wikievents": 6, "plover_plv": 100, "factuality": 400, "indiapoliceevents": 20, "gold-dev": None,
}  # fmt: skip
"""Documents drawn for the check that fits into continuous integration."""
GUARDED: dict[str, tuple[tuple[str, str], ...]] = {
    "isaf_releases": (("killed and captured, exact", "tolls"),),
    "gva_counts": (("killed and injured, exact", "tolls"), ("both, two or more victims", "tolls")),
    "attribution-polnear": (("joint: content and source", "claims"),),
    "dates-tempeval3": (("value", "times"),),
    "dates-wikiwars": (("value", "times"),),
    "places": (("end to end @161 km", "places"), ("end to end @25 km", "places")),
    "places-wotr": (("end to end @161 km", "places"),),
    "re3d": (("entities, relaxed", "mentions"), ("actor graph (AlliesOf, FightingAgainst)", "relations")),
    "muc4": (("GTT micro F1", "events"),),
    "wikievents": (("triggers, conflict and life", "events"), ("arguments, conflict and life", "events")),
    "plover_plv": (("root, macro F1", "events"),),
    "factuality": (
        ("macro F1, of matched triggers", "status"), ("not a plain fact, of matched triggers", "status"),
    ),
    "indiapoliceevents": (
        ("sentences, KILL", "events"), ("sentences, ARREST", "events"), ("sentences, FORCE", "events"),
    ),
    "gold-dev": (
        ("tolls: joint", "tolls"), ("claims: joint", "claims"), ("events: joint", "events"),
        ("relations: joint", "relations"), ("flows: joint", "flows"),
    ),
}  # fmt: skip
"""Metrics that have a floor, and the reader that each speaks of."""
GUARDED["gold-test"] = GUARDED["gold-dev"]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of one set gave. `wrong` holds the key of each wrong row and, for reading, its note."""

    name: str
    told: dict[str, Any]
    gold_digest: str
    documents: tuple[str, ...]
    wrong: dict[str, str]

    def value(self, metric: str) -> float | None:
        """Value of a metric; None where nothing could be measured."""
        found = [row["value"] for row in self.told["metrics"] if row["name"] == metric]
        return found[0] if found else None


def at_hand() -> bool:
    """True where the scorer's folder lies beside the repository."""
    return (BENCH / "score.py").is_file()


def run(name: str, limit: int | None, workers: int = 2) -> Run:
    """Read the documents of a set, score them, and tell what was wrong."""
    if str(BENCH) not in sys.path:
        sys.path.insert(0, str(BENCH))
    catalogue, runner, printing = (
        importlib.import_module(f"scoring.{module}") for module in ("catalogue", "runner", "printing")
    )
    bench = catalogue.BENCHES["record" if name.startswith("gold-") else name]
    documents = _documents(name, bench, limit)
    started = time.perf_counter()
    outcome = runner.evaluate(bench, documents, runner.read_all(bench, documents, workers, 120.0))
    told = printing.as_json(outcome) | {
        "day": date.today().isoformat(),  # noqa: DTZ011 - the day here is meant
        "commit": _commit(),
        "seconds": round(time.perf_counter() - started),
        "words_a_second": round(sum(len(gold["text"].split()) for gold in documents) / max(outcome.reading_seconds, 1)),
    }
    told.pop("reference", None)
    digest = hashlib.sha256(json.dumps(documents, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return Run(
        name=name,
        told=told,
        gold_digest=digest[:16],
        documents=tuple(str(gold["id"]) for gold in documents),
        wrong={_key(identifier, wrong): f"{wrong.kind}: {wrong.note}" for identifier, _, wrong in outcome.wrong},
    )


def _documents(name: str, bench: Any, limit: int | None) -> list[dict[str, Any]]:
    is_ours = name.startswith("gold-")
    documents = _corpus(bench, name.removeprefix("gold-")) if is_ours else bench.load(BENCH / name)
    documents = [gold for gold in documents if not _is_seen(name, gold)]
    drawn = sorted(documents, key=lambda gold: hashlib.sha256(f"{SEED} {gold['id']}".encode()).hexdigest())
    return drawn[:limit] if limit else documents


def _is_seen(name: str, gold: dict[str, Any]) -> bool:
    """True for a document that the encoder was trained on: figures are told on the others alone."""
    if name not in TRAINED_ON or (name == "factuality" and gold["source"] != "UDS-IH2"):
        return False
    document = gold["id"]
    if name == "factuality" and gold.get("sent_id"):
        document = gold["sent_id"].rsplit("-", 1)[0]
    digest = hashlib.sha256(f"{TRAINED_ON[name]}/{document}".encode()).hexdigest()
    is_apart = document in json.loads(APART.read_text(encoding="utf-8")).get(TRAINED_ON[name], [])
    return int(digest[:8], 16) % 100 >= HELD_OUT_PERCENT and not is_apart


def _corpus(bench: Any, part: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "built.jsonl"
        options = ["build", "--part", part, "--out", str(built), "--texts", str(BENCH)]
        subprocess.run([sys.executable, str(CORPUS), *options], check=True)
        loaded: list[dict[str, Any]] = bench.load(built)
    return loaded


def _key(identifier: str, wrong: Any) -> str:
    start, end = wrong.span or (-1, -1)
    note = hashlib.sha256(wrong.note.encode()).hexdigest()[:8]
    return f"{identifier}\t{wrong.kind}\t{start}\t{end}\t{note}"


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
