"""Which words of a text without case are names, and how they are written.

In: pieces of text, all in capitals or all in small letters. Out: the pieces in normal case, with as many characters.

A word gets a capital where it is part of a name of the registries of actors and places, where no dictionary has it as
an ordinary word, where the rest of the document writes it so, or where the words beside it tell (`name_phrases`).
Names whose letters abbreviate the words in brackets beside them, names without vowels, and the registry's own acronyms
are written in capitals.

Known errors: acronyms that are words too (who, us) are taken for the word; an unknown acronym that can be pronounced is
written like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.config import cache_folder, setting
from onrecord.syntax.name_phrases import Phrases
from onrecord.syntax.ordinary_words import OrdinaryWords
from onrecord.syntax.recased_words import Grammar, Word, capital, words_of
from onrecord.vocab.actor_names import fold, fold_name
from onrecord.vocab.actors import KnownActor, NameMatch, load_actors
from onrecord.vocab.gazetteer import KnownPlace, load_gazetteer

_JOINS = frozenset({"-", "\u2010", "'", "\u2019", "`"})
_VOWEL = re.compile("[aeiou]|(?<=.)y")
_SHORT_ACRONYM = 3
_LONG_ACRONYM = 7
_MOST_WORDS = 6
_LARGE = 100_000
"""People from which a place is believed though its name is short or made of ordinary words."""
_CITY = 300_000
"""People from which a city is believed though its name is an ordinary word, where a phrase of place ends with it."""
_BROAD = frozenset({"country", "continent", "region", "sea"})


class NameCase:
    """Gives the words of one document their case.

    Args:
        ordinary: The ordinary words of the language.
        language: ISO 639-1 code of the vocabularies.
        written: Words of the document's text in normal case (in small letters), with the form they have there.
    """

    def __init__(self, ordinary: OrdinaryWords, language: str, written: Mapping[str, str]) -> None:
        self._ordinary = ordinary
        self._grammar = Grammar.of(language)
        self._written = written
        extra = str(setting("actors_file"))
        self._book = load_actors(Path(extra) if extra else None)
        self._places = load_gazetteer(cache_folder(), str(setting("gazetteer_file")))

    def recase(self, texts: Sequence[str]) -> list[str]:
        """The texts in normal case, each with as many characters as before."""
        pieces = [list(words_of(text, self._grammar)) for text in texts]
        phrases = Phrases(self._grammar, self._ordinary)
        for text, words in zip(texts, pieces, strict=True):
            self._known_actors(words)
            self._known_places(text, words)
            for i, word in enumerate(words):
                if word.is_word and word.written is None:
                    self._single_word(words, i, word)
        phrases.settle(pieces)
        return [_rewritten(text, words) for text, words in zip(texts, pieces, strict=True)]

    def _known_actors(self, words: list[Word]) -> None:
        """Names of the registry of actors; acronyms are found in capitals, other names as names are written."""
        loud = [word.low.upper() for word in words]
        plain = [self._as_name(word.low) for word in words]
        for match in (*self._book.find(loud), *self._book.find(plain)):
            start = match.start
            while start < match.end - 1 and words[start].low in self._ordinary.function_words:
                start += 1
            found = words[start : match.end]
            actors = [actor for id_ in match.ids if (actor := self._book.get(id_)) is not None]
            if all(word.written is None for word in found) and self._is_meant(match, actors, found):
                source = "state" if any(actor.kind == "state" for actor in actors) else "actor"
                _write(found, _forms(actors, found), self._grammar, source)

    def _as_name(self, low: str) -> str:
        lists = self._grammar.lists
        return low if low in lists["inside_names"] or low in lists["lower_particles"] else capital(low)

    def _is_meant(self, match: NameMatch, actors: Sequence[KnownActor], words: Sequence[Word]) -> bool:
        """True where the words name an actor although their case doesn't tell."""
        lows = [w.low for w in words if w.is_word and w.low not in self._grammar.lists["inside_names"]]
        is_plain = all(map(self._ordinary.is_ordinary, lows))
        if len(lows) > 1:
            return match.how != "spelling" or not is_plain
        if not lows or match.how == "spelling" or lows[0] in self._grammar.common_acronyms:
            return False
        if self._is_acronym(lows[0], actors):
            return True
        is_people = match.how == "adjective" and any(actor.kind == "state" for actor in actors)
        return not is_plain or (is_people and lows[0] not in self._ordinary.function_words)

    def _is_acronym(self, low: str, actors: Sequence[KnownActor]) -> bool:
        """True for letters that the registry has in capitals, unless they are a word of grammar."""
        upper = low.upper()
        is_known = any(upper in (actor.name, *actor.aliases, *actor.exact) for actor in actors)
        return is_known and low not in self._ordinary.function_words

    def _known_places(self, text: str, words: list[Word]) -> None:
        """The longest names of the gazetteer among words that have no case yet."""
        i = 0
        while i < len(words):
            found = self._place_at(text, words, i) if words[i].is_word and words[i].written is None else 0
            if found:
                _write(words[i : i + found], {}, self._grammar, "place")
            i += max(found, 1)

    def _place_at(self, text: str, words: list[Word], start: int) -> int:
        """Number of words and signs of the name of a place that begins here; 0 where none does."""
        if words[start].low in self._ordinary.function_words:
            return 0
        limit = min(self._places.longest(words[start].low), _MOST_WORDS)
        for end in reversed(list(_ends(words, start, limit))):
            places = self._places.lookup(text[words[start].start : words[end - 1].end])
            lows = [w.low for w in words[start:end] if w.is_word]
            if places and (self._is_place(places, lows) or self._is_sited(places, words, start, end)):
                return end - start
        return 0

    def _is_sited(self, places: Sequence[KnownPlace], words: Sequence[Word], start: int, end: int) -> bool:
        """True for a city's name that is an ordinary word too, where a phrase of place ends with it ("IN TRIPOLI.")."""
        is_phrase = start > 0 and words[start - 1].low in self._grammar.lists["before_places"]
        ends = end == len(words) or not (words[end].is_word or words[end].low in _JOINS)
        is_city = places[0].is_main and places[0].population >= _CITY
        return is_phrase and ends and is_city and words[start].low in self._grammar.sometimes

    def _is_place(self, places: Sequence[KnownPlace], lows: Sequence[str]) -> bool:
        best = places[0]
        is_plain = all(low not in self._grammar.lists["articles"] and self._ordinary.is_ordinary(low) for low in lows)
        is_large = best.is_main and (best.kind in _BROAD or best.population >= _LARGE)
        if len(lows) > 1:
            return not is_plain or (is_large and not self._grammar.generic_places.issuperset(lows))
        return is_large and not is_plain

    def _single_word(self, words: list[Word], i: int, word: Word) -> None:
        """A word by itself: as the document, the dictionary or its letters have it."""
        low, lists = word.low, self._grammar.lists
        if "." in low:
            word.write(low if low.strip(".") in lists["lower_abbreviations"] else low.upper(), "letters")
        elif len(low) <= _SHORT_ACRONYM and _has_number(words, i):
            word.write(low.upper(), "letters")
        elif low in self._grammar.short_months and _is_beside_number(words, i):
            word.write(capital(low), "time")
        elif low in self._written:
            form = self._written[low]
            word.write(form, "document" if form != low else "")
        elif low in self._grammar.acronyms:
            word.write(low.upper(), "acronym")
        elif low in lists["always"] or low in self._ordinary.proper:
            word.write(capital(low), "listed")
        elif len(low) == 1:
            is_initial = i + 1 < len(words) and words[i + 1].low == "." and not words[i + 1].gap
            word.write(low.upper() if is_initial or low in lists["capital_letters"] else low, "")
        elif not self._ordinary.is_ordinary(low) and low not in lists["particles"]:
            self._unknown_word(word)

    def _unknown_word(self, word: Word) -> None:
        low = word.low
        is_short = len(low) <= _SHORT_ACRONYM and low not in self._grammar.given
        is_unspeakable = len(low) <= _LONG_ACRONYM and not _VOWEL.search(low)
        if is_short or is_unspeakable:
            word.write(low.upper(), "acronym")
        else:
            word.write(capital(low), "unknown")


def _ends(words: Sequence[Word], start: int, limit: int) -> Iterator[int]:
    """Ends of the names of up to `limit` words that may begin at a word."""
    count = 0
    for i in range(start, len(words)):
        word = words[i]
        if i > start and (word.gap not in {"", " "} or word.begins or word.written is not None):
            return
        if not word.is_word:
            if word.low in _JOINS and not word.gap:
                continue
            return
        count += 1
        if count > limit:
            return
        yield i + 1


def _has_number(words: Sequence[Word], i: int) -> bool:
    """True for letters that a number follows after a hyphen, or at once ("M-19")."""
    k = i + 1
    if k < len(words) and words[k].low in _JOINS and not words[k].gap:
        k += 1
    return k < len(words) and not words[k].gap and words[k].low[0].isdigit()


def _is_beside_number(words: Sequence[Word], i: int) -> bool:
    beside = [words[i - 1]] if i else []
    beside += words[i + 1 : i + 2]
    return any(word.low[0].isdigit() for word in beside)


def _forms(actors: Sequence[KnownActor], words: Sequence[Word]) -> dict[str, str]:
    """Folded words of the names that the words may be, as the registry writes them."""
    wanted = {fold(word.low) for word in words}
    forms: dict[str, str] = {}
    for actor in actors:
        for name in (actor.name, *actor.aliases, *actor.exact, *actor.adjectives, *actor.capitals):
            folded = fold_name(name)
            if wanted.issuperset(folded.folded):
                for key, raw in zip(folded.folded, folded.raw, strict=True):
                    forms.setdefault(key, raw)
    return forms


def _write(words: Sequence[Word], forms: Mapping[str, str], grammar: Grammar, source: str) -> None:
    """Write words as a name: acronyms as the registry has them, small words inside it small."""
    for i, word in enumerate(words):
        if not word.is_word:
            continue
        known = forms.get(fold(word.low), "")
        is_small = i > 0 and (word.low in grammar.lists["inside_names"] or word.low in grammar.lists["lower_particles"])
        if is_small:
            word.write(word.low, "")
        elif "." in word.low or (known.isupper() and len(known) > 1):
            word.write(word.low.upper(), "acronym" if len(words) == 1 else source)
        else:
            word.write(known if known.lower() == word.low else capital(word.low), source)


def _rewritten(text: str, words: Sequence[Word]) -> str:
    letters = list(text)
    for word in words:
        form = word.written or word.low
        letters[word.start : word.end] = capital(form) if word.begins and form == word.low else form
    return "".join(letters)
