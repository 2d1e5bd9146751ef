"""A report, or rows of a case, as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from onrecord.publish.phrases import Phrases, flat, quote_of
from onrecord.report import Report

SECTIONS: tuple[tuple[str, str], ...] = (
    ("events", "Events"), ("tolls", "Tolls"), ("checks", "Checks"), ("claims", "Who says so"),
    ("relations", "Who stands with whom"), ("flows", "Support that flows"), ("agreements", "Agreements"),
    ("control", "Who holds what"), ("failures", "Not read"),
)  # fmt: skip
_QUOTE_WIDTH = 160


def render_report(report: Report, *, width: int = 100) -> Iterator[str]:
    """Lines of one report: its head, then its rows, section by section, each with the words it was read from.

    Args:
        report: The report.
        width: Columns of the terminal.
    """
    document, phrases = report.document, Phrases(report)
    yield document.title or document.uri or document.id
    about = [document.publisher, document.published or "no date in the report", document.language, document.uri]
    yield "  " + " · ".join(part for part in about if part)
    for name, heading in SECTIONS:
        rows = getattr(report.rows, name)
        if rows:
            yield ""
            yield f"{heading} ({len(rows)})"
            for row in rows:
                yield from render_row(row, phrases, width=width)


def render_row(row: Any, phrases: Phrases, *, width: int = 100, about: str | None = None) -> Iterator[str]:
    """Lines of one row: when, what, its status, then the words it was read from with their offsets.

    Args:
        row: A row of the report.
        phrases: Words of its report.
        width: Columns of the terminal.
        about: Where it stands (title, publisher), shown after the quote.
    """
    when = phrases.when(getattr(row, "time", None) or getattr(row, "as_of", None))
    status = getattr(row, "status", None)
    marks = [status.replace("_", " ")] if status and status != "happened" else []
    marks += ["recalled"] if getattr(row, "is_recalled", False) else []
    head = f"{when + '  ' if when else ''}{phrases.line(row)}" + (f"  [{', '.join(marks)}]" if marks else "")
    yield from textwrap.wrap(head, width, initial_indent="  ", subsequent_indent="      ")
    quote = quote_of(row)
    if quote is not None:
        words = textwrap.shorten(flat(quote.text), _QUOTE_WIDTH, placeholder=" …")
        place = f"{quote.start}-{quote.end}" + (f", {about}" if about else "")
        yield from textwrap.wrap(f"“{words}” ({place})", width, initial_indent="      ", subsequent_indent="      ")
