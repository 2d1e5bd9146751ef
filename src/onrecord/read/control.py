"""Who takes, holds, loses, contests or besieges which place.

Finds: verbs ("troops retook the town", "the town fell to the rebels"), control as an object ("consolidated its control
over the city"), nouns ("the capture of the town by troops", "the fall of the town to troops", "under rebel control"),
compounds ("the rebel-held town"). A row needs an actor and a place. Does not find: fronts and maps told by distances.
Vocabulary: control.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model import Control, ControlChange, Mention, Rows, identify
from onrecord.read.parties import OWNERS, Parties
from onrecord.read.phrases import HYPHENS
from onrecord.read.status import status_of, time_of_clause
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_READER = "control 1"
_DEEPEST = 4
_PLACES = frozenset({"place"})


def find_control(parsed: Parsed, rows: Rows) -> list[Control]:
    """Statements of control, one for each actor, place, change and sentence."""
    finder = _Finder(parsed, rows)
    return list({control.id: control for token in parsed.doc for control in finder.at(token)}.values())


@cache
def _vocabulary(language: str) -> Mapping[str, Any]:
    entries = load("control", language)
    leave = {
        v: (change, spec["with"]) for change, spec in entries["leave"].items() for v in spec["verbs"] if spec["with"]
    }
    verb_of = {lemma: change for change, verbs in entries["verbs"].items() for lemma in verbs}
    control_verb_of = {lemma: change for change, verbs in entries["control_verbs"].items() for lemma in verbs}
    return {
        **entries,
        "verb_of": verb_of,
        "control_verb_of": control_verb_of,
        "any_verb": frozenset([*verb_of, *control_verb_of, *leave, *entries["fall_verbs"]]),
        "noun_of": {lemma: change for change, nouns in entries["nouns"].items() for lemma in nouns},
        "leave_of": leave,
    }


class _Finder:
    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed, self.rows = parsed, rows
        self.parties = Parties(parsed, rows)
        self.words = _vocabulary(parsed.language)

    def at(self, token: Token) -> Iterator[Control]:
        """Statements of control whose cue is this token."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            if lemma in self.words["any_verb"]:
                yield from self._of_verb(token, lemma)
        elif token.pos_ in {"NOUN", "PROPN"}:
            if lemma in self.words["noun_of"]:
                yield from self._of_noun(token, self.words["noun_of"][lemma])
            if lemma in self.words["under_nouns"] and token.dep_ == "pobj" and token.head.lower_ in self.words["under"]:
                yield from self._of_under(token)
        if token.text in HYPHENS and 0 < token.i < len(self.parsed.doc) - 1:
            yield from self._of_compound(token)

    def _of_verb(self, verb: Token, lemma: str) -> Iterator[Control]:
        patients, agents = clauses.patients(verb), clauses.agents(verb)
        change = self.words["verb_of"].get(lemma)
        if change is not None:
            yield from self._rows(change, agents, patients, verb)
        if change == "takes":
            # "took the town from the rebels": who held it loses it
            losers = [one for token in (verb, *patients) for one in clauses.obliques(token, self.words["from"])]
            yield from self._rows("loses", losers, patients, verb)
        control_change = self.words["control_verb_of"].get(lemma)
        for held in patients:
            if control_change is not None and held.lemma_.lower() in self.words["control_objects"]:
                yield from self._rows(control_change, agents, self._over(verb, held), verb, cue=held)
        if lemma in self.words["leave_of"]:
            change, prepositions = self.words["leave_of"][lemma]
            yield from self._rows(change, agents, clauses.obliques(verb, prepositions), verb)
        if lemma in self.words["fall_verbs"]:
            yield from self._rows("takes", clauses.obliques(verb, self.words["fall_to"]), clauses.agents(verb), verb)

    def _over(self, verb: Token, held: Token) -> list[Token]:
        return [*clauses.obliques(held, self.words["over"]), *clauses.obliques(verb, self.words["over"])]

    def _of_noun(self, noun: Token, change: ControlChange) -> Iterator[Control]:
        places = clauses.obliques(noun, self.words["of"])
        prepositions = self.words["fall_to"] if noun.lemma_.lower() in self.words["fall_nouns"] else self.words["by"]
        actors = self.parties.actors(clauses.obliques(noun, prepositions)) or self.parties.owners(noun, ())
        # "the siege of the town": who besieges it is not told; a row needs an actor
        yield from self._rows_of(change, actors, self._places(places), noun, noun)

    def _of_under(self, noun: Token) -> Iterator[Control]:
        actors = self.parties.owners(noun, self.words["of"])
        change: ControlChange = self.words["under_nouns"][noun.lemma_.lower()]
        governor = noun.head.head
        places = (
            [governor] if governor.pos_ in {"NOUN", "PROPN"} else clauses.patients(governor) or clauses.agents(governor)
        )
        yield from self._rows_of(change, actors, self._places(places), noun, noun)

    def _of_compound(self, hyphen: Token) -> Iterator[Control]:
        before, after = hyphen.nbor(-1), hyphen.nbor(1)
        change = self.words["compounds"].get(after.lower_)
        if change is None:
            return
        actor = self.rows.mention_at_head(before.i, OWNERS)
        if actor is not None:
            yield from self._rows_of(change, [actor], self._places([after.head]), after, after)

    def _rows(
        self,
        change: ControlChange,
        actors: Iterable[Token],
        places: Iterable[Token],
        verb: Token,
        cue: Token | None = None,
    ) -> Iterator[Control]:
        yield from self._rows_of(change, self.parties.actors(actors), self._places(places), verb, cue or verb)

    def _places(self, tokens: Iterable[Token], depth: int = _DEEPEST) -> list[Mention]:
        """Places that nouns name, or lead to ("all of the city", "parts of the town")."""
        found: list[Mention] = []
        for token in tokens:
            own = self.rows.mention_at_head(clauses.antecedent(token).i, _PLACES)
            if own is not None:
                found.append(own)
                continue
            if depth and (token.lemma_.lower() in self.words["areas"] or token.lower_ in self.words["areas"]):
                inner = [*clauses.obliques(token, self.words["of"]), *clauses.obliques(token, ("in",))]
                found.extend(self._places(inner, depth - 1))
            for child in token.children:
                if child.dep_ == "appos":
                    found.extend(self._places([child], 0))
        return found

    def _rows_of(
        self, change: ControlChange, actors: list[Mention], places: list[Mention], trigger: Token, cue: Token
    ) -> Iterator[Control]:
        for actor in actors:
            for place in places:
                if actor.start == place.start or (actor.kind == "person" and actor.form == "nominal"):
                    continue
                quote = self.parties.quote(actor, place, trigger, cue)
                time = time_of_clause(self.parsed, self.rows, trigger)
                yield Control(
                    id=identify("co", self.parsed.document.id, change, actor.id, place.id, quote.start),
                    document=self.parsed.document.id,
                    reader=_READER,
                    actor=actor.id,
                    place=place.id,
                    change=change,
                    time=time.id if time else None,
                    status=status_of(self.parsed, self.rows, trigger).status,
                    spans=(quote,),
                )
