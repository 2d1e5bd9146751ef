"""Mentions and places with what public sets say of them, for the confidence of both.

Only documents that the encoder's training left out are read, so that a mention that the encoder knew by heart makes
nobody too sure. Two in five of them are kept for measuring. Places are those of the American Civil War, whose towns
recur all over the country: on today's news they are put rightly more often than there.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.confidence import Scene, signals_of
from onrecord.ingest import ingest_text
from onrecord.model import Mention, Place
from onrecord.read import find_rows
from onrecord.report import Report
from onrecord.resolve import resolve
from onrecord.syntax import load_parser
from prepare import is_held_out

FAR_KM = 161.0
"""A place within a hundred miles of the marked point is right, as in the literature on geoparsing."""

Named = tuple[str, str, tuple[str, ...], bool, bool]
"""List, document, signals, whether right, whether for measuring."""


def named_rows(texts: Path) -> Iterator[Named]:
    """Mentions of re3d and places of WoTR."""
    for origin, name_in_training, label in (("re3d", "re3d", _mentions), ("places-wotr", "wotr", _places)):
        with (texts / origin / "dev.jsonl").open(encoding="utf-8") as lines:
            documents = [gold for gold in map(json.loads, lines) if is_held_out(name_in_training, gold["id"])]
        for gold in documents:
            is_test = int(hashlib.sha256(gold["id"].encode()).hexdigest(), 16) % 5 < 2
            document = ingest_text(gold["text"], title=gold.get("title"), language="en").document
            parsed = load_parser("en").parse(document)
            rows = resolve(parsed, find_rows(parsed))
            scene = Scene(parsed, rows)
            report = json.loads(json.dumps(Report(document, rows).to_dict()))
            for name, row, is_right in label(gold, report, rows):
                yield name, gold["id"], tuple(signals_of(name, row, scene)), is_right, is_test


def _mentions(gold: dict[str, Any], report: dict[str, Any], rows: Any) -> Iterator[tuple[str, Mention, bool]]:
    re3d, spans = importlib.import_module("scoring.re3d"), importlib.import_module("scoring.spans")
    record = importlib.import_module("scoring.record")
    kept = [entity for entity in gold["entities"] if entity["type"] not in re3d.LEFT_OUT]
    wanted = [((entity["start"], entity["end"]), re3d.gold_type(entity)) for entity in kept]
    found = re3d.predicted_entities(record.Report(report))
    right = {found[j] for _, j in spans.pair_up(wanted, found, _overlap)}
    for mention in rows.mentions:
        yield "mentions", mention, ((mention.start, mention.end), re3d.TYPE_OF_KIND[mention.kind]) in right


def _overlap(left: Any, right: Any) -> float:
    return float(importlib.import_module("scoring.spans").iou(left[0], right[0])) if left[1] == right[1] else 0.0


def _places(gold: dict[str, Any], _: dict[str, Any], rows: Any) -> Iterator[tuple[str, Place, bool]]:
    geography = importlib.import_module("scoring.geography")
    marked = [row for row in geography.gold_places(gold) if row.get("lat") is not None]
    mentions = {mention.id: mention for mention in rows.mentions}
    for place in rows.places:
        spans = [(mentions[m].start, mentions[m].end) for m in place.mentions if m in mentions]
        meant = [row for row in marked if any(start < row["end"] and row["start"] < end for start, end in spans)]
        if not meant or place.latitude is None:
            continue
        points = [(row["lat"], row["lon"]) for row in meant]
        here = (place.latitude, place.longitude)
        yield "places", place, any(geography.distance_km(here, point) <= FAR_KM for point in points)
