"""What the dossier tells of events that several reports tell: disputes, figures, copies, agreement."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from onrecord.model import Document, Event, Rows, Span
from onrecord.publish.dossier.page import render
from onrecord.report import Report

TEXTS = {
    "doc-a": ("Tarsk Post", "Shells fell on Tarsk on Monday, killing 12 people."),
    "doc-b": ("Velin Daily", "Shells fell on Tarsk on Monday, killing 12 people. More follows."),
    "doc-c": ("", "No shell fell on Tarsk. Nine people died in a fire."),
}


class Words(HTMLParser):
    """Text of a page, and its links and ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a":
            self.links.append(told.get("href") or "")
        if told.get("id"):
            self.ids.append(told["id"] or "")
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def report_of(identifier: str) -> Report:
    publisher, text = TEXTS[identifier]
    document = Document(
        id=identifier, sha256=identifier, text_sha256=identifier, text=text, publisher=publisher or None,
        title=f"Title of {identifier}", published="2021-03-03",
    )  # fmt: skip
    found = Span(0, text.index("Tarsk") + 5, text[: text.index("Tarsk") + 5])
    event = Event(
        id=f"ev-{identifier}", document=identifier, reader="events 1", kind="shelling", trigger=found, spans=(found,),
        status="did_not_happen" if identifier == "doc-c" else "happened",
    )  # fmt: skip
    return Report(document, Rows(events=[event]))


def row(identifier: str, **told: Any) -> dict[str, Any]:
    publisher, text = TEXTS[identifier]
    span = {"start": 0, "end": 5, "text": text[:5]}
    return {
        "id": f"ev-{identifier}", "document": identifier, "root": identifier, "status": "happened", "is_recalled": 0,
        "spans": [span], "trigger": span, "publisher": publisher,
    } | told  # fmt: skip


def entry(identifier: str, number: int, use: str = "current", **told: Any) -> dict[str, Any]:
    return {
        "row": f"to-{identifier}", "document": identifier, "publisher": TEXTS[identifier][0] or None,
        "moment": "2021-03-03", "counter": None, "low": number, "best": number, "high": number, "population": "people",
        "use": use,
    } | told  # fmt: skip


def side(position: str, identifier: str, **told: Any) -> dict[str, Any]:
    text = TEXTS[identifier][1]
    words = {"document": identifier, "start": 0, "end": 20, "text": text[:20]}
    return {
        "position": position, "rows": [f"ev-{identifier}"], "sources": [TEXTS[identifier][0] or "not named"],
        "documents": [identifier], "words": [words], "origins": 1,
    } | told  # fmt: skip


@pytest.fixture
def across() -> dict[str, list[dict[str, Any]]]:
    summary = {
        "kind": "shelling", "day": "2021-03-01", "place": "Tarsk", "doers": ["group:hill"], "done_to": [],
        "status": "happened", "differs": {"status": {"happened": 2, "not": 1}},
    }  # fmt: skip
    event = {
        "id": "ec-1", "independent_origins": 2, "summary": summary,
        "rows": [row("doc-a"), row("doc-b", root="doc-a"), row("doc-c", status="did_not_happen")],
    }  # fmt: skip
    ledger = {
        "cluster": "ec-1", "measure": "killed", "low": 9, "best": None, "high": 12, "in_dispute": 1,
        "no_best_because": "irreconcilable", "rule": "none is younger",
        "entries": [
            entry("doc-a", 12, counter="the mayor"), entry("doc-b", 12, "copy"),
            entry("doc-c", 9, high=None, best=None),
        ],
        "says": [entry("doc-a", 12), entry("doc-c", 9, high=None, best=None)],
    }  # fmt: skip
    disputes = [
        {"id": "di-1", "cluster": "ec-1", "kind": "figure",
         "sides": [side("12 killed", "doc-a"), side("9+ killed", "doc-c")]},
        {"id": "di-2", "cluster": "ec-1", "kind": "denial",
         "sides": [side("it happened", "doc-a"), side("denies", "doc-c")]},
        {"id": "da-3", "cluster": None, "kind": "denial", "sides": [side("accuses", "doc-a"), side("denies", "doc-c")]},
    ]  # fmt: skip
    alone = event | {"id": "ec-2", "rows": [row("doc-a")], "independent_origins": 1}
    elsewhere = event | {"id": "ec-3", "rows": [row("doc-a", document="doc-z")]}
    return {"events": [alone, elsewhere, event], "ledgers": [ledger], "disputes": disputes}


@pytest.fixture
def page(across: dict[str, Any]) -> Words:
    return Words(render([report_of(one) for one in TEXTS], title="Tarsk", across=across))


def test_an_event_is_told_once_with_its_reports_and_origins(page: Words) -> None:
    assert "Shelling in Tarsk allegedly by group:hill" in page.text  # since a report says that it did not happen
    assert "3 reports, 2 independent origins 1 is a copy of another" in page.text
    assert [one for one in page.ids if one.startswith("retold-ec")] == ["retold-ec-1", "retold-ec-1-h"] + [
        one for one in page.ids if one.startswith("retold-ec-1-") and one != "retold-ec-1-h"
    ]
    assert not [one for one in page.ids if one.startswith(("retold-ec-2", "retold-ec-3"))]


def test_a_copy_names_what_it_is_a_copy_of(page: Words) -> None:
    assert "copy of Tarsk Post, Title of doc-a" in page.text
    assert page.text.count("copy of Tarsk Post") == 1


def test_sides_stand_beside_one_another_with_their_words(page: Words) -> None:
    told = page.text[page.text.index("Did it happen? It happened") :]
    assert told.index("It happened 1 independent origin") < told.index("Denied 1 independent origin")
    assert "according to Tarsk Post “ Shells fell on Tarsk on Monday, killing 12 people.”" in told
    assert "according to a report that names no publisher" in told
    assert told.index("How many killed? 12 killed") < told.index("9+ killed")
    assert "An accusation and its answer" in told


def test_every_figure_stands_with_who_gives_it_and_what_became_of_it(page: Words) -> None:
    assert "Killed: 9 to 12 (no best figure: independent sources exclude each other) Rule: none is younger" in page.text
    assert "The mayor through Tarsk Post 12 people" in page.text
    assert "1 more figure of the killed, and why not counted" in page.text
    assert "a copy: not counted again" in page.text
    assert "In dispute: Did it happen? · killed: 9 or more or 12" in page.text


def test_agreement_and_difference_are_listed(page: Words) -> None:
    assert "What it was shelling When 1 March 2021 Where Tarsk" in page.text
    assert "Whether it happened it happened ×2 or denied, or did not happen ×1" in page.text


def test_contradictions_lead_the_summary_and_every_link_leads_somewhere(page: Words) -> None:
    assert "Reports contradict one another on: Shelling in Tarsk" in page.text
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_a_row_that_the_page_does_not_show_is_told_without_a_link(across: dict[str, Any]) -> None:
    bare = [replace(report_of(one), rows=Rows()) for one in TEXTS]
    text = Words(render(bare, title="Tarsk", across=across)).text
    assert "“ Shell” happened less sure" in text
    assert "3 reports, 2 independent origins" in text


def test_without_anything_across_reports_there_is_no_section() -> None:
    page = Words(render([report_of("doc-a")], title="Tarsk"))
    assert "Told by several reports" not in page.text
    assert "retold" not in page.ids


def test_hostile_words_across_reports_stay_words(across: dict[str, Any]) -> None:
    across["disputes"][1]["sides"][0]["sources"] = ["<script>alert(1)</script>"]
    across["events"][2]["summary"]["place"] = "</h3><img src=x onerror=y>"
    html = render([report_of(one) for one in TEXTS], title="Tarsk", across=across)
    assert html.count("<script>") == 1
    assert "<img" not in html
