"""The registry of actors, and the search for their names in a text.

In: the tokens of a text. Out: the longest known names in it, with the ids of the actors that bear them and *how* the
words name them, so that a reader can decide: a capital or an adjective only may stand for a state.

Method: names are folded (`actor_names`) and kept in one table from folded words to actors; a second table holds the
spelling keys, which ignore how a transliteration writes vowels, and is asked only where the first has nothing longer.
Case decides what folding can't: a name's first word must not begin in lower case, acronyms of up to three letters and
the names of the column `exact` count only as they are written; those that are ordinary words too (WHO, IS) not at all
where a passage is all in capitals.

Known errors: first names and surnames that are also names of states or capitals (Jordan Smith, Paris Hilton) are found
as such; the reader sees the words around them. A family name alone is found as `surname` of every person of the
registry who bears it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from onrecord.errors import VocabularyError
from onrecord.vocab import load
from onrecord.vocab.actor_files import Dated, KnownActor, read_actors, read_registry
from onrecord.vocab.actor_names import FoldedName, Piece, Role, fold_name, is_joiner, pieces_of

__all__ = ["ActorBook", "Dated", "How", "KnownActor", "NameMatch", "load_actors"]

How = Literal["name", "alias", "surname", "metonym", "adjective", "capital", "spelling"]
"""How words name an actor, from the surest to the weakest."""

_ORDER: Mapping[How, int] = {
    "name": 0, "alias": 0, "surname": 1, "metonym": 2, "adjective": 3, "capital": 4, "spelling": 5
}  # fmt: skip
_SHORT_ACRONYM = 3
"""Acronyms up to this length count in capitals only; longer ones may be written like a word (Nato, Farc)."""
_WEAK_LETTERS = 7
"""A single word shorter than this is never matched by its spelling key: too many words would fit."""
_WEAK_KINDS = frozenset({"rebel_group", "militia", "party", "community"})
"""Kinds whose single-word names come in many transliterations; surnames alone are too much like other surnames."""
_SPELLED = frozenset({"name", "alias", "surname"})
_LOUD_WINDOW = 3
_LOUD_WORDS = 3
"""Words in capitals, of `_LOUD_WINDOW` before and after a name, from which all is in capitals there."""
_LOUD_LETTERS = 4
"""Letters that one of them must have, since acronyms in a row are no loud passage."""
_SENTENCE_ENDS = frozenset({".", "!", "?", ":", "\n", '"', "“", "«", "(", "—", "–"})


_NOBODY = "no:body"
_NOT_AN_ACTOR = KnownActor(id=_NOBODY, name="", kind="unknown")
"""Bears the names that are looked for only to be passed over (the list `no_actors`)."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known name in a text.

    Attributes:
        start: Index of its first token.
        end: Index after its last token.
        ids: Actors that bear it, those of the registry's order first; several where the name is ambiguous.
        how: How the words name them.
        is_part: True where the name is only a part of its first or last token ("U.S.-backed" kept as one token).
    """

    start: int
    end: int
    ids: tuple[str, ...]
    how: How
    is_part: bool = False


class _Entry(NamedTuple):
    id: str
    how: How
    exact: tuple[str, ...] | None
    needs_article: bool
    needs_determiner: bool


class _Words(NamedTuple):
    """The pieces of a text that tell names apart, and where each came from."""

    pieces: list[Piece]
    tokens: list[int]
    articles: list[int]
    """Token at which the articles directly before the piece begin; -1 where there are none."""


class ActorBook:
    """Actors by id and by name.

    Args:
        actors: The registry's actors.
        own: Actors of the user: one with the id of a known actor replaces it, and a name among them means them alone.
    """

    def __init__(self, actors: Iterable[KnownActor], own: Iterable[KnownActor] = ()) -> None:
        mine = {actor.id: actor for actor in own}
        self._actors = {actor.id: actor for actor in actors} | mine
        self._strong: dict[str, list[_Entry]] = {}
        self._starts: dict[str, int] = {}
        self._spelled: list[tuple[FoldedName, _Entry]] = []
        for actor in mine.values():
            self._add(actor)
        taken = frozenset(self._strong)
        for actor in self._actors.values():
            if actor.id not in mine:
                self._add(actor, taken)
        for name in load("no_actors"):
            self._put(_NOT_AN_ACTOR, name, "name", taken)

    def __iter__(self) -> Iterator[KnownActor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, id_: str) -> KnownActor | None:
        """The actor of that id; None where there is none."""
        return self._actors.get(id_)

    def lookup(self, name: str) -> tuple[KnownActor, ...]:
        """Actors that a name can mean, surest first; by its spelling key where no name is written so.

        >>> [actor.id for actor in load_actors().lookup("Syrians")]
        ['state:SYR']
        """
        folded = fold_name(name)
        if not folded.folded:
            return ()
        found = [
            entry
            for entry in self._strong.get(" ".join(folded.folded), ())
            if entry.exact in {None, folded.raw} and (folded.has_article or not entry.needs_article)
        ]
        if not found:
            found = self._weak[0].get(" ".join(folded.spelling), [])
        ordered = sorted(found, key=lambda entry: _ORDER[entry.how])
        return tuple(self._actors[key] for key in dict.fromkeys(e.id for e in ordered) if key != _NOBODY)

    def find(self, words: Sequence[str]) -> list[NameMatch]:
        """Known names among the tokens of a text: the longest at each place, from left to right, none overlapping.

        Args:
            words: Tokens in order, punctuation included; hyphens may be tokens of their own or inside one.
        """
        text = _words_of(words)
        starts, weak_starts = self._starts, self._weak[1]
        found: list[NameMatch] = []
        i, count = 0, len(text.pieces)
        while i < count:
            piece = text.pieces[i]
            longest = max(starts.get(piece.folded, 0), weak_starts.get(piece.spelling[0], 0))
            step = 1
            for length in range(min(longest, count - i), 0, -1):
                match = self._match(text, i, length)
                if match is not None:
                    if match.ids:
                        found.append(match)
                    step = length
                    break
            i += step
        return found

    def _match(self, text: _Words, start: int, length: int) -> NameMatch | None:
        pieces = text.pieces[start : start + length]
        if pieces[0].raw[0].islower():
            return None
        entries = self._strong.get(" ".join([piece.folded for piece in pieces]))
        if entries:
            held = [entry for entry in entries if _holds(entry, text, start, length)]
            if held:
                best = min(_ORDER[entry.how] for entry in held)
                held = [entry for entry in held if _ORDER[entry.how] == best]
                return _name_match(text, start, length, held)
        if not all(piece.raw[0].isupper() for piece in pieces):
            return None
        entries = self._weak[0].get(" ".join([key for piece in pieces for key in piece.spelling]))
        if not entries or (length == 1 and (len(pieces[0].folded) < _WEAK_LETTERS or pieces[0].raw.isupper())):
            return None
        held = [entry._replace(how="spelling") for entry in entries if _holds(entry, text, start, length)]
        return _name_match(text, start, length, held) if held else None

    def _add(self, actor: KnownActor, taken: frozenset[str] = frozenset()) -> None:
        self._put(actor, actor.name, "name", taken)
        for names, is_exact in ((actor.aliases, False), (actor.exact, True)):
            for alias in names:
                how: How = "surname" if actor.kind == "person" and " " not in alias else "alias"
                self._put(actor, alias, how, taken, is_exact=is_exact)
        for metonym in actor.metonyms:
            self._put(actor, metonym.value, "metonym", taken)
        for adjective in actor.adjectives:
            self._put(actor, adjective, "adjective", taken)
        for capital in actor.capitals:
            self._put(actor, capital, "capital", taken)

    def _put(self, actor: KnownActor, name: str, how: How, taken: frozenset[str], *, is_exact: bool = False) -> None:
        if "(" in name:  # told apart for people by a note in brackets; no text writes it so
            return
        folded = fold_name(name)
        words, raw = folded.folded, folded.raw
        key = " ".join(words)
        if not key or key in taken:
            return
        # one word after an article (The Times) is an ordinary word without it
        needs_determiner = folded.has_determiner and (is_exact or len(raw) == 1)
        is_acronym = len(raw) == 1 and len(key) <= _SHORT_ACRONYM and raw[0].isupper()
        exact = raw if is_exact or is_acronym or needs_determiner else None
        entry = _Entry(actor.id, how, exact, folded.has_article, needs_determiner)
        self._strong.setdefault(key, []).append(entry)
        if self._starts.get(words[0], 0) < len(words):
            self._starts[words[0]] = len(words)
        if entry.exact is None and how in _SPELLED and (len(words) > 1 or _may_be_weak(actor, raw[0])):
            self._spelled.append((folded, entry))

    @cached_property
    def _weak(self) -> tuple[dict[str, list[_Entry]], dict[str, int]]:
        """Spelling keys to entries, and the most words that a name with a first key has; made when first asked."""
        table: dict[str, list[_Entry]] = {}
        starts: dict[str, int] = {}
        for folded, entry in self._spelled:
            spelling = folded.spelling
            table.setdefault(" ".join(spelling), []).append(entry)
            starts[spelling[0]] = max(starts.get(spelling[0], 0), len(spelling))
        return table, starts


def _may_be_weak(actor: KnownActor, word: str) -> bool:
    return actor.kind in _WEAK_KINDS and len(word) >= _WEAK_LETTERS and not word.isupper()


def _words_of(words: Sequence[str]) -> _Words:
    pieces: list[Piece] = []
    tokens: list[int] = []
    articles: list[int] = []
    article = -1
    last = len(words) - 1
    for i, word in enumerate(words):
        for piece in pieces_of(word):
            role = piece.role
            if role is Role.ARTICLE or (role is Role.ARTICLE_IF_HYPHEN and i < last and is_joiner(words[i + 1])):
                article = i if article < 0 else article
                continue
            pieces.append(piece)
            tokens.append(i)
            articles.append(article)
            article = -1
    return _Words(pieces, tokens, articles)


def _holds(entry: _Entry, text: _Words, start: int, length: int) -> bool:
    """True where the case and the article of the text allow the entry."""
    if entry.needs_article and text.articles[start] < 0:
        return False
    pieces = text.pieces[start : start + length]
    before = text.pieces[start - 1] if start else None
    if entry.needs_determiner and not _stands_alone(text, start, length):
        return False
    if entry.exact is not None:
        if entry.exact != tuple(piece.raw for piece in pieces):
            return False
        return pieces[0].folded not in _shouted_words() or not _is_loud(text, start, length)
    if length > 1 and (before is None or before.raw in _SENTENCE_ENDS):  # its first word is in capitals in any case
        return any(not piece.raw[0].islower() for piece in pieces[1:])
    return True


def _stands_alone(text: _Words, start: int, length: int) -> bool:
    """True after an article, and before no word in capitals: the Independent, but not the Independent Review Board."""
    has_article = start > 0 and text.pieces[start - 1].role is Role.DETERMINER
    after = text.pieces[start + length] if start + length < len(text.pieces) else None
    return has_article and (after is None or not after.raw[0].isupper())


@cache
def _shouted_words() -> frozenset[str]:
    return frozenset(load("shouted_words"))


def _is_loud(text: _Words, start: int, length: int) -> bool:
    """True where the words around are all in capitals, so that capitals tell nothing."""
    pieces = (
        text.pieces[max(start - _LOUD_WINDOW, 0) : start] + text.pieces[start + length : start + length + _LOUD_WINDOW]
    )
    around = [piece.raw for piece in pieces if piece.raw.isalpha() and len(piece.raw) > 1]
    is_long = any(len(word) >= _LOUD_LETTERS for word in around)
    return is_long and len(around) >= _LOUD_WORDS and all(word.isupper() for word in around)


def _name_match(text: _Words, start: int, length: int, entries: Sequence[_Entry]) -> NameMatch:
    after = start + length
    first, last, article = text.tokens[start], text.tokens[after - 1], text.articles[start]
    is_part = (start > 0 and text.tokens[start - 1] == first) or (
        after < len(text.tokens) and text.tokens[after] == last
    )
    how = next((entry.how for entry in entries if entry.how == "name"), entries[0].how)
    ids = tuple(dict.fromkeys(entry.id for entry in entries if entry.id != _NOBODY))
    return NameMatch(first if article < 0 else article, last + 1, ids, how, is_part)


def load_actors(extra: Path | None = None) -> ActorBook:
    """The registry, with the user's own actors where a file of them is given.

    Args:
        extra: CSV or YAML with the columns of the registry (`actors/README.md`); setting `actors_file`.

    Raises:
        VocabularyError: A file does not hold; the message names file, line and what was expected.
    """
    return _load(extra.resolve() if extra is not None else None)


@cache
def _load(extra: Path | None) -> ActorBook:
    own = list(read_actors(extra)) if extra is not None else []
    repeated = {actor.id for i, actor in enumerate(own) if any(actor.id == other.id for other in own[:i])}
    if repeated:
        raise VocabularyError(f"{extra}: ids {', '.join(sorted(repeated))} stand twice; expected each id once")
    return ActorBook(read_registry(), own)
