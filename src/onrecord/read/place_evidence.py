"""Is a name that the gazetteer knows a place in this text? Evidence for and against, from the words around it.

In: a candidate and the document. Out: points; above a threshold the name is taken as a place. For it speak how well
known the place is, a locative preposition, a word for a kind of place beside it, a country or division after a comma, a
dateline, the parser's label; against it speak a title or the rest of a person's name beside it, words for an
organisation after it, being part of a longer proper name, and being a common word. The weights were set by hand on the
development parts of the place benchmarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log10
from typing import TYPE_CHECKING

from onrecord.read.place_names import NameCandidate, is_capitalised
from onrecord.syntax import clauses
from onrecord.vocab import load
from onrecord.vocab.gazetteer import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

THRESHOLD = 1.0
"""Points from which a name is taken as a place."""
SURE = 3.0
"""Points from which other mentions of the name in the document are believed too."""
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS = frozenset({"ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME"})
_BROAD = frozenset({"country", "continent", "region", "sea", "admin1", "island", "river", "lake", "mountain"})
_SHORT = 3
"""Letters up to which a word in capitals is rather an abbreviation than a small place."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The vocabulary `place_words`, as sets."""

    locative: frozenset[str]
    taken: frozenset[str]
    falling: frozenset[str]
    strongly_locative: frozenset[str]
    beside: frozenset[str]
    possessive: frozenset[str]
    containing: frozenset[str]
    before: dict[str, str]
    after: dict[str, str]
    parts: frozenset[str]
    organisation_after: frozenset[str]
    organisation_before: frozenset[str]
    titles: frozenset[str]
    person_after: frozenset[str]
    nominal: dict[str, str]
    determiners: frozenset[str]
    particles: frozenset[str]
    leading: frozenset[str]
    common: frozenset[str]
    personal: frozenset[str]
    surely_before: frozenset[str]
    generic: frozenset[str]


@cache
def place_words(language: str) -> PlaceWords:
    """The words of a language around names of places."""
    entries = load("place_words", language)
    classes = ("classes_before", "classes_after", "nominal")
    sets = {name: frozenset(words) for name, words in entries.items() if name not in classes}
    before, after, nominal = (
        {word: kind for kind, words in entries[name].items() for word in words} for name in classes
    )
    generic = sets["parts"] | before.keys() | after.keys() | nominal.keys() | sets["particles"] | sets["common"]
    return PlaceWords(before=before, after=after, nominal=nominal, generic=generic, **sets)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a candidate: tokens directly before and after, outside commas and articles."""

    before: Token | None
    after: Token | None
    begins_sentence: bool
    class_before: str | None
    class_after: str | None
    is_part_of_place: bool
    preposition: str | None


def surroundings(doc: Doc, start: int, end: int, words: PlaceWords) -> Surroundings:
    """Read the words around the tokens [start, end)."""
    before = doc[start - 1] if start > 0 and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    place = start - 1
    is_part = False
    while (
        place >= 0 and not doc[place + 1].is_sent_start and (doc[place].lower_ in words.parts or doc[place].text == "-")
    ):
        is_part = is_part or doc[place].lower_ in words.parts
        place -= 1
    if place >= 0 and not doc[place + 1].is_sent_start and doc[place].lower_ in words.determiners:
        place -= 1
    left = doc[place] if place >= 0 and not doc[place + 1].is_sent_start else None
    class_before = None
    if left is not None:
        noun = left
        if left.dep_ == "prep" and left.i > 0 and left.nbor(-1).lower_ in words.before and _is_of(left):
            noun = left.nbor(-1)
        class_before = words.before.get(noun.lower_) if noun.lower_ in words.before else None
        if noun is left and class_before and is_capitalised(left) and left.is_sent_start is not True:
            class_before = None
    class_after = words.after.get(after.lower_) if after is not None else None
    preposition = (
        left.lower_ if left is not None and left.lower_ in words.locative and left.tag_ in {"IN", "TO", "RP"} else None
    )
    return Surroundings(
        before, after, doc[start].is_sent_start is True, class_before, class_after, is_part, preposition
    )


def _is_of(token: Token) -> bool:
    """True for the preposition that joins a kind of place to its name ("the city of X")."""
    return (
        token.i > 0
        and token.dep_ == "prep"
        and token.head.i == token.i - 1
        and token.nbor(-1).pos_ in {"NOUN", "PROPN"}
    )


class Evidence:
    """Weighs the candidates of one document."""

    def __init__(self, doc: Doc, words: PlaceWords) -> None:
        self._doc = doc
        self._words = words
        self._labels: dict[int, tuple[str, int, int]] = {}
        self._persons: set[str] = set()
        for entity in doc.ents:
            for i in range(entity.start, entity.end):
                self._labels[i] = (entity.label_, entity.start, entity.end)
            if entity.label_ == "PERSON" and entity.end - entity.start > 1:
                self._persons.add(entity[-1].lower_)

    def points(self, candidate: NameCandidate, around: Surroundings) -> float:
        """Points for and against a candidate being a place here."""
        points = self._renown(candidate)
        points += self._label(candidate)
        points += self._for(candidate, around)
        points -= self._against(candidate, around)
        return points

    def label(self, i: int) -> tuple[str, int, int] | None:
        """The parser's entity over a token: its label, first token and end."""
        return self._labels.get(i)

    def _renown(self, candidate: NameCandidate) -> float:
        best = candidate.places[0]
        if best.kind in {"country", "continent"}:
            return 3.5
        if best.kind in _BROAD and (best.is_main or best.kind == "admin1"):
            return 2.0
        people = max(place.population if place.is_main else place.population / 30 for place in candidate.places)
        points = min(2.0, max(-1.0, log10(people + 1) - 4.5))
        if len(candidate.folded.split(" ")) > 1:
            points += 0.7
        return points

    def _label(self, candidate: NameCandidate) -> float:
        found = {self._labels.get(i) for i in range(candidate.start, candidate.end)} - {None}
        if not found:
            return -0.3
        points = 0.0
        for label, start, end in (entity for entity in found if entity is not None):
            is_longer = start < candidate.start or end > candidate.end
            if label in _PLACE_LABELS:
                points = max(points, 1.0 if is_longer else 2.0)
            elif label == "PERSON":
                points = min(points, -3.0 if is_longer else -1.0)
            elif label in _OTHER_LABELS:
                points = min(points, -1.2 if is_longer else -0.7)
        return points

    def _for(self, candidate: NameCandidate, around: Surroundings) -> float:
        points = 0.0
        if around.preposition in self._words.strongly_locative:
            points += 1.7
        elif around.preposition is not None:
            points += 1.6 if self._is_home(candidate) else 0.6
        if around.class_before or around.class_after:
            points += 2.0
        if around.is_part_of_place:
            points += 1.0
        return points + (1.3 if self._is_fought_over(candidate) else 0.0)

    def _is_fought_over(self, candidate: NameCandidate) -> bool:
        """True for "X fell to", "captured X", "X was shelled": what is done to towns."""
        name = self._doc[candidate.start : candidate.end].root
        verb = name.head
        if name.dep_ in clauses.SUBJECT:
            return verb.lemma_ in self._words.falling
        return name.dep_ in clauses.OBJECT | clauses.PASSIVE_SUBJECT and verb.lemma_ in self._words.taken

    def _is_home(self, candidate: NameCandidate) -> bool:
        """True for "Lena Orr of X" and "Lena Orr, 24, of X"."""
        before = self._doc[candidate.start - 1] if candidate.start > 1 else None
        if before is None or before.lower_ not in self._words.possessive:
            return False
        token = before.nbor(-1)
        if token.text == "," and token.i > 0 and token.nbor(-1).like_num:
            return True
        label = self._labels.get(token.i)
        return label is not None and label[0] == "PERSON"

    def _against(self, candidate: NameCandidate, around: Surroundings) -> float:
        is_one_word = " " not in candidate.folded
        points = self._against_words(candidate, is_one_word=is_one_word)
        points += self._joined(candidate, around)
        if is_one_word and self._doc[candidate.start].pos_ not in {"PROPN", "X", "NOUN"}:
            points += 1.5
        return points + self._against_neighbours(around)

    def _against_words(self, candidate: NameCandidate, *, is_one_word: bool) -> float:
        """Points against the name itself: a common word, a person's name, an abbreviation."""
        words, points = self._words, 0.0
        is_short_form = candidate.text.isupper()
        if candidate.folded in words.common and not is_short_form:
            points += 4.0
        elif candidate.folded in words.personal:
            points += 1.5
        if is_one_word and candidate.folded in self._persons:
            points += 2.0
        if is_short_form and len(candidate.folded) <= _SHORT and candidate.places[0].kind not in _BROAD:
            points += 3.0
        if all(word in words.generic for word in candidate.folded.split(" ")):
            points += 2.0
        if _is_clipped(candidate) and "." not in candidate.text:
            points += 3.0
        return points + (3.0 if candidate.text.islower() else 0.0)

    def _against_neighbours(self, around: Surroundings) -> float:
        """Points against a name after a title, or beside words of an organisation."""
        words, points = self._words, 0.0
        before, after = around.before, around.after
        if before is not None and before.lower_ in words.titles and is_capitalised(before):
            points += 3.0
        if after is not None and after.lower_ in words.person_after and around.preposition is None:
            points += 0.7
        if after is not None and after.lower_ in words.organisation_after and is_capitalised(after):
            points += 2.5
        if before is not None and before.i > 0 and before.lower_ in self._words.possessive:
            owner = before.nbor(-1)
            points += 2.0 if owner.lower_ in words.organisation_before and is_capitalised(owner) else 0.0
        return points

    def _joined(self, candidate: NameCandidate, around: Surroundings) -> float:
        """Points against a name that is part of a longer run of capitalised words."""
        words, points = self._words, 0.0
        before, after = around.before, around.after
        if (
            before is not None and before.pos_ == "PROPN" and is_capitalised(before) and not around.begins_sentence
            and before.lower_ not in words.parts and before.lower_ not in words.before and before.is_alpha
        ):  # fmt: skip
            points += 2.0
        if (
            after is not None
            and is_capitalised(after)
            and after.pos_ == "PROPN"
            and after.is_alpha
            and around.class_after is None
            and after.lower_ not in words.organisation_after
        ):
            points += 1.0 if candidate.places[0].kind in _BROAD else 1.5
        if after is not None and after.text in {"-", "–"} and not after.whitespace_ and not after.nbor(-1).whitespace_:
            points += 0.5
        return points


def _is_clipped(candidate: NameCandidate) -> bool:
    """True for the abbreviation of a division ("Mass", "Wash"), which without its stop is rather a word."""
    best = candidate.places[0]
    name = fold(best.name)
    return (
        best.kind == "admin1"
        and name != candidate.folded
        and (name.startswith(candidate.folded) or len(candidate.folded) <= _SHORT)
    )
