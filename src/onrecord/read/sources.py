"""Who says it: the words that name a source, the mention they are, and whether the source is named.

In: the head of a source's phrase. Out: `onrecord.model.Source`. The words are the whole noun phrase with its title,
apposition and prepositional phrases, each of coordinated sources by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Mention, Rows, Source, SourceKind
from onrecord.read.claim_cues import Cues
from onrecord.syntax import Parsed
from onrecord.syntax.clauses import RELATIVE

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMERS = ("actor", "person", "nationality")
_LEFT_OUT = frozenset({"conj", "cc", "preconj", "punct", *RELATIVE})
_LONGEST = 25
"""A source of more tokens than this is cut to its core."""


def source_of(parsed: Parsed, rows: Rows, cues: Cues, head: Token, cue: Token | None) -> Source:
    """The source that a phrase names.

    Args:
        parsed: The document.
        rows: Mentions found so far.
        cues: Word lists.
        head: Head of the source's phrase.
        cue: The reporting word, which a source never holds.
    """
    start, end = _bounds(head, cue)
    span = parsed.span(start, end)
    mention = mention_of(rows, head, start, end)
    kind = _kind(cues, rows, head, start, end, mention)
    return Source(start=span.start, end=span.end, text=span.text, actor=mention.id if mention else None, kind=kind)


def mention_of(rows: Rows, head: Token, start: int, end: int) -> Mention | None:
    """The mention that a phrase is: by its head, else by a name in apposition to it."""
    found = rows.mention_at_head(head.i, _NAMERS)
    if found is not None:
        return found
    for child in head.children:
        if child.dep_ in {"appos", "compound", "nmod"} and start <= child.i < end:
            found = rows.mention_at_head(child.i, _NAMERS)
            if found is not None and (child.dep_ == "appos" or found.kind == "person"):
                return found
    return None


def _bounds(head: Token, cue: Token | None) -> tuple[int, int]:
    tokens = {head.i}
    for child in head.children:
        if child.dep_ in _LEFT_OUT and not (child.dep_ == "punct" and _joins(child, head)):
            continue
        below = {t.i for t in child.subtree}
        if cue is not None and cue.i in below:
            continue
        tokens |= below
    start = end = head.i
    while start - 1 in tokens:
        start -= 1
    while end + 1 in tokens:
        end += 1
    while end > head.i and (head.doc[end].is_punct or head.doc[end].is_space) and head.doc[end].text != ")":
        end -= 1
    return start, end + 1


def _joins(mark: Token, head: Token) -> bool:
    """A comma or mark inside a phrase: something of the phrase comes after it."""
    return any(child.i > mark.i and child.dep_ not in _LEFT_OUT for child in head.children) or mark.i < head.i


def _kind(cues: Cues, rows: Rows, head: Token, start: int, end: int, mention: Mention | None) -> SourceKind:
    lemma = head.lemma_.lower()
    words = cues.words
    if head.lower_ in words["anonymous_pronouns"] or lemma in words["anonymous_things"] and _is_unnamed(rows, head, mention):
        return "anonymous"
    if lemma in words["documents"]:
        return "document"
    if lemma in words["anonymous_people"] and _is_unnamed(rows, head, mention) and not _has_name(head, start, end):
        return "anonymous"
    return "named"


def _is_unnamed(rows: Rows, head: Token, mention: Mention | None) -> bool:
    del rows
    return mention is None or (mention.form != "name" and head.pos_ != "PROPN")


def _has_name(head: Token, start: int, end: int) -> bool:
    """A name in apposition ("the official, N N", "spokesman N N")."""
    return any(t.pos_ == "PROPN" and start <= t.i < end for t in head.children if t.dep_ == "appos")
