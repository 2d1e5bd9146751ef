"""Who a report quotes: one key for the same primary source, in whichever report it is quoted.

In: the source of a claim or a toll, its actor, the report's text. Out: `PrimarySource`, whose key is the actor's id in
the registry, else its folded name. Anonymous sources, pronouns without an actor and persons known only by a common
noun ("a witness") have none: two reports that quote "a witness" need not quote the same one.

Known limits: a person named in full in one report and by the surname alone in another has two keys; a body called by a
common noun ("police") has one key everywhere, so such keys tell sources apart only within one event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.vocab import load
from onrecord.vocab.actor_names import FoldedName, fold_name

ORIGIN = "source:"
"""What the origin of a row begins with that rests on a primary source."""
_NO_BODIES = frozenset({"person", "civilians", "community", "unknown"})
"""Kinds of actors of which a common noun names no one in particular."""
_SENTENCE_END = re.compile(r"(?:[.!?:;…\"'“”‘’»\n)\]-]\s*|^\s*)$")
_LOOK_BACK = 4


@dataclass(frozen=True, slots=True)
class PrimarySource:
    """A source that more than one report may quote.

    Attributes:
        key: The same for the same source in any report.
        is_named: True for a proper name or an actor of the registry; False for a body called by a common noun.
    """

    key: str
    is_named: bool

    @property
    def origin(self) -> str:
        """The key as the origin of a row."""
        return ORIGIN + self.key


def primary_source(
    source: Mapping[str, Any] | None, actor: Mapping[str, Any] | None, text: str
) -> PrimarySource | None:
    """The primary source that a row's source names; None where it names none.

    Args:
        source: The source of a claim or a toll: start, end, text, kind.
        actor: Its actor: name, kind, registry_id; None where it has none.
        text: Text of the report.

    >>> primary_source({"start": 0, "text": "Ardan Watch", "kind": "named"}, None, "Ardan Watch said so.")
    PrimarySource(key='ardan watch', is_named=True)
    >>> primary_source({"start": 0, "text": "He", "kind": "named"}, None, "He said so.")
    """
    if source is None or source["kind"] not in {"named", "document"}:
        return None
    if actor is not None and actor["registry_id"]:
        return PrimarySource(actor["registry_id"], is_named=True)
    name = actor["name"] if actor is not None else source["text"]
    folded = fold_name(name or "")
    words = folded.folded
    if not words or " ".join(words) in pronouns():
        return None
    if _is_proper(folded, source, text):
        return PrimarySource(" ".join(words), is_named=True)
    if actor is None or actor["kind"] in _NO_BODIES:
        return None
    return PrimarySource(" ".join(words), is_named=False)


def _is_proper(name: FoldedName, source: Mapping[str, Any], text: str) -> bool:
    """True for a name with a capital that is not only the capital of a sentence's first word."""
    words = name.raw
    if not words[0][0].isupper():
        return False  # "a navy statement", "allied leaders of Norland": a description, whatever names are in it
    if any(word[0].isupper() for word in words[1:]) or words[0][1:] != words[0][1:].lower():
        return True
    start = source.get("start")
    if start is None or not text.startswith(words[0], start):
        return True
    if not _SENTENCE_END.search(text[max(start - _LOOK_BACK, 0) : start]):
        return True
    return re.search(rf"\b{re.escape(words[0].lower())}\b", text) is None and len(words) == 1


@cache
def pronouns() -> frozenset[str]:
    """Pronouns that may stand for a source, in small letters."""
    words = load("pronouns")
    return frozenset(words["third"]) | frozenset(words["speaker"]) | frozenset(words["demonstratives"])
