"""Copies, quotations, credits and families of reports made by hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.build import Desk, Sheet, orders
from tests.reconcile.build import sheet as written

from onrecord.reconcile.base import note_reconciled, prepare_changes
from onrecord.reconcile.lineage import lineage

PARAGRAPHS = (
    "Three patrol boats opened fire on the grain terminal of Sel early on Tuesday and set two silos alight.",
    "The harbour master said that eleven dockers were hurt and that one of them had died on the way to hospital.",
    "Fire crews needed six hours to put out the flames, since the pumps of the eastern quay had been cut off.",
    "Traders in the town fear that the price of bread will double before the end of the month.",
    "The council of Norland called a meeting for the evening and closed the road to the lighthouse.",
    "A spokesman for the navy declined to say why the boats had left their base without orders.",
    "Grain from Sel feeds most of the islands, and the next ship is not due for three weeks.",
)
OTHER = (
    "Shepherds in the Orlan hills say that wolves have come down from the ridge earlier than they ever did.",
    "Nine flocks lost animals in one week, and the hunters' guild wants the season opened in autumn.",
    "The ministry answered that it would count the packs first and decide after the snow had gone.",
    "Owners may ask for a dog from the state farm at Bree, where forty pups were born this spring.",
    "Biologists warn that the packs move with the deer, which left the valley when the dam was built.",
)
NAVY = "Navy boats shelled silos in the port of Sel at dawn, killing a docker and wounding ten, officials reported."


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def sheet(words: str, published: str | None = "2019-03-12", publisher: str | None = None) -> Sheet:
    """A report, of an outlet of its own unless said otherwise."""
    digest = sha256(words.encode()).hexdigest()
    return written(words, published, publisher or f"Paper {digest}")


ORIGIN = text(*PARAGRAPHS)


class LineageDesk(Desk):
    """A record of which only the lineage is reconciled."""

    def trace(self) -> None:
        with self.store.transaction() as connection:
            prepare_changes(connection)
            lineage(connection)
            note_reconciled(connection)

    def rows(self, report: Sheet) -> dict[str, str]:
        query = "select origin, kind from lineage where document = ? order by origin"
        return dict(self.sql(query, report.document.id))

    def everything(self) -> tuple[list[object], list[object]]:
        return (
            list(self.sql("select * from lineage order by document, origin, kind")),
            list(self.sql("select * from family order by document")),
        )


@pytest.fixture
def desk(tmp_path: Path) -> LineageDesk:
    return LineageDesk(tmp_path / "case")


def _pair(desk: LineageDesk, copy: str, origin: str = ORIGIN, **more: object) -> tuple[str | None, str | None]:
    """Kinds of what a later text has from an earlier one, and the reverse."""
    first, second = sheet(origin, "2019-03-12"), sheet(copy, "2019-03-13", **more)  # type: ignore[arg-type]
    desk.write(first, second)
    desk.trace()
    return desk.rows(second).get(first.document.id), desk.rows(first).get(second.document.id)


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        pytest.param(ORIGIN.replace("\n\n", "\n").upper(), "same", id="other format"),
        pytest.param(ORIGIN.replace("eleven dockers", "twelve dockers"), "copy", id="a corrected figure"),
        pytest.param(text("Silos burn in Sel", ORIGIN), "copy", id="a headline put in"),
        pytest.param(text(*PARAGRAPHS[:3]), "edited_copy", id="cut short"),
        pytest.param(text(PARAGRAPHS[0], *PARAGRAPHS[:0:-1]), "edited_copy", id="paragraphs moved"),
        pytest.param(text(*PARAGRAPHS[::-1]), "edited_copy", id="backwards"),
        pytest.param(text(NAVY, *PARAGRAPHS[1:]), "edited_copy", id="another opening"),
        pytest.param(
            ORIGIN.replace(" said that", " told reporters that").replace("early on Tuesday", "before dawn on Tuesday"),
            "copy",
            id="reworded here and there",
        ),
        pytest.param(text(*PARAGRAPHS[:4], *OTHER[2:]), "edited_copy", id="spliced"),
        pytest.param(text(NAVY, PARAGRAPHS[1], *OTHER[:4]), "quotes", id="one paragraph taken over"),
        pytest.param(text(NAVY, *OTHER), None, id="a report of its own"),
    ],
)
def test_tells_what_a_later_report_has_from_an_earlier_one(desk: LineageDesk, copy: str, kind: str | None) -> None:
    assert _pair(desk, copy) == (kind, None)


def test_a_report_of_its_own_is_independent(desk: LineageDesk) -> None:
    one = sheet(text(*OTHER))
    desk.write(one)
    desk.trace()
    assert desk.sql("select document, origin, kind, score from lineage") == [
        (one.document.id, one.document.id, "independent", 1.0)
    ]
    assert desk.sql("select * from family") == [(one.document.id, one.document.id)]


def test_spans_are_the_passages(desk: LineageDesk) -> None:
    copied = text(NAVY, PARAGRAPHS[1], *OTHER[:4])
    first, second = sheet(ORIGIN, "2019-03-12"), sheet(copied, "2019-03-13")
    desk.write(first, second)
    desk.trace()
    query = (
        "select value ->> 'text', value ->> 'start', value ->> 'end' from lineage, json_each(spans) where origin = ?"
    )
    spans = desk.sql(query, first.document.id)
    assert [words for words, _, _ in spans] == [PARAGRAPHS[1].rstrip(".")]
    assert all(copied[start:end] == words for words, start, end in spans)


def test_the_second_source_of_a_spliced_report_is_quoted_and_never_joined(desk: LineageDesk) -> None:
    opened, donor = sheet(ORIGIN, "2019-03-12"), sheet(text(*OTHER[2:]), "2019-03-12")
    spliced = sheet(text(*PARAGRAPHS[:3], *OTHER[2:]), "2019-03-13")
    desk.write(opened, donor, spliced)
    desk.trace()
    assert desk.rows(spliced) == {opened.document.id: "edited_copy", donor.document.id: "quotes"}


def test_what_stands_further_down_in_a_spliced_report_is_no_copy_of_it(desk: LineageDesk) -> None:
    opened, donor = sheet(ORIGIN, "2019-03-12"), sheet(text(*OTHER[2:]), "2019-03-15")
    spliced = sheet(text(*PARAGRAPHS[:3], *OTHER[2:]), "2019-03-13")
    desk.write(opened, donor, spliced)
    desk.trace()
    assert desk.rows(donor) == {spliced.document.id: "quotes", donor.document.id: "independent"}


@pytest.mark.parametrize(
    ("dates", "texts", "origin"),
    [
        (("2019-03-14", "2019-03-12"), (ORIGIN, text(*PARAGRAPHS[:5])), 1),
        (("2019-03-12", "2019-03-12"), (ORIGIN, text(*PARAGRAPHS[:5])), 0),
        (("2019-03-12", "2019-03-12"), (ORIGIN, f"SEL, Norland (Northwire) - {text(*PARAGRAPHS[:5])}"), 1),
        ((None, "2019-03-12"), (ORIGIN, text(*PARAGRAPHS[:5])), 1),
        ((None, None), (text(*PARAGRAPHS[:5]), ORIGIN), 1),
    ],
    ids=["earlier", "longer", "credited", "dated", "longer, no dates"],
)
def test_which_of_two_is_the_origin(
    desk: LineageDesk, dates: tuple[str | None, ...], texts: tuple[str, ...], origin: int
) -> None:
    sheets = [sheet(words, day) for words, day in zip(texts, dates, strict=True)]
    desk.write(*sheets)
    desk.trace()
    root = sheets[origin].document.id
    assert set(desk.sql("select root from family")) == {(root,)}


def test_copies_of_copies_have_one_root(desk: LineageDesk) -> None:
    days = ("2019-03-12", "2019-03-13", "2019-03-14", "2019-03-15")
    texts = (ORIGIN, text(*PARAGRAPHS[:6]), text(*PARAGRAPHS[:5]), text(*PARAGRAPHS[:4]))
    sheets = [sheet(words, day) for words, day in zip(texts, days, strict=True)]
    desk.write(*sheets)
    desk.trace()
    assert set(desk.sql("select root from family")) == {(sheets[0].document.id,)}


FOOTER = (
    "Anyone who saw something is asked to ring the station on the harbour road or to leave word with any officer.",
    "The Valley Courier is a member of the Norland Press Council and corrects its errors on this page every Friday.",
    "Readers keep this paper alive: a year's subscription costs less than a bag of flour and comes with the almanac.",
)
_NOUNS = [
    "ferry",
    "bridge",
    "orchard",
    "mill",
    "tower",
    "granary",
    "depot",
    "quarry",
    "chapel",
    "school",
    "barracks",
    "market",
    "station",
    "hostel",
    "dam",
]
_VERBS = ["burned", "flooded", "collapsed", "reopened", "closed", "emptied", "shook"]


def _brief(seed: int) -> str:
    """A short report with hardly a run of words in common with any other."""
    chance = random.Random(seed)  # noqa: S311 - made-up reports
    return " ".join(
        f"The {chance.choice(_NOUNS)} of {chance.choice('ABDEFGHIKLMNOPRSTUV')}{chance.choice('aeiou')}rn{i} "
        f"{chance.choice(_VERBS)} after {chance.randrange(2, 400)} days, {chance.choice(_NOUNS)} wardens found."
        for i in range(4)
    )


def test_a_footer_on_many_reports_makes_no_copies(desk: LineageDesk) -> None:
    sheets = [sheet(text(_brief(seed), *FOOTER), f"2019-03-{seed + 1:02d}") for seed in range(20)]
    desk.write(*sheets)
    desk.trace()
    assert set(desk.sql("select kind from lineage")) == {("independent",)}


def test_a_story_passed_on_often_is_no_footer(desk: LineageDesk) -> None:
    copies = [sheet(text(*PARAGRAPHS[: 4 + n % 4], _brief(n)), f"2019-04-{n % 28 + 1:02d}") for n in range(60)]
    origin = sheet(ORIGIN, "2019-03-12")
    desk.write(origin, *copies)
    desk.trace()
    assert set(desk.sql("select root from family")) == {(origin.document.id,)}


def test_two_reports_of_one_agency_are_no_copies(desk: LineageDesk) -> None:
    one = sheet(f"SEL, Norland (Northwire) - {ORIGIN}", "2019-03-12", publisher="Tarsk Post")
    two = sheet(f"BREE, Norland (Northwire) - {text(*OTHER)}", "2019-03-13", publisher="Sel Echo")
    desk.write(one, two)
    desk.trace()
    assert desk.rows(one) == desk.rows(two) == {"agency:Northwire": "quotes"}
    assert len(desk.sql("select distinct root from family")) == 2


def test_what_the_pages_of_one_outlet_have_in_common_makes_no_copies(desk: LineageDesk) -> None:
    around = [_brief(1), _brief(2)]
    one = sheet(text(*around, *PARAGRAPHS), "2019-03-12", publisher="Tarsk Post")
    two = sheet(text(*around, *OTHER), "2019-03-13", publisher="Tarsk Post")
    later = sheet(text(*around, *PARAGRAPHS[:6], NAVY), "2019-03-14", publisher="Tarsk Post")
    desk.write(one, two, later)
    desk.trace()
    assert desk.rows(two) == {one.document.id: "quotes", two.document.id: "independent"}
    assert desk.rows(later)[one.document.id] == "edited_copy"


def test_passages_prove_a_credit(desk: LineageDesk) -> None:
    one = sheet(f"SEL, Norland (Northwire) - {ORIGIN}", "2019-03-12", publisher="Tarsk Post")
    two = sheet(f"SEL, Norland (Northwire) - {text(*PARAGRAPHS[:5])}", "2019-03-13", publisher="Sel Echo")
    desk.write(one, two)
    desk.trace()
    assert desk.rows(one) == {"agency:Northwire": "copy"}
    assert desk.rows(two) == {"agency:Northwire": "copy", one.document.id: "edited_copy"}


def test_two_agencies_with_the_same_opening_are_two(desk: LineageDesk) -> None:
    one = sheet(f"SEL, Norland (Northwire) - {text(*PARAGRAPHS[:2], *OTHER[:2])}", "2019-03-12")
    two = sheet(f"SEL, Norland (Sea Press) - {text(*PARAGRAPHS[:2], *OTHER[3:], _brief(1))}", "2019-03-13")
    desk.write(one, two)
    desk.trace()
    assert desk.rows(two) == {one.document.id: "quotes", "agency:Sea Press": "quotes"}


def test_reports_that_quote_one_source_share_an_origin(desk: LineageDesk) -> None:
    one = sheet("The shelling hurt nine people, Sel Watch said.")
    two = sheet("Nine people were hurt in Sel. That is what Sel Watch told this paper.", publisher="Sel Echo")
    one.add_claim("The shelling hurt nine people", "asserts", by="Sel Watch")
    two.add_claim("Nine people were hurt in Sel", "asserts", by="Sel Watch")
    desk.write(one, two)
    desk.trace()
    for report in (one, two):
        assert desk.rows(report) == {report.document.id: "independent", "source:sel watch": "quotes"}


def _varied(seed: int, size: int) -> list[Sheet]:
    """Reports of two stories, cut, moved, spliced and given other openings, some with a footer."""
    chance = random.Random(seed)  # noqa: S311 - made-up reports
    made: dict[str, Sheet] = {}
    for number in range(size):
        story = list(chance.choice((PARAGRAPHS, OTHER)))
        how = chance.choice(("whole", "cut", "moved", "spliced", "opened", "own", "upper"))
        if how == "cut":
            story = story[: chance.randrange(2, len(story))]
        elif how == "moved":
            chance.shuffle(story)
        elif how == "spliced":
            story = [*PARAGRAPHS[:3], *chance.sample(OTHER, 2)]
        elif how == "opened":
            story = [_brief(number), *story]
        elif how == "own":
            story = [_brief(number)]
        words = text(*story, *(FOOTER if chance.random() < 0.5 else ()))
        one = sheet(words.upper() if how == "upper" else words, chance.choice((None, f"2019-03-{number % 28 + 1:02d}")))
        made[one.document.id] = one
    return list(made.values())


@pytest.fixture(scope="module")
def many_desks(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], LineageDesk]:
    return lambda: LineageDesk(tmp_path_factory.mktemp("case"))


def test_the_order_of_reports_and_the_portions_change_nothing(many_desks: Callable[[], LineageDesk]) -> None:
    found = []
    for portions in orders(_varied(3, 40)):
        desk = many_desks()
        for portion in portions:
            desk.write(*portion)
            desk.trace()
        found.append(desk.everything())
    assert all(other == found[0] for other in found[1:])


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), size=st.integers(2, 45), gone=st.integers(1, 20), halves=st.booleans())
def test_taking_reports_out_restores_what_was_before(
    many_desks: Callable[[], LineageDesk], seed: int, size: int, gone: int, halves: bool
) -> None:
    sheets = _varied(seed, size)
    random.Random(seed).shuffle(sheets)  # noqa: S311 - made-up reports
    before, after = many_desks(), many_desks()
    before.write(*sheets[gone:])
    before.trace()
    after.write(*sheets[: gone if halves else size])
    after.trace()
    after.write(*sheets[gone:])
    after.trace()
    for one in sheets[:gone]:
        after.store.remove(one.document.id)
    after.trace()
    assert after.everything() == before.everything()
