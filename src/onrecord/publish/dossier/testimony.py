"""Who says, confirms and denies what: claims by stance, and the rows on which the claims of a report disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Claim
from onrecord.publish.dossier.entries import Book, Entry, Shown
from onrecord.publish.phrases import flat

STANCE_HEADINGS: Mapping[str, str] = {
    "denies": "Denied", "doubts": "Doubted", "accuses": "Accusations", "reports_unconfirmed": "Reported, unconfirmed",
    "confirms": "Confirmed", "asserts": "Said", "demands": "Demanded", "threatens": "Threatened",
    "promises": "Promised", "predicts": "Predicted",
}  # fmt: skip
"""Stances in the order shown, disagreement first, with their headings."""
VERBS: Mapping[str, str] = {
    "denies": "denies", "doubts": "doubts", "accuses": "accuses", "reports_unconfirmed": "reports, unconfirmed",
    "confirms": "confirms", "asserts": "says", "demands": "demands", "threatens": "threatens", "promises": "promises",
    "predicts": "predicts",
}  # fmt: skip
_AGAINST = frozenset({"denies", "doubts"})
_MOST_SHOWN = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim as the reader sees it: who, through whom, the verb, the words, and the rows it states or answers."""

    entry: Entry
    source: str
    source_kind: str
    via: str
    verb: str
    words: str
    is_quoted: bool
    about: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A row that somebody denies or doubts, with those who stand for it and those who stand against it."""

    entry: Entry
    standing_for: tuple[Statement, ...]
    standing_against: tuple[Statement, ...]


def statements_of(book: Book) -> list[Statement]:
    """Every claim of the reports."""
    return [_statement(entry, book) for entry in book.of("claims")]


def by_stance(statements: Iterable[Statement]) -> list[tuple[str, str, list[Statement]]]:
    """Stance, heading and statements, disagreement first; stances that nobody takes are left out."""
    groups: dict[str, list[Statement]] = {stance: [] for stance in STANCE_HEADINGS}
    for statement in statements:
        groups.setdefault(statement.entry.row.stance, []).append(statement)
    return [(key, STANCE_HEADINGS.get(key, key.replace("_", " ")), found) for key, found in groups.items() if found]


def disputes_of(statements: Iterable[Statement]) -> list[Dispute]:
    """Rows that a claim of their own report denies or doubts; of rows with the same claims, the first."""
    about: dict[str, list[Statement]] = {}
    rows: dict[str, Entry] = {}
    for statement in statements:
        for entry in statement.about:
            about.setdefault(entry.id, []).append(statement)
            rows[entry.id] = entry
    disputes: dict[tuple[str, ...], Dispute] = {}
    for identifier, found in about.items():
        against = tuple(one for one in found if one.entry.row.stance in _AGAINST)
        if against and rows[identifier].list != "claims":
            key = tuple(one.entry.id for one in against)
            standing_for = tuple(one for one in found if one.entry.row.stance not in _AGAINST)
            known = disputes.get(key)
            if known is None or len(known.standing_for) < len(standing_for):
                disputes[key] = Dispute(entry=rows[identifier], standing_for=standing_for, standing_against=against)
    return list(disputes.values())


def _statement(entry: Entry, book: Book) -> Statement:
    claim: Claim = entry.row
    phrases = entry.report.phrases
    words = flat(" … ".join(part.text for part in claim.fragments) if claim.fragments else claim.content.text)
    return Statement(
        entry=entry,
        source=phrases.source(claim.source),
        source_kind=_kind_words(claim, entry.report),
        via=phrases.name(claim.via) if claim.via in phrases.names else "",
        verb=VERBS.get(claim.stance, claim.stance),
        words=words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN] + " …",
        is_quoted=claim.quotation == "direct",
        about=tuple(book.entries[row] for row in claim.about if row in book.entries),
    )


def _kind_words(claim: Claim, shown: Shown) -> str:
    if claim.source.kind == "narrator":
        return "the report itself"
    if claim.source.kind == "anonymous":
        return "not named"
    office = next((actor.office for actor in shown.report.actors if actor.id == claim.source.actor), None)
    return flat(office or "")
