"""Mentions of places: names of countries, divisions, cities, regions, camps, crossings, waters; and "the city".

In: a parsed document. Out: mentions of kind `place` with clues. Method: the longest capitalised runs that the gazetteer
knows (`place_names`), weighed by the words around them (`place_evidence`); a name that is surely a place once is one
elsewhere in the document; names that the gazetteer lacks are taken where the text itself says that they are places
("the village of X") or the parser labels them so after a locative preposition.

Clues of a place: `known_as` the gazetteer key of the likeliest bearer of the name (None where unknown), `country` its
country, `office` the kind that the words give ("city", "admin", "quarter", "camp", "part", "near", ...), `affiliation`
the id of the mention of the place that contains it ("Aleppo, Syria").

Finds neither demonyms ("Syrian") nor addresses. Known errors: surnames and brands that are also small towns, after a
preposition; organisations named by a place alone (a sports club). Vocabularies: place_words, the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.config import cache_folder, setting
from onrecord.model import Clue, Mention, MentionForm, Rows, identify
from onrecord.read.place_evidence import (
    SURE,
    THRESHOLD,
    Evidence,
    PlaceWords,
    Surroundings,
    place_words,
    surroundings,
)
from onrecord.read.place_names import find_names, is_capitalised
from onrecord.syntax import Parsed
from onrecord.vocab.gazetteer import KnownPlace, fold, load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "places 1"
_CONTAINERS = frozenset({"country", "admin1", "admin2", "region", "island", "continent"})
_DATELINE_MARKS = frozenset({"-", "--", "—", "–", "(", ":"})
_DATELINE_REACH = 14
_SAID_KINDS = frozenset({"city", "quarter", "camp"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_SHORTEST = 3
_REACH = 4
_LONGEST_LABEL = 8
"""Tokens between a line's date and the colon after its place."""
_KNOWN_ELSEWHERE = 2.0
"""Points of a name that is surely a place elsewhere in the document."""


@dataclass(slots=True)
class _Found:
    """A place name taken: tokens, points, what the words around it say, and the place that contains it."""

    start: int
    end: int
    folded: str
    points: float
    places: tuple[KnownPlace, ...]
    around: Surroundings
    container: _Found | None = None
    is_contained: bool = False


def find_places(parsed: Parsed, rows: Rows) -> list[Mention]:
    """Mentions of places; their clues go into `rows.clues`.

    Args:
        parsed: The document.
        rows: Rows found before; only `rows.clues` is changed.

    Returns:
        The mentions, in the order of the text.
    """
    gazetteer = load_gazetteer(cache_folder(), str(setting("gazetteer_file")))
    words = place_words(parsed.language)
    evidence = Evidence(parsed.doc, words)
    found = [
        _Found(c.start, c.end, c.folded, evidence.points(c, around), c.places, around)
        for c in find_names(parsed, gazetteer, words.particles, words.leading)
        for around in [surroundings(parsed.doc, c.start, c.end, words)]
    ]
    _join_containers(parsed, found, words)
    _mark_datelines(parsed, found)
    _join_coordinated(parsed, found)
    taken = _believed(found)
    taken += _unknown(parsed, words, taken)
    taken += _repeated(parsed, words, taken)
    taken.sort(key=lambda f: f.start)
    _place_unknown(parsed, taken)
    return _mentions(parsed, rows, taken, words)


def _join_containers(parsed: Parsed, found: list[_Found], words: PlaceWords) -> None:
    """Find "X, Y" and "X (Y)" where Y is known to contain an X, and credit both."""
    doc = parsed.doc
    for inner, outer in pairwise(found):
        gap = [token.lower_ for token in doc[inner.end : outer.start] if not token.is_space]
        is_tight = gap in ([","], ["("]) or (not gap and _is_abbreviation(doc[outer.start]))
        if not is_tight and not (gap and gap[-1] in words.containing and gap[:-1] in ([], [","])):
            continue
        if _contains(outer.places, inner.places):
            inner.container = outer
            inner.points += 3.5 if is_tight else 1.5
            outer.points += 3.0 if is_tight else 1.0
            outer.is_contained = is_tight


def _join_coordinated(parsed: Parsed, found: list[_Found]) -> None:
    """Credit a name that is coordinated with one that is surely a place ("in X, Y and Z")."""
    doc = parsed.doc
    for left, right in pairwise(found):
        gap = doc[left.end : right.start]
        if not gap or len(gap) > 2 or left.container is not None:  # noqa: PLR2004 - ", and"
            continue
        if all(token.text == "," or token.tag_ == "CC" for token in gap):
            if left.points >= THRESHOLD > right.points and right.places[0].kind != "country":
                right.points += 1.0
            elif right.points >= THRESHOLD > left.points:
                left.points += 1.0


def _is_abbreviation(token: Token) -> bool:
    return token.text.endswith(".") and len(token) <= 6  # noqa: PLR2004 - the longest is "Calif."


def _contains(outers: Iterable[KnownPlace], inners: Iterable[KnownPlace]) -> bool:
    inners = list(inners)
    return any(
        is_inside(inner, outer)
        for outer in outers
        if outer.kind in _CONTAINERS
        for inner in inners
        if inner is not outer
    )


def is_inside(inner: KnownPlace, outer: KnownPlace) -> bool:
    """True where one place of the gazetteer lies in another."""
    if inner.key == outer.key or inner.kind in {"country", "continent"}:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    return outer.kind == "admin1" and inner.admin1_code == outer.admin1_code and inner.kind != "admin1"


def _place_unknown(parsed: Parsed, taken: list[_Found]) -> None:
    """Give a name that the gazetteer lacks the division or country named after a comma as its container."""
    for inner, outer in pairwise(taken):
        between = parsed.doc[inner.end : outer.start]
        is_near = len(between) <= _REACH and any(token.text == "," for token in between)
        if not inner.places and is_near and not between[0].is_sent_start:
            kinds = {place.kind for place in outer.places}
            if "country" in kinds or ("admin1" in kinds and outer.around.class_after == "admin"):
                inner.container = outer


def _head(parsed: Parsed, place: _Found) -> int:
    """Token on which the name hangs in its sentence: its kind's noun in "X province" and "the city of X"."""
    doc = parsed.doc
    root: Token = doc[place.start : place.end].root
    if place.around.class_after is not None and root.head.i == place.end:
        return place.end
    if place.around.class_before is not None and root.dep_ == "pobj" and root.head.dep_ == "prep":
        noun: Token = root.head.head
        if noun.i < place.start and noun.i >= place.start - _REACH:
            return int(noun.i)
    return int(root.i)


def _mark_datelines(parsed: Parsed, found: list[_Found]) -> None:
    """Credit the name that begins a block and is followed by a dash or an agency in brackets."""
    doc = parsed.doc
    starts = set(parsed.view.blocks)
    for place in found:
        first = doc[place.start]
        is_loud = first.is_upper and len(first) > 2  # noqa: PLR2004 - not an abbreviation
        if first.idx not in starts and not (is_loud and first.is_sent_start):
            continue
        for token in doc[place.end : place.end + _DATELINE_REACH]:
            if token.text in _DATELINE_MARKS:
                place.points += 3.0
                break
            if not (token.is_punct or is_capitalised(token) or token.like_num):
                break


def _believed(found: list[_Found]) -> list[_Found]:
    """Those with enough points, and other mentions of names that are surely places."""
    sure = {place.folded for place in found if place.points >= SURE}
    for place in found:
        if place.folded in sure and place.points < SURE:
            place.points += _KNOWN_ELSEWHERE
    return [place for place in found if place.points >= THRESHOLD]


def _unknown(parsed: Parsed, words: PlaceWords, taken: list[_Found]) -> list[_Found]:
    """Names that the gazetteer lacks: labelled as places after a locative, said to be one by the words, labels."""
    doc = parsed.doc
    covered = {i for place in taken for i in range(place.start, place.end)}
    found = []
    labels = set(_labels(parsed, words))
    for start, end in [*sorted(labels), *_said_names(parsed, words), *_labelled_names(parsed, words)]:
        text = doc[start:end].text
        folded = fold(text)
        if (
            any(i in covered for i in range(start, end))
            or folded in words.common
            or len(folded) < _SHORTEST
            or "\n" in text
        ):
            continue
        around = surroundings(doc, start, end, words)
        is_said = around.class_before is not None or around.class_after is not None
        if is_said or (start, end) in labels or around.preposition in words.strongly_locative:
            found.append(_Found(start, end, folded, THRESHOLD, (), around))
            covered.update(range(start, end))
    return found


def _repeated(parsed: Parsed, words: PlaceWords, taken: list[_Found]) -> list[_Found]:
    """Further occurrences of names that the gazetteer lacks and the text once called a place ("the town of X")."""
    doc = parsed.doc
    said = {
        p.folded: p.end - p.start for p in taken if not p.places and (p.around.class_before or p.around.class_after)
    }
    covered = {i for place in taken for i in range(place.start, place.end)}
    found = []
    for token in doc if said else ():
        for folded, length in said.items():
            start, end = token.i, token.i + length
            if end > len(doc) or any(i in covered for i in range(start, end)) or not is_capitalised(token):
                continue
            if fold(doc[start:end].text) == folded and not (end < len(doc) and _goes_on(doc[end], words)):
                found.append(_Found(start, end, folded, THRESHOLD, (), surroundings(doc, start, end, words)))
                covered.update(range(start, end))
    return found


def _goes_on(token: Token, words: PlaceWords) -> bool:
    """True for a word that makes the name before it a part of a longer one ("Tarsk Brigade")."""
    return is_capitalised(token) and token.is_alpha and (
        token.lower_ in words.organisation_after or token.pos_ == "PROPN"
    )  # fmt: skip


def _said_names(parsed: Parsed, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """Capitalised words after "the village of" and the like."""
    doc = parsed.doc
    for token in doc[:-2]:
        if words.before.get(token.lower_) not in _SAID_KINDS or token.pos_ != "NOUN":
            continue
        preposition = token.nbor(1)
        if preposition.dep_ != "prep" or preposition.lower_ not in words.particles:
            continue
        start = end = token.i + 2
        while end < len(doc) and not doc[end].is_sent_start and is_capitalised(doc[end]) and doc[end].is_alpha:
            end += 1
        is_sure = token.lower_ in words.surely_before
        if end > start and (is_sure or doc[start].ent_type_ != "PERSON"):
            yield start, end


def _labels(parsed: Parsed, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """Names between the date that begins a line and a colon ("- Sunday, *Harn*: two were hurt"): the last of them."""
    doc, text = parsed.doc, parsed.document.text
    for entity in doc.ents:
        if entity.label_ != "DATE" or entity.end >= len(doc) or doc[entity.end].text != ",":
            continue
        at = parsed.span(entity.start, entity.end).start
        if any(letter.isalnum() for letter in text[text.rfind("\n", 0, at) + 1 : at]):
            continue
        start = end = entity.end + 1
        while end < len(doc) and end - entity.end <= _LONGEST_LABEL and doc[end].text != ":":
            start = end + 1 if doc[end].text == "," else start
            end += 1
        is_name = all(
            is_capitalised(token) and token.is_alpha and token.lower_ not in words.titles for token in doc[start:end]
        )
        if start < end < len(doc) and doc[end].text == ":" and is_name:
            yield start, end


def _labelled_names(parsed: Parsed, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """Names that the parser labels as places, without articles and directions before them."""
    doc = parsed.doc
    for entity in doc.ents:
        if entity.label_ not in _PLACE_LABELS:
            continue
        start, end = entity.start, entity.end
        while start < end and (doc[start].lower_ in words.determiners or doc[start].lower_ in words.parts):
            start += 1
        while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
            end -= 1
        if (
            start < end
            and is_capitalised(doc[start])
            and all(
                is_capitalised(token) or token.lower_ in words.particles or token.is_punct for token in doc[start:end]
            )
        ):
            yield start, end


def _mentions(parsed: Parsed, rows: Rows, taken: list[_Found], words: PlaceWords) -> list[Mention]:
    ids = {place.start: _mention_id(parsed, place.start, place.end) for place in taken}
    mentions = []
    for place in taken:
        name = ids[place.start]
        best = place.places[0] if place.places else None
        container = ids.get(place.container.start) if place.container is not None else None
        head = _head(parsed, place)
        rows.clues[name] = Clue(
            head=head, known_as=best.key if best else None, country=best.country if best else None,
            office=_told_kind(place.around, words), affiliation=container,
        )  # fmt: skip
        mentions.append(_mention(parsed, name, place.start, place.end, "name"))
    covered = {i for place in taken for i in range(place.start, place.end)}
    for token, kind in _nominals(parsed, words, covered):
        start = token.i - 1 if token.i and token.nbor(-1).lower_ in words.determiners else token.i
        name = _mention_id(parsed, start, token.i + 1)
        rows.clues[name] = Clue(head=token.i, office=kind)
        mentions.append(_mention(parsed, name, start, token.i + 1, "nominal"))
    return sorted(mentions, key=lambda m: (m.start, m.end))


def _told_kind(around: Surroundings, words: PlaceWords) -> str | None:
    if around.class_after is not None:
        return around.class_after
    if around.class_before is not None:
        return around.class_before
    if around.is_part_of_place:
        return "part"
    return "near" if around.preposition in words.beside else None


def _nominals(parsed: Parsed, words: PlaceWords, covered: set[int]) -> Iterator[tuple[Token, str]]:
    """Nouns such as "the city" and "this village": definite, not followed by its name, not part of a compound."""
    for token in parsed.doc:
        kind = words.nominal.get(token.lower_)
        if kind is None or token.i in covered or token.i == 0 or token.dep_ == "compound" or token.pos_ != "NOUN":
            continue
        if token.nbor(-1).lower_ not in words.determiners:
            continue
        following = token.nbor(1) if token.i + 1 < len(parsed.doc) else None
        if following is not None and (following.i in covered or _is_compounded(following)):
            continue
        if any(child.dep_ == "prep" and any(g.i in covered for g in child.children) for child in token.children):
            continue
        yield token, kind


def _is_compounded(token: Token) -> bool:
    return token.tag_ == "POS" or (token.dep_ == "prep" and token.head.i == token.i - 1 and not token.is_punct)


def _mention_id(parsed: Parsed, start: int, end: int) -> str:
    span = parsed.span(start, end)
    return identify("mn", parsed.document.id, "place", span.start, span.end)


def _mention(parsed: Parsed, name: str, start: int, end: int, form: MentionForm) -> Mention:
    span = parsed.span(start, end)
    return Mention(
        id=name, document=parsed.document.id, reader=READER, start=span.start, end=span.end, text=span.text,
        kind="place", form=form,
    )  # fmt: skip
