"""Row types: dictionaries and back, linking of mentions to entities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import (
    LISTS,
    Argument,
    Control,
    Event,
    Figure,
    Population,
    Relation,
    Rows,
    Span,
    Toll,
    from_dict,
    identify,
    to_dict,
)

counts = st.none() | st.integers(0, 10**7)
texts = st.text(max_size=20)


@given(counts, counts, counts, texts)
def test_a_toll_comes_back_from_its_dictionary(low: int | None, best: int | None, high: int | None, words: str) -> None:
    toll = Toll(
        id="to-1",
        document="doc-1",
        reader="test 1",
        measure="killed",
        low=low,
        best=best,
        high=high,
        qualifier="about",
        population=Population(text=words, class_="children"),
        spans=(Span(0, len(words), words),),
    )
    assert from_dict(Toll, to_dict(toll)) == toll
    assert to_dict(toll)["population"]["class"] == "children"


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_different_parts_give_different_ids(left: list[str], right: list[str]) -> None:
    assert (identify("x", *left) == identify("x", *right)) == ("\x1f".join(left) == "\x1f".join(right))


def test_linking_replaces_mentions_and_drops_rows_that_name_nobody() -> None:
    common = {"document": "doc-1", "reader": "test 1"}
    event = Event(
        id="ev-1",
        kind="killing",
        trigger=Span(0, 1, "x"),
        arguments=(Argument(role="victim", start=0, end=1, text="x", entity="me-1"),),
        place="me-9",
        killed=Figure(best=1),
        **common,
    )
    rows = Rows(
        events=[event],
        relations=[
            Relation(id="re-1", kind="supports", subject="me-1", object="me-2", **common),
            Relation(id="re-2", kind="supports", subject="me-9", object="me-2", **common),
        ],
        control=[Control(id="co-1", actor="me-1", place="me-9", change="takes", **common)],
    )
    linked = rows.linked({"me-1": "ac-1", "me-2": "ac-2"})
    assert linked.events[0].arguments[0].entity == "ac-1"
    assert linked.events[0].place is None
    assert [(row.subject, row.object) for row in linked.relations] == [("ac-1", "ac-2")]
    assert linked.control == []


def test_every_list_of_the_contract_has_a_row_type() -> None:
    assert list(LISTS) == [
        "mentions", "actors", "places", "times", "events", "tolls", "relations", "flows", "agreements", "control",
        "claims", "checks", "failures",
    ]  # fmt: skip
