"""Statements one by one: each "that" clause of a report is a statement of its own.

In: drafts of statements whose contents are settled. Out: drafts, one for each of coordinated clauses that open with a
complementizer of their own ("said that S and that S"). A quotation of several sentences stays one statement.

Known errors: clauses that the parser does not coordinate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.read.statement import Range, Reading, Statement
from onrecord.syntax.clauses import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


def one_by_one(reading: Reading, statements: Iterable[Statement]) -> Iterator[Statement]:
    """Statements, those that tell several things parted."""
    for statement in statements:
        clauses = _clauses(reading, statement)
        for clause, part in clauses:
            yield replace(statement, parts=[part], quoted=[], clause=clause)
        if not clauses:
            yield statement


def _clauses(reading: Reading, statement: Statement) -> list[tuple[Token, Range]]:
    """Clauses of a report that each open with a complementizer, with their ranges."""
    clause = statement.clause
    if clause is None or statement.cue is None or len(statement.parts) != 1 or clause.i < statement.cue.i:
        return []
    start, end = statement.parts[0]
    marks = [
        (other, mark)
        for other in conjuncts(clause)[1:]
        for mark in other.children
        if mark.dep_ == "mark" and reading.knows(mark.lower_, "complementizers") and start < mark.idx < end
    ]
    text = reading.parsed.view.text
    found: list[tuple[Token, Range]] = []
    head, begin = clause, start
    for other, mark in sorted(marks, key=lambda pair: pair[1].i):
        joiner = mark.nbor(-1)
        stop = joiner.idx if joiner.dep_ == "cc" else mark.idx
        found.append((head, (begin, begin + len(text[begin:stop].rstrip(" ,;")))))
        head, begin = other, mark.nbor(1).idx
    return [*found, (head, (begin, end))] if found else []
