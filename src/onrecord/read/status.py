"""How an event stands, from the syntax around its trigger: told as fact, claimed, denied, planned, feared, recalled.

In: a token, what it is a token of, and the claims and times found so far. Out: a `Standing`.

Method: from the trigger outwards. Words beside it (negation, auxiliaries, adverbs, adjectives, marks of its clause) and
then what governs it (verbs, nouns and prepositions that take plans, threats, reports as complements) each may give a
status; the strongest wins, and a negated governor turns what it gives. The way ends where a clause speaks for itself: a
finite relative clause, a clause of time or reason, a nominal that presupposes ("condemned the attack"). What the syntax
leaves a plain fact is then looked up in the claims whose content it stands in: only claimed, or denied.

Known errors: irony, denials a sentence later, and conditionals without a mark are read as facts; what somebody denies
while the narrator tells it as a fact elsewhere is settled by the reader of events, which sees both mentions.

Reference: R. Saurí, J. Pustejovsky, "Are you sure that this happened? Assessing the factuality degree of events in
text", Computational Linguistics 38(2), 2012.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from onrecord.model import Claim, Rows, Status, Time
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST_STEPS = 30
_NEWS_DAYS = 10
"""What lies further back than this from the day of the report is background to its news."""
_STRENGTH: tuple[Status, ...] = (
    "denied", "did_not_happen", "called_for", "threatened", "predicted", "planned", "hypothetical", "unconfirmed", "claimed",
    "ongoing", "happened",
)  # fmt: skip
_OF_STANCE: Mapping[str, Status] = {
    "asserts": "claimed", "confirms": "claimed", "accuses": "claimed", "denies": "denied", "doubts": "unconfirmed",
    "reports_unconfirmed": "unconfirmed", "demands": "called_for", "predicts": "predicted", "promises": "planned",
    "threatens": "threatened",
}  # fmt: skip
_FUTURE_STANCES = frozenset({"demands", "predicts", "promises", "threatens"})
_WAYS = frozenset({"through", "softly", "end"})
"""How a governor's own words bear on its complement: all do; all but its negation do; nothing further out does."""
_SUBJECTS = clauses.SUBJECT | clauses.PASSIVE_SUBJECT
_OBJECTS = clauses.OBJECT | clauses.PASSIVE_SUBJECT


@dataclass(frozen=True, slots=True)
class Standing:
    """Status of what a trigger names, and whether it is earlier background to the report's own news."""

    status: Status
    is_recalled: bool = False


@dataclass(frozen=True, slots=True)
class _Cues:
    """The vocabulary `status_cues`, its lists as sets."""

    own: Mapping[str, Any]
    event_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    takers: Mapping[str, Mapping[str, Status]]
    copular_nouns: frozenset[str]
    recalled: Mapping[str, frozenset[str]]


@cache
def _cues(language: str) -> _Cues:
    entries = load("status_cues", language)
    takers: dict[str, dict[str, Status]] = {}
    for complement, by_status in entries["takers"].items():
        if complement == "copular_noun":
            continue
        table = takers.setdefault(complement, {})
        for status, words in by_status.items():
            for word in words.split() if isinstance(words, str) else words:
                table.setdefault(word, cast("Status", status))
    return _Cues(
        own=entries["own"],
        event_verbs=frozenset(entries["event_verbs"].split()),
        occurrence_verbs=frozenset(entries["occurrence_verbs"].split()),
        takers=takers,
        copular_nouns=frozenset(entries["takers"]["copular_noun"].split()),
        recalled={name: frozenset(words) for name, words in entries["recalled"].items()},
    )


def status_of(parsed: Parsed, rows: Rows, token: Token) -> Standing:
    """Standing of what a token names: a verb, a nominalisation, a participle.

    Args:
        parsed: The document.
        rows: Rows found so far; claims and times are used where there are any.
        token: Head token of the trigger.
    """
    cues = _cues(parsed.language)
    found = list(_from_syntax(token, cues))
    start = parsed.span(token.i, token.i + 1).start
    claim = _innermost_claim(rows, start)
    recalled = "recalled" in found or _is_background(parsed, rows, token, cues, in_claim=claim is not None)
    statuses = [status for status in found if status != "recalled"]
    status = cast("Status", min(statuses, key=_strength, default="happened"))
    if claim is not None:
        status = _in_claim(parsed, claim, token, status, cues)
    return Standing(status, recalled)


def _strength(status: str) -> int:
    return _STRENGTH.index(cast("Status", status))


def _innermost_claim(rows: Rows, start: int) -> Claim | None:
    holding = [
        claim
        for claim in rows.claims
        if claim.source.kind != "narrator"
        and any(part.start <= start < part.end for part in claim.fragments or (claim.content,))
        and not (claim.cue is not None and claim.cue.start <= start < claim.cue.end)
    ]
    return min(holding, key=lambda claim: claim.content.end - claim.content.start, default=None)


def _in_claim(parsed: Parsed, claim: Claim, token: Token, status: Status, cues: _Cues) -> Status:
    """What the syntax gave, seen through the claim that it stands in."""
    told = _OF_STANCE[claim.stance]
    if status in {"happened", "ongoing"}:
        top = parsed.tokens(claim.content.start, claim.content.end).root
        if claim.stance in _FUTURE_STANCES and _speaks_for_itself(token, top, cues):
            return "claimed"
        return told
    if claim.stance == "denies" and status in {"claimed", "unconfirmed", "did_not_happen"}:
        return "denied"
    if claim.stance == "denies" and status == "planned":
        return "denied"
    return status


def _speaks_for_itself(token: Token, top: Token, cues: _Cues) -> bool:
    """True for a definite nominal, and where the token's clause is told as a fact inside a demand or forecast ("try those who bombed the market")."""
    if token.pos_ in {"NOUN", "PROPN"} and _is_definite(token, cues):
        return True
    verb = clauses.clause_head(token)
    for _ in range(_MOST_STEPS):
        if verb.i == top.i or verb.head.i == verb.i:
            return False
        if verb.tag_ == "VBD" and verb.dep_ in {*clauses.RELATIVE, "advcl"}:
            return True
        verb = verb.head
    return False


def _from_syntax(token: Token, cues: _Cues) -> Iterator[str]:
    """Statuses that the words around a trigger give, from the inside out; "recalled" among them."""
    yield from _beside(token, cues)
    current = token
    for _ in range(_MOST_STEPS):
        head = current.head
        if head.i == current.i or _stops(current, cues):
            return
        step = list(_governed(current, head, cues))
        given = [status for status in step if status not in _WAYS]
        yield from _turned(given, head, cues)
        if "end" in step:
            return
        if "through" in step or "softly" in step:
            denial_counts = "through" in step and not given
            yield from (status for status in _beside(head, cues) if denial_counts or status != "did_not_happen")
        current = head


def _stops(token: Token, cues: _Cues) -> bool:
    """True for the head of a clause that tells its own fact, whatever governs it."""
    if token.dep_ in clauses.RELATIVE:
        return True
    if token.dep_ == "advcl":
        marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"}}
        return bool(marks) and not _is_infinitive(token, cues)
    return False


def _turned(given: list[str], head: Token, cues: _Cues) -> Iterator[str]:
    """What a governor gives, turned where it is negated ("did not plan to" is no plan, "did not fail to" a fact)."""
    is_negated = _negated(head, cues)
    for status in given:
        if not is_negated:
            yield status
        elif status in {"happened", "ongoing", "planned", "threatened", "called_for"}:
            yield "did_not_happen"
        elif status == "denied":
            yield "claimed"
        elif status == "hypothetical":
            yield "did_not_happen" if head.pos_ in {"ADJ", "VERB"} else status
        elif status in {"claimed", "unconfirmed", "predicted"}:
            yield "unconfirmed"


def _beside(token: Token, cues: _Cues) -> Iterator[str]:
    """Statuses from the words beside a verb or noun itself."""
    own = cues.own
    if _negated(token, cues):
        yield "did_not_happen"
    for child in token.children:
        word = child.lower_
        if child.dep_ in {"aux", "auxpass"} and word in own["modals"] and child.tag_ == "MD":
            yield _modal(token, child, cues)
        elif child.dep_ in {"advmod", "npadvmod"} and own["adverbs"].get(word):
            yield own["adverbs"][word]
        elif child.dep_ in {"amod", "det", "compound"} and own["adjectives"].get(word):
            yield own["adjectives"][word]
        elif child.dep_ == "mark" and own["marks"].get(word):
            yield own["marks"][word]
    if token.pos_ in {"VERB", "AUX"}:
        yield from (status for status in _tense(token, cues) if status != "recalled")


def _modal(verb: Token, modal: Token, cues: _Cues) -> Status:
    """Status of a verb under a modal; "would" is a plan where something past is reported, else a hypothesis."""
    own = cues.own
    if modal.lower_ in own["future_in_past"]:
        for ancestor in verb.ancestors:
            if ancestor.tag_ in {"VBD", "VBN"} and cues.takers["clause"].get(ancestor.lemma_) in {
                "claimed",
                "planned",
                "threatened",
                "predicted",
            }:
                return "planned"
            if ancestor.pos_ == "VERB":
                break
    if modal.lower_ in own["will"] and any(
        child.dep_ == "advcl" and any(mark.lower_ in own["marks"] for mark in child.children if mark.dep_ == "mark")
        for child in verb.children
    ):
        return "hypothetical"
    return cast("Status", own["modals"][modal.lower_])


def _tense(verb: Token, cues: _Cues) -> Iterator[str]:
    own = cues.own
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    is_present = any(child.lemma_ in own["copulas"] and child.tag_ in {"VBZ", "VBP"} for child in auxiliaries)
    if verb.tag_ == "VBG" and is_present and verb.lemma_ not in own["going"]:
        yield "ongoing"
    head = verb.head
    if (
        verb.dep_ == "xcomp"
        and _is_infinitive(verb, cues)
        and head.lemma_ in own["copulas"]
        and head.tag_ in {"VBZ", "VBP", "VBD"}
    ):
        yield "planned"
    if verb.dep_ == "xcomp" and head.lemma_ in own["going"] and head.tag_ == "VBG":
        yield "planned"
    if (
        verb.tag_ in {"VBN", "VBD"}
        and words & set(own["past_forms"])
        and not words & set(own["modals"]) - set(own["past_forms"])
    ):
        yield "recalled"
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"} | (
        {verb.head.lower_} if verb.dep_ == "pcomp" else set()
    )
    if marks & set(own["until_marks"]) and verb.tag_ in {"VBZ", "VBP", "VB"}:
        yield "planned"
    if verb.dep_ == "pcomp" and verb.head.lower_ in own["without"]:
        yield "did_not_happen"


def _is_infinitive(verb: Token, cues: _Cues) -> bool:
    return any(child.dep_ in {"aux", "mark"} and child.lower_ in cues.own["infinitive"] for child in verb.children)


def _negated(token: Token, cues: _Cues) -> bool:
    """True where the token is negated: by a particle, by its determiner, by its subject or object."""
    own = cues.own
    negators = set(own["negators"])
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ in {"det", "preconj", "advmod"} and child.lower_ in negators):
            after = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
            return after not in own["not_negating_with"]
    if token.pos_ in {"VERB", "AUX"}:
        for child in token.children:
            if child.dep_ in _SUBJECTS | clauses.OBJECT and (
                child.lower_ in own["negative_subjects"]
                or any(word.dep_ == "det" and word.lower_ in negators for word in child.children)
            ):
                return True
        if token.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in token.children):
            return clauses.is_negated(token)
    return False


def _governed(current: Token, head: Token, cues: _Cues) -> Iterator[str]:
    """What a head says of its complement; with one of `_WAYS` where the way goes on or ends."""
    relation = current.dep_
    if relation in {"ccomp", "xcomp", "csubj", "acomp", "pcomp"} or (
        relation == "advcl" and _is_infinitive(current, cues)
    ):
        yield from _clause(current, head, cues)
    elif relation in {"acl"}:
        yield from _modifying_clause(current, head, cues)
    elif relation in {"advcl", "parataxis"}:
        yield "through"
    elif relation == "conj":
        has_own = any(child.dep_ in {*_SUBJECTS, "aux"} for child in current.children)
        if not has_own:
            yield "through"
    elif relation in _OBJECTS:
        yield from _object(current, head, cues)
    elif relation in {"pobj"}:
        yield from _prepositional(current, head, cues)
    elif relation in {"prep", "agent", "dative"}:
        yield "softly"
    elif relation == "appos":
        yield "end"
    elif relation == "attr":
        yield "through"
    elif relation in {"nsubj", "csubj"}:
        yield from _subject(current, head, cues)
    elif relation in {"compound", "poss", "nmod", "amod"} and head.pos_ in {"NOUN", "PROPN"}:
        status = cues.takers["noun"].get(head.lemma_)
        yield from (status,) if status else ()
        yield "through"
    else:
        yield "end" if head.pos_ not in {"VERB", "AUX"} else "through"


def _clause(current: Token, head: Token, cues: _Cues) -> Iterator[str]:
    table = cues.takers["clause"]
    if current.dep_ == "pcomp":
        lexical = head.head
        status = cues.takers["prepositional"].get(f"{lexical.lemma_} {head.lower_}") or cues.takers[
            "prepositional"
        ].get(f"{lexical.lower_} {head.lower_}")
        if status:
            yield status
        yield "through"
        return
    status = table.get(head.lemma_) or table.get(head.lower_)
    if head.lemma_ in cues.own["copulas"]:
        subject = next((child for child in head.children if child.dep_ in _SUBJECTS), None)
        status = "planned" if subject is not None and subject.lemma_ in cues.copular_nouns else None
        adjective = next((child for child in head.children if child.dep_ == "acomp"), None)
        status = (table.get(adjective.lemma_) if adjective is not None else None) or status
    if status is None and _is_infinitive(current, cues) and current.dep_ in {"xcomp", "advcl"}:
        status = "planned" if current.dep_ == "advcl" or head.pos_ in {"VERB", "ADJ"} else None
        if head.pos_ == "ADJ":
            status = "hypothetical"
    if status and not (status == "claimed" and current.dep_ == "xcomp"):
        yield status
    yield "through" if status is None or status in {"happened", "ongoing"} or current.dep_ == "xcomp" else "end"


def _modifying_clause(current: Token, head: Token, cues: _Cues) -> Iterator[str]:
    """A clause beside a noun: "a plan to attack"; a participle ("weapons seized") says nothing new."""
    if _is_infinitive(current, cues):
        yield cues.takers["noun"].get(head.lemma_, "planned") if head.pos_ == "NOUN" else "hypothetical"
        yield "through"
    elif head.lemma_ in cues.takers["noun"] and cues.takers["noun"][head.lemma_] in {"claimed", "unconfirmed"}:
        if any(child.dep_ in {"mark"} for child in current.children):
            yield cues.takers["noun"][head.lemma_]
    else:
        yield "end"


def _object(current: Token, head: Token, cues: _Cues) -> Iterator[str]:
    status = cues.takers["object"].get(head.lemma_)
    if status and current.pos_ in {"NOUN", "PROPN", "VERB"}:
        yield status
        yield "through" if status != "did_not_happen" else "end"
    elif head.lemma_ in cues.event_verbs or not _is_definite(current, cues):
        yield "through"
    else:
        yield "end"


def _prepositional(current: Token, preposition: Token, cues: _Cues) -> Iterator[str]:
    governor = preposition.head
    if preposition.lower_ in cues.own["without"]:
        yield "did_not_happen"
    words = cues.takers["prepositional"]
    status = words.get(f"{governor.lemma_} {preposition.lower_}") or words.get(
        f"{governor.lower_} {preposition.lower_}"
    )
    if status:
        yield status
    elif preposition.lower_ in cues.own["of"] and governor.lemma_ in cues.own["measures"]:
        yield "through"
    elif governor.pos_ not in {"VERB", "AUX"} or _is_definite(current, cues):
        yield "end"


def _subject(current: Token, head: Token, cues: _Cues) -> Iterator[str]:
    table = cues.takers["subject"]
    status = table.get(head.lemma_)
    attribute = next(
        (child for child in head.children if child.dep_ in {"acomp", "attr", "advmod"} and child.lemma_ in table), None
    )
    if status is None and head.lemma_ in cues.own["copulas"] and attribute is not None:
        status = table[attribute.lemma_]
    if status:
        yield status
    if head.lemma_ in cues.occurrence_verbs or (not _is_definite(current, cues) and not _is_plain_past(head)):
        yield "through"
    else:
        yield "end"


def _is_plain_past(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ"} or any(
        child.tag_ in {"VBD", "VBZ", "VBP"} for child in verb.children if child.dep_ in {"aux", "auxpass"}
    )


def _is_definite(noun: Token, cues: _Cues) -> bool:
    return any(
        (child.dep_ in {"det", "poss"} and child.lower_ in cues.own["definite"]) or child.dep_ == "poss"
        for child in noun.children
    )


def _is_background(parsed: Parsed, rows: Rows, token: Token, cues: _Cues, *, in_claim: bool) -> bool:
    """True where the clause's own words put it before the report's news."""
    verb = clauses.clause_head(token)
    if not in_claim and any(status == "recalled" for status in _tense(verb, cues)) and not _is_reported(verb, cues):
        return True
    words = cues.recalled
    if any(child.lower_ in words["adverbs"] for child in verb.children if child.dep_ == "advmod"):
        return True
    time = time_of_clause(parsed, rows, token)
    if time is None:
        return any(child.lower_ in cues.own["since_marks"] for child in verb.children if child.dep_ == "mark")
    head = parsed.head_of(time.start, time.end)
    if head is not None and head.head.lower_ in cues.own["since_marks"]:
        return False
    tokens = {t.lower_ for t in parsed.tokens(time.start, time.end)}
    if tokens & words["words"] and tokens & words["old_units"]:
        return True
    if time.latest is None or parsed.document.published is None:
        return False
    try:
        return date.fromisoformat(time.latest) < date.fromisoformat(parsed.document.published) - timedelta(
            days=_NEWS_DAYS
        )
    except ValueError:
        return False


def _is_reported(verb: Token, cues: _Cues) -> bool:
    """True where a past perfect only follows a reporting verb in the past ("said that they had left")."""
    return (
        verb.dep_ == "ccomp"
        and verb.head.tag_ in {"VBD", "VBN"}
        and cues.takers["clause"].get(verb.head.lemma_) is not None
    )


def time_of_clause(parsed: Parsed, rows: Rows, token: Token) -> Time | None:
    """The time expression that stands nearest a token in its own clause; durations and repeated times are none."""
    clause = clauses.clause_head(token).i
    sentence = parsed.span(token.sent.start, token.sent.end)
    found: list[tuple[int, Time]] = []
    for time in rows.times:
        if time.kind not in {"date", "time"}:
            continue
        if not sentence.start <= time.start < sentence.end:
            continue
        head = parsed.head_of(time.start, time.end)
        if head is not None and clauses.clause_head(head).i == clause:
            found.append((abs(head.i - token.i), time))
    return min(found, key=lambda pair: (pair[0], pair[1].start))[1] if found else None
