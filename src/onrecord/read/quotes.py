"""Quotation marks of a document: what stands between them, and where a quotation runs on over paragraphs.

In: a parsed document. Out: `Quotation`s in order, with offsets in the view. Curly, straight, doubled single, low and
angular marks are read, and single marks where they cannot be apostrophes. Whether a quotation is speech is for
`onrecord.read.claims` to say: this module knows nothing of cues.

Method: marks that tell their side by their shape are taken at their word; straight ones by what stands around them,
and where that does not tell, by turns. A mark that opens and is never closed counts only where the next paragraph
opens again (speech over several paragraphs) or where its paragraph ends with it.

Known errors: a single-marked quotation ends early at a plural's apostrophe.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.syntax import Parsed
from onrecord.vocab import load

_DOUBLE = re.compile("[\"“”„«»‟＂]|''|``|‘‘|’’")
_OPENERS = frozenset("“„«‟") | {"``", "‘‘"}
_CLOSERS = frozenset("”»") | {"’’"}
_SINGLE_OPEN = re.compile("(?<![\\w’')\\].,!?])[‘'](?=[^\\W\\d_]|\\$|[\"“(])")
_SINGLE_CLOSE = re.compile("(?<=[\\w.,!?)\\]\"”])[’'](?![\\w’'])")
_WORD = re.compile(r"\w+")
_STRAIGHT_OPEN_BEFORE = re.compile("(?:^|[\\s(\\[{—–\u2012―/:-]|[‘'])$")
_LONGEST_SINGLE = 600
"""A single-marked quotation that finds no end within so many characters was an apostrophe."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks. All offsets are the view's.

    Attributes:
        start: Offset of the opening mark.
        end: Offset after the closing mark (or after the last word, where the quotation runs on).
        inner_start: Offset of the first word.
        inner_end: Offset after the last character inside.
        is_single: Marked by single marks.
        runs_on: Not closed, because the next paragraph goes on with it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_single: bool = False
    runs_on: bool = False


def find_quotations(parsed: Parsed) -> list[Quotation]:
    """Quotations of a document in order; none within another of them."""
    text = parsed.view.text
    bounds = [*parsed.view.blocks, len(text)]
    elisions = frozenset(load("claim_cues", parsed.language)["words"]["elisions"])
    found: list[Quotation] = []
    for start, end in itertools.pairwise(bounds):
        stop = start + len(text[start:end].rstrip())
        if start < stop:
            runs_over = bool(found) and found[-1].runs_on and found[-1].end >= _last_word(text, start)
            found.extend(_in_block(text, start, stop, elisions, after_open=runs_over))
    return _joined(found, text)


def holds(quotations: Sequence[Quotation], offset: int) -> bool:
    """True where an offset of the view stands inside one of the quotations."""
    return any(q.start <= offset < q.end for q in quotations)


def _last_word(text: str, offset: int) -> int:
    return len(text[:offset].rstrip())


def _in_block(text: str, start: int, end: int, elisions: frozenset[str], *, after_open: bool) -> list[Quotation]:
    found: list[Quotation] = []
    open_mark: re.Match[str] | None = None
    depth = 0
    for mark in _DOUBLE.finditer(text, start, end):
        if open_mark is None:
            if not _closes(text, mark, start, end, is_open=False):
                open_mark = mark
            elif after_open and not found and mark.group() not in _OPENERS:
                found.append(_quotation(text, start, start, mark.start(), mark.end()))
        elif _closes(text, mark, start, end, is_open=True):
            if depth:
                depth -= 1
                continue
            found.append(_quotation(text, open_mark.start(), open_mark.end(), mark.start(), mark.end()))
            open_mark = None
        elif _nests(text, mark, end):
            depth += 1
        else:
            open_mark, depth = mark, 0
    if open_mark is not None:
        last = _quotation(text, open_mark.start(), open_mark.end(), end, end)
        found.append(replace(last, runs_on=True))
    return _with_singles(text, start, end, found, elisions)


def _quotation(text: str, start: int, inner_start: int, inner_end: int, end: int) -> Quotation:
    inner = text[inner_start:inner_end]
    lead = len(inner) - len(inner.lstrip())
    return Quotation(start, end, inner_start + lead, max(inner_start + lead, inner_start + len(inner.rstrip())))


def _closes(text: str, mark: re.Match[str], start: int, end: int, *, is_open: bool) -> bool:
    """True where a mark ends a quotation; `is_open` says whether one is open, for marks of no clear side."""
    if mark.group() in _OPENERS:
        return False
    if mark.group() in _CLOSERS:
        return True
    before_is_edge = bool(_STRAIGHT_OPEN_BEFORE.search(text[max(start, mark.start() - 1) : mark.start()]))
    after_is_edge = mark.end() >= end or not (text[mark.end()].isalnum() or text[mark.end()] in "$[(.…‘'“*_")
    if before_is_edge and not after_is_edge:
        return False
    if after_is_edge and not before_is_edge:
        return True
    return is_open


def _nests(text: str, mark: re.Match[str], end: int) -> bool:
    """True where a second opening mark is nested; where too few closing marks follow, the first stayed open."""
    if mark.group() not in _OPENERS:
        return False
    following = [other.group() for other in _DOUBLE.finditer(text, mark.start(), end)]
    return sum(other in _CLOSERS for other in following) > sum(other in _OPENERS for other in following)


def _with_singles(
    text: str, start: int, end: int, doubles: list[Quotation], elisions: frozenset[str]
) -> list[Quotation]:
    found = list(doubles)
    place = start
    while (opening := _SINGLE_OPEN.search(text, place, end)) is not None:
        place = opening.end()
        word = _WORD.match(text, opening.end())
        if word is not None and word.group().lower() in elisions:
            continue
        around = next((q for q in doubles if q.start <= opening.start() < q.end), None)
        if around is not None:
            place = max(place, around.end)
            continue
        closing = _SINGLE_CLOSE.search(text, opening.end(), min(end, opening.end() + _LONGEST_SINGLE))
        if closing is None or any(opening.end() <= q.start < closing.start() < q.end for q in doubles):
            continue
        found = [q for q in found if not opening.start() <= q.start < closing.end()]
        single = _quotation(text, opening.start(), opening.end(), closing.start(), closing.end())
        found.append(replace(single, is_single=True))
        place = closing.end()
    return sorted(found, key=lambda q: q.start)


def _joined(found: list[Quotation], text: str) -> list[Quotation]:
    """Drop quotations that were never closed and do not run on into the next paragraph or fill theirs."""
    kept: list[Quotation] = []
    for i, quotation in enumerate(found):
        if quotation.runs_on:
            following = found[i + 1] if i + 1 < len(found) else None
            goes_on = following is not None and not text[quotation.end : following.start].strip()
            if not goes_on and text[quotation.inner_start : quotation.end].rstrip()[-1:] not in {".", "!", "?"}:
                continue
            kept.append(replace(quotation, runs_on=goes_on))
        else:
            kept.append(quotation)
    return kept
