"""In which sense a word that may tell of an event is used: conditions on its subject, object, modifiers, phrases.

In: a token and the senses that the vocabulary `event_triggers` gives its lemma. Out: the kind of event, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.model import Rows
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT_CAPITALS = 4
"""Longer words in capitals may be common nouns of a text in capitals; up to this length they are taken for names."""
_NEAR = 5
_MISTAKEN = frozenset({"npadvmod", "appos", "dep"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_UNARMED = frozenset({"civilians", "community"})
"""Kinds of actors that take no part in fighting."""


def sense_of(token: Token, senses: Sequence[Mapping[str, Any]], rows: Rows, lexicon: Lexicon) -> str | None:
    """Kind of the first sense whose conditions all hold."""
    facts = _Facts(token, rows, lexicon)
    for sense in senses:
        if all(facts.holds(name, value) for name, value in sense.items() if name != "kind"):
            return str(sense["kind"])
    return None


def patients(verb: Token, rows: Rows) -> list[Token]:
    """Logical objects of a verb; where it has none, a place right after it that the parser hung elsewhere."""
    found = clauses.patients(verb)
    if found or verb.pos_ != "VERB":
        return found
    if _lacks_object(verb):
        return [verb.head]
    for token in verb.doc[verb.i + 1 : min(verb.i + _NEAR, verb.sent.end)]:
        if token.pos_ not in {"DET", "ADJ", *_NOUNS}:
            break
        if token.dep_ in _MISTAKEN and rows.mention_at_head(token.i, {"place"}) is not None:
            return [token]
    return []


def _lacks_object(verb: Token) -> bool:
    """True for a relative clause whose object is the noun before it ("the post that rebels *attacked*")."""
    children = list(verb.children)
    subjects = [child for child in children if child.dep_ in clauses.SUBJECT]
    has_own = any(subject.tag_ not in {"WDT", "WP"} for subject in subjects)
    is_site = any(child.tag_ == "WRB" for child in children) or any(
        inner.tag_ in {"WDT", "WP"} for child in children if child.dep_ == "prep" for inner in child.children
    )
    return verb.dep_ in clauses.RELATIVE and has_own and not is_site and not clauses.is_passive(verb)


def classes_of(token: Token, rows: Rows, lexicon: Lexicon) -> set[str]:
    """Classes of a noun: from its word, from the mention that it heads, from the parser's entity label."""
    name = lemma(token)
    found = {label for label, words in lexicon.classes.items() if name in words}
    if name in lexicon.measures or (token.tag_ == "CD" and token.ent_type_ != "DATE"):
        for part in clauses.obliques(token, lexicon.prepositions["patient"]):
            found |= {label for label, words in lexicon.classes.items() if lemma(part) in words}
    mention = rows.mention_at_head(token.i)
    if token.pos_ == "PRON":
        found.add("pronoun")
        return found
    if token.pos_ == "NUM" or token.like_num:
        found.add("number")
    if mention is not None:
        found |= {
            "actor": _actor_classes(mention.id, rows), "person": {"person", "actor", "name"},
            "place": {"place", "place_name"}, "weapon": {"weapon"}, "vehicle": {"vehicle"},
            "nationality": {"person", "armed"}, "money": {"money"},
        }.get(mention.kind, set())  # fmt: skip
    elif token.pos_ == "PROPN":
        unknown = set() if token.is_upper and len(token) > _SHORT_CAPITALS else {"person", "actor"}
        found |= {
            "GPE": {"place", "place_name", "actor", "armed", "country"},
            "LOC": {"place", "place_name"},
            "FAC": {"facility"},
            "PERSON": {"person", "actor", "name"}, "ORG": {"actor", "armed"}, "NORP": {"person", "armed", "actor"},
        }.get(token.ent_type_, unknown)  # fmt: skip
    if "settlement" in found:
        found.add("place")
    return found


def _actor_classes(mention: str, rows: Rows) -> set[str]:
    """Classes of an actor; people who are no organised side are not armed."""
    clue = rows.clues.get(mention)
    return {"actor", "person"} if clue is not None and clue.actor_kind in _UNARMED else {"actor", "armed"}


class _Facts:
    """What a sense's conditions ask of one token, looked up when asked."""

    def __init__(self, token: Token, rows: Rows, lexicon: Lexicon) -> None:
        self.token = token
        self.rows = rows
        self.lexicon = lexicon
        self.is_verb = token.pos_ == "VERB"

    def holds(self, name: str, value: Any) -> bool:
        if name.startswith("not_"):
            return not self.holds(name.removeprefix("not_"), value)
        return bool(getattr(self, f"_{name}")(value))

    def _any(self, tokens: Iterable[Token], wanted: Iterable[str]) -> bool:
        wanted = set(wanted)
        return any(classes_of(token, self.rows, self.lexicon) & wanted for token in tokens)

    def _object(self, wanted: Any) -> bool:
        return self._any(patients(self.token, self.rows), wanted)

    def _no_object(self, value: Any) -> bool:
        return (not patients(self.token, self.rows)) is value

    def _subject(self, wanted: Any) -> bool:
        subjects = clauses.agents(self.token) if not clauses.is_passive(self.token) else patients(self.token, self.rows)
        return self._any(subjects, wanted)

    def _subject_patient(self, wanted: Any) -> bool:
        return self._any(patients(self.token, self.rows), wanted)

    def _by(self, wanted: Any) -> bool:
        return self._any(clauses.agents(self.token), wanted)

    def _passive(self, value: Any) -> bool:
        return clauses.is_passive(self.token) is value

    def _preposition(self, wanted: Any) -> bool:
        return any(
            child.dep_ in {"prep", "prt", "agent", "dative"} and child.lower_ in wanted for child in self.token.children
        )

    def _preposition_object(self, wanted: Any) -> bool:
        objects = [
            obj for child in self.token.children if child.dep_ == "prep" for obj in child.children if obj.dep_ == "pobj"
        ]
        return self._any(objects, wanted)

    def _particle(self, wanted: Any) -> bool:
        return any(child.dep_ in {"prt", "advmod"} and child.lower_ in wanted for child in self.token.children)

    def _form(self, wanted: Any) -> bool:
        return self.token.lower_ in wanted

    def _purpose(self, wanted: Any) -> bool:
        """What it is to bring about: an infinitive after the noun ("the campaign *to retake* the port")."""
        return any(
            child.dep_ in {"acl", "relcl", "advcl", "xcomp"} and child.tag_ == "VB" and lemma(child) in wanted
            for child in self.token.children
        )

    def _duty(self, wanted: Any) -> bool:
        """What somebody is to do: a verb after a preposition ("charged with *securing* the capital")."""
        verbs = (inner for child in self.token.children if child.dep_ == "prep" for inner in child.children)
        return any(verb.dep_ == "pcomp" and lemma(verb) in wanted for verb in verbs)

    def _complement(self, wanted: Any) -> bool:
        return any(child.dep_ in {"xcomp", "ccomp"} and lemma(child) in wanted for child in self.token.children)

    def _of(self, wanted: Any) -> bool:
        return self._any(clauses.obliques(self.token, self.lexicon.prepositions["patient"]), wanted)

    def _any_of(self, value: Any) -> bool:
        return bool(clauses.obliques(self.token, self.lexicon.prepositions["patient"])) is value

    def _modifier(self, wanted: Any) -> bool:
        return any(
            child.dep_ in {"amod", "compound", "nmod", "poss", "nummod", "npadvmod"}
            and {child.lower_, lemma(child)} & set(wanted)
            for child in self.token.children
        )

    def _modifier_adverb(self, wanted: Any) -> bool:
        return any(child.dep_ == "advmod" and child.lower_ in wanted for child in self.token.children)

    def _possessor(self, value: Any) -> bool:
        return any(child.dep_ == "poss" for child in self.token.children) is value

    def _bare(self, wanted: Any) -> bool:
        """A singular without a determiner or modifier after one of some prepositions ("for demonstration")."""
        is_singular = self.token.tag_ == "NN" and self.token.dep_ == "pobj" and self.token.head.lower_ in wanted
        return is_singular and not any(
            child.dep_ in {"det", "poss", "amod", "compound"} for child in self.token.children
        )

    def _plural(self, value: Any) -> bool:
        return (self.token.tag_ in {"NNS", "NNPS"}) is value

    def _clause(self, value: Any) -> bool:
        return any(child.dep_ in {"xcomp", "ccomp"} for child in self.token.children) is value

    def _clause_that(self, value: Any) -> bool:
        return any(child.dep_ == "ccomp" for child in self.token.children) is value

    def _modal(self, value: Any) -> bool:
        return any(child.tag_ == "MD" for child in self.token.children) is value

    def _gerund(self, value: Any) -> bool:
        return (self.token.tag_ == "VBG" and self.token.dep_ in {"pcomp", "pobj", "nsubj", "nsubjpass"}) is value

    def _verb(self, wanted: Any) -> bool:
        return lemma(self.token.head) in wanted

    def _preposition_or_verb(self, value: Any) -> bool:
        has = any(child.dep_ == "prep" for child in self.token.children) or self.token.dep_ in {
            "dobj",
            "nsubj",
            "nsubjpass",
            "pobj",
        }
        return has is value
