"""The sample case of forty reports against what was written down of it: merges, copies, disputes, answers, totals.

What does not come out yet stands under `not_yet` in own_case.yml with the reason, and must go on failing: whatever
mends it takes it off that list.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from typing import Any

import pytest
from tests.reconcile.own_case import TRUTH, Findings, summary

from onrecord import Case

MOST_SECONDS = 40
LEAST = TRUTH["least"]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Findings]:
    """The sample case, read and reconciled once."""
    with as_file(files("onrecord.sample").joinpath("reports")) as sample, Case(tmp_path_factory.mktemp("case")) as case:
        case.add(sample)
        began = time.process_time()
        summary = case.read()
        case.reconcile()
        assert time.process_time() - began < MOST_SECONDS
        assert (summary.read, summary.failed) == (40, 0)
        yield Findings(case)


def cases(name: str, *sections: str) -> list[Any]:
    """Names in sections of the truth; those that `not_yet` names under `name` are expected to fail, for its reason."""
    known = TRUTH["not_yet"].get(name, {})
    names = [one for section in sections for one in TRUTH[section]]
    assert set(map(str, known)) <= set(map(str, names)), name
    return [
        pytest.param(one, marks=pytest.mark.xfail(strict=True, reason=known[one]) if one in known else ())
        for one in names
    ]


@pytest.mark.parametrize("incident", cases("one", "incidents"))
def test_the_rows_of_an_incident_are_one_event(found: Findings, incident: str) -> None:
    assert found.incidents[incident]
    assert len(found.clusters(incident)) == 1


@pytest.mark.parametrize("incident", cases("alone", "incidents", "singles"))
def test_nothing_else_is_in_the_event_of_an_incident(found: Findings, incident: str) -> None:
    others = {name for name in found.incidents if name != incident and found.clusters(name) & found.clusters(incident)}
    assert not others


@pytest.mark.parametrize("pair", [tuple(pair) for pair in TRUTH["apart"]])
def test_incidents_that_look_alike_stay_apart(found: Findings, pair: tuple[str, str], request: Any) -> None:
    reason = TRUTH["not_yet"].get("apart", {}).get(" ".join(pair))
    if reason:
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    assert not found.clusters(pair[0]) & found.clusters(pair[1])


@pytest.mark.parametrize("report", cases("copies", "copies"))
def test_a_copy_is_traced_to_its_origin(found: Findings, report: int) -> None:
    origins = TRUTH["copies"][report]["of"]
    assert found.copies.get(report) == set(origins if isinstance(origins, list) else [origins])


def test_no_report_is_taken_for_a_copy_of_one_that_it_does_not_copy(found: Findings) -> None:
    assert set(found.copies) == set(TRUTH["copies"])


@pytest.mark.parametrize("agency", cases("credits", "credits"))
def test_a_wire_story_is_credited_to_its_agency(found: Findings, agency: str) -> None:
    rows = found.case.sql("select document from lineage where origin = ?", (f"agency:{agency}",))
    assert {found.numbers[row["document"]] for row in rows} == set(TRUTH["credits"][agency])


@pytest.mark.parametrize("name", cases("same_voice", "same_voice"))
def test_a_figure_passed_on_is_one_voice(found: Findings, name: str) -> None:
    told = TRUTH["same_voice"][name]["rows"]
    rows = {row for number, words in told.items() for row in found.figures_in(number, words)}
    voices = {entry["voice"] for entry in found.entries if entry["row"] in rows}
    assert len(voices) == 1


@pytest.mark.parametrize("incident", cases("ledgers", "ledgers"))
def test_a_ledger_has_every_figure_by_voice(found: Findings, incident: str) -> None:
    voices = [
        {
            entry["voice"]
            for number, words in told["rows"].items()
            for entry in found.entries
            if entry["cluster"] in found.clusters(incident) and entry["row"] in found.figures_in(number, words)
        }
        for told in TRUTH["ledgers"][incident]
    ]
    assert all(len(of_one) == 1 for of_one in voices)
    assert len(set.union(*voices)) == len(voices)


@pytest.mark.parametrize("name", cases("disputes", "disputes"))
def test_a_dispute_shows_every_position(found: Findings, name: str) -> None:
    assert found.is_disputed(name)


def test_no_dispute_mixes_incidents(found: Findings) -> None:
    assert len(found.disputed_without_reason()) <= LEAST["mixed_disputes_at_most"]


@pytest.mark.parametrize("name", cases("answers", "answers"))
def test_an_accusation_meets_its_answer_in_another_report(found: Findings, name: str) -> None:
    assert found.is_answered(name)


@pytest.mark.parametrize("report", cases("totals", "totals"))
def test_a_running_total_is_no_figure_of_an_incident(found: Findings, report: int) -> None:
    rows = found.figures_in(report, TRUTH["totals"][report])
    assert rows
    of_incidents = {cluster for name in TRUTH["incidents"] for cluster in found.clusters(name)}
    assert not [one for one in found.entries if one["row"] in rows and one["cluster"] in of_incidents]


def test_what_was_found_as_a_whole(found: Findings) -> None:
    (merged, merges_right), (linked, links_right) = found.merges(), found.copy_links()
    told = summary(found)
    sys.stdout.write(told)  # seen with `pytest -rP`
    assert merged.share >= LEAST["merges_found"], told
    assert merges_right.share >= LEAST["merges_right"], told
    assert linked.share >= LEAST["copies_found"], told
    assert links_right.share >= LEAST["copies_right"], told
