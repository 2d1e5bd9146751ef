"""What reading costs: ratios to the parser alone in the same run, cold starts, memory, what a second worker brings.

Run: make bench    (or: python benchmarks/cost.py --articles 200)
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from articles import articles

from onrecord.case import Case
from onrecord.confidence import weigh
from onrecord.encoder import encoding_of
from onrecord.ingest import ingest_text
from onrecord.model import Rows
from onrecord.pipeline import read_document
from onrecord.read import READERS
from onrecord.resolve import resolve
from onrecord.syntax import load_parser


def ratio(count: int) -> dict[str, float]:
    """CPU seconds of the parser's own pipeline and of reading, over the same texts, in turn."""
    documents = [ingest_text(text, published=day, language="en").document for text, day in articles(count)]
    parser = load_parser("en")
    pipeline = parser._pipeline  # noqa: SLF001 - spaCy's own pipeline is what we compare with
    read_document(documents[0])
    alone, whole, without = [], [], []
    for document in documents:
        started = time.process_time()
        pipeline(document.text)
        alone.append(time.process_time() - started)
        started = time.process_time()
        read_document(document)
        whole.append(time.process_time() - started)
        started = time.process_time()
        read_document(document, fast=True)
        without.append(time.process_time() - started)
    words = sum(len(document.text.split()) for document in documents)
    return {
        "articles": count,
        "words": words,
        "parser_words_per_cpu_s": round(words / sum(alone)),
        "reading_words_per_cpu_s": round(words / sum(whole)),
        "reading_to_parser": round(sum(whole) / sum(alone), 2),
        "fast_to_parser": round(sum(without) / sum(alone), 2),
        "median_ratio": round(statistics.median(b / a for a, b in zip(alone, whole, strict=True)), 2),
    }


def stages(count: int) -> dict[str, float]:
    """Share of the parser's time that the encoder, each reader, resolving and weighing take."""
    parser = load_parser("en")
    spent: dict[str, float] = defaultdict(float)
    for text, day in articles(count, seed=8):
        document = ingest_text(text, published=day, language="en").document
        started = time.process_time()
        parsed, rows = parser.parse(document), Rows()
        spent["parse"] += time.process_time() - started
        started = time.process_time()
        encoding_of(parsed)
        spent["encoder"] += time.process_time() - started
        for name, run in READERS:
            started = time.process_time()
            run(parsed, rows)
            spent[name] += time.process_time() - started
        started = time.process_time()
        resolved = resolve(parsed, rows)
        spent["resolve"] += time.process_time() - started
        started = time.process_time()
        weigh(parsed, resolved)
        spent["confidence"] += time.process_time() - started
    return {name: round(seconds / spent["parse"], 3) for name, seconds in spent.items()}


def cold_starts() -> dict[str, float]:
    """Median wall seconds of a fresh process, of three."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(next(articles(1))[0], encoding="utf-8")
        command = [sys.executable, "-m", "onrecord"]
        return {
            "help_s": _wall([*command, "--help"]),
            "read_one_short_file_s": _wall([*command, "read", str(path)]),
        }


def _wall(command: list[str]) -> float:
    seen = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seen.append(time.perf_counter() - started)
    return round(statistics.median(seen), 2)


def workers(count: int) -> dict[str, float]:
    """Wall seconds to read a case with one and with two workers."""
    taken = {}
    for number in (1, 2):
        with tempfile.TemporaryDirectory() as folder, Case(folder) as case:
            for text, day in articles(count, seed=9):
                case.add_text(text, published=day, language="en")
            started = time.perf_counter()
            case.read(workers=number)
            taken[f"workers_{number}_s"] = round(time.perf_counter() - started, 1)
    return {"articles": count, **taken, "speed_up": round(taken["workers_1_s"] / taken["workers_2_s"], 2)}


def main() -> None:
    """Measure and print JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--articles", type=int, default=200, help="articles for the ratio; five times as many for workers"
    )
    options.add_argument(
        "--save", action="store_true", help="keep the figures for docs/benchmarks.md (then run quality.py --page)"
    )
    given = options.parse_args()
    result: dict[str, Any] = {
        "day": date.today().isoformat(),  # noqa: DTZ011 - the day here is meant
        "commit": subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
        ).stdout.strip(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "reading": ratio(given.articles),
        "stages_to_parser": stages(min(given.articles, 60)),
        "cold": cold_starts(),
    }
    result["peak_mb"] = {"this_process": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}
    result["workers"] = workers(given.articles * 5)
    result["peak_mb"]["largest_worker"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    print(json.dumps(result, indent=1))
    if given.save:
        (Path(__file__).parent / "cost.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
