"""Mentions of actors: names, noun phrases, persons, states that act, nationalities, pronouns.

Goes in: a parsed document and the mentions of places found before; come out: mentions with clues (head, kind,
country, office, registry id) for the later readers and for resolving. A place that acts ("Moscow denied") gives way to
an actor.

Method: candidates from persons' names, from noun phrases, from the registry and from the parser's organisations, in
this order of trust; what overlaps is settled by `_settled`.

Vocabularies: actor_nouns, actor_phrases, alignments, titles, state_roles, pronouns, and the actor registry.
Known errors: see the modules of the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.model import Clue, Mention, Rows, Span, identify
from onrecord.read.actor_names import KnownName, KnownNames, known_names
from onrecord.read.actor_words import ActorWords, actor_words
from onrecord.read.bodies import find_acronyms, find_declared, find_labelled, find_names, find_short_forms, named
from onrecord.read.groups import find_groups
from onrecord.read.persons import find_persons
from onrecord.read.phrases import Candidate, is_compound_part, noun_phrase
from onrecord.read.pronouns import find_pronouns
from onrecord.read.states import reading_of
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "actors 1"
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_NOTE = re.compile(r"(?<=\w)[.,;]?[\[(][^\])]*$")


def find_actors(parsed: Parsed, rows: Rows) -> list[Mention]:
    """Mentions of actors, persons and nationalities; their clues go into `rows.clues`.

    Mentions of places that turn out to be states that act are taken out of `rows.mentions`.

    Args:
        parsed: The document.
        rows: What was found so far: the mentions of places.

    Returns:
        The new mentions, in the order of the text.
    """
    words = actor_words(parsed.language)
    known = known_names(parsed)
    states = _states(parsed, words, known)
    names = find_names(parsed, words, known)
    _drop_places(rows, parsed, [*states, *names])
    places = _place_tokens(parsed, rows)
    persons = find_persons(parsed, words, known, places)
    groups = find_groups(parsed, words, known)
    settled = _settled(
        [
            *persons,
            *groups,
            *names,
            *states,
            *find_declared(parsed, words, known),
            *find_labelled(parsed, words, places),
        ]
    )
    settled = _settled([*settled, *find_acronyms(parsed, settled)])
    settled += find_short_forms(parsed, words, settled, places)
    settled += _nationalities(parsed, words, known, settled)
    settled += find_pronouns(parsed, words)
    return _mentions(parsed, rows, settled)


def _states(parsed: Parsed, words: ActorWords, known: KnownNames) -> list[Candidate]:
    """States named by their name, capital or seat where they act, or where their name qualifies what acts."""
    found = []
    for name in known.names:
        if not name.is_state or name.match.how == "adjective":
            continue
        head = parsed.doc[name.head]
        if name.match.how in {"name", "alias", "capital"} and not name.match.is_part:
            reading = reading_of(head, words, known, is_capital=name.match.how == "capital")
            if reading == "place":
                continue
            found.append(named(parsed, name, is_nationality=reading == "modifies"))
        else:
            found.append(named(parsed, name))
    return found


def _nationalities(parsed: Parsed, words: ActorWords, known: KnownNames, settled: list[Candidate]) -> list[Candidate]:
    """Words for a country's or community's people: the people where they are a noun, else whose something is."""
    heads = {candidate.head: candidate for candidate in settled}
    affiliations = {candidate.affiliation for candidate in settled}
    inside = {i for c in settled if c.known_as is not None or c.form == "name" for i in range(c.start, c.end)}
    found: list[Candidate] = []
    for token in parsed.doc:
        name = known.at(token)
        is_adjective = name is not None and name.is_state and name.match.how == "adjective"
        if (
            not (is_adjective or (name is None and token.text[0].isupper() and words.is_communal(token)))
            or token.i in heads
        ):
            continue
        if is_adjective and name is not None and token.i != name.head:
            continue
        found.extend(_nationality(token, name, heads, affiliations, inside))
    return found


def _nationality(
    token: Token, name: KnownName | None, heads: dict[int, Candidate], affiliations: set[int | None], inside: set[int]
) -> Iterable[Candidate]:
    start, end = (name.match.start, name.match.end) if name is not None else (token.i, token.i + 1)
    known_as = name.actor.id if name is not None else None
    country = name.actor.country if name is not None else None
    if token.tag_ in _PLURAL_TAGS or (
        token.dep_ in {"nsubj", "pobj", "dobj"} and token.tag_ == "NNP" and _has_article(token)
    ):
        begin = noun_phrase(token, ())[0]
        yield Candidate(
            start=begin,
            end=end,
            head=token.i,
            actor_kind="community",
            country=country,
            population="people",
            is_plural=True,
        )
        return
    governor = token.head
    qualifies_actor = governor.i in heads and token.dep_ in {"amod", "compound", "nmod"}
    is_wanted = token.i in affiliations or is_compound_part(token) or (not qualifies_actor and token.i not in inside)
    if is_wanted:
        yield Candidate(
            start=start, end=end, head=token.i, kind="nationality", form="name", known_as=known_as, country=country,
            actor_kind="state" if known_as else "community",
        )  # fmt: skip


def _has_article(token: Token) -> bool:
    return any(child.dep_ == "det" for child in token.lefts)


def _settled(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates without doubles: the first of the same words or the same head, none that cross an earlier one."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(_clashes(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


def _clashes(candidate: Candidate, other: Candidate) -> bool:
    if candidate.end <= other.start or other.end <= candidate.start:
        return False
    if candidate.head == other.head:
        return True
    if candidate.form == "nominal" and candidate.kind == "person" and other.kind == "person" and other.form == "name":
        return True  # a title, which belongs to the name
    inside = other.start <= candidate.start and candidate.end <= other.end
    around = candidate.start <= other.start and other.end <= candidate.end
    if not inside and not around:
        return True
    return (
        inside and candidate.known_as is not None and candidate.known_as == other.known_as and candidate.kind == "actor"
    )


def _place_tokens(parsed: Parsed, rows: Rows) -> set[int]:
    return {
        token.i
        for mention in rows.mentions
        if mention.kind == "place"
        for token in parsed.tokens(mention.start, mention.end)
    }


def _drop_places(rows: Rows, parsed: Parsed, states: list[Candidate]) -> None:
    """Take out the mentions of places whose words name a state that acts, or are part of such a name."""
    acting = {i for state in states for i in range(state.start, state.end)}
    dropped = {
        mention.id
        for mention in rows.mentions
        if mention.kind == "place" and all(t.i in acting for t in parsed.tokens(mention.start, mention.end))
    }
    rows.mentions[:] = [mention for mention in rows.mentions if mention.id not in dropped]
    for id_ in dropped:
        rows.clues.pop(id_, None)


def _mentions(parsed: Parsed, rows: Rows, candidates: list[Candidate]) -> list[Mention]:
    document = parsed.document.id
    ids: dict[int, str] = {}
    found: list[tuple[Candidate, Mention]] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        span = _span(parsed, candidate)
        id_ = identify("mn", document, span.start, span.end, candidate.kind)
        ids.setdefault(candidate.head, id_)
        found.append((candidate, Mention(
            id=id_, document=document, reader=READER, start=span.start, end=span.end, text=span.text,
            kind=candidate.kind, form=candidate.form,
        )))  # fmt: skip
    for candidate, mention in found:
        affiliation = candidate.affiliation
        if affiliation is None and candidate.office is not None:
            affiliation = _nested(candidate, candidates)
        rows.clues[mention.id] = Clue(
            head=candidate.head, known_as=candidate.known_as, actor_kind=candidate.actor_kind,
            country=candidate.country, office=candidate.office, population=candidate.population,
            is_plural=candidate.is_plural,
            affiliation=ids.get(affiliation) if affiliation is not None else None,
        )  # fmt: skip
    return [mention for _, mention in found]


def _nested(candidate: Candidate, candidates: list[Candidate]) -> int | None:
    """Head of the first body, nationality or possessive pronoun in a phrase with an office: whose office it is."""
    inside = [
        c for c in candidates
        if c is not candidate and candidate.start <= c.start and c.end <= candidate.end and c.kind != "person"
    ]  # fmt: skip
    return min(inside, key=lambda c: c.start).head if inside else None


def _span(parsed: Parsed, candidate: Candidate) -> Span:
    """Characters of a candidate; of a token like "U.S.-backed" only the name in it."""
    if candidate.end - candidate.start == 1 and candidate.form == "name":
        token = parsed.doc[candidate.head]
        name, hyphen, rest = token.text.rpartition("-")
        if hyphen and rest.islower() and name[:1].isupper():
            return parsed.span_at(token.idx, token.idx + len(name))
    last = parsed.doc[candidate.end - 1]
    note = _NOTE.search(last.text)  # a footnote's mark that clings to the word ("the Front.[3")
    return parsed.span_at(parsed.doc[candidate.start].idx, last.idx + (note.start() if note else len(last)))
