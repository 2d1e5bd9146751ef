from __future__ import annotations

from collections.abc import Callable

from onrecord.model import Agreement, Claim, Event, Figure, Population, Rows, Span, Toll
from onrecord.read.about import link_claims
from onrecord.read.claims import find_claims
from onrecord.syntax import Parsed
from onrecord.text import span_of

Parse = Callable[..., Parsed]


def place(parsed: Parsed, words: str, nth: int = 0) -> Span:
    text = parsed.document.text
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return span_of(text, start, start + len(words))


def event(parsed: Parsed, words: str, kind: str) -> Event:
    return Event(
        id=f"e-{words}", document=parsed.document.id, reader="test 1", kind=kind, trigger=place(parsed, words),
        killed=Figure(), spans=(place(parsed, words),),
    )  # fmt: skip


def agreement(parsed: Parsed, words: str) -> Agreement:
    return Agreement(
        id=f"a-{words}", document=parsed.document.id, reader="test 1", kind="ceasefire", spans=(place(parsed, words),)
    )


def toll(parsed: Parsed, words: str) -> Toll:
    return Toll(
        id=f"t-{words}", document=parsed.document.id, reader="test 1", measure="killed", low=14, best=14, high=14,
        qualifier="exactly", population=Population(), spans=(place(parsed, words),),
    )  # fmt: skip


def linked(parsed: Parsed, rows: Rows) -> dict[str, tuple[str, ...]]:
    rows.claims = find_claims(parsed, Rows())
    return {
        f"{claim.source.text}: {claim.cue.text if claim.cue else ''}": claim.about
        for claim in link_claims(parsed, rows)
    }


def test_rows_in_the_content(parse: Parse) -> None:
    parsed = parse("The council said that shells killed 14 people. Troops left the town on Friday.")
    rows = Rows(
        events=[event(parsed, "killed", "killing"), event(parsed, "left", "withdrawal")],
        tolls=[toll(parsed, "14 people")],
    )
    assert linked(parsed, rows) == {"The council: said": ("e-killed", "t-14 people")}


def test_the_innermost_statement_has_the_row(parse: Parse) -> None:
    parsed = parse("The council said that the army had denied shelling the town.")
    rows = Rows(events=[event(parsed, "shelling", "shelling")])
    about = linked(parsed, rows)
    assert about["the army: had denied"] == ("e-shelling",)
    assert about["The council: said"] == ()


def test_every_source_of_one_content_has_the_row(parse: Parse) -> None:
    parsed = parse("The army and the militia denied the massacre.")
    rows = Rows(events=[event(parsed, "massacre", "massacre")])
    assert set(linked(parsed, rows).values()) == {("e-massacre",)}


def test_a_deal_is_taken_up(parse: Parse) -> None:
    parsed = parse("Both sides signed a truce on Monday. The council confirmed the deal. The army confirmed the toll.")
    rows = Rows(agreements=[agreement(parsed, "truce")])
    about = linked(parsed, rows)
    assert about["The council: confirmed"] == ("a-truce",)
    assert about["The army: confirmed"] == ()


def test_a_toll_is_taken_up(parse: Parse) -> None:
    parsed = parse("Shells killed 14 people in Tarsk. The army disputed the figure.")
    rows = Rows(tolls=[toll(parsed, "14 people")])
    assert linked(parsed, rows) == {"The army: disputed": ("t-14 people",)}


def test_an_accusation_is_taken_up(parse: Parse) -> None:
    parsed = parse("The council accused the army of burning the mill. The army rejected the accusation.")
    rows = Rows(events=[event(parsed, "burning", "arson")])
    about = linked(parsed, rows)
    assert about["The army: rejected"] == about["The council: accused"] == ("e-burning",)


def test_responsibility_is_for_what_was_told_last(parse: Parse) -> None:
    parsed = parse("A bombing shook the market after the talks. The militia denied responsibility.")
    rows = Rows(events=[event(parsed, "bombing", "bombing"), event(parsed, "talks", "talks")])
    assert linked(parsed, rows) == {"The militia: denied": ("e-bombing",)}


def test_what_comes_later_or_nowhere_is_not_taken_up(parse: Parse) -> None:
    parsed = parse("The council confirmed the deal. Both sides signed a truce on Monday.")
    rows = Rows(agreements=[agreement(parsed, "truce")])
    assert linked(parsed, rows) == {"The council: confirmed": ()}


def test_claims_keep_all_else(parse: Parse) -> None:
    parsed = parse("The army denied the massacre.")
    rows = Rows(events=[event(parsed, "massacre", "massacre")])
    rows.claims = find_claims(parsed, rows)
    (before,), (after,) = rows.claims, link_claims(parsed, rows)
    assert isinstance(after, Claim)
    assert (after.id, after.content, after.source) == (before.id, before.content, before.source)
