"""The page: sections gathered from the reports, laid out by a template, sealed by a content-security policy.

Document text is hostile: the template escapes every value, control characters are made visible, links to sources are
kept only where they are web addresses, and the policy admits the page's own style and script alone, by their digests.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from onrecord.publish.dossier.atlas import Site, frame_of, sites_of
from onrecord.publish.dossier.bonds import diagram_of
from onrecord.publish.dossier.cast import bonds_of, cast_of
from onrecord.publish.dossier.counts import compared_in, counted_in
from onrecord.publish.dossier.entries import MEANINGS, Book, standing_of
from onrecord.publish.dossier.map import Drawing, close_ups, draw
from onrecord.publish.dossier.retold import answers_in, retold_in
from onrecord.publish.dossier.summary import failures_of, summary_of
from onrecord.publish.dossier.testimony import by_stance, disputes_of, statements_of
from onrecord.publish.dossier.timeline import days_of
from onrecord.report import Report

T = TypeVar("T")
Across = Mapping[str, Sequence[Mapping[str, Any]]]
"""What stands across reports: `events`, `ledgers` and `disputes`."""

MOST_ROWS, MOST_TEXTS = 2_000, 500
"""Rows shown in a section, and reports shown with their text; the page says how many more there are."""

_VISIBLE = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r\f"} | {
    0x0C: "\n", 0x0D: None, 0x7F: 0x2421, **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD), 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD,
}  # fmt: skip


def write_dossier(
    reports: Sequence[Report],
    target: Path,
    *,
    title: str,
    across: Across | None = None,
) -> None:
    """Write the dossier of a case.

    Args:
        reports: Reports of the case, in the order in which they are shown.
        target: HTML file to write; its folder is made if need be.
        title: Title of the page.
        across: What stands across reports: `events`, `ledgers` and `disputes`; None where nothing was reconciled.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(render(reports, title=title, across=across), encoding="utf-8", newline="\n")


def render(
    reports: Sequence[Report],
    *,
    title: str,
    across: Across | None = None,
    most_rows: int = MOST_ROWS,
    most_texts: int = MOST_TEXTS,
) -> str:
    """The dossier as HTML.

    Args:
        reports: Reports of the case.
        title: Title of the page.
        across: What stands across reports.
        most_rows: Rows shown in a section.
        most_texts: Reports shown with their text.
    """
    style, script = _asset("dossier.css"), _asset("dossier.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    sections = _sections(reports, across or {}, most_rows, most_texts)
    own = {"style": Markup(style), "script": Markup(script)}  # noqa: S704 - our own files
    return _environment().from_string(_asset("dossier.html")).render(title=title, policy=policy, **own, **sections)


def _sections(reports: Sequence[Report], across: Across, most_rows: int, most_texts: int) -> dict[str, Any]:
    book = Book(reports, most_texts=most_texts)
    statements, sites, counted = statements_of(book), sites_of(book), counted_in(book)
    named, described = cast_of(book)
    disputes = disputes_of(statements)
    more: dict[str, int] = {}

    def first(section: str, rows: Iterable[T]) -> list[T]:
        listed = list(rows)
        more[section] = more.get(section, 0) + max(len(listed) - most_rows, 0)
        return listed[:most_rows]

    happenings = [*book.of("events"), *book.of("agreements"), *book.of("control")]
    days, undated = days_of(first("timeline", happenings))
    return {
        "book": book,
        "meanings": [(standing_of(key), meaning) for key, meaning in MEANINGS.items()],
        "summary": summary_of(book, statements),
        "days": days,
        "undated": undated,
        "retold": first("retold", retold_in(book, across)),
        "answers": first("retold", answers_in(book, across)),
        "sites": first("places", sites),
        "maps": _maps(sites),
        "bonds": [(heading, first("actors", bonds), diagram_of(bonds)) for heading, bonds in bonds_of(book)],
        "named": first("actors", named),
        "described": first("actors", described),
        "compared": first("tolls", compared_in(counted)),
        "counted": first("tolls", counted),
        "disputes": first("statements", disputes),
        "stances": by_stance(first("statements", statements)),
        **{name: first("other", book.of(name)) for name in ("agreements", "control", "flows")},
        "failures": first("failures", failures_of(book)),
        "more": more | {"texts": max(len(book.reports) - most_texts, 0)},
    }


def _maps(sites: Sequence[Site]) -> list[tuple[str, Drawing, list[Drawing]]]:
    """A map for wide pages and one for narrow ones, each with its close-ups; none where no place is located."""
    frame = frame_of(sites)
    if frame is None:
        return []
    widths = (("broad", 540, 270), ("slim", 344, 344))
    drawn = [(shape, draw(sites, frame, width=width), close) for shape, width, close in widths]
    return [(shape, drawing, list(close_ups(drawing, width=close))) for shape, drawing, close in drawn]


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, finalize=_visible
    )
    environment.filters.update(web_address=web_address, capitalize_first=capitalize_first, language_tag=language_tag)
    return environment


def _visible(value: Any) -> Any:
    """A value with control characters and lone surrogates replaced by what can be seen and stored."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return value.translate(_VISIBLE)


def web_address(uri: str | None) -> str:
    """The address if it is one of the web, else nothing: a page must not link to a script or a local file.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(uri or "")
    except ValueError:
        return ""
    return (uri or "") if parts.scheme in {"http", "https"} and parts.netloc else ""


def language_tag(language: str | None) -> str:
    """The language as a page may name it; `und` where it is not known.

    >>> language_tag("en"), language_tag("not a language"), language_tag(None)
    ('en', 'und', 'und')
    """
    return language if language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "und"


def capitalize_first(text: str) -> str:
    """The text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


@cache
def _asset(name: str) -> str:
    return files("onrecord.publish").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
