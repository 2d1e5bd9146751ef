"""Offices that a sentence gives to a person, apart from the name: "N is the leader of the Front", "was appointed head".

Goes in: a noun for an office; comes out: the relation of the person to the body. Method: the person is the subject that
the noun is said of, or whom a verb of appointing makes it; the body follows the noun or owns it. What the office tells
is as for offices beside a name (`offices`). Does not find: offices told over two sentences. Vocabulary: offices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord.model import Mention, Relation, RelationKind
from onrecord.read.parties import OWNERS
from onrecord.read.phrases import noun_phrase
from onrecord.read.relation_making import Maker
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Callable[[list["Token"], "Token", Mention], RelationKind | None]
"""What the office in some tokens, ending with one, tells of its body."""


class Posts:
    """Offices of one document's persons told by a predicate, asked for by token."""

    def __init__(self, maker: Maker, words: Mapping[str, frozenset[str]], kind: Kind) -> None:
        self._maker, self._words, self._kind = maker, words, kind
        self._parties, self._rows = maker.parties, maker.rows
        self._offices = words["leads"] | words["heads"] | words["state"] | words["local"] | words["directors"]

    def at(self, noun: Token) -> Iterator[Relation]:
        """Relations of persons to the body of an office that is said of them."""
        if noun.pos_ not in {"NOUN", "PROPN"} or noun.lower_ not in self._offices:
            return
        holders = [m for m in self._holders(noun) if m.kind == "person" and m.form != "nominal"]
        if not holders:
            return
        body = self._body(noun)
        if body is None:
            return
        start, _ = noun_phrase(noun, ())
        tokens = [t for t in noun.doc[start : noun.i + 1] if t.tag_ != "DT"]
        kind = self._kind(tokens, noun, body)
        for holder in holders if kind is not None else ():
            if holder.id != body.id and kind is not None:
                yield from self._maker.relation(kind, holder, body, noun, self._title(tokens))

    def _title(self, tokens: list[Token]) -> str:
        start = next((i + 1 for i, t in reversed(list(enumerate(tokens[:-1]))) if t.tag_ in {"POS", "PRP$"}), 0)
        return self._maker.parsed.span(tokens[start].i, tokens[-1].i + 1).text

    def _holders(self, noun: Token) -> list[Mention]:
        """Of whom the office is said, or who is made it."""
        verb = noun.head
        if noun.dep_ == "attr":
            return self._named(clauses.agents(verb))
        if noun.dep_ == "nsubj" and verb.pos_ == "AUX":
            return self._named([child for child in verb.children if child.dep_ == "attr"])
        if noun.dep_ == "pobj" and verb.lower_ in self._words["as"]:
            verb = verb.head
        elif noun.dep_ not in {"oprd", "dobj", "appos"}:
            return []
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in self._words["appoint"]:
            return []
        whom = [token for token in clauses.patients(verb) if token.i != noun.i]
        # "appointed *N N head*": the parser takes the name for a part of the office
        whom = whom or [child for child in noun.children if child.dep_ in {"compound", "nmod"}]
        return self._named(whom)

    def _named(self, tokens: list[Token]) -> list[Mention]:
        found = [self._rows.mention_at_head(token.i, {"person"}) for token in tokens]
        return [mention for mention in found if mention is not None]

    def _body(self, noun: Token) -> Mention | None:
        after = self._parties.owners(noun, self._words["of_office"])
        after = [m for m in after if m.kind in OWNERS and (m.kind != "person" or m.form == "pronoun")]
        return max(after, key=lambda m: m.end, default=None)
