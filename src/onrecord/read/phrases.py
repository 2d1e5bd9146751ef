"""Noun phrases as actors are written: without relative clauses and appositions, with an "of" complement.

Goes in: a head token; comes out: a token range. Method: the head's left children that touch it, closing quotation marks
of words inside, and complements of the prepositions that the caller names. Known error: a complement that the parser
hangs elsewhere is missing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import ActorKind, MentionForm, MentionKind, PopulationClass

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEFT = frozenset({
    "det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "punct", "npadvmod", "advmod", "dep",
})  # fmt: skip
OPENING, CLOSING = frozenset("\"“‘«'`") | {"``"}, frozenset("\"”’»'") | {"''"}
HYPHENS = frozenset("-‐‑–")
MODIFIER = frozenset({"compound", "amod", "nmod", "npadvmod"})
_LEADING_TAGS = frozenset({"RB", "IN", "CC", "TO", ",", ":", ".", "HYPH", "UH", "RBR", "RBS", "-RRB-", "POS", "WRB"})
_LONGEST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may become a mention: token range, head, and what was learned. `affiliation` is a token index."""

    start: int
    end: int
    head: int
    kind: MentionKind = "actor"
    form: MentionForm = "nominal"
    known_as: str | None = None
    actor_kind: ActorKind | None = None
    country: str | None = None
    office: str | None = None
    affiliation: int | None = None
    population: PopulationClass | None = None
    is_plural: bool = False


def noun_phrase(head: Token, complements: Collection[str], depth: int = 2) -> tuple[int, int]:
    """Token range of the phrase of a head: its modifiers before it, and complements after the given prepositions."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in LEFT or child.right_edge.i + 1 != start or head.i - child.left_edge.i > _LONGEST:
            break
        if child.dep_ == "punct" and child.text not in OPENING | CLOSING | HYPHENS | {","}:
            break
        start = child.left_edge.i
    end = max(_end(head, complements, depth), head.i + 1)  # edges of a crossing parse may lie on the wrong side
    return trimmed(head.doc, start, end, head.i)


def trimmed(doc: Doc, start: int, end: int, head: int) -> tuple[int, int]:
    """A range without adverbs, conjunctions and unpaired quotation marks at its edges."""
    while start < head and (doc[start].tag_ in _LEADING_TAGS or doc[start].is_space or _opens_alone(doc, start, end)):
        start += 1
    cells = [token.i for token in doc[start:head] if token.is_space and "\t" in token.text]
    start = max([start - 1, *cells]) + 1  # a table's cells are no phrase
    if start < head and doc[start].tag_ == "VBG" and start > 0 and doc[start - 1].pos_ == "VERB":
        start += 1  # "denied hitting *civilians*"
    if (
        end > start + 1
        and start + 1 <= head
        and doc[start].tag_ in {"DT", "CC", "PDT"}
        and doc[start + 1].tag_ in {"DT", "PRP$"}
    ):
        start += 1  # "both the army": of "both the army and the police"
    opened = sum(token.text in OPENING for token in doc[start:head])
    closed = sum(token.text in CLOSING and token.dep_ != "case" for token in doc[start:end])
    if opened > closed and end < len(doc) and doc[end].text in CLOSING:
        end += 1
    return start, end


def is_compound_part(token: Token) -> bool:
    """True for a token joined to the next one by a hyphen ("*army*-backed")."""
    doc = token.doc
    return (
        token.i + 2 < len(doc)
        and doc[token.i + 1].text in HYPHENS
        and not doc[token.i + 1].whitespace_
        and not token.whitespace_
    )


def prefix(token: Token) -> str | None:
    """The word joined before a token by a hyphen ("*anti*-government"), in lower case."""
    doc = token.doc
    if (
        token.i > 1
        and doc[token.i - 1].text in HYPHENS
        and not doc[token.i - 1].whitespace_
        and not doc[token.i - 2].whitespace_
    ):
        return doc[token.i - 2].lower_
    return None


def _end(head: Token, complements: Collection[str], depth: int) -> int:
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "punct" and child.i == end and child.text in CLOSING and child.i + 1 < len(head.doc):
            continue
        if child.dep_ != "prep" or child.lower_ not in complements or child.i != end or depth == 0:
            break
        objects = [token for token in child.children if token.dep_ == "pobj"]
        if not objects:
            break
        end = _coordinated_end(objects[0], complements, depth - 1)
    return end


def _coordinated_end(token: Token, complements: Collection[str], depth: int) -> int:
    end = noun_phrase(token, complements, depth)[1]
    for child in token.rights:
        if (
            child.dep_ == "conj"
            and child.pos_ in {"NOUN", "PROPN"}
            and noun_phrase(child, complements, depth)[0] <= end + 2
            and (not _has_article(child) or _has_article(token))  # "the government of N and *the* Front" are two
        ):
            end = max(end, _coordinated_end(child, complements, depth))
    return end


def _has_article(token: Token) -> bool:
    return any(child.dep_ == "det" for child in token.children)


def _opens_alone(doc: Doc, start: int, end: int) -> bool:
    return doc[start].text in OPENING | CLOSING and not any(token.text in CLOSING for token in doc[start + 1 : end])
