"""Candidates for actors named by the registry, or by the parser's labels of organisations alone.

Goes in: a parsed document with the registry's names in it; come out: candidates. An acronym in brackets after a name is
a name too, and then stands for it everywhere. Known error: labels are wrong often, so only names that act are taken.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from onrecord.read.actor_names import KnownName, KnownNames
from onrecord.read.actor_words import ActorWords
from onrecord.read.phrases import MODIFIER, Candidate
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEAST_WORDS = 2
_ACTING = frozenset({"nsubj", "poss", "nsubjpass"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_INNER_TAGS = frozenset({"IN", "CC", "HYPH", "DT", "POS"})
_LEAST_LETTERS, _MOST_LETTERS = 2, 8


def named(parsed: Parsed, name: KnownName, *, is_nationality: bool = False) -> Candidate:
    """The candidate of a name of the registry, with its article; of a nationality without."""
    start, end = name.match.start, name.match.end
    head = parsed.doc[name.head]
    is_nationality = is_nationality or (name.actor.kind == "community" and head.dep_ in MODIFIER)
    if not name.is_state and not name.match.is_part and head.dep_ not in MODIFIER:
        start = _with_adjectives(parsed, start, end)
    if not is_nationality and _has_article_before(parsed, start, end):
        start -= 1
    return Candidate(
        start=start, end=end, head=head.i, kind="nationality" if is_nationality else "actor", form="name",
        known_as=name.actor.id, actor_kind=name.actor.kind, country=name.actor.country,
    )  # fmt: skip


def find_names(parsed: Parsed, words: ActorWords, known: KnownNames) -> list[Candidate]:
    """Bodies of the registry, but for names of what they do ("Operation ..."); states and persons have own readers."""
    return [
        named(parsed, name) for name in known.names
        if not name.is_state and name.actor.kind != "person"
        and parsed.doc[name.match.start].lower_ not in words.alignments["not_bodies"]
    ]  # fmt: skip


def find_labelled(parsed: Parsed, words: ActorWords, places: Collection[int]) -> list[Candidate]:
    """Organisations that only the parser's labels know: capitalised, of several words or an acronym, that act."""
    found = []
    for entity in parsed.doc.ents:
        start, end = _trimmed(parsed, entity.start, entity.end)
        if entity.label_ != "ORG" or start == end or any(i in places for i in range(start, end)):
            continue
        span = parsed.doc[start:end]
        head = span.root
        acts = head.dep_ in _ACTING or head.head.dep_ == "agent"
        is_name = head.tag_ in _NAME_TAGS and head.dep_ != "compound" and all(_is_name_like(t) for t in span)
        is_thing = {head.lower_, span[0].lower_} & words.alignments["not_bodies"] or "-" in head.text
        is_thing = is_thing or (start > 0 and parsed.doc[start - 1].lower_ in words.titles["ships"])
        if (
            not acts
            or not is_name
            or is_thing
            or (len(span) < _LEAST_WORDS and not (head.text.isupper() and len(head.text) >= _LEAST_LETTERS))
        ):
            continue
        start -= _has_article_before(parsed, start, end)
        found.append(Candidate(start=start, end=end, head=head.i, form="name", actor_kind="unknown"))
    return [*found, *_repeated(parsed, found, places)]


def declared_states(doc: Doc, words: ActorWords) -> set[str]:
    """Names of states that only the text tells to be such ("the Republic of *Sorvia*")."""
    return {
        name.text
        for token in doc
        if token.lower_ in words.titles["states"] and token.text[:1].isupper()
        for preposition in token.rights
        if preposition.dep_ == "prep" and preposition.lower_ in words.titles["complements"]
        for name in preposition.children
        if name.tag_ == "NNP" and name.left_edge.i == name.i
    }


def find_declared(parsed: Parsed, words: ActorWords, known: KnownNames) -> list[Candidate]:
    """States that only the text tells to be such, where they act."""
    names = declared_states(parsed.doc, words)
    return [
        Candidate(start=t.i, end=t.i + 1, head=t.i, form="name", actor_kind="state")
        for t in parsed.doc
        if t.text in names and known.at(t) is None and (t.dep_ in _ACTING or t.head.dep_ == "agent")
    ]


def _repeated(parsed: Parsed, found: list[Candidate], places: Collection[int]) -> list[Candidate]:
    """The same names of several words wherever else they stand."""
    doc, again = parsed.doc, []
    names = {_words(parsed, c): c for c in found if c.end - c.start >= _LEAST_WORDS}
    taken = {c.head for c in found}
    for words in names:
        if len(words) < _LEAST_WORDS:
            continue
        for start in range(len(doc) - len(words) + 1):
            end = start + len(words)
            if doc[start].text != words[0] or tuple(t.text for t in doc[start:end]) != words:
                continue
            head = doc[start:end].root
            if head.i in taken or head.dep_ == "compound" or any(i in places for i in range(start, end)):
                continue
            begin = start - _has_article_before(parsed, start, end)
            again.append(Candidate(start=begin, end=end, head=head.i, form="name", actor_kind="unknown"))
    return again


def _words(parsed: Parsed, candidate: Candidate) -> tuple[str, ...]:
    return tuple(t.text for t in parsed.doc[candidate.start : candidate.end] if t.tag_ != "DT")


def find_short_forms(
    parsed: Parsed, words: ActorWords, candidates: Collection[Candidate], places: Collection[int]
) -> list[Candidate]:
    """Short forms ("the network", "the Front"): the last word of a body's name, with an article, after the name."""
    doc = parsed.doc
    owners: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.start):
        last = doc[candidate.end - 1]
        is_body = candidate.form == "name" and candidate.kind == "actor" and candidate.end - candidate.start > 1
        if is_body and last.text[:1].isupper() and words.noun(last) is not None:
            owners.setdefault(last.lower_, candidate)
    taken = {i for c in candidates for i in range(c.start, c.end)}
    found = []
    for token in doc[1:]:
        owner = owners.get(token.lower_)
        if owner is None or token.i < owner.end or token.i in taken or token.i in places or token.tag_[:2] != "NN":
            continue
        lefts = list(token.lefts)
        if len(lefts) == 1 and lefts[0].dep_ == "det" and lefts[0].i == token.i - 1 and token.dep_ not in MODIFIER:
            found.append(
                Candidate(
                    start=token.i - 1, end=token.i + 1, head=token.i, actor_kind=owner.actor_kind,
                    country=owner.country,
                )
            )  # fmt: skip
    return found


def find_acronyms(parsed: Parsed, candidates: Collection[Candidate]) -> list[Candidate]:
    """Acronyms in brackets after a name, wherever they stand in the document."""
    doc = parsed.doc
    named_before = {c.end: c for c in candidates if c.form == "name" and c.kind == "actor"}
    owners: dict[str, Candidate] = {}
    for token in doc[1:-1]:
        owner = named_before.get(token.i - 1)
        is_bracketed = token.nbor(-1).text == "(" and token.nbor(1).text == ")"
        if is_bracketed and owner is not None and _is_acronym(token.text, doc[owner.start : owner.end].text):
            owners.setdefault(token.text, owner)
    return [
        Candidate(
            start=token.i - _has_article_before(parsed, token.i, token.i + 1), end=token.i + 1, head=token.i,
            form="name", known_as=owners[token.text].known_as, actor_kind=owners[token.text].actor_kind,
            country=owners[token.text].country,
        )
        for token in doc if token.text in owners
    ]  # fmt: skip


def _is_acronym(word: str, name: str) -> bool:
    """True where the letters of a word in capitals begin words of the name, in order."""
    initials = iter(part[0].upper() for part in name.replace("-", " ").split() if part[0].isalpha())
    is_word = word.isalpha() and word.isupper() and _LEAST_LETTERS <= len(word) <= _MOST_LETTERS
    return is_word and all(letter in initials for letter in word)


def _with_adjectives(parsed: Parsed, start: int, end: int) -> int:
    """Start of a name with the adjectives before it ("the Kurdish *Marsh Front*")."""
    doc = parsed.doc
    while start > 0 and not doc[start].is_sent_start:
        before = doc[start - 1]
        if before.dep_ != "amod" or not start <= before.head.i < end or not before.text[0].isupper():
            break
        start -= 1
    return start


def _has_article_before(parsed: Parsed, start: int, end: int) -> bool:
    if start == 0:
        return False
    before = parsed.doc[start - 1]
    return before.dep_ == "det" and before.head.i in range(start, end)


def _trimmed(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    doc = parsed.doc
    while start < end and (doc[start].tag_ in {"DT", "POS"} or not doc[start].text[0].isalnum()):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[-1].isalnum()):
        end -= 1
    return start, end


def _is_name_like(token: Token) -> bool:
    return token.text[0].isupper() or token.tag_ in _INNER_TAGS or token.lower_ != token.text
