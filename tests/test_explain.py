from __future__ import annotations

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.errors import ConfigurationError
from onrecord.explain import explain
from onrecord.ingest import ingest_text
from onrecord.publish.explanation import REASONS, render_explanation

TEXT = (
    "Gunmen killed 12 villagers near the town of Molve on Thursday, the interior ministry said. "
    "A 34-year-old teacher saw the attack helicopter on Route 9. Critics called it an 'explosive' debut."
)


def _passed(text: str, at: int) -> set[tuple[str, str, str]]:
    told = explain(ingest_text(text, published="2019-05-03").document, at)
    return {(note.name, note.text, note.reason) for note in told.passed}


def test_rows_of_the_sentence_are_told_with_the_parts_of_their_confidence() -> None:
    told = explain(ingest_text(TEXT, published="2019-05-03").document, 10)
    assert {reason.name for reason in told.reasons} >= {"events", "tolls", "claims", "times"}
    for reason in told.reasons:
        assert set(reason.parts) == {"found", "attributed", "resolved"}
        assert reason.row.confidence is not None
    assert told.sentence.text.startswith("Gunmen killed")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("34-year-old", ("tolls", "34", "age")),
        ("attack", ("events", "attack", "only modifies")),
        ("Route", ("tolls", "9", "label")),
    ],
)
def test_what_was_passed_over_is_told_with_its_reason(word: str, expected: tuple[str, str, str]) -> None:
    found = _passed(TEXT, TEXT.index(word))
    assert any(name == expected[0] and expected[1] in text and reason == expected[2] for name, text, reason in found)


def test_every_reason_has_words_and_every_line_fits() -> None:
    told = explain(ingest_text(TEXT, published="2019-05-03").document, 120)
    lines = list(render_explanation(told, width=80))
    assert all(len(line) <= 80 for line in lines)
    assert all(reason.strip() for reason in REASONS.values())


def test_an_offset_outside_the_text_is_an_error_that_says_what_is_inside() -> None:
    with pytest.raises(ConfigurationError, match="characters 0 to"):
        explain(ingest_text(TEXT).document, 10_000)


def test_the_command(tmp_path: object) -> None:
    path = tmp_path / "report.txt"  # type: ignore[operator]
    path.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, ["explain", str(path), "--at", "10", "--published", "2019-05-03"])
    assert result.exit_code == 0
    assert "confidence" in result.output
    assert "Passed over" in result.output
