"""The written-down truth of the sample case (`own_case.yml`), and what a reconciled case makes of it.

In: a case of the sample's reports, read and reconciled. Out: what was found of every incident, copy, dispute, answer
and total, as plain values for tests and for a summary. Only rows that exist are asked for: an incident that a report
tells and no event row holds is named in `Findings.unread` and counts neither for nor against.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from onrecord import Case

TRUTH: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "own_case.yml").read_text(encoding="utf-8"))
COPIES = ("same", "copy", "edited_copy")
Stretch = tuple[str, int, int]


@dataclass(frozen=True)
class Ratio:
    """Hits of what was looked for."""

    hits: int
    of: int

    def __str__(self) -> str:
        return f"{self.hits}/{self.of} ({self.share:.0%})"

    @property
    def share(self) -> float:
        """Hits as a share; 1 where nothing was looked for."""
        return self.hits / self.of if self.of else 1.0


@dataclass
class Findings:
    """A reconciled case beside the truth."""

    case: Case
    unread: list[str] = field(default_factory=list)

    @cached_property
    def documents(self) -> dict[int, tuple[str, str]]:
        """Id and text of each report by its number."""
        rows = self.case.sql("select id, uri, text from document")
        return {int(Path(row["uri"]).name[:2]): (row["id"], row["text"]) for row in rows}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number of each report by its id."""
        return {identifier: number for number, (identifier, _) in self.documents.items()}

    def stretch(self, number: int, words: str) -> Stretch:
        """Where words stand in a report, whatever its line breaks."""
        identifier, text = self.documents[number]
        found = list(re.finditer(r"\s+".join(map(re.escape, words.split())), text))
        assert len(found) == 1, (number, words, len(found))
        return identifier, found[0].start(), found[0].end()

    @cached_property
    def _events(self) -> list[dict[str, Any]]:
        return self.case.sql(
            "select event.id, event.document, kind, trigger ->> 'start' as start, cluster from event "
            'left join cluster_member on "of" = \'event\' and "row" = event.id order by event.document, start'
        )

    @cached_property
    def cluster_of(self) -> dict[str, str]:
        """Cluster of each event."""
        return {row["id"]: row["cluster"] for row in self._events}

    def events_in(self, number: int, words: str, kinds: list[str] | None = None) -> list[str]:
        """Events whose trigger lies within words of a report."""
        document, start, end = self.stretch(number, words)
        return [
            row["id"]
            for row in self._events
            if row["document"] == document and start <= row["start"] < end and (not kinds or row["kind"] in kinds)
        ]

    @cached_property
    def incidents(self) -> dict[str, list[str]]:
        """Events that tell of each incident and of each single event."""
        found: dict[str, list[str]] = {}
        for name, incident in TRUTH["incidents"].items():
            found[name] = []
            for number, stretches in incident["tells"].items():
                rows = [row for words in stretches for row in self.events_in(number, words, incident.get("kinds"))]
                found[name] += rows
                if not rows:
                    self.unread.append(f"{name} in report {number}")
        for name, told in TRUTH["singles"].items():
            found[name] = [row for number, words in told.items() for row in self.events_in(number, words)]
        return found

    def clusters(self, incident: str) -> set[str]:
        """Clusters that hold events of an incident."""
        return {self.cluster_of[row] for row in self.incidents[incident]}

    def merges(self) -> tuple[Ratio, Ratio]:
        """Recall and precision of pairs of events taken for one, over the events that the truth names."""
        of = {row: name for name, rows in self.incidents.items() for row in rows}
        same = merged = right = 0
        for one, other in combinations(sorted(of), 2):
            is_same, is_merged = of[one] == of[other], self.cluster_of[one] == self.cluster_of[other]
            same, merged, right = same + is_same, merged + is_merged, right + (is_same and is_merged)
        return Ratio(right, same), Ratio(right, merged)

    @cached_property
    def copies(self) -> dict[int, set[int]]:
        """Origins that a report is taken to be a copy or a passage of, leaving out sources and agencies."""
        rows = self.case.sql("select document, origin, kind from lineage where kind <> 'independent'")
        found: dict[int, set[int]] = {}
        for row in rows:
            if row["origin"] in self.numbers and (row["kind"] in COPIES or self._is_spliced(row)):
                found.setdefault(self.numbers[row["document"]], set()).add(self.numbers[row["origin"]])
        return found

    def _is_spliced(self, link: dict[str, Any]) -> bool:
        """True for a text that takes passages from two: none of them is its whole origin."""
        known = TRUTH["copies"].get(self.numbers[link["document"]], {}).get("of")
        return isinstance(known, list) and self.numbers[link["origin"]] in known

    def copy_links(self) -> tuple[Ratio, Ratio]:
        """Recall and precision of copy links; a copy of a copy is one of the first text too."""
        truth = {(report, origin) for report, told in TRUTH["copies"].items() for origin in _listed(told["of"])}
        found = {(report, origin) for report, origins in self.copies.items() for origin in origins}
        return Ratio(len(truth & found), len(truth)), Ratio(len(truth & found), len(found))

    @cached_property
    def _disputes(self) -> list[dict[str, Any]]:
        rows = self.case.sql("select cluster, kind, sides from dispute where is_open order by id")
        return [{**row, "sides": json.loads(row["sides"])} for row in rows]

    def is_disputed(self, name: str) -> bool:
        """True where a dispute of the right kind has every position of the truth on a side of its own."""
        wanted = TRUTH["disputes"][name]
        clusters = self.clusters(wanted["incident"])
        return any(
            dispute["kind"] == wanted["kind"]
            and (dispute["cluster"] in clusters)
            and self._sides_match(dispute["sides"], wanted["positions"])
            for dispute in self._disputes
        )

    def _sides_match(self, sides: list[dict[str, Any]], positions: list[dict[int, str]]) -> bool:
        """True where each position is told on some side and no two positions on the same one."""
        of_position = [
            {
                index
                for index, side in enumerate(sides)
                if any(self._holds(side, number, words) for number, words in position.items())
            }
            for position in positions
        ]
        return all(of_position) and all(not one & other for one, other in combinations(of_position, 2))

    def _holds(self, side: dict[str, Any], number: int, words: str) -> bool:
        document, start, end = self.stretch(number, words)
        return any(
            told["document"] == document and told["start"] < end and start < told["end"] for told in side["words"]
        )

    def disputed_without_reason(self) -> list[str]:
        """Disputes of an incident in which no two sides are reports or words of that incident alone."""
        named = {row: name for name, rows in self.incidents.items() for row in rows}
        wrong = []
        for dispute in self._disputes:
            told = {named[row] for side in dispute["sides"] for row in side["rows"] if row in named}
            if len(told) > 1:
                wrong.append(f"{dispute['kind']}: {', '.join(sorted(told))}")
        return wrong

    def is_answered(self, name: str) -> bool:
        """True where a denial in one report stands against the accusation in another."""
        wanted = TRUTH["answers"][name]
        positions = [wanted["accuses"], wanted["denies"]]
        return any(
            dispute["kind"] == "denial" and self._sides_match(dispute["sides"], positions) for dispute in self._disputes
        )

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """Every figure in the ledgers of events."""
        rows = self.case.sql(
            "select ledger.cluster, measure, entries from ledger join cluster on cluster.id = ledger.cluster "
            "where cluster.\"of\" = 'event'"
        )
        return [{**entry, "cluster": row["cluster"]} for row in rows for entry in json.loads(row["entries"])]

    def figures_in(self, number: int, words: str) -> list[str]:
        """Tolls of which a span lies within words of a report, and events that begin there."""
        document, start, end = self.stretch(number, words)
        tolls = self.case.sql(
            "select distinct toll.id from toll, json_each(spans) span where document = ? "
            "and span.value ->> 'start' >= ? and span.value ->> 'end' <= ?",
            (document, start, end),
        )
        return [row["id"] for row in tolls]


def summary(found: Findings) -> str:
    """Recall and precision by kind, and what no row tells, as lines."""
    (merged, merges_right), (linked, links_right) = found.merges(), found.copy_links()
    disputes, answers = (
        Ratio(sum(map(test, TRUTH[name])), len(TRUTH[name]))
        for name, test in (("disputes", found.is_disputed), ("answers", found.is_answered))
    )
    mixed = found.disputed_without_reason()
    return "\n".join(
        [
            f"pairs of events taken for one: found {merged}, right {merges_right}",
            f"copy links: found {linked}, right {links_right}",
            f"disputes: found {disputes}; {len(mixed)} mix incidents",
            f"answers to accusations across reports: found {answers}",
            f"told and not read: {'; '.join(found.unread) or 'nothing'}",
            "",
        ]
    )


def _listed(value: int | list[int]) -> list[int]:
    return value if isinstance(value, list) else [value]
