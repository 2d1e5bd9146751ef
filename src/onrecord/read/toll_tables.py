"""Tolls of tables: figures whose measure and people stand in a column's head, and whose place or group in a row's.

In: a parsed document with its quantities and rows. Out: drafts of tolls, in text order.

Method: lines of cells parted by tabs or bars make a table, the first line without figures its head. A column whose head
holds a word of harm ("Civilians killed") counts people; the row's first cell tells where, when or who. A row named as
the total is the whole, and the others its parts; without one the rows stand alone.

Does not find: figures of columns without a word of harm in their head (a caption alone), tables of several heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Figure, Measure, Population, Rows
from onrecord.read.figures import Quantity
from onrecord.read.harm_words import words_of_harm
from onrecord.read.populations import People
from onrecord.read.toll_drafts import Draft
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

_CELL = re.compile(r"[^\t|]+")
_RULE = re.compile(r"[\s|:+=-]*")
_FEWEST_CELLS = 2
_FEWEST_BARS = 2
"""So many bars make a row of a line that does not begin with one."""
_NUMBERS = frozenset({"count", "label", "date"})
"""Kinds that a bare number of a cell is read as."""


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class _Column:
    measure: Measure
    population: Population


def find_table_drafts(parsed: Parsed, rows: Rows, people: People, quantities: Iterable[Quantity]) -> list[Draft]:
    """Drafts of the tolls in a document's tables; each row's draft has the draft of the total row as its total."""
    return _Tables(parsed, rows, people, quantities).find()


class _Tables:
    def __init__(self, parsed: Parsed, rows: Rows, people: People, quantities: Iterable[Quantity]) -> None:
        self.parsed = parsed
        self.rows = rows
        self.people = people
        self.words = words_of_harm(parsed.language)
        self.quantities = [q for q in quantities if q.kind in _NUMBERS]
        self.sentence_of: dict[int, int] = {}

    def find(self) -> list[Draft]:
        found: list[Draft] = []
        for lines in self._tables():
            if not self.sentence_of:
                sentences = enumerate(self.parsed.doc.sents)
                self.sentence_of = {token.i: n for n, sentence in sentences for token in sentence}
            found.extend(self._drafts(lines))
        return found

    def _tables(self) -> Iterator[list[list[_Cell]]]:
        """Runs of lines that have cells."""
        run: list[list[_Cell]] = []
        place = 0
        for line in self.parsed.document.text.splitlines(keepends=True):
            is_row = "\t" in line or line.lstrip().startswith("|") or line.count(" | ") >= _FEWEST_BARS
            cells = list(_cells(line, place)) if is_row else []
            place += len(line)
            if len(cells) >= _FEWEST_CELLS:
                run.append(cells)
            elif not (is_row and _RULE.fullmatch(line)):
                if len(run) >= _FEWEST_CELLS:
                    yield run
                run = []
        if len(run) >= _FEWEST_CELLS:
            yield run

    def _drafts(self, lines: Sequence[Sequence[_Cell]]) -> list[Draft]:
        columns = {
            cell.column: column for cell in lines[0] if cell.column and (column := self._column(cell)) is not None
        }
        found: list[Draft] = []
        for n, column in columns.items():
            drafts = [
                (line, draft)
                for line in lines[1:]
                if (cell := next((c for c in line if c.column == n), None))
                and (draft := self._draft(line, cell, column))
            ]
            total = next((draft for line, draft in drafts if self._is_total(line[0])), None)
            for _, draft in drafts:
                draft.total = None if draft is total else total
                found.append(draft)
        return sorted(found, key=lambda draft: draft.place_token)

    def _column(self, cell: _Cell) -> _Column | None:
        """What a column counts, from the words of its head."""
        tokens = self._tokens(cell)
        measure = next((m for token in tokens if (m := self._measure(token.lower_, token.lemma_.lower()))), None)
        if measure is None or self._figure(cell) is not None:
            return None
        head = next((token for token in tokens if self.people.is_people(token)), None)
        if head is None:
            return _Column(measure, Population())
        return _Column(measure, Population(text=head.text, class_=self.people.class_of(head)))

    def _measure(self, form: str, lemma: str) -> Measure | None:
        if form in self.words.states:
            return self.words.states[form]
        if lemma in self.words.nouns and self.words.has("counted_nouns", lemma):
            return self.words.nouns[lemma][0]
        return None

    def _draft(self, line: Sequence[_Cell], cell: _Cell, column: _Column) -> Draft | None:
        quantity = self._figure(cell)
        if quantity is None:
            return None
        label, figure = self._tokens(line[0]), self.parsed.doc[quantity.start : self._end_of_people(cell, quantity)]
        spans = [self.parsed.span(tokens.start, tokens.end) for tokens in (label, figure)]
        if cell.column == 1:
            spans = [self.parsed.span(label.start, figure.end)]
        draft = Draft(
            measure=column.measure,
            figure=Figure(quantity.low, quantity.best, quantity.high),
            qualifier=quantity.qualifier,
            population=column.population,
            place_token=quantity.start,
            sentence=self.sentence_of[quantity.start],
            spans=spans,
            is_tabled=True,
            is_additive=not self._is_total(line[0]),
        )
        self._place(draft, label)
        head = self.parsed.doc[quantity.noun] if quantity.noun is not None else None
        if head is not None and head.i < figure.end and self.people.is_people(head):
            draft.population = self.people.population(head, quantity)
        return draft

    def _end_of_people(self, cell: _Cell, quantity: Quantity) -> int:
        """End of a figure with the people that its cell names ("5 soldiers")."""
        is_named = quantity.noun is not None and quantity.end <= quantity.noun < self._tokens(cell).end
        return quantity.noun + 1 if is_named and quantity.noun is not None else quantity.end

    def _place(self, draft: Draft, label: TokenSpan) -> None:
        """What the first cell tells of a row: its place, its time or its people."""
        for token in label:
            mention = self.rows.mention_at_head(token.i, ("place",))
            if mention is not None:
                draft.place = mention.id
                return
        whole = self.parsed.span(label.start, label.end)
        for time in self.rows.times:
            if whole.start <= time.start < whole.end:
                draft.since = draft.as_of = time.id
                return
        head = next((token for token in reversed(label) if self.people.is_people(token)), None)
        if head is not None:
            side = self.people.side(head)
            actor = side.id if side is not None and side.kind == "actor" else None
            draft.population = replace(
                draft.population, text=whole.text, class_=self.people.class_of(head), actor=actor
            )

    def _is_total(self, cell: _Cell) -> bool:
        return any(token.lower_ in self.words.entries["table_totals"] for token in self._tokens(cell))

    def _figure(self, cell: _Cell) -> Quantity | None:
        """The quantity that fills a cell, alone, with the people it counts, or before a comma and its parts."""
        tokens = self._tokens(cell)
        for quantity in self.quantities:
            if quantity.start == tokens.start:
                end = self._end_of_people(cell, quantity)
                is_closed = end == tokens.end or (end < tokens.end and self.parsed.doc[end].is_punct)
                return quantity if is_closed else None
        return None

    def _tokens(self, cell: _Cell) -> TokenSpan:
        return self.parsed.tokens(cell.start, cell.end)


def _cells(line: str, place: int) -> Iterator[_Cell]:
    """Cells of a line with anything in them but blanks, at their offsets in the document.

    Columns are counted with those left empty, but for what stands before a bar that opens the line.
    """
    is_opened = line.lstrip().startswith("|")
    column = -1
    for match in _CELL.finditer(line):
        text = match.group()
        inner = text.strip()
        if not (is_opened and not line[: match.start()].strip() and not inner):
            column += 1
        if inner and not _RULE.fullmatch(inner):
            start = place + match.start() + text.index(inner)
            yield _Cell(start, start + len(inner), column)
