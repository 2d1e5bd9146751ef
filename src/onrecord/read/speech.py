"""Quotations joined to the statements that they belong to, by where they stand.

In: drafts of claims from the syntax, and the document's quotations. Out: the same drafts with the quotations that
their reporting words govern, plus drafts for quotations that nobody introduces but that go on after someone spoke.

Method: what stands between one quotation and the next decides. `"...," N said`, `N said: "..."`, `"...," N said,
"..."`, and a sentence in marks right after one of these. A quotation of a few words inside a clause is left to the
syntax: part of an indirect statement, or no speech at all (scare quotes, titles, nicknames).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.read.quotes import Quotation
from onrecord.read.statement import Range, Reading, Statement
from onrecord.read.statements import is_unsaid
from onrecord.syntax import Parsed

_SENTENCE_END = frozenset(".?!…")
_GOES_ON = frozenset(",?!-—–….")
_DASHES_AND_COMMA = frozenset(",-—–")
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"})
_LONGEST_NAME = 14
_LONGEST_LABEL = 60
_LEAST_WORDS = 2
_MOST_BETWEEN = 0.9
"""Words between two quotations of a speaker, as a share of those quoted, beyond which they are two statements."""
_SHORT_GAP = 80
"""So many characters between two quotations never make two statements of them."""
_SIGNATURE = re.compile("\\s*[-–—―\u2012]{1,2}\\s*([^\\W\\d_][^\\n.!?;:]{2,80}?)\\s*\\.?\\s*")


def join_quotations(reading: Reading, statements: list[Statement]) -> list[Statement]:
    """Statements with their quotations; those that have no content are left out."""
    parsed, quotations = reading.parsed, reading.quotations
    outside = [s for s in statements if s.takes_quote and s.cue is not None]
    last: tuple[int, Statement] | None = None
    for i, quotation in enumerate(quotations):
        before = quotations[i - 1] if i else None
        after = quotations[i + 1] if i + 1 < len(quotations) else None
        block = _block(parsed, quotation.start)
        gap_before = max(block[0], before.end if before else 0)
        gap_after = min(block[1], after.start if after else len(parsed.view.text))
        governor = _governor_after(parsed, outside, quotation, gap_after, gap_before)
        if governor is None and (ordered := _speaker_by_order(reading, quotation, gap_after, gap_before)) is not None:
            statements.append(ordered)
            governor = ordered
        governor = governor or _governor_before(parsed, outside, quotation, gap_before)
        if governor is None and (named := _named_before(reading, quotation, block[0])) is not None:
            statements.append(named)
            governor = named
        if governor is None and before is not None and last is not None and last[0] == i - 1:
            governor = _carried(parsed, before, quotation, last[1])
        if governor is None and (signed := _signed(parsed, quotation, gap_after)) is not None:
            statements.append(signed)
            governor = signed
        if governor is not None:
            governor = _near(statements, governor, quotation)
            governor.quoted.append((quotation.inner_start, quotation.inner_end))
            last = (i, governor)
    return [_merged(s, quotations) for s in statements if s.parts or s.quoted]


def _near(statements: list[Statement], governor: Statement, quotation: Quotation) -> Statement:
    """The statement itself, or a new one of the same speaker where more was told in between than was quoted."""
    if not governor.quoted:
        return governor
    quoted = sum(end - start for start, end in governor.quoted) + quotation.inner_end - quotation.inner_start
    if quotation.inner_start - governor.quoted[-1][1] <= max(_SHORT_GAP, quoted * _MOST_BETWEEN):
        return governor
    anew = replace(governor, parts=[], quoted=[], clause=None)
    statements.append(anew)
    return anew


def _named_before(reading: Reading, quotation: Quotation, block_start: int) -> Statement | None:
    """A quotation with its speaker's name and a colon before it, filling the paragraph (`N N: "..."`)."""
    parsed = reading.parsed
    before = parsed.view.text[block_start : quotation.start].rstrip()
    line = block_start + before.rfind("\n") + 1
    if not before.endswith(":") or block_start + len(before) - line > _LONGEST_LABEL:
        return None
    label = parsed.doc.char_span(line, block_start + len(before) - 1, alignment_mode="contract")
    if label is None or not len(label) or not _is_sentence(parsed.view.text, quotation):
        return None
    named = [t for t in label if t.i in reading.namers]
    if not named or any(t.pos_ in {"VERB", "AUX"} for t in label):
        return None
    return Statement(
        cue=None, cue_tokens=None, sources=[named[-1]], parts=[], stance="asserts", takes_quote=True,
        source_tokens=(named[-1].left_edge.i, label.end) if named[-1].left_edge.i >= label.start else None,
    )  # fmt: skip


def _signed(parsed: Parsed, quotation: Quotation, gap_end: int) -> Statement | None:
    """A quotation with its speaker after a dash, ending the paragraph (`"..." - N N`)."""
    signature = _SIGNATURE.fullmatch(parsed.view.text, quotation.end, gap_end)
    if signature is None:
        return None
    name = parsed.doc.char_span(signature.start(1), signature.end(1), alignment_mode="expand")
    if name is None or not len(name) or not any(t.pos_ == "PROPN" for t in name) or any(t.pos_ == "VERB" for t in name):
        return None
    return Statement(cue=None, cue_tokens=None, sources=[name.root], parts=[], stance="asserts", takes_quote=True)


def _block(parsed: Parsed, offset: int) -> Range:
    starts = parsed.view.blocks
    start = max((b for b in starts if b <= offset), default=0)
    end = min((b for b in starts if b > offset), default=len(parsed.view.text))
    return start, end


def _governor_after(
    parsed: Parsed, statements: list[Statement], quotation: Quotation, gap_end: int, gap_start: int
) -> Statement | None:
    """`"...," N said`: the first reporting word of the gap after a quotation that began a sentence."""
    stop = _clause_after(parsed.view.text, quotation, gap_end, gap_start)
    inside = [s for s in statements if s.cue is not None and quotation.end <= s.cue.idx < stop]
    return inside[0] if inside else None


def _clause_after(text: str, quotation: Quotation, gap_end: int, gap_start: int) -> int:
    """End of the sentence that a quotation begins and the narrator ends; the quotation's end if there is none."""
    if not _begins(text, quotation, gap_start):
        return quotation.end
    ending = text[quotation.inner_end - 1 : quotation.inner_end]
    gap = text[quotation.end : gap_end]
    lead = gap.lstrip()[:1]
    if ending not in _GOES_ON and lead not in _DASHES_AND_COMMA:
        return quotation.end
    if ending == "." and not lead.islower() and lead not in _DASHES_AND_COMMA:
        return quotation.end
    return quotation.end + _sentence_length(gap)


def _speaker_by_order(reading: Reading, quotation: Quotation, gap_end: int, gap_start: int) -> Statement | None:
    """`"...," N said` and `"...," said N` where the parser lost its way: name and verb by their order alone."""
    parsed = reading.parsed
    stop = _clause_after(parsed.view.text, quotation, gap_end, gap_start)
    tokens = parsed.doc.char_span(quotation.end, stop, alignment_mode="contract") if stop > quotation.end else None
    if tokens is None:
        return None
    for i, verb in enumerate(tokens):
        cues = [cue for cue in reading.cues.verbs.get(verb.lemma_.lower(), ()) if "quote" in cue.takes]
        if not cues or verb.pos_ not in {"VERB", "NOUN", "PROPN"} or is_unsaid(reading, verb):
            continue
        before = [t for t in tokens[:i] if not t.is_space]
        after = list(itertools.takewhile(lambda t: t.pos_ in _NAMING, tokens[i + 1 :]))
        named = before or after
        if named and named[0].text == ",":
            named = named[1:]
        while named and named[-1].pos_ in {"ADV", "AUX", "PUNCT"}:
            named = named[:-1]
        if not named or len(named) > _LONGEST_NAME or any(t.pos_ == "VERB" for t in named):
            return None
        first, last = named[0], named[-1]
        head = next((t for t in named if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ != "compound"), last)
        if last.pos_ not in {"NOUN", "PROPN", "PRON"} or first.pos_ in {"ADP", "SCONJ", "CCONJ"}:
            return None
        return Statement(
            cue=verb,
            cue_tokens=(verb.i, verb.i + 1),
            sources=[head],
            source_tokens=(first.i, last.i + 1),
            parts=[],
            stance=cues[0].stance,
            takes_quote=True,
        )
    return None


def _governor_before(
    parsed: Parsed, statements: list[Statement], quotation: Quotation, gap_start: int
) -> Statement | None:
    """`N said: "..."`, `N said, "..."`, `N said "..."`: the last reporting word of the sentence before a quotation."""
    text = parsed.view.text
    gap = text[gap_start : quotation.start]
    words = gap.rstrip(" \n'\"‘“([")
    if not words or words[-1] in _SENTENCE_END:
        return None
    start = gap_start + _last_sentence(words)
    inside = [s for s in statements if s.cue is not None and start <= s.cue.idx < quotation.start]
    if not inside:
        return None
    last = inside[-1]
    adjacent = last.cue is not None and last.cue.idx + len(last.cue) >= gap_start + len(words)
    if words[-1] == ":" or (words[-1] == "," and _is_sentence(text, quotation)) or adjacent:
        return last
    return None


def _carried(parsed: Parsed, before: Quotation, quotation: Quotation, statement: Statement) -> Statement | None:
    """A sentence in marks that follows speech with nothing but its speaker's reporting clause between."""
    text = parsed.view.text
    gap = text[before.end : quotation.start].strip()
    if before.runs_on and not gap:
        return statement
    if "\n" in text[before.end : quotation.start].strip(" "):
        return None
    is_new = gap[-1:] in _SENTENCE_END and _is_sentence(text, quotation)
    is_same = gap[-1:] in {",", "—", "–", ";"} and statement.cue is not None and statement.cue.idx > before.start
    if (is_new or is_same or not gap) and _sentence_length(gap) >= len(gap):
        return statement
    return None


def _begins(text: str, quotation: Quotation, gap_start: int) -> bool:
    """True where a quotation begins a sentence (or its paragraph)."""
    before = text[gap_start : quotation.start].rstrip()
    return not before or before[-1] in _SENTENCE_END or before[-1] in {":", "—", "–", "\n"}


def _is_sentence(text: str, quotation: Quotation) -> bool:
    inner = text[quotation.inner_start : quotation.inner_end]
    return len(inner.split()) >= _LEAST_WORDS and inner[:1] not in {"", " "} and not inner[0].islower()


def _sentence_length(gap: str) -> int:
    for i, character in enumerate(gap[:-1]):
        if character in {"?", "!", ";"} or (character == "." and gap[i + 1].isspace() and not _is_abbreviation(gap, i)):
            return i + 1
    return len(gap)


def _last_sentence(words: str) -> int:
    for i in range(len(words) - 2, -1, -1):
        if words[i] in {"?", "!"} or (words[i] == "." and words[i + 1].isspace() and not _is_abbreviation(words, i)):
            return i + 1
    return 0


def _is_abbreviation(words: str, dot: int) -> bool:
    """A dot after a capital letter or a short capitalised word is likely no end ("Mr. N", "J. N", "U.S. N")."""
    word = words[:dot].split()[-1:] or [""]
    return len(word[0]) <= 3 and word[0][:1].isupper()  # noqa: PLR2004 - Mr, Gen, U.S


def _merged(statement: Statement, quotations: Sequence[Quotation]) -> Statement:
    """Content made of the statement's own words and its quotations, joined where they overlap or touch."""
    governed = [q for q in quotations if (q.inner_start, q.inner_end) in statement.quoted]
    found = list(statement.quoted)
    for part in statement.parts:
        if governed and not any(q.start < part[1] and part[0] < q.end for q in governed):
            continue
        if any(q.start <= part[0] and part[1] <= q.end for q in governed):
            continue
        found.append(_without_cut_marks(part, quotations))
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    statement.parts = merged
    return statement


def _without_cut_marks(part: Range, quotations: Sequence[Quotation]) -> Range:
    """A part that ends inside a quotation which it mostly holds runs to the quotation's end; likewise at its start.

    Where the quotation is all of the part's end or beginning, its mark belongs to the part.
    """
    start, end = part
    for q in quotations:
        if start <= q.start and q.inner_start <= end < q.end:
            end = q.inner_end if start == q.start else q.end
        if q.start < start < q.end <= end:
            start = q.start
    return start, end
