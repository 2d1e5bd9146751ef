"""A statement on its way to a claim, and what reading one needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Rows, Stance
from onrecord.read.claim_cues import Cues
from onrecord.read.quotes import Quotation
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[int, int]
"""Characters [start, end) of the view, or tokens [start, end)."""

_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_SPEAKING_LISTS = ("documents", "anonymous_people", "anonymous_things", "office_holders", "speakers")


@dataclass(slots=True)
class Statement:
    """A draft of a claim.

    Attributes:
        cue: The reporting word; None where a quotation has none.
        cue_tokens: Indices [start, end) of the tokens of the cue.
        sources: Heads of the phrases that name who says it; empty where nobody is named.
        parts: Content, in ranges of the view, in order.
        stance: What the cue tells.
        takes_quote: The cue can govern a quotation.
        is_anonymous: Given to nobody in particular ("reportedly").
        through: Head of the phrase that names the body through which it came.
        clause: Head of the clause stated, where there is one.
        source_tokens: Indices of the tokens of the only source, where order and not syntax tells them.
        quoted: Quotations that the cue governs, in ranges of the view.
        is_unmarked: Speech in a paragraph of its own, without marks.
    """

    cue: Token | None
    cue_tokens: Range | None
    sources: list[Token]
    parts: list[Range]
    stance: Stance
    takes_quote: bool = False
    is_anonymous: bool = False
    through: Token | None = None
    clause: Token | None = None
    source_tokens: Range | None = None
    quoted: list[Range] = field(default_factory=list)
    is_unmarked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document with what is known when its claims are read: mentions, reporting words, quotations."""

    parsed: Parsed
    rows: Rows
    cues: Cues
    quotations: tuple[Quotation, ...]
    namers: frozenset[int]
    """Indices of the heads of mentions of actors and persons."""

    def knows(self, word: str, *lists: str) -> bool:
        """True where a word stands in one of the named word lists."""
        return any(word in self.cues.words[name] for name in lists)

    def can_speak(self, noun: Token) -> bool:
        """True for words that may name a person, a body or a document; not for things ("the footage", "it")."""
        if noun.i in self.namers or noun.pos_ == "PROPN" or noun.ent_type_ in _SPEAKING_ENTITIES:
            return True
        if noun.pos_ == "PRON":
            return self.knows(noun.lower_, "personal_pronouns", "anonymous_pronouns")
        return self.knows(noun.lemma_.lower(), *_SPEAKING_LISTS)
