"""From reports on record to what people and programs read: text, tables, maps, dossiers.

An exporter is a function from reports to files (`onrecord.publish.base.Exporter`); it says what its format could not
hold. A new one is a file here, a line in `EXPORTERS`, a golden case in the tests and a line in the documentation.
"""

from __future__ import annotations

from onrecord.publish.base import Exporter, Written
from onrecord.publish.geojson import export_geojson
from onrecord.publish.jsonl import export_jsonl
from onrecord.publish.tables import export_csv, export_parquet
from onrecord.registry import Registry

EXPORTERS: Registry[Exporter] = Registry(
    "exporters",
    {"jsonl": export_jsonl, "csv": export_csv, "parquet": export_parquet, "geojson": export_geojson},
)

__all__ = ["EXPORTERS", "Exporter", "Written"]
