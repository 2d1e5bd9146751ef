"""When the name of a country or its capital means the state that acts, and when only a place.

Goes in: the head token of such a name; comes out: `acts`, `modifies` ("US troops") or `place`.

Method: the name's syntactic role, with lists of the nouns and verbs around it that make it one or the other ("Moscow
denied", "sanctions on Russia" - "in Moscow", "Syria's largest city"). Known error: a capital as subject of a verb that
fits both ("Damascus waited") counts as the state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from onrecord.read.actor_names import KnownNames
from onrecord.read.actor_words import ActorWords, forms
from onrecord.read.phrases import is_compound_part, prefix
from onrecord.syntax.clauses import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

Reading = Literal["acts", "modifies", "place"]
_MOST_STEPS = 8


def reading_of(
    token: Token, words: ActorWords, known: KnownNames, *, is_capital: bool, steps: int = _MOST_STEPS
) -> Reading:
    """What the name of a country or capital means where it stands."""
    joined = _joined(token, words, known)
    if joined is not None:
        return joined
    dep = token.dep_
    if dep == "conj" and steps and token.head.i != token.i:
        name = known.at(token.head)
        if name is not None:
            # "Hamas and Israel": what stands beside an actor acts with it
            is_state = name.is_state
            return reading_of(token.head, words, known, is_capital=is_capital, steps=steps - 1) if is_state else "acts"
    if dep in {"compound", "amod", "nmod", "npadvmod"} and not is_capital:
        return "place" if _near(token.head, words, "place_nouns") else "modifies"
    acts: Mapping[str, Callable[[], bool]] = {
        "conj": lambda: words.noun(token.head) is not None and token.head.dep_ in {"nsubj", "pobj"},
        "nsubj": lambda: _acts_as_subject(token, words, is_capital=is_capital),
        "csubj": lambda: _acts_as_subject(token, words, is_capital=is_capital),
        "nsubjpass": lambda: _near(token.head, words, "passive_verbs"),
        "dobj": lambda: _near(token.head, words, "object_verbs"),
        "oprd": lambda: _near(token.head, words, "object_verbs"),
        "dative": lambda: True,
        "pobj": lambda: _acts_after_preposition(token, words, known, is_capital=is_capital),
        "poss": lambda: not _near(token.head, words, "place_nouns"),
        "appos": lambda: words.noun(token.head) is not None and not is_capital,
        "attr": lambda: any(words.noun(t) is not None for t in token.head.children if t.dep_ == "nsubj"),
    }
    return "acts" if dep in acts and acts[dep]() else "place"


def _joined(token: Token, words: ActorWords, known: KnownNames) -> Reading | None:
    """Reading of a name that a hyphen or a following "and its ..." settles."""
    if any(words.noun(t) is not None and any(c.dep_ == "poss" for c in t.lefts) for t in conjuncts(token)[1:]):
        return "acts"  # "Sorvia and its allies"
    if any(c.dep_ == "appos" and _near(c, words, "acting_nouns") for c in token.children):
        return "acts"  # "Sorvia, a backer of the rebels,"
    following = token.doc[token.i + 1 : token.i + 3]
    if [t.tag_ for t in following] == ["CC", "PRP$"]:
        return "acts"
    after = token.doc[token.i + 2] if is_compound_part(token) else None
    is_pair = after is not None and known.country(after) is not None
    if is_pair or (prefix(token) and known.country(token.doc[token.i - 2])):
        return "place" if _near(token.head, words, "place_nouns") else "acts"  # "Sorvia-Tarsk talks"
    if after is not None:
        return "acts" if after.lower_ in words.states["compound_governors"] else "place"
    return None


def _near(token: Token, words: ActorWords, name: str) -> bool:
    return any(form in words.states[name] for form in forms(token))


def _acts_as_subject(token: Token, words: ActorWords, *, is_capital: bool) -> bool:
    verb = token.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    if verb.lemma_.lower() not in words.states["place_verbs"]:
        return True
    attributes = [t for t in verb.children if t.dep_ in {"attr", "acomp"}]
    if any(words.noun(t) is not None or any(f in words.states["acting_nouns"] for f in forms(t)) for t in attributes):
        return not is_capital or bool(attributes)
    return any(t.lemma_.lower() in words.states["passive_verbs"] for t in attributes)


def _acts_after_preposition(token: Token, words: ActorWords, known: KnownNames, *, is_capital: bool) -> bool:
    preposition, governor = token.head, token.head.head
    lists, word = words.states, token.head.lower_
    near = set(forms(governor))
    if preposition.dep_ == "agent" or word in lists["by"] or word in lists["prepositions"]:
        return True
    if word in lists["between"]:
        names = [known.at(t) for t in conjuncts(token)]
        return not near & lists["place_nouns"] and (not is_capital or all(n is not None and n.is_state for n in names))
    if word in lists["with"]:
        return not near & lists["with_nouns"]
    if word in lists["of"] and governor.pos_ in {"NOUN", "PROPN"}:
        noun = words.noun(governor)
        return not near & lists["place_nouns"] and (
            bool(near & lists["acting_nouns"]) or (noun is not None and noun.kind == "government")
        )
    if word in lists["for"]:
        return bool(near & lists["for_verbs" if governor.pos_ == "VERB" else "for_nouns"])
    return False
