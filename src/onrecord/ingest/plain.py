"""Plain text: bytes to text, nothing left out, each character aligned to its bytes."""

from __future__ import annotations

from onrecord.ingest.base import Extracted, Settings
from onrecord.ingest.decoding import decode


def extract_plain(data: bytes, settings: Settings) -> Extracted:  # noqa: ARG001 - every format has the same form
    """Text of a plain-text file."""
    text, encoding, alignment = decode(data)
    return Extracted(text=text, alignment=alignment, encoding=encoding)
