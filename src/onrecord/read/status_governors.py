"""What governs a trigger and tells how it stands: verbs, nouns and prepositions that take plans, threats, reports.

In: a token, its head, the vocabulary `status_cues`. Out: statuses, and how much further outwards the way leads. Used by
read/status.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord.read.status_cues import SUBJECTS, Cues, is_definite, is_infinitive, is_negated, is_past, is_without
from onrecord.syntax import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

WAYS = frozenset({"through", "softly", "end"})
"""How a governor's own words bear on its complement: all do; all but its negation do; nothing further out does."""
_OBJECTS = clauses.OBJECT | clauses.PASSIVE_SUBJECT
_SAID = frozenset({"claimed", "unconfirmed", "denied"})
_TO_COME = frozenset({"planned", "threatened", "called_for", "predicted"})


def governed(current: Token, head: Token, cues: Cues) -> Iterator[str]:
    """What a head says of its complement; with one of `WAYS` where the way goes on or ends."""
    relation = current.dep_
    if relation == "advcl" and is_infinitive(current, cues):
        relation = "xcomp"
    noun = _noun_before(current, head, cues) if relation in {"xcomp", "advcl"} else None
    if noun is not None:
        yield cues.takers["noun"][noun.lemma_]
        yield from _object(noun, head, cues)
    elif relation in _BY_RELATION:
        yield from _BY_RELATION[relation](current, head, cues)
    elif relation in _OPEN:
        yield _OPEN[relation]
    elif relation == "conj":
        is_contrast = any(word.dep_ == "cc" and word.lower_ in cues.own["contrasting"] for word in head.children)
        own = {child.dep_ for child in current.children}
        is_gapped = current.tag_ == "VBN" and "auxpass" not in own and clauses.is_passive(head)
        if not own & ({"aux"} if is_gapped else {*SUBJECTS, "aux"}):
            yield "softly" if is_contrast else "through"
    else:
        yield "end" if head.pos_ not in {"VERB", "AUX"} else "through"


def _noun_before(current: Token, head: Token, cues: Cues) -> Token | None:
    """The noun that an infinitive right after it belongs to, hung on the verb ("foiled a *plot*")."""
    for child in head.children:
        is_next = child.dep_ in _OBJECTS and child.i + 1 == current.left_edge.i
        if is_next and child.lemma_ in cues.takers["noun"] and is_infinitive(current, cues):
            return child
    return None


def _clause(current: Token, head: Token, cues: Cues) -> Iterator[str]:
    table = cues.takers["clause"]
    status = table.get(head.lemma_) or table.get(head.lower_)
    of_noun = cues.takers["noun"].get(head.lemma_) if head.pos_ == "NOUN" else None
    if head.pos_ == "NOUN" and _is_called_false(head, cues):
        yield "denied"
    elif of_noun in _SAID and current.dep_ == "ccomp":
        yield from (of_noun, "end")
    elif is_infinitive(current, cues) and _is_given_time(current, head, cues):
        yield from ("called_for", "through")
    elif _is_strung(current, head, status):
        yield "end"
    else:
        yield from _taken(current, head, status, cues)


def _taken(current: Token, head: Token, status: str | None, cues: Cues) -> Iterator[str]:
    """What a verb or adjective says of its clause; `status`: what its word gives."""
    table = cues.takers["clause"]
    if current.dep_ == "ccomp" and asks_who(current):
        yield "end"
        return
    if head.lemma_ in cues.factives and current.dep_ == "ccomp" and not _is_open_question(current, cues):
        yield "end"
        return
    if head.lemma_ in cues.own["copulas"]:
        subject = next((child for child in head.children if child.dep_ in SUBJECTS), None)
        status = "planned" if subject is not None and subject.lemma_ in cues.copular_nouns else None
        adjective = next((child for child in head.children if child.dep_ == "acomp"), None)
        status = (table.get(adjective.lemma_) if adjective is not None else None) or status
    if status is None and is_infinitive(current, cues) and current.dep_ in {"xcomp", "advcl"}:
        status = "planned" if current.dep_ == "advcl" or head.pos_ in {"VERB", "ADJ"} else None
        if head.pos_ == "ADJ":
            status = "hypothetical"
    if status in _TO_COME and current.dep_ == "ccomp" and is_past(current):
        status = "unconfirmed" if status == "predicted" else "claimed"
    if status and not (status == "claimed" and current.dep_ == "xcomp"):
        yield status
    yield "through" if status is None or status in {"happened", "ongoing"} or current.dep_ == "xcomp" else "end"


def _is_strung(current: Token, head: Token, status: str | None) -> bool:
    """True for a fact that only stands before another in one sentence ("sent forty trucks; ten *were stopped*")."""
    is_before = current.dep_ == "ccomp" and current.i < head.i and is_past(current)
    is_marked = any(child.dep_ == "mark" for child in current.children)
    return is_before and not is_marked and status not in {None, "claimed", "denied", "unconfirmed"}


def _is_given_time(current: Token, head: Token, cues: Cues) -> bool:
    """True for what somebody is given a time for ("gave them two days *to leave*", "have until May *to leave*")."""
    if head.lemma_ not in cues.own["granting"]:
        return False
    between = head.doc[head.i + 1 : current.i]
    return any(
        word.lemma_ in cues.own["terms"] or (word.lower_ in cues.own["until_marks"] and word.dep_ == "prep")
        for word in between
    )


def _clause_of_preposition(current: Token, preposition: Token, cues: Cues) -> Iterator[str]:
    governor = preposition.head
    if governor.lemma_ in cues.evaluative | cues.own_reasons and current.tag_ == "VBG":
        yield "end"
        return
    words = cues.takers["prepositional"]
    names = (f"{governor.lemma_} {preposition.lower_}", f"{governor.lower_} {preposition.lower_}")
    status = next((words[name] for name in names if name in words), None)
    is_by_somebody = governor.lemma_ in cues.own["accusing"] and bool(clauses.agents(governor))
    if status is not None:
        yield "claimed" if is_by_somebody else status
    yield "through"


def asks_who(verb: Token) -> bool:
    """True for an indirect question that takes the event for granted ("to learn *who* shot at the convoy")."""
    return any(child.dep_ in SUBJECTS and child.tag_ == "WP" for child in verb.children)


def is_set(noun: Token, cues: Cues) -> bool:
    """True for an event that a clause beside it says will be held ("the summit, *which will open* here")."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    holding = cues.event_verbs | cues.occurrence_verbs
    clauses_beside = (child for child in noun.children if child.dep_ in clauses.RELATIVE and child.lemma_ in holding)
    return any(c.dep_ == "aux" and c.lower_ in cues.own["will"] for verb in clauses_beside for c in verb.children)


def _is_open_question(verb: Token, cues: Cues) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in cues.own["marks"] for child in verb.children)


def _modifying_clause(current: Token, head: Token, cues: Cues) -> Iterator[str]:
    """A clause beside a noun: "a plan to attack"; a participle ("weapons seized") says nothing new."""
    if is_infinitive(current, cues):
        yield cues.takers["noun"].get(head.lemma_, "planned") if head.pos_ == "NOUN" else "hypothetical"
        yield "through"
    elif head.lemma_ in cues.takers["noun"] and cues.takers["noun"][head.lemma_] in {"claimed", "unconfirmed"}:
        if any(child.dep_ == "mark" for child in current.children):
            yield "denied" if _is_called_false(head, cues) else cues.takers["noun"][head.lemma_]
            yield "end"
    else:
        yield "end"


def _is_called_false(noun: Token, cues: Cues) -> bool:
    """True for a claim or report of which the text says that it is not so ("*claims* that ... are untrue")."""
    if noun.dep_ not in SUBJECTS or noun.head.lemma_ not in cues.own["copulas"]:
        return False
    return any(c.dep_ in {"acomp", "attr"} and c.lemma_.lower() in cues.own["untrue"] for c in noun.head.children)


def _object(current: Token, head: Token, cues: Cues) -> Iterator[str]:
    table = cues.takers["object"]
    phrasal = (f"{head.lemma_}-{child.lower_}" for child in head.children if child.dep_ == "prt")
    status = next((table[name] for name in phrasal if name in table), table.get(head.lemma_))
    if head.lemma_ in cues.evaluative or _is_taken_for_granted(current, head, cues):
        yield "end"
    elif status and current.pos_ in {"NOUN", "PROPN", "VERB"}:
        yield status
        yield "through" if status != "did_not_happen" else "end"
    elif head.lemma_ in cues.event_verbs or not is_definite(current, cues):
        yield "through"
    else:
        yield "end"


def _is_taken_for_granted(current: Token, head: Token, cues: Cues) -> bool:
    """True for what can only be stopped, lifted or kept up as it is, and for the attack that somebody plotted."""
    if head.lemma_ in cues.own["keeping"]:
        return is_definite(current, cues) or current.tag_ == "NNS"
    names = {head.lemma_, *(f"{head.lemma_}-{child.lower_}" for child in head.children if child.dep_ == "prt")}
    if names & set(cues.own["dispersing"]):
        return True
    if head.lemma_ in cues.own["ending"]:
        return is_definite(current, cues)
    is_for = any(child.dep_ == "prep" and child.lower_ in cues.own["for"] for child in head.children)
    return head.lemma_ in cues.own["plotting"] and is_definite(current, cues) and is_past(head) and not is_for


def _prepositional(current: Token, preposition: Token, cues: Cues) -> Iterator[str]:
    governor = preposition.head
    if governor.lemma_ in cues.evaluative:
        yield "end"
        return
    if is_without(preposition, cues):
        yield "did_not_happen"
    words = cues.takers["prepositional"]
    status = words.get(f"{governor.lemma_} {preposition.lower_}") or words.get(
        f"{governor.lower_} {preposition.lower_}"
    )
    if status:
        yield "denied" if status in {"claimed", "unconfirmed"} and _is_called_false(governor, cues) else status
        yield from ("end",) if status == "hypothetical" else ()
    elif f"{governor.lemma_} {preposition.lower_}" in cues.own["causing"] or (
        preposition.lower_ in cues.own["of"] and governor.lemma_ in cues.own["measures"]
    ):
        yield "through"
    elif (
        governor.pos_ not in {"VERB", "AUX"}
        or preposition.lower_ not in cues.scope_prepositions
        or is_definite(current, cues)
    ):
        yield "end"


def _subject(current: Token, head: Token, cues: Cues) -> Iterator[str]:
    table = cues.takers["subject"]
    status = table.get(head.lemma_)
    attribute = next(
        (child for child in head.children if child.dep_ in {"acomp", "attr", "advmod"} and child.lemma_ in table), None
    )
    if status is None and head.lemma_ in cues.own["copulas"] and attribute is not None:
        status = table[attribute.lemma_]
    if status is None:
        phrases = (f"{p.lower_}-{noun.lower_}" for p in head.children if p.dep_ == "prep" for noun in p.children)
        status = next((table[phrase] for phrase in phrases if phrase in table), None)
    if status:
        yield status
    if head.lemma_ in cues.occurrence_verbs or (not is_definite(current, cues) and not _is_plain_past(head)):
        yield "through"
    else:
        yield "end"


def _is_plain_past(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ"} or any(
        child.tag_ in {"VBD", "VBZ", "VBP"} for child in verb.children if child.dep_ in {"aux", "auxpass"}
    )


def _modifier(current: Token, head: Token, cues: Cues) -> Iterator[str]:
    """A noun beside another ("coup plan"): what that says of it; a participle there ("stolen goods") is a fact."""
    if head.pos_ not in {"NOUN", "PROPN"} or (current.dep_ == "amod" and current.tag_ == "VBN"):
        yield "end"
        return
    status = cues.takers["noun"].get(head.lemma_)
    yield from (status,) if status else ()
    yield "through"


_OPEN = {
    "advcl": "through", "parataxis": "through", "attr": "through", "prep": "softly", "agent": "softly",
    "dative": "softly", "appos": "end",
}  # fmt: skip
_BY_RELATION: Mapping[str, Callable[[Token, Token, Cues], Iterator[str]]] = {
    **dict.fromkeys(("ccomp", "xcomp", "csubj", "acomp"), _clause),
    "pcomp": _clause_of_preposition,
    **dict.fromkeys(sorted(_OBJECTS), _object),
    **dict.fromkeys(("compound", "poss", "nmod", "amod"), _modifier),
    "acl": _modifying_clause,
    "pobj": _prepositional,
    "nsubj": _subject,
}


def turned(given: list[str], head: Token, cues: Cues) -> Iterator[str]:
    """What a governor gives, turned where it is negated ("did not plan to" is no plan, "did not fail to" a fact)."""
    negated = is_negated(head, cues)
    for status in given:
        if not negated:
            yield status
        elif status in {"happened", "ongoing", "planned", "threatened", "called_for"}:
            yield "did_not_happen"
        elif status == "denied":
            yield "claimed"
        elif status == "hypothetical":
            yield "did_not_happen" if head.pos_ in {"ADJ", "VERB"} else status
        elif status in {"claimed", "unconfirmed", "predicted"}:
            yield "unconfirmed"
