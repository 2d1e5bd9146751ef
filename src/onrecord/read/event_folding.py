"""Harm told by itself that belongs to an attack told beside it: one incident is one event with its figures.

In: the happenings of a report, in the order told. Out: the same, without wounds and nameless deaths that a report tells
as the outcome of an attack in a sentence near by. Method: wounds are never an event beside other violence; deaths of
people told in number alone, with no doer, day or place of their own, are those of the last attack before them. What is
folded stays a mention of the attack, so that its people and figures are the attack's.

Known errors: deaths of two incidents told in one paragraph, of which the later names neither doer, day nor place.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.event_merging import DOERS, DONE_TO, EFFECTS, EventMention, Happening, Names
from onrecord.syntax.parsed import Parsed

_WOUNDS = frozenset({"injury"})
_NAMELESS = frozenset({"killing", "death"})
"""Kinds that tell of deaths and no more; an execution or a massacre is a deed of its own."""
_HOSTS = frozenset({"attack", "raid", "interception"})
_VIOLENT = _HOSTS | {*EFFECTS}
_TOLD = frozenset({"happened", "claimed", "unconfirmed"})
_DEATHS_WITHIN = 3
"""Sentences after an attack in which nameless deaths are its."""
_WOUNDS_WITHIN = 6


def folded(parsed: Parsed, happenings: list[Happening], names: Names) -> list[Happening]:
    """The happenings without harm that is part of another.

    Args:
        parsed: The document.
        happenings: Happenings in any order.
        names: Places, days and sides of their mentions.
    """
    ordered = sorted(happenings, key=lambda told: told.first.trigger.start)
    gone: set[int] = set()
    for happening in ordered:
        if not _is_harm_alone(happening, names):
            continue
        others = [told for told in ordered if told is not happening and id(told) not in gone]
        host = _host(happening, others, names)
        if host is not None:
            host.references.update(mention.trigger.head.i for mention in happening.mentions)
            host.mentions = sorted([*host.mentions, *happening.mentions], key=lambda told: told.trigger.start)
            gone.add(id(happening))
        elif happening.first.kind.group in _WOUNDS and any(_is_violence(told) for told in others):
            first = happening.first.trigger
            parsed.pass_over("events", "part of another", first.start, first.end)
            gone.add(id(happening))
    return [happening for happening in happenings if id(happening) not in gone]


def _is_violence(happening: Happening) -> bool:
    return happening.first.kind.group in _VIOLENT and happening.first.standing.status in _TOLD


def _is_harm_alone(happening: Happening, names: Names) -> bool:
    """True for wounds, and for deaths of nameless people that nobody is told to have caused."""
    if happening.first.kind.group in _WOUNDS:
        return True
    if happening.first.kind.name not in _NAMELESS or happening.first.standing.status not in _TOLD:
        return False
    for mention in happening.mentions:
        roles = {argument.role for argument in mention.filling.arguments}
        is_told = mention.kind.name in _NAMELESS and not mention.trigger.is_nominal
        if not is_told or roles & DOERS or names.people(mention) or not roles & DONE_TO:
            return False
    return True


def _host(harm: Happening, others: list[Happening], names: Names) -> Happening | None:
    """The attack that did some harm: the last one before it, near by, that agrees with it."""
    first = harm.first
    is_wound = first.kind.group in _WOUNDS
    reach = _WOUNDS_WITHIN if is_wound else _DEATHS_WITHIN
    groups = _HOSTS | {"death"} if is_wound else _HOSTS
    for other in reversed(others):
        if other.first.kind.group not in groups or other.first.standing.status not in _TOLD:
            continue
        gap = min((abs(first.sentence - told.sentence) for told in _before(other, harm)), default=None)
        if gap is None or gap > reach or other.first.standing.is_recalled != first.standing.is_recalled:
            continue
        return other if _agrees(harm, other, names) else None
    return None


def _before(other: Happening, harm: Happening) -> Iterator[EventMention]:
    return (told for told in other.mentions if told.sentence <= harm.first.sentence)


def _agrees(harm: Happening, other: Happening, names: Names) -> bool:
    """True where neither place nor day of the harm is another than the attack's."""
    for mention in harm.mentions:
        place, days = names.place(mention), names.days(mention)
        places = {named for told in other.mentions if (named := names.place(told)) is not None}
        if place is not None and place not in places:
            return False
        dates = [told_days for told in other.mentions if (told_days := names.days(told)) is not None]
        if days is not None and not any(d[0] <= days[1] and days[0] <= d[1] for d in dates):
            return False
    return True
