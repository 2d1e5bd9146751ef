"""The same thing told in many ways gives the same row; what only looks like it gives none: tables in `wordings`.

A table is a list of groups. A line "= KINDS STATUSES INITIATORS > TARGETS @PLACE k5 i9 c3" says what every sentence
under it tells: kinds and statuses with "|" between those that are equally right; last words of the initiators (or
parties) and, after ">", of targets or victims; the place; people killed, injured, held. "none" is no event at all,
"nofact" none told as new fact. After " ; " a sentence changes what its group says: "kind=", "status=", "by=" ("-"
for nobody, "*" for anybody), "kinds=" (kinds that must not be told as fact), "more" (it tells of other things too);
after " ! " stands why it is not read rightly yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import combining, normalize

import pytest

import onrecord
from onrecord.model import Event, Figure, Toll

FOLDER = Path(__file__).parent / "wordings"
FACTS = frozenset({"happened", "ongoing", "claimed"})
_DOERS = frozenset({"initiator", "party", "giver", "instrument"})
_DONE_TO = frozenset({"target", "victim", "recipient", "place", "initiator"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence and what it tells."""

    text: str
    form: str
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    by: frozenset[str] | None = frozenset()
    to: frozenset[str] = frozenset()
    place: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    more: bool = False
    wrong: str | None = None


def wordings(table: str) -> Iterator[Wording]:
    """The sentences of a table."""
    group = Wording("", "told")
    for line in (FOLDER / table).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            group = _group(line.removeprefix("= ").split())
        elif line.strip():
            yield _sentence(line, group)


def _group(words: list[str]) -> Wording:
    counts = {
        {"k": "killed", "i": "injured", "c": "captured"}[word[0]]: int(word[1:])
        for word in words
        if word[0] in "kic" and word[1:].isdigit()
    }
    if words[0] in {"none", "nofact"}:
        return Wording("", words[0], counts=counts)
    rest = [word for word in words[2:] if not (word[0] in "kic" and word[1:].isdigit())]
    place = next((word[1:] for word in rest if word.startswith("@")), None)
    rest = [word for word in rest if not word.startswith("@")]
    cut = rest.index(">") if ">" in rest else len(rest)
    return Wording(
        "", "told", kinds=frozenset(words[0].split("|")), statuses=frozenset(words[1].split("|")),
        by=frozenset(rest[:cut]) or None, to=frozenset(word.casefold() for word in rest[cut + 1 :]), place=place,
        counts=counts,
    )  # fmt: skip


def _sentence(line: str, group: Wording) -> Wording:
    line, _, wrong = line.partition(" ! ")
    text, *changes = line.split(" ; ")
    told = dict(change.strip().partition("=")[::2] for change in changes)
    by = group.by
    if "by" in told:
        by = {"-": frozenset[str](), "*": None}.get(told["by"], frozenset({told["by"]}))
    kinds = told.get("kind") or told.get("kinds", "").replace(",", "|")
    return Wording(
        text=text.replace("\\n", "\n").replace("\\t", "\t"), form=group.form,
        kinds=frozenset(kinds.split("|")) if kinds else group.kinds,
        statuses=frozenset(told["status"].split("|")) if "status" in told else group.statuses,
        by=by, to=group.to, place=group.place, counts=group.counts, more="more" in told, wrong=wrong or None,
    )  # fmt: skip


def differences(wording: Wording, events: list[Event], tolls: list[Toll], places: Mapping[str, str]) -> list[str]:
    """What was read otherwise than the sentence says; nothing where all is right."""
    if wording.form == "told":
        return list(_told(wording, events, places))
    if wording.form == "nofact":
        events = [event for event in events if event.status in FACTS and not event.is_recalled]
    found = [f"{e.kind} {e.trigger.text}" for e in events if e.kind in wording.kinds or not wording.kinds]
    killed = {toll.best for toll in tolls if toll.measure == "killed"}
    if "killed" in wording.counts and wording.counts["killed"] not in killed:
        found.append("no toll")
    return found


def _told(wording: Wording, events: list[Event], places: Mapping[str, str]) -> Iterator[str]:
    told = [event for event in events if event.kind in wording.kinds]
    others = [event for event in events if event.kind not in wording.kinds]
    if len(told) != 1:
        yield f"{len(told)} of its kind, others {[event.kind for event in others]}"
        return
    event = told[0]
    if others and not wording.more:
        yield f"also {[other.kind for other in others]}"
    if event.status not in wording.statuses:
        yield f"status {event.status}"
    by = _words(event, _DOERS)
    if wording.by is not None and (_missing(wording.by, by) or (by and not wording.by)):
        yield f"by {sorted(by)}"
    to = _words(event, _DONE_TO)
    if missing := _missing(wording.to, to):
        yield f"not done to {missing} but {sorted(to)}"
    where = {_plain(places.get(event.place or "", "")).casefold(), *_words(event, frozenset({"origin"}))}
    if wording.place is not None and wording.place.casefold() not in where:
        yield f"at {places.get(event.place or '')}"
    for measure, count in wording.counts.items():
        figure: Figure | None = getattr(event, measure)
        if figure is None or figure.best != count:
            yield f"{measure} {figure}"


def _words(event: Event, roles: frozenset[str]) -> set[str]:
    """Words of an event's arguments in some roles."""
    texts = (argument.text.casefold() for argument in event.arguments if argument.role in roles)
    return {word.strip(",.'").removesuffix("'s") for text in texts for word in text.split()}


def _missing(wanted: frozenset[str], words: set[str]) -> list[str]:
    return sorted(group for group in wanted if not set(group.split("|")) & words)


def _plain(name: str) -> str:
    """A name without accents."""
    return "".join(letter for letter in normalize("NFD", name) if not combining(letter))


TABLES = ("violence.txt", "people.txt", "control.txt", "status.txt", "negatives.txt")


def _parameters() -> list[object]:
    found: list[object] = []
    for table in TABLES:
        for wording in wordings(table):
            marks = [pytest.mark.xfail(reason=wording.wrong)] if wording.wrong else []
            found.append(pytest.param(wording, id=wording.text, marks=marks))
    return found


@pytest.mark.parametrize("wording", _parameters())
def test_wording(wording: Wording) -> None:
    report = onrecord.read_text(wording.text, published="2019-05-07", language="en")
    places = {place.id: place.name for place in report.places}
    assert differences(wording, report.events, report.tolls, places) == []
