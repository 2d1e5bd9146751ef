"""The gold corpus: records of reports made by hand, checked, pinned to offsets, split, and built for the scorer.

Input: one JSON file a report. `own/ID.json` holds a text of ours with its record; `public/ID.json` holds the record of
a public text as offsets alone, with the digest of the text they count in. Output: one JSON line a report, in the form
of the `record` benchmark. Rules of annotation: `README.md` beside this file.

    python gold/records.py check FILE...                 # what is wrong with records, by file and row
    python gold/records.py pin DRAFT... --texts FOLDER   # drafts that quote a public text -> public/ID.json
    python gold/records.py build --part dev --out FILE [--texts FOLDER]
    python gold/records.py counts                        # reports and rows by part and kind
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from onrecord.model import (
    AgreementKind,
    AgreementStatus,
    ControlChange,
    FlowWhat,
    Measure,
    PopulationClass,
    Qualifier,
    Quotation,
    RelationKind,
    SourceKind,
    Stance,
    Status,
)
from onrecord.vocab import load

Row = dict[str, Any]
HERE = Path(__file__).parent
PARTS = {"train": 5, "dev": 7, "test": 10}
"""Parts of the corpus, and the tenth of all digests that each ends before."""
FIGURES = ("killed", "injured", "captured")

DEFAULTS: dict[str, Row] = {
    "events": {
        "quote": "", "kind": "", "trigger": "", "status": "happened", "is_recalled": False, "initiator": [],
        "target": [], "victim": [], "instrument": [], "place": None, "time": None, "time_value": None, "killed": None,
        "injured": None, "captured": None,
    },
    "tolls": {
        "quote": "", "measure": "killed", "low": None, "best": None, "high": None, "qualifier": "exactly",
        "population": None, "class": "people", "part_of": None, "counted_by": None, "is_cumulative": False,
        "status": "happened",
    },
    "claims": {
        "quote": "", "source": "", "source_kind": "named", "via": None, "cue": None, "content": "",
        "stance": "asserts", "quotation": "indirect",
    },
    "relations": {"quote": "", "kind": "", "subject": "", "object": "", "what": None},
    "flows": {
        "quote": "", "giver": None, "recipient": None, "what": "", "amount": None, "low": None, "high": None,
        "status": "happened",
    },
    "agreements": {
        "quote": "", "kind": "", "parties": [], "mediators": [], "status": "announced", "time_value": None,
    },
    "control": {"quote": "", "actor": "", "place": "", "change": "", "time_value": None},
    "times": {"text": "", "value": None},
}  # fmt: skip
"""What a field is where a record leaves it out."""

SPANS: dict[str, tuple[str, ...]] = {
    "events": ("trigger", "initiator", "target", "victim", "instrument", "place", "time"),
    "tolls": ("population", "counted_by"),
    "claims": ("source", "via", "cue", "content"),
    "relations": ("subject", "object", "what"),
    "flows": ("giver", "recipient", "amount"),
    "agreements": ("parties", "mediators"),
    "control": ("actor", "place"),
    "times": ("text",),
}
"""Fields that are words of the text, in each list."""

WORDS: dict[tuple[str, str], Sequence[str]] = {
    ("events", "status"): get_args(Status),
    ("tolls", "measure"): get_args(Measure),
    ("tolls", "qualifier"): get_args(Qualifier),
    ("tolls", "class"): get_args(PopulationClass),
    ("tolls", "status"): get_args(Status),
    ("claims", "source_kind"): get_args(SourceKind),
    ("claims", "stance"): get_args(Stance),
    ("claims", "quotation"): get_args(Quotation),
    ("relations", "kind"): get_args(RelationKind),
    ("flows", "what"): get_args(FlowWhat),
    ("flows", "status"): get_args(Status),
    ("agreements", "kind"): get_args(AgreementKind),
    ("agreements", "status"): get_args(AgreementStatus),
    ("control", "change"): get_args(ControlChange),
}
"""Fields with a closed list of words."""


def part_of(identifier: str) -> str:
    """The part of a report, from the digest of its id: half train, a fifth dev, the rest test. Nobody chooses."""
    tenth = int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 10
    return next(part for part, end in PARTS.items() if tenth < end)


def filled(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Rows with the fields that a record leaves out."""
    return {name: [DEFAULTS[name] | row for row in rows.get(name, [])] for name in DEFAULTS}


def places_of(words: str, text: str) -> list[int]:
    """Where words start in a text, in order."""
    found, at = [], text.find(words)
    while at >= 0 and words:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def located(value: object, text: str, quote: tuple[int, int] | None) -> tuple[int, int] | None:
    """Offsets of a span as a record writes it: inside the row's quote first, else as near to it as it stands."""
    if isinstance(value, list):
        return (value[0], value[1])
    words = value["text"] if isinstance(value, dict) else value
    starts = places_of(words, text) if isinstance(words, str) else []
    if isinstance(value, dict) and isinstance(value.get("nth"), int):
        starts = starts[value["nth"] : value["nth"] + 1]
    if not starts or not isinstance(words, str):
        return None
    low, high = quote or (0, 0)

    def distance(start: int) -> tuple[bool, bool, int]:
        end = start + len(words)
        is_cut = (text[:start][-1:] + words[:1]).isalnum() and start > 0
        is_cut = is_cut or ((words[-1:] + text[end : end + 1]).isalnum() and end < len(text))
        return (is_cut, not (low <= start and end <= high), abs(start - low))

    start = min(starts, key=distance)
    return (start, start + len(words))


def spans_in(value: Any) -> list[Any]:
    """The spans of a field: one, several, or none."""
    if value is None or value in ("", []):
        return []
    return list(value) if isinstance(value, list) and not all(isinstance(v, int) for v in value) else [value]


def faults_of(rows: dict[str, list[Row]], text: str) -> Iterator[str]:
    """What is wrong with a record: unknown lists, fields or words, quotes that the text has not."""
    for name in set(rows) - set(DEFAULTS):
        yield f"unknown list {name!r}; known: {', '.join(DEFAULTS)}"
    for name, listed in filled({k: v for k, v in rows.items() if k in DEFAULTS}).items():
        for number, row in enumerate(listed):
            for fault in (*_wrong_words(name, row, listed), *_wrong_quotes(name, row, text)):
                yield f"{name}[{number}]{fault}"


def _wrong_words(name: str, row: Row, listed: list[Row]) -> Iterator[str]:
    for field in set(row) - set(DEFAULTS[name]) - {"means", "unsure", "note"}:
        yield f": unknown field {field!r}"
    for (listing, field), words in WORDS.items():
        if listing == name and row[field] not in words:
            yield f".{field}: {row[field]!r} is none of {', '.join(words)}"
    if name == "events" and row["kind"] not in load("event_kinds", None):
        yield f".kind: {row['kind']!r} is no event kind (src/onrecord/vocab/event_kinds.yml)"
    if name == "tolls" and row["part_of"] and row["part_of"] not in [other["quote"] for other in listed]:
        yield f".part_of: no toll has the quote {row['part_of']!r}"


def _wrong_quotes(name: str, row: Row, text: str) -> Iterator[str]:
    words = row["text" if name == "times" else "quote"]
    quote = located(words, text, None)
    if quote is None:
        yield f": quote not in the text: {words!r}"
    for field in SPANS[name]:
        for span in spans_in(row[field]):
            if located(span, text, quote) is None:
                yield f".{field}: not in the text: {span!r}"


def public_text(folder: Path, origin: str, identifier: str) -> str:
    """Text of a public report, from the benchmark folder that holds it.

    Raises:
        FileNotFoundError: The folder is not there.
        LookupError: It has no such report.
    """
    with (folder / origin / "dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            if identifier in line and (row := json.loads(line))["id"] == identifier:
                return str(row["text"])
    raise LookupError(f"{folder / origin}: no report {identifier!r}")


def pinned(rows: dict[str, list[Row]], text: str) -> dict[str, list[Row]]:
    """A record whose every word of the text is a pair of offsets."""
    result: dict[str, list[Row]] = {}
    for name, listed in rows.items():
        key = "text" if name == "times" else "quote"
        result[name] = []
        for row in listed:
            quote = located(row[key], text, None)
            new: Row = row | {key: list(quote or ())}
            for field in (f for f in SPANS[name] if f != key and row.get(f)):
                spans = [list(located(span, text, quote) or ()) for span in spans_in(row[field])]
                new[field] = spans if isinstance(DEFAULTS[name][field], list) else spans[0]
            if row.get("part_of"):
                new["part_of"] = list(located(row["part_of"], text, None) or ())
            result[name].append(new)
    return result


def quoted(rows: dict[str, list[Row]], text: str) -> dict[str, list[Row]]:
    """A pinned record with the words of the text in place of offsets."""

    def words(span: list[int]) -> Row:
        spoken = text[span[0] : span[1]]
        return {"text": spoken, "nth": places_of(spoken, text).index(span[0])}

    result: dict[str, list[Row]] = {}
    for name, listed in rows.items():
        key = "text" if name == "times" else "quote"
        result[name] = []
        for row in listed:
            new: Row = row | {key: words(row[key])}
            for field in (f for f in SPANS[name] if f != key and row.get(f)):
                spans = [words(span) for span in spans_in(row[field])]
                new[field] = spans if isinstance(DEFAULTS[name][field], list) else spans[0]
            if row.get("part_of"):
                new["part_of"] = words(row["part_of"])
            result[name].append(new)
    return result


def reports(texts: Path | None) -> Iterator[Row]:
    """Every report of the corpus whose text can be had, with its record in words.

    Args:
        texts: Folder of the benchmark sets; without it public reports are left out.

    Raises:
        ValueError: A public text is not the one that was annotated.
    """
    for path in sorted((HERE / "own").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "public").glob("*.json")) if texts else []:
        row = json.loads(path.read_text(encoding="utf-8"))
        text = public_text(texts or HERE, row["origin"], row["document"])
        if hashlib.sha256(text.encode()).hexdigest() != row["text_sha256"]:
            raise ValueError(f"{path.name}: the text of {row['document']} is not the one that was annotated")
        row["text"] = text
        for key in ("rows", "first", "second"):
            if key in row:
                row[key] = quoted(row[key], text)
        yield row


def for_scorer(row: Row, *, adjudicated: bool = False) -> Row:
    """A report in the form of the `record` benchmark: both passes where there are two, unless adjudicated."""
    kept = {key: row.get(key) for key in ("id", "published", "title", "source", "text")}
    if "second" in row and not adjudicated:
        return kept | {"annotations": [filled(row["first"]), filled(row["second"])]}
    return kept | {"rows": filled(row["rows"])}


def _check(options: argparse.Namespace) -> int:
    wrong = 0
    for path in options.files:
        row = json.loads(path.read_text(encoding="utf-8"))
        text = row.get("text") or public_text(options.texts, row["origin"], row["document"])
        for key in ("rows", "first", "second"):
            for fault in faults_of(row[key], text) if key in row and "text_sha256" not in row else ():
                wrong += 1
                print(f"{path}: {key}: {fault}")
    print(f"{len(options.files)} records, {wrong} faults")
    return 1 if wrong else 0


def _pin(options: argparse.Namespace) -> int:
    for path in options.files:
        row = json.loads(path.read_text(encoding="utf-8"))
        text = public_text(options.texts, row["origin"], row["document"])
        new = row | {"text_sha256": hashlib.sha256(text.encode()).hexdigest()}
        for key in ("rows", "first", "second"):
            if key in row:
                new[key] = pinned(row[key], text)
        target = HERE / "public" / f"{row['id']}.json"
        target.write_text(json.dumps(new, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _build(options: argparse.Namespace) -> int:
    with options.out.open("w", encoding="utf-8") as out:
        for row in reports(options.texts):
            if options.part in ("all", part_of(row["id"])):
                told = for_scorer(row, adjudicated=options.adjudicated)
                out.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0


def _counts(options: argparse.Namespace) -> int:
    counted: Counter[tuple[str, str]] = Counter()
    for row in reports(options.texts):
        part = part_of(row["id"])
        counted[part, "reports"] += 1
        for name, listed in row["rows"].items():
            counted[part, name] += len(listed)
    for name in ("reports", *DEFAULTS):
        print(f"{name:12}", *(f"{part} {counted[part, name]:5}" for part in PARTS))
    return 0


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit status is 1 where a record has a fault."""
    parser = argparse.ArgumentParser(description="The gold corpus.")
    commands = parser.add_subparsers(required=True)
    for name, run in (("check", _check), ("pin", _pin), ("build", _build), ("counts", _counts)):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("--texts", type=Path, help="folder of the benchmark sets that hold the public texts")
        if name in ("check", "pin"):
            command.add_argument("files", nargs="+", type=Path)
        if name == "build":
            command.add_argument("--part", choices=(*PARTS, "all"), default="dev")
            command.add_argument("--out", type=Path, required=True)
            command.add_argument("--adjudicated", action="store_true", help="one record a report, not both passes")
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
