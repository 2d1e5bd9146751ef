"""Which mentions of events are of one happening: what a mention takes up, and what contradicts it.

In: mentions of events in text order. Out: for a mention, the earlier happening that it belongs to. Method: kinds of one
sort, no contradiction of place, day or sides, and a reason: a definite nominal ("the attack", "his murder"), the same
victims or target, two other things in common (place, day, who did it, with what), harm told right after an attack, or
the body of a report that tells what its headline did. Somebody named is killed once, wherever and whenever it is told.

Known errors: one event told twice with different words and nothing in common stays two.

Reference: event mentions and coreference as in ACE 2005 (LDC, English annotation guidelines for events).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model import Rows, Status
from onrecord.read.event_arguments import Filling
from onrecord.read.event_lexicon import Lexicon, lemma
from onrecord.read.event_triggers import Trigger
from onrecord.read.status import Standing
from onrecord.syntax import clauses
from onrecord.vocab.event_kinds import EventKind

_MOST_BACK = 200
"""So many happenings back a mention is compared, so that a long document takes time in proportion to its length."""
_REACH_SENTENCES = 12
"""A definite nominal ("the attack") takes up an event told at most so many sentences before."""
EFFECTS = ("death", "injury")
"""Groups of kinds that are the effects of an attack, the graver first."""
_RANKS = (*EFFECTS, "destruction")
_AFTERMATH_SENTENCES = 2
"""Harm told so many sentences after an attack, without a cause of its own, is the attack's."""
_BARE = frozenset({"attack", "death", "injury", "torture", "abduction", "destruction", "raid"})
"""Groups of kinds of which a plural with nothing beside it tells of no event."""
_MODIFIERS = frozenset({"det", "poss", "nummod", "relcl", "acl"})
_PRONOUN_SENTENCES = 2
_VIOLENT = frozenset({"attack", *EFFECTS})
_BEFORE = {"death": frozenset({"attack"}), "injury": frozenset({"attack", "death"})}
"""After events of which groups harm told without a cause is theirs."""
_ENOUGH = 2
"""Two mentions of one kind with so much in common, and no contradiction, tell of one event."""
_OPEN: frozenset[Status] = frozenset({"planned", "called_for", "threatened", "predicted", "hypothetical"})
_TIMES = frozenset({"DATE", "TIME"})
_MARKS = ".,;:'\"()[]"
DONE_TO = frozenset({"target", "victim"})
_TARGETS = frozenset({"target"})
"""What cannot differ between two mentions of an attack, whose victims may be told one group at a time."""
DOERS = frozenset({"initiator", "party"})


@dataclass(slots=True)
class EventMention:
    """One trigger with all that was read of it."""

    trigger: Trigger
    kind: EventKind
    filling: Filling
    standing: Standing
    sentence: int
    in_headline: bool = False


@dataclass(slots=True)
class Happening:
    """Mentions of one event, in text order."""

    mentions: list[EventMention] = field(default_factory=list)

    references: set[int] = field(default_factory=set)
    """Heads of the mentions that only take the event up ("the attack")."""

    @property
    def is_headline(self) -> bool:
        """True where only the headline told it so far."""
        return all(mention.in_headline for mention in self.mentions)

    @property
    def first(self) -> EventMention:
        """The mention that gives the row its kind: of an attack and the harm it did, the attack."""
        telling = [mention for mention in self.mentions if mention.trigger.head.i not in self.references]
        telling = [mention for mention in telling if not mention.in_headline] or telling
        return min(
            telling, key=lambda mention: _RANKS.index(mention.kind.group) if mention.kind.group in _RANKS else -1
        )


class Names:
    """Words by which two mentions' places, days and sides are compared."""

    def __init__(self, rows: Rows, lexicon: Lexicon) -> None:
        self._generic = lexicon.classes["generic"]
        self._texts = {mention.id: mention.text.casefold() for mention in rows.mentions if mention.form == "name"}
        self._persons = {
            mention.id: mention.text.split()[-1].casefold().strip(_MARKS)
            for mention in rows.mentions
            if mention.form == "name" and mention.kind == "person"
        }
        self._known = {mention: clue.known_as for mention, clue in rows.clues.items()}
        self._times = {time.id: time for time in rows.times}

    def place(self, mention: EventMention) -> str | None:
        """Name of the mention's place; a description ("the city") contradicts no name."""
        return self._texts.get(mention.filling.place or "")

    def days(self, mention: EventMention) -> tuple[str, str] | None:
        """First and last day of the mention's time."""
        time = self._times.get(mention.filling.time or "")
        if time is None:
            return None
        return (time.earliest or time.value or time.id, time.latest or time.value or time.id)

    def side(self, mention: EventMention, roles: frozenset[str]) -> set[str]:
        """Words of the arguments in some roles, with what the registry knows them as."""
        words = {
            word for role, named in mention.filling.names.items() if role in roles for word in named
        } - self._generic
        for argument in mention.filling.arguments:
            if argument.role in roles and argument.entity is not None:
                words |= {known} if (known := self._known.get(argument.entity)) is not None else set()
        return words

    def people(self, mention: EventMention) -> set[str]:
        """Surnames of the persons named among those to whom it is done."""
        return {
            self._persons[argument.entity]
            for argument in mention.filling.arguments
            if argument.role in DONE_TO and argument.entity in self._persons
        }

    def common(self, left: EventMention, right: EventMention) -> int:
        """How much two mentions have in common: place, day, to whom it is done, who does it, with what."""
        place, days = self.place(left), self.days(left)
        same_place = place is not None and place == self.place(right)
        same_day = days is not None and days == self.days(right)
        sides = (DONE_TO, DOERS, frozenset({"instrument"}))
        return same_place + same_day + sum(bool(self.side(left, roles) & self.side(right, roles)) for roles in sides)


def same_happening(
    mention: EventMention, happenings: list[Happening], names: Names, lexicon: Lexicon
) -> Happening | None:
    """The latest happening that a mention takes up; one of its own modality first."""
    found = [
        happening
        for happening in reversed(happenings[-_MOST_BACK:])
        if _takes_up(mention, happening, names, lexicon) and _agree(happening, mention, names)
    ]
    alike = [
        happening
        for happening in found
        if _is_open(happening.first.standing) == _is_open(mention.standing)
        and (happening.first.standing.is_recalled == mention.standing.is_recalled or not names.side(mention, DONE_TO))
    ]
    return max(
        alike or found, key=lambda told: max(names.common(earlier, mention) for earlier in told.mentions), default=None
    )


def _is_open(standing: Standing) -> bool:
    """True for what has not happened yet."""
    return standing.status in _OPEN


def _takes_up(later: EventMention, happening: Happening, names: Names, lexicon: Lexicon) -> bool:
    """True where a mention says that it takes up an earlier happening."""
    first = happening.first
    alike = [earlier for earlier in happening.mentions if _alike(earlier.kind, later.kind)]
    if happening.is_headline and not later.in_headline:
        return _restates(later, happening, names)
    if _is_open(first.standing) and not _is_open(later.standing) and not later.kind.is_once:
        return False
    if _is_same_fate(later, happening, names):
        return True
    if _is_another(later, lexicon):
        return False
    if is_definite(later, lexicon) and any(_same_number(told, later) for told in alike):
        done_to = names.side(later, DONE_TO)
        is_near = later.sentence - happening.mentions[-1].sentence <= _REACH_SENTENCES or later.kind.is_once
        same_word = is_near and any(lemma(later.trigger.head) == lemma(earlier.trigger.head) for earlier in alike)
        return (
            (is_near and not done_to)
            or same_word
            or any(done_to & names.side(earlier, DONE_TO) for earlier in happening.mentions)
        )
    return _repeats_it(later, happening, alike, names, lexicon)


def is_definite(mention: EventMention, lexicon: Lexicon) -> bool:
    """True for a nominal that takes up what was told: "the attack", "this morning's attack", of harm "his murder"."""
    if not mention.trigger.is_nominal:
        return False
    is_undergone = mention.kind.group in lexicon.patient_possessors and mention.trigger.carrier is None
    for child in mention.trigger.head.children:
        if child.dep_ == "det" and child.lower_ in lexicon.definite:
            return True
        if child.dep_ == "poss" and (child.ent_type_ in _TIMES or (is_undergone and child.pos_ == "PRON")):
            return True
    return False


def is_bare(mention: EventMention) -> bool:
    """True for a noun of violence alone, which names no side, place or time and which nobody does ("by bombings")."""
    trigger = mention.trigger
    is_alone = trigger.carrier is None and trigger.occurrence is None and not mention.filling.arguments
    is_modified = any(child.dep_ in _MODIFIERS for child in trigger.head.children)
    return mention.kind.group in _BARE and trigger.is_nominal and is_alone and not is_modified


def _same_number(earlier: EventMention, later: EventMention) -> bool:
    """False where one of two mentions tells of several: a plural for no singular, nor the other way with one noun."""
    if _is_plural(later) or not later.trigger.is_nominal:
        return _is_plural(earlier) == _is_plural(later)
    return not _is_plural(earlier) or lemma(earlier.trigger.head) != lemma(later.trigger.head)


def _is_another(mention: EventMention, lexicon: Lexicon) -> bool:
    """True where a mention says that it is one more ("another bomb exploded", "a second attack")."""
    head = mention.trigger.head
    words = [head]
    if mention.kind.group not in EFFECTS:
        words += [child for child in head.children if child.dep_ in clauses.SUBJECT | clauses.PASSIVE_SUBJECT]
    return any(child.lower_ in lexicon.another for word in words for child in word.children)


def _is_same_fate(later: EventMention, happening: Happening, names: Names) -> bool:
    """True for harm to, or an attack on, somebody named whom the happening already killed or harmed."""
    if later.kind.group not in _VIOLENT or _is_open(later.standing) != _is_open(happening.first.standing):
        return False
    people = names.people(later)
    return bool(people) and any(
        people & names.people(earlier) and "death" in {earlier.kind.group, later.kind.group}
        for earlier in happening.mentions
        if earlier.kind.group in _VIOLENT
    )


def _repeats_it(
    later: EventMention, happening: Happening, alike: list[EventMention], names: Names, lexicon: Lexicon
) -> bool:
    """True where a mention of the same sort tells of the same target or victims again, denies it, or adds its harm."""
    first = happening.first
    same_kind = [earlier for earlier in alike if earlier.kind.merges == later.kind.merges]
    is_near = later.sentence - happening.mentions[-1].sentence <= _REACH_SENTENCES
    if later.standing.status == "denied" and is_near and same_kind:
        return True
    if _is_open(first.standing) != _is_open(later.standing) or first.standing.is_recalled != later.standing.is_recalled:
        return False
    is_once = later.kind.is_once and any(
        earlier.kind.name == later.kind.name and _is_plural(earlier) == _is_plural(later) for earlier in same_kind
    )
    if same_kind and (
        is_once or any(names.side(earlier, DONE_TO) & names.side(later, DONE_TO) for earlier in same_kind)
    ):
        return True
    if any(
        names.common(earlier, later) >= _ENOUGH and _is_plural(earlier) == _is_plural(later)
        for earlier in (alike if later.kind.group in _VIOLENT else same_kind)
    ):
        return True
    if any(_takes_up_whom(earlier, later) for earlier in alike):
        return True
    return _is_aftermath(later, happening) or _is_damage(later, happening, lexicon)


def _takes_up_whom(earlier: EventMention, later: EventMention) -> bool:
    """True where those harmed are taken up by a definite noun or a pronoun ("the five soldiers", "they")."""
    groups = {earlier.kind.group, later.kind.group}
    taken_up = later.filling.taken_up
    if not groups <= {"attack", "death", "abduction"} or not taken_up or later.filling.heads - taken_up:
        return False
    gap = later.sentence - earlier.sentence
    if "" in taken_up:
        return len(groups) == 1 and 0 < gap <= _PRONOUN_SENTENCES and bool(earlier.filling.names.get("victim"))
    return 0 < gap <= _REACH_SENTENCES and taken_up <= earlier.filling.heads


def _restates(later: EventMention, happening: Happening, names: Names) -> bool:
    """True where the body of a report tells what its headline did: one sort of thing, or one victim or place."""
    first = happening.first
    if _is_open(first.standing) != _is_open(later.standing) or later.standing.is_recalled:
        return False
    if any(_alike(earlier.kind, later.kind) for earlier in happening.mentions):
        return True
    groups = {first.kind.group, later.kind.group}
    if not groups <= {"attack", *EFFECTS}:
        return False
    place = names.place(later)
    return any(
        names.side(earlier, DONE_TO) & names.side(later, DONE_TO)
        or (place is not None and place == names.place(earlier))
        for earlier in happening.mentions
    )


def _is_aftermath(later: EventMention, happening: Happening) -> bool:
    """True for harm told right after an attack, with no cause or place of its own ("Five more were wounded.")."""
    last = happening.mentions[-1]
    own = {argument.role for argument in later.filling.arguments} - DONE_TO
    return (
        later.kind.group in EFFECTS
        and not later.trigger.is_nominal
        and happening.first.kind.group in _BEFORE[later.kind.group]
        and 0 <= later.sentence - last.sentence <= (_AFTERMATH_SENTENCES if not own else 0)
        and later.standing == last.standing
        and not any(child.dep_ == "advcl" for child in later.trigger.head.children)
    )


def _is_damage(later: EventMention, happening: Happening, lexicon: Lexicon) -> bool:
    """True for what the bomb or shell of an attack just told destroyed."""
    arms = lexicon.explosives | lexicon.classes["projectile"]
    return (
        later.kind.group == "destruction"
        and happening.first.kind.group == "attack"
        and 0 <= later.sentence - happening.mentions[-1].sentence <= _AFTERMATH_SENTENCES
        and any(lemma(agent) in arms for agent in clauses.agents(later.trigger.head))
    )


def _alike(earlier: EventKind, later: EventKind) -> bool:
    """True where two kinds can name one happening: the same sort, or one of them only says "attack"."""
    if earlier.merges == later.merges:
        return True
    if later.merges == later.group == "attack":
        return earlier.group in {"attack", "death"}
    return earlier.merges == earlier.group == later.group == "attack" and later.frame == "deed" and not later.is_once


def _is_plural(mention: EventMention) -> bool:
    return mention.trigger.is_nominal and mention.trigger.head.tag_ in {"NNS", "NNPS"}


def _agree(happening: Happening, later: EventMention, names: Names) -> bool:
    """True where place, day and sides do not contradict one another."""
    if _is_same_fate(later, happening, names):
        return True
    for earlier in happening.mentions:
        places = {names.place(earlier), names.place(later)} - {None}
        is_nested = earlier.in_headline and (names.place(earlier) or "") in later.trigger.head.sent.text.casefold()
        if len(places) > 1 and not is_nested:
            return False
        left_days, right_days = names.days(earlier), names.days(later)
        if left_days and right_days and (left_days[0] > right_days[1] or right_days[0] > left_days[1]):
            return False
        for roles in (_TARGETS if later.kind.group == "attack" else DONE_TO, DOERS):
            left, right = names.side(earlier, roles), names.side(later, roles)
            same_sort = earlier.kind.merges == later.kind.merges and not later.kind.is_once
            if (same_sort or roles is DOERS) and left and right and not left & right:
                return False
    return True
