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
from typing import TYPE_CHECKING, cast

from onrecord.model import Claim, Rows, Status
from onrecord.read.background import is_background, time_of_clause
from onrecord.read.status_cues import Cues, beside, is_definite, is_infinitive, is_past, load_cues
from onrecord.read.status_governors import WAYS, asks_who, governed, is_set, turned
from onrecord.read.status_lasting import goes_on_by_itself, lasts
from onrecord.read.status_unchecked import is_unchecked
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Standing", "status_as_counted", "status_of", "time_of_clause"]

_MOST_STEPS = 30
_DENIALS = frozenset({"did_not_happen", "negated"})
_STRENGTH: tuple[Status, ...] = (
    "denied", "did_not_happen", "called_for", "threatened", "predicted", "planned", "hypothetical", "unconfirmed",
    "claimed", "ongoing", "happened",
)  # fmt: skip
_OF_STANCE: Mapping[str, Status] = {
    "asserts": "claimed", "confirms": "claimed", "accuses": "claimed", "denies": "denied", "doubts": "unconfirmed",
    "reports_unconfirmed": "unconfirmed", "demands": "called_for", "predicts": "predicted", "promises": "planned",
    "threatens": "threatened",
}  # fmt: skip
_TO_COME = frozenset({"planned", "called_for", "threatened", "predicted", "hypothetical"})
_NOT_PAST = _TO_COME | {"ongoing"}
_BY_CUE: Mapping[str, frozenset[str]] = {
    "demands": frozenset({"called_for"}),
    "predicts": frozenset({"threatened", "predicted"}),
    "threatens": frozenset({"threatened", "predicted"}),
}
_FUTURE_STANCES = frozenset({"demands", "predicts", "promises", "threatens"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Status of what a trigger names, and whether it is earlier background to the report's own news."""

    status: Status
    is_recalled: bool = False


def status_of(parsed: Parsed, rows: Rows, token: Token) -> Standing:
    """Standing of what a token names: a verb, a nominalisation, a participle.

    Args:
        parsed: The document.
        rows: Rows found so far; claims and times are used where there are any.
        token: Head token of the trigger.
    """
    cues = load_cues(parsed.language)
    found = list(_from_syntax(token, cues))
    start = parsed.span(token.i, token.i + 1).start
    claim = _innermost_claim(rows, start)
    recalled = "recalled" in found or is_background(parsed, rows, token, cues, in_claim=claim is not None)
    is_negated = "negated" in found
    statuses = ["did_not_happen" if status == "negated" else status for status in found if status != "recalled"]
    if "conditional" in statuses or (not statuses and _is_asked(token, cues)):
        statuses = ["hypothetical"]
    status = cast("Status", min(statuses, key=_strength, default="happened"))
    by_itself: Status | None = "ongoing" if goes_on_by_itself(token, cues) else None
    if by_itself is None and is_set(token, cues):
        by_itself = "planned"
    if by_itself is not None:
        return Standing(by_itself)
    if claim is None and status in {"happened", "ongoing"} and _is_beside_unconfirmed(parsed, rows, token):
        status = "unconfirmed"
    if claim is not None:
        if is_negated and status == "did_not_happen" and not _TO_COME & set(statuses):
            status = "denied" if _OF_STANCE[claim.stance] in {"claimed", "denied"} else status
        elif not _is_performed(parsed, claim, token, cues):
            status = _in_claim(parsed, claim, token, status, cues)
    if status == "happened":
        status = _in_time(parsed, rows, token, cues)
    elif status == "claimed" and is_unchecked(parsed, token):
        status = "unconfirmed"
    return Standing(status, recalled and status not in _NOT_PAST)


def status_as_counted(parsed: Parsed, rows: Rows, token: Token, status: Status) -> Status:
    """Status of a figure: whoever states it counted it, even where the deaths themselves are taken for granted.

    Args:
        parsed: The document.
        rows: Rows found so far.
        token: Head token of what tells the harm.
        status: What `status_of` says of it.
    """
    claim = _innermost_claim(rows, parsed.span(token.i, token.i + 1).start)
    if claim is None or _OF_STANCE[claim.stance] != "claimed" or status not in {"happened", "claimed"}:
        return status
    verb = parsed.head_of(claim.cue.start, claim.cue.end) if claim.cue is not None else None
    is_valued = verb is not None and verb.lemma_.lower() in load_cues(parsed.language).evaluative
    if is_valued:
        return "happened" if _is_in_relative(token) else status
    return "unconfirmed" if is_unchecked(parsed, token) else "claimed"


def _is_in_relative(token: Token) -> bool:
    """True inside a relative clause, which tells its own fact."""
    return any(word.dep_ in clauses.RELATIVE for word in (token, *token.ancestors))


def _in_time(parsed: Parsed, rows: Rows, token: Token, cues: Cues) -> Status:
    """Status of a plain fact by its time: still to come, going on, or over."""
    verb = clauses.clause_head(token)
    if (token.pos_ in {"NOUN", "PROPN"} or verb.tag_ in {"VBZ", "VBP"}) and _has_day_to_come(parsed, rows, token):
        return "planned"
    return "ongoing" if lasts(parsed, rows, token, cues) else "happened"


def _has_day_to_come(parsed: Parsed, rows: Rows, token: Token) -> bool:
    """True for a noun, or a verb in the present, with a date after the day of the report."""
    published = parsed.document.published
    time = time_of_clause(parsed, rows, token, within=token)
    return published is not None and time is not None and time.earliest is not None and time.earliest > published


def _is_asked(token: Token, cues: Cues) -> bool:
    """True for what a question asks, not for what it takes for granted."""
    last = next((word for word in reversed(list(token.sent)) if not word.is_space), token)
    return last.text == "?" and not _is_presupposed(token, cues) and clauses.clause_head(token).dep_ == "ROOT"


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


def _is_beside_unconfirmed(parsed: Parsed, rows: Rows, token: Token) -> bool:
    """True in a clause joined to what unconfirmed reports say ("reports told of killings, *while shelling ...*")."""
    sentence = parsed.span(token.sent.start, token.sent.end)
    for claim in rows.claims:
        is_here = claim.cue is not None and sentence.start <= claim.cue.start < sentence.end
        if is_here and claim.cue is not None and claim.stance == "reports_unconfirmed":
            verb = parsed.head_of(claim.cue.start, claim.cue.end)
            above = clauses.clause_head(token)
            if verb is not None and above.dep_ == "advcl" and above.head.i == clauses.clause_head(verb).i:
                return any(child.dep_ == "mark" for child in above.children)
    return False


def _is_performed(parsed: Parsed, claim: Claim, token: Token, cues: Cues) -> bool:
    """True for what saying so makes ("*declared* a ceasefire")."""
    if claim.cue is None or token.dep_ not in clauses.OBJECT | clauses.PASSIVE_SUBJECT:
        return False
    verb = parsed.head_of(claim.cue.start, claim.cue.end)
    return verb is not None and verb.i == token.head.i and verb.lemma_ in cues.own["performing"]


def _in_claim(parsed: Parsed, claim: Claim, token: Token, status: Status, cues: Cues) -> Status:
    """What the syntax gave, seen through the claim that it stands in."""
    told = _OF_STANCE[claim.stance]
    is_within = told == "claimed" or (told == "denied" and token.dep_ == "pobj")
    if is_within and status == "happened" and _is_presupposed(token, cues):
        return status
    if status in {"happened", "ongoing"}:
        return _in_forecast(parsed, claim, token, cues) if claim.stance in _FUTURE_STANCES else told
    if claim.stance == "denies" and status in {"claimed", "unconfirmed", "did_not_happen"}:
        return "denied"
    if claim.stance == "denies" and status == "planned":
        return "denied"
    return told if status == "planned" and _is_by_cue(parsed, claim, cues) else status


def _is_by_cue(parsed: Parsed, claim: Claim, cues: Cues) -> bool:
    """True for a forecast, demand or threat by its verb ("warned", "urged"); what is only said to come is planned."""
    verb = parsed.head_of(claim.cue.start, claim.cue.end) if claim.cue is not None else None
    cue = cues.takers["clause"].get(verb.lemma_) if verb is not None else None
    return cue in _BY_CUE.get(claim.stance, ())


def _in_forecast(parsed: Parsed, claim: Claim, token: Token, cues: Cues) -> Status:
    """What a demand, forecast, promise or threat says of what is told as a fact in it."""
    content = parsed.tokens(claim.content.start, claim.content.end)
    told = _OF_STANCE[claim.stance]
    if _speaks_for_itself(token, content.root, cues):
        return "happened" if _is_presupposed(token, cues) else "claimed"
    verb = clauses.clause_head(token)
    if content.start <= verb.i < content.end and is_past(verb):
        return "unconfirmed" if told == "predicted" else "claimed"
    return told


def _is_presupposed(token: Token, cues: Cues) -> bool:
    """True for what a statement takes for granted: a definite nominal, a participle beside a noun."""
    governor = token.head if token.dep_ != "pobj" else token.head.head
    if token.dep_ in {*clauses.OBJECT, "pobj", "pcomp"} and governor.lemma_ in cues.evaluative:
        return True
    if token.pos_ in {"NOUN", "PROPN"}:
        return is_definite(token, cues) and token.dep_ not in {"attr", "ROOT"}
    if token.dep_ in {"relcl", "acl"} and (token.tag_ == "VBD" or (token.dep_ == "acl" and token.tag_ == "VBN")):
        return is_definite(token.head, cues)
    return token.dep_ == "amod" and token.tag_ in {"VBN", "JJ"}


def _speaks_for_itself(token: Token, top: Token, cues: Cues) -> bool:
    """True for a definite nominal or a clause that is a fact inside a demand or forecast ("try those who fled")."""
    if token.pos_ in {"NOUN", "PROPN"} and is_definite(token, cues):
        return True
    verb = clauses.clause_head(token)
    for _ in range(_MOST_STEPS):
        if verb.i in {top.i, verb.head.i}:
            return False
        if is_past(verb) and verb.dep_ in {*clauses.RELATIVE, "advcl"}:
            return True
        if (verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}) or asks_who(verb):
            return True
        verb = verb.head
    return False


def _from_syntax(token: Token, cues: Cues) -> Iterator[str]:
    """Statuses that the words around a trigger give, from the inside out; "recalled" among them."""
    own = list(beside(token, cues))
    yield from own
    if own == ["ongoing"] and token.pos_ not in {"VERB", "AUX"}:
        return
    current = token
    for _ in range(_MOST_STEPS):
        head = current.head
        if head.i == current.i or _stops(current, cues):
            return
        if _is_outcome(current, head):
            return
        step = list(governed(current, head, cues))
        given = [status for status in step if status not in WAYS]
        yield from turned(_unprevented(given, head, cues), head, cues)
        if "end" in step:
            return
        if "through" in step or "softly" in step:
            denial_counts = "through" in step and not given
            yield from (status for status in beside(head, cues) if denial_counts or status not in _DENIALS)
        current = head


def _is_outcome(current: Token, head: Token) -> bool:
    """True for what came of an act done for a purpose ("fired to clear the square, *killing two*")."""
    is_participle = current.dep_ == "advcl" and current.tag_ == "VBG"
    is_purpose = head.dep_ == "advcl" and head.tag_ == "VB" and is_past(head.head)
    return is_participle and is_purpose and not any(child.dep_ == "mark" for child in current.children)


def _unprevented(given: list[str], head: Token, cues: Cues) -> list[str]:
    """What a governor gives, where it keeps something from happening and is no fact itself.

    What somebody plans or is expected to avert is only possible; what could have been avoided did happen.
    """
    if "did_not_happen" not in given or head.pos_ != "VERB":
        return given
    rest = [status for status in given if status != "did_not_happen"]
    auxiliaries = {child.lemma_ for child in head.children if child.dep_ == "aux"}
    if any(child.tag_ == "MD" for child in head.children) and auxiliaries & set(cues.own["perfect"]):
        return rest
    outer = set(_from_syntax(head, cues))
    return [*rest, "hypothetical"] if outer & {*_TO_COME, "conditional"} else given


def _stops(token: Token, cues: Cues) -> bool:
    """True for the head of a clause that tells its own fact, whatever governs it."""
    if token.dep_ in clauses.RELATIVE:
        return True
    if token.dep_ == "advcl":
        marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"}}
        return bool(marks) and not is_infinitive(token, cues)
    return False
