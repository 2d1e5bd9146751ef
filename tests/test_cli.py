"""The command line: every command, its answers on standard output, its remarks on standard error, its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.cli.app import app

STRIKE = "An air strike killed at least 12 people in Idlib on Monday, a doctor said. Russia denied the attack."
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    runner = CliRunner()
    return lambda *words, **kwargs: runner.invoke(app, [str(word) for word in words], **kwargs)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "strike.txt"
    path.write_text(STRIKE, encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path, report: Path, run: Run) -> Path:
    folder = tmp_path / "case"
    assert run("add", folder, report).exit_code == 0
    return folder


def test_read_prints_rows_with_their_words(run: Run, report: Path) -> None:
    result = run("read", report, "--published", "2020-02-04")
    assert result.exit_code == 0
    assert "12 or more people killed" in result.stdout
    assert "2020-02-03" in result.stdout


def test_read_json_is_one_object_a_line(run: Run, report: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Talks\n\nNothing was agreed in Geneva.\n", encoding="utf-8")
    lines = run("read", "--json", report, other).stdout.splitlines()
    assert [set(json.loads(line)) >= {"document", "tolls", "claims"} for line in lines] == [True, True]


def test_read_takes_standard_input(run: Run) -> None:
    result = run("read", "-", input=STRIKE.encode())
    assert "12 or more people killed" in result.stdout


def test_read_goes_on_after_a_bad_file(run: Run, report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run("read", empty, report)
    assert result.exit_code == 1
    assert "12 or more people killed" in result.stdout
    assert "empty.txt is empty" in result.stderr
    assert "standard input" not in result.stderr


@pytest.mark.parametrize(
    "what",
    ["tolls", "claims", "events", "actors", "relations", "flows", "agreements", "control", "places", "timeline",
     "failures", "checks", "times", "mentions"],
)  # fmt: skip
def test_show_knows_every_list(run: Run, case: Path, what: str) -> None:
    assert run("show", case, what).exit_code == 0


def test_show_filters(run: Run, case: Path) -> None:
    assert "denies" in run("show", case, "claims", "--actor", "Russia", "--status", "denies").stdout
    nothing = run("show", case, "claims", "--actor", "Norway")
    assert nothing.stdout == ""
    assert "no claims on record that fit" in nothing.stderr


def test_show_of_an_unknown_list_names_the_lists(run: Run, case: Path) -> None:
    result = run("show", case, "murders")
    assert "timeline" in str(result.exception)


def test_sql_prints_columns(run: Run, case: Path) -> None:
    assert run("sql", case, "select measure, low from toll").stdout.splitlines() == [
        "measure  low",
        "-------  ---",
        "killed   12",
    ]


@pytest.mark.parametrize("to", ["jsonl", "csv", "parquet", "geojson"])
def test_export_names_what_it_wrote(run: Run, case: Path, tmp_path: Path, to: str) -> None:
    result = run("export", case, "--to", to, "-o", tmp_path / "out" / f"x.{to}")
    assert result.exit_code == 0
    assert all(Path(line).exists() for line in result.stdout.splitlines())


def test_an_unknown_format_names_the_formats(run: Run, case: Path) -> None:
    assert "parquet" in str(run("export", case, "--to", "xls").exception)


def test_dossier_is_written(run: Run, case: Path, tmp_path: Path) -> None:
    target = tmp_path / "case.html"
    assert run("dossier", case, "-o", target).exit_code == 0
    assert "12 people" in target.read_text(encoding="utf-8")


def test_doctor_finds_this_installation_sound(run: Run) -> None:
    result = run("doctor")
    assert "BAD" not in result.stdout
    assert "gazetteer" in result.stdout


def test_a_folder_without_a_case_is_explained(run: Run, tmp_path: Path) -> None:
    assert "onrecord add" in str(run("show", tmp_path, "tolls").exception)


def test_every_command_has_help_with_an_example(run: Run) -> None:
    names = [
        command.name or (command.callback.__name__ if command.callback else "") for command in app.registered_commands
    ]
    for name in names:
        text = run(name, "--help").stdout
        assert f"onrecord {name}" in text.replace("\n", " "), name


def test_the_demo_shows_one_event_told_differently(run: Run, tmp_path: Path) -> None:
    result = run("demo", tmp_path / "demo")
    told, denied = result.stdout.split("Who denies it or doubts it:")
    figures = told.split("One event, told differently:")[1].split("Who counts how many")[1].splitlines()
    (rescuers,) = [line for line in figures if "12 or more" in line]
    assert rescuers.endswith("rescue workers")
    assert any(line.endswith("17: a doctor at a field hospital") for line in figures)
    assert "The Syrian Ministry of Defence" in denied
    assert (tmp_path / "demo" / "dossier.html").is_file()
