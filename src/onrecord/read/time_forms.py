"""What each form of the grammar means: a phrase and where the text stands in time go in, a reading comes out.

A form's function returns None where its words name no time. A value is never finer than the words: "two days later"
after a month stays without value.

Reference: TimeML 1.2.1 guidelines (TIMEX3 values).
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from onrecord.read.time_anchor import AMBIGUOUS, Narrative, Reading
from onrecord.read.time_grammar import Grammar, Phrase, Word
from onrecord.read.time_values import (
    MONTHS_OF_YEAR,
    Days,
    days_of,
    duration_of,
    narrowed,
    plus,
    value_of,
)

_DAY, _MONTH = 10, 7
"""Length of the values of a day and of a month."""
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
        names = (
            "LAST",
            "NEXT",
            "PREVIOUS",
            "FOLLOWING",
            "PASTWORD",
            "COMINGWORD",
            "AGO",
            "EARLIER",
            "LATER",
            "PASTONE",
        )
        return int(self.meaning(slot, *names) or 0)

    def is_of_narrative(self) -> bool:
        """True for "the next", "the following", "the same", "that": they count from the last date told."""
        if self.meaning("rel", "PREVIOUS", "FOLLOWING", "SAME") is not None or "same" in self.plain():
            return True
        return self.plain()[0] == "the" and self.meaning("rel", "NEXT") is not None

    def plain(self) -> list[str]:
        """All words in lower case."""
        return [word.text.lower() for word in self.phrase.words]

    def part(self) -> str | None:
        """START, MID or END, where the words narrow the period down to a part of it."""
        found = self.meaning("mod", "EARLY", "LATE", "MIDDLE")
        return None if found is None else str(found)


Form = Callable[[Words, Narrative], Reading | None]


def year_value(year: int) -> str:
    """A year as ISO 8601 has it."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def full_year(two_figures: int, published: date | None) -> int | None:
    """The year that two figures stand for; None without a document date."""
    if published is None:
        return None
    year = published.year // 100 * 100 + two_figures
    return year - 100 if year >= published.year + _PIVOT else year


def year_of(words: Words, now: Narrative) -> tuple[int | None, bool]:
    """The year that the phrase names, and whether its own words name it."""
    figure = words.number("yr")
    if words.has("spelled"):
        spelled = words.phrase.slots["spelled"]
        names = ("CENTURYWORD", "TENS", "NUMBERWORD", "HUNDREDS")
        if spelled[0].text.lower() in words.grammar.values["NUMBERWORD"] and len(spelled) > 1 and words.meaning("spelled", "HUNDREDS"):
            return 2000 + (words.grammar.values["NUMBERWORD"].get(spelled[-1].text.lower()) or 0), True
        head = int(str(words.grammar.value(names[0], spelled[0])))
        return head + sum(int(str(words.grammar.value(n, w) or 0)) for w in spelled[1:] for n in names[1:3]), True
    if words.has("ancient"):
        return 1 - int(words.text("ancient")), True
    if figure is not None:
        if words.has("era"):
            return (1 - figure if words.meaning("era", "ERA") == -1 else figure), True
        text = words.text("yr")
        return (full_year(figure, now.published), True) if len(text) == 2 else (figure, True)  # noqa: PLR2004 - two figures
    if words.has("yr"):
        figure = int(re.sub(r"\D", "", words.text("yr")))
        if now.told_year is not None and now.is_history:
            return now.told_year // 100 * 100 + figure, True
        return full_year(figure, now.published), True
    if words.has("yrel"):
        return _relative_year(words, now), False
    return None, False


def _relative_year(words: Words, now: Narrative) -> int | None:
    plain = words.text("yrel").split()
    if words.meaning("yrel", "PREVIOUS", "FOLLOWING") is not None or "same" in plain or "that" in plain:
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
        hour, minute = (int(figure) for figure in re.split("[:.]", words.text("clock")))
    if hour is None:
        return None
    half = words.meaning("mer", "MERIDIEM")
    if half is not None:
        hour = hour % 12 + half
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None  # noqa: PLR2004 - hours, minutes


def dated(words: Words, now: Narrative, value: str, *, is_relative: bool, has_year: bool = False, tells: bool = True) -> Reading | None:
    """A reading of a period on the calendar, with its time of day and the part of it that is meant."""
    days = days_of(value)
    if days is None and not value.startswith("-"):
        return None
    part = words.part()
    hour = time_of_day(words)
    if tells and value[-1] != "X":
        now.tell(value, has_year=has_year)
    plain = words.plain()
    if days is not None and part is not None:
        base = now.now()
        if plain[0] in ("earlier", "later") and base is not None and days[0] <= base[0] <= days[1]:
            days = (days[0], base[0]) if part == "START" else (base[0], days[1])
        else:
            days = narrowed(days, part)
    if hour is not None and len(value) >= _DAY:
        return Reading(value=value + hour, kind="time", days=days, is_relative=is_relative)
    return Reading(value=value, days=days, is_relative=is_relative)


def calendar(words: Words, now: Narrative) -> Reading | None:
    """Months and days: "12 May 2016", "May 12", "late May", "last July", "the 19th"."""
    month, day = words.meaning("mo", "MONTHNAME", "MONTHSHORT"), words.ordinal("day")
    if month is None:
        return _day_of_told_month(day, words, now)
    year, has_year = year_of(words, now)
    if year is None and not words.has("yr") and not words.has("yrel"):
        year = _year_by_word(words, now, month) if words.has("rel") else now.year_for(month, day)
    tail = f"{month:02d}" + (f"-{day:02d}" if day is not None else "")
    if year is None:
        if days_of(f"2000-{tail}") is None:
            return None
        return Reading(value=f"XXXX-{tail}", is_relative=True, unresolved=now.missing)
    if tail == "02-29" and not has_year:
        year = next((near for near in (year, year + 1, year - 1) if isleap(near)), year)
    return dated(words, now, f"{year_value(year)}-{tail}", is_relative=not has_year, has_year=has_year)


def _year_by_word(words: Words, now: Narrative, month: int) -> int | None:
    base = now.then() if words.is_of_narrative() else now.now()
    if base is None:
        return None
    anchor, shift = base[0], words.shift()
    if shift == 0:
        return anchor.year
    if shift < 0:
        return anchor.year if month < anchor.month else anchor.year - 1
    return anchor.year if month > anchor.month else anchor.year + 1


def _day_of_told_month(day: int | None, words: Words, now: Narrative) -> Reading | None:
    if now.told is None or day is None or not re.match(r"-?\d{4}-\d\d(?!\d)", now.told):
        return None
    month = re.match(r"-?\d{4}-\d\d", now.told)
    return dated(words, now, f"{month.group()}-{day:02d}", is_relative=True) if month else None


def season(words: Words, now: Narrative) -> Reading | None:
    """Seasons: "the summer of 2016", "last fall", "winter"."""
    code = words.meaning("sea", "SEASON")
    year, has_year = year_of(words, now)
    if year is None and words.has("rel") and (base := now.then() if words.is_of_narrative() else now.now()):
        start = days_of(f"2000-{code}")
        begins = start[0].month if start else 1
        shift, anchor = words.shift(), base[0]
        year = anchor.year
        if shift < 0 and begins + 2 >= anchor.month:
            year -= 1
        if shift > 0 and begins <= anchor.month:
            year += 1
        if shift == 0 and "past" in words.plain() and begins > anchor.month:
            year -= 1
    elif year is None and not words.has("yrel"):
        base = now.then() if now.is_history else now.now()
        year = now.told_year if now.is_history else (base[0].year if base else None)
    if year is None:
        return Reading(value=f"XXXX-{code}", is_relative=True, unresolved=now.missing)
    return dated(words, now, f"{year_value(year)}-{code}", is_relative=not has_year, has_year=has_year)


def year(words: Words, now: Narrative) -> Reading | None:
    """Years: "2016", "late 2013", "480 BC", "'89"."""
    number, _ = year_of(words, now)
    return None if number is None else dated(words, now, year_value(number), is_relative=False, has_year=True)


def part_of_year(words: Words, now: Narrative) -> Reading | None:
    """Quarters and halves of years: "the third quarter", "the second half of 2008"."""
    letter = "H" if words.meaning("unit", "HALF") is not None else "Q"
    number = words.ordinal("nth") or (2 if words.has("last") else None)
    most = 2 if letter == "H" else 4
    if number is None or not 1 <= number <= most:
        return None
    found, has_year = year_of(words, now)
    if found is None and letter == "H":
        return None
    base = now.then() if now.is_history else now.now()
    if found is None and base is not None:
        found = base[0].year
        if not now.is_history and number > (base[0].month + 2) // 3 and now.direction() <= 0:
            found -= 1
    if found is None:
        return Reading(value=f"XXXX-{letter}{number}", is_relative=True, unresolved=now.missing)
    return dated(words, now, f"{year_value(found)}-{letter}{number}", is_relative=not has_year, has_year=has_year)


def weekday(words: Words, now: Narrative) -> Reading | None:
    """Weekdays: "Tuesday", "next Friday", "Tuesday night", "3 p.m. Wednesday"."""
    number = words.meaning("wd", "WEEKDAY")
    day = now.weekday(number)
    if words.has("rel") and words.is_of_narrative():
        base, shift = now.then(), words.shift()
        day = None
        if base is not None and base[0] == base[1]:
            day = base[0] + timedelta(shift * ((shift * (number - base[0].isoweekday()) - 1) % 7 + 1))
    elif words.has("rel") and now.published is not None and not now.is_history:
        shift = words.shift()
        if shift:
            day = now.published + timedelta(shift * ((shift * (number - now.published.isoweekday()) - 1) % 7 + 1))
        else:
            day = now.published + timedelta(number - now.published.isoweekday())
    if day is None:
        why = now.missing if now.published is None else AMBIGUOUS
        return Reading(value=f"XXXX-WXX-{number}{time_of_day(words) or ''}", is_relative=True, unresolved=why)
    return dated(words, now, day.isoformat(), is_relative=True)


def within(words: Words, now: Narrative) -> Reading | None:
    """A few days of a month: "the last week of August 1918"; the value is the month, the days are that part of it."""
    found = calendar(words, now)
    days = days_of(found.value) if found is not None else None
    if found is None or days is None:
        return found
    count, has_count = count_of(words)
    code = words.meaning("unit", "UNIT") or words.meaning("units", "UNITS")
    place = words.meaning("early", "ORDINALWORD") or 1
    length = plus(days[0], (count or 1) if has_count else 1, code) if code in {"D", "W", "2W"} else None
    if length is None or (words.has("early") and place > 1):
        return found
    span = length - days[0] - timedelta(1)
    return replace(found, days=(days[0], days[0] + span) if words.has("early") else (days[1] - span, days[1]))


def deictic(words: Words, now: Narrative) -> Reading | None:
    """Days told from today: "yesterday", "tomorrow night"."""
    shift = words.meaning("when", "DEICTIC")
    plain = words.plain()
    if words.has("yest"):
        shift = (words.meaning("yest", "DEICTIC") or 0) - 1
    if now.published is None or now.is_history:
        if shift == 0 and not time_of_day(words) and now.published is not None:
            return Reading(value="PRESENT_REF", is_relative=True)
        return Reading(value=None, is_relative=True, unresolved=now.missing)
    reading = dated(words, now, (now.published + timedelta(shift)).isoformat(), is_relative=True)
    if reading is not None and words.grammar.values["TONIGHT"].keys() & set(plain):
        return replace(reading, value=f"{reading.value}TNI", kind="time")
    return reading


def unit(words: Words, now: Narrative) -> Reading | None:
    """Periods by the unit: "this week", "last month", "the next day", "the end of the year"."""
    code = words.meaning("unit", "UNIT")
    shift = words.shift()
    plain = words.plain()
    if words.has("mod") and not words.has("rel") and not {"the", "same"} & set(plain[plain.index(words.text("mod")) :]):
        return None
    if code.startswith("T") or (code in {"10Y", "100Y"} and shift):
        return _stretch_of(1, code, shift, now) if shift else None
    from_story = words.is_of_narrative() or (now.is_history and now.told is not None)
    if from_story and code == "Y" and now.told_year is not None:
        return dated(words, now, year_value(now.told_year + shift), is_relative=True)
    base = now.then() if from_story else now.now()
    if base is None:
        return _unresolved(code, now)
    if _too_coarse(base, code):
        return _unresolved(code, now)
    day = plus(base[0], shift, code)
    return None if day is None else dated(words, now, value_of(day, code), is_relative=True)


def _unresolved(code: str, now: Narrative) -> Reading:
    value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}.get(code)
    return Reading(value=value, is_relative=True, unresolved=now.missing)


def _too_coarse(base: Days, code: str) -> bool:
    """True where a period is longer than the unit that is counted from it."""
    return value_of(base[0], code) != value_of(base[1], code)


def daypart(words: Words, now: Narrative) -> Reading | None:
    """Parts of the day: "this morning", "last night", "the next morning", "overnight"."""
    is_told = words.is_of_narrative() or now.is_history or words.has("bare")
    base = now.then() if is_told else now.now()
    hour = "TNI" if words.has("over") else time_of_day(words)
    if words.has("bare"):
        hour = hour or f"T{words.meaning('bare', 'NIGHTLY')}"
        base = now.told_days if words.has("pod") and now.told_in >= now.sentence - 1 else None
    if base is None or base[0] != base[1]:
        why = now.missing
        return Reading(value=f"XXXX-XX-XX{hour}", kind="time", is_relative=True, unresolved=why)
    day = base[0] + timedelta(words.shift())
    value = day.isoformat()
    return Reading(value=f"{value}{hour}", kind="time", days=(day, day), is_relative=True)


def weekend(words: Words, now: Narrative) -> Reading | None:
    """Weekends: "the weekend", "last weekend"."""
    base = now.then() if words.has("rel") and words.is_of_narrative() else now.now()
    if base is None or base[0] != base[1]:
        return Reading(value="XXXX-WXX-WE", is_relative=True, unresolved=now.missing)
    day, shift = base[0], words.shift()
    if not words.has("rel") or shift < 0:
        is_weekend = day.isoweekday() > 5  # noqa: PLR2004 - Friday
        if shift < 0 or (not is_weekend and now.direction() <= 0):
            day -= timedelta(7)
    elif shift > 0:
        day += timedelta(7)
    return dated(words, now, f"{value_of(day, 'W')}-WE", is_relative=True)


def count_of(words: Words, slot: str = "n") -> tuple[float | None, bool]:
    """The number that a slot's words name, and whether they name one at all ("several" is none)."""
    total, current, found = 0.0, 0.0, False
    for word in words.phrase.slots.get(slot, ()):
        text = word.text.lower().replace(",", "")
        if re.fullmatch(r"\d+(?:\.\d+)?", text):
            current, found = float(text), True
            continue
        for name in ("NUMBERWORD", "TENS", "HUNDREDS", "HALF", "VAGUE"):
            value = words.grammar.value(name, word)
            if value is None:
                continue
            if value == "X":
                return None, True
            if name == "HUNDREDS":
                total, current = total + max(current, 1) * float(str(value)), 0.0
            elif name == "VAGUE":
                current = float(str(value))
            else:
                current += float(str(value))
            found = True
            break
    figures = words.phrase.slots.get("fraction")
    if figures and slot == "n":
        whole = next((w for w in words.phrase.slots["n"] if w.text.isdigit()), None)
        marks = [int(w.text) for w in words.phrase.slots["n"] if w.text.isdigit()]
        if whole is not None and len(marks) == 3:  # noqa: PLR2004 - "5 1/2"
            return marks[0] + marks[1] / marks[2], True
    if not found:
        return 1.0, slot in words.phrase.slots
    return total + current, True


def duration(words: Words, now: Narrative) -> Reading | None:  # noqa: ARG001 - every form has the same signature
    """Lengths of time: "three days", "two and a half years", "weeks"."""
    count, has_count = count_of(words)
    if words.has("range"):
        has_count = False
    code = words.meaning("unit", "UNIT") or words.meaning("units", "UNITS") or words.meaning("hunit", "UNIT")
    if words.has("hunit"):
        count, has_count = 0.5, True
    if count is not None and words.has("half"):
        count += 0.5
    return Reading(value=duration_of(count if has_count else None, code), kind="duration")


def stretch(words: Words, now: Narrative) -> Reading | None:
    """Lengths of time that end or begin at the anchor: "the past three days", "the next two weeks"."""
    count, has_count = count_of(words)
    code = words.meaning("units", "UNITS", "UNIT")
    single = words.meaning("units", "UNIT") is not None
    return _stretch_of(1 if single else (count if has_count else None), code, words.shift(), now)


def _stretch_of(count: float | None, code: str, shift: int, now: Narrative) -> Reading:
    base = now.now()
    value = duration_of(count, code)
    if base is None:
        return Reading(value=value, kind="duration", is_relative=True, unresolved=now.missing)
    there = None if count is None else plus(base[0], shift * count, code)
    first, last = (there, base[1]) if shift < 0 else (base[0], there)
    if code.startswith("T") and count is not None:
        days = timedelta(hours=count if code == "TH" else 1)
        first, last = (
            (base[0] - max(days, timedelta(1)), last) if shift < 0 else (first, base[0] + max(days, timedelta(1)))
        )
    return Reading(value=value, kind="duration", first=first, last=last, is_relative=True)


def shifted(words: Words, now: Narrative) -> Reading | None:
    """Times some units away: "three days ago", "two weeks later", "the day before"."""
    count, has_count = count_of(words)
    if not words.has("n"):
        count, has_count = 1.0, True
    code = words.meaning("unit", "UNIT") or words.meaning("units", "UNITS") or words.meaning("year", "YEARUNIT") or "D"
    shift = words.shift("dir") if words.has("dir") else 1
    is_ago = words.meaning("dir", "AGO") is not None or not words.has("dir")
    base = now.now() if is_ago and words.has("n") else now.then()
    if count is not None and words.has("half"):
        count += 0.5
    if count is None or not has_count or code.startswith("T"):
        return Reading(value=duration_of(count, code), kind="duration", is_relative=True)
    if base is None:
        return Reading(value=None, is_relative=True, unresolved=now.missing)
    tells = is_ago or now.is_history
    if code == "Y" and now.told is not None and re.fullmatch(r"\d{4}-[QH]\d", now.told):
        value = f"{int(now.told[:4]) + round(shift * count):04d}{now.told[4:]}"
        return dated(words, now, value, is_relative=True, tells=False)
    if code == "Y" and now.told_year is not None and not is_ago:
        return dated(words, now, year_value(now.told_year + round(shift * count)), is_relative=True, tells=tells)
    if _too_coarse(base, code):
        return Reading(value=None, is_relative=True, unresolved=now.missing)
    day = plus(base[0], shift * count, code)
    return None if day is None else dated(words, now, value_of(day, code), is_relative=True, tells=tells)


def quarter(words: Words, now: Narrative) -> Reading | None:
    """"The quarter": the one told of, else the last that was over when the document appeared."""
    if now.told is not None and re.fullmatch(r"\d{4}-Q\d", now.told):
        return dated(words, now, now.told, is_relative=True)
    if now.is_history or now.published is None:
        return None
    day = plus(now.published, -1, "Q")
    return None if day is None else dated(words, now, value_of(day, "Q"), is_relative=True)


def decade(words: Words, now: Narrative) -> Reading | None:
    """Decades: "the 1980s", "the '80s", "the eighties"."""
    figures = re.sub(r"\D", "", words.text("dec")) or str(words.meaning("dw", "DECADEWORD"))
    if len(figures) == 2:  # noqa: PLR2004 - the century is not written
        found = full_year(int(figures), now.published)
        if found is None:
            return Reading(value=f"XX{figures[0]}X", is_relative=True, unresolved=now.missing)
        figures = str(found if now.published and found <= now.published.year else found - 100)
    return dated(words, now, figures[:3] + "X", is_relative=False)


def century(words: Words, now: Narrative) -> Reading | None:
    """Centuries: "the 19th century"."""
    number = words.ordinal("nth")
    if number is None or not 1 <= number <= 21:  # noqa: PLR2004 - this century
        return None
    if words.meaning("era", "ERA") == -1:
        return Reading(value=f"-{number - 1:02d}XX")
    return dated(words, now, f"{number - 1:02d}XX", is_relative=False)


def reference(words: Words, now: Narrative) -> Reading | None:  # noqa: ARG001 - every form has the same signature
    """Vague references to the past, the present and the future: "now", "recently", "the future"."""
    value = "PRESENT_REF" if words.has("now") else "PAST_REF" if words.has("past") else "FUTURE_REF"
    return Reading(value=value, is_relative=True)


def repeated(words: Words, now: Narrative) -> Reading | None:  # noqa: ARG001 - every form has the same signature
    """Times that come again: "daily", "every two weeks", "each Thursday", "Mondays"."""
    if words.has("often"):
        return Reading(value=words.meaning("often", "OFTEN"), kind="set")
    day = words.meaning("wd", "WEEKDAY") or words.meaning("wds", "WEEKDAYS", "WEEKDAY")
    if day is not None:
        hour = time_of_day(words) or (f"T{words.meaning('pods', 'DAYPARTS')}" if words.has("pods") else "")
        return Reading(value=f"XXXX-WXX-{day}{hour}", kind="set")
    month = words.meaning("mo", "MONTHNAME", "MONTHSHORT")
    if month is not None:
        return Reading(value=f"XXXX-{month:02d}", kind="set")
    count, has_count = count_of(words)
    code = words.meaning("unit", "UNIT") or words.meaning("units", "UNITS")
    return Reading(value=duration_of(count if has_count else 1, code), kind="set")


def clock(words: Words, now: Narrative) -> Reading | None:
    """Times of day: "at 3 p.m.", "15:00 on Friday", "at dawn"."""
    hour = time_of_day(words)
    if words.has("bare"):
        hour = f"T{words.meaning('bare', 'CLOCKWORD', 'TWILIGHT')}"
    if hour is None:
        return None
    if words.has("wd"):
        number = words.meaning("wd", "WEEKDAY", "WEEKDAYSHORT")
        day = now.weekday(number)
        if day is None:
            return Reading(value=f"XXXX-WXX-{number}{hour}", kind="time", is_relative=True, unresolved=now.missing)
        return Reading(value=f"{day.isoformat()}{hour}", kind="time", days=(day, day), is_relative=True)
    base = now.now()
    if not words.has("when") and (now.told_in == now.sentence or now.is_history):
        base = now.told_days
    if base is None or base[0] != base[1]:
        return Reading(value=f"XXXX-XX-XX{hour}", kind="time", is_relative=True, unresolved=now.missing)
    day = base[0] + timedelta(words.meaning("when", "DEICTIC") or 0)
    return Reading(value=f"{day.isoformat()}{hour}", kind="time", days=(day, day), is_relative=True)


def holiday(words: Words, now: Narrative) -> Reading | None:
    """Feasts that fall on the same date each year: "Christmas", "Christmas Eve"."""
    month, day = (int(figure) for figure in words.meaning("hol", "HOLIDAY").split("-"))
    day -= words.has("eve")
    found, has_year = year_of(words, now)
    if found is None and not words.has("yrel"):
        found = now.year_for(month, day)
    if found is None:
        return Reading(value=f"XXXX-{month:02d}-{day:02d}", is_relative=True, unresolved=now.missing)
    value = f"{year_value(found)}-{month:02d}-{day:02d}"
    return dated(words, now, value, is_relative=not has_year, has_year=has_year)


def written(words: Words, now: Narrative) -> Reading | None:
    """Dates in figures: ISO, "23/05/2016", date-time groups. Where day and month could be either, none is chosen."""
    if words.has("iso"):
        text = words.phrase.words[0].text.replace(" ", "T")
        days = days_of(text[:_DAY])
        if days is None:
            return None
        now.tell(text[:_DAY], has_year=True)
        return Reading(value=text[:16], kind="time" if len(text) > _DAY else "date", days=days)
    if words.has("group"):
        return _date_time_group(words, now)
    first, second, last = (int(figure) for figure in re.split(r"[./-]", words.text("numeric")))
    found = last if last > 99 else full_year(last, now.published)  # noqa: PLR2004 - the century is written
    if found is None:
        return Reading(value=None, unresolved=AMBIGUOUS)
    if first != second and max(first, second) <= MONTHS_OF_YEAR:
        return Reading(value=None, unresolved=AMBIGUOUS)
    day, month = (first, second) if second <= MONTHS_OF_YEAR else (second, first)
    return dated(words, now, f"{year_value(found)}-{month:02d}-{day:02d}", is_relative=False, has_year=True)


def _date_time_group(words: Words, now: Narrative) -> Reading | None:
    match = re.match(r"(\d\d)(\d\d)(\d\d)[a-z]? ?([a-z]{3}) ?(\d+)", words.text("group"))
    if match is None:
        return None
    month = words.grammar.values["MONTHSHORT"].get(match[4]) or words.grammar.values["MONTHNAME"].get(match[4])
    found = int(match[5]) if len(match[5]) > 2 else full_year(int(match[5]), now.published)  # noqa: PLR2004 - the century is written
    if month is None or found is None:
        return Reading(value=None, unresolved=AMBIGUOUS)
    value = f"{found:04d}-{month:02d}-{match[1]}"
    if days_of(value) is None or int(match[2]) > 24 or int(match[3]) > 59:  # noqa: PLR2004 - hours, minutes
        return None
    now.tell(value, has_year=True)
    return Reading(value=f"{value}T{match[2]}:{match[3]}", kind="time", days=days_of(value))


FORMS: Mapping[str, Form] = {
    "calendar": calendar, "season": season, "within": within, "year": year, "part": part_of_year, "weekday": weekday, "deictic": deictic,
    "unit": unit, "daypart": daypart, "weekend": weekend, "duration": duration, "stretch": stretch, "shift": shifted,
    "quarter": quarter, "decade": decade, "century": century, "reference": reference, "set": repeated, "clock": clock, "holiday": holiday,
    "written": written,
}  # fmt: skip
"""Form of the vocabulary to its meaning."""


def split_ranges(phrase: Phrase) -> tuple[Phrase, ...]:
    """A phrase of one or two dates as single ones: "3-5 May" is "3" (of May) and "5 May"."""
    if phrase.form == "dayrange":
        shared = {name: words for name, words in phrase.slots.items() if name in {"mo", "yr", "era"}}
        return tuple(
            Phrase("calendar", _own(phrase, day, slot == "day"), phrase.first, {**shared, "day": day})
            for slot in ("first", "day")
            for day in [phrase.slots[slot]]
        )
    if phrase.form == "yearrange":
        first, second = phrase.slots["first"], phrase.slots["second"]
        text = second[0].text
        if "era" in phrase.slots:
            era = phrase.slots["era"]
            return (
                Phrase("year", first, phrase.first, {"yr": first, "era": era}),
                Phrase("year", (*second, *era), phrase.first, {"yr": second, "era": era}),
            )
        century_of = first[0].text[: 4 - len(text)]
        meant = Word(century_of + text, second[0].start, second[0].end, second[0].classes)
        return (
            Phrase("year", first, phrase.first, {"yr": first}),
            Phrase("year", (meant,), phrase.first, {"yr": (meant,)}),
        )
    return (phrase,)


def _own(phrase: Phrase, day: tuple[Word, ...], is_last: bool) -> tuple[Word, ...]:  # noqa: FBT001 - which of two
    month = phrase.slots["mo"]
    if is_last == (month[0].start > day[0].start):
        rest = [word for word in phrase.words if word.start >= day[0].start]
        return tuple(rest) if is_last else tuple(word for word in phrase.words if word.start <= day[-1].start)
    return tuple(word for word in phrase.words if word.start >= day[0].start) if is_last else day
