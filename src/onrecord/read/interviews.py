"""Speech under a label: the answers of an interview ("A: ..."), the speakers of a transcript ("[DOREK] ...").

In: the document with its mentions. Out: drafts, one for each sentence that a speaker states; questions state nothing.
A name in square brackets at the head of a paragraph is a speaker where the text names the same one elsewhere. "A:" is
whoever is the only person named before the first question; where nobody or several are, the answers are left alone.

Known errors: a label that names somebody in a way the rest of the text does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.statement import Range, Reading, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_BRACKETED = re.compile(r"\[([^\W\d_][^\]\n]{1,40})\](?:\s+|$)")
_LETTERED = re.compile(r"^([^\W\d_]):[ \t]+", re.MULTILINE)
_LEAST_WORDS = 3
_LEAST_TURNS = 2


def spoken_turns(reading: Reading) -> Iterator[Statement]:
    """Statements of what stands under a speaker's label."""
    yield from _of_transcript(reading)
    yield from _of_interview(reading)


def _of_transcript(reading: Reading) -> Iterator[Statement]:
    text = reading.parsed.view.text
    labels = [label for label in _BRACKETED.finditer(text) if label.group(1).strip()]
    turns: list[tuple[int, int, tuple[Token, Range] | None]] = []
    for label in labels:
        words = label.group(1).lower().split()
        speaker = _speaker(reading, label)
        if speaker is not None or any(reading.knows(word, "endings", "other_speakers") for word in words):
            turns.append((label.start(), label.end(), speaker))
    for number, (_, begin, speaker) in enumerate(turns):
        if speaker is not None:
            stop = turns[number + 1][0] if number + 1 < len(turns) else len(text)
            yield from _sentences(reading, speaker, begin, stop)


def _speaker(reading: Reading, label: re.Match[str]) -> tuple[Token, Range] | None:
    words = label.group(1).lower().split()
    before = reading.parsed.view.text[: label.start()].rstrip(" \t")[-1:]
    is_heading = before in {"", "\n", "]"} and not any(reading.knows(word, "editors_words") for word in words)
    if not is_heading:
        return None
    tokens = reading.parsed.doc.char_span(label.start(1), label.end(1), alignment_mode="contract")
    if tokens is None or not len(tokens):
        return None
    last = words[-1]
    elsewhere = [t for t in reading.parsed.doc if t.lower_ == last and not tokens.start <= t.i < tokens.end]
    is_known = any(t.i in reading.namers or t.nbor(-1).text != "[" for t in elsewhere if t.i > 0)
    return (tokens[-1], (tokens.start, tokens.end)) if is_known else None


def _of_interview(reading: Reading) -> Iterator[Statement]:
    text = reading.parsed.view.text
    turns = list(_LETTERED.finditer(text))
    questions = [t for t in turns if reading.knows(t.group(1).lower(), "questions")]
    answers = [t for t in turns if reading.knows(t.group(1).lower(), "answers")]
    if len(questions) < _LEAST_TURNS or len(answers) < _LEAST_TURNS:
        return
    speaker = _only_person(reading, questions[0].start())
    if speaker is None:
        return
    for answer in answers:
        stop = next((t.start() for t in turns if t.start() > answer.start()), len(text))
        block_end = text.find("\n\n", answer.end())
        yield from _sentences(reading, speaker, answer.end(), min(stop, block_end if block_end > 0 else stop))


def _only_person(reading: Reading, before: int) -> tuple[Token, Range] | None:
    """The one person named before an offset of the view."""
    parsed = reading.parsed
    found: dict[str, tuple[Token, Range]] = {}
    for mention in reading.rows.mentions:
        if mention.kind != "person" or mention.form != "name" or mention.id not in reading.rows.clues:
            continue
        tokens = parsed.tokens(mention.start, mention.end)
        if len(tokens) and tokens[0].idx < before:
            found.setdefault(tokens[-1].lower_, (tokens[-1], (tokens.start, tokens.end)))
    return next(iter(found.values())) if len(found) == 1 else None


def _sentences(reading: Reading, speaker: tuple[Token, Range], start: int, end: int) -> Iterator[Statement]:
    """A statement for each sentence of a turn that is no question."""
    text = reading.parsed.view.text
    head, label = speaker
    for sentence in reading.parsed.sentences:
        first, last = max(start, sentence.start_char), min(end, sentence.end_char)
        words = text[first:last]
        if last <= first or len(words.split()) < _LEAST_WORDS or words.rstrip()[-1:] in {"?", ":"}:
            continue
        left = first + len(words) - len(words.lstrip())
        yield Statement(
            cue=None,
            cue_tokens=None,
            sources=[head],
            parts=[(left, first + len(words.rstrip()))],
            stance="asserts",
            source_tokens=label,
            is_unmarked=True,
        )
