"""Which place a name means: homonyms settled by the document's own context.

In: mentions of places with the clues that reading left. Out: one place a real place and document, and the place of each
mention. Method: every bearer of a name gets points: how well known it is (the gazetteer's weight), whether its country
and division are spoken of (places, nationalities, actors), whether the words name what contains it ("Paris, Texas") or
what kind it is ("Idlib province"), and whether bearers of the document's other names lie near it. One name of one kind
means one place throughout a document. "The city" is the last city named before it.

A name that the gazetteer lacks becomes a place with its name alone, without coordinates. Known errors: two places of
one name in one document where no container tells them apart; nominals where the last named city is not meant.
Reference: Leidner (2007), Toponym Resolution in Text, on one sense a discourse, containers and spatial minimality.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import exp, log

from onrecord.config import cache_folder, setting
from onrecord.model import Clue, Mention, Place, Rows, identify
from onrecord.syntax import Parsed
from onrecord.vocab.gazetteer import Gazetteer, KnownPlace, fold, load_gazetteer, without_division_word

READER = "places 1"
_MOST_CANDIDATES = 60
_COUNTRY_POINTS = 1.0
_MOST_COUNTRY_POINTS = 4.0
_WIDE_POINTS = 3.0
"""What seas, continents and regions of several countries get, since no country can speak for them."""
_ADMIN1_POINTS = 1.3
_CONTAINER_POINTS = 6.0
_KIND_POINTS = 4.0
_NEAR_POINTS = 1.1
_SEAT_POINTS = 1.5
_SEAT_WEIGHT = 4.0
_SUREST_GAP = 3.5
_RELATIVE_SCALE = 1.5
_DIVISIONS = frozenset({"admin1", "admin2"})
_DIVISION_WORDS = {"province": "admin1", "district": "admin2"}
"""Kinds of nominal mentions to the kinds of place that they can mean."""
_SETTLEMENTS = frozenset({"city", "capital"})
_FITS: Mapping[str, frozenset[str]] = {
    "admin": frozenset({"admin1", "admin2"}),
    "city": _SETTLEMENTS,
    "quarter": frozenset({"quarter", "city"}),
    "camp": frozenset({"camp", "base"}),
    "island": frozenset({"island"}),
    "water": frozenset({"river", "lake", "sea"}),
    "area": frozenset({"region", "mountain"}),
    "site": frozenset({"site", "base", "crossing"}),
}
"""Kind that the words give (`Clue.office`) to the gazetteer's kinds that fit it."""
_SITE = "site"
"""`Clue.office` of a mention by a common noun that names a place of its own."""
_UNKNOWN_KINDS = frozenset({"city", "quarter", "camp", "island"})
_TOWN_PEOPLE = 1_000_000
_MOST_TIMES = 4


@dataclass(slots=True)
class _Name:
    """The mentions of one name of one kind in a document."""

    folded: str
    told: str | None
    mentions: list[Mention] = field(default_factory=list)
    candidates: list[KnownPlace] = field(default_factory=list)
    containers: list[str] = field(default_factory=list)
    chosen: KnownPlace | None = None


@dataclass(slots=True)
class _Context:
    """What the document speaks of: countries and divisions, with how often."""

    countries: Counter[str]
    divisions: Counter[str]

    def points(self, place: KnownPlace) -> float:
        if place.country is None:
            return _WIDE_POINTS
        points = 0.0
        if self.countries[place.country]:
            share = self.countries[place.country] / self.countries.total()
            points += _COUNTRY_POINTS * log(1 + self.countries[place.country]) + share
        if place.admin1_code is not None and place.kind != "admin1" and self.divisions[place.admin1_code]:
            points += _ADMIN1_POINTS * log(1 + self.divisions[place.admin1_code])
        return min(points, _MOST_COUNTRY_POINTS)


def resolve_places(parsed: Parsed, rows: Rows) -> tuple[list[Place], dict[str, str]]:
    """The places of a document, and which of them each mention of a place means.

    Args:
        parsed: The document.
        rows: What was read; the mentions of kind `place` are resolved, with their clues.

    Returns:
        The places in the order in which they are first named, and mention id to place id.
    """
    gazetteer = load_gazetteer(cache_folder(), str(setting("gazetteer_file")))
    mentions = sorted((m for m in rows.mentions if m.kind == "place"), key=lambda m: (m.start, m.end))
    named = [m for m in mentions if m.form == "name"]
    names = _grouped(named, rows.clues, gazetteer)
    _choose(names, rows, parsed, gazetteer)
    places = [_place(parsed, name, rows.clues, names) for name in names]
    merged: dict[str, Place] = {}
    place_of: dict[str, str] = {}
    for place in places:
        before = merged.get(place.id)
        merged[place.id] = place if before is None else _joined(before, place)
        place_of.update(dict.fromkeys(place.mentions, place.id))
    populations = {p.id: n.chosen.population if n.chosen else 0 for p, n in zip(places, names, strict=True)}
    for place in _sites(parsed, [m for m in mentions if rows.clues[m.id].office == _SITE and m.form == "nominal"]):
        merged[place.id] = place
        place_of.update(dict.fromkeys(place.mentions, place.id))
    for mention, place_id in _nominals(mentions, rows.clues, place_of, merged, populations):
        place_of[mention.id] = place_id
        place = merged[place_id]
        merged[place_id] = _joined(place, _with_mentions(place, (mention.id,)))
    order = {m.id: i for i, m in enumerate(mentions)}
    return sorted(merged.values(), key=lambda p: min(order[m] for m in p.mentions)), place_of


def _grouped(named: Iterable[Mention], clues: Mapping[str, Clue], gazetteer: Gazetteer) -> list[_Name]:
    groups: dict[tuple[str, str | None], _Name] = {}
    for mention in named:
        clue = clues[mention.id]
        told = clue.office if clue.office in {"admin", "camp", "island", "water"} else None
        folded = fold(mention.text)
        name = groups.setdefault((folded, told), _Name(folded, told))
        name.mentions.append(mention)
        if clue.affiliation is not None:
            name.containers.append(clue.affiliation)
    for name in groups.values():
        text = name.mentions[0].text
        found = list(gazetteer.lookup(text))
        plain = without_division_word(name.folded)
        if plain != name.folded:
            found += [p for p in gazetteer.lookup(plain) if p.kind in _DIVISIONS and p not in found]
        name.candidates = found[:_MOST_CANDIDATES] if not name.containers else found
    return list(groups.values())


def _choose(names: list[_Name], rows: Rows, parsed: Parsed, gazetteer: Gazetteer) -> None:
    context = _context(names, rows, parsed, gazetteer)
    name_of = {m.id: name for name in names for m in name.mentions}
    first = {id(name): _scored(name, name_of, context, rows.clues) for name in names}
    near = _Nearness(first)
    for name in names:
        scores = first[id(name)]
        if scores:
            best = max(scores, key=lambda place: (scores[place] + near.points(name, place), place.weight, place.key))
            name.chosen = best


def _context(names: list[_Name], rows: Rows, parsed: Parsed, gazetteer: Gazetteer) -> _Context:
    countries: Counter[str] = Counter()
    divisions: Counter[str] = Counter()
    for mention in rows.mentions:
        clue = rows.clues.get(mention.id)
        if mention.kind != "place" and clue is not None and clue.country is not None:
            countries[clue.country] += 1
    for name in names:
        _count_name(name, countries, divisions)
        for container in name.containers:
            _count_container(container, names, countries, divisions)
    if parsed.document.dateline_place:
        found = gazetteer.lookup(parsed.document.dateline_place)
        if found and found[0].country:
            countries[found[0].country] += 1
    return _Context(countries, divisions)


def _count_name(name: _Name, countries: Counter[str], divisions: Counter[str]) -> None:
    """Count the country, and the division, of a name whose likeliest bearer has no rival in another country."""
    best = name.candidates[0] if name.candidates else None
    if best is None or best.country is None:
        return
    rivals = [p for p in name.candidates if p.country != best.country and p.weight > best.weight - _SUREST_GAP]
    times = min(len(name.mentions), _MOST_TIMES)
    if not rivals:
        countries[best.country] += times
        if best.kind == "admin1" and best.admin1_code is not None:
            divisions[best.admin1_code] += times
    elif best.kind == "country":
        countries[best.country] += 1


def _count_container(container: str, names: list[_Name], countries: Counter[str], divisions: Counter[str]) -> None:
    for name in names:
        if any(m.id == container for m in name.mentions):
            for place in name.candidates:
                if place.kind == "admin1" and place.admin1_code and place.country:
                    divisions[place.admin1_code] += 1
                    countries[place.country] += 1
                    return
                if place.kind == "country" and place.country:
                    countries[place.country] += 1
                    return


def _scored(
    name: _Name, name_of: Mapping[str, _Name], context: _Context, clues: Mapping[str, Clue]
) -> dict[KnownPlace, float]:
    scores = {}
    outers = [p for c in name.containers if c in name_of for p in name_of[c].candidates]
    told = Counter(clues[m.id].office for m in name.mentions if clues[m.id].office in _FITS)
    kind = told.most_common(1)[0][0] if told else None
    inner_of = [n for n in name_of.values() if n is not name and any(name_of.get(c) is name for c in n.containers)]
    for place in name.candidates:
        points = place.weight + context.points(place)
        if any(_is_inside(place, outer) for outer in outers):
            points += _CONTAINER_POINTS
        if any(_is_inside(inner, place) for other in inner_of for inner in other.candidates):
            points += _CONTAINER_POINTS
        if place.kind in _DIVISIONS and kind != "admin" and any(_is_seat(other, place) for other in name.candidates):
            points -= _SEAT_POINTS
        if kind is not None:
            fits = place.kind in _FITS[kind]
            points += _KIND_POINTS if fits else 0.0
        scores[place] = points
    return scores


def _is_seat(city: KnownPlace, division: KnownPlace) -> bool:
    """True for the large city after which a division is named: the bare name then means the city."""
    return city.kind in _SETTLEMENTS and city.admin1_code == division.admin1_code and city.weight > _SEAT_WEIGHT


def _is_inside(inner: KnownPlace, outer: KnownPlace) -> bool:
    if inner.key == outer.key or inner.kind in {"country", "continent"}:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    return outer.kind == "admin1" and inner.admin1_code == outer.admin1_code and inner.kind != "admin1"


class _Nearness:
    """How many of a document's other names have a likely bearer close to a place, counted over one-degree cells."""

    def __init__(self, scored: Mapping[int, Mapping[KnownPlace, float]]) -> None:
        self._cells: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
        for number, scores in scored.items():
            if not scores:
                continue
            best = max(scores.values())
            for place, points in scores.items():
                share = exp((points - best) / _RELATIVE_SCALE)
                if place.precision <= 4 and share > 0.02:  # noqa: PLR2004 - points, not wide areas; likely ones only
                    cell = self._cells[_cell(place)]
                    cell[number] = max(cell.get(number, 0.0), share)

    def points(self, name: _Name, place: KnownPlace) -> float:
        if place.precision > 4:  # noqa: PLR2004 - wide areas are near to everything
            return 0.0
        row, column = _cell(place)
        best: dict[int, float] = {}
        for r in (row - 1, row, row + 1):
            for c in (column - 1, column, column + 1):
                for number, share in self._cells.get((r, c), {}).items():
                    if number != id(name):
                        best[number] = max(best.get(number, 0.0), share)
        return min(3.0, _NEAR_POINTS * log(1 + 2 * sum(best.values())))


def _cell(place: KnownPlace) -> tuple[int, int]:
    return int(place.latitude // 1), int(place.longitude // 1)


def _place(parsed: Parsed, name: _Name, clues: Mapping[str, Clue], names: list[_Name]) -> Place:
    document = parsed.document.id
    ids = tuple(m.id for m in name.mentions)
    text = max(Counter(m.text for m in name.mentions).items(), key=lambda item: (item[1], len(item[0])))[0]
    text = " ".join(text.split())
    known = name.chosen
    if known is None:
        outer = next((n.chosen for c in name.containers for n in names if any(m.id == c for m in n.mentions)), None)
        told = next((clues[i].office for i in ids if clues[i].office in _UNKNOWN_KINDS), None)
        return Place(
            id=identify("pl", document, name.folded), document=document, reader=READER, name=text, kind=told,
            country=outer.country if outer else None, admin1=outer.admin1 if outer else None, mentions=ids,
        )  # fmt: skip
    is_near = all(clues[i].office == "near" for i in ids)
    keeps_own = known.is_main or known.kind in {"country", "admin1", "admin2"}
    return Place(
        id=identify("pl", document, known.geonames_id or known.key), document=document, reader=READER,
        name=known.name if keeps_own else text, geonames_id=known.geonames_id, latitude=known.latitude,
        longitude=known.longitude, country=known.country, admin1=known.admin1, kind=known.kind,
        where_precision=2 if is_near and known.precision == 1 else known.precision, mentions=ids,
    )  # fmt: skip


def _joined(place: Place, other: Place) -> Place:
    both = tuple(dict.fromkeys([*place.mentions, *other.mentions]))
    precise = [p.where_precision for p in (place, other) if p.where_precision is not None]
    return _with_mentions(place, both, min(precise, default=None))


def _with_mentions(place: Place, mentions: tuple[str, ...], precision: int | None = None) -> Place:
    return replace(place, mentions=mentions, where_precision=precision or place.where_precision)


def _nominals(
    mentions: list[Mention], clues: Mapping[str, Clue], place_of: Mapping[str, str], places: Mapping[str, Place],
    populations: Mapping[str, int],
) -> list[tuple[Mention, str]]:  # fmt: skip
    """Mentions such as "the city", each with the last place named before it that can be meant."""
    found = []
    named: list[str] = []
    for mention in mentions:
        if mention.form == "name":
            if mention.id in place_of:
                named.append(place_of[mention.id])
            continue
        if mention.id in place_of:
            continue
        kind = clues[mention.id].office
        for place_id in reversed(named):
            if _can_mean(kind, places[place_id], populations.get(place_id, 0)):
                found.append((mention, place_id))
                named.append(place_id)
                break
    return found


def _sites(parsed: Parsed, mentions: Iterable[Mention]) -> list[Place]:
    """Places of their own that common nouns name ("the hills behind the town"), one for each wording."""
    together: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        tokens = parsed.tokens(mention.start, mention.end)
        words = [t.text for t in tokens if t.tag_ not in {"DT", "PRP$"}]
        together[" ".join(words)].append(mention)
    document = parsed.document.id
    return [
        Place(
            id=identify("pl", document, "site", fold(words)), document=document, reader=READER, name=words,
            mentions=tuple(m.id for m in same),
        )
        for words, same in together.items()
    ]  # fmt: skip


def _can_mean(kind: str | None, place: Place, population: int) -> bool:
    if kind in _DIVISION_WORDS:
        return place.kind == _DIVISION_WORDS[kind]
    if kind == "camp":
        return place.kind in {"camp", "base"}
    if kind == "town":
        return place.kind == "city" and population < _TOWN_PEOPLE
    if kind == "capital":
        return place.kind == "capital"
    return place.kind in {"city", "capital"}
