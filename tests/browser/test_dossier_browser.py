"""The dossier in Chromium: accessible, readable at any width and without scripts, silent on the network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from onrecord.case import Case
from onrecord.cli.across import across_of
from onrecord.model import Document, Event, Place, Rows, Span
from onrecord.publish.dossier import write_dossier
from onrecord.report import Report

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent
HOSTILE = (
    "<script>window.pwned = 1</script></style><img src=https://example.org/x onerror='window.pwned = 1'> was shelled. "
    "\u202eThis runs backwards\u202c and goes on. " + "x" * 10_000 + " javascript:alert(1)"
)


def hostile_report() -> Report:
    document = Document(
        id="doc-hostile", sha256="0" * 64, text_sha256="0" * 64, text=HOSTILE, uri="javascript:window.pwned=1",
        title="</title><script>window.pwned = 1</script>", publisher="'\"><svg onload=window.pwned=1>",
        published="2021-02-03", language="en",
    )  # fmt: skip
    place = Place(
        id="pl-1", document=document.id, reader="places 1", name="<b>Aleppo</b> " + "y" * 300, latitude=36.2,
        longitude=37.1, where_precision=1,
    )  # fmt: skip
    event = Event(
        id="ev-'><hostile>", document=document.id, reader="events 1", kind="shelling", place="pl-1",
        trigger=Span(0, 34, HOSTILE[0:34]), spans=(Span(0, 120, HOSTILE[0:120]),), status="denied",
    )  # fmt: skip
    long = Event(
        id="ev-long",
        document=document.id,
        reader="events 1",
        kind="shelling",
        trigger=Span(150, 9000, HOSTILE[150:9000]),
    )
    return Report(document, Rows(places=[place], events=[event, long]))


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    with as_file(files("onrecord.sample").joinpath("reports")) as sample, Case(folder) as case:
        case.add(sample)
        case.read()
        case.reconcile()
    return folder


@pytest.fixture(scope="session")
def reports(sample_case: Path) -> list[Report]:
    with Case(sample_case) as case:
        return [*case.reports(), hostile_report()]


@pytest.fixture(scope="session")
def seen(reports: list[Report], sample_case: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("dossier")
    write_dossier(reports, folder / "dossier.html", title="Sample case", across=across_of(sample_case))
    node = shutil.which("node")
    assert node is not None, "Node.js is not installed"
    command = [node, str(HERE / "look.mjs"), str(folder / "dossier.html")]
    pictures = os.environ.get("DOSSIER_PICTURES")
    ran = subprocess.run([*command, pictures] if pictures else command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_accessibility_check_finds_nothing(seen: dict[str, Any]) -> None:
    assert len(seen["looks"]) == 6
    for look in seen["looks"]:
        assert look["violations"] == [], (look["colorScheme"], look["width"])
        assert look["violationsWithPanel"] == [], (look["colorScheme"], look["width"])


def test_contradictions_of_reports_are_seen_without_a_click(seen: dict[str, Any]) -> None:
    for look in seen["looks"]:
        assert look["contradictions"] > 0, (look["colorScheme"], look["width"])
        assert look["isTornSide"] == [], (look["colorScheme"], look["width"])


def test_no_width_makes_the_page_scroll_sideways(seen: dict[str, Any]) -> None:
    assert [look["overflow"] for look in seen["looks"]] == [0] * 6


def test_click_on_a_row_shows_its_sentence(seen: dict[str, Any]) -> None:
    shown = seen["rowToSentence"]
    assert shown["isShown"]
    assert shown["hasFocus"]
    assert shown["words"] == shown["expected"] != []


def test_click_on_a_sentence_shows_its_rows(seen: dict[str, Any]) -> None:
    assert seen["sentenceToRows"]["isShown"]
    assert seen["sentenceToRows"]["rows"] == seen["sentenceToRows"]["expected"] != []


def test_keyboard_reaches_everything_and_escape_closes(seen: dict[str, Any]) -> None:
    assert seen["firstStop"] == "Skip to the content"
    assert seen["byKeyboard"]
    assert seen["unreached"] == 0
    assert seen["escape"] == {"isHidden": True, "focusIsBack": True}
    assert seen["closes"]
    assert seen["goesToReport"] == {"isHidden": True, "address": True}


def test_nothing_is_fetched_and_nothing_hostile_runs(seen: dict[str, Any]) -> None:
    assert seen["requests"] == []
    assert seen["errors"] == []
    assert not seen["ranScripts"]


def test_every_link_inside_the_page_leads_somewhere(seen: dict[str, Any]) -> None:
    assert seen["twice"] == []
    assert seen["dangling"] == []


def test_without_scripts_all_text_and_rows_are_there(seen: dict[str, Any], reports: list[Report]) -> None:
    plain = seen["withoutScript"]
    assert plain["visible"]
    assert plain["targetIsShown"]
    assert plain["panelIsHidden"]
    for report, text in zip(reports[:-1], plain["texts"], strict=False):
        words = [word for word in report.document.text.split() if word.isalpha()]
        assert [word for word in words if word not in text] == []
    rows = {row.id for report in reports for name, row in report.rows.all() if name in {"events", "tolls", "claims"}}
    assert rows <= set(plain["rows"])


def test_print_leaves_the_panel_out_and_opens_what_is_folded(seen: dict[str, Any]) -> None:
    assert seen["print"] == {"panel": "none", "closed": 0, "isSameInDark": True}
