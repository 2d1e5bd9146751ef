"""What the forms mean that count from somewhere or have a length: "last month", "two days later", "daily".

A phrase and where the text stands in time go in, a reading comes out, or None where the words name no time. What is
told from a period longer than the unit that is counted ("two days later" after a month) stays without value.

Reference: TimeML 1.2.1 guidelines (TIMEX3 values).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from onrecord.read.time_anchor import NO_ANCHOR, Narrative, Reading
from onrecord.read.time_meaning import Words, count_of, dated, time_of_day, year_value
from onrecord.read.time_values import Days, duration_of, plus, value_of


def deictic(words: Words, now: Narrative) -> Reading | None:
    """Days told from today: "yesterday", "tomorrow night"."""
    shift = words.meaning("when", "DEICTIC")
    if words.has("yest"):
        shift = (words.meaning("yest", "DEICTIC") or 0) - 1
    if now.published is None or now.is_history:
        if shift == 0 and not time_of_day(words) and now.published is not None:
            return Reading(value="PRESENT_REF", is_relative=True)
        return Reading(value=None, is_relative=True, unresolved=now.missing)
    reading = dated(words, now, (now.published + timedelta(shift)).isoformat(), is_relative=True)
    if reading is not None and words.holds("TONIGHT"):
        return replace(reading, value=f"{reading.value}TNI", kind="time")
    return reading


def unit(words: Words, now: Narrative) -> Reading | None:
    """Periods by the unit: "this week", "last month", "the next day", "the end of the year"."""
    code = words.meaning("unit", "UNIT")
    shift = words.shift()
    is_bare = words.has("mod") and not words.has("rel")
    if is_bare and not words.holds("THE", after="mod") and not words.holds("SAME"):
        return None
    if code.startswith("T") or (code in {"10Y", "100Y"} and shift):
        return _stretch_of(1, code, shift, now) if shift else None
    is_deictic = words.has("rel") and now.published is None
    from_story = words.is_of_narrative() or (now.is_history and not is_deictic)
    if from_story and code == "Y" and now.told_year is not None:
        return dated(words, now, year_value(now.told_year + shift), is_relative=True)
    base = now.then() if from_story else now.now()
    if base is None or _too_coarse(base, code):
        return _unresolved(code, now, is_told=from_story)
    day = plus(base[0], shift, code)
    return None if day is None else dated(words, now, value_of(day, code), is_relative=True)


def _unresolved(code: str, now: Narrative, *, is_told: bool) -> Reading:
    """A time without anchor; one of a narrative still shows that the narrative goes on."""
    value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}.get(
        code
    )
    if is_told and now.told is not None:
        now.told_in = now.sentence
    return Reading(value=value, is_relative=True, unresolved=NO_ANCHOR if is_told else now.missing)


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
    tells = is_ago or now.is_history
    if code == "Y" and now.told is not None and re.fullmatch(r"\d{4}-[QH]\d", now.told):
        value = f"{int(now.told[:4]) + round(shift * count):04d}{now.told[4:]}"
        return dated(words, now, value, is_relative=True, tells=False)
    if code == "Y" and now.told_year is not None and not is_ago:
        return dated(words, now, year_value(now.told_year + round(shift * count)), is_relative=True, tells=tells)
    if base is None or _too_coarse(base, code):
        return _unresolved(code, now, is_told=not is_ago)
    day = plus(base[0], shift * count, code)
    return None if day is None else dated(words, now, value_of(day, code), is_relative=True, tells=tells)


def quarter(words: Words, now: Narrative) -> Reading | None:
    """Says which quarter "the quarter" is: the one told of, else the last that was over when the document appeared."""
    if now.told is not None and re.fullmatch(r"\d{4}-Q\d", now.told):
        return dated(words, now, now.told, is_relative=True)
    if now.is_history or now.published is None:
        return None
    day = plus(now.published, -1, "Q")
    return None if day is None else dated(words, now, value_of(day, "Q"), is_relative=True)


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
