"""The command line across reports: events, ledgers, disputes, reasons, judgements, ties on a day, the dossier."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.app import app

REPORTS = {
    "tarsk.txt": "Tarsk Post\n14 March 2019\n\nMarket hit in Idlib\n\nAn air strike on a market in Idlib killed at "
    "least 12 people on Tuesday, 12 March, rescue workers said. Russia supports the Syrian government.",
    "velin.txt": "Velin Daily\n14 March 2019\n\nMarket in Idlib\n\nAn air strike on a market in Idlib killed 17 "
    "people on Tuesday, 12 March, a doctor at a hospital said.",
    "ministry.txt": "Ministry Bulletin\n15 March 2019\n\nStatement\n\nThe Russian Defence Ministry denied that its "
    "aircraft carried out an air strike on a market in Idlib on Tuesday, 12 March.",
}
Run = Callable[..., Result]


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def reconciled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case, read and reconciled once."""
    folder = tmp_path_factory.mktemp("across")
    for name, text in REPORTS.items():
        (folder / "reports").mkdir(exist_ok=True)
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    assert call("add", folder / "case", folder / "reports").exit_code == 0
    assert call("reconcile", folder / "case").exit_code == 0
    return folder / "case"


@pytest.fixture
def own(reconciled: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(reconciled, tmp_path / "case"))


def rows_of(*words: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in call(*words, "--json").stdout.splitlines()]


def event_of(case: Path, place: str = "Idlib") -> dict[str, object]:
    (event,) = rows_of("show", case, "events", "--merged", "--all", "--place", place)
    return event


def test_merged_events_name_reports_figures_and_disputes(reconciled: Path) -> None:
    result = call("show", reconciled, "events", "--merged", "--all")
    assert result.exit_code == 0
    assert result.stdout.count("air strike, Idlib") == 1
    for told in ("3 reports, 2 independent origins", "killed: best 17, 12 to 17", "in dispute: denial", ": denied ["):
        assert told in result.stdout


def test_headlines_and_sources_are_told_in_words(reconciled: Path) -> None:
    told = call("why", reconciled, event_of(reconciled)["id"]).stdout
    assert "rests on " in told
    assert "source:" not in told


def test_merged_events_are_filtered(reconciled: Path) -> None:
    assert call("show", reconciled, "events", "--merged", "--all", "--place", "Homs").stdout == ""
    result = call("show", reconciled, "events", "--merged", "--all", "--to", "2019-03-01")
    assert "nothing across reports that fits" in result.stderr


def test_the_ledger_names_every_figure_with_who_counts(reconciled: Path) -> None:
    event = event_of(reconciled)
    result = call("show", reconciled, "ledger", "--event", event["id"])
    assert "the whole: best 17, 12 to 17" in result.stdout
    told = " ".join(result.stdout.split())
    assert "12 or more people rescue workers, through doc-" in told
    assert "17 people a doctor at a hospital, through doc-" in told
    assert call("show", reconciled, "ledger", "--event", event["rows"][0]["id"]).stdout == result.stdout  # type: ignore[index]


def test_ledgers_are_filtered_by_what_they_say_of_their_event(reconciled: Path) -> None:
    assert call("show", reconciled, "ledger", "--place", "Idlib").stdout == call("show", reconciled, "ledger").stdout
    for words in (("--place", "Homs"), ("--actor", "Turkey"), ("--to", "2019-03-01")):
        assert call("show", reconciled, "ledger", *words).stdout == "", words


def test_ledgers_without_a_figure_are_told_of_an_event_asked_for_only(reconciled: Path) -> None:
    event = event_of(reconciled)["id"]
    in_full = rows_of("show", reconciled, "ledger", "--event", event)
    assert [(row["measure"], bool(row["entries"])) for row in in_full] == [("killed", True), ("injured", False)]
    assert [row["measure"] for row in rows_of("show", reconciled, "ledger")] == ["killed"]


def test_ledgers_of_undated_events_come_last(own: Path) -> None:
    with closing(sqlite3.connect(own / "case.sqlite")) as connection:
        connection.execute(
            "insert into cluster select 'ec-0', \"of\", members, publishers, independent_origins, "
            "json_set(summary, '$.day', null) from cluster where \"of\" = 'event'"
        )
        connection.executescript(
            "create temp table more as select * from ledger; update more set cluster = 'ec-0'; "
            "insert into ledger select * from more;"
        )
        connection.commit()
    assert [row["cluster"] for row in rows_of("show", own, "ledger")][-1] == "ec-0"


def test_a_ledger_of_nothing_says_what_was_expected(reconciled: Path) -> None:
    result = call("show", reconciled, "ledger", "--event", "ev-none")
    assert result.exit_code != 0
    assert "events --merged" in str(result.exception)


def test_disputes_stand_side_by_side_with_their_words(reconciled: Path) -> None:
    told = " ".join(call("show", reconciled, "disputes").stdout.split())
    sides = ("it happened:", "rescue workers", "denies: Ministry of Defence of the Russian Federation")
    assert [told.index(words) for words in sides] == sorted(told.index(words) for words in sides)
    assert "not named" not in told
    assert "“its aircraft carried out an air strike on a market in Idlib" in told


def test_why_tells_what_joined_the_reports(reconciled: Path) -> None:
    event = event_of(reconciled)
    result = call("why", reconciled, event["id"])
    assert result.stdout.count("together, score ") >= 2
    joined = json.loads(call("why", reconciled, event["id"], "--json").stdout)["joined"]
    assert all(pair["parts"] and pair["reason"] for pair in joined)


def test_a_judgement_parts_reports_and_its_undo_joins_them_again(own: Path) -> None:
    before = call("show", own, "events", "--merged", "--all").stdout
    rows = [row["id"] for row in event_of(own)["rows"]]  # type: ignore[attr-defined]
    assert call("judge", own, rows[0], rows[1], "--different", "--by", "Ada", "--reason", "two markets").exit_code == 0
    assert call("reconcile", own).exit_code == 0
    events = rows_of("show", own, "events", "--merged", "--all")
    assert all(not {rows[0], rows[1]} <= {row["id"] for row in event["rows"]} for event in events)  # type: ignore[attr-defined]
    assert "judged by Ada" in call("why", own, rows[0]).stdout
    assert "1 taken back" in call("judge", own, rows[0], rows[1], "--undo", "--by", "Ada").stderr
    assert call("reconcile", own).exit_code == 0
    assert call("show", own, "events", "--merged", "--all").stdout == before


def test_a_row_that_a_person_joins_to_others_does_not_stand_alone(own: Path, tmp_path: Path) -> None:
    more = tmp_path / "later.txt"
    more.write_text("16 May 2019\n\nRebels shelled a bridge near Homs on Thursday, residents said.", encoding="utf-8")
    call("add", own, more)
    call("reconcile", own)
    one = event_of(own, place="Idlib")["rows"][0]["id"]  # type: ignore[index]
    other = event_of(own, place="Homs")["rows"][0]["id"]  # type: ignore[index]
    assert "stands alone" in call("why", own, other).stdout
    call("judge", own, one, other, "--same", "--by", "Ada")
    call("reconcile", own)
    told = call("why", own, other).stdout
    assert "a judgement of people joins" in told
    assert "stands alone" not in told


def test_only_judgements_of_events_are_said_to_count(own: Path) -> None:
    actors = [row["row"]["id"] for row in rows_of("show", own, "actors")]  # type: ignore[index]
    assert "only judgements of events" in call("judge", own, *actors[:2], "--same", "--by", "Ada").stderr
    rows = [row["id"] for row in event_of(own)["rows"]]  # type: ignore[attr-defined]
    assert "it counts from the next" in call("judge", own, *rows[:2], "--same", "--by", "Ada").stderr


@pytest.mark.parametrize("words", [("reconcile",), ("reread",), ("judge", "ev-1", "ev-2", "--same", "--by", "Ada")])
def test_a_folder_without_a_case_stays_as_it_is(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = call(words[0], tmp_path / "none", *words[1:])
    assert result.exit_code != 0
    assert "holds no case" in str(result.exception)
    assert not (tmp_path / "none").exists()


def test_why_tells_of_a_report_who_copied_it(own: Path, tmp_path: Path) -> None:
    body = REPORTS["tarsk.txt"].partition("Market hit in Idlib")[2]
    (tmp_path / "copy.txt").write_text(f"Ost Mail\n15 March 2019\n\nDozens die{body}", encoding="utf-8")
    call("add", own, tmp_path / "copy.txt")
    call("reconcile", own)
    (copied,) = rows_of("sql", own, "select document, origin from lineage where kind in ('copy', 'edited_copy')")
    told = json.loads(call("why", own, copied["origin"], "--json").stdout)["lineage"]
    assert [(row["document"], row["origin"]) for row in told if row["kind"] != "independent"].count(
        (copied["document"], copied["origin"])
    ) == 1


def test_judgements_that_contradict_one_another_are_reported(own: Path) -> None:
    one, two, three = (row["id"] for row in event_of(own)["rows"])  # type: ignore[attr-defined]
    call("judge", own, one, two, "--same", "--by", "Ada")
    call("judge", own, two, three, "--same", "--by", "Ada")
    result = call("judge", own, one, three, "--different", "--by", "Ben")
    assert "contradict one another" in result.stderr
    assert "contradict one another" in call("reconcile", own).stderr
    assert "set aside" in call("why", own, two).stderr
    call("judge", own, one, three, "--undo")
    assert "set aside" not in call("why", own, two).stderr


@pytest.mark.parametrize(
    "words", [(), ("--same", "--different", "--by", "Ada"), ("--same",)], ids=["nothing", "both", "nobody"]
)
def test_a_judgement_needs_one_answer_and_a_name(own: Path, words: tuple[str, ...]) -> None:
    rows = [row["id"] for row in event_of(own)["rows"]]  # type: ignore[attr-defined]
    assert call("judge", own, rows[0], rows[1], *words).exit_code != 0


def test_ties_on_a_day_say_as_of_when_and_according_to_whom(reconciled: Path) -> None:
    result = call("show", reconciled, "actors", "--at", "2019-03-20")
    assert result.stdout.startswith("Russia supports Government of Syria\n  1 report, told by 1 independent origin")
    assert "as of 2019-03-14: ongoing" in result.stdout
    assert "“Russia supports the Syrian government”" in result.stdout
    assert call("show", reconciled, "actors", "--at", "2019-03-13").stdout == ""
    (tie,) = rows_of("show", reconciled, "actors", "--at", "2019-03-20")
    assert (tie["kind"], tie["is_contested"]) == ("supports", False)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tolls", "--merged"), "--merged goes with"), (("claims", "--at", "2019-03-20"), "--at goes with"),
        (("actors", "--at", "yesterday"), "--at takes a day"), (("events", "--from", "2019-03"), "--from takes a day"),
        (("disputes", "--to", "20190301"), "--to takes a day"), (("events", "--event", "ev-1"), "--event goes with"),
        (("ledger", "--status", "denied"), "--status does not go with"),
    ],
)  # fmt: skip
def test_options_that_do_not_fit_are_explained(reconciled: Path, words: tuple[str, ...], told: str) -> None:
    result = call("show", reconciled, *words)
    assert result.exit_code != 0
    assert told in str(result.exception)


def test_control_and_agreements_across_reports_may_be_empty(reconciled: Path) -> None:
    for words in (("control", "--merged"), ("control", "--at", "2019-03-20"), ("agreements", "--merged")):
        result = call("show", reconciled, *words)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "nothing across reports that fits" in result.stderr


def test_the_dossier_tells_the_event_once_and_what_is_disputed(reconciled: Path, tmp_path: Path) -> None:
    assert call("dossier", reconciled, "-o", tmp_path / "dossier.html", "--all").exit_code == 0
    page = (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert "Told by several reports" in page
    assert "3 reports, 2 independent origins" in page
    assert "Did it happen?" in page


def test_a_case_not_reconciled_since_it_was_read_says_so(own: Path, tmp_path: Path) -> None:
    more = tmp_path / "later.txt"
    more.write_text("16 March 2019\n\nA shell hit a bridge near Homs on Friday, residents said.", encoding="utf-8")
    assert call("add", own, more).exit_code == 0
    for words in (("show", own, "disputes"), ("dossier", own, "-o", tmp_path / "dossier.html")):
        assert "1 report has changed since the case was reconciled" in call(*words).stderr


def test_a_case_of_an_earlier_version_is_laid_out_without_the_section(own: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(own / "case.sqlite")) as connection:
        connection.executescript("drop view judgement; drop table cluster; drop table reconciled; drop table family;")
    result = call("dossier", own, "-o", tmp_path / "dossier.html")
    assert result.exit_code == 0
    assert "3 reports have changed since the case was reconciled" in result.stderr
    assert "Told by several reports" not in (tmp_path / "dossier.html").read_text(encoding="utf-8")
    for words in (("show", own, "actors", "--at", "2019-03-20"), ("why", own, "ev-1")):
        assert "run: onrecord reconcile" in str(call(*words).exception)


def test_an_actor_of_an_event_bears_its_name_whatever_stands_between_its_words(own: Path) -> None:
    event = event_of(own)
    with closing(sqlite3.connect(own / "case.sqlite")) as connection:
        connection.execute(
            "update actor set name = 'U.N. Marines' where name like 'rescue%' or registry_id is not null"
        )
        connection.execute(
            "update cluster set summary = json_set(summary, '$.doers', json('[\"u n marines\"]')) where id = ?",
            (event["id"],),
        )
        connection.execute(
            "update event set arguments = json_insert(arguments, '$[#]', json_object('role', 'initiator', 'entity', "
            "(select id from actor where name = 'U.N. Marines' limit 1)))"
        )
        connection.commit()
    assert "by U.N. Marines" in call("why", own, event["id"]).stdout


@pytest.mark.parametrize("content", ["no database", ""], ids=["no database", "no tables"])
def test_a_file_that_is_no_record_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "case.sqlite").write_text(content, encoding="utf-8")
    for words in (("show", tmp_path, "ledger"), ("why", tmp_path, "ev-1"), ("dossier", tmp_path)):
        assert "case.sqlite" in str(call(*words).exception), words
