"""Ties between actors, control of places and agreements across reports, as lines for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.publish.across import about
from onrecord.publish.phrases import NOBODY, RELATIONS

Json = Mapping[str, Any]

_MOST_QUOTED = 160
_SIDES = {"told": "told", "denied": "denied", "open": "not come about yet"}


def tie_lines(tie: Json, *, width: int) -> Iterator[str]:
    """A tie: who, what, whom; how many tell it; then the rows that tell it beside those that deny it."""
    kind = tie["kind"].replace("_", " ")
    verb = f"gives {kind} to" if tie["list"] == "flows" else RELATIONS.get(tie["kind"], kind)
    yield f"{tie['subject'] or NOBODY} {verb} {tie['object'] or NOBODY}{_contested(tie)}"
    told = [f"told by {_count(tie['origins'], 'independent origin')}"] if tie["origins"] else []
    told += [f"told as denied by {_count(tie['denying'], 'independent origin')}"] if tie["denying"] else []
    yield f"  {', '.join([_count(tie['reports'], 'report'), *told])}"
    sides = {side: [row for row in tie["rows"] if row["side"] == side] for side in _SIDES}
    several = sum(bool(rows) for rows in sides.values()) > 1
    for side, rows in sides.items():
        if rows and several:
            yield f"  {_SIDES[side]}:"
        for row in rows:
            yield from _row_lines(row, f"{when_words(row)}: {row['status']}", width)


def control_lines(place: Json, *, width: int) -> Iterator[str]:
    """A place: who stands there by the last that is told, then every row in order."""
    several = "  (more than one told to hold it)" if len(place["standing"]) > 1 else ""
    yield f"{place['place']}{_contested(place)}{several}"
    standing = "; ".join(
        f"{held['actor']} ({_count(held['origins'], 'independent origin')})" for held in place["standing"]
    )
    yield from _wrapped(f"last told to stand there: {standing or 'nobody'}", width)
    for row in place["rows"]:
        yield from _row_lines(row, f"{when_words(row)}: {row['actor']} {row['change']}, {row['status']}", width)


def agreement_lines(agreement: Json, *, width: int) -> Iterator[str]:
    """An agreement: what, between whom, through whom; then what became of it, step by step."""
    between = f" between {', '.join(agreement['parties'])}" if agreement["parties"] else ""
    through = f", brokered by {', '.join(agreement['mediators'])}" if agreement["mediators"] else ""
    where = f" on {', '.join(agreement['places'])}" if agreement["places"] else ""
    yield f"{agreement['kind'].replace('_', ' ')} agreement{where}{between}{through}"
    yield f"  {_count(agreement['reports'], 'report')}, {_count(agreement['origins'], 'independent origin')}"
    for step in agreement["steps"]:
        yield f"  {step['status'].replace('_', ' ')}:"
        for row in step["rows"]:
            yield from _row_lines(row, when_words(row), width)


def when_words(row: Json) -> str:
    """The days that a row holds of, in words.

    >>> when_words({"since": None, "until": None, "as_of": "2019-03-01"})
    'as of 2019-03-01'
    >>> when_words({"since": "2019-01-01", "until": None, "as_of": "2019-03-01"})
    'from 2019-01-01, as of 2019-03-01'
    >>> when_words({"since": "2019-01-01", "until": "2019-01-31", "as_of": None})
    '2019-01-01 to 2019-01-31'
    """
    since, until, as_of = row["since"], row["until"], row["as_of"]
    told = [f"as of {as_of}"] if as_of else []
    if since and until:
        return since if since == until else f"{since} to {until}"
    if since or until:
        return ", ".join([f"from {since}" if since else f"until {until}", *told])
    return told[0] if told else "no date told"


def _row_lines(row: Json, told: str, width: int) -> Iterable[str]:
    says = f", says {', '.join(row['says'])}" if row["says"] else ""
    denies = f", denied by {', '.join(row['denies'])}" if row["denies"] else ""
    copied = "" if row["root"] == row["document"] else ", a copy"
    yield from _wrapped(f"{told}{says}{denies} ({about(row)}{copied}) [{row['id']}]", width)
    if row["words"]:
        longest = max(row["words"], key=len)
        quote = longest if len(longest) <= _MOST_QUOTED else longest[: _MOST_QUOTED - 1] + "…"
        yield from _wrapped(f"“{quote}”", width, indent=6)


def _contested(found: Json) -> str:
    return "  (contested)" if found["is_contested"] else ""


def _count(number: int, name: str) -> str:
    return f"{number} {name}" + ("" if number == 1 else "s")


def _wrapped(text: str, width: int, *, indent: int = 4) -> Iterable[str]:
    lead = " " * indent
    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=lead + "  ", break_on_hyphens=False)
