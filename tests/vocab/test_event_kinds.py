"""Kinds of events are complete, and every kind has words that tell of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.errors import VocabularyError
from onrecord.model import Rows
from onrecord.read.events import find_events
from onrecord.syntax import Parsed
from onrecord.vocab import event_kinds, load
from onrecord.vocab.event_kinds import load_event_kinds

PLOVER_MODES = {
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
}  # fmt: skip
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {"Chemical weapon", "Air/drone strike", "Suicide bomb",
                                   "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade"},
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {"Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
                               "Headquarters or base established", "Looting/property destruction",
                               "Non-violent transfer of territory", "Other"},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(load_event_kinds()))
def test_kind_uses_known_codes(name: str) -> None:
    kind = load_event_kinds()[name]
    assert kind.definition.endswith(".")
    assert kind.examples
    assert kind.acled_sub_event in ACLED[kind.acled_event]
    if kind.plover is not None:
        assert kind.plover.mode is None or kind.plover.mode in PLOVER_MODES[kind.plover.type].split()


def test_every_kind_has_triggers_and_every_trigger_a_kind() -> None:
    triggers = load("event_triggers")
    assert set(triggers["kinds"]) == set(load_event_kinds())
    senses = [*triggers["senses"]["verbs"].values(), *triggers["senses"]["nouns"].values()]
    assert {sense["kind"] for word in senses for sense in word} <= set(load_event_kinds())
    assert set(triggers["refine"]["words"]) <= set(load_event_kinds())


@pytest.mark.parametrize("name", sorted(load_event_kinds()))
def test_examples_are_read_as_their_kind(name: str, parse: Callable[..., Parsed]) -> None:
    for example in load_event_kinds()[name].examples:
        kinds = {event.kind for event in find_events(parse(example), Rows())}
        assert name in kinds, (example, kinds)


def test_incomplete_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_kinds, "load", lambda _name, _language: {"duel": {"definition": "Two fight."}})
    with pytest.raises(VocabularyError, match="duel"):
        load_event_kinds.__wrapped__()


def test_unknown_frame_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {
        "definition": "Two fight.", "examples": [], "frame": "dance", "people": "target", "group": "a", "merges": "a",
        "plover": None, "acled": {"event": "Battles", "sub_event": "Armed clash"}, "ucdp": False,
    }  # fmt: skip
    monkeypatch.setattr(event_kinds, "load", lambda _name, _language: {"duel": entry})
    with pytest.raises(VocabularyError, match="dance"):
        load_event_kinds.__wrapped__()
