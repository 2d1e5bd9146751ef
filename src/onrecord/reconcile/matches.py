"""Comparing reports that share prints, and keeping what they have in common.

In: the reports in `temp.lineage_text`. Out: rows of `work_lineage_match` for each pair that has more than phrases in
common, and `temp.lineage_touched`, the reports whose matches are other than before.

Two texts are compared if they share two prints (one, if one of them is short) that are not of a standing paragraph; a
print of a text often passed on counts only where one of the two is among the first that hold it.
"""

# ruff: noqa: S608 - names of tables and columns are constants, every value is a parameter
from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.reconcile.copies import OPENING, OPENING_OF_OTHER, Match
from onrecord.reconcile.fingerprints import Words, words_of
from onrecord.reconcile.passages import LEAST, Index, Passage, index_of, passages_of
from onrecord.reconcile.texts import credits_in, hashes_in

_SHORT = 60
"""Words of a text of which one print in common is enough."""
_KEPT = 2_000
"""Texts held in memory."""
_BATCH = 500
_OPENING_OF_OTHER_WEIGHT = 2.0
"""Half as much of the other's opening must be shared: a picture's caption or a byline may come before."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text ready to be compared; `own` tells of each word whether it is of no standing paragraph."""

    rank: str
    words: Words
    index: Index
    own: NDArray[np.bool_]
    agencies: frozenset[str]
    outlet: str | None


def renew_matches(connection: sqlite3.Connection) -> None:
    """Compare the reports in `temp.lineage_text` with all that they can have anything in common with."""
    connection.execute("create temp table if not exists lineage_touched (document text primary key) without rowid")
    connection.execute("delete from temp.lineage_touched")
    connection.execute("insert into temp.lineage_touched select document from temp.lineage_text")
    stale = "in (select document from temp.lineage_text)"
    for mine, others in (("later", "earlier"), ("earlier", "later")):
        connection.execute(
            f"insert or ignore into temp.lineage_touched select {others} from work_lineage_match where {mine} {stale}"
        )
        connection.execute(f"delete from work_lineage_match where {mine} {stale}")
    shelf = _Shelf(connection)
    for pairs in _pairs(connection):
        rows = [_as_row(match) for pair in pairs if (match := shelf.match(*pair)) is not None]
        connection.executemany("insert into work_lineage_match values (?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
        connection.executemany(
            "insert or ignore into temp.lineage_touched values (?)", [(name,) for row in rows for name in row[:2]]
        )


_SHARED = """
with shared (one, two) as (
    select probe.document, print.document from temp.lineage_probe probe join work_lineage_print print using (hash)
        where not exists (select 1 from work_lineage_common common where common.hash = probe.hash)
    union all
    select probe.document, centre.document from temp.lineage_probe probe join work_lineage_centre centre using (hash)
        where not exists (
            select 1 from work_lineage_centre own where own.hash = probe.hash and own.document = probe.document
        )
    union all
    select probe.document, print.document from temp.lineage_probe probe
        join work_lineage_centre own on own.hash = probe.hash and own.document = probe.document
        join work_lineage_print print on print.hash = probe.hash
)
select one, two from shared
where two < one or (two > one and two not in (select document from temp.lineage_text))
group by one, two
having count(*) > 1 or exists (
    select 1 from work_lineage_text text where text.document in (one, two) and text.words < ?
)
order by one, two
"""
"""Pairs to be compared, each once though both be new."""


def _pairs(connection: sqlite3.Connection) -> Iterator[list[tuple[str, str]]]:
    """Pairs of texts that share prints, of which one at least has to be compared anew."""
    connection.execute(
        "create temp table if not exists lineage_probe (hash integer, document text, primary key (hash, document)) "
        "without rowid"
    )
    documents = connection.execute(
        "select document, prints from work_lineage_text where is_first and words > 0 "
        "and document in (select document from temp.lineage_text) order by rank"
    )
    while batch := documents.fetchmany(_BATCH):
        connection.execute("delete from temp.lineage_probe")
        connection.executemany(
            "insert or ignore into temp.lineage_probe values (?, ?)",
            sorted((value, document) for document, prints in batch for value in hashes_in(prints)),
        )
        yield connection.execute(_SHARED, (_SHORT,)).fetchall()


class _Shelf:
    """Texts ready to be compared; those not used for long are put back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: OrderedDict[str, _Text] = OrderedDict()

    def match(self, one: str, two: str) -> Match | None:
        """What the later of two reports has in common with the earlier, if it is worth keeping."""
        texts = {one: self._text(one), two: self._text(two)}
        later, earlier = sorted(texts, key=lambda name: texts[name].rank, reverse=True)
        match = _match(later, texts[later], earlier, texts[earlier])
        return match if match is not None and match.is_worth_a_row else None

    def _text(self, document: str) -> _Text:
        found = self._texts.get(document)
        if found is not None:
            self._texts.move_to_end(document)
            return found
        rank, prints, bounds, credited, outlet, text = self._connection.execute(
            "select rank, prints, bounds, credits, outlet, document.text from work_lineage_text work "
            "join document on document.id = work.document where work.document = ?",
            (document,),
        ).fetchone()
        words = words_of(text)
        agencies = frozenset(credit.agency for credit in credits_in(credited) if credit.is_whole)
        found = self._texts[document] = _Text(
            rank, words, index_of(words), self._own(len(words), prints, bounds), agencies, outlet
        )
        if len(self._texts) > _KEPT:
            self._texts.popitem(last=False)
        return found

    def _own(self, words: int, prints: bytes, bounds: bytes) -> NDArray[np.bool_]:
        own = np.ones(words, dtype=np.bool_)
        hashes = hashes_in(prints)
        query = "select hash from work_lineage_common where is_standing and hash in (select value from json_each(?))"
        standing = {row[0] for row in self._connection.execute(query, (json.dumps(hashes),))}
        if standing:
            starts, ends = np.frombuffer(bounds, dtype="<u4").reshape(2, -1).tolist()
            for value, start, end in zip(hashes, starts, ends, strict=True):
                if value in standing:
                    own[start:end] = False
        return own


def _match(later: str, text: _Text, earlier: str, other: _Text) -> Match | None:
    found = passages_of(text.words, other.index)
    passages = [passage for passage in found if text.own[passage.start : passage.end].sum() >= min(LEAST, len(passage))]
    if not passages:
        return None
    shared, other_shared = np.zeros(len(text.words), dtype=np.bool_), np.zeros(len(other.words), dtype=np.bool_)
    for passage in passages:
        shared[passage.start : passage.end] = True
        other_shared[passage.other_start : passage.other_end] = True
    words = int((shared & text.own).sum())
    return Match(
        later,
        earlier,
        words=words,
        share=_share(words, text),
        all_share=round(sum(map(len, found)) / len(text.words), 4),
        other_share=_share(int((other_shared & other.own).sum()), other),
        opening=_opening(passages, text, other),
        in_order=all(a.other_start < b.other_start for a, b in pairwise(passages)),
        has_rivals=bool(text.agencies and other.agencies and text.agencies.isdisjoint(other.agencies)),
        is_of_one_outlet=text.outlet is not None and text.outlet == other.outlet,
        spans=tuple(
            (int(text.words.starts[passage.start]), int(text.words.ends[passage.end - 1])) for passage in passages
        ),
    )


def _opening(passages: list[Passage], text: _Text, other: _Text) -> float:
    """Share of a text's opening that stands in the other's first words; little if the other does not open with it."""
    near = [passage for passage in passages if passage.other_start < OPENING_OF_OTHER]
    parts = (
        (text, [(passage.start, passage.end) for passage in near]),
        (other, [(passage.other_start, passage.other_end) for passage in near]),
    )
    shares = []
    for one, places in parts:
        inside = np.zeros(OPENING, dtype=np.bool_)
        for start, end in places:
            inside[start:end] = True
        own = one.own[:OPENING]
        shares.append(float((inside[: len(own)] & own).sum()) / max(int(own.sum()), LEAST))
    return round(min(shares[0], shares[1] * _OPENING_OF_OTHER_WEIGHT), 4)


def _share(words: int, text: _Text) -> float:
    return round(words / max(int(text.own.sum()), LEAST), 4)


def _as_row(match: Match) -> tuple[object, ...]:
    shares = match.words, match.share, match.all_share, match.other_share, match.opening
    flags = match.in_order, match.has_rivals, match.is_of_one_outlet, match.opens, match.is_of_body
    return match.document, match.other, *shares, *flags, json.dumps(match.spans, separators=(",", ":"))


def matches_of(connection: sqlite3.Connection, document: str) -> Iterator[Match]:
    """Matches of a report with earlier ones, those with the earliest first."""
    query = """
        select later, earlier, match.words, share, all_share, other_share, opening, in_order, has_rivals,
            is_of_one_outlet, spans
        from work_lineage_match match join work_lineage_text text on text.document = earlier
        where later = ? order by text.rank
    """
    for *fields, in_order, has_rivals, is_of_one_outlet, spans in connection.execute(query, (document,)):
        later, earlier, words, share, all_share, other_share, opening = fields
        places = tuple((start, end) for start, end in json.loads(spans))
        flags = bool(in_order), bool(has_rivals), bool(is_of_one_outlet)
        yield Match(later, earlier, words, share, all_share, other_share, opening, *flags, places)
