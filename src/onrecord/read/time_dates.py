"""What the forms mean that name a place on the calendar: days, months, seasons, years, decades, weekdays, feasts.

A phrase and where the text stands in time go in, a reading comes out, or None where the words name no time. A value is
never finer than the words. Where the figures of a date could be day and month either way, none is chosen.

Reference: TimeML 1.2.1 guidelines (TIMEX3 values).
"""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import replace
from datetime import timedelta

from onrecord.model import TimeKind
from onrecord.read.time_anchor import AMBIGUOUS, Narrative, Reading
from onrecord.read.time_meaning import DAY_LENGTH, Words, count_of, dated, full_year, time_of_day, year_of, year_value
from onrecord.read.time_values import MONTHS_OF_YEAR, days_of, plus


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
        hour = time_of_day(words) if day is not None else None
        kind: TimeKind = "time" if hour else "date"
        return Reading(value=f"XXXX-{tail}{hour or ''}", kind=kind, is_relative=True, unresolved=now.missing)
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
        if shift == 0 and words.holds("PASTONE") and begins > anchor.month:
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
        hour = time_of_day(words)
        value = f"XXXX-WXX-{number}{hour or ''}"
        return Reading(value=value, kind="time" if hour else "date", is_relative=True, unresolved=why)
    return dated(words, now, day.isoformat(), is_relative=True)


def decade(words: Words, now: Narrative) -> Reading | None:
    """Decades: "the 1980s", "the '80s", "the eighties"."""
    figures = re.sub(r"\D", "", words.text("dec")) or str(words.meaning("dw", "DECADEWORD"))
    if len(figures) == 2:  # noqa: PLR2004 - the century is not written
        if now.published is None:
            return Reading(value=f"XX{figures[0]}X", is_relative=True, unresolved=now.missing)
        found = full_year(int(figures), now.published)
        figures = str(found if found <= now.published.year else found - 100)
    return dated(words, now, figures[:3] + "X", is_relative=False)


def century(words: Words, now: Narrative) -> Reading | None:
    """Centuries: "the 19th century"."""
    number = words.ordinal("nth")
    if number is None or not 1 <= number <= 21:  # noqa: PLR2004 - this century
        return None
    if words.meaning("era", "ERA") == -1:
        return Reading(value=f"-{number - 1:02d}XX")
    return dated(words, now, f"{number - 1:02d}XX", is_relative=False)


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
        days = days_of(text[:DAY_LENGTH])
        if days is None:
            return None
        now.tell(text[:DAY_LENGTH], has_year=True)
        return Reading(value=text[:16], kind="time" if len(text) > DAY_LENGTH else "date", days=days)
    if words.has("group"):
        return _date_time_group(words, now)
    first, second, last = (int(figure) for figure in re.split(r"[./-]", words.text("numeric")))
    found = last if last > 99 else full_year(last, now.published)  # noqa: PLR2004 - the century is written
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
    if month is None:
        return None
    value = f"{found:04d}-{month:02d}-{match[1]}"
    if days_of(value) is None or int(match[2]) > 24 or int(match[3]) > 59:  # noqa: PLR2004 - hours, minutes
        return None
    now.tell(value, has_year=True)
    return Reading(value=f"{value}T{match[2]}:{match[3]}", kind="time", days=days_of(value))
