"""The gazetteer: folding of names, homonyms, the own file, users' dumps, safe compiling."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.config import cache_folder
from onrecord.errors import VocabularyError
from onrecord.vocab.gazetteer import Gazetteer, fold, load_gazetteer, with_one_article, without_division_word
from onrecord.vocab.gazetteer_build import compile_gazetteer, compiled_name


def city(number: int, name: str, country: str, admin1: str, people: int, *alternates: str) -> dict[str, Any]:
    return {
        "geonameid": number, "name": name, "latitude": 10.0, "longitude": 20.0, "countrycode": country,
        "admin1code": admin1, "population": people, "alternatenames": list(alternates), "timezone": "",
    }  # fmt: skip


CITIES = [city(1, "Ar Tarsk", "SY", "09", 5000, "trsk", "TRS", "Tarsk al-Kabir"), city(2, "Tarsk", "US", "TX", 900)]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(cache_folder())


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Ḩalab", "halab"), ("Deir ez-Zor", "deir ez zor"), ("N’Djaména", "ndjamena"), ("U.S.", "us"),
        ("Ma'rib", "marib"), ("ŁÓDŹ", "lodz"), ("حلب", "حلب"), ("", ""), ("--", ""),
    ],
)  # fmt: skip
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_forms_of_the_article_are_one() -> None:
    assert with_one_article("jisr ash shughur") == with_one_article("jisr al shughur")
    assert without_division_word("idlib governorate") == "idlib"
    assert without_division_word("province") == "province"


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Aleppo", "SYR", "city"), ("حلب", "SYR", "city"), ("al-Bab", "SYR", "city"), ("Al Bab", "SYR", "city"),
        ("Deir ez-Zor", "SYR", "city"), ("DEIR EL-ZOR", "SYR", "city"), ("Helmand", "AFG", "admin1"),
        ("Ghouta", "SYR", "region"), ("Yarmouk", "SYR", "camp"), ("Kyiv", "UKR", "capital"), ("Kiev", "UKR", "capital"),
        ("Donbas", "UKR", "region"), ("U.S.", "USA", "country"), ("Netherlands", "NLD", "country"),
        ("D.C.", "USA", "capital"), ("Gulf of Aden", None, "sea"), ("Kerem Shalom", "ISR", "crossing"),
        ("Calif.", "USA", "admin1"), ("Paris", "FRA", "capital"), ("Jordan", "JOR", "country"),
    ],
)  # fmt: skip
def test_the_likeliest_bearer_comes_first(gazetteer: Gazetteer, name: str, country: str | None, kind: str) -> None:
    best = gazetteer.lookup(name)[0]
    assert (best.country, best.kind) == (country, kind)


@pytest.mark.parametrize("name", ["", "Qwxzr", "hlb", "'; DROP TABLE place; --"])
def test_what_is_no_name_is_not_found(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_a_country_and_its_divisions_are_many(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Paris")
    assert {"FRA", "USA"} <= {place.country for place in found}
    assert any(place.admin1 == "Texas" for place in found)
    assert gazetteer.get(found[0].key) is not None
    assert gazetteer.country_names()["SYR"] == "Syria"
    assert gazetteer.size > 200_000


def test_warm_look_ups_are_fast(gazetteer: Gazetteer) -> None:
    gazetteer.lookup("Springfield")
    started = time.perf_counter()
    for _ in range(1000):
        gazetteer.lookup("Springfield")
    assert (time.perf_counter() - started) / 1000 < 0.0003


def test_compiling_keeps_names_and_drops_codes(tmp_path: Path) -> None:
    told: list[float] = []
    compile_gazetteer(tmp_path / "g.sqlite", progress=lambda _what, share: told.append(share), cities=CITIES)
    small = Gazetteer(tmp_path / "g.sqlite")
    assert [place.country for place in small.lookup("Tarsk")] == ["SYR", "USA"]
    assert small.lookup("al-Tarsk")[0].admin1 == "Aleppo"
    assert small.lookup("trsk") == ()
    assert small.lookup("TRS") == ()
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert [path.name for path in tmp_path.iterdir()] == ["g.sqlite"]


def test_several_may_compile_at_once(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(compile_gazetteer, path, "", None, CITIES) for _ in range(2)]:
            done.result()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


DUMP = (
    "900001\tDrask\tDrask\tDraska,Драск\t35.5\t36.5\tP\tPPL\tSY\t\t12\t\t\t\t1200\t\t\tAsia/Damascus\t2020-01-01\n"
    "900002\tDrask River\tDrask River\t\t35.5\t36.5\tH\tSTM\tSY\t\t12\t\t\t\t0\t\t\tAsia/Damascus\t2020-01-01\n"
)


def test_a_users_dump_is_added(tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(DUMP, encoding="utf-8")
    compile_gazetteer(tmp_path / "g.sqlite", str(dump), cities=CITIES)
    small = Gazetteer(tmp_path / "g.sqlite")
    assert small.lookup("Драск")[0].geonames_id == 900001
    assert (small.lookup("Drask River")[0].kind, small.lookup("Drask River")[0].precision) == ("river", 5)
    assert compiled_name(str(dump)) != compiled_name()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1\tonly\tthree", "3 columns"),
        (DUMP.splitlines()[0].replace("35.5", "north"), "north"),
        (DUMP.splitlines()[0].replace("35.5", "135.5"), "no place on Earth"),
    ],
)
def test_a_broken_line_of_a_dump_is_named(tmp_path: Path, line: str, said: str) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(DUMP + line + "\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line 3") as caught:
        compile_gazetteer(tmp_path / "g.sqlite", str(dump), cities=CITIES)
    assert said in caught.value.message
    assert [path.name for path in tmp_path.iterdir()] == ["SY.txt"]


def test_a_dump_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="does not exist"):
        load_gazetteer(tmp_path, str(tmp_path / "none.txt"))
