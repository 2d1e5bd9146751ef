"""Calendar arithmetic over the values of times: what days a value covers, and the value some units away.

Values are those of TIMEX3 in ISO 8601 spelling: `2016`, `2016-07`, `2016-07-03`, `2016-W27`, `2016-W27-WE`, `2016-Q3`,
`2016-H1`, `2016-SU`, `201X` (a decade), `19XX` (a century), with a time of day after `T`. Years before Christ are
written as ISO 8601 has them (`-0479` is 480 BC).

Known errors: seasons are those of the northern hemisphere; years before Christ have values, but no days (a Julian
calendar would have to be assumed).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day of a period, both within it."""

MONTHS_OF_YEAR = 12
DAYS_OF_WEEK = 7
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FORM = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)"
    r"|(?P<season>SP|SU|FA|WI)))?(?:T.*)?"
)
_UNIT_MONTHS = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}
_UNIT_DAYS = {"D": 1, "W": 7, "2W": 14}
_WEEK_SPAN, _MONTH_SPAN, _YEAR_SPAN = 7, 31, 366


def days_of(value: str | None) -> Days | None:
    """First and last day that a value covers; None where it names none.

    >>> days_of("2016-W49")
    (datetime.date(2016, 12, 5), datetime.date(2016, 12, 11))
    """
    if value is None:
        return None
    if re.fullmatch(r"\d{3}X", value):
        return date(max(int(value[:3]) * 10, 1), 1, 1), date(int(value[:3]) * 10 + 9, 12, 31)
    if re.fullmatch(r"\d\dXX", value):
        return date(max(int(value[:2]) * 100, 1), 1, 1), date(int(value[:2]) * 100 + 99, 12, 31)
    match = _FORM.fullmatch(value)
    if match is None or not 1 <= int(match["year"]) < 9999:  # noqa: PLR2004 - the calendar's last year but one
        return None
    try:
        return _days(match, int(match["year"]))
    except ValueError:
        return None


def _days(match: re.Match[str], year: int) -> Days:
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return (monday + timedelta(5) if match["weekend"] else monday), monday + timedelta(6)
    first, months = 1, MONTHS_OF_YEAR
    if match["month"]:
        first, months = int(match["month"]), 1
    elif match["quarter"]:
        first, months = int(match["quarter"]) * 3 - 2, 3
    elif match["half"]:
        first, months = int(match["half"]) * 6 - 5, 6
    elif match["season"]:
        first, months = _SEASON_MONTH[match["season"]], 3
    start = date(year, first, 1)
    return start, end_of_month(plus_months(start, months - 1))


def end_of_month(day: date) -> date:
    """Last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def plus_months(day: date, months: int) -> date:
    """The same day so many months on; the month's last day where it has none of that number.

    Raises:
        ValueError: The result lies outside the calendar (years 1 to 9999).
    """
    year, month = divmod(day.year * MONTHS_OF_YEAR + day.month - 1 + months, MONTHS_OF_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus(day: date, count: float, unit: str) -> date | None:
    """The day some units away; None where the calendar ends before. Units of less than a day do not move it."""
    try:
        if unit in _UNIT_MONTHS:
            months, rest = divmod(count * _UNIT_MONTHS[unit], 1)
            return plus_months(day, int(months)) + timedelta(round(rest * 30))
        return day + timedelta(round(count * _UNIT_DAYS.get(unit, 0)))
    except (ValueError, OverflowError):
        return None


def value_of(day: date, unit: str) -> str:
    """The value, in units of that size, of the period that a day lies in.

    >>> value_of(date(2016, 12, 14), "W")
    '2016-W50'
    """
    if unit in {"W", "2W"}:
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    iso = day.isoformat()
    if unit == "Q":
        return f"{iso[:4]}-Q{(day.month + 2) // 3}"
    return {"M": iso[:7], "Y": iso[:4], "10Y": iso[:3] + "X", "100Y": iso[:2] + "XX"}.get(unit, iso)


def duration_of(count: float | None, unit: str) -> str:
    """The value of a length of time; None counts an unknown number.

    >>> duration_of(3, "D"), duration_of(None, "W"), duration_of(1, "TH"), duration_of(2, "10Y")
    ('P3D', 'PXW', 'PT1H', 'P20Y')
    """
    factor, letter = {"2W": (2, "W"), "10Y": (10, "Y"), "100Y": (100, "Y"), "Q": (3, "M")}.get(unit, (1, unit[-1]))
    number = "X" if count is None else f"{count * factor:g}"
    return f"P{'T' if unit[0] == 'T' else ''}{number}{letter}"


def narrowed(days: Days, part: str) -> Days:
    """The first, middle or last third of a period (`START`, `MID`, `END`): what "early", "mid-", "late" leave of it."""
    length = (days[1] - days[0]).days + 1
    if length >= _YEAR_SPAN - 1 and days[0].year == days[1].year:
        first = {"START": 1, "MID": 5, "END": 9}[part]
        return date(days[0].year, first, 1), end_of_month(date(days[0].year, first + 3, 1))
    third = length // 3
    if third == 0:
        return days
    start = days[0] + timedelta({"START": 0, "MID": third, "END": length - third}[part])
    return start, start + timedelta((length - 2 * third if part == "MID" else third) - 1)


def precision(days: Days) -> int | None:
    """`date_prec` of UCDP GED: 1 a day, 2 less than a week, 3 a week, 4 a month, 5 a year; None for more."""
    length = (days[1] - days[0]).days + 1
    if length == 1:
        return 1
    if length < _WEEK_SPAN:
        return 2
    if length == _WEEK_SPAN:
        return 3
    if length <= _MONTH_SPAN:
        return 4
    return 5 if length <= _YEAR_SPAN else None
