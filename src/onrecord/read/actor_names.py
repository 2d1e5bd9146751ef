"""Names of the actor registry in a document, with what they are in its syntax.

Goes in: a parsed document; comes out: `KnownNames`, the registry's matches with the token that heads each, and the
country and actor that a token belongs to. Known error: of several actors with one name, where the
document tells nothing, a news agency or else the registry's first is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.config import setting
from onrecord.syntax import Parsed
from onrecord.vocab.actors import KnownActor, NameMatch, load_actors

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the registry in the text: the match, the actor, and the index of its head token."""

    match: NameMatch
    actor: KnownActor
    head: int

    @property
    def is_state(self) -> bool:
        """True for a name of a state, its capital, its people or its government."""
        return self.actor.kind == "state"


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All names of the registry in one document, in order and by token."""

    names: Sequence[KnownName]
    by_token: dict[int, KnownName]

    def at(self, token: Token) -> KnownName | None:
        """The name that a token is part of."""
        return self.by_token.get(token.i)

    def country(self, token: Token) -> str | None:
        """Country of the state whose name or adjective the token is part of."""
        name = self.by_token.get(token.i)
        return name.actor.country if name is not None and name.is_state else None


def known_names(parsed: Parsed) -> KnownNames:
    """The registry's names in a document."""
    extra = str(setting("actors_file"))
    book = load_actors(Path(extra) if extra else None)
    found: list[KnownName] = []
    matches = book.find([token.text for token in parsed.doc])
    sure = {match.ids[0] for match in matches if len(match.ids) == 1}
    countries = Counter(
        actor.country for id_ in sure if (actor := book.get(id_)) is not None and actor.country is not None
    )
    for match in matches:
        start = match.start
        while start < match.end - 1 and parsed.doc[start].is_space:
            start += 1
        actor = _meant([actor for id_ in match.ids if (actor := book.get(id_)) is not None], sure, countries)
        if actor is not None:
            found.append(KnownName(match, actor, parsed.doc[start : match.end].root.i))
    by_token = {i: name for name in found for i in range(name.match.start, name.match.end)}
    return KnownNames(found, by_token)


def _meant(actors: Sequence[KnownActor], sure: Collection[str], countries: Mapping[str, int]) -> KnownActor | None:
    """Of the actors that bear a name: the one that the document also names plainly, else the one of its countries."""
    plainly = [actor for actor in actors if actor.id in sure]
    if plainly or not actors:
        return plainly[0] if plainly else None
    near = max(actors, key=lambda actor: countries.get(actor.country or "", 0))
    if not countries.get(near.country or "", 0):
        return next((actor for actor in actors if actor.kind == "media"), near)  # agencies sign reports of everywhere
    return near
