"""Where what is stated ends: at a semicolon, before what another answers, before what the speaker does next.

In: tokens that the syntax gives to a statement, and the word that reports it. Out: the tokens that are stated. Parsers
hang a following main clause, an aside about the thing named, or the speaker's next deed on the clause reported; and
they cut it short at an abbreviation in brackets or where a quotation begins in mid-clause.

Known errors: a list parted by semicolons whose members are clauses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.read.answers import remarks
from onrecord.read.quotes import holds
from onrecord.read.statement import Reading
from onrecord.syntax.clauses import RELATIVE, SUBJECT, agents, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_GLOSS = 8
"""Words of a gloss in square brackets, as editors of monitored broadcasts put them into a sentence."""


def settled(reading: Reading, cue: Token, tokens: set[int], clause: Token | None) -> set[int]:
    """The tokens that are stated, of those that the syntax gives.

    Args:
        reading: The document.
        cue: The reporting word.
        tokens: Indices of tokens, by syntax.
        clause: Head of the clause stated, if it is one.
    """
    if not tokens:
        return tokens
    doc = cue.doc
    tokens = tokens - remarks(reading, doc, tokens)
    tokens = within_semicolons(reading, cue, tokens)
    if reading.knows(doc[min(tokens)].lower_, "barely") and reading.knows(
        doc[min(tokens) + 1].lower_, "complementizers"
    ):
        tokens = tokens - {min(tokens)}
    if clause is not None:
        tokens = tokens - _deeds_of_the_speaker(reading, cue, clause)
        tokens = _over_glosses(tokens, cue)
    else:
        tokens = tokens - _asides(reading, cue, tokens)
    return tokens


def within_semicolons(reading: Reading, cue: Token, tokens: set[int]) -> set[int]:
    """Tokens without clauses that a semicolon parts from those beside the cue; what "thus" and the like joins stays."""
    doc, sentence = cue.doc, cue.sent
    marks = [t for t in sentence if t.text == ";" and not holds(reading.quotations, t.idx)]
    start, end = sentence.start, sentence.end
    for mark in marks:
        if mark.i < cue.i and _is_clause(doc[start : mark.i]):
            start = mark.i + 1
        elif mark.i > cue.i and mark.i < end and mark.i + 1 < sentence.end:
            goes_on = reading.knows(doc[mark.i + 1].lower_, "consequences", "complementizers")
            if not goes_on and _is_clause(doc[mark.i + 1 : sentence.end]):
                end = mark.i
    kept = {i for i in tokens if start <= i < end or not sentence.start <= i < sentence.end}
    return kept or tokens


def _is_clause(tokens: Iterable[Token]) -> bool:
    return any(t.tag_ in FINITE for t in tokens)


def _deeds_of_the_speaker(reading: Reading, cue: Token, clause: Token) -> set[int]:
    """Tokens of what the speaker did next ("alleged that N had aimed at him, and *refused* to go")."""
    if cue.tag_ not in FINITE or clause.i < cue.i or clause.tag_ not in {"VBN", "VB", "VBG"}:
        return set()
    found: set[int] = set()
    for other in conjuncts(clause)[1:]:
        is_bare = not any(c.dep_ in {*SUBJECT, "nsubjpass", "aux", "auxpass", "mark"} for c in other.children)
        joiner = [c.i for c in other.head.children if c.dep_ == "cc" and c.i < other.i]
        is_apart = bool(joiner) and cue.doc[max(joiner) - 1].text == ","
        if other.tag_ == cue.tag_ and is_bare and is_apart and any(reading.can_speak(s) for s in agents(cue)):
            found |= set(range(max(joiner), other.right_edge.i + 1))
    return found


def _asides(reading: Reading, cue: Token, tokens: set[int]) -> set[int]:
    """Tokens of what is told of a thing named, after a comma ("blamed the Guard, *whose guns stand there*")."""
    doc = cue.doc
    found: set[int] = set()
    for i in tokens:
        token = doc[i]
        edge = token.left_edge.i
        is_apart = token.dep_ in RELATIVE and edge > cue.i and doc[edge - 1].text == ","
        if is_apart and not holds(reading.quotations, token.idx):
            found |= {t.i for t in token.subtree}
    return found


def _over_glosses(tokens: set[int], cue: Token) -> set[int]:
    """Tokens with the rest of the sentence where only a gloss in square brackets broke the clause off."""
    doc, last = cue.doc, max(tokens)
    if last < cue.i or last + 2 >= len(doc) or doc[last + 1].text != "[":
        return tokens
    closing = next((t.i for t in doc[last + 2 : last + 3 + _LONGEST_GLOSS] if t.text == "]"), None)
    if closing is None or closing + 1 >= len(doc) or doc[closing + 1].text in {".", "[", ","}:
        return tokens
    end = next((t.i for t in doc[closing + 1 :] if t.text in {".", "!", "?"} or t.is_space), len(doc))
    return tokens | set(range(last + 1, end))


def of_relative_clause(token: Token, own: set[int]) -> set[int]:
    """Tokens of the relative clause that a phrase like "according to N" stands in, without the pronoun it opens with.

    Args:
        token: First token of the phrase.
        own: All tokens of the phrase.
    """
    verb = token.head
    if verb.dep_ not in RELATIVE or verb.left_edge.i >= token.i:
        return set()
    opening = verb.doc[verb.left_edge.i : token.i]
    if not all(t.tag_ in {"WP", "WDT", "WP$", "WRB"} or t.is_punct for t in opening):
        return set()
    return {t.i for t in verb.subtree if t.i > token.i} - own


def joined_reports(reading: Reading, verb: Token, clauses: list[Token]) -> set[int]:
    """Tokens of reporting verbs that the parser joined to the clause reported, though they go on with the reporting."""
    tokens: set[int] = set()
    for other in (o for clause in clauses for o in conjuncts(clause)[1:]):
        if (
            other.lemma_.lower() in reading.cues.verbs
            and other.tag_ == verb.tag_
            and not any(c.dep_ in SUBJECT for c in other.children)
            and (other.tag_ not in {c.tag_ for c in clauses} or not any(reading.can_speak(s) for s in agents(other)))
        ):
            joiner = [c.i for c in other.head.children if c.dep_ == "cc" and c.i < other.i]
            tokens |= set(range(max(joiner, default=other.i), other.right_edge.i + 1))
    return tokens


def citings(reading: Reading, verb: Token, clauses: list[Token]) -> set[int]:
    """Tokens of "citing N", which the parser often hangs on the clause reported."""
    return {
        t.i
        for clause in clauses
        for child in clause.subtree
        if child.tag_ == "VBG" and child.dep_ in {"advcl", "acl"} and child.i > verb.i
        if reading.knows(child.lemma_.lower(), "citing") and child.i > 0 and child.nbor(-1).text == ","
        for t in child.subtree
    }
