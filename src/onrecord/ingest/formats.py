"""The table of formats that are taken in."""

from __future__ import annotations

from onrecord.ingest.base import Format
from onrecord.ingest.html import extract_html
from onrecord.ingest.markdown import extract_markdown
from onrecord.ingest.pdf import extract_pdf
from onrecord.ingest.plain import extract_plain
from onrecord.registry import Registry

FORMATS: Registry[Format] = Registry(
    "formats",
    {
        "plain": Format(
            media_type="text/plain", suffixes=(".txt", ".text", ".asc", ".log"), extract=extract_plain, is_hostile=False
        ),
        "markdown": Format(
            media_type="text/markdown",
            suffixes=(".md", ".markdown", ".mdown"),
            extract=extract_markdown,
            is_hostile=False,
        ),
        "html": Format(
            media_type="text/html", suffixes=(".html", ".htm", ".xhtml"), extract=extract_html, is_hostile=True
        ),
        "pdf": Format(media_type="application/pdf", suffixes=(".pdf",), extract=extract_pdf, is_hostile=True),
    },
)
"""Formats by name."""
