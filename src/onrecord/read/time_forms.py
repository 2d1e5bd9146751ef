"""Which function reads which form of the grammar, and phrases of two dates taken apart.

In goes a phrase, out comes the function that says what it means (`time_dates`, `time_spans`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.read import time_dates, time_spans
from onrecord.read.time_anchor import Narrative, Reading
from onrecord.read.time_grammar import Phrase, Word
from onrecord.read.time_meaning import Words

Form = Callable[[Words, Narrative], Reading | None]
FORMS: Mapping[str, Form] = {
    "calendar": time_dates.calendar,
    "within": time_dates.within,
    "season": time_dates.season,
    "year": time_dates.year,
    "part": time_dates.part_of_year,
    "weekday": time_dates.weekday,
    "decade": time_dates.decade,
    "century": time_dates.century,
    "holiday": time_dates.holiday,
    "written": time_dates.written,
    "deictic": time_spans.deictic,
    "unit": time_spans.unit,
    "daypart": time_spans.daypart,
    "weekend": time_spans.weekend,
    "duration": time_spans.duration,
    "stretch": time_spans.stretch,
    "shift": time_spans.shifted,
    "quarter": time_spans.quarter,
    "reference": time_spans.reference,
    "set": time_spans.repeated,
    "clock": time_spans.clock,
}
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
