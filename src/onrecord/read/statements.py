"""Statements as the syntax shows them: a reporting word, whose statement it is, and the words that are stated.

In: a parsed document with its quotations. Out: drafts of claims (`onrecord.read.statement.Statement`). Quotations that
stand apart from the reporting word's clause are joined to it by `onrecord.read.speech`.

A reporting verb counts only where the text says that somebody did speak: not negated, not "might say" or "if he says",
not in an infinitive but after verbs that imply it was done ("went on to declare", "was compelled to acknowledge").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.model import Stance
from onrecord.read import hearsay
from onrecord.read.claim_cues import Cue
from onrecord.read.contents import content_of, is_finite, is_infinitive, ranges
from onrecord.read.quotes import holds
from onrecord.read.statement import Range, Reading, Statement
from onrecord.syntax.clauses import (
    SUBJECT,
    agents,
    conjuncts,
    first_conjunct,
    is_negated,
    is_passive,
    obliques,
    patients,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_statements(reading: Reading) -> list[Statement]:
    """Statements of a document in the order of their reporting words.

    Those without content are included where their reporting word can govern a quotation. What stands inside a quotation
    is the quoted speaker's, and is left alone.
    """
    cues = reading.cues
    found: list[Statement] = []
    for token in reading.parsed.doc:
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"} and lemma in cues.verbs:
            statements = _of_verb(reading, token)
        elif token.pos_ == "NOUN" and lemma in cues.nouns:
            statements = hearsay.of_noun(reading, token)
        elif token.lower_ in cues.adverbs:
            statements = hearsay.of_adverb(reading, token)
        elif token.lower_ in cues.phrase_starts:
            statements = hearsay.of_phrase(reading, token)
        else:
            continue
        if not holds(reading.quotations, token.idx):
            found.extend(statements)
    return found


def _of_verb(reading: Reading, verb: Token) -> Iterator[Statement]:
    if is_unsaid(reading, verb):
        return
    if _is_citing(reading, verb):
        yield from _cited(reading, verb)
        return
    sources, through = _speakers(reading, verb)
    sources = [source for source in sources if not _is_nobody(reading, source)]
    if not sources:
        yield from hearsay.of_passive(reading, verb)
        return
    without_content: Statement | None = None
    for cue in _cues_of(reading, verb):
        if not _fits(reading, cue, sources) or (cue.is_figurative and _is_remark(reading, verb)):
            continue
        content, clause = content_of(reading, verb, cue)
        if _is_condition(reading, clause):
            continue
        statement = Statement(
            cue=verb,
            cue_tokens=cue_tokens(verb),
            sources=sources,
            parts=ranges(reading, content),
            stance=_told(reading, cue, clause),
            takes_quote="quote" in cue.takes,
            through=through,
            clause=clause,
        )
        if statement.parts:
            yield statement
            return
        if statement.takes_quote and without_content is None:
            without_content = statement
    if without_content is not None:
        yield without_content


def _is_nobody(reading: Reading, source: Token) -> bool:
    """True for "nothing", "no group": nobody spoke."""
    return reading.knows(source.lower_, "no_speakers") or any(
        child.dep_ == "det" and reading.knows(child.lower_, "none") for child in source.children
    )


def _told(reading: Reading, cue: Cue, clause: Token | None) -> Stance:
    """Stance of a reporting word; a promise that tells no deed to come swears that something is so."""
    if cue.stance != "promises" or clause is None or is_infinitive(reading, clause):
        return cue.stance
    modals = {child.lower_ for child in clause.children if child.dep_ == "aux"}
    is_told = clause.tag_ in {"VBD", "VBZ", "VBP"} or any(c.tag_ in {"VBD", "VBZ", "VBP"} for c in clause.children)
    return (
        "asserts"
        if is_told and not any(reading.knows(m, "will", "ought", "hypothetical") for m in modals)
        else cue.stance
    )


def _is_condition(reading: Reading, clause: Token | None) -> bool:
    """True for "asked not to be named", which tells how somebody spoke."""
    return (
        clause is not None
        and reading.knows(clause.lemma_.lower(), "identifying")
        and is_passive(clause)
        and is_negated(clause)
    )


def _is_citing(reading: Reading, verb: Token) -> bool:
    """True for "citing N" on a clause, and "quoted N as saying": N and not the subject is the source."""
    if not reading.knows(verb.lemma_.lower(), "citing") or not any(reading.can_speak(o) for o in patients(verb)):
        return False
    is_aside = verb.dep_ in {"advcl", "acl"} and verb.tag_ == "VBG"
    as_saying = any(c.dep_ == "prep" and reading.knows(c.lower_, "quoted_as") for c in verb.children)
    return is_aside or as_saying


def _cited(reading: Reading, verb: Token) -> Iterator[Statement]:
    """What is given to a source that another cites ("The agency reported that S, citing N"): S, through the agency."""
    reporter = verb.head
    is_before = reporter.i > verb.i
    if verb.dep_ == "acl" and reporter.pos_ not in {"VERB", "AUX"}:  # "N, citing O, said that S"
        reporter = reporter.head
        is_before = reporter.i > verb.i
        if not is_before:
            return
    if verb.dep_ not in {"advcl", "acl"} or reporter.pos_ not in {"VERB", "AUX"}:
        return
    reported = next((s for s in _of_verb(reading, reporter) if s.parts), None)
    if is_before and reported is None:
        return
    own = {t.i for t in verb.subtree}
    parts = reported.parts if reported else ranges(reading, {t.i for t in reporter.subtree} - own)
    if parts:
        yield Statement(
            cue=verb,
            cue_tokens=cue_tokens(verb),
            sources=[source for source in patients(verb) if reading.can_speak(source)],
            parts=[part for part in parts if not _overlaps(reading, part, own)],
            stance="asserts",
            through=next(iter(reported.sources), None) if reported else None,
            clause=reported.clause if reported else reporter,
        )


def _overlaps(reading: Reading, part: Range, tokens: set[int]) -> bool:
    doc = reading.parsed.doc
    first, last = doc[min(tokens)], doc[max(tokens)]
    return part[0] < last.idx + len(last) and first.idx < part[1]


def _fits(reading: Reading, cue: Cue, sources: list[Token]) -> bool:
    """False for the thoughts of a first person, and for things that only in a figure of speech say something."""
    if cue.is_thought and all(reading.knows(source.lower_, "first_persons") for source in sources):
        return False
    return not cue.is_figurative or any(reading.can_speak(source) for source in sources)


def _is_remark(reading: Reading, verb: Token) -> bool:
    """True for the narrator's remark on what was told ("..., underscoring the danger")."""
    return (
        verb.dep_ == "advcl"
        and reading.knows(verb.lemma_.lower(), "showing")
        and verb.head.lemma_.lower() not in reading.cues.verbs
    )


def _speakers(reading: Reading, verb: Token) -> tuple[list[Token], Token | None]:
    """Who says it, and through whom it came ("N quoted him as saying").

    A reporting verb that the parser joined to the clause of another ("said it was calm but warned") has that one's.
    """
    quoting = verb.head.head if verb.dep_ == "pcomp" and reading.knows(verb.head.lower_, "quoted_as") else None
    if quoting is not None and reading.knows(quoting.lemma_.lower(), "citing"):
        return patients(quoting), next(iter(agents(quoting)), None)
    found = [one for agent in agents(verb) for one in _governed(reading, agent)]
    subjects = [c for c in verb.lefts if c.dep_ in SUBJECT]
    if len(subjects) > 1:
        found = conjuncts(subjects[-1])
    first = first_conjunct(verb)
    is_joined = first.i != verb.i and first.dep_ == "ccomp" and not any(c.dep_ in SUBJECT for c in verb.children)
    reporter = first.head
    is_reporting = reporter.lemma_.lower() in reading.cues.verbs and reporter.tag_ == verb.tag_
    if is_joined and is_reporting and (verb.tag_ != first.tag_ or not any(reading.can_speak(s) for s in found)):
        return agents(reporter), None
    return found, None


def _governed(reading: Reading, source: Token) -> list[Token]:
    """The states themselves for "the governments of N and N"; else the source."""
    states = obliques(source, reading.cues.words["possessors"])
    is_several = reading.knows(source.lower_, "governments") and len(states) > 1
    return states if is_several and all(s.pos_ == "PROPN" for s in states) else [source]


def _cues_of(reading: Reading, verb: Token) -> list[Cue]:
    particles = {child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod", "prep"}}
    cues = reading.cues.verbs.get(verb.lemma_.lower(), ())
    return [cue for cue in cues if cue.particle is None or cue.particle in particles]


def is_unsaid(reading: Reading, verb: Token) -> bool:
    """True where the text says that something was not said, or does not say that it was."""
    is_denied = is_negated(verb) and not all(c.i > verb.i + 1 for c in verb.children if c.dep_ == "neg")
    if is_denied or _is_unvoiced(reading, verb):
        return True
    beside = verb.doc[max(0, verb.i - 1) : verb.i + 2]
    is_barely_said = any(reading.knows(t.lower_, "barely") for t in beside)
    for child in verb.children:
        if child.dep_ == "aux" and reading.knows(child.lower_, "hypothetical", "will") and not is_barely_said:
            return True
        if child.dep_ == "mark" and reading.knows(child.lower_, "conditional_marks"):
            return True
    if not is_infinitive(reading, verb):
        return False
    if verb.dep_ == "xcomp":
        return not reading.knows(verb.head.lemma_.lower(), "implicatives") or is_negated(verb.head)
    return verb.dep_ != "advcl" or is_negated(verb.head)


def _is_unvoiced(reading: Reading, verb: Token) -> bool:
    """True for "asked whether S, N declined": N was asked; for "denied having said"; and in headings without a verb."""
    if verb.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in verb.children):
        governing = reading.cues.verbs.get(verb.head.lemma_.lower(), ()) if verb.dep_ == "xcomp" else ()
        return any(cue.stance == "denies" for cue in governing)
    if verb.tag_ != "VBN" or any(c.dep_ in {"aux", "auxpass"} or c.dep_ in SUBJECT for c in verb.children):
        return False
    if verb.dep_ == "advcl":
        return True
    return verb.dep_ in {"acl", "ROOT"} and not is_finite(verb.sent)


def cue_tokens(verb: Token) -> Range:
    """Token range of a reporting verb with its auxiliaries and particle."""
    tokens = {verb.i} | {child.i for child in verb.children if child.dep_ in {"aux", "auxpass", "prt"}}
    start = end = verb.i
    while start - 1 in tokens:
        start -= 1
    while end + 1 in tokens:
        end += 1
    return start, end + 1
