"""A case: a folder of reports on record. Adding, reading and asking, each step safe to repeat and to interrupt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Self

from onrecord.errors import InputError
from onrecord.ingest import Ingested, ingest_text, list_inputs
from onrecord.model import Document, Failure, Rows
from onrecord.pipeline import READER_VERSION, read_batch, take_in, unread_because
from onrecord.reconcile import STEPS, Reconciled, reconcile
from onrecord.reconcile.standing import Contradiction, standing_judgements
from onrecord.record import Filter, Query, Store, serialise
from onrecord.record.decisions import JUDGED, Decision, Value, find_again, judge, undo
from onrecord.record.tables import Parameters
from onrecord.report import Report

Progress = Callable[[str, int, int | None], None]
"""Told of each step: what was done (a path, a title), how many are done, how many there are (None: not known yet)."""

_BATCH = 8
"""Most documents that a worker reads at a time; what is read of them is written in one transaction."""
_SHARES = 4
"""Batches a worker gets at least, where there are documents enough: none waits long for the last one to end."""


@dataclass(slots=True)
class Added:
    """What `Case.add` did.

    Attributes:
        added: Ids of new documents.
        known: Ids of documents whose text was on record already, under this or another name.
        refused: What could not be taken in, with the reason.
    """

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[Failure] = field(default_factory=list)


@dataclass(slots=True)
class ReadSummary:
    """What `Case.read` did: documents read, not read for a stated reason, failed; and rows written by list."""

    read: int = 0
    not_read: int = 0
    failed: int = 0
    rows: dict[str, int] = field(default_factory=dict)


class Case:
    """A case folder: opened, or made where there is none.

    Args:
        folder: The case folder.

    Raises:
        RecordError: The folder can't be made, holds something else, or a record of a newer version.

    Example:
        >>> import tempfile
        >>> case = Case(tempfile.mkdtemp())
        >>> _ = case.add_text("The council met in Tarsk on Monday.", published="2019-03-13")
        >>> _ = case.read()
        >>> case.sql("select state from document")
        [{'state': 'read'}]
        >>> case.close()
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._store = Store(self.folder, version=READER_VERSION)
        self._query = Query(self.folder)

    def close(self) -> None:
        """Close the case's database."""
        self._query.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def add(self, *paths: str | Path, progress: Progress | None = None) -> Added:
        """Take files, folders and web addresses in; what can't be taken in is noted as a failure, and the rest goes on.

        Args:
            paths: Files, folders (read with all that lies below them) or `http(s)` addresses.
            progress: Told of every file.
        """
        result = Added()
        for done, path in enumerate(list_inputs([str(path) for path in paths]), start=1):
            if progress is not None:
                progress(str(path), done, None)
            try:
                self._take(take_in(path), result)
            except InputError as error:
                failure = Failure(stage="ingest", document=None, code=error.code, message=error.message, uri=str(path))
                self._store.add_failure(failure)
                result.refused.append(failure)
        return result

    def add_text(  # noqa: PLR0913 - what is known of a text, each by its name
        self,
        text: str,
        *,
        uri: str | None = None,
        title: str | None = None,
        published: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        language: str | None = None,
    ) -> str:
        """Take plain text in; returns the document's id.

        Raises:
            InputError: The text is empty, or `published` is no ISO date.
        """
        result = Added()
        ingested = ingest_text(
            text, uri=uri, title=title, published=published, publisher=publisher, author=author, language=language
        )
        self._take(ingested, result)
        return (result.added + result.known)[0]

    def _take(self, ingested: Ingested, result: Added) -> None:
        document = ingested.document
        is_new = self._store.add(document, original=ingested.original, alignment=ingested.alignment.to_dict())
        (result.added if is_new else result.known).append(document.id)

    def read(
        self, *, workers: int = 1, progress: Progress | None = None, again: bool = False, fast: bool | None = None
    ) -> ReadSummary:
        """Read the documents that have not been read; interrupted, the next call goes on where this one stopped.

        Args:
            workers: Processes that read; each loads the parser once and takes 200 to 500 MB, by the length of reports.
            progress: Told of every batch.
            again: Read also what another version of the readers read.
            fast: True reads without the trained encoder, False with it; None: as the setting `fast` says.
        """
        summary, todo = ReadSummary(), []
        for identifier in self._store.pending(every=again):
            reason = unread_because(self._query.document(identifier))
            if reason is None:
                todo.append(identifier)
            else:
                self._store.set_state(identifier, reason)
                summary.not_read += 1
        done = 0
        size = min(_BATCH, max(len(todo) // (max(workers, 1) * _SHARES), 1))
        for batch in _read_all(self._batches(todo, size), workers, fast=fast):
            self._write(batch, summary)
            done += len(batch)
            if progress is not None:
                progress(f"{done} read", done, len(todo))
        return summary

    def _batches(self, identifiers: Sequence[str], size: int) -> Iterator[list[Document]]:
        for start in range(0, len(identifiers), size):
            yield [self._query.document(identifier) for identifier in identifiers[start : start + size]]

    def _write(self, batch: list[Outcome], summary: ReadSummary) -> None:
        self._store.write_rows((one.document, one.rows) for one in batch if one.rows is not None)
        for one in batch:
            if one.failure is not None:
                self._store.add_failure(one.failure)
                self._store.set_state(one.document, f"not read: {one.failure.code}")
                summary.failed += 1
                continue
            summary.read += 1
            for name, tuples in one.rows or []:
                summary.rows[name] = summary.rows.get(name, 0) + len(tuples)

    def reconcile(self, *, progress: Progress | None = None) -> Reconciled:
        """Bring events, copies, figures and disputes across reports up to date with what has been read.

        Only what new, changed or removed reports can concern is done again; the result is as if done from scratch.

        Args:
            progress: Told of every step.
        """
        names = list(STEPS)

        def tell(name: str) -> None:
            if progress is not None:
                progress(name, names.index(name), len(names))

        with self._store.transaction() as connection:
            find_again(connection)
            return reconcile(connection, tell=tell)

    def judge(self, left: str, right: str, value: Value, *, by: str, reason: str | None = None) -> Decision:
        """Record a person's judgement that two rows tell of the same thing, or don't; the next `reconcile` heeds it.

        Args:
            left: Id of an event, agreement or actor, or of a cluster, which stands for its first row.
            right: Id of another of the same list.
            value: `same`, `different` or `unsure`.
            by: Who judges; a later judgement of the same person on the same rows takes the place of the earlier.
            reason: Why.

        Raises:
            RecordError: A row is not on record, or both are one.
        """
        with self._store.transaction() as connection:
            return judge(connection, left, right, value, by=by, reason=reason)

    def contradictions(self) -> list[Contradiction]:
        """Judgements of people that can't all hold (A = B, B = C, A ≠ C); they are set aside for now."""
        return [one for of in JUDGED for one in standing_judgements(self._query.connection, of)[1]]

    def undo(self, left: str, right: str, *, by: str | None = None) -> int:
        """Take back judgements of two rows; returns how many. The next `reconcile` decides as if they were not made.

        Args:
            left: Id of a row or cluster.
            right: Id of another.
            by: Only those of this person; everybody's where None.

        Raises:
            RecordError: A row is not on record.
        """
        with self._store.transaction() as connection:
            return undo(connection, left, right, by=by)

    def remove(self, document: str) -> None:
        """Take a report out of the case; what it brought to events across reports goes at the next `reconcile`.

        Args:
            document: The report's id.

        Raises:
            RecordError: No document has that id.
        """
        self._store.remove(document)

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """Rows of a read-only query, as mappings from column to value.

        Raises:
            RecordError: The query is wrong, or would change the record.
        """
        return self._query.sql(query, parameters)

    def select(self, name: str, wanted: Filter | None = None) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Rows of one list that pass a filter, each with its document's id, title, publisher and published date."""
        return self._query.select(name, wanted or Filter())

    def reports(self) -> Iterator[Report]:
        """Every report of the case with its rows, one after another (memory holds one)."""
        for document in self._query.documents():
            yield Report(document, self._query.rows_of(document.id))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading one document: its rows, or why there are none."""

    document: str
    rows: Parameters | None
    failure: Failure | None


def _read_all(batches: Iterable[list[Document]], workers: int, *, fast: bool | None) -> Iterator[list[Outcome]]:
    """Outcomes of batches, as they are done."""
    read_some = partial(_read_some, fast=fast)
    if workers <= 1:
        yield from map(read_some, batches)
        return
    import multiprocessing
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait

    waiting: set[Future[list[Outcome]]] = set()
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for batch in batches:
            waiting.add(pool.submit(read_some, batch))
            if len(waiting) > 2 * workers:  # memory holds a few batches, however many documents wait
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        while waiting:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)


def _read_some(documents: list[Document], *, fast: bool | None) -> list[Outcome]:
    return [
        Outcome(document.id, serialise(rows), None) if isinstance(rows, Rows) else Outcome(document.id, None, rows)
        for document, rows in zip(documents, read_batch(documents, fast=fast), strict=True)
    ]
