"""Reports made by hand, so that what is published of them does not change when reading does."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import (
    Actor,
    Agreement,
    Argument,
    Check,
    Claim,
    Control,
    Document,
    Event,
    Failure,
    Figure,
    Flow,
    Mention,
    Place,
    Plover,
    Population,
    Relation,
    Rows,
    Source,
    Span,
    Time,
    Toll,
)
from onrecord.report import Report

GOLDEN = Path(__file__).parents[1] / "golden"
TEXT = (
    "Shells fell on Tarsk on 3 March 2021, killing 12 people, 5 of them children, Mayor Ana Rell said.\n\n"
    "The army denied that it had fired. “We shelled nobody,” Gen. Oro Vint said. "
    "Lurania backs the Hill Front with arms. The front holds Velin under the Tarsk truce."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def common(identifier: str, reader: str, document: str = "doc-1") -> dict[str, Any]:
    return {"id": identifier, "document": document, "reader": reader}


def mention(identifier: str, words: str, kind: Any, entity: str | None, form: Any = "name") -> Mention:
    found = span(words)
    return Mention(
        **common(identifier, "actors 1"), start=found.start, end=found.end, text=words, kind=kind, form=form,
        entity=entity,
    )  # fmt: skip


def rows_of_report() -> Rows:
    shelling = "Shells fell on Tarsk on 3 March 2021, killing 12 people"
    mayor = Source(
        start=span("Mayor Ana Rell").start, end=span("Mayor Ana Rell").end, text="Mayor Ana Rell", actor="ac-2"
    )
    army = Source(start=span("The army").start, end=span("The army").end, text="The army", actor="ac-1")
    return Rows(
        mentions=[
            mention("me-1", "The army", "actor", "ac-1", "nominal"), mention("me-2", "Ana Rell", "person", "ac-2"),
            mention("me-3", "Gen. Oro Vint", "person", "ac-3"), mention("me-4", "Lurania", "actor", "ac-4"),
            mention("me-5", "the Hill Front", "actor", "ac-5"), mention("me-6", "Tarsk", "place", "pl-1"),
            mention("me-7", "Velin", "place", "pl-2"),
        ],
        actors=[
            Actor(**common("ac-1", "actors 1"), name="army", kind="state_forces", mentions=("me-1",)),
            Actor(**common("ac-2", "actors 1"), name="Ana Rell", kind="person", office="Mayor", mentions=("me-2",)),
            Actor(**common("ac-3", "actors 1"), name="Oro Vint", kind="person", office="Gen.", mentions=("me-3",)),
            Actor(**common("ac-4", "actors 1"), name="Lurania", kind="state", country="LUR", mentions=("me-4",)),
            Actor(**common("ac-5", "actors 1"), name="Hill Front", kind="rebel_group", mentions=("me-5",)),
        ],
        places=[
            Place(
                **common("pl-1", "places 1"), name="Tarsk", latitude=47.5, longitude=19.1, kind="city", country="HUN",
                where_precision=1, mentions=("me-6",),
            ),
            Place(**common("pl-2", "places 1"), name="Velin", mentions=("me-7",)),
        ],
        times=[
            Time(
                **common("ti-1", "times 1"), start=24, end=36, text="3 March 2021", value="2021-03-03", kind="date",
                earliest="2021-03-03", latest="2021-03-03", date_precision=1,
            )
        ],
        events=[
            Event(
                **common("ev-1", "events 1"), kind="shelling", trigger=span("Shells fell"), place="pl-1", time="ti-1",
                arguments=(Argument(role="victim", start=46, end=55, text="12 people"),), status="denied",
                plover=Plover(type="ASSAULT", mode="artillery"), killed=Figure(low=12, best=12, high=12),
                spans=(span(shelling),),
            ),
            Event(**common("ev-2", "events 1"), kind="shelling", trigger=span("fired"), status="did_not_happen"),
        ],
        tolls=[
            Toll(
                **common("to-1", "tolls 1"), measure="killed", low=12, best=12, high=12, qualifier="exactly",
                place="pl-1", population=Population(text="people"), counted_by=mayor, event="ev-1",
                spans=(span("killing 12 people"),),
            ),
            Toll(
                **common("to-2", "tolls 1"), measure="killed", low=5, best=5, high=5, qualifier="exactly",
                part_of="to-1", population=Population(text="children", class_="children"),
                spans=(span("5 of them children"),),
            ),
        ],
        relations=[
            Relation(
                **common("re-1", "relations 1"), kind="supports", subject="ac-4", object="ac-5", means="arms",
                spans=(span("Lurania backs the Hill Front with arms"),),
            )
        ],
        flows=[
            Flow(
                **common("fl-1", "flows 1"), giver="ac-4", recipient="ac-5", what="arms",
                spans=(span("Lurania backs the Hill Front with arms"),),
            )
        ],
        agreements=[Agreement(**common("ag-1", "agreements 1"), kind="ceasefire", spans=(span("the Tarsk truce"),))],
        control=[
            Control(
                **common("co-1", "control 1"), actor="ac-5", place="pl-2", change="holds", status="ongoing",
                spans=(span("The front holds Velin"),),
            )
        ],
        claims=[
            Claim(
                **common("cl-1", "claims 1"), source=mayor, content=span(shelling + ", 5 of them children"),
                stance="asserts", quotation="indirect", about=("ev-1", "to-1"),
            ),
            Claim(
                **common("cl-2", "claims 1"), source=army, content=span("that it had fired"), stance="denies",
                quotation="indirect", about=("ev-1",), cue=span("denied"),
            ),
            Claim(
                **common("cl-3", "claims 1"), source=Source(text="Gen. Oro Vint", actor="ac-3"),
                content=span("We shelled nobody,"), stance="denies", quotation="direct", about=("ev-1",),
            ),
        ],
        checks=[Check(**common("ch-1", "checks 1"), kind="parts_below_total", rows=("to-1", "to-2"), detail="5 of 12")],
        failures=[Failure(stage="read", document="doc-1", code="table", message="a table was left out")],
    )  # fmt: skip


@pytest.fixture
def report() -> Report:
    document = Document(
        id="doc-1", sha256="1" * 64, text_sha256="2" * 64, text=TEXT, uri="https://example.org/tarsk", language="en",
        title="Shells fall on Tarsk", publisher="The Velin Post", published="2021-03-04", state="read",
    )  # fmt: skip
    return Report(document, rows_of_report())


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with a golden file; with GOLDEN=write in the environment, write the file instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("GOLDEN") == "write":
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_bytes().decode("utf-8")

    return compare


def pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
