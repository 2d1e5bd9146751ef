"""Pronouns that can stand for an actor. Whom they stand for is settled in `resolve.coreference`.

Goes in: a parsed document; come out: candidates. "It" where it stands for nothing ("it is said that") is left out as
far as the syntax shows it. Known error: "it" for a thing is kept, and stays unresolved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.read.actor_words import ActorWords
from onrecord.read.phrases import Candidate
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "acomp", "advcl"})


def find_pronouns(parsed: Parsed, words: ActorWords) -> list[Candidate]:
    """Candidates for the pronouns of the document."""
    found = []
    for token in parsed.doc:
        entry = words.third.get(token.lower_) or words.speaker.get(token.lower_)
        is_acronym = token.text.isupper() and len(token) > 1  # "US"
        if entry is None or token.tag_ not in _PRONOUN_TAGS or is_acronym or _is_expletive(token, entry, words):
            continue
        is_person = entry.get("gender") in {"m", "f"}
        is_speaker = token.lower_ in words.speaker and entry["number"] == "singular"
        found.append(Candidate(
            start=token.i, end=token.i + 1, head=token.i, kind="person" if is_person or is_speaker else "actor",
            form="pronoun", is_plural=entry["number"] == "plural",
        ))  # fmt: skip
    return found


def _is_expletive(token: Token, entry: Mapping[str, str], words: ActorWords) -> bool:
    if entry.get("gender") != "n":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if verb.pos_ not in {"VERB", "AUX"}:
        return True  # "making it clear": the subject of an adjective
    return verb.lemma_.lower() in words.expletive_verbs or (
        token.dep_ == "nsubjpass" and any(child.dep_ in _CLAUSES and child.i > verb.i for child in verb.children)
    )
