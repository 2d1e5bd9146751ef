"""Markdown: the words without the marks, each character aligned to its bytes.

In: bytes. Out: the text with line ends kept; left out are front matter, marks of headings, emphasis, code and
quotations, addresses of links, images, rules, comments and the line under a table's head. Bullets, numbers and the
bars of tables stay, since readers tell lists and tables by them. Front matter gives title, author, publisher, date
and language.

Known limits: CommonMark's rules for nested emphasis are simplified; raw HTML blocks stay as they are. Reference:
CommonMark 0.31.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.ingest.base import Extracted, Settings
from onrecord.ingest.decoding import decode

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\b|T)")
_MARKS = (
    re.compile(r"<!--.*?-->\s*", re.DOTALL),
    re.compile(r"^ {0,3}(?:`{3,}|~{3,}).*\n?", re.MULTILINE),  # fences of code
    re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}(?:\r?\n|\Z)", re.MULTILINE),  # rules, and a heading's underline of dashes
    re.compile(r"^ {0,3}=+[ \t]*(?:\r?\n|\Z)", re.MULTILINE),
    re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*(?:\r?\n|\Z)", re.MULTILINE),
    re.compile(r"^ {0,3}#{1,6}[ \t]+|[ \t]+#+[ \t]*$", re.MULTILINE),
    re.compile(r"^(?: {0,3}>[ \t]?)+", re.MULTILINE),
    re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*(?:\r?\n|\Z)", re.MULTILINE),  # addresses of links
    re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"),
    re.compile(r"[ \t]+(?=\r?\n)"),
)
_AROUND = (
    re.compile(r"(?<!!)(\[)[^\]\n]+(\](?:\([^)\n]*\)|\[[^\]\n]*\]))"),
    re.compile(r"(?<![\\\w*])(\*{1,3})(?=\S)[^*\n]+?(?<=\S)(\1)(?![\w*])"),
    re.compile(r"(?<![\\\w_])(_{1,3})(?=\S)[^\n]+?(?<=\S)(\1)(?![\w_])"),
    re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]+(\1)(?!`)"),
)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|<>~-])")


def extract_markdown(data: bytes, settings: Settings) -> Extracted:  # noqa: ARG001 - every format has the same form
    """Text of a Markdown file."""
    raw, encoding, alignment = decode(data)
    front = _FRONT_MATTER.match(raw)
    said = dict(_front_values(front.group(1))) if front else {}
    kept = list(_kept(raw, front.end() if front else 0))
    date = _ISO_DATE.match(said.get("date", ""))
    return Extracted(
        text="".join(raw[start:end] for start, end in kept),
        alignment=alignment.cut(kept),
        title=said.get("title"),
        author=said.get("author"),
        publisher=said.get("publisher"),
        published=date.group(1) if date else None,
        language=said.get("language", said.get("lang")),
        encoding=encoding,
    )


def _front_values(front: str) -> Iterator[tuple[str, str]]:
    for match in _FRONT_LINE.finditer(front):
        yield match.group(1).lower(), match.group(2).strip("\"'")


def _kept(raw: str, first: int) -> Iterator[tuple[int, int]]:
    """Ranges of the file that are text."""
    left_out = [match.span() for mark in _MARKS for match in mark.finditer(raw, first)]
    for mark in _AROUND:
        for match in mark.finditer(raw, first):
            left_out += [match.span(1), match.span(2)]
    left_out += [match.span() for match in _ESCAPE.finditer(raw, first)]
    lead = len(raw) - len(raw[first:].lstrip("\r\n"))
    place = lead
    for start, end in sorted(left_out):
        if start > place:
            yield place, start
        place = max(place, end)
    if place < len(raw):
        yield place, len(raw)
