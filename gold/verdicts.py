"""Verdicts on rows: what a reader judged of single rows beside their sentences, kept by document and offsets.

    python gold/verdicts.py open --part train --out FILE --texts FOLDER   # rows that the record does not bear out
    python gold/verdicts.py shown --number 200 --seed 1 --out FILE --texts FOLDER  # random rows of the default view
    python gold/verdicts.py tell                                               # share right by kind, from verdicts/

Each line that is written for judging holds the row in words, its fields, its sentence and the text around. A verdict is
a line of `verdicts/NAME.tsv`: document, list, start, end, mark (the row's kind, measure or stance), digest (of all that
the row says; a row that says something else is another row), verdict (`right`, `wrong`), part (what is wrong: `found`,
`attributed`, `resolved`), reason. Right means: nothing that the row says is
wrong by its text, whether or not the record lists it.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib
import importlib.util
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.confidence import SIGNALS
from onrecord.model import LISTS, to_dict
from onrecord.pipeline import read_text
from onrecord.publish.default_view import default_view
from onrecord.publish.phrases import Phrases
from onrecord.report import Report

HERE = Path(__file__).parent
JUDGED = tuple(name for name in SIGNALS if name not in {"times", "mentions", "places"})
AROUND = 350

Key = tuple[str, str, int, int, str, str]


def key_of(document: str, name: str, row: Any, phrases: Phrases) -> Key:
    """What a row is known by: document, list, offsets of its trigger, content or first words, kind, what it says."""
    span = getattr(row, "trigger", None) or getattr(row, "content", None) or getattr(row, "terms", None)
    span = span or (row.spans[0] if getattr(row, "spans", ()) else row)
    mark = next(
        (getattr(row, field) for field in ("kind", "measure", "stance", "what", "change") if hasattr(row, field)), ""
    )
    return (document, name, span.start, span.end, str(mark), digest_of(row, phrases))


def digest_of(row: Any, phrases: Phrases) -> str:
    """Digest of what a row says."""
    told = to_dict(row)
    said = (phrases.line(row), told.get("status"), told.get("is_recalled"), phrases.when(told.get("time")))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:8]


def known(path: Path) -> dict[Key, tuple[bool, str]]:
    """Verdicts of a file: whether each row was judged right, and else which part of it is wrong."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {
        (row["document"], row["list"], int(row["start"]), int(row["end"]), row["mark"], row["digest"]): (
            row["verdict"] == "right",
            row["part"],
        )
        for row in rows
    }


def _records() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_records", HERE / "records.py")
    if spec is None or spec.loader is None:
        raise ImportError("gold/records.py is not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _read(gold: dict[str, Any]) -> Report:
    given = {name: gold[name] for name in ("published", "title") if gold.get(name)}
    return read_text(gold["text"], language="en", publisher=gold.get("source"), **given)


def _lines(gold: dict[str, Any], report: Report, rows: Sequence[tuple[str, Any]]) -> Iterator[dict[str, Any]]:
    phrases = Phrases(report)
    for name, row in rows:
        key = key_of(gold["id"], name, row, phrases)
        text, start, end = gold["text"], key[2], key[3]
        told = to_dict(row)
        yield {
            "key": key,
            "row": phrases.line(row),
            "status": told.get("status") or told.get("stance"),
            "recalled": told.get("is_recalled"),
            "when": phrases.when(told.get("time")),
            "words": text[start:end],
            "around": f"{text[max(0, start - AROUND) : start]}>>{text[start:end]}<<{text[end : end + AROUND]}",
            "published": gold.get("published"),
        }


def _open(options: argparse.Namespace) -> int:
    sys.path[:0] = [str(options.texts), str(HERE.parent / "training")]
    confidence = importlib.import_module("confidence")
    records, done = _records(), set(known(HERE / "verdicts" / "open.tsv"))
    with options.out.open("w", encoding="utf-8") as out:
        for gold in (row for row in records.reports(options.texts) if records.part_of(row["id"]) in options.part):
            report = _read(gold)
            phrases = Phrases(report)
            answers = confidence.answers(records.for_scorer(gold), report, JUDGED)
            left = [
                (name, row)
                for name in JUDGED
                for row in getattr(report, name)
                if row.id in answers and not all(answers[row.id])
                if key_of(gold["id"], name, row, phrases) not in done
            ]
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(gold, report, left))
    return 0


def _shown(options: argparse.Namespace) -> int:
    records = _records()
    found = []
    for gold in (row for row in records.reports(options.texts) if records.part_of(row["id"]) in options.part):
        report = _read(gold)
        view, _ = default_view(report)
        rows = [(name, row) for name in LISTS if name in JUDGED for row in getattr(view.rows, name)]
        found += list(_lines(gold, report, rows))
    drawn = random.Random(options.seed).sample(found, min(options.number, len(found)))  # noqa: S311 - a sample, no secret
    options.out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in drawn), encoding="utf-8")
    return 0


def _tell(_: argparse.Namespace) -> int:
    for path in sorted((HERE / "verdicts").glob("*.tsv")):
        counted: Counter[tuple[str, bool]] = Counter((key[1], right) for key, (right, _) in known(path).items())
        print(path.name)
        for name in JUDGED:
            right, wrong = counted[name, True], counted[name, False]
            if right + wrong:
                print(f"  {name:12} {right:4} of {right + wrong:4} right, {right / (right + wrong):.3f}")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, run in (("open", _open), ("shown", _shown), ("tell", _tell)):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        if name == "tell":
            continue
        command.add_argument("--part", nargs="+", default=["test"], help="parts of the corpus")
        command.add_argument("--out", type=Path, required=True)
        command.add_argument("--texts", type=Path, required=True)
        if name == "shown":
            command.add_argument("--number", type=int, default=200)
            command.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
