"""Every exporter against its golden file, and what its format promises."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import duckdb

from onrecord.model import LISTS, Place, Rows
from onrecord.publish import EXPORTERS
from onrecord.publish.geojson import export_geojson
from onrecord.publish.jsonl import export_jsonl, read_jsonl
from onrecord.publish.tables import export_csv, export_parquet
from onrecord.report import Report

Golden = Callable[[str, str], None]


def pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def test_registered_exporters(golden: Golden) -> None:
    golden("exporters.json", pretty(sorted(EXPORTERS)))


def test_every_exporter_writes_what_it_says(report: Report, tmp_path: Path) -> None:
    for name in EXPORTERS:
        written = EXPORTERS[name]([report], tmp_path / name / "out")
        assert written.paths, name
        assert all(path.is_file() for path in written.paths), name
        assert sum(written.counts.values()) > 0, name


def test_jsonl(report: Report, tmp_path: Path, golden: Golden) -> None:
    written = export_jsonl([report], tmp_path / "out.jsonl")
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    golden("jsonl.json", pretty(json.loads(text)))
    assert text.count("\n") == 1
    assert written.counts == {"document": 1} | {name: len(getattr(report.rows, name)) for name in LISTS}
    assert written.left_out == {}


def test_jsonl_gives_the_same_reports_back(report: Report, tmp_path: Path) -> None:
    export_jsonl([report, report], tmp_path / "out.jsonl")
    read = list(read_jsonl(tmp_path / "out.jsonl"))
    assert [one.to_dict() for one in read] == [report.to_dict()] * 2
    assert read[0].document == report.document
    assert read[0].tolls == report.tolls
    assert read[0].claims == report.claims


def test_csv(report: Report, tmp_path: Path, golden: Golden) -> None:
    written = export_csv([report], tmp_path)
    golden("csv-tolls.csv", (tmp_path / "tolls.csv").read_bytes().decode("utf-8"))
    assert (tmp_path / "tolls.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert {path.stem for path in written.paths} == {*LISTS, "documents"}
    with (tmp_path / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["status"] for row in rows] == ["denied", "did_not_happen"]
    assert json.loads(rows[0]["killed"]) == {"low": 12, "best": 12, "high": 12}
    assert rows[0]["title"] == "Shells fall on Tarsk"


def test_parquet_is_read_back_by_duckdb(report: Report, tmp_path: Path, golden: Golden) -> None:
    written = export_parquet([report], tmp_path)
    assert {path.stem for path in written.paths} == {*LISTS, "documents"}
    read = duckdb.sql(f"select * from '{tmp_path / 'tolls.parquet'}'")  # noqa: S608 - our own path
    names, kinds = read.columns, [str(kind) for kind in read.types]
    golden("parquet-tolls.json", pretty([dict(zip(names, row, strict=True)) for row in read.fetchall()]))
    assert dict(zip(names, kinds, strict=True))["low"] == "BIGINT"
    assert written.counts["claims"] == 3


def test_parquet_keeps_quotes_and_lines(report: Report, tmp_path: Path) -> None:
    export_parquet([report], tmp_path)
    quotes = duckdb.sql(f"select quote from '{tmp_path / 'claims.parquet'}' order by id").fetchall()  # noqa: S608
    assert [quote for (quote,) in quotes] == [claim.content.text for claim in report.claims]


def test_geojson(report: Report, tmp_path: Path, golden: Golden) -> None:
    written = export_geojson([report], tmp_path / "out.geojson")
    golden("geojson.json", (tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert written.counts == {"events": 1}
    assert sum(written.left_out.values()) == 2


def test_geojson_has_the_shape_of_rfc_7946(report: Report, tmp_path: Path) -> None:
    export_geojson([report], tmp_path / "out.geojson")
    collection = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str)
        assert isinstance(feature["properties"], dict)
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_geojson_never_plots_a_place_without_coordinates(report: Report, tmp_path: Path) -> None:
    places = [Place(id="pl-1", document="doc-1", reader="places 1", name="Tarsk", latitude=47.5)]
    bare = Report(report.document, Rows(places=places, events=report.events, control=report.control))
    written = export_geojson([bare], tmp_path / "out.geojson")
    assert json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"] == []
    assert written.counts == {}
    assert sum(written.left_out.values()) == 3


def test_nothing_to_export(tmp_path: Path) -> None:
    assert export_csv([], tmp_path / "csv").paths == []
    assert export_parquet([], tmp_path / "parquet").paths == []
    export_geojson([], tmp_path / "a.geojson")
    assert json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"] == []
    export_jsonl([], tmp_path / "a.jsonl")
    assert list(read_jsonl(tmp_path / "a.jsonl")) == []
