"""Statements without a reporting verb that has a subject: "according to N", "N's claim that", "reportedly", "is said".

In: a token that may be such a word. Out: drafts of claims (`Statement`). What nobody is named for is anonymous.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.answers import remarks
from onrecord.read.contents import around_phrase, below, is_infinitive, ranges
from onrecord.read.extents import of_relative_clause, within_semicolons
from onrecord.read.statement import Reading, Statement
from onrecord.syntax.clauses import is_passive, obliques, patients

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_passive(reading: Reading, verb: Token) -> Iterator[Statement]:
    """Passives without an agent: "it was reported that", "is said to have", "is accused of"."""
    stance = reading.cues.passives.get(verb.lemma_.lower())
    if stance is None or not is_passive(verb) or verb.dep_ in {"amod", "acl"}:
        return
    clauses = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
    subjects = [c for c in verb.children if c.dep_ == "nsubjpass" and not reading.knows(c.lower_, "expletives")]
    pairs = {preposition for cue in reading.cues.verbs.get(verb.lemma_.lower(), ()) for preposition in cue.pair}
    prepositions = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in pairs]
    if not clauses and not (subjects and prepositions):
        return
    parts = ranges(reading, below([*subjects, *(clauses or prepositions)], verb))
    if parts:
        yield Statement(
            cue=verb,
            cue_tokens=(verb.i, verb.i + 1),
            sources=[],
            parts=parts,
            stance=stance,
            is_anonymous=True,
            clause=clauses[0] if clauses else None,
        )


def of_noun(reading: Reading, noun: Token) -> Iterator[Statement]:
    """Nouns that carry a statement of their possessor: "its claim that", "calls by N for"."""
    possessors = reading.cues.words["possessors"]
    sources = [c for c in noun.children if c.dep_ == "poss"] or obliques(noun, possessors)
    if not any(reading.can_speak(source) for source in sources):
        return
    for cue in reading.cues.nouns.get(noun.lemma_.lower(), ()):
        clauses = [
            c for c in noun.children if c.dep_ in {"acl", "ccomp", "xcomp"} and _is_stated(reading, c, cue.takes)
        ]
        stated = clauses or obliques(noun, cue.after - possessors)
        parts = ranges(reading, below(stated, noun))
        if parts:
            yield Statement(
                cue=noun,
                cue_tokens=(noun.i, noun.i + 1),
                sources=sources,
                parts=parts,
                stance=cue.stance,
                clause=clauses[0] if clauses else None,
            )
            return


def _is_stated(reading: Reading, clause: Token, takes: frozenset[str]) -> bool:
    if is_infinitive(reading, clause):
        return "infinitive" in takes
    marks = [c for c in clause.children if c.dep_ == "mark" and reading.knows(c.lower_, "complementizers")]
    return bool(marks) and "clause" in takes


def of_adverb(reading: Reading, adverb: Token) -> Iterator[Statement]:
    """Adverbs of hearsay ("reportedly"): the clause that they stand in, given to nobody."""
    clause = adverb.head
    if clause.pos_ not in {"VERB", "AUX"} or clause.dep_ in {"amod", "acl"}:
        return
    parts = ranges(reading, {t.i for t in clause.subtree if t.i != adverb.i})
    if parts:
        yield Statement(
            cue=adverb,
            cue_tokens=(adverb.i, adverb.i + 1),
            sources=[],
            parts=parts,
            stance=reading.cues.adverbs[adverb.lower_],
            is_anonymous=True,
            clause=clause,
        )


def of_phrase(reading: Reading, token: Token) -> Iterator[Statement]:
    """Phrases that name a source ("according to N")."""
    for words, stance in reading.cues.phrases.items():
        end = token.i + len(words)
        if token.lower_ != words[0] or end >= len(token.doc):
            continue
        if tuple(t.lower_ for t in token.doc[token.i : end]) != words:
            continue
        sources = [c for c in token.doc[end - 1].children if c.dep_ in {"pobj", "pcomp"}]
        if not sources:
            continue
        own = {t.i for t in token.subtree} | set(range(token.i, end)) | {t.i for s in sources for t in s.subtree}
        quoted, quoting = _quoted_by(reading, sources)
        own |= quoting
        covered = of_relative_clause(token, own) or around_phrase(token, own)
        covered = within_semicolons(reading, token, covered)
        parts = ranges(reading, covered - remarks(reading, token.doc, covered) - own)
        if parts:
            yield Statement(
                cue=token,
                cue_tokens=(token.i, end),
                sources=quoted or sources,
                parts=parts,
                stance=stance,
                clause=token.head,
                through=sources[0] if quoted else None,
            )
        return


def _quoted_by(reading: Reading, sources: list[Token]) -> tuple[list[Token], set[int]]:
    """Who is quoted by the body that a phrase names ("according to the agency, *quoting N*"), and the words for it."""
    last = max(t.i for source in sources for t in source.subtree if t.dep_ != "acl" or t.tag_ != "VBG")
    doc = sources[0].doc
    for citing in doc[sources[0].i + 1 : min(last + 4, len(doc))]:
        is_citing = citing.tag_ == "VBG" and reading.knows(citing.lemma_.lower(), "citing")
        if is_citing and citing.nbor(-1).text == ",":
            quoted = [one for one in patients(citing) if reading.can_speak(one)]
            return quoted, {t.i for t in citing.subtree} if quoted else set()
    return [], set()
