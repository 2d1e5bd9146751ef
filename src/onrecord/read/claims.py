"""Claims: who says so, who confirms it, who denies it.

In: a parsed document and the mentions found in it. Out: `onrecord.model.Claim` rows, one for each source of a
statement. Finds direct, indirect and mixed quotation before, after and around its reporting words; "according to";
passives; statements carried by nouns; hearsay ("reportedly", "is said to"); a statement that came through an outlet;
speech over several paragraphs. Does not find the narrator's own statements (whatever no claim holds is the narrator's)
and what is implied without a reporting word.

Known errors: sources and contents that the parser attaches wrongly; speakers that only a paragraph's sense tells.
Vocabulary: `claim_cues`. Reference for the task: Newell, Margolin and Ruths, "An Attribution Relations Corpus for
Political News", LREC 2018.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.model import Claim, Quotation, Rows, Source, Span, identify
from onrecord.read import quotes, speech
from onrecord.read.addresses import addresses
from onrecord.read.claim_cues import load_cues
from onrecord.read.interviews import spoken_turns
from onrecord.read.sources import mention_of, source_of
from onrecord.read.stances import stance_of
from onrecord.read.statement import Range, Reading, Statement
from onrecord.read.statements import find_statements
from onrecord.read.utterances import one_by_one
from onrecord.syntax import Parsed
from onrecord.syntax.clauses import obliques, patients

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "claims 1"


def find_claims(parsed: Parsed, rows: Rows) -> list[Claim]:
    """Claims of a document, in the order of their contents. `source.actor` and `via` are mention ids."""
    cues = load_cues(parsed.language)
    quotations = quotes.find_quotations(parsed)
    namers = frozenset(
        rows.clues[m.id].head for m in rows.mentions if m.kind in {"actor", "person"} and m.id in rows.clues
    )
    reading = Reading(parsed=parsed, rows=rows, cues=cues, quotations=tuple(quotations), namers=namers)
    drafts = find_statements(reading)
    statements = speech.join_quotations(reading, drafts)
    spoken = [*addresses(reading, drafts), *spoken_turns(reading)]
    statements = [*(s for s in statements if not _is_within(s, spoken)), *spoken]
    found: dict[str, Claim] = {}
    for statement in one_by_one(reading, statements):
        for claim in _claims_of(reading, statement):
            found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda c: (c.content.start, c.content.end, c.cue.start if c.cue else -1))


def _is_within(statement: Statement, spoken: Sequence[Statement]) -> bool:
    """True for what the speaker of a paragraph says of themself."""
    cue = statement.cue
    return cue is not None and any(start <= cue.idx < end for speech_ in spoken for start, end in speech_.parts)


def _claims_of(reading: Reading, statement: Statement) -> list[Claim]:
    parsed, rows = reading.parsed, reading.rows
    content = parsed.span_at(statement.parts[0][0], statement.parts[-1][1])
    if not content.text.strip():
        return []  # empty quotation marks say nothing
    parts = tuple(parsed.span_at(*part) for part in statement.parts) if len(statement.parts) > 1 else ()
    cue = parsed.span(*statement.cue_tokens) if statement.cue_tokens else None
    sources = [source_of(reading, statement, head) for head in statement.sources]
    if statement.is_anonymous:
        sources = [Source(kind="anonymous")]
    stance = stance_of(reading, statement, statement.clause)
    quotation = "direct" if statement.is_unmarked else _quotation(statement.parts, reading.quotations)
    via = _via(rows, statement)
    return [
        Claim(
            id=identify("cl", parsed.document.id, content.start, content.end, source.start, source.end, _start(cue)),
            document=parsed.document.id,
            reader=READER,
            source=source,
            content=content,
            stance=stance,
            quotation=quotation,
            cue=cue,
            via=via,
            fragments=parts,
        )
        for source in sources
    ]


def _start(cue: Span | None) -> int | None:
    return cue.start if cue else None


def _quotation(parts: list[Range], quotations: Sequence[quotes.Quotation]) -> Quotation:
    """How much of the content stands in marks: all (direct), some (mixed), none (indirect)."""
    touched = [q for q in quotations if any(q.inner_start < end and start < q.inner_end for start, end in parts)]
    if not touched:
        return "indirect"
    if all(any(q.start <= start and end <= q.end for q in touched) for start, end in parts):
        return "direct"
    return "mixed"


def _via(rows: Rows, statement: Statement) -> str | None:
    """The outlet that somebody spoke to, or through which the statement came."""
    if statement.through is not None:
        phrase = statement.through
        mention = mention_of(rows, phrase, phrase.left_edge.i, phrase.right_edge.i + 1)
        return mention.id if mention else None
    if statement.cue is None or statement.cue.pos_ != "VERB":
        return None
    for addressee in _addressees(statement.cue):
        mention = rows.mention_at_head(addressee.i, ("actor",))
        if mention is not None and mention.form == "name" and rows.clues[mention.id].actor_kind == "media":
            return mention.id
    return None


def _addressees(verb: Token) -> list[Token]:
    prepositions = [c for c in verb.children if c.dep_ in {"prep", "dative"}]
    deeper = [o for p in prepositions for o in obliques(verb, [p.lower_])]
    nested = [o for noun in deeper for c in noun.children if c.dep_ == "prep" for o in obliques(noun, [c.lower_])]
    direct = [c for c in verb.children if c.dep_ in {"dobj", "dative", "iobj"}]
    return [*patients(verb), *direct, *deeper, *nested]
