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

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from onrecord.model import Clue, Mention, Rows, Time, identify
from onrecord.read.time_anchor import TOLD_BY_EVENT, Narrative, Reading, direction_of, is_history, moves_narrative
from onrecord.read.time_check import names_time
from onrecord.read.time_forms import FORMS, split_ranges
from onrecord.read.time_grammar import Grammar, Phrase, Word, load_grammar
from onrecord.read.time_meaning import Words
from onrecord.read.time_values import days_of, precision
from onrecord.syntax import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "times 1"
_YEAR_LENGTH = 4
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
"""Years of publication that are taken for true: far from both ends of the calendar."""
_DATELINE_REACH = 60
"""Characters from the beginning within which a dateline's date stands, and from there to its dash."""
_DATELINE_END = re.compile(r"\s*(?:[(\[][^)\]\n]*[)\]]\s*)*(?:--|[-–—])\s")
_MOST_BETWEEN = 3
"""Words between the two dates of a range, at most ("until the")."""


def find_times(parsed: Parsed, rows: Rows) -> list[Time]:
    """The times of a document, in the order of the text.

    Puts a mention of kind `time`, with its clue, into `rows` for each; does not put the times there.

    Args:
        parsed: The parsed document; its date is that of `parsed.document.published`.
        rows: What has been found so far.
    """
    grammar = load_grammar(parsed.language)
    words = grammar.words(parsed.doc.text)
    tokens = {token.idx: token for token in parsed.doc}
    phrases = [phrase for phrase in grammar.phrases(words) if names_time(phrase, words, tokens, parsed.language)]
    narrative = _narrative(parsed, phrases)
    if not narrative.is_ancient:
        phrases = [phrase for phrase in phrases if "ancient" not in phrase.slots]
    text = _Text(parsed, grammar, words, tokens, load("time_words", parsed.language))
    return [_row(parsed, rows, phrase, reading) for phrase, reading in _read(phrases, narrative, text)]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as its times are read: its words, the parser's tokens by view offset, the vocabulary."""

    parsed: Parsed
    grammar: Grammar
    words: list[Word]
    tokens: Mapping[int, Token]
    entries: Mapping[str, Any]

    def head(self, phrase: Phrase) -> Token | None:
        """The token that governs the others of a phrase."""
        found = [self.tokens[word.start] for word in phrase.words if word.start in self.tokens]
        inside = {token.i for token in found}
        return next((token for token in found if token.head.i not in inside or token.head.i == token.i), None)

    def before(self, phrase: Phrase) -> str:
        """The word before a phrase, in lower case; empty at the beginning."""
        return self.words[phrase.first - 1].text.lower() if phrase.first else ""

    def after(self, phrase: Phrase) -> Word | None:
        """The word after a phrase."""
        end = phrase.first + len(phrase.words)
        return self.words[end] if end < len(self.words) else None


def _narrative(parsed: Parsed, phrases: list[Phrase]) -> Narrative:
    published = _published(parsed.document.published) or _dateline(parsed, phrases)
    figures = [word.text for phrase in phrases for word in phrase.slots.get("yr", ())]
    years = [int(figure) for figure in figures if len(figure) == _YEAR_LENGTH and figure.isdigit()]
    eras = sum("era" in phrase.slots for phrase in phrases)
    deictic = sum(phrase.form in {"deictic", "weekday"} for phrase in phrases)
    return Narrative(published, is_history(published, [*years, *[0] * eras], deictic), is_ancient=eras > len(years))


def _dateline(parsed: Parsed, phrases: list[Phrase]) -> date | None:
    """The day in a dateline ("TARSK, 3 JAN 90 (NORTHWIRE) --"): a text's own date where nothing else gives one."""
    first = phrases[0] if phrases else None
    if first is None or first.start > _DATELINE_REACH or not {"day", "mo", "yr"} <= first.slots.keys():
        return None
    after = parsed.doc.text[first.end : first.end + _DATELINE_REACH]
    if not _DATELINE_END.match(after):
        return None
    words = Words(first, load_grammar(parsed.language))
    days = days_of((FORMS["calendar"](words, Narrative(None, is_history=True)) or Reading(value=None)).value)
    return days[0] if days else None


def _published(text: str | None) -> date | None:
    try:
        day = date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _read(phrases: list[Phrase], narrative: Narrative, text: _Text) -> Iterator[tuple[Phrase, Reading]]:
    starts = [sentence.start_char for sentence in text.parsed.sentences]
    language = text.parsed.language
    for number, whole in enumerate(phrases):
        following = phrases[number + 1] if number + 1 < len(phrases) else None
        narrative.sentence = bisect_right(starts, whole.start)
        narrative.shared_year = _shared_year(whole, following, text)
        token = text.head(whole)
        if token is not None:
            narrative.direction = partial(direction_of, token, language)
            narrative.moves = partial(moves_narrative, token, text.before(whole), language)
        else:
            narrative.direction, narrative.moves = (lambda: 0), (lambda: True)
        for phrase in split_ranges(whole):
            found = _read_one(phrase, narrative, text)
            if found is not None:
                yield found


def _read_one(phrase: Phrase, narrative: Narrative, text: _Text) -> tuple[Phrase, Reading] | None:
    if not _is_told_by_event(phrase, text):
        reading = FORMS[phrase.form](Words(phrase, text.grammar), narrative)
        return None if reading is None else (phrase, reading)
    slots = {name: words for name, words in phrase.slots.items() if name != "dir"}
    if "n" not in slots:
        return phrase, Reading(value="XXXX-XX-XX", is_relative=True, unresolved=TOLD_BY_EVENT)
    shorter = Phrase(phrase.form, phrase.words[:-1], phrase.first, slots)
    reading = FORMS["duration"](Words(shorter, text.grammar), narrative)
    return None if reading is None else (shorter, reading)


def _shared_year(phrase: Phrase, end: Phrase | None, text: _Text) -> tuple[int, int] | None:
    """Year and month of the date that ends a range, for a first date without year ("19 June to 3 July 1915")."""
    if end is None or phrase.form != "calendar" or end.form != "calendar" or "mo" not in end.slots:
        return None
    if "yr" in phrase.slots or "yr" not in end.slots or "era" in end.slots:
        return None
    between = [word.text.lower() for word in text.words[phrase.first + len(phrase.words) : end.first]]
    if not 0 < len(between) <= _MOST_BETWEEN or not set(between) <= set(text.entries["range_words"]):
        return None
    words = Words(end, text.grammar)
    figure = words.number("yr")
    return None if figure is None else (figure, words.meaning("mo", "MONTHNAME", "MONTHSHORT"))


def _is_told_by_event(phrase: Phrase, text: _Text) -> bool:
    """True for "three days after" before the words of an event, which gives a length, not a date."""
    if phrase.form != "shift" or phrase.words[-1].text.lower() not in text.entries["event_words"]:
        return False
    follows = text.after(phrase)
    return follows is not None and follows.text[0].isalnum()


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
