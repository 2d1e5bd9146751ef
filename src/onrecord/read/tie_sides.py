"""Whether an actor can be a side of a conflict: one that wages war, one that is armed by others, a body by its name.

Goes in: mentions with their clues; come out: yes or no. Method: the kind of actor that the words or the registry tell;
a noun for those who bear arms; a name of which nothing tells more passes for a body only against one that is known to
be armed. Vocabulary: relations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Mention, Rows
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARMED = frozenset({"state", "government", "state_forces", "rebel_group", "militia", "intergovernmental"})
_GROUPS = frozenset({"rebel_group", "militia"})
_UNTOLD = frozenset({None, "unknown"})


class Sides:
    """The sides of one document's conflict, asked for by mention."""

    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self._parsed, self._rows = parsed, rows
        words = load("relations", parsed.language)
        self._armed_nouns, self._not_first = frozenset(words["armed_nouns"]), frozenset(words["not_first"])

    def is_armed(self, mention: Mention) -> bool:
        """True for an actor that can wage a war: people and civilians are attacked, they are not a side."""
        clue = self._rows.clues[mention.id]
        if clue.actor_kind in _ARMED or (clue.actor_kind == "party" and clue.known_as is not None):
            return True
        is_person = mention.kind == "person" or clue.actor_kind == "person"
        return not is_person and self._parsed.doc[clue.head].lemma_.lower() in self._armed_nouns

    def is_group(self, mention: Mention) -> bool:
        """True for an armed group, or a body by name that may be one: neither a state nor those who help the needy."""
        clue = self._rows.clues[mention.id]
        return mention.kind == "actor" and (clue.actor_kind in _GROUPS or self.is_unknown_body(mention))

    def are_forces(self, token: Token) -> bool:
        """True for a noun for those who bear arms ("pulled its *troops* from the town")."""
        return token.lemma_.lower() in self._armed_nouns

    def is_side(self, mention: Mention) -> bool:
        """True for one who can be a side of a conflict; a bank that supports farmers is of no concern here."""
        return mention.form != "nominal" or self.is_armed(mention)

    def are_foes(self, one: Mention, other: Mention) -> bool:
        """True for two who can wage war on one another: both armed, or one of them a body that only its name tells."""
        if any(self._parsed.tokens(m.start, m.end)[0].lower_ in self._not_first for m in (one, other)):
            return False  # "*Near Lenna*, one strike hit ...": where it was, taken for a name
        return all(self.is_armed(m) or self.is_unknown_body(m) for m in (one, other)) and (
            self.is_armed(one) or self.is_armed(other)
        )

    def is_unknown_body(self, mention: Mention) -> bool:
        """True for a body that only its name tells."""
        clue = self._rows.clues[mention.id]
        is_unknown = clue.actor_kind in _UNTOLD and mention.kind == "actor"
        return is_unknown and (mention.form != "nominal" or self._parsed.doc[clue.head].text[:1].isupper())
