"""Persons by name: "Foreign Minister Ilan Dorek", "Sheikh Omar bin Said Al Tarsi", "Dorek".

Goes in: a parsed document, the registry's names in it, and the tokens that are names of places; come out: candidates
with the office and whose office it is.

Method: persons of the registry; names that the parser's entity labels call persons; capitalised words after a title, or
in apposition to an office. A name is stretched over adjoining name words (Arabic names have many). The registry's and
the gazetteer's own names win over the labels. The family name of a person named in full is that person everywhere.

Known errors: a one-word name without title, registry entry or full form elsewhere is taken only where it acts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.read.actor_names import KnownName, KnownNames
from onrecord.read.actor_words import ActorWords
from onrecord.read.bodies import declared_states
from onrecord.read.groups import affiliation_of, office_text
from onrecord.read.phrases import CLOSING, HYPHENS, MODIFIER, OPENING, Candidate, noun_phrase, prefix
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "agent"})
_BEFORE = frozenset({"det", "amod", "compound", "nmod", "poss"})
_LONGEST_COMPLEMENT = 5
_LEAST_BEFORE = 3
_WORD_TITLES = ("honorific", "rank", "office")
_ALL_TITLES = (*_WORD_TITLES, "before")


@dataclass(frozen=True, slots=True)
class _Finder:
    doc: Doc
    words: ActorWords
    known: KnownNames
    places: Collection[int]

    def is_title(self, i: int, groups: Collection[str] = _WORD_TITLES) -> bool:
        word = self.doc[i].lower_
        return any(word in self.words.titles[group] for group in groups)

    def is_free(self, i: int) -> bool:
        """True where neither the registry (as other than a person) nor the gazetteer claims the token."""
        name = self.known.by_token.get(i)
        if (
            name is not None
            and name.match.how == "adjective"
            and prefix(self.doc[i]) in self.words.alignments["particles"]
        ):
            return True
        return (name is None or name.actor.kind == "person") and i not in self.places

    def is_name_word(self, i: int) -> bool:
        token = self.doc[i]
        return (
            token.text[:1].isupper() and _has_name_tag(token) and self.is_free(i) and not self.is_title(i)
            and not self.is_body(token)
            and not (token.is_sent_start and token.lower_ in self.words.locative)
        )  # fmt: skip

    def is_body(self, token: Token) -> bool:
        noun = self.words.noun(token)
        return noun is not None and (noun.is_body or noun.is_side) and noun.needs != "name"

    def is_particle(self, i: int) -> bool:
        return self.doc[i].lower_ in self.words.alignments["particles"] or self.doc[i].text in HYPHENS

    def grown(self, start: int, end: int) -> tuple[int, int]:
        """A range stretched over adjoining words of a name; particles only between two of them."""
        doc = self.doc
        while (step := self._next(end)) is not None and not doc[end - 1].text.endswith("."):
            end = step
        while start > 0 and not doc[start - 1].is_sent_end and not doc[start].is_sent_start:
            i = start - 1
            while i > 0 and self.is_particle(i) and not doc[i].is_sent_start:
                i -= 1
            if not self.is_name_word(i) or (
                i == start - 1 and doc[i].dep_ not in {"compound", "nmod", "flat", "nsubj", "appos"}
            ):
                if i + 1 < start and doc[i + 1].text[:1].isupper() and doc[start - 1].text in HYPHENS:
                    start = i + 1
                break
            if i > 0 and doc[i - 1].lower_ in self.words.titles["complements"]:
                break  # "Secretary of *State* Ilan Dorek"
            start = i
        return start, end

    def _next(self, end: int) -> int | None:
        doc, i = self.doc, end
        while i < len(doc) and self.is_particle(i) and not doc[i].is_sent_start:
            i += 1
        return i + 1 if i < len(doc) and not doc[i].is_sent_start and self.is_name_word(i) else None


def find_persons(parsed: Parsed, words: ActorWords, known: KnownNames, places: Collection[int]) -> list[Candidate]:
    """Candidates for the persons that are named."""
    finder = _Finder(parsed.doc, words, known, places)
    ranges: dict[int, tuple[int, int, str | None]] = {}
    for start, end, known_as in sorted(_ranges(finder), key=lambda r: (r[0], -r[1], r[2] is None)):
        if not any(s < end and start < e for s, e, _ in ranges.values()):
            ranges[start] = (start, end, known_as)
    for start, end in list(_repeated(finder, list(ranges.values()))):
        if not any(s < end and start < e for s, e, _ in ranges.values()):
            ranges[start] = (start, end, None)
    kept = [start for start, (_, end, _) in ranges.items() if not _is_ship(finder, start) and not _is_area(finder, end)]
    states = declared_states(parsed.doc, words)
    return [
        _candidate(finder, *ranges[start])
        for start in sorted(kept)
        if ranges[start][1] - start > 1 or parsed.doc[start].text not in states
    ]


def _is_area(finder: _Finder, end: int) -> bool:
    """True for a name that an area bears ("the *Sheikh Nasir* district")."""
    doc = finder.doc
    return (
        end < len(doc)
        and doc[end - 1].dep_ in {"compound", "nmod"}
        and doc[end - 1].head.i == end
        and doc[end].lower_ in finder.words.titles["areas"]
    )


def _is_ship(finder: _Finder, start: int) -> bool:
    """True for a ship that bears a person's name ("the frigate *Admiral N*")."""
    i = start - 1
    while i > 0 and finder.is_title(i, ("rank", "honorific")):
        i -= 1
    return i >= 0 and finder.doc[i].lower_ in finder.words.titles["ships"]


def _ranges(finder: _Finder) -> Iterator[tuple[int, int, str | None]]:
    doc = finder.doc
    for name in finder.known.names:
        if name.actor.kind == "person":
            start, end = finder.grown(name.match.start, name.match.end)
            yield (
                start,
                end,
                name.actor.id if end - start == name.match.end - name.match.start or not _is_surname(name) else None,
            )
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            found = _from_label(finder, entity.start, entity.end)
            if found is not None:
                yield (*found, None)
    for token in doc[:-1]:
        if not finder.is_title(token.i):
            continue
        following = token.i + 1
        if doc[following].lower_ == "." and following + 1 < len(doc):
            following += 1
        if not doc[following].is_sent_start and _may_follow_title(finder, following):
            yield (*finder.grown(following, following + 1), None)
    yield from ((*found, None) for found in _in_apposition(finder))


def _is_surname(name: KnownName) -> bool:
    return name.match.how == "surname"


def _may_follow_title(finder: _Finder, i: int) -> bool:
    token = finder.doc[i]
    if not finder.is_name_word(i) or token.ent_type_ in {"DATE", "TIME", "LAW", "EVENT", "LANGUAGE"}:
        return False
    title = finder.doc[i - 1]
    return title.dep_ in {"compound", "nmod", "amod", "appos", "dep"} or title.head.i == i or token.head.i == title.i


def _from_label(finder: _Finder, start: int, end: int) -> tuple[int, int] | None:
    doc = finder.doc
    while start < end and not finder.is_name_word(start):
        start += 1
    while end > start and not finder.is_name_word(end - 1):
        end -= 1
    if start == end or any(
        not (finder.is_name_word(i) or finder.is_particle(i) or finder.is_title(i)) for i in range(start, end)
    ):
        return None
    start, end = finder.grown(start, end)
    head = doc[start:end].root
    has_title = start > 0 and finder.is_title(start - 1)
    before = doc[start - 1] if start > 0 else None
    if before is not None and not has_title and (before.tag_ == "DT" or before.lower_ in finder.words.only_places):
        return None
    if head.dep_ in {"compound", "nmod", "amod"} and head.head.i >= end and not has_title and end - start == 1:
        return None
    if end - start == 1 and not has_title and (head.dep_ not in _ACTING or head.text.isupper()):
        return None
    return start, end


def _in_apposition(finder: _Finder) -> Iterator[tuple[int, int]]:
    """Capitalised words that stand in apposition to an office ("the envoy, Ilan Dorek")."""
    for token in finder.doc:
        if token.dep_ != "appos" or not finder.is_name_word(token.i):
            continue
        names = finder.words.titles["bare"] | finder.words.titles["kin"]
        if token.head.lower_ in names and token.head.i < token.i:
            start = token.i
            while start - 1 > token.head.i and finder.is_name_word(start - 1):
                start -= 1
            yield finder.grown(start, token.i + 1)
    yield from _between_commas(finder)


def _between_commas(finder: _Finder) -> Iterator[tuple[int, int]]:
    """Two or more capitalised words between commas, right after an office or somebody's own ("his deputy, *N N*,")."""
    doc, words = finder.doc, finder.words.titles
    for comma in doc[1:-2]:
        before = comma.nbor(-1)
        if comma.text != "," or before.lower_ not in words["bare"] | words["kin"] or before.tag_[:2] != "NN":
            continue
        end = comma.i + 1
        while end < len(doc) and not doc[end].is_sent_start and (finder.is_name_word(end) or finder.is_particle(end)):
            end += 1
        if end - comma.i > 2 and end < len(doc) and doc[end].text in {",", "."}:  # noqa: PLR2004 - two words of a name
            yield comma.i + 1, end


def _repeated(finder: _Finder, ranges: list[tuple[int, int, str | None]]) -> Iterator[tuple[int, int]]:
    """Family names standing alone, of persons named in full elsewhere."""
    families = {finder.doc[_last(finder, start, end)].text for start, end, _ in ranges if end - start > 1}
    for token in finder.doc:
        if token.text in families and finder.is_name_word(token.i) and not (
            token.dep_ in {"compound", "nmod"} and token.head.i == token.i + 1 and token.head.tag_ in _NAME_TAGS
        ):  # fmt: skip
            yield token.i, token.i + 1


def _has_name_tag(token: Token) -> bool:
    return token.tag_ in _NAME_TAGS or (token.ent_type_ == "PERSON" and token.dep_ in {"compound", "nmod"})


def _last(finder: _Finder, start: int, end: int) -> int:
    while end - 1 > start and finder.doc[end - 1].lower_ in finder.words.titles["suffixes"]:
        end -= 1
    return end - 1


def _candidate(finder: _Finder, start: int, end: int, known_as: str | None) -> Candidate:
    doc = finder.doc
    head = doc[start:end].root
    begin = _with_titles(finder, start, head)
    office = _office_before(finder, begin, start)
    affiliation = affiliation_of(head, begin, start, finder.known) if begin < start else None
    candidate = Candidate(
        start=begin, end=end, head=head.i, kind="person", form="name", known_as=known_as, actor_kind="person",
        office=office, affiliation=affiliation,
    )  # fmt: skip
    if office is not None and not _is_rank(finder, begin, start):
        return candidate
    for title in (*_apposed(finder, head, end), *_before_comma(finder, begin, end)):
        first, last = noun_phrase(title, finder.words.titles["complements"])
        return replace(
            candidate,
            office=office_text(title, first, last),
            affiliation=affiliation_of(title, first, last, finder.known),
        )
    return candidate


def _with_titles(finder: _Finder, start: int, head: Token) -> int:
    """Start of the phrase of titles, nationality and body before a name ("its army's chief *Ilan Dorek*")."""
    doc, i = finder.doc, start
    while i > 0 and finder.is_title(i - 1, _ALL_TITLES if i < start else _WORD_TITLES):
        if doc[i].is_sent_start and not doc[i - 1].text.endswith("."):  # "Col." ends no sentence
            break
        i -= 1
    i = _before_complement(finder, start) if i == start else i
    if i == start:
        return start
    left = min(i, noun_phrase(head, ())[0])
    while (
        left > 0
        and not doc[left].is_sent_start
        and doc[left - 1].dep_ in _BEFORE
        and left <= doc[left - 1].head.i <= head.i
    ):
        left -= 1
    return left if not any(t.text in OPENING | CLOSING | {","} for t in doc[left:i]) else i


def _before_complement(finder: _Finder, start: int) -> int:
    """Start of an office with a complement right before a name ("Secretary of State *Ilan Dorek*")."""
    doc, i = finder.doc, start
    while i > 0 and start - i < _LONGEST_COMPLEMENT and not doc[i].is_sent_start:
        i -= 1
        if doc[i].lower_ in finder.words.titles["complements"]:
            is_office = i > 0 and doc[i - 1].text[:1].isupper() and finder.is_title(i - 1, ("bare",))
            return i - 1 if is_office else start
        if not doc[i].text[:1].isupper() and doc[i].tag_ != "DT":
            break
    return start


def _office_before(finder: _Finder, begin: int, start: int) -> str | None:
    kept = [i for i in range(begin, start) if doc_word(finder.doc[i])]
    while kept and finder.doc[kept[-1]].lower_ in finder.words.titles["honorific"]:
        kept.pop()
    while kept and finder.doc[kept[0]].tag_ in {"DT", "PRP$"}:
        kept.pop(0)
    return finder.doc[kept[0] : kept[-1] + 1].text if kept else None


def _is_rank(finder: _Finder, begin: int, start: int) -> bool:
    """True for a rank alone ("General"), which yields to an office beside the name ("the spokesman, General N N")."""
    ranks = finder.words.titles["rank"] | finder.words.titles["before"] | finder.words.titles["honorific"]
    return all(finder.doc[i].lower_ in ranks or not doc_word(finder.doc[i]) for i in range(begin, start))


def _before_comma(finder: _Finder, begin: int, end: int) -> Iterator[Token]:
    """The office whose phrase ends at the comma before a name that a comma closes ("the head of the council, N N,")."""
    doc = finder.doc
    if begin < _LEAST_BEFORE or doc[begin - 1].text != "," or (end < len(doc) and doc[end].tag_ in {"CC", "NNP"}):
        return
    for token in reversed(doc[doc[begin].sent.start : begin - 1]):
        if token.lower_ in finder.words.titles["bare"] and token.dep_ not in MODIFIER:
            if noun_phrase(token, finder.words.titles["complements"])[1] == begin - 1:
                yield token
            return


def doc_word(token: Token) -> bool:
    """True for a token with letters or digits."""
    return any(character.isalnum() for character in token.text)


def _apposed(finder: _Finder, head: Token, end: int) -> Iterator[Token]:
    """Heads of the offices in apposition to a name, after it or before it."""
    offices = finder.words.titles["bare"]
    if head.dep_ == "appos" and head.head.lower_ in offices:
        yield head.head
    for child in head.rights:
        if child.dep_ == "appos" and child.lower_ in offices:
            yield child
    if end + 1 < len(finder.doc) and finder.doc[end].text == ",":
        for token in finder.doc[end + 1 : end + 7]:
            if token.is_punct or token.pos_ in {"VERB", "AUX"}:
                break
            if token.lower_ in offices and token.dep_ not in {"compound", "nsubj"}:
                yield token
                break
