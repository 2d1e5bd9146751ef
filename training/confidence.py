"""Fits the confidence of rows on the corpus of whole records and writes `src/onrecord/vocab/confidence.json`.

    python training/confidence.py [--texts ../shared/bench] [--write]

In: the train and dev parts of `gold/` (public texts from the folder of benchmarks, whose matching rule says which row
of a record a row of ours answers). Out: weights, thresholds, and `docs/reliability.json` with what `docs/confidence.md`
shows. The test part is read for measuring alone: nothing is fitted or chosen on it.

A row is right where nothing that it says is wrong: its kind, status, figures, stance and content as in the record, and
each actor that it names in a role one that the record has in that role. What a row leaves out does not make it wrong.
A row that a record does not bear out counts by its verdict in `gold/verdicts/open.tsv`, where somebody judged it beside
its sentence (two annotators, too, differ in a quarter of all events); unjudged it counts as wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.confidence import SIGNALS, Scene, signals_of
from onrecord.ingest import ingest_text
from onrecord.model import to_dict
from onrecord.publish.phrases import Phrases
from onrecord.read import find_rows
from onrecord.report import Report
from onrecord.resolve import resolve
from onrecord.syntax import load_parser
from onrecord.vocab.confidence import PARTS

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "onrecord" / "vocab" / "confidence.json"
VERDICTS = ROOT / "gold" / "verdicts" / "open.tsv"
RELIABILITY = ROOT / "docs" / "reliability.json"
VERSION = "1"
SEED = 7
FOLDS = 10
LEAST_SEEN = 6
"""A signal seen in fewer rows than this has no weight."""
PENALTY = 25.0
"""Strength of the quadratic penalty: chosen by the likelihood of held-out folds of the train and dev parts."""
TARGETS = {
    "events": 0.85, "tolls": 0.95, "claims": 0.70, "relations": 0.70, "flows": 0.70, "agreements": 0.70,
    "control": 0.70, "times": 0.0, "mentions": 0.0, "places": 0.0,
}  # fmt: skip
"""Share of right rows that the default view asks of each list (0: all are shown); of events, of those that happened."""
LEAST_SURE = 0.05
NAMED = ("mentions", "places")
"""Lists fitted on public sets by `named.py`, and told apart."""
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of ours: its list, its signals, and whether each part of it is right (None: not asked)."""

    name: str
    document: str
    signals: tuple[str, ...]
    right: tuple[bool | None, ...]
    is_happened: bool

    @property
    def is_right(self) -> bool:
        """True where every part is right."""
        return all(self.right)


def main() -> None:
    """Fit, measure and, where asked, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--write", action="store_true", help="write the weights and the reliability figures")
    given = parser.parse_args()
    sys.path[:0] = [str(given.texts), str(ROOT / "gold")]
    known = [row for part in ("train", "dev") for row in judged(given.texts, part)]
    unseen = list(judged(given.texts, "test"))
    for name, document, signals, is_right, is_test in importlib.import_module("named").named_rows(given.texts):
        row = Judged(name, document, signals, (is_right, is_right or None, is_right or None), is_happened=True)
        (unseen if is_test else known).append(row)
    lists: dict[str, Any] = {}
    thresholds: dict[str, float] = {}
    told: dict[str, Any] = {}
    for name in SIGNALS:
        rows = [row for row in known if row.name == name]
        lists[name] = fitted(rows)
        held_out = cross_fitted(rows)
        thresholds[name] = threshold(rows, held_out, TARGETS[name])
        test = [row for row in unseen if row.name == name]
        sure = np.array([confidence(lists[name], row.signals) for row in test])
        told[name] = {
            "folds": reliability(rows, held_out, thresholds[name]),
            "test": reliability(test, sure, thresholds[name]),
        }
        print(name, json.dumps(told[name]["folds"]), json.dumps(told[name]["test"]), sep="\n   ")
    every = [row for name in SIGNALS for row in unseen if row.name == name and name not in NAMED]
    sure = np.array([confidence(lists[row.name], row.signals) for row in every])
    told["all"] = {"test": reliability(every, sure, 0.0) | {"bins": bins(every, sure)}}
    print("all", json.dumps(told["all"]))
    if given.write:
        result = {
            "version": VERSION,
            "about": "Weights of the signals of rows, fitted by training/confidence.py on the records in gold/.",
            "origin": "written for onrecord; fitted on own records and on records of public texts",
            "licence": "Apache-2.0",
            "gold_digest": digest(known),
            "thresholds": thresholds,
            "lists": lists,
        }
        OUT.write_text(json.dumps(result, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        RELIABILITY.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


# --- rows and what is right of them -----------------------------------------------------------------------------------


def judged(texts: Path, part: str) -> Iterator[Judged]:
    """Every row that is read in one part of the corpus, compared with the records."""
    verdicts = importlib.import_module("verdicts")
    verdict_on = {key: _by_verdict(*told) for key, told in verdicts.known(VERDICTS).items()}
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "built.jsonl"
        command = [sys.executable, str(ROOT / "gold" / "records.py"), "build", "--part", part]
        subprocess.run([*command, "--out", str(built), "--texts", str(texts)], check=True)  # noqa: S603 - own script
        documents = [json.loads(line) for line in built.read_text(encoding="utf-8").splitlines()]
    names = [name for name in SIGNALS if name not in NAMED]
    for gold in documents:
        document = ingest_text(
            gold["text"], published=gold["published"], title=gold["title"], publisher=gold["source"], language="en"
        ).document
        parsed = load_parser("en").parse(document)
        rows = resolve(parsed, find_rows(parsed))
        scene, report = Scene(parsed, rows), Report(document, rows)
        phrases, right = Phrases(report), answers(gold, report, names)
        counted = [(name, row) for name in names for row in getattr(rows, name) if row.id in right]
        for name, row in counted:
            told = right[row.id]
            if not all(told):
                told = verdict_on.get(verdicts.key_of(gold["id"], name, row, phrases), told)
            is_happened = to_dict(row).get("status") == "happened"
            yield Judged(name, gold["id"], tuple(signals_of(name, row, scene)), told, is_happened)


def answers(gold: Mapping[str, Any], report: Report, names: Sequence[str]) -> dict[str, tuple[bool | None, ...]]:
    """Of each row that counts, by its id: whether a record bears it out, part by part."""
    scoring, record = importlib.import_module("scoring.record_gold"), importlib.import_module("scoring.record")
    told = record.Report(json.loads(report.to_json()))
    annotations = scoring.gold_reports(gold)
    return {id_: right for name in names for id_, right in _answers(scoring, name, annotations, told).items()}


def _by_verdict(is_right: bool, part: str) -> tuple[bool | None, ...]:  # noqa: FBT001 - as the file has it
    """Answers to the three questions, up to the first that a verdict denies."""
    if is_right:
        return (True, True, True)
    place = PARTS.index(part) if part in PARTS else 0
    return tuple(True if number < place else False if number == place else None for number in range(len(PARTS)))


def _answers(scoring: Any, name: str, annotations: Sequence[Any], report: Any) -> dict[str, tuple[bool | None, ...]]:
    """Of each row that counts: whether it is there, right in what it says, right in whom it names."""
    wanted, told = scoring.needs(name, annotations), scoring.entries(report, name)
    pairs = {j: wanted[i] for i, j in scoring.match(name, wanted, told)}
    result: dict[str, tuple[bool | None, ...]] = {}
    for j, entry in enumerate(told):
        if j not in pairs:
            result[entry.id] = (False, None, None)
            continue
        says = any(_says_right(scoring, name, form.values, entry.values) for form in pairs[j].forms)
        names = any(_names_right(scoring, name, form.values, entry.values) for form in pairs[j].forms)
        result[entry.id] = (True, says, names if says else None)
    return result


def _says_right(scoring: Any, name: str, gold: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    keys = {
        "events": ("kind", "status"), "tolls": ("figures", "class", "status"), "claims": ("content", "stance"),
        "relations": ("kind",), "flows": ("kind", "status"), "agreements": ("status",), "control": ("change",),
        "times": ("value",),
    }[name]  # fmt: skip
    fields = {field.key: field for field in scoring.FIELDS[name]}
    return all(fields[key].same(gold.get(key), told.get(key)) for key in keys)


def _names_right(scoring: Any, name: str, gold: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """True where each actor or place that is told is one of the record's in that role."""

    def among(key: str, others: str = "") -> bool:
        allowed = tuple(gold.get(key) or ()) + tuple(gold.get(others) or ())
        return all(
            any(scoring.same_party(wanted, party) for wanted in allowed)
            for party in told.get(key) or ()
            if not party.is_side
        )

    if name in {"relations", "flows"}:
        ends = [gold["ends"], gold["ends"][::-1]] if gold["kind"] in scoring.EITHER_WAY else [gold["ends"]]
        return any(
            all(
                any(scoring.same_party(wanted, party) for wanted in end)
                for end, parties in zip(pair, told["ends"], strict=True)
                for party in parties
            )
            for pair in ends
        )
    asked: dict[str, Callable[[], bool]] = {
        "events": lambda: among("initiator") and among("target", "initiator" if not gold["target"] else ""),
        "tolls": lambda: among("counted_by"),
        "claims": lambda: among("source"),
        "agreements": lambda: among("parties") and among("mediators", "parties"),
        "control": lambda: among("actor") and among("place"),
        "times": lambda: True,
    }
    return asked[name]()


# --- fitting ----------------------------------------------------------------------------------------------------------


def fitted(rows: Sequence[Judged]) -> dict[str, Any]:
    """A logistic regression for each part, asked of the rows whose earlier parts are right."""
    result = {}
    for number, part in enumerate(PARTS):
        asked = [row for row in rows if row.right[number] is not None]
        result[part] = _logistic([row.signals for row in asked], [bool(row.right[number]) for row in asked])
    return result


def _logistic(signals: Sequence[Sequence[str]], answers: Sequence[bool]) -> dict[str, Any]:
    """Penalised maximum likelihood by Newton's method."""
    seen = Counter(signal for row in signals for signal in row)
    names = sorted(signal for signal, number in seen.items() if LEAST_SEEN <= number < len(signals))
    column = {name: place for place, name in enumerate(names)}
    design = np.zeros((len(signals), len(names) + 1))
    design[:, -1] = 1.0
    for line, row in enumerate(signals):
        for signal in row:
            if signal in column:
                design[line, column[signal]] = 1.0
    target = np.array(answers, dtype=float)
    penalty = np.full(len(names) + 1, PENALTY)
    penalty[-1] = 0.01
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        sure = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (target - sure) - penalty * weights
        curve = (design * (sure * (1 - sure) + 1e-9)[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(np.abs(step).max(initial=0.0)) < 1e-6:
            break
    kept = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=False) if abs(weight) >= 5e-4}
    return {"bias": round(float(weights[-1]), 4), "weights": kept}


def confidence(parts: Mapping[str, Any], signals: Sequence[str]) -> float:
    """Product of the parts' probabilities, as `onrecord.confidence` computes it."""
    result = 1.0
    for part in PARTS:
        total = parts[part]["bias"] + sum(parts[part]["weights"].get(signal, 0.0) for signal in signals)
        result *= 1 / (1 + np.exp(-total))
    return float(result)


def cross_fitted(rows: Sequence[Judged]) -> Any:
    """Confidence of each row from a fit that saw no row of its document."""
    fold = {
        row.document: int(hashlib.sha256(f"{SEED} {row.document}".encode()).hexdigest(), 16) % FOLDS for row in rows
    }
    sure = np.zeros(len(rows))
    for number in range(FOLDS):
        parts = fitted([row for row in rows if fold[row.document] != number])
        for place, row in enumerate(rows):
            if fold[row.document] == number:
                sure[place] = confidence(parts, row.signals)
    return sure


def threshold(rows: Sequence[Judged], sure: Any, target: float) -> float:
    """The lowest confidence from which the share of right rows is as wanted.

    Where no confidence reaches it on twenty rows, the least sure twentieth is held back; the page says what is reached.
    """
    if not target:
        return 0.0
    counted = [place for place, row in enumerate(rows) if row.name != "events" or row.is_happened]
    ordered = sorted(counted, key=lambda place: -sure[place])
    best, right = float(np.quantile(sure, LEAST_SURE)) if counted else 0.0, 0
    for number, place in enumerate(ordered, start=1):
        right += rows[place].is_right
        if number >= min(20, len(ordered)) and right / number >= target:
            best = float(sure[place]) if number < len(ordered) else 0.0
    return round(max(best - 5e-4, 0.0), 3)


# --- measuring --------------------------------------------------------------------------------------------------------


def reliability(rows: Sequence[Judged], sure: Any, least: float) -> dict[str, Any]:
    """Expected calibration error, Brier score, and what the default view would show."""
    if not rows:
        return {"rows": 0}
    right = np.array([row.is_right for row in rows], dtype=float)
    counted = np.array([row.name != "events" or row.is_happened for row in rows])
    kept = (sure >= least) & counted
    return {
        "rows": len(rows),
        "right": round(float(right.mean()), 3),
        "ece": round(sum(row["share"] * abs(row["sure"] - row["right"]) for row in bins(rows, sure)), 3),
        "brier": round(float(((sure - right) ** 2).mean()), 3),
        "threshold": least,
        "aim": TARGETS.get(rows[0].name) or None,
        "shown": int(kept.sum()),
        "shown_right": round(float(right[kept].mean()), 3) if kept.any() else None,
        "right_kept": round(float(right[kept].sum() / max(right[counted].sum(), 1)), 3),
    }


def bins(rows: Sequence[Judged], sure: Any) -> list[dict[str, float]]:
    """Rows by tenths of confidence: how sure on average, how many right (Naeini et al. 2015)."""
    grouped: dict[int, list[int]] = defaultdict(list)
    for place, value in enumerate(sure):
        grouped[min(int(value * BINS), BINS - 1)].append(place)
    right = np.array([row.is_right for row in rows], dtype=float)
    return [
        {
            "from": number / BINS,
            "rows": len(places),
            "share": len(places) / len(rows),
            "sure": round(float(sure[places].mean()), 3),
            "right": round(float(right[places].mean()), 3),
        }
        for number, places in sorted(grouped.items())
    ]


def digest(rows: Sequence[Judged]) -> str:
    """Digest of what was fitted on: documents, signals and answers."""
    told = [(row.name, row.document, row.signals, row.right) for row in rows]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
