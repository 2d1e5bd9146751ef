"""Day and place that the head of a line sets for what it tells ("- Tuesday, Harn: two men were seized").

In: the document and its times and places. Out: for a token, the time and the place that its line is labelled with.

Method: a line that begins, after its bullet, with a date followed by a point, comma, colon or bar; a place is taken
from the words up to a colon near the line's beginning, or from the cell after the date's in a table.

Known errors: a clock time at the head of each line of a log is taken as a label of its own, without its day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Mention, Rows, Time
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER_DATE = ".,:|"
_COLON = ": "
_BAR = "|"
_LONGEST = 90
"""Characters of a line among which its label ends."""


def label_time(parsed: Parsed, rows: Rows, token: Token) -> Time | None:
    """The date at the head of a token's line, if it holds for the token.

    Args:
        parsed: The document.
        rows: Times found so far.
        token: A token of an event.
    """
    line = _line_of(parsed, token)
    return None if line is None or _is_aside(token) else _leading_date(parsed, rows, *line)


def label_place(parsed: Parsed, rows: Rows, token: Token) -> Mention | None:
    """The place in the label of a token's line, if it holds for the token.

    Args:
        parsed: The document.
        rows: Mentions and times found so far.
        token: A token of an event.
    """
    line = _line_of(parsed, token)
    date = None if line is None or _is_aside(token) else _leading_date(parsed, rows, *line)
    if line is None or date is None:
        return None
    text = parsed.document.text
    rest = text[date.end : min(line[1], line[0] + _LONGEST)]
    if rest.lstrip().startswith(_BAR):
        first = date.end + rest.index(_BAR) + 1
        ends = text.find(_BAR, first, line[1])
        return _place_within(rows, first, ends if ends >= 0 else line[1], is_last=False)
    ends = rest.find(_COLON)
    return None if ends < 0 else _place_within(rows, date.end, date.end + ends, is_last=True)


def _place_within(rows: Rows, start: int, end: int, *, is_last: bool) -> Mention | None:
    places = [m for m in rows.mentions if m.kind == "place" and m.form == "name" and start <= m.start and m.end <= end]
    if not places:
        return None
    return max(places, key=lambda m: m.end) if is_last else min(places, key=lambda m: m.start)


def _line_of(parsed: Parsed, token: Token) -> tuple[int, int] | None:
    """Bounds of a token's line, where the token stands after the line's beginning."""
    text, at = parsed.document.text, parsed.span(token.i, token.i + 1).start
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return (start, end if end >= 0 else len(text)) if start < at else None


def _leading_date(parsed: Parsed, rows: Rows, start: int, end: int) -> Time | None:
    """The date that begins a line, followed by a mark."""
    text = parsed.document.text
    first = next((i for i in range(start, min(end, start + _LONGEST)) if text[i].isalnum()), end)
    found = next((time for time in rows.times if time.start == first and time.kind in {"date", "time"}), None)
    if found is None or found.value is None or found.earliest is None:
        return None
    after = text[found.end : end].lstrip(" ")
    is_marked = after[:1] in _AFTER_DATE or text[found.end - 1] in _AFTER_DATE
    return found if after and is_marked else None


def _is_aside(token: Token) -> bool:
    """True in a relative clause, which has a time and place of its own."""
    return clauses.clause_head(token).dep_ in clauses.RELATIVE
