"""Which actor a noun stands for: its own mention, whom it describes, what it is a part of, or who owns the means.

"one of the factions" leads to the factions; "the militia" in "Ahrar, another militia, was listed" to Ahrar; "Russian
airpower" to Russia. Where nothing leads to an actor, there is none: nobody is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import Clue, Mention, Rows, Span, identify
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load
from onrecord.vocab.actors import load_actors

if TYPE_CHECKING:
    from spacy.tokens import Token

_READER = "parties 1"
ACTORS = frozenset({"actor", "person"})
OWNERS = frozenset({"actor", "person", "nationality"})
_DEEPEST = 6


@cache
def _words(language: str) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("parties", language).items()}


class Parties:
    """Actors of one parsed document, asked for by token."""

    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self._parsed = parsed
        self._rows = rows
        self._words = _words(parsed.language)

    def actors(self, tokens: Iterable[Token]) -> list[Mention]:
        """Mentions of the actors that some nouns stand for, each once, in text order of the nouns."""
        found: dict[str, Mention] = {}
        for token in self._widened(tokens):
            for mention in self._actors_at(token, _DEEPEST):
                found.setdefault(mention.id, mention)
        return list(found.values())

    def _widened(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """The nouns, and those that a coordination joins to them before a relative clause or by "along with"."""
        for token in tokens:
            yield token
            for child in token.children:
                # ", which": a relative clause after a comma is said of the whole coordination
                if (
                    child.dep_ in clauses.RELATIVE
                    and token.dep_ == "conj"
                    and token.doc[child.left_edge.i - 1].is_punct
                ):
                    first = clauses.first_conjunct(token)
                    yield from clauses.conjuncts(first)
                    yield from self._joined(first)

    def _joined(self, token: Token) -> list[Token]:
        """What "along with X" joins X to: the noun before it."""
        outer = token.head.head
        if token.dep_ != "pobj" or outer.lower_ not in self._words["alongside"]:
            return []
        before = [
            t for t in outer.doc[outer.sent.start : outer.i] if t.pos_ in {"NOUN", "PROPN"} and self._at(t, ACTORS)
        ]
        return clauses.conjuncts(clauses.first_conjunct(before[-1])) if before else []

    def before(self, verb: Token) -> list[Mention]:
        """The actor named just before a participle, over a comma at most ("the troops, backed by ...")."""
        last = verb.i - 1
        while last > verb.sent.start and verb.doc[last].is_punct:
            last -= 1
        end = self._parsed.span(last, last + 1).end
        ending = [m for m in self._rows.mentions if m.end == end and m.kind in ACTORS]
        return [max(ending, key=lambda m: m.end - m.start)] if ending else []

    def beside(self, noun: Token) -> list[Mention]:
        """The actor by name that stands before the commas around a noun's phrase, whatever the parser made of it."""
        first, last = noun.left_edge.i, noun.right_edge.i
        doc = noun.doc
        is_closed = last + 1 >= len(doc) or doc[last + 1].is_punct
        if noun.dep_ in {"conj", "nsubj", "nsubjpass", "dobj", "pobj"} or not is_closed or first < noun.sent.start + 2:
            return []
        if doc[first - 1].text != ",":
            return []
        end = self._parsed.span(first - 2, first - 1).end
        ending = [m for m in self._rows.mentions if m.end == end and m.kind == "actor" and self._is_capital(m)]
        return [max(ending, key=lambda m: m.end - m.start)] if ending else []

    def _is_capital(self, mention: Mention) -> bool:
        return mention.form == "name" or self._parsed.doc[self._rows.clues[mention.id].head].text[:1].isupper()

    def described(self, token: Token) -> list[Token]:
        """Whom a noun describes: the subject of "be", the noun it is an apposition to; itself if it describes none."""
        return self._described(token, _DEEPEST)

    def owners(self, noun: Token, prepositions: Collection[str]) -> list[Mention]:
        """Actors named by a noun's possessive, by an adjective or noun before it, or after one of the prepositions."""
        before = [child for child in noun.children if child.dep_ in {"poss", "amod", "compound", "nmod"}]
        named = [m for child in before for one in clauses.conjuncts(child) if (m := self._at(one, OWNERS)) is not None]
        named = [mention for mention in named if not self._covers(mention, noun)]
        return list({m.id: m for m in [*named, *self.actors(clauses.obliques(noun, prepositions))]}.values())

    def states(self, tokens: Iterable[Token]) -> list[Mention]:
        """States that the names of countries or capitals stand for where something is given to them."""
        found = []
        for token in tokens:
            place = self._at(token, {"place"})
            if place is None or place.form != "name":
                continue
            known = next((one for one in load_actors().lookup(place.text) if one.kind == "state"), None)
            name = identify("mn", self._parsed.document.id, "actor", place.start, place.end)
            if known is not None and name not in self._rows.clues:
                self._rows.mentions.append(replace(place, id=name, reader=_READER, kind="actor"))
                self._rows.clues[name] = Clue(
                    head=token.i, known_as=known.id, actor_kind="state", country=known.country
                )
            found += [mention for mention in self._rows.mentions if mention.id == name]
        return found

    def acting(self, tokens: Iterable[Token]) -> list[Mention]:
        """Who gives or backs; a place's name where only somebody can do so is a state ("armed by *Sorvia*")."""
        tokens = list(tokens)
        found = self.actors(tokens)
        return found or [m for token in tokens if (m := self._as_state(token)) is not None]

    def _as_state(self, token: Token) -> Mention | None:
        place = self._at(token, {"place"})
        if place is None or place.form != "name" or token.pos_ != "PROPN" or self._at(token, ACTORS) is not None:
            return None
        known = self.states([token])
        if known:
            return known[0]
        name = identify("mn", self._parsed.document.id, "actor", place.start, place.end)
        if name not in self._rows.clues:
            self._rows.mentions.append(replace(place, id=name, reader=_READER, kind="actor"))
            self._rows.clues[name] = Clue(head=token.i, actor_kind="unknown")
        return next(mention for mention in self._rows.mentions if mention.id == name)

    def quote(self, *tokens: Token | Mention | None) -> Span:
        """The shortest stretch that holds the tokens and mentions."""
        places = [
            self._parsed.view_place(one.start, one.end) if isinstance(one, Mention) else (one.idx, one.idx + len(one))
            for one in tokens
            if one is not None
        ]
        return self._parsed.span_at(min(start for start, _ in places), max(end for _, end in places))

    def _at(self, token: Token, kinds: Collection[str]) -> Mention | None:
        return self._rows.mention_at_head(token.i, kinds)

    def _covers(self, mention: Mention, token: Token) -> bool:
        start, end = self._parsed.view_place(mention.start, mention.end)
        return start <= token.idx < end

    def _actors_at(self, token: Token, depth: int) -> list[Mention]:
        if depth == 0:
            return []
        token = clauses.antecedent(token)
        own = self._at(token, ACTORS)
        if own is not None and own.form == "name":
            return [own]
        others: list[Token] = []
        if token.dep_ != "attr":
            others += [one for one in self._described(token, depth) if one.i != token.i]
        if {token.lemma_.lower(), token.lower_} & self._words["partitive"]:
            others += clauses.obliques(token, self._words["of"])
        named = [mention for one in others for mention in self._actors_at(one, depth - 1)]
        if own is not None and self._rows.clues[own.id].actor_kind == "government":
            named = [mention for mention in named if mention.kind != "person"]  # "the government of President N"
        if named or own is not None:
            return named or ([own] if own is not None else [])
        whose = next((child for child in token.children if child.tag_ == "WP$"), None)
        if whose is not None and token.lemma_.lower() in self._words["forces"]:
            return self._actors_at(clauses.antecedent(whose), depth - 1)  # "Sorvia, whose *troops* hold the bridge"
        unknown = self._unknown(token)
        if unknown is not None:
            return [unknown]
        return self.owners(token, self._words["of"]) if token.lemma_.lower() in self._words["means"] else []

    def _unknown(self, token: Token) -> Mention | None:
        """A name that nothing else knew, where it stands as a party to a relation: an actor of unknown kind."""
        if token.pos_ != "PROPN" or token.is_lower or self._rows.mention_at_head(token.i) is not None:
            return None
        start = token.i
        while (
            start > token.sent.start and token.doc[start - 1].pos_ == "PROPN" and token.doc[start - 1].head.i == token.i
        ):
            start -= 1
        if token.doc[start].lower_ in load("alignments", self._parsed.language)["not_bodies"]:
            return None  # "Operation Dawn" does nothing itself
        span = self._parsed.span(start, token.i + 1)
        if any(m.start < span.end and span.start < m.end for m in self._rows.mentions):
            return None
        name = identify("mn", self._parsed.document.id, "actor", span.start, span.end)
        mention = Mention(
            id=name, document=self._parsed.document.id, reader=_READER, start=span.start, end=span.end, text=span.text,
            kind="actor", form="name",
        )  # fmt: skip
        self._rows.mentions.append(mention)
        self._rows.clues[name] = Clue(head=token.i, actor_kind="unknown")
        return mention

    def _described(self, token: Token, depth: int) -> list[Token]:
        """The noun that a noun is said of; where there is none, or the noun is a name, the noun itself."""
        own = self._at(token, ACTORS)
        if depth < _DEEPEST and own is not None and own.form == "name":
            return [token]
        for way in (self._in_apposition, self._in_predicate, self._in_role):
            found = way(token, depth) if depth else []
            if found:
                return found
        return [token]

    def _in_apposition(self, token: Token, depth: int) -> list[Token]:
        # "the Front, the network's branch in the north, and the Brigade": no conjunction before it, so an apposition
        is_loose = token.dep_ == "conj" and not any(c.dep_ == "cc" for c in token.head.children if c.i < token.i)
        return self._described(token.head, depth - 1) if is_loose or token.dep_ == "appos" else []

    def _in_predicate(self, token: Token, depth: int) -> list[Token]:
        if token.dep_ == "attr" and token.head.lemma_ in self._words["be"]:
            return clauses.agents(token.head)
        if token.dep_ == "pobj" and token.head.lower_ in self._words["of"]:
            partitive = token.head.head
            if partitive.lower_ in self._words["partitive"] and partitive.dep_ in {"attr", "appos"}:
                return self._described(partitive, depth - 1)
        return []

    def _in_role(self, token: Token, _depth: int) -> list[Token]:
        if token.dep_ != "pobj" or token.head.lower_ not in self._words["as"] or token.head.head.pos_ != "VERB":
            return []
        verb = token.head.head
        if token.lower_ in self._words["shared"]:  # "France, as *part* of the pact, backs N"
            return clauses.agents(verb)
        return clauses.agents(verb) if verb.lemma_ in self._words["role_verbs"] else clauses.patients(verb)
