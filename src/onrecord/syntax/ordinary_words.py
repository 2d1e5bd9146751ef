"""Which words of a text are ordinary ones, whatever case they are written in.

In: a word in small letters. Out: whether it is an ordinary word of the language, in any of its forms. Method: the
lemmatiser's own tables (WordNet's nouns, verbs, adjectives and adverbs, with rules and exceptions for their forms),
less the words that a dictionary writes with a capital (`capital_words`), and words of grammar (`recasing`); compounds
and derivations of such words count too. Known errors: rare nouns that are surnames in most texts are taken for words,
misspelt words for names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.lookups import Lookups

_CLASSES = ("noun", "verb", "adj", "adv")
_SHORTEST_REST = 4
"""Letters of what is left of a word without its prefix or ending, or of either half of a compound."""
_LONG_REST = 6
"""Letters from which the rest after a prefix may be in any form ("rearmed"); shorter ones make words of most names."""
_LONG = 8
"""Letters from which an ending alone tells an ordinary word."""
_SHORTEST_STEM = 2


class OrdinaryWords:
    """The ordinary words of a language.

    Args:
        lookups: Tables of the parser's lemmatiser (`lemma_index`, `lemma_exc`, `lemma_rules`).
        language: ISO 639-1 code of the vocabularies.
    """

    def __init__(self, lookups: Lookups, language: str) -> None:
        tables: list[Any] = [lookups.get_table(name) for name in ("lemma_index", "lemma_exc", "lemma_rules")]
        index, exceptions, rules = tables
        self._index = {name: frozenset(index[name]) for name in _CLASSES if name in index}
        self._exceptions = {name: exceptions[name] for name in _CLASSES if name in exceptions}
        self._rules = {name: [tuple(rule) for rule in rules[name]] for name in _CLASSES if name in rules}
        entries, capital = load("recasing", language), load("capital_words", language)
        self.function_words = frozenset(entries["function_words"])
        self._more = frozenset(entries["more_words"])
        self._prefixes = tuple(entries["prefixes"])
        self._endings = tuple(entries["endings"])
        self._ordinary_endings = tuple(entries["ordinary_endings"])
        self.proper = frozenset(capital["proper"]) | frozenset(capital["acronyms"])
        self._capital = self.proper | frozenset(entries["always"])
        self.is_ordinary = lru_cache(maxsize=50_000)(self._is_ordinary)

    def is_base(self, word: str) -> bool:
        """True for a word in the form that a dictionary lists, in lower case."""
        return any(word in words for words in self._index.values())

    def is_verb_form(self, word: str) -> bool:
        """True for an irregular form of a verb ("said"), in lower case."""
        return word in self._exceptions.get("verb", ())

    def is_only_noun(self, word: str) -> bool:
        """True for the dictionary form of a noun that is no verb, adjective or adverb and no form of one."""
        return word in self._index.get("noun", ()) and not any(
            word in self._index[name] or word in self._exceptions.get(name, ()) for name in _CLASSES[1:]
        )

    def may_be_verb(self, word: str) -> bool:
        """True for any form of a word that can be a verb, in lower case."""
        return self._is_form(word, "verb")

    def _is_ordinary(self, word: str) -> bool:
        """True for an ordinary word, given in lower case."""
        if word in self.function_words or word in self._more:
            return True
        if word in self._capital:
            return False
        return self._is_listed(word) or self._is_derived(word)

    def _is_listed(self, word: str) -> bool:
        return any(self._is_form(word, name) for name in self._index)

    def _is_form(self, word: str, name: str) -> bool:
        """True for a form of an ordinary word of that class."""
        index = self._index[name]
        if word in index or word in self._exceptions.get(name, ()):
            return True
        return any(
            lemma in index and lemma not in self._capital
            for old, new in self._rules.get(name, ())
            if word.endswith(old) and len(lemma := word.removesuffix(old) + new) > _SHORTEST_STEM
        )

    def _is_derived(self, word: str) -> bool:
        if len(word) >= _LONG and word.endswith(self._ordinary_endings):
            return True
        for prefix in self._prefixes:
            rest = word.removeprefix(prefix)
            if rest != word and self._is_rest(rest) and (self.is_base(rest) or len(rest) >= _LONG_REST):
                return True
        for ending in self._endings:
            rest = word.removesuffix(ending)
            if rest != word and self._is_rest(rest):
                return True
        return any(
            self._is_part(word[:i]) and self._is_part(word[i:])
            for i in range(_SHORTEST_REST, len(word) - _SHORTEST_REST + 1)
        )

    def _is_rest(self, word: str) -> bool:
        return len(word) >= _SHORTEST_REST and word not in self._capital and self._is_listed(word)

    def _is_part(self, word: str) -> bool:
        """True for a word that compounds are made of; rare words would make compounds of most names."""
        return word not in self._capital and self.is_base(word) and len(word) >= _SHORTEST_REST
