"""Whether a statement lays harm at somebody's door.

In: a statement's words as parsed, its source, and the mentions found. Out: yes or no. Harm is laid at a door where the
words name who did it, apart from unknown hands and from the source's own side: "army units laid mines", "shot by the
police", "an attack by the Marsh Front", "died at the hands of the militia"; and where people tell that they were
tortured or beaten, by whomever held them. Fighters killed by their enemy in combat are no accusation.

Known errors: an accusation told by what was done alone ("the market was shelled from the ridge").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.read.statement import Reading, Statement
from onrecord.syntax.clauses import agents, is_negated, is_passive, obliques, patients

if TYPE_CHECKING:
    from spacy.tokens import Token


def accuses(reading: Reading, statement: Statement) -> bool:
    """True for a statement that says who did harm."""
    for token in _words_of(reading, statement):
        if token.pos_ in {"VERB", "AUX"}:
            if _is_blamed_deed(reading, statement, token):
                return True
        elif token.pos_ == "NOUN" and _is_blamed_noun(reading, statement, token):
            return True
    return False


def _words_of(reading: Reading, statement: Statement) -> Iterator[Token]:
    for start, end in statement.parts:
        yield from reading.parsed.doc.char_span(start, end, alignment_mode="contract") or ()


def _is_blamed_deed(reading: Reading, statement: Statement, verb: Token) -> bool:
    words, lemma = reading.cues.words, verb.lemma_.lower()
    is_harmful = lemma in words["harmful"] or _is_breach(reading, verb)
    if not is_harmful and (lemma not in words["violent"] or lemma in words["lawful"]):
        return False
    if _is_sequel(reading, verb) or any(
        child.dep_ in {"prt", "advmod"} and reading.knows(child.lower_, "repelling") for child in verb.children
    ):
        return False
    modals = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if is_negated(verb) or modals & (
        words["will"] | words["ought"] | words["hypothetical"] | words["infinitive_marks"]
    ):
        return False
    doers = agents(verb)
    if not doers:
        return lemma in words["suffered"] and is_passive(verb) and not _all_armed(reading, patients(verb))
    if is_own_act(reading, statement, verb) or _all_armed(reading, patients(verb)):
        return False
    return any(_is_side_apart(reading, statement, doer) for doer in doers)


def _is_breach(reading: Reading, verb: Token) -> bool:
    """True for breaking a truce or a law."""
    if not reading.knows(verb.lemma_.lower(), "breaching"):
        return False
    return any(reading.knows(thing.lemma_.lower(), "breached") for thing in patients(verb))


def _is_sequel(reading: Reading, verb: Token) -> bool:
    """True for what came before or after what is stated ("... before he was shot by a guard")."""
    return verb.dep_ == "advcl" and any(
        child.dep_ == "mark" and reading.knows(child.lower_, "sequels") for child in verb.children
    )


def _is_blamed_noun(reading: Reading, statement: Statement, noun: Token) -> bool:
    """True for "an attack by N", "at the hands of N" and "in breach of the truce"."""
    words, lemma = reading.cues.words, noun.lemma_.lower()
    if lemma in words["breaches"] and not is_negated(noun.head):
        broken = obliques(noun, words["possessors"])
        return any(reading.knows(thing.lemma_.lower(), "breached", "expletives") for thing in broken)
    if lemma in words["hands"] and noun.head.lower_ in words["hand_prepositions"]:
        return any(_is_side_apart(reading, statement, doer) for doer in obliques(noun, words["possessors"]))
    if lemma not in words["violence"]:
        return False
    return any(_is_side_apart(reading, statement, doer) for doer in obliques(noun, words["done_by"]))


def _all_armed(reading: Reading, victims: Sequence[Token]) -> bool:
    """True where only fighters were harmed, as in combat."""
    return bool(victims) and all(reading.knows(victim.lemma_.lower(), "armed") for victim in victims)


def _is_side_apart(reading: Reading, statement: Statement, doer: Token) -> bool:
    """True for people or a body told apart, not for unknown hands nor the source's own side."""
    if doer.lemma_.lower() in reading.cues.words["unknown_doers"] or doer.pos_ not in {"NOUN", "PROPN"}:
        return False
    if any(child.dep_ == "poss" and child.pos_ == "PRON" for child in doer.children):
        return False
    own = {reading.rows.mention_at_head(source.i) for source in statement.sources} - {None}
    own_words = {source.lemma_.lower() for source in statement.sources}
    is_side = doer.i in reading.namers or reading.knows(
        doer.lemma_.lower(), "doers", "armed", "office_holders", "speakers", "anonymous_people"
    )
    return is_side and reading.rows.mention_at_head(doer.i) not in own and doer.lemma_.lower() not in own_words


def is_own_act(reading: Reading, statement: Statement, clause: Token) -> bool:
    """True where the subject of a clause is the source itself or what it calls its own."""
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return False
    owner = next((c for c in subject.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
    word = owner if owner is not None else subject
    first_persons = reading.cues.words["first_persons"]
    if word.lower_ in first_persons or (owner is not None and reading.knows(word.lower_, "first_owners")):
        return True
    if word.pos_ != "PRON" or not reading.knows(word.lower_, "agreeing_pronouns" if owner is None else "owners"):
        return False
    return any(_agrees(reading, word, source) for source in statement.sources)


def _agrees(reading: Reading, pronoun: Token, source: Token) -> bool:
    mention = reading.rows.mention_at_head(source.i, ("actor", "person"))
    is_person = source.ent_type_ == "PERSON" or (mention is not None and mention.kind == "person")
    if source.pos_ == "PRON":
        is_person = not reading.knows(source.lower_, "expletives")
    if is_person == reading.knows(pronoun.lower_, "expletives", "thing_owners"):
        return False
    return pronoun.morph.get("Number", []) == source.morph.get("Number", [])
