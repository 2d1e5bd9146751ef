from __future__ import annotations

from collections.abc import Callable

import pytest

import onrecord
from onrecord.model import Claim, Event, Figure, Population, Rows, Source, Span, Toll
from onrecord.read.toll_events import with_figures
from onrecord.read.tolls import find_tolls
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def tolls_of(parse: Parse, text: str) -> list[Toll]:
    parsed = parse(text)
    tolls = find_tolls(parsed, Rows())
    for toll in tolls:
        assert toll.spans
        assert all(parsed.document.text[span.start : span.end] == span.text for span in toll.spans)
        known = [value for value in (toll.low, toll.best, toll.high) if value is not None]
        assert known == sorted(known)
    return tolls


def told(tolls: list[Toll]) -> list[tuple[str, int | None, str | None, str]]:
    return [
        (
            t.measure,
            next((v for v in (t.best, t.low, t.high) if v is not None), None),
            t.population.text,
            t.population.class_,
        )
        for t in tolls
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed 14 people in Tarsk.", [("killed", 14, "people", "people")]),
        ("Fourteen soldiers were killed in Tarsk.", [("killed", 14, "soldiers", "state_forces")]),
        ("A blast hit the market, killing 14 shoppers.", [("killed", 14, "shoppers", "civilians")]),
        ("Over 50 villagers died in the flood.", [("killed", 51, "villagers", "civilians")]),
        ("The raid left 23 soldiers dead.", [("killed", 23, "soldiers", "state_forces")]),
        ("The fighting claimed 40 lives.", [("killed", 40, None, "people")]),
        ("Six nurses lost their lives.", [("killed", 6, "nurses", "other")]),
        ("The clash resulted in ten insurgent deaths.", [("killed", 10, "insurgent deaths", "armed_group")]),
        ("The deaths of 12 miners shocked Oster.", [("killed", 12, "miners", "other")]),
        ("The death toll rose to at least 30.", [("killed", 30, None, "people")]),
        ("The death toll rose from 12 to 30.", [("killed", 30, None, "people")]),
        ("The toll has risen to 17 dead.", [("killed", 17, None, "people")]),
        ("The number of dead climbed from 12 on Monday to 30.", [("killed", 30, None, "people")]),
        ("The number of civilians killed is 900.", [("killed", 900, "civilians", "civilians")]),
        ("Civilians killed: 14", [("killed", 14, "Civilians", "civilians")]),
        ("Another 30 were wounded.", [("injured", 30, None, "people")]),
        ("Two girls were shot dead.", [("killed", 2, "girls", "children")]),
        ("Two girls were fatally wounded.", [("killed", 2, "girls", "children")]),
        ("Two girls were shot.", [("injured", 2, "girls", "children")]),
        ("Some 20,000 residents fled the town.", [("displaced", 20_000, "residents", "people")]),
        ("About 2,000 residents are besieged in Tarsk.", [("besieged", 2000, "residents", "people")]),
        ("Fourteen sailors are missing.", [("missing", 14, "sailors", "state_forces")]),
        ("Police took two men into custody.", [("detained", 2, "men", "people")]),
        ("The force captured three rebels.", [("captured", 3, "rebels", "armed_group")]),
        ("No one was hurt.", [("injured", 0, None, "people")]),
        ("The strike had not injured any civilians.", [("injured", 0, "any civilians", "civilians")]),
        ("A soldier was killed in Oster.", [("killed", 1, "A soldier", "state_forces")]),
        ("Man killed in blast", [("killed", 1, "Man", "people")]),
        ("About 950 people reached the valley, among them 108 wounded.", [("injured", 108, None, "people")]),
        (
            "The raid left a boy dead and a woman hurt.",
            [("killed", 1, "a boy", "children"), ("injured", 1, "a woman", "women")],
        ),
        ("The blast left two miners with burns.", [("injured", 2, "miners", "other")]),
        ("Three miners were rushed to a hospital.", [("injured", 3, "miners", "other")]),
        ("Two nurses are in critical condition.", [("injured", 2, "nurses", "other")]),
        ("Four shooting victims were found in Oster.", [("injured", 4, "shooting victims", "people")]),
        ("Police are looking into the shooting death of a girl.", [("killed", 1, "a girl", "children")]),
        ("A miner was found shot in Oster.", [("injured", 1, "A miner", "other")]),
        (
            "The army killed four rebels and detained two.",
            [("killed", 4, "rebels", "armed_group"), ("detained", 2, None, "armed_group")],
        ),
        (
            "The force detained a rebel, his wife and two other women.",
            [
                ("detained", 1, "a rebel", "armed_group"),
                ("detained", 1, "his wife", "women"),
                ("detained", 2, "other women", "women"),
            ],
        ),
        (
            "A gunman shot and killed a woman and her two children.",
            [("killed", 1, "a woman", "women"), ("killed", 2, "children", "children")],
        ),
        (
            "The force detained a rebel leader along with three of his associates.",
            [("detained", 1, "a rebel leader", "armed_group"), ("detained", 3, "his associates", "people")],
        ),
    ],
)
def test_statements_of_harm(parse: Parse, text: str, expected: list[tuple[str, int, str, str]]) -> None:
    assert told(tolls_of(parse, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The 12-year-old boy watched the parade.",
        "The general commands 40,000 troops.",
        "The army sent another 80 mountain troops to join the 600 at Oster.",
        "Half of the rebels belong to the Marsh Front.",
        "The army captured two towns and 12 tanks.",
        "Disease killed 40 sheep.",
        "The team killed three penalties in the game.",
        "They poured in billions of dollars.",
        "Tens of thousands of fighters crossed the border.",
        "The militia was 5 km from Tarsk.",
        "Another man was not injured.",
        "Each victim was shot twice.",
        "He has 45 previous arrests.",
        "Doctors treated several injuries to his leg.",
        "The rebels were killed.",
        "Two men attempted to flee.",
        "The dozens killed were buried on Monday.",
        "The girl, along with another boy, were hanging out in an alley.",
        "The two girls were taken to a hospital for an evaluation.",
        "They accused the army of the murder of the hundreds of thousands who have died.",
    ],
)
def test_what_is_no_toll(parse: Parse, text: str) -> None:
    assert [toll for toll in tolls_of(parse, text) if toll.status == "happened"] == []


def test_parts_lead_to_their_total(parse: Parse) -> None:
    text = (
        "Some 900 people have died since the war began, the Lenna Committee said. Of these, soldiers accounted "
        "for 300 of the dead. The count includes 150 members of Marsh militias and over 40 foreign volunteers. "
        "The number of civilians killed is 390."
    )
    total, *parts = tolls_of(parse, text)
    assert [part.part_of for part in parts] == [total.id] * 4
    assert [part.population.text for part in parts] == [
        "soldiers", "members of Marsh militias", "foreign volunteers", "civilians",
    ]  # fmt: skip
    assert total.is_cumulative
    assert all(part.is_cumulative and part.measure == "killed" for part in parts)


@pytest.mark.parametrize(
    ("text", "count", "class_"),
    [
        ("Twelve people were killed, five of them children.", 5, "children"),
        ("Twelve people were killed, including three women.", 3, "women"),
        ("Twelve people were killed, including a priest.", 1, "people"),
        ("Twelve people were killed. Among the dead were five children.", 5, "children"),
        ("Twelve people were killed. The dead included three policemen.", 3, "state_forces"),
        ("Twelve people were killed. Of these, four were women.", 4, "women"),
        ("Twelve people were killed. Four were women.", 4, "women"),
        ("Twelve people were killed. Four of the dead were women.", 4, "women"),
    ],
)
def test_part_cues(parse: Parse, text: str, count: int, class_: str) -> None:
    total, part = tolls_of(parse, text)
    assert (part.part_of, part.best, part.population.class_) == (total.id, count, class_)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Fourteen killed in Tarsk\n\nShells killed 14 people in Tarsk.", [14]),
        ("The force killed several rebels. It killed five rebels in the end.", [5]),
        ("A man was killed in Oster. The man died at the scene.", [1]),
        ("A man was shot in Oster. He died in hospital.", [1]),
        ("Two soldiers were killed. Another soldier was killed in Lenna.", [2, 1]),
        ("Ilan Dorek was killed. Mara Venn was killed as well.", [1, 1]),
        ("Four die in Tarsk\n\nFour miners died in Tarsk.", [4]),
        ("Four men were shot dead. A man had shot the four men, police said.", [4]),
        ("Three others were hurt in Oster\n\nThree other men were hurt in Oster.", [3]),
        ("A boy shot another boy in Oster. The boy shot his friend.", [1]),
        ("A girl was killed. One of the victims died in hospital.", [1]),
        ("A man and a woman were shot; the woman later died.", [1, 1]),
        ("A 62-year-old man died in Oster after his son shot him.", [1]),
        ("The force detained four rebels. The leader and three others were detained at dawn.", [4]),
    ],
)
def test_harm_told_twice_is_counted_once(parse: Parse, text: str, counts: list[int]) -> None:
    assert [toll.best for toll in tolls_of(parse, text) if toll.part_of is None] == counts


def test_the_dead_of_those_shot(parse: Parse) -> None:
    tolls = tolls_of(parse, "Three miners were shot in Oster on Monday. One miner died in hospital.")
    assert [(toll.measure, toll.best) for toll in tolls] == [("affected", 3), ("killed", 1)]


def test_the_body_tells_better_than_the_title(parse: Parse) -> None:
    text = (
        "Shells on market kill 12 in Tarsk\n\nThe Marsh Post\n\nShells killed at least 12 shoppers in Tarsk on Monday."
    )
    (toll,) = tolls_of(parse, text)
    assert (toll.low, toll.best, toll.qualifier, toll.population.text) == (12, None, "at least", "shoppers")


def test_source_is_that_of_the_claim(parse: Parse) -> None:
    text = "The Lenna Committee said that 12 people were killed. Three soldiers died."
    parsed = parse(text)
    source = Source(start=0, end=19, text=text[:19])
    content = Span(25, 51, text[25:51])
    claim = Claim(
        id="cl-1", document=parsed.document.id, reader="test", source=source, content=content, stance="asserts",
        quotation="indirect",
    )  # fmt: skip
    first, second = find_tolls(parsed, Rows(claims=[claim]))
    assert first.counted_by == source
    assert second.counted_by is None


def toll(best: int, text: str, *, part_of: str | None = None, measure: str = "killed", class_: str = "people") -> Toll:
    return Toll(
        id=text,
        document="d",
        reader="test",
        measure=measure,
        low=best,
        best=best,
        high=best,
        qualifier="exactly",
        population=Population(text=text, class_=class_),
        event="ev-1",
        part_of=part_of,
        spans=(Span(100 * best, 100 * best + len(text), text),),
    )


def test_events_take_the_figures_of_their_tolls() -> None:
    event = Event(id="ev-1", document="d", reader="test", kind="bombing", trigger=Span(0, 4, "bomb"))
    tolls = [
        toll(12, "12 people"),
        toll(5, "five children", part_of="12 people", class_="children"),
        toll(3, "another three"),
        toll(10, "ten people"),
        toll(2, "two men", measure="detained"),
        toll(1, "a leader", measure="captured"),
    ]
    (filled,) = with_figures([event], tolls)
    assert filled.killed == Figure(15, 15, 15)
    assert filled.captured == Figure(3, 3, 3)
    assert filled.injured is None
    (filled,) = with_figures([event], [toll(1, "one man"), toll(3, "three men", measure="affected")])
    assert (filled.killed, filled.injured) == (Figure(1, 1, 1), Figure(2, 2, 2))


def test_who_tells_of_the_harm_is_not_among_the_harmed() -> None:
    report = onrecord.read_text(
        "On Monday a strike killed 14 people, five of them children, the monitor's director, Rima Odeh, said.",
        published="2016-12-14", language="en",
    )  # fmt: skip
    assert [toll.low for toll in report.tolls] == [14, 5]
    assert [event.killed for event in report.events] == [Figure(low=14, best=14, high=14)]


def test_two_sources_figures_stand_beside_each_other() -> None:
    text = (
        "At least nine people were killed in Qamra on Sunday, the health directorate said. The Sahel Monitor put the "
        "death toll at 11."
    )
    told = [(t.low, t.best, t.counted_by and t.counted_by.text) for t in onrecord.read_text(text).tolls]
    assert told == [(9, None, "the health directorate"), (11, 11, "The Sahel Monitor")]


def test_a_part_gives_its_class_to_no_other_figure() -> None:
    text = "At least nine people, among them two children, were killed and 21 wounded in Qamra."
    told = [(t.measure, t.best or t.low, t.population.class_) for t in onrecord.read_text(text).tolls]
    assert told == [("killed", 9, "people"), ("killed", 2, "children"), ("injured", 21, "people")]
