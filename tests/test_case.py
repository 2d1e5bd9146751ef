"""A case: adding and reading are safe to repeat, to interrupt, and to do in several processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.case import Case
from onrecord.model import to_dict
from onrecord.record import Filter

STRIKE = "An air strike killed at least 12 people in Idlib on Monday, a doctor said."
TALKS = "Turkey and Russia signed a ceasefire in Ankara on Tuesday."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "strike.txt").write_text(STRIKE, encoding="utf-8")
    (folder / "talks.md").write_text(f"# Talks\n\n{TALKS}\n", encoding="utf-8")
    return folder


def rows_in(case: Case) -> list[str]:
    return sorted(json.dumps(to_dict(row), sort_keys=True) for report in case.reports() for _, row in report.rows.all())


def test_a_folder_is_added_and_read(tmp_path: Path, reports: Path) -> None:
    with Case(tmp_path / "case") as case:
        added = case.add(reports)
        assert (len(added.added), added.known, added.refused) == (2, [], [])
        summary = case.read()
        assert (summary.read, summary.failed) == (2, 0)
        assert [row["low"] for row in case.sql("select low from toll")] == [12]


def test_adding_and_reading_again_changes_nothing(tmp_path: Path, reports: Path) -> None:
    with Case(tmp_path / "case") as case:
        case.add(reports)
        case.read()
        before = rows_in(case)
        again = case.add(reports)
        assert (len(again.added), len(again.known)) == (0, 2)
        assert case.read().read == 0
        assert rows_in(case) == before
        assert case.read(again=True).read == 0, "rows of this version are not read again"


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, reports: Path) -> None:
    with Case(tmp_path / "case") as case:
        case.add(reports / "strike.txt")
        case.read()
    with Case(tmp_path / "case") as case:
        case.add(reports)
        assert case.read().read == 1


def test_rows_do_not_depend_on_order_or_workers(tmp_path: Path, reports: Path) -> None:
    found = []
    for number, (names, workers) in enumerate(((["strike.txt", "talks.md"], 1), (["talks.md", "strike.txt"], 2))):
        with Case(tmp_path / f"case{number}") as case:
            for name in names:
                case.add(reports / name)
            case.read(workers=workers)
            found.append(rows_in(case))
    assert found[0] == found[1]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path, reports: Path) -> None:
    (reports / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    with Case(tmp_path / "case") as case:
        added = case.add(reports)
        assert (len(added.added), len(added.refused)) == (2, 1)
        assert "broken.pdf" in (added.refused[0].uri or "")
        assert [row["code"] for row in case.sql("select code from failure")] == [added.refused[0].code]
        (reports / "broken.pdf").write_text("A letter that was saved under the wrong name.", encoding="utf-8")
        case.add(reports)
        assert case.sql("select * from failure") == []


def test_a_document_in_another_language_is_kept_and_said_not_to_be_read(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case:
        case.add_text("Las tropas entraron en la ciudad el lunes por la mañana.", language="es")
        summary = case.read()
        assert (summary.read, summary.not_read) == (0, 1)
        assert case.sql("select state from document") == [{"state": "not read: language es"}]
        assert case.read().not_read == 0, "it is settled, not tried again"


def test_add_text_says_what_is_given(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case:
        name = case.add_text(STRIKE, uri="bench:1", title="A strike", published="2020-02-03", publisher="The Post")
        assert case.sql("select id, uri, title, published, publisher, published_from from document") == [
            {
                "id": name,
                "uri": "bench:1",
                "title": "A strike",
                "published": "2020-02-03",
                "publisher": "The Post",
                "published_from": "given",
            }
        ]
        case.read()
        assert [t["value"] for t in case.sql("select value from time")] == ["2020-02-03"]


def test_a_wrong_date_is_refused_with_what_is_expected(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case, pytest.raises(onrecord.InputError, match=r"(?i)iso|2016-12-14|YYYY"):
        case.add_text(STRIKE, published="14.12.2016")


def test_select_tells_the_report_of_each_row(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case:
        case.add_text(STRIKE, title="A strike", published="2020-02-03")
        case.read()
        [(toll, about)] = case.select("tolls", Filter(text="12 people"))
        assert (toll.low, about["title"], about["published"]) == (12, "A strike", "2020-02-03")


def test_an_older_version_s_rows_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case(tmp_path / "case") as case:
        case.add_text(STRIKE, published="2020-02-03")
        case.read()
    monkeypatch.setattr("onrecord.case.READER_VERSION", "99")
    with Case(tmp_path / "case") as case:
        assert case.read().read == 0
        assert case.read(again=True).read == 1
