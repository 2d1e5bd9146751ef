"""Speech without marks: paragraphs that follow "N said:" to the end of what N said, each sentence a statement.

In: drafts of statements and the document. Out: drafts for the sentences of the paragraphs that a reporting word with a
colon introduces, as press offices and communiqués print them. The speech ends at a heading, at a paragraph that quotes
or reports somebody in the third person, or with the text.

Known errors: notes after a speech that look like a paragraph of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.read.statement import Reading, Statement

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

_MOST_SENTENCES = 40
_LEAST_WORDS = 4
_ENDS = frozenset(".!?…;:")


def addresses(reading: Reading, statements: Sequence[Statement]) -> Iterator[Statement]:
    """Statements of paragraphs that stand without marks after a reporting word and a colon."""
    blocks = _blocks(reading)
    opening = {
        number: statement
        for statement in statements
        if statement.takes_quote and statement.cue is not None and not statement.parts and not statement.quoted
        for number, block in enumerate(blocks)
        if block and _closes_with_colon(block[-1]) and block[-1].start <= statement.cue.i < block[-1].end
    }
    reporting = {s.cue.i for s in statements if s.cue is not None and s.takes_quote and s.cue.dep_ == "ROOT"}
    for number, statement in opening.items():
        told = 0
        for block in blocks[number + 1 :]:
            if not block or not _goes_on(reading, block, reporting) or told >= _MOST_SENTENCES:
                break
            for sentence in block:
                told += 1
                yield replace(statement, parts=[_range(sentence)], quoted=[], clause=sentence.root, is_unmarked=True)


def _blocks(reading: Reading) -> list[list[TokenSpan]]:
    """Sentences of each block of the view."""
    bounds = [*reading.parsed.view.blocks, len(reading.parsed.view.text) + 1]
    result: list[list[TokenSpan]] = [[] for _ in bounds[:-1]]
    place = 0
    for sentence in reading.parsed.sentences:
        while place + 2 < len(bounds) and sentence.start_char >= bounds[place + 1]:
            place += 1
        result[place].append(sentence)
    return result


def _closes_with_colon(sentence: TokenSpan) -> bool:
    return sentence.text.rstrip().endswith(":")


def _goes_on(reading: Reading, block: Sequence[TokenSpan], reporting: set[int]) -> bool:
    """True for a paragraph that can be part of the speech: whole sentences, nobody quoted or reported in it."""
    start, end = block[0].start_char, block[-1].end_char
    if any(start <= quotation.start < end for quotation in reading.quotations):
        return False
    text = reading.parsed.view.text[start:end].rstrip()
    if text[-1:] not in _ENDS or len(text.split()) < _LEAST_WORDS or reading.parsed.in_table(block[0][0]):
        return False
    first_persons = reading.cues.words["first_persons"]
    told = [i for i in reporting if block[0].start <= i < block[-1].end]
    return all(any(child.lower_ in first_persons for child in reading.parsed.doc[i].children) for i in told)


def _range(sentence: TokenSpan) -> tuple[int, int]:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, sentence.start_char + len(text.rstrip())
