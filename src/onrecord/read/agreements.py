"""Agreements: who agreed with whom, by whose mediation, on what, and where it stands.

Finds: nouns of agreements (deal, truce, accord ...) with their parties ("between A and B", "A and B signed"),
mediators ("brokered by C", "the C-brokered truce"), terms ("to evacuate the wounded"), time and standing. All mentions
of one kind of agreement in a report are one row, unless their parties are named and have none in common. Vocabulary:
agreements. Known errors: two agreements of one kind between the same parties become one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model import Agreement, AgreementKind, AgreementStatus, Mention, Rows, Span, identify
from onrecord.read.parties import OWNERS, Parties
from onrecord.read.phrases import HYPHENS
from onrecord.read.status import status_of, time_of_clause
from onrecord.read.tie_talks import Talks
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_READER = "agreements 1"
_ORDER: tuple[AgreementStatus, ...] = ("collapsed", "ended", "violated", "in_force", "announced", "proposed")
"""What is said of an agreement anywhere in the report tells where it stands; the first that applies wins."""
_OF_TALKS = frozenset({"ceasefire", "peace", "withdrawal", "prisoner_exchange"})
"""Kinds that the sides of a report's talks agree on, where no others are told."""


@dataclass(slots=True)
class _Found:
    """One mention of an agreement."""

    noun: Token
    kind: AgreementKind
    status: AgreementStatus
    parties: list[Mention] = field(default_factory=list)
    mediators: list[Mention] = field(default_factory=list)
    terms: Span | None = None
    time: str | None = None
    place: str | None = None
    is_definite: bool = False


def find_agreements(parsed: Parsed, rows: Rows) -> list[Agreement]:
    """Agreements of a report, each once."""
    finder = _Finder(parsed, rows)
    groups: list[list[_Found]] = []
    for found in finder.mentions():
        home = next((group for group in reversed(groups) if _same(group, found)), None)
        if home is None and groups and found.is_definite and not (found.parties or found.mediators or found.terms):
            # "the ceasefire" in a report that told of one agreement, with no other before it, is that agreement
            home = groups[-1]
        if home is None:
            groups.append([found])
        else:
            home.append(found)
    return [finder.agreement(group) for group in groups if _is_told(group) and not finder.is_business(group)]


def _same(group: list[_Found], found: _Found) -> bool:
    kinds = {one.kind for one in group} - {"other"}
    if kinds and found.kind not in {"other", *kinds}:
        return False
    names = {m.text.casefold() for one in group for m in one.parties}
    own = {m.text.casefold() for m in found.parties}
    return not names or not own or bool(names & own) or any(a in b or b in a for a in names for b in own)


def _is_told(group: list[_Found]) -> bool:
    """An agreement needs more than its noun: parties, a mediator, terms, or a kind."""
    return any(
        one.parties or one.mediators or one.terms or (one.kind != "other" and one.status != "proposed") for one in group
    )


@cache
def _vocabulary(language: str) -> Mapping[str, Any]:
    entries = load("agreements", language)
    return {**entries, "status_of": {lemma: status for status, verbs in entries["statuses"].items() for lemma in verbs}}


class _Finder:
    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed, self.rows = parsed, rows
        self.parties = Parties(parsed, rows)
        self.words = _vocabulary(parsed.language)
        self.talks = Talks(parsed, rows, self.parties, self.words)

    def mentions(self) -> Iterator[_Found]:
        """Every mention of an agreement."""
        for token in self.parsed.doc:
            if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() not in self.words["nouns"]:
                continue
            if token.dep_ in {"compound", "amod"} and token.head.lemma_.lower() in self.words["nouns"]:
                continue
            if any(c.lower_ in self.words["not_after"] for c in token.children if c.i < token.i):
                continue
            if token.dep_ == "pobj" and token.head.lower_ in self.words["without"]:
                continue
            if token.lemma_.lower() in self.words["only_made"] and not self._is_made(token):
                continue
            if token.lower_ in self.words["first_halves"] and not self._has_second_half(token):
                continue
            yield self._found(token)

    def _is_made(self, token: Token) -> bool:
        """True for "reached an understanding with N"; understanding alone is none."""
        verb = self._verb(token)
        return verb is not None and verb.lemma_.lower() in self.words["make"] and token in clauses.patients(verb)

    def _has_second_half(self, token: Token) -> bool:
        """True in "cease-fire" in two tokens; the noun alone is a verb gone astray."""
        return token.i + 1 < len(self.parsed.doc) and token.nbor(1).text in HYPHENS

    def _found(self, noun: Token) -> _Found:
        verb = self._verb(noun)
        found = _Found(noun=noun, kind=self._kind(noun), status=self._status(noun, verb), time=self._time(noun, verb))
        found.terms = self._terms(noun)
        found.is_definite = any(c.dep_ == "det" and "Def" in c.morph.get("Definite", []) for c in noun.children) or any(
            c.dep_ == "det" and "Dem" in c.morph.get("PronType", []) for c in noun.children
        )
        found.parties = self.talks.between(noun)
        found.mediators = self._mediators(noun, verb)
        if verb is not None:
            lemma = verb.lemma_.lower()
            between = self.parties.actors(clauses.obliques(verb, self.words["between"]))
            if lemma in self.words["broker"]:
                found.mediators += self.parties.actors(clauses.agents(verb))
                # brokered *between* two: they made it, on whosever behalf; told as mediators, not as its parties
                found.mediators += between
            found.mediators += self._under_mediation(noun, verb)
            found.mediators += [m for talk in self._talks(verb) for m in self._mediators(talk, None)]
            if lemma in self.words["make"] and noun in clauses.patients(verb):
                found.parties += self.parties.actors(clauses.agents(verb)) + between
        before = [m for m in self.parties.owners(noun, ()) if m.id not in {x.id for x in found.mediators}]
        found.mediators += [m for m in before if self._is_pair(noun)]
        found.parties += [m for m in before if not self._is_pair(noun)]
        return found

    def _time(self, noun: Token, verb: Token | None) -> str | None:
        """When it was made, or since when it holds: told with the noun, or by a verb that says so."""
        time = time_of_clause(self.parsed, self.rows, noun, within=noun)
        for clause in self._clauses_of(noun, verb) if time is None else ():
            if time is None and clause.lemma_.lower() in self.words["dated"]:
                time = time_of_clause(self.parsed, self.rows, clause)
        if time is None and noun.dep_ in clauses.SUBJECT | clauses.PASSIVE_SUBJECT:
            time = time_of_clause(self.parsed, self.rows, noun)  # "the agreement came on Tuesday"
        return time.id if time is not None else None

    def _clauses_of(self, noun: Token, verb: Token | None) -> list[Token]:
        """Verbs that say something of an agreement: those below its noun first ("a truce *signed* in May")."""
        below = [child for child in noun.children if child.dep_ in {"acl", *clauses.RELATIVE}]
        below += [one for child in below for one in clauses.conjuncts(child)[1:]]
        return [*below, *([verb] if verb is not None and verb not in below else [])]

    def _under_mediation(self, noun: Token, verb: Token) -> list[Mention]:
        """Of "signed a pact under Sorvian mediation": whose mediation it is."""
        told = [one for token in (verb, noun) for one in clauses.obliques(token, self.words["mediated_by"])]
        return [
            m for one in told if one.lemma_.lower() in self.words["mediation"]
            for m in self.parties.owners(one, self.words["by"])
        ]  # fmt: skip

    def _talks(self, verb: Token) -> list[Token]:
        """Of "signed a truce after talks brokered by ...": the talks."""
        below = [t for child in verb.children if child.dep_ in {"prep", "advcl"} for t in child.subtree]
        return [t for t in below if t.lemma_.lower() in self.words["talks"]]

    def _is_pair(self, noun: Token) -> bool:
        """True for "the A-B agreement": two names joined by a hyphen say no more than that both were in it."""
        return any(c.text in HYPHENS for c in noun.subtree if c.i < noun.i)

    def _verb(self, noun: Token) -> Token | None:
        for child in noun.children:
            if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in {*self.words["broker"], *self.words["make"]}:
                return child
        head = clauses.first_conjunct(noun).head
        return head if head.pos_ in {"VERB", "AUX"} else None

    def _mediators(self, noun: Token, verb: Token | None) -> list[Mention]:
        """Of "the Sorvia-brokered truce"; and of a clause below the noun ("an agreement brokered by ...")."""
        found = []
        for child in noun.children:
            if child.lower_ in self.words["broker_compounds"] and child.i < noun.i:
                names = [self.rows.mention_at_head(c.i, OWNERS) for c in child.children]
                found += [mention for mention in names if mention is not None]
            if child.dep_ in {"acl", "relcl"} and child is not verb and child.lemma_.lower() in self.words["broker"]:
                found += self.parties.actors(clauses.agents(child))
        return found

    def _kind(self, noun: Token) -> AgreementKind:
        own: AgreementKind = self.words["nouns"][noun.lemma_.lower()]
        if own != "other":
            return own
        below = {t.lower_ for t in noun.subtree} | {t.lemma_.lower() for t in noun.subtree}
        for kind, words in self.words["kinds"].items():
            if below & set(words):
                return kind  # type: ignore[no-any-return]
        verb = self._verb(noun)
        after = (
            {t.lemma_.lower() for c in verb.children if c.dep_ in {"xcomp", "advcl"} for t in c.subtree}
            if verb
            else set()
        )
        if noun.dep_ == "pobj" and noun.head.lower_ in self.words["under"]:
            after |= {t.lemma_.lower() for t in noun.head.head.subtree} | {t.lower_ for t in noun.head.head.subtree}
        return next((kind for kind, words in self.words["kinds"].items() if after & set(words)), own)

    def _terms(self, noun: Token) -> Span | None:
        verb = self._verb(noun)
        places = [noun, *([verb] if verb is not None else [])]
        for place in places:
            for child in place.children:
                is_infinitive = child.pos_ == "VERB" and any(c.tag_ == "TO" for c in child.children)
                if is_infinitive and child.dep_ in {"acl", "relcl", "xcomp", "advcl"} and child.i > noun.i:
                    start, end = clauses.phrase_bounds(child)
                    return self.parsed.span(start, end)
        return None

    def _status(self, noun: Token, verb: Token | None) -> AgreementStatus:
        head = noun.head
        if noun.dep_ == "pobj" and head.lower_ in self.words["under"]:
            return "announced"
        if noun.dep_ == "pobj" and head.head.lemma_.lower() in self.words["proposed_nouns"]:
            return "proposed"
        of_it = self.words["standing_nouns"].get(head.head.lemma_.lower()) if noun.dep_ == "pobj" else None
        of_it = of_it or (self.words["standing_nouns"].get(head.lemma_.lower()) if noun.dep_ == "compound" else None)
        if of_it is not None:
            return of_it  # type: ignore[no-any-return]
        for clause in self._clauses_of(noun, verb):
            told: AgreementStatus | None = self.words["status_of"].get(clause.lemma_.lower())
            if told is not None:
                standing = status_of(self.parsed, self.rows, clause).status
                if told == "proposed" or standing in {"happened", "ongoing", "claimed", "unconfirmed"}:
                    return told
        if any(t.lower_ in self.words["force"] and t.dep_ == "pobj" for t in noun.subtree):
            return "in_force"
        standing = status_of(self.parsed, self.rows, noun).status
        return "proposed" if standing in {"called_for", "planned", "hypothetical", "predicted"} else "announced"

    def is_business(self, group: list[_Found]) -> bool:
        """True for a contract of firms: no agreement of a conflict."""
        kinds = {self.rows.clues[m.id].actor_kind for one in group for m in one.parties}
        return "company" in kinds and all(one.kind == "other" for one in group)

    def agreement(self, group: list[_Found]) -> Agreement:
        """The row of all mentions of one agreement."""
        first = group[0]
        mediators = {m.id: m for one in group for m in one.mediators}
        parties = {m.id: m for one in group for m in one.parties if m.id not in mediators}
        if not parties and first.kind in _OF_TALKS:
            parties = {m.id: m for m in self.talks.sides()}
            if parties and not mediators:
                mediators = {m.id: m for m in self.talks.mediators() if m.id not in parties}
        quotes = tuple(self._quote(one) for one in group)
        kinds = [one.kind for one in group if one.kind != "other"]
        told = {one.status for one in group}
        is_made = told - {"proposed"}
        return Agreement(
            id=identify("ag", self.parsed.document.id, first.noun.i, first.kind),
            document=self.parsed.document.id,
            reader=_READER,
            kind=kinds[0] if kinds else "other",
            parties=tuple(parties),
            mediators=tuple(mediators),
            place=next((one.place for one in group if one.place), None),
            terms=next((one.terms for one in group if one.terms), None),
            time=next((one.time for one in group if one.time), None),
            status=next(status for status in _ORDER if status in (is_made or told)),
            spans=quotes,
        )

    def _quote(self, found: _Found) -> Span:
        start, end = clauses.phrase_bounds(found.noun, leave_out={"relcl"})
        phrase = self.parsed.span(start, end)
        parts = [*found.parties, *found.mediators]
        whole = self.parties.quote(found.noun, *parts)
        return whole if whole.end - whole.start > phrase.end - phrase.start else phrase
