"""What the parts of a phrase mean: its year, its time of day, its number, the part of a period that it narrows down to.

In goes a phrase of the grammar; out come numbers and the pieces of values that the forms (`time_dates`, `time_spans`)
put together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.read.time_anchor import Narrative, Reading
from onrecord.read.time_grammar import Grammar, Phrase, Word
from onrecord.read.time_values import days_of, narrowed

DAY_LENGTH = 10
"""Length of the value of a day."""
_POSIX_PIVOT = 69
_PIVOT = 30
"""Years of two figures lie less than so many years after the document's date, or else in the century before."""


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase with the grammar that explains its words."""

    phrase: Phrase
    grammar: Grammar

    def has(self, slot: str) -> bool:
        """True where the phrase fills a slot."""
        return slot in self.phrase.slots

    def text(self, slot: str) -> str:
        """Words of a slot in lower case; empty where it is not filled."""
        return " ".join(word.text.lower() for word in self.phrase.slots.get(slot, ()))

    def meaning(self, slot: str, *classes: str) -> Any:
        """What the first word of a slot that is of one of the classes means; None where there is none."""
        for word in self.phrase.slots.get(slot, ()):
            for name in classes:
                found = self.grammar.value(name, word)
                if found is not None:
                    return found
        return None

    def number(self, slot: str) -> int | None:
        """The first figure of a slot."""
        return next((int(w.text) for w in self.phrase.slots.get(slot, ()) if w.text.isdigit()), None)

    def ordinal(self, slot: str) -> int | None:
        """The number that "3rd", "third" or "twenty-third" stands for."""
        figure = self.number(slot)
        if figure is not None:
            return figure
        return (self.meaning(slot, "TENS") or 0) + (self.meaning(slot, "ORDINALWORD") or 0) or None

    def shift(self, slot: str = "rel") -> int:
        """Which way a word such as "last" or "following" points."""
        names = (  # every class of words that point
            "LAST", "NEXT", "PREVIOUS", "FOLLOWING", "PASTWORD", "COMINGWORD", "AGO", "EARLIER", "LATER", "PASTONE",
        )  # fmt: skip
        return int(self.meaning(slot, *names) or 0)

    def is_of_narrative(self) -> bool:
        """True for "the next", "the following", "the same", "that": they count from the last date told."""
        if self.meaning("rel", "PREVIOUS", "FOLLOWING") is not None or self.holds("SAME"):
            return True
        return self.grammar.value("THE", self.phrase.words[0]) is not None and self.meaning("rel", "NEXT") is not None

    def holds(self, name: str, after: str | None = None) -> bool:
        """True where a word of a class is among the phrase's words (only those after a slot, where one is named)."""
        first = self.phrase.slots[after][-1].end if after is not None else 0
        return any(word.start >= first and self.grammar.value(name, word) is not None for word in self.phrase.words)

    def part(self) -> str | None:
        """START, MID or END, where the words narrow the period down to a part of it."""
        found = self.meaning("mod", "EARLY", "LATE", "MIDDLE")
        return None if found is None else str(found)


def year_value(year: int) -> str:
    """A year as ISO 8601 has it."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def full_year(two_figures: int, published: date | None) -> int:
    """The year that two figures stand for: near the document's date; without one, 1969 to 2068, as POSIX has it."""
    if published is None:
        return two_figures + (1900 if two_figures >= _POSIX_PIVOT else 2000)
    year = published.year // 100 * 100 + two_figures
    return year - 100 if year >= published.year + _PIVOT else year


def year_of(words: Words, now: Narrative) -> tuple[int | None, bool]:
    """The year that the phrase names (0 and less: before Christ), and whether its own words name it."""
    if words.has("spelled") or words.has("ancient"):
        return (_spelled_year(words) if words.has("spelled") else 1 - int(words.text("ancient"))), True
    if not words.has("yr"):
        return (_relative_year(words, now) if words.has("yrel") else None), False
    text = re.sub(r"\D", "", words.text("yr"))
    figure = int(text)
    if words.has("era"):
        return (1 - figure if words.meaning("era", "ERA") == -1 else figure), True
    if len(text) > 2:  # noqa: PLR2004 - the century is written
        return figure, True
    is_told = now.is_history and now.told_year is not None
    return (now.told_year or 0) // 100 * 100 + figure if is_told else full_year(figure, now.published), True


def _spelled_year(words: Words) -> int:
    spelled = words.phrase.slots["spelled"]
    known = words.grammar.values
    if len(spelled) > 1 and spelled[1].text.lower() in known["HUNDREDS"]:
        return 2000 + int(str(known["NUMBERWORD"].get(spelled[-1].text.lower(), 0)))
    tail = sum(
        int(str(words.grammar.value(name, word) or 0)) for word in spelled[1:] for name in ("TENS", "NUMBERWORD")
    )
    return int(str(words.grammar.value("CENTURYWORD", spelled[0]))) + tail


def _relative_year(words: Words, now: Narrative) -> int | None:
    if words.meaning("yrel", "PREVIOUS", "FOLLOWING", "SAME") is not None:
        base = now.then()
        year = now.told_year if now.told_year is not None else (base[0].year if base else None)
    else:
        base = now.now()
        year = base[0].year if base else None
    return None if year is None else year + words.shift("yrel")


def time_of_day(words: Words) -> str | None:
    """What stands after the day in a value: `TNI`, `T15:00`; None where no time of day is told."""
    if words.has("pod"):
        return f"T{words.meaning('pod', 'DAYPART', 'TWILIGHT')}"
    if words.has("clockword"):
        return f"T{words.meaning('clockword', 'CLOCKWORD')}"
    hour, minute = words.number("hour"), 0
    if words.has("clock"):
        text = words.text("clock")
        figures = re.split("[:.]", text) if not text.isdigit() else (text[:2], text[2:])
        hour, minute = (int(figure) for figure in figures)
    if hour is None:
        return None
    half = words.meaning("mer", "MERIDIEM")
    if half is not None:
        hour = hour % 12 + half
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None  # noqa: PLR2004 - hours, minutes


def dated(  # noqa: PLR0913 - the marks are keywords
    words: Words, now: Narrative, value: str, *, is_relative: bool, has_year: bool = False, tells: bool = True
) -> Reading | None:
    """A reading of a period on the calendar, with its time of day and the part of it that is meant."""
    days = days_of(value)
    if days is None and not value.startswith("-"):
        return None
    part = words.part()
    hour = time_of_day(words)
    if tells and value[-1] != "X":
        now.tell(value, has_year=has_year)
    if days is not None and part is not None:
        base = now.now()
        if words.meaning("mod", "SINCE_OR_UNTIL") is not None and base is not None and days[0] <= base[0] <= days[1]:
            days = (days[0], base[0]) if part == "START" else (base[0], days[1])
        else:
            days = narrowed(days, part)
    if hour is not None and len(value) >= DAY_LENGTH:
        return Reading(value=value + hour, kind="time", days=days, is_relative=is_relative)
    return Reading(value=value, days=days, is_relative=is_relative)


def count_of(words: Words) -> tuple[float | None, bool]:
    """The number that the words of the slot `n` name, and whether they name one ("several" names none: None, True)."""
    counted = words.phrase.slots.get("n", ())
    figures = [word.text.replace(",", "") for word in counted if word.text[0].isdigit()]
    if len(figures) == 3:  # noqa: PLR2004 - "5 1/2"
        return int(figures[0]) + int(figures[1]) / max(int(figures[2]), 1), True
    total, current, found = 0.0, float(figures[0]) if figures else 0.0, bool(figures)
    for word in counted:
        name, value = _number_word(words, word)
        if value == "X":
            return None, True
        if name == "HUNDREDS":
            total, current = total + max(current, 1) * float(value), 0.0
        elif name:
            current = float(value) if name == "VAGUE" else current + float(value)
        found = found or bool(name)
    return (total + current, True) if found else (1.0, bool(counted))


def _number_word(words: Words, word: Word) -> tuple[str, str]:
    for name in ("NUMBERWORD", "TENS", "HUNDREDS", "HALF", "VAGUE"):
        value = words.grammar.value(name, word)
        if value is not None:
            return name, str(value)
    return "", ""
