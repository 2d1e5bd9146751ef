"""How a source stands to what it says, where the reporting word alone does not tell.

"said" may deny ("said it had no part in"), demand ("said the siege must end"), predict ("said it would fall") or
promise ("said we will fight on"): the clause that is stated decides. Reporting words with a stance of their own keep
it. "said" accuses where the clause lays a crime (not a mere act of war) at somebody's door.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.model import Stance
from onrecord.read.statement import Reading, Statement
from onrecord.syntax.clauses import agents, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token


def stance_of(reading: Reading, statement: Statement, clause: Token | None) -> Stance:
    """Stance of a statement.

    Args:
        reading: The document and the word lists.
        statement: The statement; its own stance is that of the reporting word.
        clause: Head of the clause stated, if known.
    """
    if any(is_doubtful(reading, source) for source in statement.sources):
        return "reports_unconfirmed"
    if statement.stance == "asserts" and _is_called_untrue(reading, statement):
        return "denies"
    clause = clause if clause is not None else _clause_quoted(reading, statement)
    if statement.stance != "asserts" or clause is None:
        return statement.stance
    return _by_clause(reading, statement, clause) or statement.stance


def _clause_quoted(reading: Reading, statement: Statement) -> Token | None:
    """Main verb of a quotation of one sentence, which nothing governs."""
    found = reading.parsed.doc.char_span(*statement.parts[0], alignment_mode="contract") if statement.parts else None
    if found is None or len(statement.parts) > 1 or found[0].sent.start != found[-1].sent.start:
        return None
    return found.root if found.root.pos_ in {"VERB", "AUX"} else None


def _by_clause(reading: Reading, statement: Statement, clause: Token) -> Stance | None:
    words = reading.cues.words
    is_own = _is_own_act(reading, statement, clause)
    lemma = clause.lemma_.lower()
    if _denies(reading, clause):
        return "denies"
    modals = {child.lower_ for child in clause.children if child.dep_ == "aux"}
    if modals & words["ought"]:
        return "demands"
    if modals & words["will"] and not _is_conditional(reading, clause):
        return "promises" if is_own and lemma not in words["states"] else "predicts"
    if any(_accuses(reading, statement, verb) for verb in (*_told_of(clause), *clause.conjuncts)):
        return "accuses"
    return None


def _told_of(clause: Token) -> Iterator[Token]:
    """The verb that tells the deed: of "it was the army which broke the truce", the one of the relative clause."""
    yield clause
    for child in clause.children:
        if child.dep_ == "attr":
            yield from (verb for verb in child.children if verb.dep_ == "relcl")
        elif child.dep_ == "relcl":
            yield child


def _accuses(reading: Reading, statement: Statement, verb: Token) -> bool:
    words = reading.cues.words
    if is_negated(verb) or _is_own_act(reading, statement, verb) or not agents(verb):
        return False
    lemma = verb.lemma_.lower()
    return lemma in words["harmful"] or (lemma in words["violent"] and _is_laid_at_a_door(reading, statement, verb))


def _is_laid_at_a_door(reading: Reading, statement: Statement, clause: Token) -> bool:
    """True where whoever did it is told as one side, not as unknown hands, nor as the source's own."""
    own = {reading.rows.mention_at_head(source.i) for source in statement.sources}
    return any(
        agent.i in reading.namers
        and agent.lemma_.lower() not in reading.cues.words["unknown_doers"]
        and reading.rows.mention_at_head(agent.i) not in own
        and not any(c.dep_ == "poss" and c.pos_ == "PRON" for c in agent.children)
        for agent in agents(clause)
    )


def is_doubtful(reading: Reading, noun: Token) -> bool:
    """True for "unconfirmed reports" and their like."""
    return any(c.dep_ in {"amod", "compound"} and c.lower_ in reading.cues.words["unconfirmed"] for c in noun.children)


def _is_called_untrue(reading: Reading, statement: Statement) -> bool:
    """True for "called the report *a fabrication*", "described it as *baseless*"."""
    cue = statement.cue
    if cue is None or cue.pos_ != "VERB":
        return False
    return any(
        token.lemma_.lower() in reading.cues.words["untrue"]
        for child in cue.children
        if child.i > cue.i
        and (child.dep_ in {"oprd", "ccomp", "xcomp", "advcl"} or reading.knows(child.lower_, "as_marks"))
        for token in (child, *child.children)
        if not any(c.dep_ == "nsubj" and c.i > cue.i and token is not child for c in token.children)
    ) and not any(child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX"} for child in cue.children)


def _denies(reading: Reading, clause: Token) -> bool:
    words, lemma = reading.cues.words, clause.lemma_.lower()
    if (lemma in words["involved"] and is_negated(clause)) or _is_act_disowned(reading, clause):
        return True
    if lemma in words["believing"] and is_negated(clause):
        believed = [child for child in clause.children if child.dep_ == "ccomp"]
        return any(verb.lemma_.lower() in words["violent"] | words["involved"] for verb in believed)
    for child in clause.children:
        if child.dep_ in {"acomp", "attr", "oprd"} and child.lemma_.lower() in words["involved"]:
            return is_negated(clause)
        if child.dep_ in {"acomp", "attr", "oprd"} and child.lemma_.lower() in words["untrue"]:
            return not is_negated(clause)
        if child.dep_ in {"dobj", "attr"} and child.lemma_.lower() in words["involvement"]:
            return is_negated(clause) or any(c.dep_ == "det" and c.lower_ in words["none"] for c in child.children)
    return False


def _is_act_disowned(reading: Reading, clause: Token) -> bool:
    """True for an act that is said not to have been done ("no shells were fired", "had sent nothing to the rebels").

    That nobody was hurt disowns nothing, unless the one who did not hurt them is told.
    """
    words, lemma = reading.cues.words, clause.lemma_.lower()
    if clause.tag_ not in {"VBD", "VBN"} or not words["ought"].isdisjoint(c.lower_ for c in clause.children):
        return False
    sides = [child for child in clause.children if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}]
    has_none = any(c.dep_ in {"det", "preconj", "cc"} and c.lower_ in words["none"] for s in sides for c in s.children)
    has_none = has_none or any(side.lower_ in words["nothing"] and side.dep_ in {"dobj", "attr"} for side in sides)
    if not has_none and not is_negated(clause):
        return False
    if lemma in words["harmed"]:
        return bool(agents(clause)) and lemma in words["violent"] and not has_none
    return lemma in words["violent"] or lemma in words["given_out"]


def _is_conditional(reading: Reading, clause: Token) -> bool:
    return any(child.dep_ == "aux" and reading.knows(child.lower_, "perfect") for child in clause.children)


def _is_own_act(reading: Reading, statement: Statement, clause: Token) -> bool:
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if subject.lower_ in reading.cues.words["first_persons"]:
        return True
    return (
        subject.pos_ == "PRON"
        and subject.lower_ in reading.cues.words["agreeing_pronouns"]
        and any(_agrees(reading, subject, source) for source in statement.sources)
    )


def _agrees(reading: Reading, pronoun: Token, source: Token) -> bool:
    mention = reading.rows.mention_at_head(source.i, ("actor", "person"))
    is_person = source.ent_type_ == "PERSON" or (mention is not None and mention.kind == "person")
    if is_person == reading.knows(pronoun.lower_, "expletives"):
        return False
    return pronoun.morph.get("Number", []) == source.morph.get("Number", [])
