"""Descriptions of places, persons and bodies that the trained encoder sees and no rule found, after all rows are read.

In: a parsed document with everything that was read; out: further mentions. Method and known errors: those of
`read/likely.py`, which finds the names before.
"""

from __future__ import annotations

from onrecord.model import Mention, Rows
from onrecord.read.likely import find_likely
from onrecord.syntax import Parsed


def find_described(parsed: Parsed, rows: Rows) -> list[Mention]:
    """Mentions that are no names, in the order of the text; their clues go into `rows.clues`."""
    return find_likely(parsed, rows, names=False)
