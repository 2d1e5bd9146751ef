"""Reading the record of a case: read-only connections, whole reports, and rows that pass a filter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import RecordError
from onrecord.model import LISTS, Document, Rows
from onrecord.record.store import DATABASE
from onrecord.record.tables import TABLES, columns, row_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows are wanted. Names are compared without case, as parts; dates are ISO, both ends included.

    A row passes `since` and `until` by its own time, where the days it can mean overlap the span asked for; a row
    without a time of its own passes by the day its report was published.
    """

    actor: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    text: str | None = None
    document: str | None = None


_WHO = "(select id from actor where name like :actor or aliases like :actor)"
_WHERE = "(select id from place where name like :place or admin1 like :place)"
_ACTOR: Mapping[str, str] = {
    "events": f"exists (select 1 from json_each(row.arguments) a where a.value ->> 'entity' in {_WHO})",
    "tolls": f"(row.population ->> 'actor' in {_WHO} or row.counted_by ->> 'actor' in {_WHO})",
    "relations": f"(row.subject in {_WHO} or row.object in {_WHO})",
    "flows": f"(row.giver in {_WHO} or row.recipient in {_WHO})",
    "agreements": f"exists (select 1 from json_each(row.parties) p where p.value in {_WHO}) or "
    f"exists (select 1 from json_each(row.mediators) m where m.value in {_WHO})",
    "control": f"row.actor in {_WHO}",
    "claims": f"(row.source ->> 'actor' in {_WHO} or row.via in {_WHO})",
    "actors": f"row.id in {_WHO}",
    "mentions": f"row.entity in {_WHO}",
}  # fmt: skip
_PLACE: Mapping[str, str] = {
    "events": f"(row.place in {_WHERE} or "
    f"exists (select 1 from json_each(row.arguments) a where a.value ->> 'entity' in {_WHERE}))",
    "tolls": f"row.place in {_WHERE}",
    "agreements": f"row.place in {_WHERE}",
    "control": f"row.place in {_WHERE}",
    "places": f"row.id in {_WHERE}",
    "mentions": f"row.entity in {_WHERE}",
}  # fmt: skip
_WORDS: Mapping[str, str] = {
    "claims": "row.content ->> 'text'", "actors": "row.name || row.aliases", "places": "row.name", "times": "row.text",
    "mentions": "row.text", "checks": "row.detail", "failures": "row.message",
}  # fmt: skip
_TIMED = {
    "events": "time",
    "tolls": "as_of",
    "relations": "time",
    "flows": "time",
    "agreements": "time",
    "control": "time",
}


class Query:
    """The reading side of a case folder.

    Raises:
        RecordError: The folder holds no case.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / DATABASE
        if not path.is_file():
            raise RecordError(
                f"{folder} holds no case (no {DATABASE} in it); make one with: onrecord add {folder} FILES"
            )
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        self._connection.row_factory = sqlite3.Row
        try:
            self._connection.execute("pragma query_only = on")
            is_record = "document" in self.tables()
        except sqlite3.DatabaseError as error:
            raise RecordError(f"{path} can't be read as a record ({error})") from error
        if not is_record:
            raise RecordError(f"{path} holds no record (no table of documents); make a case with: onrecord add")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """Rows of a read-only query, as mappings from column to value.

        Raises:
            RecordError: The query is wrong, or would change the record.
        """
        try:
            return [dict(row) for row in self._connection.execute(query, parameters)]
        except sqlite3.Error as error:
            hint = "the record is read-only here" if "readonly" in str(error) else "tables: " + ", ".join(self.tables())
            raise RecordError(f"the query failed: {error} ({hint}); query was: {query}") from error

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, which only reads."""
        return self._connection

    def tables(self) -> list[str]:
        """Names of the record's tables and views."""
        names = self._connection.execute(
            "select name from sqlite_master where type in ('table', 'view') and name not like 'document_search_%' "
            "and name not like 'sqlite_%' order by name"
        )
        return [row[0] for row in names]

    def documents(self) -> Iterator[Document]:
        """Every document, one after another, in the order they were added."""
        names = ", ".join(columns(Document))
        for record in self._connection.execute(f"select {names} from document order by rowid"):
            yield row_of(Document, dict(record))

    def document(self, identifier: str) -> Document:
        """One document.

        Raises:
            RecordError: No document has that id.
        """
        names = ", ".join(columns(Document))
        found = self._connection.execute(f"select {names} from document where id = ?", (identifier,)).fetchone()
        if found is None:
            raise RecordError(f"no document has the id {identifier!r}; list ids with: select id, title from document")
        document: Document = row_of(Document, dict(found))
        return document

    def rows_of(self, document: str) -> Rows:
        """All rows of one document."""
        rows = Rows()
        for name, kind in LISTS.items():
            found = self._connection.execute(
                f'select * from "{TABLES[name]}" where document = ? order by rowid', (document,)
            )
            getattr(rows, name).extend(row_of(kind, dict(record)) for record in found)
        return rows

    def select(self, name: str, wanted: Filter) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Rows of one list that pass a filter, in order of documents and text.

        Yields:
            The typed row, and its document's id, title, publisher and published date.
        """
        condition, parameters = _condition(name, wanted)
        join = "left join" if name == "failures" else "join"
        query = (
            f"select row.*, document.id as _id, document.title as _title, document.publisher as _publisher, "
            f'document.published as _published from "{TABLES[name]}" as row {join} document '
            f"on document.id = row.document where {condition} order by document.published, document.rowid, row.rowid"
        )  # fmt: skip
        for record in self._connection.execute(query, parameters):
            plain = dict(record)
            about = {key: plain.pop(f"_{key}") for key in ("id", "title", "publisher", "published")}
            yield row_of(LISTS[name], plain), about


def _condition(name: str, wanted: Filter) -> tuple[str, dict[str, str]]:
    conditions, parameters = ["1"], {}
    for key, table in (("actor", _ACTOR), ("place", _PLACE)):
        value = getattr(wanted, key)
        if value is not None:
            conditions.append(table.get(name, "0"))
            parameters[key] = f"%{value}%"
    if wanted.status is not None:
        has_status = "status" in columns(LISTS[name])
        conditions.append("row.status = :status" if has_status else "row.stance = :status" if name == "claims" else "0")
        parameters["status"] = wanted.status
    if wanted.text is not None:
        words = _WORDS.get(name, "row.spans")
        conditions.append(f"{words} like :text")
        parameters["text"] = "%" + "%".join(wanted.text.split()) + "%"
    if wanted.document is not None:
        conditions.append("row.document = :document")
        parameters["document"] = wanted.document
    if wanted.since is not None or wanted.until is not None:
        conditions.append(_dated(name))
        parameters |= {"since": wanted.since or "0000", "until": wanted.until or "9999"}
    return " and ".join(f"({condition})" for condition in conditions), parameters


def _dated(name: str) -> str:
    published = "document.published between :since and :until"
    if name not in _TIMED:
        return published
    column = _TIMED[name]
    own = f"(select 1 from time where time.id = row.{column} and time.earliest <= :until and time.latest >= :since)"
    return f"case when row.{column} is null then {published} else exists {own} end"
