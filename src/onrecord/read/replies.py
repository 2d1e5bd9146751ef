"""Statements that answer an accusation: "N says its men found the village empty", right after it was laid at N's door.

In: a document with all its claims. Out: the claims, those that give another account of what their source is accused of
made denials. An answer is a statement by somebody else in the clause or sentence right
after an accusation that speaks of the speaker's own side or is put as a reply; likewise what one adds after conceding
something ("confirmed one death but said that she had fallen").

Known errors: an answer that only sense shows to be one; a reply to some other point.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Claim, Rows
from onrecord.read.accusations import is_own_act
from onrecord.read.claim_cues import load_cues
from onrecord.read.statement import Reading, Statement
from onrecord.syntax import Parsed
from onrecord.syntax.clauses import conjuncts, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEUTRAL_KINDS = frozenset({"media", "ngo", "intergovernmental"})
_LOOKED_BACK = 4
"""Claims before one among which the accusation that it answers is looked for."""


def with_answers(parsed: Parsed, rows: Rows) -> list[Claim]:
    """The claims of a document, those that give another account of what their source is accused of made denials.

    Events and tolls told in such an account were read as claimed, and stay so: it denies what others told.
    """
    reading = Reading(parsed=parsed, rows=rows, cues=load_cues(parsed.language), quotations=(), namers=frozenset())
    told = [(_statement(parsed, claim), claim) for claim in rows.claims]
    result: list[Claim] = []
    for number, (statement, claim) in enumerate(told):
        before = told[max(0, number - _LOOKED_BACK) : number]
        is_answer = claim.stance == "asserts" and (
            _is_insisted(reading, statement)
            or _is_after_concession(reading, statement)
            or any(
                _answers(reading, statement, accusing)
                for accusing, other in before
                if other.stance == "accuses" and other.source.text != claim.source.text
            )
        )
        result.append(replace(claim, stance="denies") if is_answer else claim)
    return result


def _statement(parsed: Parsed, claim: Claim) -> Statement:
    """The words of a claim as the parser has them."""
    cue = parsed.head_of(claim.cue.start, claim.cue.end) if claim.cue is not None else None
    source = claim.source
    speaker = parsed.head_of(source.start, source.end) if source.start is not None and source.end is not None else None
    content = claim.content
    return Statement(
        cue=cue,
        cue_tokens=None,
        sources=[speaker] if speaker is not None else [],
        parts=[parsed.view_place(content.start, content.end)],
        stance=claim.stance,
        clause=parsed.head_of(content.start, content.end),
    )


def _is_insisted(reading: Reading, statement: Statement) -> bool:
    """True for "N insists that S": somebody had doubted it."""
    cue, clause = statement.cue, statement.clause
    if cue is None or clause is None or cue.pos_ != "VERB" or clause.pos_ not in {"VERB", "AUX"}:
        return False
    return reading.knows(cue.lemma_.lower(), "insisting")


def _is_after_concession(reading: Reading, statement: Statement) -> bool:
    """True for "confirmed one death but said S"."""
    cue = statement.cue
    if cue is None or cue.dep_ != "conj" or cue.pos_ != "VERB":
        return False
    conceded = cue.head
    is_contrast = any(c.dep_ == "cc" and reading.knows(c.lower_, "contrasts") for c in conceded.children)
    is_joined = any(other.i == cue.i for other in conjuncts(conceded))
    return is_contrast and is_joined and reading.knows(conceded.lemma_.lower(), "conceding")


def _answers(reading: Reading, statement: Statement, accusing: Statement) -> bool:
    cue, clause = statement.cue, statement.clause
    if cue is None or not statement.sources or not _is_right_after(reading, statement, accusing):
        return False
    if not all(_takes_sides(reading, source) for source in statement.sources):
        return False
    if reading.knows(cue.lemma_.lower(), "replying") or _is_contrasted(reading, statement):
        return True
    return clause is not None and (is_own_act(reading, statement, clause) or is_negated(clause))


def _is_right_after(reading: Reading, statement: Statement, accusing: Statement) -> bool:
    """True where a statement begins in the sentence of an accusation or in the next one of its paragraph."""
    doc = reading.parsed.doc
    ended = doc.char_span(*accusing.parts[-1], alignment_mode="expand")
    begun = doc.char_span(*statement.parts[0], alignment_mode="expand")
    if ended is None or begun is None or statement.cue is None:
        return False
    last = max(ended[-1].i, accusing.cue.i if accusing.cue is not None else 0)
    first = min(begun[0].i, statement.cue.i)
    if first <= last or any("\n" in token.text for token in doc[last:first]):
        return False
    return doc[first].sent.start <= doc[last].sent.end


def _takes_sides(reading: Reading, source: Token) -> bool:
    """False for witnesses, outlets and relief bodies, who tell what they know and answer for nobody."""
    if reading.knows(source.lemma_.lower(), "anonymous_people", "documents"):
        return False
    mention = reading.rows.mention_at_head(source.i, ("actor",))
    kind = (
        reading.rows.clues[mention.id].actor_kind if mention is not None and mention.id in reading.rows.clues else None
    )
    return kind not in _NEUTRAL_KINDS


def _is_contrasted(reading: Reading, statement: Statement) -> bool:
    """True for "but N said", "N, however, said", "N, for its part, said"."""
    cue = statement.cue
    if cue is None:
        return False
    opening = cue.doc[cue.sent.start] if cue.sent.start < cue.i else cue
    return reading.knows(opening.lower_, "contrasts") or any(
        child.dep_ == "advmod" and reading.knows(child.lower_, "contrasts") for child in cue.children
    )
