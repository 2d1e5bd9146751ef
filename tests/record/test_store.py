"""The record of a case: what is written is read back, twice is once, a crash leaves nothing half done."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.model import (
    LISTS,
    Argument,
    Claim,
    Document,
    Event,
    Failure,
    Figure,
    Mention,
    Plover,
    Population,
    Rows,
    Source,
    Span,
    Time,
    Toll,
    identify,
)
from onrecord.record import Filter, Query, Store, serialise
from onrecord.record.migrations import SCHEMA_VERSION, migrate, version_of
from onrecord.record.tables import TABLES, columns

TEXT = "Two soldiers were killed in Tarsk on Monday, the ministry said."


def document(text: str = TEXT, **changes: str) -> Document:
    made = Document(
        id=identify("doc", text), sha256="ab" * 32, text_sha256=identify("", text), text=text, title="A title"
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def rows_of(doc: Document) -> Rows:
    common = {"document": doc.id, "reader": "test 1"}
    event = Event(
        id=identify("ev", doc.id),
        kind="killing",
        trigger=Span(18, 24, "killed"),
        arguments=(Argument(role="victim", start=0, end=12, text="Two soldiers", entity="ac-1"),),
        time="ti-1",
        status="claimed",
        plover=Plover(type="ASSAULT"),
        killed=Figure(low=2, best=2, high=2),
        spans=(Span(0, 24, TEXT[:24]),),
        **common,
    )
    toll = Toll(
        id=identify("to", doc.id),
        measure="killed",
        low=2,
        best=2,
        high=2,
        qualifier="exactly",
        population=Population(text="soldiers", class_="state_forces"),
        counted_by=Source(start=45, end=57, text="the ministry", kind="named"),
        event=event.id,
        **common,
    )
    claim = Claim(
        id=identify("cl", doc.id),
        source=Source(text="the ministry"),
        content=Span(0, 43, TEXT[:43]),
        stance="asserts",
        quotation="indirect",
        about=(event.id,),
        **common,
    )
    mention = Mention(id=identify("me", doc.id), start=28, end=33, text="Tarsk", kind="place", form="name", **common)
    time = Time(
        id="ti-1", start=37, end=43, text="Monday", value="2019-03-11", kind="date", earliest="2019-03-11",
        latest="2019-03-11", is_relative=True, date_precision=1, **common,
    )  # fmt: skip
    return Rows(events=[event], tolls=[toll], claims=[claim], mentions=[mention], times=[time])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "case", version="1")


def test_what_is_written_is_read_back(store: Store) -> None:
    doc = document()
    assert store.add(doc, original=b"bytes", alignment={"runs": []})
    store.write_rows([(doc.id, serialise(rows_of(doc)))])
    query = Query(store.folder)
    assert query.rows_of(doc.id) == rows_of(doc)
    assert next(query.documents()) == replace(doc, state="read")
    assert (store.folder / "originals" / "ab" / ("ab" * 32)).read_bytes() == b"bytes"


def test_columns_are_the_contract_s_fields(store: Store) -> None:
    query = Query(store.folder)
    for name, kind in LISTS.items():
        found = {row["name"] for row in query.sql("select name from pragma_table_info(?)", [TABLES[name]])}
        assert found == set(columns(kind)), name


def test_writing_twice_is_writing_once(store: Store) -> None:
    doc = document()
    for _ in range(2):
        store.add(doc, original=b"bytes", alignment=None)
        store.write_rows([(doc.id, serialise(rows_of(doc)))])
    counted = Query(store.folder).sql("select (select count(*) from event) e, (select count(*) from document) d")
    assert counted == [{"e": 1, "d": 1}]


def test_the_same_text_at_two_places_is_one_document(store: Store) -> None:
    assert store.add(document(uri="a.txt"), original=b"bytes", alignment=None)
    assert not store.add(document(uri="b.html", sha256="cd" * 32), original=b"<p>bytes", alignment=None)
    assert [row["uri"] for row in Query(store.folder).sql("select uri from location order by uri")] == [
        "a.txt",
        "b.html",
    ]
    assert store.knows(uri="b.html", sha256="cd" * 32) == document().id


def test_an_interrupted_write_leaves_what_was_there(store: Store) -> None:
    doc = document()
    store.add(doc, original=b"bytes", alignment=None)
    store.write_rows([(doc.id, serialise(rows_of(doc)))])
    broken = serialise(rows_of(doc))
    broken[-2][1].append(("too", "few"))
    with pytest.raises(sqlite3.Error):
        store.write_rows([(doc.id, broken)])
    assert Query(store.folder).rows_of(doc.id) == rows_of(doc)


def test_pending_documents_are_those_not_read_by_this_version(store: Store) -> None:
    doc, other = document(), document("Not read yet, this one.")
    store.add(doc, original=b"1", alignment=None)
    store.add(other, original=b"2", alignment=None)
    store.write_rows([(doc.id, serialise(rows_of(doc)))])
    assert store.pending() == [other.id]
    assert Store(store.folder, version="2").pending(every=True) == [doc.id, other.id]
    store.set_state(other.id, "not read: language ru")
    assert store.pending() == []


def test_a_success_removes_the_failure_before_it(store: Store) -> None:
    store.add_failure(Failure(stage="ingest", document=None, code="broken_pdf", message="no", uri="a.pdf"))
    store.add_failure(Failure(stage="ingest", document=None, code="broken_pdf", message="still no", uri="a.pdf"))
    assert [row["message"] for row in Query(store.folder).sql("select message from failure")] == ["still no"]
    store.add(document(uri="a.pdf"), original=b"bytes", alignment=None)
    assert Query(store.folder).sql("select * from failure") == []


@pytest.mark.parametrize("statement", ["delete from event", "drop table event", "insert into meta values ('a', 'b')"])
def test_queries_can_t_change_the_record(store: Store, statement: str) -> None:
    with pytest.raises(RecordError, match="read-only"):
        Query(store.folder).sql(statement)


def test_a_wrong_query_names_the_tables(store: Store) -> None:
    with pytest.raises(RecordError, match="event_argument"):
        Query(store.folder).sql("select * from events")


def test_text_can_be_searched_without_accents(store: Store) -> None:
    store.add(document("The café in Tarsk was hit."), original=b"1", alignment=None)
    found = Query(store.folder).sql("select title from document_search where document_search match 'cafe'")
    assert found == [{"title": "A title"}]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(), 1),
        (Filter(status="claimed"), 1),
        (Filter(status="denied"), 0),
        (Filter(since="2019-03-11", until="2019-03-11"), 1),
        (Filter(since="2019-03-12"), 0),
        (Filter(text="two  soldiers"), 1),
        (Filter(actor="nobody"), 0),
    ],
)
def test_filters(store: Store, wanted: Filter, count: int) -> None:
    doc = document()
    store.add(doc, original=b"1", alignment=None)
    store.write_rows([(doc.id, serialise(rows_of(doc)))])
    assert len(list(Query(store.folder).select("events", wanted))) == count


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="onrecord add"):
        Query(tmp_path)


def test_another_program_s_database_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "case.sqlite")
    connection.execute("create table t (a)")
    connection.close()
    with pytest.raises(RecordError, match="no record of a case"):
        Store(tmp_path, version="1")


def test_migrations_run_step_by_step_and_newer_records_are_refused(store: Store) -> None:
    connection = sqlite3.connect(store.folder / "case.sqlite", isolation_level=None)
    newer = SCHEMA_VERSION + 1
    migrate(connection, migrations={SCHEMA_VERSION: "create table added (a);"}, target=newer)
    assert version_of(connection) == newer
    with pytest.raises(RecordError, match="newer onrecord"):
        Store(store.folder, version="1")


def test_a_record_of_the_first_version_gets_the_tables_across_reports(tmp_path: Path) -> None:
    with_tables = Store(tmp_path / "new", version="1")
    old = Store(tmp_path / "old", version="1")
    connection = sqlite3.connect(tmp_path / "old" / "case.sqlite", isolation_level=None)
    connection.execute("drop view judgement")
    connection.execute("drop index toll_event")
    for table in (
        "lineage",
        "family",
        "pair",
        "cluster",
        "cluster_member",
        "ledger",
        "dispute",
        "decision",
        "reconciled",
    ):
        connection.execute(f"drop table {table}")
    connection.execute("update meta set value = '1' where key = 'schema_version'")
    old.close()
    Store(tmp_path / "old", version="1").close()
    assert Query(tmp_path / "old").tables() == Query(tmp_path / "new").tables()
    with_tables.close()
