"""Actors named by what they are: "pro-government militias", "Syrian government troops", "the foreign minister".

Goes in: a parsed document and the registry's names in it; come out: candidates with kind, country, class of people,
office.

Method: a noun of the vocabulary that heads a noun phrase names an actor; the words before it tell whose it is. A
capitalised phrase with such a head ("the Lenna Relief Committee") is a name. A noun that only modifies another counts
where the other is something done or held by actors ("rebel shelling", "army positions", "rebel-held").

Known errors: a noun outside the vocabulary is not found; a phrase that the parser cuts wrongly is cut wrongly here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.actor_names import KnownNames
from onrecord.read.actor_words import ActorWords, NounClass, forms
from onrecord.read.group_kinds import GroupPhrase, population_of
from onrecord.read.phrases import MODIFIER, Candidate, is_compound_part, noun_phrase, prefix
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_DETERMINER_TAGS = frozenset({"DT", "PRP$", "PDT", "WDT", "CD"})


def find_groups(parsed: Parsed, words: ActorWords, known: KnownNames) -> list[Candidate]:
    """Candidates for the actors that noun phrases name."""
    found = []
    for token in parsed.doc:
        noun = words.noun(token)
        if (
            noun is None
            or token.tag_ not in _NOUN_TAGS
            or _is_inside_name(token, known)
            or _is_told_before(token, words)
        ):
            continue
        if token.dep_ in MODIFIER and token.head.i > token.i:
            candidate = _modifier(token, noun, words, known)
        else:
            candidate = _phrase(token, noun, words, known)
        if candidate is not None:
            found.append(candidate)
    return found


def _is_told_before(token: Token, words: ActorWords) -> bool:
    """True for people who a noun for several before them holds, and for the last word of an office's name.

    "A group of *gunmen*" is one phrase, told with its head; "the High Commissioner for *Refugees*" is no refugees.
    """
    preposition = token.head
    if token.dep_ != "pobj" or preposition.dep_ != "prep":
        return False
    owner = preposition.head
    is_office = owner.tag_ == "NNP" and token.tag_ == "NNPS" and preposition.lower_ in words.titles["complements"]
    return is_office or _members(owner, words) == token


def _members(token: Token, words: ActorWords) -> Token | None:
    """The people that a noun for several is made of ("a group of *gunmen*")."""
    if words.lemma(token) not in words.alignments["collective"] or words.noun(token) is None:
        return None
    for child in token.rights:
        if child.dep_ == "prep" and child.i == token.i + 1 and child.lower_ in words.alignments["complements"]:
            for member in child.children:
                noun = words.noun(member)
                if noun is not None and not noun.is_body and not noun.is_side and member.tag_ == "NNS":
                    return member
    return None


def _is_inside_name(token: Token, known: KnownNames) -> bool:
    return known.at(token) is not None


def _phrase(token: Token, noun: NounClass, words: ActorWords, known: KnownNames) -> Candidate | None:
    if _is_no_actor(token, words):
        return None
    members = _members(token, words)
    if members is not None:
        noun = words.noun(members) or noun
    is_plural = members is not None or _is_plural(token, words)
    is_person = not is_plural and not noun.is_body and not noun.is_side
    is_office = is_person and words.lemma(token) in words.titles["bare"]
    start, end = noun_phrase(token, words.titles["complements"] if is_office else words.alignments["complements"])
    start = _whole_names_start(token, start, known)
    before = [
        t
        for t in token.doc[start : token.i]
        if t.tag_ not in _DETERMINER_TAGS and t.is_alpha and t.lower_ not in words.alignments["telling_nothing"]
    ]
    is_name = token.tag_ in _NAME_TAGS and any(t.text[0].isupper() and t.tag_ in {*_NAME_TAGS, "JJ"} for t in before)
    is_name = is_name or (token.tag_ == "NNP" and token.text[:1].isupper() and _name_end(token, words) > token.i + 1)
    if is_name:
        end = max(end, _name_end(token, words))
    if not _has_needs(noun, token, before, words, known) or _is_bare(token, noun, start, is_plural=is_plural):
        return None
    phrase = GroupPhrase(token, start, words, known)
    country, kind = phrase.country(), phrase.kind(noun)
    if noun.population == "people" and words.lemma(token) in words.alignments["own_followers"]:
        kind = "unknown" if any(child.dep_ == "poss" for child in token.lefts) else kind
    has_affiliation = not noun.is_body and not noun.is_side and noun.population == "other"
    return Candidate(
        start=start, end=end, head=token.i, kind="person" if is_person else "actor",
        form="name" if is_name and not is_person else "nominal", known_as=phrase.known_as(kind),
        actor_kind="person" if is_person else kind, country=country,
        office=office_text(token, start, end) if is_office else None,
        affiliation=affiliation_of(token, start, end, known) if has_affiliation else None,
        population=population_of(noun, kind), is_plural=is_plural,
    )  # fmt: skip


def _is_no_actor(token: Token, words: ActorWords) -> bool:
    """True for "whose N", for what somebody is called ("considers it a terrorist group"), for several governments."""
    if any(child.tag_ == "WP$" for child in token.lefts):
        return True
    if token.dep_ == "ccomp" and any(child.dep_ == "nsubj" for child in token.lefts):
        return not any(child.dep_ in {"cop", "aux"} for child in token.lefts)
    return (
        token.tag_ in {"NNS", "NNPS"}
        and words.lemma(token) in words.alignments["central"]
        and any(
            len([o, *o.conjuncts]) > 1 and o.pos_ == "PROPN"
            for child in token.rights
            if child.dep_ == "prep"
            for o in child.children
            if o.dep_ == "pobj"
        )
    )


def _whole_names_start(token: Token, start: int, known: KnownNames) -> int:
    """Start of a phrase that does not begin inside a known name ("*the Front of the North* fighters")."""
    for t in token.doc[start : token.i]:
        name = known.at(t)
        if name is not None and name.match.start < start:
            start = name.match.start
            if start > 0 and token.doc[start - 1].dep_ == "det":
                start -= 1
    return start


def _is_bare(token: Token, noun: NounClass, start: int, *, is_plural: bool) -> bool:
    """True for a noun without anything before it that then more likely means a thing ("in opposition", "by force")."""
    if start < token.i:
        return False
    if not (noun.is_body or noun.is_side):
        return (
            token.tag_ == "NN" and not is_plural and token.dep_ not in {"appos", "attr"} and token.head.dep_ != "prep"
        )
    if noun.is_side:
        return not any(child.dep_ in {"amod", "acl", "relcl"} for child in token.rights)
    if is_plural:
        return False
    return (
        token.dep_ not in {"nsubj", "nsubjpass", "appos"} and token.tag_ == "NN" and noun.population != "state_forces"
    )


def office_text(head: Token, start: int, end: int) -> str | None:
    """Words of an office, without its article or possessive pronoun."""
    doc = head.doc
    while start < head.i and doc[start].tag_ in _DETERMINER_TAGS:
        start += 1
    return doc[start:end].text if end > start else None


def affiliation_of(head: Token, start: int, end: int, known: KnownNames) -> int | None:
    """Head token of the first named body in a phrase other than its head: whom an office belongs to."""
    for i in range(start, end):
        name = known.by_token.get(i)
        if name is not None and not name.match.start <= head.i < name.match.end:
            return name.head
    return None


def _modifier(token: Token, noun: NounClass, words: ActorWords, known: KnownNames) -> Candidate | None:
    doc = token.doc
    if noun.is_body and token.tag_ in _NAME_TAGS and _is_body_name(token):
        if token.head.tag_ in _NAME_TAGS and words.noun(token.head) is not None:
            return None  # "the Orin *State* Agency" is no state
        start, _ = noun_phrase(token, ())
        start = min(start, _whole_names_start(token, _compounds_start(token), known))
        return Candidate(
            start=start,
            end=token.i + 1,
            head=token.i,
            form="name",
            actor_kind=noun.kind,
            country=GroupPhrase(token, start, words, known).country(),
        )
    if is_compound_part(token):
        is_wanted = doc[token.i + 2].lower_ in words.alignments["compound"] and prefix(token) is None
    elif prefix(token) is not None:
        return None
    else:
        is_wanted = any(form in words.alignments["acts"] for form in forms(token.head)) and not token.tag_.startswith(
            "NNP"
        )
    if token.lower_ in words.alignments["of_machines"] and token.head.lemma_.lower() in words.alignments["machines"]:
        return None  # "a fighter jet"
    if not is_wanted or noun.needs is not None or (not noun.is_body and noun.population not in _ARMED):
        return None
    start = token.i
    while start > 0 and doc[start - 1].head.i in {token.i, token.head.i} and doc[start - 1].i in known.by_token:
        start -= 1
    phrase = GroupPhrase(token, start, words, known)
    country, kind = phrase.country(), phrase.kind(noun)
    return Candidate(
        start=start, end=token.i + 1, head=token.i, known_as=phrase.known_as(kind),
        actor_kind=kind, country=country, population=noun.population, is_plural=False,
    )  # fmt: skip


def _is_body_name(token: Token) -> bool:
    """True for a capitalised noun with capitalised words before it ("*Harbour Council* members")."""
    start = _compounds_start(token)
    return start < token.i and token.text[0].isupper() and all(t.text[0].isupper() for t in token.doc[start : token.i])


def _compounds_start(token: Token) -> int:
    doc, start = token.doc, token.i
    while (
        start > 0
        and doc[start - 1].dep_ in MODIFIER
        and doc[start - 1].text[0].isupper()
        and not doc[start].is_sent_start
    ):
        start -= 1
    return start


_ARMED = frozenset({"armed_group", "state_forces"})


def _name_end(token: Token, words: ActorWords) -> int:
    """End of a capitalised name with its complements ("Committee for Refugees of the North")."""
    complements = words.alignments["name_complements"]
    for child in token.rights:
        if child.dep_ == "prep" and child.i == token.i + 1 and child.lower_ in complements:
            objects = [t for t in child.children if t.dep_ == "pobj"]
            if objects and objects[0].tag_ in {"NNP", "NNPS"}:
                last = next((c for c in objects[0].rights if c.dep_ == "conj" and c.tag_ in {"NNP", "NNPS"}), None)
                end = noun_phrase(objects[0], complements)[1]
                return noun_phrase(last, complements)[1] if last is not None and last.i == end + 1 else end
    return token.i + 1


def _is_plural(token: Token, words: ActorWords) -> bool:
    if token.lower_ in words.alignments["plural_forms"]:
        return True
    is_plural_form = token.lower_.endswith("s") and words.lemma(token) in {token.lower_[:-1], token.lower_[:-3] + "y"}
    return (
        token.tag_ in {"NNS", "NNPS"}
        or is_plural_form
        or any(child.tag_ == "CD" and child.lower_ not in words.alignments["one"] for child in token.lefts)
    )


def _has_needs(noun: NounClass, token: Token, before: list[Token], words: ActorWords, known: KnownNames) -> bool:
    if noun.needs is None:
        return True
    if noun.needs == "modifier":
        return bool(before)
    if noun.needs == "modifier_or_plural":
        return bool(before) or token.tag_ in {"NNS", "NNPS"}
    return any(
        known.at(t) is not None or words.is_communal(t) or t.lower_ in words.alignments["groups_of_states"]
        for t in before
    )
