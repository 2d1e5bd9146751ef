"""Mentions of weapons, vehicles and documents, by vocabulary.

Goes in: a parsed document and the mentions found before; come out: mentions with clues.

Method: the longest listed phrase, compared by lemma, that ends a noun phrase; the mention is the noun phrase, without
the figure before it. A document counts where it is issued or says something. Known errors: names of ships and models of
weapons are not known; "mine" and "shell" in other senses are told apart by their part of speech only.

Vocabulary: objects. Example: "two barrel bombs" in "dropped two barrel bombs" is a weapon.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import Clue, Mention, MentionKind, Rows, identify
from onrecord.read.actor_words import actor_words, forms
from onrecord.read.phrases import HYPHENS, MODIFIER, noun_phrase
from onrecord.syntax import Parsed
from onrecord.syntax.clauses import SUBJECT
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "objects 1"
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_KINDS: tuple[MentionKind, ...] = ("weapon", "vehicle", "document")
_OTHERS = frozenset({"actor", "person", "place", "nationality"})
_MOST_WORDS = 4


@cache
def _phrases(language: str) -> Mapping[tuple[str, ...], MentionKind]:
    lists = load("objects", language)
    return {tuple(phrase.replace("-", " ").split()): kind for kind in _KINDS for phrase in lists[kind]}


@cache
def _issuing(language: str) -> frozenset[str]:
    return frozenset(load("objects", language)["document_needs"])


def find_objects(parsed: Parsed, rows: Rows) -> list[Mention]:
    """Mentions of weapons, vehicles and documents, in the order of the text; clues go into `rows.clues`.

    Args:
        parsed: The document.
        rows: What was found so far; words that already head a mention are left alone.
    """
    words = actor_words(parsed.language)
    taken = {rows.clues[m.id].head for m in rows.mentions if m.id in rows.clues and m.kind in _OTHERS}
    found = []
    for token in parsed.doc:
        if token.tag_ not in _NOUN_TAGS or token.i in taken or (token.dep_ in MODIFIER and token.head.i > token.i):
            continue
        kind = _kind(parsed, token)
        if kind is None or (kind == "document" and not _is_issued(token, parsed.language)):
            continue
        start, end = noun_phrase(token, words.alignments["complements"] if kind == "document" else ())
        start, end = _bounds(parsed, token, start, end, kind)
        span = parsed.span(start, end)
        mention = Mention(
            id=identify("mn", parsed.document.id, span.start, span.end, kind), document=parsed.document.id,
            reader=READER, start=span.start, end=span.end, text=span.text, kind=kind, form="nominal",
        )  # fmt: skip
        rows.clues[mention.id] = Clue(head=token.i, is_plural=token.tag_ in {"NNS", "NNPS"})
        found.append(mention)
    return found


def _bounds(parsed: Parsed, head: Token, start: int, end: int, kind: MentionKind) -> tuple[int, int]:
    """The phrase without the figures before it, which are quantities; with the number that names a document."""
    doc = parsed.doc
    figures = [t.i for t in doc[start : head.i] if t.tag_ == "CD"]
    if figures:
        start = figures[-1] + 1
    if kind == "document" and end < len(doc) and doc[end].tag_ == "CD" and end == head.i + 1:
        end += 1
    return start, end


def _kind(parsed: Parsed, head: Token) -> MentionKind | None:
    """Kind of the longest listed phrase that ends with a noun."""
    phrases = _phrases(parsed.language)
    before: list[str] = []
    i = head.i - 1
    while i >= 0 and len(before) < _MOST_WORDS - 1:
        token = parsed.doc[i]
        if token.text not in HYPHENS:
            before.insert(0, token.lower_)
        i -= 1
    for length in range(len(before), -1, -1):
        for last in forms(head):
            kind = phrases.get(
                (*before[len(before) - length :], last) if length else tuple(last.replace("-", " ").split())
            )
            if kind is not None:
                return kind
    return None


def _is_issued(token: Token, language: str) -> bool:
    """True for a document that somebody issues, or that says something."""
    if token.dep_ in SUBJECT and token.head.lemma_.lower() in _issuing(language):
        return True
    if token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in _issuing(language):
        return True
    if token.tag_ in {"NNP", "NNPS"} and any(child.tag_ in {"NNP", "CD"} for child in token.children):
        return True
    return any(child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in _issuing(language) for child in token.rights)
