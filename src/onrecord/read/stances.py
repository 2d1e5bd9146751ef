"""How a source stands to what it says, where the reporting word alone does not tell.

"said" may deny ("said it had no part in"), demand ("said the siege must end"), predict ("said it would fall"),
threaten ("said it would attack") or promise ("said we will fight on"): the clause that is stated decides. Reporting
words with a stance of their own keep it, but for a warning of what the source itself will do, which threatens.
Whether "said" accuses is for `onrecord.read.accusations` to say, whether it answers for `onrecord.read.replies`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Stance
from onrecord.read.accusations import accuses, is_own_act
from onrecord.read.disowning import denies
from onrecord.read.statement import Reading, Statement
from onrecord.syntax.clauses import agents, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_FIRST_SENTENCES = 2
"""A speech's stance is told by its first sentences."""
_CALLED: dict[str, Stance] = {"untrue": "denies", "doubted": "doubts"}
"""Lists of what a source may call something, with the stance that calling it so takes."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_PERFORMED = frozenset({"demands", "denies", "promises"})


def stance_of(reading: Reading, statement: Statement, clause: Token | None) -> Stance:
    """Stance of a statement.

    Args:
        reading: The document and the word lists.
        statement: The statement; its own stance is that of the reporting word.
        clause: Head of the clause stated, if known.
    """
    clauses = [clause] if clause is not None else _clauses_quoted(reading, statement)
    stance = _by_words_of_reporting(reading, statement, clauses)
    if stance != "asserts":
        return stance
    told = (_by_clause(reading, statement, one) for one in clauses)
    found = next((stance for stance in told if stance is not None), None)
    if found is not None:
        return found
    return "accuses" if accuses(reading, statement) else "asserts"


def _by_words_of_reporting(reading: Reading, statement: Statement, clauses: list[Token]) -> Stance:
    """What the source and the reporting words tell; "asserts" where the words stated decide."""
    told = statement.stance
    if any(is_doubtful(reading, source) for source in statement.sources):
        told = "reports_unconfirmed"
    elif told == "predicts" and any(_threatens(reading, statement, one, is_warned=True) for one in clauses):
        told = "threatens"
    elif told == "accuses" and _is_condemnation_alone(reading, statement):
        told = "asserts"
    elif told == "asserts" and statement.clause is None and _is_promise_announced(reading, statement):
        told = "promises"
    elif told == "asserts":
        told = next((stance for name, stance in _CALLED.items() if _is_called(reading, statement, name)), told)
    return told


def _is_condemnation_alone(reading: Reading, statement: Statement) -> bool:
    """True for a deed condemned at nobody's address ("condemned the attack")."""
    cue = statement.cue
    if cue is None or not reading.knows(cue.lemma_.lower(), "condemning"):
        return False
    doc = reading.parsed.doc
    return not any(
        token.i in reading.namers
        for start, end in statement.parts
        for token in doc.char_span(start, end, alignment_mode="contract") or ()
    )


def _is_promise_announced(reading: Reading, statement: Statement) -> bool:
    """True for "announced a contribution of N"."""
    cue = statement.cue
    if cue is None or not reading.knows(cue.lemma_.lower(), "announcing"):
        return False
    return any(c.dep_ == "dobj" and reading.knows(c.lemma_.lower(), "promised_things") for c in cue.children)


def _clauses_quoted(reading: Reading, statement: Statement) -> list[Token]:
    """Main verbs of the first sentences of a quotation, which nothing governs."""
    if not statement.parts:
        return []
    found = reading.parsed.doc.char_span(*statement.parts[0], alignment_mode="contract")
    if found is None:
        return []
    roots = [found[max(0, s.start - found.start) : s.end - found.start].root for s in _sentences(found)]
    return [_first_told(root) for root in roots[:_FIRST_SENTENCES] if root.pos_ in {"VERB", "AUX"}]


def _sentences(words: TokenSpan) -> list[TokenSpan]:
    """Sentences that some words touch."""
    sentences = [words[0].sent]
    while sentences[-1].end < words.end:
        sentences.append(words.doc[sentences[-1].end].sent)
    return sentences


def _first_told(root: Token) -> Token:
    """The first of several clauses that the parser hung on the last of them."""
    first = next((c for c in root.lefts if c.dep_ == "ccomp" and any(s.dep_ in _SUBJECTS for s in c.children)), None)
    return root if first is None else first


def _by_clause(reading: Reading, statement: Statement, clause: Token) -> Stance | None:
    """What a clause tells by itself; None where it states how things are."""
    modals = {child.lower_ for child in clause.children if child.dep_ == "aux"}
    if denies(reading, clause):
        return "denies"
    if modals & reading.cues.words["ought"] or _is_order(statement, clause):
        return "demands"
    return _performed(reading, clause) or _of_what_is_to_come(reading, statement, clause, modals)


def _of_what_is_to_come(reading: Reading, statement: Statement, clause: Token, modals: set[str]) -> Stance | None:
    words, lemma = reading.cues.words, clause.lemma_.lower()
    if _threatens(reading, statement, clause, is_warned=False):
        return "threatens"
    if lemma in words["committed"] and any(c.dep_ == "auxpass" for c in clause.children) and not is_negated(clause):
        return "promises"
    if not modals & words["will"] or _is_conditional(reading, clause):
        return "predicts" if _is_likely(reading, statement, clause, modals) else None
    is_own = is_own_act(reading, statement, clause) and lemma not in words["states"]
    if is_own and is_negated(clause) and _is_conditioned(reading, clause):
        return "demands"
    return "promises" if is_own else "predicts"


def _performed(reading: Reading, clause: Token) -> Stance | None:
    """What is done by saying it: "we urge all sides to", "I deny that"."""
    subjects = [c for c in clause.children if c.dep_ == "nsubj"]
    if not any(reading.knows(c.lower_, "first_persons") for c in subjects) or clause.tag_ not in {"VBP", "VB"}:
        return None
    stances = {cue.stance for cue in reading.cues.verbs.get(clause.lemma_.lower(), ()) if not cue.is_thought}
    return next((s for s in sorted(stances & _PERFORMED) if not is_negated(clause)), None)


def _is_order(statement: Statement, clause: Token) -> bool:
    """True for an order in marks ("Close the doors")."""
    if clause.tag_ != "VB" or any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "expl"} for c in clause.children):
        return False
    return any(clause.idx <= start + 1 for start, _ in statement.parts) and clause.pos_ == "VERB"


def _threatens(reading: Reading, statement: Statement, clause: Token, *, is_warned: bool) -> bool:
    words, lemma = reading.cues.words, clause.lemma_.lower()
    modals = {child.lower_ for child in clause.children if child.dep_ == "aux"}
    if not modals & words["will"] or _is_conditional(reading, clause):
        return False
    if is_warned and lemma in words["paying"]:
        return True
    if is_warned and any(reading.knows(doer.lemma_.lower(), "own_bodies") for doer in agents(clause)):
        return not is_negated(clause)
    is_own = is_own_act(reading, statement, clause) or any(
        doer.lemma_.lower() in {source.lemma_.lower() for source in statement.sources} for doer in agents(clause)
    )
    return is_own and not is_negated(clause) and (is_warned or lemma in words["reprisals"])


def _is_conditioned(reading: Reading, clause: Token) -> bool:
    """True for what is held out only against something ("will not negotiate *unless* N are freed")."""
    return any(
        c.dep_ in {"mark", "prep"} and reading.knows(c.lower_, "unless_words")
        for child in clause.children
        for c in (child, *child.children)
    )


def _is_likely(reading: Reading, statement: Statement, clause: Token, modals: set[str]) -> bool:
    """True for what may come ("could mark a turn", "is expected to be charged"), not for what may have been."""
    if reading.knows(clause.lemma_.lower(), "expected") and any(c.dep_ == "auxpass" for c in clause.children):
        return any(c.dep_ == "xcomp" for c in clause.children)
    if not modals & reading.cues.words["likely_modals"] or is_own_act(reading, statement, clause):
        return False
    if _is_conditional(reading, clause) or is_negated(clause):
        return False
    return not any(reading.knows(c.lower_, "now_words") for c in clause.subtree)


def is_doubtful(reading: Reading, noun: Token) -> bool:
    """True for "unconfirmed reports" and their like."""
    return any(c.dep_ in {"amod", "compound"} and c.lower_ in reading.cues.words["unconfirmed"] for c in noun.children)


def _is_called(reading: Reading, statement: Statement, name: str) -> bool:
    """True for "called the report *a fabrication*", "described it as *baseless*", with a word of the list named."""
    cue = statement.cue
    if cue is None or cue.pos_ != "VERB":
        return False
    return any(
        (reading.knows(token.lemma_.lower(), name) or reading.knows(token.lower_, name))
        for child in cue.children
        if child.i > cue.i
        and (child.dep_ in {"oprd", "ccomp", "xcomp", "advcl"} or reading.knows(child.lower_, "as_marks"))
        for token in (child, *child.children)
        if not any(c.dep_ == "nsubj" and c.i > cue.i and token is not child for c in token.children)
    ) and not any(child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX"} for child in cue.children)


def _is_conditional(reading: Reading, clause: Token) -> bool:
    return any(child.dep_ == "aux" and reading.knows(child.lower_, "perfect") for child in clause.children)
