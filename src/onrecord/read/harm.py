"""Statements that people were harmed, held or driven out, each with the number that its words give.

In: a parsed document and the quantities found in it. Out: `Harm`: a measure, the word that tells it (trigger), the word
for the people (head), and their number: a quantity, one for a single person, none for "no one" and "not any".

Constructions: verbs in the active, the passive and as participles ("killing 14", "12 killed"), with the victims as
object or as subject ("died"); phrases ("taken into custody", "lost their lives"); states ("left 12 dead", "are
missing", "30 wounded"); nouns ("the deaths of 12", "ten insurgent deaths"); counts ("the death toll rose to 30", "the
number of civilians killed is 90"); "accounted for 110 of the dead", where those counted are the subject; labels
("Killed: 14"). Parts of a total are found by `onrecord.read.toll_parts`.

Does not find: people harmed without a number ("the rebels were killed"), numbers in another sentence than the harm.
Known errors: metaphors outside sport ("killed by kindness"); "hit" and "struck" said of people who were not hurt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.read.figures import Quantity
from onrecord.read.harm_nouns import NounHarm
from onrecord.read.harm_people import Harm, Victims
from onrecord.read.harm_states import StateHarm
from onrecord.read.harm_verbs import VerbHarm
from onrecord.read.populations import People
from onrecord.syntax import Parsed, clauses


def find_harm(parsed: Parsed, people: People, quantities: Iterable[Quantity]) -> list[Harm]:
    """Every statement of harm of a document, in text order; of two for the same people and measure the stronger one."""
    victims = Victims(parsed, people, quantities)
    verbs, states, nouns = VerbHarm(victims), StateHarm(victims), NounHarm(victims)
    found: list[Harm] = []
    for sentence in parsed.doc.sents:
        if sum(token.lemma_.lower() in victims.words.entries["metaphors"] for token in sentence) > 1:
            continue
        for token in sentence:
            found.extend(verbs.of_verb(token))
            found.extend(states.of_state(token))
            found.extend(nouns.of_noun(token))
            found.extend(nouns.of_victims(token))
            found.extend(nouns.of_held(token))
            found.extend(nouns.of_count_noun(token))
    for quantity in victims.quantities:
        found.extend(states.beside(quantity))
    return _outcomes(parsed, victims, _strongest(_with_deaths(parsed, found, verbs.deaths_of_groups)))


def _with_deaths(parsed: Parsed, found: Iterable[Harm], deaths: Iterable[int]) -> list[Harm]:
    """Those hurt of whom it is told next that "they died": in the same sentence before it, else in the one before."""
    harms = list(found)
    for place in deaths:
        sentence = parsed.doc[place].sent
        if clauses.is_negated(parsed.doc[place]):
            continue
        starts = [sentence.start]
        if sentence.start > 0:
            starts.append(parsed.doc[sentence.start - 1].sent.start)
        for start in starts:
            hurt = [n for n, harm in enumerate(harms) if start <= harm.trigger < place and harm.measure == "injured"]
            last = max((harms[n].trigger for n in hurt), default=None)
            together = [n for n in hurt if harms[n].trigger == last and not harms[n].is_none]
            for n in together:
                harms[n] = replace(harms[n], measure="killed", is_weak=False)
            if together:
                break
    return harms


def _outcomes(parsed: Parsed, victims: Victims, harms: Sequence[Harm]) -> list[Harm]:
    """One outcome of the same people: death outweighs hurt, and "killed or wounded 30" leaves open who died.

    So does "one of the *four women wounded* has died", of the four.
    """
    told = [h for h in harms if not (h.is_none or (h.quantity is not None and h.quantity.is_none))]
    killed = {_people_of(harm): harm for harm in told if harm.measure == "killed"}
    of_whom = {harm.head: harm.quantity.best or 0 for harm in killed.values() if harm.quantity}
    hurt = {_people_of(harm): harm for harm in told if harm.measure == "injured" and _people_of(harm) in killed}
    settled: list[Harm] = []
    for harm in harms:
        known = hurt.get(_people_of(harm))
        if known is None or harm.measure not in {"killed", "injured"}:
            died = of_whom.get(harm.head, 0) if harm.measure == "injured" and harm.quantity is not None else 0
            is_whole = harm.quantity is not None and 0 < died < (harm.quantity.best or 0)
            settled.append(replace(harm, measure="affected") if is_whole else harm)
        elif harm.measure == "killed":
            second = parsed.doc[known.trigger]
            is_open = second.dep_ == "conj" and second.head.i == harm.trigger and any(
                victims.words.has("alternatives", child.lower_) for child in second.head.children
            )  # fmt: skip
            settled.append(replace(harm, measure="affected") if is_open else harm)
    return settled


def _people_of(harm: Harm) -> tuple[str, int | None]:
    return ("quantity", harm.quantity.start) if harm.quantity is not None else ("head", harm.head)


def _strongest(found: Iterable[Harm]) -> list[Harm]:
    """One statement for each number or person: a total first, then strong words, then weak ones."""
    best: dict[tuple[str, int | None], Harm] = {}
    for harm in sorted(found, key=lambda h: (h.is_weak or h.is_described, not h.is_part, not h.is_total, h.trigger)):
        key = _people_of(harm)
        known = best.get(key)
        if known is None or (
            known.measure != harm.measure and not (harm.is_weak or harm.is_described or known.is_part)
        ):
            best[key if known is None else (harm.measure, key[1])] = harm
    return sorted(best.values(), key=lambda h: (h.quantity.start if h.quantity else h.head or h.trigger, h.trigger))
