"""Times: what is read, what it means, what is left alone."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Rows, Time
from onrecord.read.time_values import days_of, duration_of, narrowed, plus, precision, value_of
from onrecord.read.times import find_times
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]
WEDNESDAY = "2015-10-14"
"""Day of publication in these tests."""


def times_in(parse: Parse, text: str, published: str | None = WEDNESDAY) -> list[Time]:
    parsed = parse(text, published)
    times = find_times(parsed, Rows())
    for time in times:
        assert parsed.document.text[time.start : time.end] == time.text
    return times


def values_in(parse: Parse, text: str, published: str | None = WEDNESDAY) -> dict[str, str | None]:
    return {time.text: time.value for time in times_in(parse, text, published)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Full dates, British, American, in capitals, with weekday.
        ("The truce began on 12 May 2014.", {"12 May 2014": "2014-05-12"}),
        ("The truce began on May 12th, 2014.", {"May 12th, 2014": "2014-05-12"}),
        ("The truce began on Monday, 12 May 2014.", {"Monday, 12 May 2014": "2014-05-12"}),
        ("THE TRUCE BEGAN ON DECEMBER 12, 1988.", {"DECEMBER 12, 1988": "1988-12-12"}),
        ("The report of 22 DEC 88 names two.", {"22 DEC 88": "1988-12-22"}),
        ("The log says 2014-05-12 for both.", {"2014-05-12": "2014-05-12"}),
        ("The log says 23/05/2014 for both.", {"23/05/2014": "2014-05-23"}),
        ("The log says 05/23/2014 for both.", {"05/23/2014": "2014-05-23"}),
        ("Shots were heard at 221530Z DEC 14 near the post.", {"221530Z DEC 14": "2014-12-22T15:30"}),
        # Months and years, and parts of them.
        ("Fighting resumed in early March 2013.", {"early March 2013": "2013-03"}),
        ("Fighting resumed in late 2013.", {"late 2013": "2013"}),
        ("They fled since 2011.", {"2011": "2011"}),
        ("They fled at the end of 2012.", {"the end of 2012": "2012"}),
        ("It fell in the summer of 2012.", {"the summer of 2012": "2012-SU"}),
        ("It fell in the second half of 2012.", {"the second half of 2012": "2012-H2"}),
        ("It began in the 1980s.", {"the 1980s": "198X"}),
        ("It dates from the 19th century.", {"the 19th century": "18XX"}),
        ("The city fell in 146 BC.", {"146 BC": "-0145"}),
        # Relative to publication (a Wednesday).
        ("Rebels shelled the depot on Tuesday.", {"Tuesday": "2015-10-13"}),
        ("Rebels shelled the depot on Wednesday.", {"Wednesday": "2015-10-14"}),
        ("Rebels shelled the depot on Thursday.", {"Thursday": "2015-10-08"}),
        ("The envoys will meet on Thursday.", {"Thursday": "2015-10-15"}),
        ("The envoys will meet next Tuesday.", {"next Tuesday": "2015-10-20"}),
        ("Rebels shelled the depot on Tuesday night.", {"Tuesday night": "2015-10-13TNI"}),
        ("Rebels shelled the depot yesterday.", {"yesterday": "2015-10-13"}),
        ("Rebels shelled the depot last week.", {"last week": "2015-W41"}),
        ("Rebels shelled the depot last month.", {"last month": "2015-09"}),
        ("Rebels took the depot last July.", {"last July": "2015-07"}),
        ("Rebels took the depot last November.", {"last November": "2014-11"}),
        ("Rebels took the depot in November.", {"November": "2014-11"}),
        ("Rebels took the depot on 2 March.", {"2 March": "2015-03-02"}),
        ("Rebels took the depot three days ago.", {"three days ago": "2015-10-11"}),
        ("Rebels took the depot over the weekend.", {"the weekend": "2015-W41-WE"}),
        ("Rebels took the depot in mid-April.", {"mid-April": "2015-04"}),
        ("troops entered the town on wednesday, 12 may 2014.", {"wednesday, 12 may 2014": "2014-05-12"}),
        ("troops entered the town on monday.", {"monday": "2015-10-12"}),
        ("The guns stopped at 1530 GMT.", {"1530 GMT": "2015-10-14T15:30"}),
        ("At 3 pm on Friday the guns stopped.", {"3 pm on Friday": "2015-10-09T15:00"}),
        ("They clashed as recently as last month.", {"last month": "2015-09"}),
        # Lengths of time and what recurs.
        ("In the past three days nine people died.", {"the past three days": "P3D"}),
        ("Over the previous hour the guns were silent.", {"the previous hour": "PT1H"}),
        ("They held out for two and a half years.", {"two and a half years": "P2.5Y"}),
        ("They held out for several weeks.", {"several weeks": "PXW"}),
        ("Barely one month before the vote, they left.", {"Barely one month": "P1M"}),
        ("They shelled the market every day.", {"every day": "P1D"}),
        # Ranges are two dates.
        ("It lasted from 3 to 5 May 2014.", {"3": "2014-05-03", "5 May 2014": "2014-05-05"}),
        ("It lasted from 19 June to 3 July 2014.", {"19 June": "2014-06-19", "3 July 2014": "2014-07-03"}),
        ("It lasted from 1992-95.", {"1992": "1992", "95": "1995"}),
        ("It lasted between 2011 and 2014.", {"2011": "2011", "2014": "2014"}),
        # A range that runs over the turn of a year.
        (
            "It lasted from 19 December to 3 January 2014.",
            {"19 December": "2013-12-19", "3 January 2014": "2014-01-03"},
        ),
        # The next day, told from the last date.
        (
            "On 3 May 2014 the town fell. The next day it burned. Two days later they left.",
            {"3 May 2014": "2014-05-03", "The next day": "2014-05-04", "Two days later": "2014-05-06"},
        ),
    ],
)
def test_value(parse: Parse, text: str, expected: dict[str, str]) -> None:
    assert values_in(parse, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fighters may march on the capital.",
        "The second attack came from the sun.",
        "Some 2016 troops left Room 2014 under Resolution 2254.",
        "They flew an F-16 on flight 1990 with 1,500 men.",
        "April Smith denied it, and May Moore agreed.",
        "A 12-year-old boy was hurt.",
        "About three-quarters of the town is gone.",
        "They gathered at the Friday Mosque.",
        "The score was 3:10, and 10-12 of them were hurt, 5/6 of the team.",
        "It cost $2016 or 2016% of the sum.",
        "The Long March of the columns began.",
    ],
)
def test_no_time(parse: Parse, text: str) -> None:
    assert values_in(parse, text) == {}


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("Rebels shelled the depot on Tuesday.", "XXXX-WXX-2", "no_document_date"),
        ("Rebels shelled the depot yesterday.", None, "no_document_date"),
        ("Rebels shelled the depot last week.", "XXXX-WXX", "no_document_date"),
        ("Rebels shelled the depot last July.", "XXXX-07", "no_document_date"),
        ("Rebels shelled the depot on 14 December.", "XXXX-12-14", "no_document_date"),
        ("The log says 04/05/2014 for both.", None, "ambiguous"),
        ("In March 2013 the town fell. Two days later it burned.", "XXXX-XX-XX", "no_anchor"),
        ("The day after the shelling they left.", "XXXX-XX-XX", "told_by_event"),
    ],
)
def test_unresolved(parse: Parse, text: str, value: str | None, reason: str) -> None:
    time = times_in(parse, text, None)[-1]
    assert (time.value, time.unresolved_because) == (value, reason)
    assert (time.earliest, time.latest, time.date_precision) == (None, None, None)


def test_dateline_dates_a_text(parse: Parse) -> None:
    text = "TARSK, 15 JAN 90 (NORTHWIRE) -- [TEXT] POLICE SAID TODAY THAT SHOTS WERE FIRED AT 2100 ON 14 JANUARY."
    assert values_in(parse, text, None) == {
        "15 JAN 90": "1990-01-15",
        "TODAY": "1990-01-15",
        "2100 ON 14 JANUARY": "1990-01-14T21:00",
    }


def test_history_is_told_from_its_own_dates(parse: Parse) -> None:
    text = (
        "The war began in 1931. In 1932 the port fell. In 1933 talks failed. In 1934 the north rose. In 1935 a truce "
        "held. In 1936 it broke. In May the capital was besieged. In November relief came. In January the siege ended."
    )
    values = values_in(parse, text, "2011-02-03")
    assert values["May"] == "1936-05"
    assert values["November"] == "1936-11"
    assert values["January"] == "1937-01"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It fell on 12 May 2014.", ("2014-05-12", "2014-05-12", 1)),
        ("It fell in late 2013.", ("2013-09-01", "2013-12-31", 5)),
        ("It fell in mid-April.", ("2015-04-11", "2015-04-20", 4)),
        ("It fell last week.", ("2015-10-05", "2015-10-11", 3)),
        ("It fell over the weekend.", ("2015-10-10", "2015-10-11", 2)),
        ("It fell in 2012.", ("2012-01-01", "2012-12-31", 5)),
        ("Earlier this month it fell.", ("2015-10-01", "2015-10-14", 4)),
        ("It fell in the last week of August 2013.", ("2013-08-25", "2013-08-31", 3)),
        ("Nine died in the past three days.", ("2015-10-11", "2015-10-14", 2)),
        ("It began in the 1980s.", ("1980-01-01", "1989-12-31", None)),
    ],
)
def test_days(parse: Parse, text: str, days: tuple[str, str, int | None]) -> None:
    (time,) = times_in(parse, text)
    assert (time.earliest, time.latest, time.date_precision) == days


def test_mentions_have_clues(parse: Parse) -> None:
    rows = Rows()
    (time,) = find_times(parse("Rebels shelled the depot late on Tuesday.", WEDNESDAY), rows)
    (mention,) = rows.mentions
    assert (mention.kind, mention.start, mention.end) == ("time", time.start, time.end)
    assert rows.clues[mention.id].head >= 0


def test_same_text_gives_same_ids(parse: Parse) -> None:
    text = "It fell on 12 May 2014, two days after 2012."
    assert times_in(parse, text) == times_in(parse, text)


FORMATS = (
    "{d} {month} {y}", "{month} {d}, {y}", "{y}-{m:02d}-{d:02d}", "the {d}{th} of {month} {y}", "{d} {short} {y}",
    "{short}. {d}, {y}", "{weekday}, {d} {month} {y}", "{weekday}, {month} {d}, {y}",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(1900, 1, 1), date(2035, 12, 31)), form=st.sampled_from(FORMATS))
def test_written_dates_read_back(parse: Parse, day: date, form: str) -> None:
    th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    written = form.format(
        d=day.day,
        m=day.month,
        y=day.year,
        th=th,
        month=calendar.month_name[day.month],
        short=calendar.month_abbr[day.month],
        weekday=calendar.day_name[day.weekday()],
    )
    if form.startswith("{short}.") and day.month == 5:  # "May" is not shortened
        return
    (time,) = times_in(parse, f"Shells hit the bridge on {written} in the north.")
    assert (time.value, time.earliest, time.latest) == (day.isoformat(),) * 3
    assert time.date_precision == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(published=st.dates(date(1950, 1, 1), date(2035, 12, 31)), words=st.lists(st.sampled_from([
    "Monday", "last", "next", "week", "the", "May", "3", "1999", "days", "ago", "later", "early", "of", "two", "-", ",",
    "end", "noon", "spring", "this", "year", "29 February", "Feb.", "1980s", "BC", "weekend", "31", "12/12/99", ".",
]), min_size=1, max_size=14))  # fmt: skip
def test_any_words_keep_the_contract(parse: Parse, published: date, words: list[str]) -> None:
    for time in times_in(parse, " ".join(words), published.isoformat()):
        assert (time.earliest is None) or (time.latest is None) or time.earliest <= time.latest
        covered = days_of(time.value)
        if covered and time.earliest and time.latest and time.kind != "duration":
            # Never finer than the words: the days lie within those of the value.
            assert covered[0].isoformat() <= time.earliest <= time.latest <= covered[1].isoformat()
        if time.unresolved_because is not None and time.kind != "duration":
            assert time.earliest is time.latest is None


@given(day=st.dates(date(1, 1, 1), date(9990, 12, 31)), unit=st.sampled_from(["D", "W", "M", "Q", "Y", "10Y", "100Y"]))
def test_a_day_lies_in_its_own_period(day: date, unit: str) -> None:
    days = days_of(value_of(day, unit))
    if days is not None:
        assert days[0] <= day <= days[1]


@given(day=st.dates(date(1800, 1, 1), date(2100, 1, 1)), count=st.integers(-40, 40))
def test_months_and_days_away(day: date, count: int) -> None:
    assert plus(day, count, "D") == day + timedelta(count)
    moved = plus(day, count, "M")
    assert moved is not None
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count


def test_narrowing_covers_the_period() -> None:
    for value in ("2013", "2012-02", "2012-W05", "2012-SU"):
        whole = days_of(value)
        assert whole is not None
        parts = [narrowed(whole, part) for part in ("START", "MID", "END")]
        assert parts[0][0] == whole[0]
        assert parts[2][1] == whole[1]
        assert all(a[1] + timedelta(1) == b[0] for a, b in pairwise(parts))


def test_days_outside_the_calendar() -> None:
    assert days_of("2015-02-30") is None
    assert days_of("9999") is None
    assert days_of("PAST_REF") is None
    assert plus(date(9000, 1, 1), 5000, "Y") is None
    assert precision((date(2015, 1, 1), date(2016, 6, 1))) is None
    assert duration_of(None, "10Y") == "PXY"
