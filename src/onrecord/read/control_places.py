"""The place that a statement of control is about: a name, a site ("the hills behind it"), "it" for the one before.

Goes in: the noun that a verb of control governs; comes out: mentions of places. Method: the mention of a place that the
noun heads, or is led to ("parts of the town", "the capital, N"); an unknown name that words beside it, or a preposition
elsewhere in the report, tell to be a place; a noun of the vocabulary that names ground which forces hold, as a place of
its own; a pronoun right after another statement of control as that one's place. New mentions are added to the rows.

Known errors: a name that nothing tells to be a place is passed over. Vocabulary: control.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from onrecord.model import Clue, Mention, Rows, identify
from onrecord.read.phrases import noun_phrase
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_READER = "control 2"
_DEEPEST = 4
_PLACES = frozenset({"place"})
_NEAR = 2
"""Sentences over which "it" may stand for the place that was taken or lost before."""
OF_ITS_OWN = "site"
"""`Clue.office` of a mention by a common noun that names a place of its own."""


class ControlPlaces:
    """Places of one document's statements of control, asked for by token."""

    def __init__(self, parsed: Parsed, rows: Rows, words: Mapping[str, Any]) -> None:
        self._parsed, self._rows, self._words = parsed, rows, words
        self._last: tuple[int, Mention] | None = None
        self._located: frozenset[str] | None = None
        # the name in "the port of N" hangs on the noun of its kind: found here by its own last word
        named = [m for m in rows.mentions if m.kind == "place" and m.form == "name"]
        self._named = {parsed.tokens(m.start, m.end).end - 1: m for m in named}

    def remember(self, cue: Token, place: Mention) -> None:
        """Keep the place of a statement of control, for "it" after it."""
        self._last = (cue.i, place)

    def of(self, tokens: Iterable[Token], *, sites: bool) -> list[Mention]:
        """Places that nouns name, or lead to.

        Args:
            tokens: The nouns.
            sites: Whether common nouns ("the bridge") may name a place too.
        """
        found: dict[str, Mention] = {}
        for token in self._widened(tokens):
            mentions = self._at(token, _DEEPEST, sites=sites)
            if not mentions and found and self._may_be_place(token) and clauses.first_conjunct(token).i != token.i:
                mentions = [self._made(token, "name")]  # "left N and *N*"
            for mention in mentions:
                found.setdefault(mention.id, mention)
        return list(found.values())

    def _widened(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """The nouns; where a relative pronoun stands for the last of a coordination, all of it."""
        for token in tokens:
            noun = clauses.antecedent(token)
            yield from (c for c in noun.children if c.dep_ == "nmod" and any(x.dep_ == "cc" for x in c.children))
            if noun.i != token.i and noun.dep_ == "conj":
                yield from clauses.conjuncts(clauses.first_conjunct(noun))
            else:
                yield noun

    def _may_be_place(self, token: Token) -> bool:
        """True for a name that nothing but the label of a person is against."""
        actor = self._rows.mention_at_head(token.i)
        is_free = actor is None or (actor.kind == "person" and self._rows.clues[actor.id].office is None)
        return token.pos_ == "PROPN" and is_free and (actor is None or self._rows.clues[actor.id].known_as is None)

    def _at(self, token: Token, depth: int, *, sites: bool) -> list[Mention]:
        own = self._rows.mention_at_head(token.i, _PLACES) or self._named.get(token.i)
        if own is not None and own.form == "name":
            return [own]
        if token.lower_ in self._words["pronouns"]:
            return self._before(token)
        named = self._named_before(token) or (self._named_beside(token, depth) if depth else [])
        if named:
            return named
        if own is not None:
            return [own]
        if token.pos_ == "PROPN" and self._is_located(token):
            return [self._made(token, "name")]
        return [self._made(token, "nominal")] if sites and self._is_site(token) else []

    def _named_before(self, token: Token) -> list[Mention]:
        """Of "the *Hill* district of the town" the name before the noun for its kind."""
        if not self._is_kind(token):
            return []
        before = [self._rows.mention_at_head(c.i, _PLACES) for c in token.children if c.dep_ in {"compound", "nmod"}]
        return [m for m in before if m is not None and m.form == "name"][-1:]

    def _named_beside(self, token: Token, depth: int) -> list[Mention]:
        """Places that a noun leads to: after "of", or in apposition to it."""
        words = self._words
        found: list[Mention] = []
        is_area = {token.lemma_.lower(), token.lower_} & words["areas"] or token.pos_ == "NUM"
        if is_area:
            for one in [*clauses.obliques(token, words["of"]), *clauses.obliques(token, words["within"])]:
                inner = self._at(one, depth - 1, sites=True)
                if not inner and one.pos_ == "PROPN" and self._is_kind(token):
                    inner = [self._made(one, "name")]  # "the oil town of *N*"
                found += inner
        for child in token.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                own = self._rows.mention_at_head(child.i, _PLACES) or self._named.get(child.i)
                if own is not None or self._is_kind(token):
                    found.append(own if own is not None else self._made(child, "name"))
        return found

    def _is_kind(self, token: Token) -> bool:
        """True for a noun for a kind of place ("the town of", "the capital,")."""
        return bool({token.lemma_.lower(), token.lower_} & self._words["kinds_of_place"])

    def _is_site(self, token: Token) -> bool:
        if token.pos_ not in {"NOUN", "PROPN"}:
            return False
        words, forms = self._words, {token.lemma_.lower(), token.lower_}
        if forms & words["directional_sites"]:
            return any(child.lower_ in words["directions"] for child in token.children if child.i < token.i)
        return bool(forms & words["sites"])

    def _is_located(self, token: Token) -> bool:
        """True for a name that a preposition of place stands before somewhere in the report."""
        if token.lower_ in self._words["pronouns"]:
            return False
        if self._is_told_kind(token):
            return self._may_be_place(token)
        if self._located is None:
            before = self._words["locative"]
            self._located = frozenset(
                t.text for t in self._parsed.doc
                if t.dep_ == "pobj" and t.pos_ == "PROPN" and t.head.lower_ in before and t.left_edge.i == t.head.i + 1
                and t.left_edge.tag_ != "DT"
            )  # fmt: skip
        return token.text in self._located and self._may_be_place(token)

    def _is_told_kind(self, token: Token) -> bool:
        """True for a name after a noun for a kind of place, or described by one ("the villages of N", "N, a town")."""
        if token.dep_ == "pobj" and token.head.lower_ in self._words["of"] and self._is_kind(token.head.head):
            return True
        return any(child.dep_ == "appos" and self._is_kind(child) for child in token.children)

    def _before(self, token: Token) -> list[Mention]:
        """The place of the statement of control just before a pronoun."""
        if self._last is None or self._last[0] >= token.i:
            return []
        between = self._parsed.doc[self._last[0] : token.i]
        if sum(t.is_sent_start is True for t in between) >= _NEAR:
            return []
        return [self._last[1]]

    def _made(self, token: Token, form: str) -> Mention:
        start, end = noun_phrase(token, self._words["site_complements"] if form == "nominal" else ())
        if form == "name":
            while self._parsed.doc[start].tag_ == "DT" and start < token.i:
                start += 1
        span = self._parsed.span(start, end)
        name = identify("mn", self._parsed.document.id, span.start, span.end, "place")
        known = next((m for m in self._rows.mentions if m.id == name), None)
        if known is not None:
            return known
        made = Mention(
            id=name, document=self._parsed.document.id, reader=_READER, start=span.start, end=span.end, text=span.text,
            kind="place", form="name" if form == "name" else "nominal",
        )  # fmt: skip
        self._rows.mentions.append(made)
        self._rows.clues[name] = Clue(head=token.i, office=OF_ITS_OWN if form == "nominal" else None)
        return made
