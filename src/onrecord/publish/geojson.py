"""GeoJSON (RFC 7946): events and control of places as points, each with the precision of its place and its source.

A row without coordinates is not plotted anywhere: it is left out and counted. Points stand at the gazetteer's point of
the place; `where_precision` (1-7, as UCDP GED) says how much that means.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.model import Control, Event, Place
from onrecord.publish.base import Written
from onrecord.publish.phrases import Phrases, quote_of
from onrecord.report import Report

_NO_PLACE, _NO_POINT = "the text gives no place", "the place has no coordinates"


def export_geojson(reports: Iterable[Report], target: Path) -> Written:
    """Write one feature collection.

    Args:
        reports: Reports of a case.
        target: File to write; its folder is made if need be.
    """
    written = Written(paths=[target])
    target.parent.mkdir(parents=True, exist_ok=True)
    features = []
    for report in reports:
        phrases, places = Phrases(report), {place.id: place for place in report.places}
        located: list[Event | Control] = [*report.events, *report.control]
        for row in located:
            place = places.get(row.place or "")
            if place is None or place.longitude is None or place.latitude is None:
                written.leave_out(_NO_PLACE if place is None else _NO_POINT)
                continue
            features.append(_feature(row, place, phrases))
            written.count("events" if isinstance(row, Event) else "control")
    collection = {"type": "FeatureCollection", "features": features}
    target.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return written


def _feature(row: Event | Control, place: Place, phrases: Phrases) -> dict[str, Any]:
    document, quote = phrases.report.document, quote_of(row)
    time = phrases.times.get(row.time or "")
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "row": "event" if isinstance(row, Event) else "control",
            "kind": row.kind if isinstance(row, Event) else row.change,
            "line": phrases.line(row),
            "status": row.status,
            "is_recalled": getattr(row, "is_recalled", False),
            "earliest": time.earliest if time else None,
            "latest": time.latest if time else None,
            "place": place.name,
            "where_precision": place.where_precision,
            "quote": quote.text if quote else None,
            "start": quote.start if quote else None,
            "end": quote.end if quote else None,
            "document": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
        },
    }
