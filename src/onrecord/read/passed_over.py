"""Why words that look like news made no row: what readers noted as they passed, and what nobody took up.

In: a parsed document that has been read, and its rows. Out: `PassedOver` notes for a stretch of the text, in order.

Method: readers note what they turn down where they do it (`Parsed.pass_over`). For words that nobody noted, the
vocabularies are asked again: a word that can tell of an event and told of none, a number that counts no people, words
in quotation marks that nobody is quoted with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Rows, Span, spans_of
from onrecord.read.event_lexicon import lemma, load_lexicon
from onrecord.read.figures import find_quantities
from onrecord.read.quotes import find_quotations
from onrecord.syntax.parsed import Parsed, PassedOver


def passed_over(parsed: Parsed, rows: Rows, start: int, end: int) -> list[PassedOver]:
    """What made no row in the characters [start, end) of the document, each with the reason's key.

    Args:
        parsed: The document, after `find_rows`.
        rows: Its rows.
        start: First character.
        end: Character after the last.
    """
    noted = [note for note in parsed.passed_over if start <= note.start < end]
    known = {(note.name, note.start) for note in noted}
    asked = [*_words(parsed, rows), *_numbers(parsed, rows), *_quotations(parsed, rows)]
    found = noted + [n for n in asked if start <= n.start < end and (n.name, n.start) not in known]
    return sorted(dict.fromkeys(found), key=lambda note: (note.start, note.end, note.name))


def _note(name: str, reason: str, span: Span) -> PassedOver:
    return PassedOver(name, reason, span.start, span.end, span.text)


def _covered(rows: Iterable[object]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for row in rows for span in spans_of(row)]


def _is_in(start: int, covered: Iterable[tuple[int, int]]) -> bool:
    return any(low <= start < high for low, high in covered)


def _words(parsed: Parsed, rows: Rows) -> Iterator[PassedOver]:
    """Words of the vocabulary of events that told of none."""
    lexicon = load_lexicon(parsed.language)
    covered = _covered((event.trigger, *event.spans[1:]) for event in rows.events)
    for token in parsed.doc:
        name = lemma(token)
        is_verb = token.pos_ == "VERB" and (name in lexicon.verbs or name in lexicon.verb_senses)
        is_noun = token.pos_ == "NOUN" and (name in lexicon.nouns or name in lexicon.noun_senses)
        if not is_verb and not is_noun:
            continue
        span = parsed.span(token.i, token.i + 1)
        if not _is_in(span.start, covered):
            modifies = is_noun and token.dep_ in {"compound", "nmod"} and token.head.i > token.i
            yield _note("events", "only modifies" if modifies else "no sense fits", span)


def _numbers(parsed: Parsed, rows: Rows) -> Iterator[PassedOver]:
    """Numbers that no toll holds: what they count instead, or that they count nobody harmed."""
    covered = _covered(rows.tolls)
    for quantity in find_quantities(parsed):
        span = parsed.span(quantity.start, quantity.end)
        if not _is_in(span.start, covered):
            yield _note("tolls", quantity.kind if quantity.kind != "count" else "counts nobody harmed", span)


def _quotations(parsed: Parsed, rows: Rows) -> Iterator[PassedOver]:
    """Words in quotation marks that belong to no claim."""
    covered = [(claim.content.start - 1, claim.content.end + 1) for claim in rows.claims]
    for quotation in find_quotations(parsed):
        span = parsed.span_at(quotation.start, quotation.end)
        if not _is_in(span.start, covered):
            yield _note("claims", "nobody is quoted", span)
