"""What a report says nobody could check: its claims are then unconfirmed, not merely claimed.

In: a parsed document. Out: the sentences to whose claims such a remark applies.

Method: a negated verb of checking ("could not be verified", "have not been confirmed", "none of these figures could be
checked") whose subject or object takes up what was told: a pronoun or a noun such as "figure". It applies to its own
sentence and, where it is all that this says, to the one before in the paragraph.

Known errors: a remark on one of two claims of a sentence is taken to be on both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.status_cues import Cues, is_negated, load_cues
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_unchecked(parsed: Parsed, token: Token) -> bool:
    """True for a token of a sentence whose claims the report says could not be checked.

    Args:
        parsed: The document.
        token: A token of what a source says.
    """
    return token.sent.start in parsed.once(_unchecked_sentences)


def _unchecked_sentences(parsed: Parsed) -> frozenset[int]:
    cues = load_cues(parsed.language)
    found = set()
    before = None
    for sentence in parsed.sentences:
        remarks = [word for word in sentence if word.lemma_ in cues.unchecked["verbs"] and _is_remark(word, cues)]
        if remarks:
            found.add(sentence.start)
            is_all = any(word.dep_ == "ROOT" for word in remarks)
            if is_all and before is not None and "\n" not in parsed.doc[before.start : sentence.start].text:
                found.add(before.start)
        before = sentence
    return frozenset(found)


def _is_remark(verb: Token, cues: Cues) -> bool:
    """True where a verb of checking is negated and its subject or object takes up what was told."""
    what = cues.unchecked["what"]
    is_passive = clauses.is_passive(verb)
    for child in verb.children:
        is_checked = child.dep_ in (clauses.PASSIVE_SUBJECT if is_passive else clauses.OBJECT)
        if is_checked and (child.lemma_.lower() in what or child.lower_ in what):
            is_none = child.lower_ in cues.own["negative_subjects"]
            return is_none or is_negated(verb, cues)
    return False
