"""Whose talks a report tells of, and who mediates them: what an agreement told without its parties came out of.

Goes in: a parsed document; come out: the sides of its talks, and its mediators. Method: the two sides after "talks
between", where all talks of the report that name their sides name the same; the person whom an apposition calls the
mediator, and through whom sides negotiate. Does not find: talks of which each side is told in a sentence of its own.
Vocabulary: agreements (`talks`, `mediators`, `through`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onrecord.model import Mention, Rows
from onrecord.read.parties import ACTORS, Parties
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAIR = 2


class Talks:
    """The talks of one document."""

    def __init__(self, parsed: Parsed, rows: Rows, parties: Parties, words: Mapping[str, Any]) -> None:
        self._parsed, self._rows, self._parties, self._words = parsed, rows, parties, words
        self._told: tuple[list[Mention], list[Mention]] | None = None

    def sides(self) -> list[Mention]:
        """The two sides of the report's talks; none where it tells of none, or of several."""
        return self._found()[0]

    def mediators(self) -> list[Mention]:
        """Who mediates the report's talks."""
        return self._found()[1]

    def between(self, noun: Token) -> list[Mention]:
        """The sides that a noun of talks or of an agreement tells; of "the region of N" the region's name."""
        sides, found = clauses.obliques(noun, self._words["between"]), []
        others = self._hung_on(sides[0]) if len(sides) == 1 else []
        whole = self._rows.mention_at_head(sides[0].i, ACTORS) if others else None
        if whole is not None:
            second = self._parties.actors(others)
            first = [m for m in self._parties.actors(sides) if m.id not in {x.id for x in second}]
            return [*(first or [whole]), *second]
        for token in sides:
            own = self._parties.acting([token])
            found += own or self._parties.acting(clauses.obliques(token, self._words["by"][1:]))
        return list({m.id: m for m in found}.values())

    def _hung_on(self, side: Token) -> list[Token]:
        """Of "between the government of N and *the Front*" what the parser hung on N."""
        inner = [one for child in side.children if child.dep_ == "prep" for one in child.children]
        return [c for one in inner for c in clauses.conjuncts(one)[1:] if any(t.dep_ == "det" for t in c.children)]

    def _found(self) -> tuple[list[Mention], list[Mention]]:
        if self._told is None:
            pairs, mediators = [], []
            for token in self._parsed.doc:
                lemma = token.lemma_.lower()
                if lemma in self._words["talks"] and token.pos_ == "NOUN":
                    pair = self.between(token)
                    pairs += [pair] if len(pair) == _PAIR else []
                elif lemma in self._words["mediators"] and token.pos_ == "NOUN":
                    mediators += self._named(token)
                elif token.pos_ == "VERB" and lemma in self._words["negotiating"]:
                    through = clauses.obliques(token, self._words["through"])
                    mediators += [m for m in self._parties.actors(through) if m.kind == "person" or m.form == "name"]
            names = {frozenset(m.text.casefold() for m in pair) for pair in pairs}
            self._told = (pairs[0] if len(names) == 1 else [], list({m.id: m for m in mediators}.values()))
        return self._told

    def _named(self, noun: Token) -> list[Mention]:
        """The person called a mediator in an apposition ("the chief mediator, N", "N, the mediator")."""
        beside = [child for child in noun.children if child.dep_ == "appos"]
        beside += [noun.head] if noun.dep_ in {"appos", "compound"} else []
        return [m for m in self._parties.actors(beside) if m.form == "name"]
