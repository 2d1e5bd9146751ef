"""The news agencies that a report credits: in a dateline, a byline, a line on rights, a note on contributions.

In: a report's text, publisher and author. Out: `Credit`s, each with the words that it rests on.

A dateline's credit needs no list: whatever stands in brackets between a place in capitals and a dash is an agency. In
other places an agency is one of the list or has a name such as "... Press" or "... News Agency". A credit covers the
whole text, except in a note that somebody contributed to it. An outlet that credits itself ("HOLMA (KHLM) - ", on the
site khlm.example) is no agency.

Known errors: a credit in a picture's caption that looks like a byline is taken for the text's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from onrecord.vocab import load

AGENCY = "agency:"
"""What the origin of a row begins with that rests on a credit."""
_HEAD_LINES = 12
_HEAD = 1_500
_TAIL = 1_500
_BYLINE = 100
_LONGEST_NOTE = 120
_LONGEST_PLACE = 70
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_CAPITALS = re.compile(r"\W*(?:[A-ZÀ-Þ]{2} )?[A-ZÀ-Þ]['’.A-ZÀ-Þ-]{2,}(?=[\s,/(:]|$)")
_DATELINE = re.compile(
    rf"(?P<place>[^()\n]{{0,{_LONGEST_PLACE}}}?)\((?P<agency>[^()\d\n]{{2,40}})\)\s*(?:--?|[–—])\s*"
    r"(?=[\"“‘'\[(]*[A-ZÀ-Þ0-9])"
)
_SPLIT = re.compile(r"\s*(?:,|;|\||/(?!RL\b)|\band\b|&)\s*")
_NAME = r"(?:[A-ZÀ-Þ][\w.'’&-]*)(?: (?:of |the |for )?[A-ZÀ-Þ][\w.'’&-]*){0,4}"
_SPACE = re.compile(r"\s+")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_SAME_START = 3
"""An outlet that is no listed agency bears the name of a site that begins with so many of its letters."""


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency that is credited.

    Attributes:
        agency: Its name, the same for all its forms.
        start: Where the words begin that say so, in the text; None where the author's name says so.
        end: Where they end.
        basis: dateline | byline | rights | contribution.
    """

    agency: str
    start: int | None
    end: int | None
    basis: str

    @property
    def is_whole(self) -> bool:
        """True where the whole text is the agency's."""
        return self.basis != "contribution"


def credits_of(text: str, *, publisher: str | None = None, author: str | None = None) -> tuple[Credit, ...]:
    r"""The agencies that a report credits, each once: by the strongest credit.

    >>> credits_of("TARSK, Norland (Northwire) - Shells hit the port on Monday.")
    (Credit(agency='Northwire', start=16, end=25, basis='dateline'),)
    >>> credits_of("Shells hit the port.\n\nReuters contributed to this report.")[0].basis
    'contribution'
    """
    found: dict[str, Credit] = {}
    for credit in _credits(text, author):
        if not _is_own(credit.agency, publisher):
            found.setdefault(credit.agency, credit)
    return tuple(found.values())


def _credits(text: str, author: str | None) -> Iterator[Credit]:
    for line in islice((m for m in _LINE.finditer(text, 0, _HEAD) if m.group().strip()), _HEAD_LINES):
        yield from _in_dateline(line)
        if line.end() - line.start() <= _BYLINE:
            yield from _in_byline(line.group().strip(), line.start() + len(line.group()) - len(line.group().lstrip()))
    for name, _, _ in _byline_names(author or ""):
        yield Credit(name, None, None, "byline")
    yield from _in_notes(text)


def _in_dateline(line: re.Match[str]) -> Iterator[Credit]:
    match = _DATELINE.match(line.group())
    if match is None:
        return
    words = _SPACE.sub(" ", match.group("agency")).strip()
    names = [known for part in _SPLIT.split(words) if (known := _words().name_of(part)) is not None]
    if not names and _CAPITALS.match(match.group("place")) and words.lower() not in _words().no_agencies:
        names = [words] if words[:1].isupper() else []
    for name in names:
        yield Credit(name, line.start() + match.start("agency"), line.start() + match.end("agency"), "dateline")


def _in_byline(line: str, offset: int) -> Iterator[Credit]:
    for name, start, end in _byline_names(line):
        yield Credit(name, offset + start, offset + end, "byline")


def _byline_names(line: str) -> Iterator[tuple[str, int, int]]:
    """Agencies in a line that is a byline: an agency alone, or after an author's name."""
    match = _words().byline.fullmatch(line)
    if match is None or _words().notes.match(line):
        return
    known = _words().name_of(match.group("agency"))
    if known is not None:
        yield known, *match.span("agency")


def _in_notes(text: str) -> Iterator[Credit]:
    """Agencies in notes on rights and on contributions, at either end of a text."""
    words = _words()
    head = min(len(text), _HEAD)
    for start, end in ((0, head), (max(len(text) - _TAIL, head), len(text))):
        for note in words.notes.finditer(text, start, end):
            basis = "rights" if note.lastgroup == "rights" else "contribution"
            if note.lastgroup == "after":
                line = max(text.rfind(mark, start, note.start()) for mark in "\n.") + 1
                first, last = max(line, note.start() - _LONGEST_NOTE), note.start()
            else:
                stop = re.compile(r"[.\n]").search(text, note.end(), min(end, note.end() + _LONGEST_NOTE))
                first, last = note.end(), stop.start() if stop else min(end, note.end() + _LONGEST_NOTE)
            for name in words.names.finditer(text, first, last):
                known = words.name_of(name.group())
                if known is not None:
                    yield Credit(known, *name.span(), basis)


def _is_own(agency: str, publisher: str | None) -> bool:
    """True where the outlet's own site bears the agency's name."""
    if publisher is None or "." not in publisher:
        return False
    labels = [label for label in re.split(r"[^a-z0-9]+", publisher.lower()) if label]
    known = _words().forms.get(agency)
    if known is None:
        start = _NO_LETTER.sub("", agency.lower())[:_SAME_START]
        return any(label.startswith(start) for label in labels)
    forms = {_NO_LETTER.sub("", form) for form in (agency.lower(), *known)}
    return any(
        label == form or (len(form) > _SAME_START and label.startswith(form)) for label in labels for form in forms
    )


class _Words:
    """The vocabulary of credits, ready to be matched."""

    def __init__(self, entries: dict[str, Any]) -> None:
        self.forms: dict[str, list[str]] = entries["agencies"]
        self.known: dict[str, str] = {
            form: name for name, forms in self.forms.items() for form in (*forms, name.lower())
        }
        self.long_forms = [form for form in sorted(self.known, key=len, reverse=True) if " " in form]
        self.no_agencies = frozenset(entries["no_agencies"])
        self.agency_words = tuple(sorted(entries["agency_words"], key=len, reverse=True))
        self.names = re.compile(rf"(?<!\w)(?:(?i:{_any_of(self.known)})(?!\w)|{_NAME})")
        agency = rf"(?P<agency>(?i:{_any_of(self.known)})|(?:(?i:the) )?{_NAME})"
        self.byline = re.compile(
            rf"(?:(?i:{_any_of(entries['bylines'])})\b:?\s+)?(?:[^,|/–—]{{2,60}}(?:\s*[,|/–—]\s*|\s+-\s+))?"
            rf"{agency}(?: (?i:{_any_of(entries['roles'])}))?\.?"
        )
        self.notes = re.compile(
            "|".join(
                rf"(?P<{name}>(?<!\w)(?i:{_any_of(entries[name])})(?!\w))" for name in ("before", "after", "rights")
            )
        )
        """Words of a note: those before names, those after, and those before whoever holds the rights."""

    def name_of(self, words: str) -> str | None:
        """Name of the agency that the words are a form of; None where they name none."""
        plain = _SPACE.sub(" ", words).strip(" .,")
        if plain.lower() in self.known:
            return self.known[plain.lower()]
        for form in self.long_forms:
            if plain.lower().endswith(form):  # the name of the author may be stuck to it
                return self.known[form]
        shorter = re.sub(r"^(?:the|The|THE) ", "", plain)
        for ending in self.agency_words:
            if shorter.lower().endswith(f" {ending}") and shorter[:1].isupper():
                return shorter
        return None


@cache
def _words() -> _Words:
    return _Words(load("wire_credits"))


def _any_of(words: Any) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
