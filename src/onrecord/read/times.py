"""Times in a document: dates, times of day, durations and what recurs, each as a value and the days it can mean.

In goes a parsed document; out come `Time` rows, complete at once: relative ones are resolved against the document's
date (news) or the last date told (histories), or left unresolved with the reason. A missing date is never replaced by
the date of publication.

Method: the grammar of `time_grammar` finds phrases, this module throws out those whose words name no time ("may", a
count, the number of a resolution), `time_forms` says what the rest mean, `time_anchor` what they are relative to.

Known errors: times told by an event ("two days after the siege") get the length of time, not the date; feasts that
move are not read; an age is no time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from onrecord.model import Clue, Mention, Rows, Time, identify
from onrecord.read.time_anchor import Narrative, Reading, direction_of, is_history, moves_narrative
from onrecord.read.time_check import names_time
from onrecord.read.time_forms import FORMS, Words, split_ranges
from onrecord.read.time_grammar import Grammar, Phrase, load_grammar
from onrecord.read.time_values import Days, days_of, plus, precision
from onrecord.syntax import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "times 1"
_EVENT_WORDS = ("before", "after")


def find_times(parsed: Parsed, rows: Rows) -> list[Time]:
    """The times of a document, in the order of the text.

    Puts a mention of kind `time`, with its clue, into `rows` for each; does not put the times there.

    Args:
        parsed: The parsed document; its date is that of `parsed.document.published`.
        rows: What has been found so far.
    """
    grammar = load_grammar(parsed.language)
    text = parsed.doc.text
    words = grammar.words(text)
    tokens = {token.idx: token for token in parsed.doc}
    phrases = [phrase for phrase in grammar.phrases(words) if names_time(phrase, words, tokens, parsed.language)]
    narrative = _narrative(parsed, phrases)
    if not narrative.is_ancient:
        phrases = [phrase for phrase in phrases if "ancient" not in phrase.slots]
    starts = [sentence.start_char for sentence in parsed.sentences]
    times = []
    for phrase, reading in _read(phrases, narrative, grammar, tokens, starts, parsed.language, text):
        times.append(_row(parsed, rows, phrase, reading))
    return times


def _narrative(parsed: Parsed, phrases: list[Phrase]) -> Narrative:
    published = _published(parsed.document.published)
    years = [
        int(word.text)
        for phrase in phrases
        for word in phrase.slots.get("yr", ())
        if len(word.text) == 4 and word.text.isdigit()  # noqa: PLR2004 - a year in full
    ]
    eras = sum("era" in phrase.slots and "ancient" not in phrase.slots for phrase in phrases)
    deictic = sum(phrase.form in {"deictic", "weekday"} for phrase in phrases)
    return Narrative(published, is_history(published, years + [0] * eras, deictic), is_ancient=eras > len(years))


def _published(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _read(  # noqa: PLR0913 - one pass over the text needs all of it
    phrases: list[Phrase],
    narrative: Narrative,
    grammar: Grammar,
    tokens: dict[int, Token],
    starts: list[int],
    language: str,
    text: str,
) -> Iterator[tuple[Phrase, Reading]]:
    from bisect import bisect_right

    for number, whole in enumerate(phrases):
        narrative.shared_year = _shared_year(whole, phrases[number + 1 : number + 2], grammar, text, language)
        narrative.sentence = bisect_right(starts, whole.start)
        token = _head(whole, tokens)
        narrative.direction = partial(direction_of, token, language) if token is not None else lambda: 0
        before = text[: whole.start].rsplit(None, 1)[-1:] or [""]
        narrative.moves = token is None or moves_narrative(token, before[0].lower(), language)
        for phrase in split_ranges(whole):
            phrase, before_event = _told_by_event(phrase, text)  # noqa: PLW2901 - the same phrase without its last word
            form = FORMS["duration" if before_event else phrase.form]
            reading = form(Words(phrase, grammar), narrative)
            if reading is not None:
                yield phrase, reading


def _shared_year(
    phrase: Phrase, following: list[Phrase], grammar: Grammar, text: str, language: str
) -> tuple[int, int] | None:
    """Year and month of the date that ends a range, for a first date without year ("19 June to 3 July 1915")."""
    if phrase.form != "calendar" or "yr" in phrase.slots or not following or following[0].form != "calendar":
        return None
    end = following[0]
    between = text[phrase.end : end.start].lower().replace("-", " - ").replace("–", " – ").split()
    if "yr" not in end.slots or "era" in end.slots or len(between) > 3:  # noqa: PLR2004 - "until the"
        return None
    if not between or not set(between) <= set(load("time_words", language)["range_words"]):
        return None
    words = Words(end, grammar)
    figure, month = words.number("yr"), words.meaning("mo", "MONTHNAME", "MONTHSHORT")
    return None if figure is None else (figure, month)


def _told_by_event(phrase: Phrase, text: str) -> tuple[Phrase, bool]:
    """The phrase without "before" or "after" where an event follows, and whether one does."""
    last = phrase.words[-1]
    if phrase.form != "shift" or "n" not in phrase.slots or last.text.lower() not in _EVENT_WORDS:
        return phrase, False
    follows = text[last.end :].lstrip(" ")[:1]
    if not follows or follows in ".,;:!?)\n\"'”":
        return phrase, False
    slots = {name: words for name, words in phrase.slots.items() if name != "dir"}
    return Phrase("shift", phrase.words[:-1], phrase.first, slots), True


def _head(phrase: Phrase, tokens: dict[int, Token]) -> Token | None:
    """The token that governs the others of a phrase."""
    found = [tokens[word.start] for word in phrase.words if word.start in tokens]
    inside = {token.i for token in found}
    return next((token for token in found if token.head.i not in inside or token.head.i == token.i), None)


def _row(parsed: Parsed, rows: Rows, phrase: Phrase, reading: Reading) -> Time:
    span = parsed.span_at(phrase.start, phrase.end)
    document = parsed.document.id
    days = reading.days or (days_of(reading.value) if reading.unresolved is None and reading.kind != "set" else None)
    first, last = (days[0], days[1]) if days else (reading.first, reading.last)
    time = Time(
        id=identify("ti", document, span.start, span.end),
        document=document,
        reader=READER,
        start=span.start,
        end=span.end,
        text=span.text,
        value=reading.value,
        kind=reading.kind,
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
        is_relative=reading.is_relative,
        date_precision=precision((first, last)) if first and last else None,
        unresolved_because=reading.unresolved,
    )
    mention = Mention(
        id=identify("m", document, span.start, span.end, "time"),
        document=document,
        reader=READER,
        start=span.start,
        end=span.end,
        text=span.text,
        kind="time",
        form="name" if reading.kind == "date" and not reading.is_relative else "nominal",
    )
    head = parsed.head_of(span.start, span.end)
    rows.mentions.append(mention)
    if head is not None:
        rows.clues[mention.id] = Clue(head=head.i)
    return time
