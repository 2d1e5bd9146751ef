"""What ingesting makes: a document, its original and the way back; and what a format hands over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from onrecord.ingest.alignment import Alignment
from onrecord.model import Document

Settings: TypeAlias = Mapping[str, int | float | str]
"""Settings given in code (onrecord.config); the others keep the environment's or the default value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """One document taken in.

    Attributes:
        document: The document with its text.
        original: The bytes as received; `document.sha256` is theirs.
        alignment: The way from the text's characters to the original.
        notes: What the user should know: a wrong extension, pages without text.
    """

    document: Document
    original: bytes
    alignment: Alignment
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a format found in a file: its text, the way back, and what the file itself says about it.

    `published` is an ISO date that the file's metadata state; `language` likewise an ISO 639-1 code.
    """

    text: str
    alignment: Alignment
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        plain = {spec.name: getattr(self, spec.name) for spec in fields(self)}
        return {**plain, "alignment": self.alignment.to_dict()}

    @staticmethod
    def from_dict(values: Mapping[str, Any]) -> Extracted:
        """From the values that `to_dict` wrote."""
        return Extracted(
            **{
                **values,
                "alignment": Alignment.from_dict(values["alignment"]),
                "notes": tuple(values["notes"]),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file that is taken in.

    Attributes:
        media_type: Its media type.
        suffixes: Endings of file names that it usually bears.
        extract: Reads the bytes of a file.
        is_hostile: Its parser is large or written in C, and therefore runs in a process of its own.
    """

    media_type: str
    suffixes: tuple[str, ...]
    extract: Callable[[bytes, Settings], Extracted]
    is_hostile: bool
