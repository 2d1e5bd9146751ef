"""Whose word a row rests on."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reconcile.build import Desk, sheet

from onrecord.reconcile.base import note_reconciled, prepare_changes
from onrecord.reconcile.lineage import lineage
from onrecord.reconcile.origins import origins_of_rows
from onrecord.reconcile.primary import primary_source


def _origins(desk: Desk, *rows: str) -> dict[str, str]:
    with desk.store.transaction() as connection:
        prepare_changes(connection)
        lineage(connection)
        note_reconciled(connection)
        return origins_of_rows(connection, rows)


def test_rows_rest_on_the_report_or_on_a_named_source(desk: Desk) -> None:
    report = sheet("Boats shelled Sel, and nine died, Sel Watch said. The navy denied the raid and the fire.")
    told = report.add_event("shelled", "shelling", status="happened")
    denied = report.add_event("raid", "raid", status="denied")
    counted = report.add_toll("killed", 9, by="Sel Watch", status="happened")
    uncounted = report.add_toll("injured", 4, status="happened")
    claim = report.add_claim("Boats shelled Sel", "asserts", by="Sel Watch", about=(told,))
    denial = report.add_claim("the raid", "denies", by="Norland Navy", about=(denied,))
    desk.write(report)
    own = f"report:{report.document.id}"
    assert _origins(desk, told, denied, counted, uncounted, claim, denial, "ev-unknown") == {
        told: "source:sel watch",
        denied: own,
        counted: "source:sel watch",
        uncounted: own,
        claim: "source:sel watch",
        denial: "source:norland navy",
    }


def test_copies_rest_on_one_report(desk: Desk) -> None:
    words = (
        "Boats shelled the port of Sel on Tuesday. Three silos burned until the evening because the pumps of the quay "
        "had no power. The harbour master counted eleven hurt dockers and sent them to the hospital in Bree."
    )
    first, second = sheet(words, "2019-03-12"), sheet(f"{words} Sel mourns.", "2019-03-13", publisher="Echo")
    rows = [report.add_event("shelled", "shelling", status="happened") for report in (first, second)]
    desk.write(first, second)
    assert set(_origins(desk, *rows).values()) == {f"report:{first.document.id}"}


POLICE = {"name": "police", "kind": "state_forces", "registry_id": None}
WITNESS = {"name": "witness", "kind": "person", "registry_id": None}
NAVY = {"name": "Norland Navy", "kind": "state_forces", "registry_id": "force:norland-navy"}


@pytest.mark.parametrize(
    ("words", "actor", "text", "key"),
    [
        ("the Sel Watch", None, "Nine died, the Sel Watch said.", "sel watch"),
        ("the navy", NAVY, "Nine died, the navy said.", "force:norland-navy"),
        ("police", POLICE, "Nine died, police said.", "police"),
        ("Police", POLICE, "Police said nine died. Later police left.", "police"),
        ("a witness", WITNESS, "Nine died, a witness said.", None),
        ("a Norland Navy statement", None, "Nine died, a Norland Navy statement said.", None),
        ("allied leaders of Norland", None, "Nine died, allied leaders of Norland said.", None),
        ("al-Salim", None, "Nine died, al-Salim said.", "salim"),
        ("He", None, "He said nine died.", None),
        ("Residents", None, "Residents said nine died. The residents left.", None),
        (None, None, "Nine died.", None),
    ],
)
def test_keys_of_primary_sources(words: str | None, actor: dict[str, Any] | None, text: str, key: str | None) -> None:
    source = {"start": None if words is None else text.index(words), "text": words, "kind": "named"}
    found = primary_source(source, actor, text)
    assert (found.key if found else None) == key


def test_anonymous_sources_have_no_key() -> None:
    source = {"start": 11, "text": "Norland officials", "kind": "anonymous"}
    assert primary_source(source, None, "Nine died, Norland officials said.") is None
