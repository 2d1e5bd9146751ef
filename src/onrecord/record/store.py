"""Writing the record of a case: every write is one transaction, may be repeated, and leaves nothing half done."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.model import LISTS, Document, Failure, Rows
from onrecord.record.migrations import create, migrate, version_of
from onrecord.record.tables import TABLES, Parameters, insert_sql, values

DATABASE = "case.sqlite"
ORIGINALS = "originals"
_BUSY_MS = 30_000


def serialise(rows: Rows) -> Parameters:
    """Rows of one document as column values, ready for `Store.write_rows`; done where the reading is done."""
    return [(name, [values(row) for row in getattr(rows, name)]) for name in LISTS if name != "failures"]


class Store:
    """The writing side of a case folder. Several processes may read while one writes; writers wait for each other.

    Args:
        folder: The case folder; made if need be.
        version: Version of the program, recorded with what it writes.

    Raises:
        RecordError: The folder can't be made, or holds something else, or a newer record.
    """

    def __init__(self, folder: Path, *, version: str) -> None:
        self.folder = folder
        self.version = version
        try:
            (folder / ORIGINALS).mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(folder / DATABASE, isolation_level=None, timeout=_BUSY_MS / 1000)
            self._connection.execute("pragma journal_mode = wal")
        except (OSError, sqlite3.Error) as error:
            raise RecordError(
                f"{folder}: no case folder can be opened or made here ({error}); expected a folder that may be written"
            ) from error
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("pragma synchronous = normal")
        self._connection.execute("pragma foreign_keys = on")
        self._prepare()

    def _prepare(self) -> None:
        if version_of(self._connection) is None:
            try:
                create(self._connection, self.version)
            except sqlite3.OperationalError:
                # another process made the tables in the meantime; anything else is raised by the check below
                self._connection.rollback()
        if version_of(self._connection) is None:
            raise RecordError(f"{self.folder}: the record's tables could not be made; is the disk full?")
        migrate(self._connection)

    def close(self) -> None:
        """Close the database; the write-ahead log is folded into it."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together, or not at all."""
        self._connection.execute("begin immediate")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def knows(self, *, uri: str, sha256: str) -> str | None:
        """Id of the document with these bytes at this place; None where it is new."""
        found = self._connection.execute(
            "select document from location where uri = ? and sha256 = ?", (uri, sha256)
        ).fetchone()
        return None if found is None else str(found[0])

    def add(self, document: Document, *, original: bytes, alignment: object) -> bool:
        """Take a document in: its bytes, its text, where it was found, and the way back to the original.

        Returns:
            True for a new document; False where its text was known (then only its place is added).
        """
        self._keep_original(document.sha256, original)
        uri = document.uri or ""
        with self.transaction() as connection:
            known = connection.execute("select id from document where id = ?", (document.id,)).fetchone()
            if known is None:
                connection.execute(insert_sql("document"), values(document))
            connection.execute(
                "insert or ignore into location values (?, ?, ?, ?)",
                (document.id, uri, document.sha256, document.media_type),
            )
            connection.execute(
                "insert or ignore into alignment values (?, ?, ?)",
                (document.id, document.sha256, json.dumps(alignment, separators=(",", ":"))),
            )
            connection.execute("delete from failure where uri = ? and stage = 'ingest'", (uri,))
        return known is None

    def _keep_original(self, sha256: str, data: bytes) -> None:
        path = original_path(self.folder, sha256)
        if path.exists():
            return
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)

    def add_failure(self, failure: Failure) -> None:
        """Note what could not be taken in or read; an older note of the same stage and place gives way."""
        with self.transaction() as connection:
            connection.execute(
                "delete from failure where stage = ? and uri is ? and document is ?",
                (failure.stage, failure.uri, failure.document),
            )
            connection.execute(insert_sql("failures"), values(failure))

    def write_rows(self, written: Iterable[tuple[str, Parameters]]) -> None:
        """Write the rows of some documents in one transaction; what was read of them before gives way.

        Args:
            written: Document id and its rows (`serialise`).
        """
        with self.transaction() as connection:
            for document, parameters in written:
                for name, tuples in parameters:
                    connection.execute(f'delete from "{TABLES[name]}" where document = ?', (document,))
                    connection.executemany(insert_sql(name), tuples)
                connection.execute("delete from failure where document = ? and stage = 'read'", (document,))
                connection.execute("update reconciled set read_by = '' where document = ?", (document,))
                connection.execute(
                    "update document set state = 'read', read_by = ? where id = ?", (self.version, document)
                )

    def set_state(self, document: str, state: str) -> None:
        """Say why a document is not read (`not read: language ru`)."""
        with self.transaction() as connection:
            connection.execute(
                "update document set state = ?, read_by = ? where id = ?", (state, self.version, document)
            )

    def remove(self, document: str) -> None:
        """Take a document and its rows out of the record; the original bytes stay.

        Raises:
            RecordError: No document has that id.
        """
        with self.transaction() as connection:
            if not connection.execute("delete from document where id = ?", (document,)).rowcount:
                raise RecordError(f"no document has the id {document!r}; list ids with: select id, title from document")

    def pending(self, *, every: bool = False) -> Sequence[str]:
        """Ids of documents to read: those never read, or all that another version read where `every` is set."""
        condition = "state = 'pending'" if not every else "state = 'pending' or read_by is not ?"
        parameters = () if not every else (self.version,)
        found = self._connection.execute(f"select id from document where {condition} order by rowid", parameters)
        return [row[0] for row in found]


def original_path(folder: Path, sha256: str) -> Path:
    """Where the original bytes with that digest lie."""
    return folder / ORIGINALS / sha256[:2] / sha256
