"""Where each report's text comes from: copies, quotations, wire credits, primary sources.

In: texts, publication dates, claims and tolls of a record. Out: the tables `lineage` and `family`.

| kind | origin | rests on |
|---|---|---|
| `same` | the first report of the same words | all words, whatever stands between them |
| `copy`, `edited_copy` | the earlier report whose text it is | passages (`copies`) |
| `quotes` | a report, `agency:NAME`, `source:KEY` | passages; a credit; what a named source says |
| `independent` | the report itself | nothing: no text of the case is its origin, and no agency is credited with it |

Method: fingerprints find pairs of reports that share passages (`texts`), an alignment of words finds the passages
(`matches`), rules on shares and openings judge them (`copies`). A credit makes no family: two reports of one agency
with different texts are two. Where a report that credits an agency and another that credits it are copies, passages
prove the credit, and the kind is that of a copy.

`score` is the share of the report's words that stand in the origin (of a source: of its characters); a credit for the
whole text is 1, a note on contributions says nothing of shares and is 0.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.reconcile.base import working_tables
from onrecord.reconcile.copies import Kind, Match, origin_of
from onrecord.reconcile.credits import AGENCY, Credit
from onrecord.reconcile.families import renew_families
from onrecord.reconcile.matches import matches_of, renew_matches
from onrecord.reconcile.quoted import quoted_sources
from onrecord.reconcile.texts import SCRIPT, VERSION, credits_in, renew_texts

_BATCH = 500


def lineage(connection: sqlite3.Connection) -> None:
    """Bring `lineage` and `family` up to date with the changed reports."""
    working_tables(connection, "lineage", VERSION, SCRIPT)
    renew_texts(connection)
    renew_matches(connection)
    connection.execute(  # a report's origin depends on how the texts open that it has passages of
        "insert or ignore into temp.lineage_touched select later from work_lineage_match "
        "where earlier in (select document from temp.lineage_touched)"
    )
    connection.execute("delete from lineage where document in (select document from temp.lineage_touched)")
    documents = connection.execute(
        "select document from temp.lineage_touched "
        "where document in (select document from work_lineage_text) order by document"
    ).fetchall()
    for start in range(0, len(documents), _BATCH):
        rows = [row for (document,) in documents[start : start + _BATCH] for row in _rows(connection, document)]
        connection.executemany("insert into lineage values (?, ?, ?, ?, ?, ?)", rows)
    renew_families(connection)


@dataclass(frozen=True, slots=True)
class _Report:
    document: str
    text: str
    digest: str
    is_first: bool
    credits: tuple[Credit, ...]

    def row(
        self, origin: str, kind: Kind, score: float, spans: Iterable[Sequence[int]], basis: str
    ) -> tuple[object, ...]:
        written = [{"start": start, "end": end, "text": self.text[start:end]} for start, end in spans]
        packed = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
        return self.document, origin, kind, round(score, 3), packed, basis


def _rows(connection: sqlite3.Connection, document: str) -> list[tuple[object, ...]]:
    report = _report(connection, document)
    rows = _text_rows(connection, report)
    has_origin = bool(rows) and rows[0][2] != "quotes"
    rows += _credit_rows(connection, report)
    if not has_origin and not any(credit.is_whole for credit in report.credits):
        rows.insert(0, report.row(document, "independent", 1.0, (), "no other text on record is its origin"))
    for quoted in quoted_sources(connection, document, report.text):
        spans = quoted.merged()
        score = sum(end - start for start, end in spans) / max(len(report.text), 1)
        rows.append(report.row(quoted.origin, "quotes", score, spans, "a quoted source"))
    return rows


def _report(connection: sqlite3.Connection, document: str) -> _Report:
    text, digest, is_first, credited = connection.execute(
        "select document.text, work.digest, work.is_first, work.credits from work_lineage_text work "
        "join document on document.id = work.document where work.document = ?",
        (document,),
    ).fetchone()
    return _Report(document, text, digest, bool(is_first), tuple(credits_in(credited)))


def _text_rows(connection: sqlite3.Connection, report: _Report) -> list[tuple[object, ...]]:
    """Rows that rest on words in common, that of the origin first."""
    if not report.is_first:
        query = "select document from work_lineage_text where digest = ? and is_first"
        (first,) = connection.execute(query, (report.digest,)).fetchone()
        return [report.row(first, "same", 1.0, [(0, len(report.text))], "all words are the same")]
    matches = list(matches_of(connection, report.document))
    origin = origin_of(matches, _opening_with_others(connection, report.document))
    rows = [] if origin is None else [_match_row(report, origin, origin.copy_kind)]
    return rows + [_match_row(report, match, "quotes") for match in matches if match is not origin]


def _opening_with_others(connection: sqlite3.Connection, document: str) -> set[str]:
    query = """
        select earlier from work_lineage_match match where later = ?
        and exists (select 1 from work_lineage_match other where other.later = match.earlier and other.opens)
    """
    return {row[0] for row in connection.execute(query, (document,))}


def _match_row(report: _Report, match: Match, kind: Kind) -> tuple[object, ...]:
    basis = (
        f"passages: {match.words} words, {match.share:.0%} of this text, {match.other_share:.0%} of the other"
        f"{'; both open alike' if match.opens else ''}"
    )
    return report.row(match.other, kind, match.share, match.spans, basis)


def _credit_rows(connection: sqlite3.Connection, report: _Report) -> list[tuple[object, ...]]:
    """Rows that rest on credits; where another report with the same credit shares the text, passages prove it."""
    if not report.credits:
        return []
    proven = _proven(connection, report.document)
    rows = []
    for credit in report.credits:
        spans = [] if credit.start is None or credit.end is None else [(credit.start, credit.end)]
        if credit.is_whole and credit.agency in proven:
            basis = f"a credit ({credit.basis}), and passages shared with others that credit it"
            rows.append(report.row(AGENCY + credit.agency, "copy", proven[credit.agency], spans, basis))
        else:
            score = 1.0 if credit.is_whole else 0.0
            rows.append(report.row(AGENCY + credit.agency, "quotes", score, spans, f"a credit ({credit.basis})"))
    return rows


def _proven(connection: sqlite3.Connection, document: str) -> dict[str, float]:
    """Agencies credited with reports of the same text, and the share of this report's words that prove it."""
    query = """
        select text.credits, match.share from work_lineage_match match join work_lineage_text text
            on text.document = match.earlier where match.later = :document and (opens or is_of_body)
        union all
        select text.credits, match.other_share from work_lineage_match match join work_lineage_text text
            on text.document = match.later where match.earlier = :document and (opens or is_of_body)
    """
    found: dict[str, float] = {}
    for credited, share in connection.execute(query, {"document": document}):
        for credit in credits_in(credited):
            if credit.is_whole:
                found[credit.agency] = max(found.get(credit.agency, 0.0), share)
    return found
