"""Who takes, holds, loses, contests or besieges which place.

Finds: verbs ("troops retook the town", "the town fell to the rebels"), control as an object ("consolidated its control
over the city"), nouns ("the capture of the town by troops", "the fall of the town to troops", "under rebel control",
"in rebel hands", "the Front's stronghold of N", "imposed a siege on the town"), compounds ("the rebel-held town"). A
row needs an actor and a place (`control_places`); ground without a name counts for those who hold ground by arms. Does
not find: fronts and maps told by distances. Vocabulary: control.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model import Control, ControlChange, Mention, Rows, identify
from onrecord.read.control_places import ControlPlaces
from onrecord.read.parties import OWNERS, Parties
from onrecord.read.phrases import HYPHENS
from onrecord.read.status import status_of, time_of_clause
from onrecord.read.tie_sides import Sides
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_READER = "control 2"


@dataclass(frozen=True, slots=True)
class _Told:
    """What tells of control: the change, the word of it, the word that the quote must hold too."""

    change: ControlChange
    trigger: Token
    cue: Token
    sites: bool = True
    """Whether ground without a name may be the place."""
    by_others: bool = False
    """Whether it is told as what somebody else does ("drove N out of the town")."""


_ARMED = frozenset({"state_forces", "rebel_group", "militia", "government", "state"})
_BODIES = frozenset({"actor"})
_FORCES = frozenset({"armed_group", "state_forces"})
_GROUPS = frozenset({"rebel_group", "militia"})
_TO_COME = frozenset({"planned", "hypothetical", "called_for", "predicted", "threatened"})


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
    sets = (
        "areas", "kinds_of_place", "sites", "directional_sites", "directions", "pronouns", "locative", "site_verbs",
        "of", "within", "armed_only", "seats", "since",
    )  # fmt: skip
    return {
        **entries,
        **{name: frozenset(entries[name]) for name in sets},
        "verb_of": verb_of,
        "control_verb_of": control_verb_of,
        "any_verb": frozenset(
            [*verb_of, *control_verb_of, *leave, *entries["fall_verbs"], *entries["phrasal"], *entries["siege_verbs"],
             *entries["belong"], *entries["oust"]]
        ),
        "noun_of": {lemma: change for change, nouns in entries["nouns"].items() for lemma in nouns},
        "leave_of": leave,
    }  # fmt: skip


class _Finder:
    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed, self.rows = parsed, rows
        self.parties = Parties(parsed, rows)
        self.sides = Sides(parsed, rows)
        self.words = _vocabulary(parsed.language)
        self.places = ControlPlaces(parsed, rows, self.words)

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
                yield from self._of_under(token, self.words["under_nouns"][lemma])
            if lemma in self.words["hands"] and token.dep_ == "pobj" and token.head.lower_ in self.words["within"]:
                yield from self._of_under(token, "holds")
            if lemma in self.words["seats"]:
                yield from self._of_seat(token)
        if token.text in HYPHENS and 0 < token.i < len(self.parsed.doc) - 1:
            yield from self._of_compound(token)

    def _of_verb(self, verb: Token, lemma: str) -> Iterator[Control]:
        patients, agents = clauses.patients(verb), clauses.agents(verb)
        particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
        change = self.words["phrasal"].get(lemma, {}).get(particle) if particle else self.words["verb_of"].get(lemma)
        if change == "takes" and self.words["since"] & {c.lower_ for c in verb.children if c.dep_ == "prep"}:
            change = "holds"  # "have occupied the bank since spring"
        if change is not None:
            yield from self._rows(change, agents, patients, verb)
        if change in {"takes", "loses"}:
            # "took the town from the rebels", "lost the town to the rebels": the other side of it
            link = self.words["from"] if change == "takes" else self.words["lost_to"]
            others = [one for token in (verb, *patients) for one in clauses.obliques(token, link)]
            other = _Told("loses" if change == "takes" else "takes", verb, verb, self._has_sites(lemma), by_others=True)
            yield from self._rows_of(other, self._holders(others, lemma), patients)
        yield from self._of_held(verb, lemma, agents, patients)
        yield from self._of_place_told_apart(verb, lemma, agents, patients)

    def _of_place_told_apart(
        self, verb: Token, lemma: str, agents: list[Token], patients: list[Token]
    ) -> Iterator[Control]:
        """Verbs whose place is not their object ("withdrew from", "were driven from", "fell to", "belongs to")."""
        if lemma in self.words["leave_of"] and not self._is_of_others(patients):
            change, prepositions = self.words["leave_of"][lemma]
            yield from self._rows(change, agents, clauses.obliques(verb, prepositions), verb)
        if lemma in self.words["oust"]:
            losers = [m for m in self.parties.actors(patients) if self._is_armed(m)]
            yield from self._rows_of(
                _Told("loses", verb, verb, by_others=True), losers, clauses.obliques(verb, self.words["out"])
            )
        if lemma in self.words["fall_verbs"]:
            yield from self._rows("takes", clauses.obliques(verb, self.words["fall_to"]), clauses.agents(verb), verb)
        if lemma in self.words["belong"]:
            # "the east bank belongs to the militia"; a country belongs to a pact otherwise
            holders = [
                m for m in self.parties.actors(clauses.obliques(verb, self.words["lost_to"])) if self._is_group(m)
            ]
            yield from self._rows_of(_Told("holds", verb, verb), holders, clauses.agents(verb))

    def _is_of_others(self, patients: list[Token]) -> bool:
        """True for "withdraw the pilots from the town": those who leave hold nothing there."""
        return bool(patients) and not any(self.sides.are_forces(token) for token in patients)

    def _is_group(self, mention: Mention) -> bool:
        return self.rows.clues[mention.id].actor_kind in _GROUPS | {"state_forces"}

    def _of_held(self, verb: Token, lemma: str, agents: list[Token], patients: list[Token]) -> Iterator[Control]:
        """Control, or a siege, as the object of a verb ("took control of", "imposed a siege on")."""
        control_change = self.words["control_verb_of"].get(lemma)
        is_siege = verb.dep_ in clauses.RELATIVE and verb.head.lemma_.lower() in self.words["nouns"]["besieges"]
        if is_siege and lemma in self.words["siege_verbs"]:  # "the siege that the army has laid round the town"
            places = [*clauses.obliques(verb, self.words["siege_of"]), *patients]
            yield from self._rows("besieges", agents, [t for t in places if t.i != verb.head.i], verb, cue=verb.head)
        for held in patients:
            if control_change is not None and held.lemma_.lower() in self.words["control_objects"]:
                yield from self._rows(control_change, agents, self._over(verb, held), verb, cue=held)
            if lemma in self.words["siege_verbs"] and held.lemma_.lower() in self.words["nouns"]["besieges"]:
                around = self.words["siege_of"]
                places = [*clauses.obliques(held, around), *clauses.obliques(verb, around)]
                yield from self._rows("besieges", agents, places, verb, cue=held)

    def _over(self, verb: Token, held: Token) -> list[Token]:
        return [*clauses.obliques(held, self.words["over"]), *clauses.obliques(verb, self.words["over"])]

    def _of_noun(self, noun: Token, change: ControlChange) -> Iterator[Control]:
        places = clauses.obliques(noun, self.words["of"])
        prepositions = self.words["fall_to"] if noun.lemma_.lower() in self.words["fall_nouns"] else self.words["by"]
        actors = self.parties.actors(clauses.obliques(noun, prepositions)) or self.parties.owners(noun, ())
        governor = noun.head
        is_governed = noun.dep_ in clauses.OBJECT and governor.lemma_.lower() in self.words["lift"]
        if not actors and change == "besieges" and is_governed:
            actors = self.parties.actors(clauses.agents(governor))
        # "the siege of the town": who besieges it is not told; a row needs an actor
        yield from self._rows_of(_Told(change, noun, noun), actors, places)

    def _of_under(self, noun: Token, change: ControlChange) -> Iterator[Control]:
        actors = self.parties.owners(noun, self.words["of"])
        governor = noun.head.head
        places = (
            [governor] if governor.pos_ in {"NOUN", "PROPN"} else clauses.patients(governor) or clauses.agents(governor)
        )
        yield from self._rows_of(_Told(change, noun, noun), actors, places)

    def _of_seat(self, noun: Token) -> Iterator[Control]:
        """A place that an armed group has for its own ("the Front's stronghold of N", "N, the Front's capital")."""
        clues = self.rows.clues
        owners = [
            m for m in self.parties.owners(noun, ())
            if clues[m.id].actor_kind in _GROUPS or clues[m.id].population == "armed_group"
        ]  # fmt: skip
        if not owners:
            return
        named = [one for one in clauses.obliques(noun, self.words["of"]) if one.pos_ == "PROPN"]
        if not named and noun.dep_ == "appos":
            named = [noun.head]
        named += [child for child in noun.children if child.dep_ == "appos"]
        yield from self._rows_of(_Told("holds", noun, noun, sites=False), owners, named)

    def _of_compound(self, hyphen: Token) -> Iterator[Control]:
        before, after = hyphen.nbor(-1), hyphen.nbor(1)
        change = self.words["compounds"].get(after.lower_)
        if change is None:
            return
        actor = self.rows.mention_at_head(before.i, OWNERS)
        if actor is not None:
            yield from self._rows_of(_Told(change, after, after), [actor], [after.head])

    def _rows(
        self,
        change: ControlChange,
        actors: Iterable[Token],
        places: list[Token],
        verb: Token,
        cue: Token | None = None,
    ) -> Iterator[Control]:
        lemma = verb.lemma_.lower()
        sites = cue is not None or self._has_sites(lemma)
        yield from self._rows_of(_Told(change, verb, cue or verb, sites), self._holders(actors, lemma), places)

    def _has_sites(self, lemma: str) -> bool:
        return lemma in self.words["site_verbs"]

    def _holders(self, actors: Iterable[Token], lemma: str) -> list[Mention]:
        """Those whose control a verb tells of; of verbs that tell more than control, the armed alone."""
        found = self._owners(self.parties.actors(actors))
        return [m for m in found if self._is_armed(m)] if lemma in self.words["armed_only"] else found

    def _owners(self, actors: list[Mention]) -> list[Mention]:
        """Actors; of "its brigades", the one whose they are."""
        found = []
        for actor in actors:
            head = self.parsed.doc[self.rows.clues[actor.id].head]
            whose = next((c for c in head.children if c.tag_ == "PRP$"), None) if actor.form == "nominal" else None
            owner = self.rows.mention_at_head(whose.i, _BODIES) if whose is not None else None
            found.append(owner or actor)
        return found

    def _is_armed(self, mention: Mention) -> bool:
        """True for forces, states and bodies by name: those who hold ground."""
        if mention.kind == "person":
            return False
        clue = self.rows.clues[mention.id]
        if clue.actor_kind in _ARMED or clue.population in _FORCES or self.sides.is_armed(mention):
            return True
        is_named = mention.form != "nominal" or self.parsed.doc[clue.head].text[:1].isupper()
        return clue.actor_kind in {None, "unknown"} and is_named

    def _rows_of(self, told: _Told, actors: list[Mention], places: list[Token]) -> Iterator[Control]:
        if told.by_others and status_of(self.parsed, self.rows, told.trigger).status in _TO_COME:
            return  # who is to be driven out has not lost the town yet
        for actor in actors:
            if actor.kind == "person" and actor.form == "nominal":
                continue
            for place in self.places.of(places, sites=told.sites and self._is_armed(actor)):
                if actor.start != place.start:
                    yield self._row(told, actor, place, places[0])

    def _row(self, told: _Told, actor: Mention, place: Mention, token: Token) -> Control:
        self.places.remember(told.trigger, place)
        is_told_here = self.parsed.tokens(place.start, place.end).start <= token.i
        is_before = token.lower_ in self.words["pronouns"] or not is_told_here
        quote = self.parties.quote(actor, token if is_before else place, told.trigger, told.cue)
        time = time_of_clause(self.parsed, self.rows, told.trigger)
        return Control(
            id=identify("co", self.parsed.document.id, told.change, actor.id, place.id, quote.start),
            document=self.parsed.document.id,
            reader=_READER,
            actor=actor.id,
            place=place.id,
            change=told.change,
            time=time.id if time else None,
            status=status_of(self.parsed, self.rows, told.trigger).status,
            spans=(quote,),
        )
