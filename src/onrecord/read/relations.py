"""Who backs, fights, belongs to, leads or designates whom.

Finds: verbs ("X backs Y", "Y, backed by X"), hyphen compounds ("X-backed Y", "Y-linked Z", "pro-X Y"), nouns that
describe ("Qatar, a backer of the rebels", "X's ally Y"), support nouns ("X's support for Y"), offices of persons,
wholes and their parts ("the force is made up of A and B"). Does not find: ties told over several sentences; ties that
only a reader's knowledge tells. Vocabularies: relations, parties. Known errors: coordination that the parser breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model import Mention, Relation, RelationKind, Rows
from onrecord.read.offices import find_offices
from onrecord.read.parties import OWNERS, Parties
from onrecord.read.phrases import HYPHENS
from onrecord.read.relation_making import Maker
from onrecord.read.tie_fights import Fights
from onrecord.read.tie_parts import Parts
from onrecord.read.tie_sides import Sides
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_relations(parsed: Parsed, rows: Rows) -> list[Relation]:
    """Relations between actors, one for each pair and place in the text; `resolve` joins those of the same actors."""
    finder = _Finder(parsed, rows)
    found = [
        *find_offices(parsed, rows, finder.parties),
        *(relation for token in parsed.doc for relation in finder.at(token)),
    ]
    return sorted({relation.id: relation for relation in found}.values(), key=lambda relation: relation.spans[0].start)


@cache
def _vocabulary(language: str) -> Mapping[str, Any]:
    entries = load("relations", language)
    return {
        **entries,
        "verb_of": {lemma: spec for spec in entries["verbs"] for lemma in spec["lemmas"]},
        "noun_of": {lemma: spec for spec in entries["nouns"] for lemma in spec["lemmas"]},
        "composition_of": {lemma: spec for spec in entries["composition"] for lemma in spec["lemmas"]},
    }


class _Finder:
    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed, self.rows = parsed, rows
        self.parties = Parties(parsed, rows)
        self.maker = Maker(parsed, rows, self.parties)
        self.sides = Sides(parsed, rows)
        self.words = _vocabulary(parsed.language)
        self.fights = Fights(self.maker, self.sides, self.words)
        self.parts = Parts(self.maker, self.words)

    def at(self, token: Token) -> Iterator[Relation]:
        """Relations whose cue is this token."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in self.words["verb_of"]:
            yield from self._of_verb(token, self.words["verb_of"][lemma])
        if token.pos_ == "VERB" and lemma in self.words["allegiance"]["verbs"]:
            yield from self._of_allegiance(token)
        if token.text in HYPHENS and 0 < token.i < len(self.parsed.doc) - 1:
            yield from self._of_compound(token)
        is_noun = token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "ADJ" and token.dep_ == "amod")
        if is_noun and lemma in self.words["noun_of"]:
            yield from self._of_noun(token, self.words["noun_of"][lemma])
        if token.pos_ == "ADJ" and lemma in self.words["adjectives"]:
            yield from self._of_adjective(token, self.words["adjectives"][lemma])
        if token.pos_ == "NOUN" and lemma in self.words["support_nouns"]:
            yield from self._of_support(token)
        yield from self.fights.at(token)
        yield from self.parts.at(token)

    def _of_verb(self, verb: Token, spec: Mapping[str, Any]) -> Iterator[Relation]:
        agents, patients = (
            self._agents(verb) or self._late_agents(verb),
            self._whole_phrase(verb, clauses.patients(verb)),
        )
        subjects = {"agent": agents, "patient": patients, "either": agents or patients}[spec["subject"]]
        objects = patients if spec.get("object") == "patient" else []
        objects = [*objects, *clauses.obliques(verb, spec.get("with", ()))]
        by = self.parties.acting if spec["kind"] == "supports" else self.parties.actors
        subject_mentions = by(subjects)
        means = self._label(verb) if spec.get("as") else self._means(verb, subjects)
        if spec.get("as") and means is None:
            return
        if spec.get("as"):  # "designated the Front a terrorist *organisation*": the label is no one else
            objects = [one for one in objects if one.lower_ not in self.words["designation_nouns"]]
        described = [one for token in objects for one in self.parties.described(token)]
        others = self.parties.actors([*objects, *described])
        if not others and verb.dep_ in {"acl", "advcl"} and clauses.is_passive(verb):
            others = self.parties.before(verb)
        for subject in subject_mentions:
            for other in others:
                if spec.get("armed") and not self.sides.are_foes(subject, other):
                    continue
                if spec.get("armed_object") and not self.sides.is_armed(other):
                    continue
                if spec.get("bodies") and self._is_thing(subject):
                    continue
                if not spec.get("sides") or self.sides.is_side(subject) or self.sides.is_side(other):
                    under_way = spec["kind"] == "fights" and self._is_under_way(verb)
                    yield from self.maker.relation(spec["kind"], subject, other, verb, means, is_under_way=under_way)

    def _is_under_way(self, verb: Token) -> bool:
        """True for what an effort is made for ("works to defeat it", "efforts to defeat it")."""
        is_aim = verb.dep_ in {"xcomp", "acl", "advcl"}
        return is_aim and verb.head.lemma_.lower() in {*self.words["efforts"], *self.words["working"]}

    def _is_thing(self, mention: Mention) -> bool:
        """True for what may be land or goods of somebody ("the east bank"), rather than a body or people."""
        clue = self.rows.clues[mention.id]
        is_plain = mention.kind == "actor" and mention.form == "nominal" and not clue.is_plural
        return is_plain and not self.sides.is_armed(mention)

    def _agents(self, verb: Token) -> list[Token]:
        """Who acts; in "entered the town to back the rebels" not the town, but who entered."""
        agents = clauses.agents(verb)
        if not agents or self.parties.actors(agents):
            return agents
        if verb.dep_ == "xcomp":
            return clauses.agents(verb.head) or agents
        effort = next((one for one in agents if one.lemma_.lower() in self.words["efforts"]), None)
        if verb.dep_ != "acl" or effort is None:
            return agents
        # of "the army's *efforts* to defeat the Front", and of "the army continued its campaign to defeat it", the army
        owners = [child for child in effort.children if child.dep_ in {"poss", "amod", "compound"}]
        owners = owners if self.parties.actors(owners) else clauses.obliques(effort, self.words["support_by"][:1])
        is_done = effort.dep_ in clauses.OBJECT
        return owners or (clauses.agents(effort.head) if is_done else []) or agents

    def _whole_phrase(self, verb: Token, patients: list[Token]) -> list[Token]:
        """Of "the government of N, backed by X," the government: a clause after a comma is said of the whole phrase."""
        is_apart = verb.dep_ in {"acl", *clauses.RELATIVE} and verb.doc[verb.left_edge.i - 1].is_punct
        before = self.parties.before(verb.left_edge) if is_apart and patients == [verb.head] else []
        outer = [m for m in before if m.kind == "actor"]
        return [verb.doc[self.rows.clues[outer[0].id].head]] if outer else patients

    def _of_allegiance(self, verb: Token) -> Iterator[Relation]:
        words = self.words["allegiance"]
        for vow in clauses.patients(verb):
            if vow.lemma_.lower() in words["nouns"]:
                to = [*clauses.obliques(vow, words["to"]), *clauses.obliques(verb, words["to"])]
                for subject in self.parties.actors(clauses.agents(verb)):
                    for other in self.parties.actors(to):
                        yield from self._relation("affiliated_with", subject, other, verb, vow.text)

    def _late_agents(self, verb: Token) -> list[Token]:
        """Of "was listed as an enemy by the council": the agent that the parser hung on a later noun."""
        if not clauses.is_passive(verb):
            return []
        return [one for token in verb.subtree if token.i > verb.i for one in clauses.obliques(token, self.words["by"])]

    def _label(self, verb: Token) -> str | None:
        """What somebody is designated as."""
        for label in clauses.obliques(verb, self.words["as_words"]):
            start, end = clauses.phrase_bounds(label, leave_out={"relcl", "acl", "det", "prep"})
            return self.parsed.span(start, end).text
        for child in verb.children:
            if child.dep_ in {"oprd", "attr", *clauses.OBJECT} and any(
                t.lower_ in self.words["designation_nouns"] for t in child.subtree
            ):
                start, end = clauses.phrase_bounds(child, leave_out={"relcl", "acl", "det"})
                return self.parsed.span(start, end).text
        return None

    def _means(self, verb: Token, subjects: list[Token]) -> str:
        """The words of the tie: what the support consists of where it is told ("air power"), else the verb."""
        for subject in subjects:
            if self.rows.mention_at_head(subject.i, OWNERS) is None:
                return str(subject.text)
        return str(verb.text)

    def _of_compound(self, hyphen: Token) -> Iterator[Relation]:
        """X-backed Y, pro-X Y."""
        before, after = hyphen.nbor(-1), hyphen.nbor(1)
        prefix = self.words["prefixes"].get(before.lower_)
        spec = self.words["compounds"].get(after.lower_)
        if spec is not None:
            noun, outer = after.head, self._owner(before)
            order, kind = spec["order"], spec["kind"]
        elif prefix is not None:
            noun, outer = after.head, self._owner(after)
            order, kind = "second", prefix
        else:
            return
        if outer is None or noun.i == after.i:
            return
        if kind == "leads" and self.rows.clues[outer.id].actor_kind == "community":
            return  # "a Tutsi-led group" says who its leaders are, not who leads it
        for one in clauses.conjuncts(noun) if noun.i > hyphen.i else [noun]:
            for inner in self.parties.actors([one, *self.parties.described(one)]):
                if inner.start <= outer.start and outer.end <= inner.end and self._is_same(inner, outer):
                    continue
                ends = (outer, inner) if order == "first" else (inner, outer)
                yield from self._relation(kind, *ends, after, self.parsed.span(before.i, after.i + 1).text)
        yield from self._in_event(noun, outer, spec, after)

    def _in_event(self, noun: Token, outer: Mention, spec: Mapping[str, Any] | None, cue: Token) -> Iterator[Relation]:
        """Who takes part in "the X-backed offensive" as its force, has the backing of X."""
        if spec is None or spec["kind"] != "supports" or noun.dep_ != "pobj" or noun.head.head.pos_ != "NOUN":
            return
        force = noun.head.head
        for inner in self.parties.actors(one for one in self.parties.described(force) if one.i != force.i):
            yield from self._relation("supports", outer, inner, cue, str(cue.text))

    def _owner(self, token: Token) -> Mention | None:
        """The mention that ends at, or has its head in, the part of a compound before its hyphen."""
        found = self.rows.mention_at_head(token.i, OWNERS)
        if found is not None:
            return found
        start, end = self.parsed.span(token.i, token.i + 1).start, self.parsed.span(token.i, token.i + 1).end
        touching = [
            m for m in self.rows.mentions if m.kind in OWNERS and m.form == "name" and m.start <= start and m.end == end
        ]
        return min(touching, key=lambda m: m.end - m.start, default=None)

    def _is_same(self, inner: Mention, outer: Mention) -> bool:
        return (inner.start, inner.end) == (outer.start, outer.end)

    def _of_noun(self, noun: Token, spec: Mapping[str, Any]) -> Iterator[Relation]:
        if "number" in spec and spec["number"] not in noun.morph.get("Number", []):
            return
        others = self.parties.owners(noun, self.words["complement"])
        holders = [one for one in self.parties.described(noun) if one.i != noun.i]
        holders += [child for child in noun.children if self._is_named_beside(child)]
        if noun.dep_ in {"compound", "nmod", "amod"} and self.rows.mention_at_head(noun.head.i, OWNERS) is not None:
            holders.append(noun.head)  # "the Front's *rival* N"
            others = others or self.parties.owners(noun.head, ())
        mentions = self.parties.actors(holders) or self.parties.beside(noun) or self.parties.actors([noun])
        for holder in mentions:
            for other in others:
                if spec.get("names") and not (other.form == "name" and self.sides.is_side(holder)):
                    continue
                if spec["kind"] == "part_of" and holder.form == "nominal" and self.rows.clues[holder.id].is_plural:
                    continue
                if self._is_same(holder, other) or self._is_empty(noun, holder, other):
                    continue
                ends = (holder, other) if spec["subject"] == "holder" else (other, holder)
                yield from self._relation(spec["kind"], *ends, noun, noun.text)

    def _is_named_beside(self, child: Token) -> bool:
        """True for a name in apposition ("the network's branch, *the Front*"), also where the parser coordinates it."""
        is_loose = child.dep_ == "conj" and not any(c.dep_ == "cc" for c in child.head.children)
        return (child.dep_ == "appos" or is_loose) and (bool(child.ent_type_) or child.text[:1].isupper())

    def _is_empty(self, noun: Token, holder: Mention, other: Mention) -> bool:
        """True for "its allies": the holder is known by the tie alone; "its Kurdish allies" are known by more."""
        if holder.form != "nominal" or self.rows.clues[holder.id].head != noun.i:
            return False
        return not any(
            m.kind in {"nationality", "actor"} and m.form == "name" and m.id != other.id
            for m in self.rows.mentions
            if holder.start <= m.start and m.end <= holder.end and (m.start, m.end) != (holder.start, holder.end)
        )

    def _of_adjective(self, adjective: Token, kind: RelationKind) -> Iterator[Relation]:
        """Of "troops loyal to N", "the Front is hostile to N"."""
        others = self.parties.actors(clauses.obliques(adjective, self.words["complement"]))
        if adjective.dep_ == "acomp":
            holders = clauses.agents(adjective.head)
        else:
            holders = [adjective.head] if adjective.dep_ in {"amod", "relcl", "acl", "appos"} else []
        for holder in self.parties.actors(holders) if others else ():
            for other in others:
                yield from self._relation(kind, holder, other, adjective, adjective.text)

    def _of_support(self, noun: Token) -> Iterator[Relation]:
        """Support as a noun: "X's support for Y", "struck in support of Y", "took the town with the backing of X"."""
        words = self.words["in_support"]
        before = noun.head.lower_ if noun.dep_ == "pobj" else None
        if before in words["given"]:
            receivers = self.parties.actors(clauses.obliques(noun, words["after"]))
            givers = self.parties.actors(clauses.agents(clauses.clause_head(noun.head))) if receivers else []
        elif before in words["had"] and not clauses.obliques(noun, self.words["support_for"]):
            givers = self.parties.owners(noun, self.words["support_by"])
            verb = noun.head.head
            receivers = self.parties.actors(clauses.agents(verb)) if givers and verb.pos_ == "VERB" else []
            givers = [one for one in givers if one.form == "name"]
            receivers = [one for one in receivers if self.sides.is_armed(one) or self.sides.is_unknown_body(one)]
        else:
            givers = self.parties.owners(noun, ())
            to = [*self.words["support_for"], *(words["after"] if givers else ())]  # "X's support *of* Y"
            receivers = self.parties.actors(clauses.obliques(noun, to))
            givers = givers or (self.parties.owners(noun, self.words["support_by"]) if receivers else [])
        for giver in givers:
            for receiver in receivers:
                yield from self._relation("supports", giver, receiver, noun, noun.text)

    def _relation(
        self, kind: RelationKind, subject: Mention, other: Mention, cue: Token, means: str | None
    ) -> Iterator[Relation]:
        yield from self.maker.relation(kind, subject, other, cue, means)
