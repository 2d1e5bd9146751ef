"""Who acts: actors joined over the reports, and who backs, fights and belongs to whom.

Actors are joined by their id in the registry, else by the same name. Whoever is only described ("residents", "a
doctor") is kept apart: the same words in two reports need not mean the same people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.publish.dossier.entries import Book, Entry, Shown
from onrecord.publish.phrases import RELATIONS, flat

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Who backs whom": ("supports", "allied_with", "controls_group"),
    "Who fights or opposes whom": ("fights", "opposes", "designates"),
    "Who belongs to whom": ("member_of", "part_of", "affiliated_with", "leads", "same_as"),
}
"""Headings to the kinds of relation that they show; offices are shown with the person who holds them."""


@dataclass(slots=True, kw_only=True)
class Cast:
    """An actor over all reports."""

    name: str
    kind: str
    is_named: bool
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    mentions: int = 0
    reports: dict[int, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Entries that say the same of the same two actors."""

    subject: str
    verb: str
    object: str
    means: str
    tone: str
    entries: tuple[Entry, ...]


def cast_of(book: Book) -> tuple[list[Cast], list[Cast]]:
    """Named actors, then described ones, each by number of mentions."""
    found: dict[tuple[str, str], Cast] = {}
    for shown in book.reports:
        forms = {mention.id: mention.form for mention in shown.report.mentions}
        for actor in shown.report.actors:
            is_named = actor.registry_id is not None or any(forms.get(one) == "name" for one in actor.mentions)
            key = (actor.registry_id or "", "") if actor.registry_id else (flat(actor.name).casefold(), str(is_named))
            cast = found.setdefault(key, Cast(name=flat(actor.name), kind=actor.kind, is_named=is_named))
            cast.kind = actor.kind if cast.kind == "unknown" else cast.kind
            cast.countries |= {actor.country} if actor.country else set()
            cast.offices |= {flat(actor.office)} if actor.office else set()
            cast.aliases |= {flat(alias) for alias in actor.aliases if flat(alias) != cast.name}
            cast.mentions += len(actor.mentions)
            cast.reports[shown.number] = shown
    ranked = sorted(found.values(), key=lambda cast: (-cast.mentions, cast.name))
    return [cast for cast in ranked if cast.is_named], [cast for cast in ranked if not cast.is_named]


def bonds_of(book: Book) -> list[tuple[str, list[Bond]]]:
    """Relations between two actors under their headings."""
    together: dict[tuple[str, str, str, str], list[Entry]] = {}
    for entry in book.of("relations"):
        if entry.row.object is not None:
            names = entry.report.phrases
            key = (entry.row.kind, names.name(entry.row.subject), names.name(entry.row.object), entry.tone)
            together.setdefault(key, []).append(entry)
    bonds = [
        (kind, _bond(kind, subject, object_, tone, found)) for (kind, subject, object_, tone), found in together.items()
    ]
    grouped = [(heading, [bond for kind, bond in bonds if kind in kinds]) for heading, kinds in GROUPS.items()]
    return [(heading, found) for heading, found in grouped if found]


def _bond(kind: str, subject: str, object_: str, tone: str, entries: Iterable[Entry]) -> Bond:
    found = tuple(entries)
    means = dict.fromkeys(flat(entry.row.means) for entry in found if entry.row.means)
    return Bond(
        subject=flat(subject),
        verb=RELATIONS.get(kind, kind.replace("_", " ")),
        object=flat(object_),
        means=", ".join(means),
        tone=tone,
        entries=found,
    )
