"""From mentions to actors: one row for each actor of the document, under a neutral name.

Goes in: a parsed document and its rows; come out: actors, and mention id to actor id.

Method: names first (`names`), then descriptions and pronouns (`coreference`); what has one key is one actor. The
registry gives name, kind and country where it knows the actor; the text gives them otherwise. A state whose government
the document speaks of is named as the government.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.config import setting
from onrecord.model import Actor, ActorKind, Mention, Rows, identify
from onrecord.resolve.coreference import Coreference
from onrecord.resolve.discourse import Discourse
from onrecord.resolve.names import folded, keys_of_names, name_of
from onrecord.syntax import Parsed
from onrecord.vocab.actors import ActorBook, KnownActor, load_actors

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "actors 1"
_MARKS = '"“”'
_MODIFIER = frozenset({"compound", "amod", "nmod"})
_MOST_ALIASES = 4
"""Aliases of the registry that a row repeats; the registry has the rest."""


def resolve_actors(parsed: Parsed, rows: Rows) -> tuple[list[Actor], dict[str, str]]:
    """Actors of a document, in the order in which they are first mentioned.

    Args:
        parsed: The document.
        rows: What was read; claims tell who "I" is.

    Returns:
        The actors, and for every resolved mention the id of its actor.
    """
    discourse = Discourse(parsed, rows)
    extra = str(setting("actors_file"))
    book = load_actors(Path(extra) if extra else None)

    def registry_id(name: str) -> str | None:
        found = book.lookup(name)
        return found[0].id if len(found) == 1 else None

    keys = Coreference(discourse, keys_of_names(discourse), registry_id).run()
    together: dict[str, list[Mention]] = {}
    for mention in discourse.mentions:
        if mention.id in keys:
            together.setdefault(keys[mention.id], []).append(mention)
    _drop_nameless(together)
    actors = [_actor(discourse, key, mentions, book) for key, mentions in together.items()]
    return actors, {id_: actor.id for actor in actors for id_ in actor.mentions}


def _drop_nameless(together: dict[str, list[Mention]]) -> None:
    """Leave out actors that nothing but pronouns name."""
    for key in [k for k, mentions in together.items() if all(m.form == "pronoun" for m in mentions)]:
        del together[key]


def _actor(discourse: Discourse, key: str, mentions: list[Mention], book: ActorBook) -> Actor:
    known = book.get(key)
    names = Counter(name_of(discourse, m) for m in mentions if m.form == "name" and m.kind != "nationality")
    descriptions = [m for m in mentions if m.form == "nominal"]
    fullest = max(names, key=lambda name: (len(name.split()), names[name]), default=None)
    name, kind, country = (
        fullest or _described(discourse, _fullest(discourse, descriptions or mentions)),
        _kind(discourse, mentions),
        None,
    )
    if known is not None:
        name, kind, country = known.name, known.kind, known.country
        if known.kind == "state" and _as_government(discourse, mentions):
            name, kind = discourse.words.government_of(known.name), "government"
    else:
        countries = Counter(c for m in mentions if (c := discourse.clue(m).country) is not None)
        country = countries.most_common(1)[0][0] if countries else None
    offices = [office for m in mentions if (office := discourse.clue(m).office) is not None]
    document = discourse.parsed.document.id
    return Actor(
        id=identify("ac", document, known.id if known is not None else folded(key)), document=document, reader=READER,
        name=name, kind=kind, country=country, aliases=_aliases(name, names, known),
        office=max(offices, key=len) if offices and kind == "person" else None,
        mentions=tuple(m.id for m in mentions), registry_id=known.id if known is not None else None,
    )  # fmt: skip


def _fullest(discourse: Discourse, mentions: list[Mention]) -> Mention:
    """The first mention in the plural, since a singular may only modify a noun ("rebel shelling"); else the first."""
    return next((m for m in mentions if discourse.clue(m).is_plural), mentions[0])


def _described(discourse: Discourse, mention: Mention) -> str:
    """A description as a name: without its article and quotation marks at its edges."""
    tokens = discourse.tokens(mention)
    while len(tokens) > 1 and _says_nothing(discourse, tokens[0]):
        tokens = tokens[1:]
    while len(tokens) > 1 and not tokens[-1].text[-1].isalnum() and not any(_is_mark(t) for t in tokens[:-1]):
        tokens = tokens[:-1]
    view = discourse.parsed.view.text
    text = _without_lone_marks(view[tokens[0].idx : tokens[-1].idx + len(tokens[-1])])
    head = discourse.head(mention)
    is_modifier = len(tokens) == 1 and head.dep_ in _MODIFIER and not discourse.clue(mention).is_plural
    is_word = discourse.clue(mention).population is not None and text.islower() and head.lemma_ in discourse.words.sides
    return text + discourse.words.plural_ending if is_modifier and is_word else text


def _without_lone_marks(text: str) -> str:
    """A description without quotation marks that have no fellow in it."""
    lone = sum(text.count(mark) for mark in _MARKS) % 2
    return "".join(c for c in text if c not in _MARKS) if lone else text


def _says_nothing(discourse: Discourse, token: Token) -> bool:
    is_empty = token.tag_ in {"DT", "PDT", "CD"} or token.lower_ in discourse.words.empty
    return is_empty or not token.text[0].isalnum()


def _is_mark(token: Token) -> bool:
    return token.is_quote or token.is_bracket


def _kind(discourse: Discourse, mentions: list[Mention]) -> ActorKind:
    told = [kind for m in mentions if (kind := discourse.clue(m).actor_kind) not in (None, "unknown")]
    return Counter(told).most_common(1)[0][0] if told else "unknown"


def _as_government(discourse: Discourse, mentions: list[Mention]) -> bool:
    """True where a mention names the state by its government ("the Sorvian government", "the Dorek regime")."""
    return any(discourse.lemma(discourse.head(m)) in discourse.words.central for m in mentions)


def _aliases(name: str, names: Counter[str], known: KnownActor | None) -> tuple[str, ...]:
    found = [*names, *(known.aliases[:_MOST_ALIASES] if known is not None else ()), *([known.name] if known else ())]
    return tuple(alias for alias in dict.fromkeys(found) if alias != name)
