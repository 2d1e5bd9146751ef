"""Names that only the words beside a word tell, in text without case.

In: the words of a document's pieces, of which those that are names by themselves are marked. Out: the same words, with
capitals also for names with their abbreviation in brackets, surnames after a title or a given name, names of
organisations made of ordinary words, months, titles before names and articles inside names. What is learnt in one place
holds in all of the document's pieces. Known error: names of organisations with words that no list has stay small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.syntax.ordinary_words import OrdinaryWords
from onrecord.syntax.recased_words import Grammar, Word, capital

_OPENING, _CLOSING = frozenset("[("), frozenset("])")
_LONGEST_NOTE = 12
"""Words and signs of a note in brackets that may spell out an abbreviation."""
_ACRONYM = range(2, 9)
_HYPHENS = frozenset({"-", "\u2010"})
_SHORTEST_LEARNT = 4


class Phrases:
    """Reads the phrases of one document."""

    def __init__(self, grammar: Grammar, ordinary: OrdinaryWords) -> None:
        self._grammar = grammar
        self._lists = grammar.lists
        self._ordinary = ordinary
        self._learnt: dict[str, str] = {}
        self._names: dict[str, set[tuple[str, ...]]] = {}

    def settle(self, pieces: Sequence[list[Word]]) -> None:
        """Give case to the words that stand in telling phrases."""
        for words in pieces:
            for i, word in enumerate(words):
                if word.is_word and not word.is_name:
                    self._month(words, i, word)
                    self._surname(words, i, word)
            self._organisations(words)
            self._abbreviations(words)
        for words in pieces:
            for word in words:
                if word.written is None and word.low in self._learnt:
                    word.write(self._learnt[word.low], "learnt")
            self._repeated(words)
            self._titles(words)
            self._articles(words)

    def _name(self, words: Iterable[Word], source: str) -> None:
        for i, word in enumerate(words):
            if word.is_word and not word.is_name and (i == 0 or word.low not in self._lists["inside_names"]):
                word.write(capital(word.low), source)

    def _abbreviations(self, words: list[Word]) -> None:
        """An abbreviation and the words that it stands for, one of them in brackets beside the other."""
        for i in range(1, len(words) - 2):
            if words[i].low not in _OPENING:
                continue
            end = next((k for k in range(i + 1, min(i + _LONGEST_NOTE, len(words))) if words[k].low in _CLOSING), 0)
            note = words[i + 1 : end]
            if end and len(note) == 1:
                self._abbreviation(note[0], words[max(i - _LONGEST_NOTE, 0) : i])
            elif end and words[i - 1].is_word and len(words[i - 1].low) in _ACRONYM:
                self._spelt_out(words[i - 1], note)

    def _abbreviation(self, short: Word, before: list[Word]) -> None:
        """A word in brackets whose letters begin the words before it, or after the name of an organisation."""
        letters = list(reversed(short.low))
        if len(letters) not in _ACRONYM or not short.is_word:
            return
        if before and before[-1].is_name and before[-1].low in self._lists["name_heads"]:
            self._learn(short)
        for k in range(len(before) - 1, -1, -1):
            word = before[k]
            if not word.is_word:
                break
            if word.low in self._lists["inside_names"]:
                continue
            if word.low[0] != letters.pop(0):
                break
            if not letters:
                self._keep(before[k:])
                self._learn(short)
                break

    def _spelt_out(self, short: Word, note: list[Word]) -> None:
        """An abbreviation and a note in brackets after it that spells it out, or translates what it stands for."""
        if not all(word.is_word for word in note):
            return
        initials = [word.low[0] for word in note if word.low not in self._lists["inside_names"]]
        is_same = "".join(initials) == short.low
        is_name = short.source == "acronym" and bool(self._lists["name_heads"].intersection(w.low for w in note))
        if is_same or is_name:
            self._keep(note)
        if is_same:
            self._learn(short)

    def _keep(self, words: Sequence[Word]) -> None:
        """Write words as a name, here and wherever the document has the same words."""
        self._name(words, "phrase")
        lows = tuple(word.low for word in words)
        if len(lows) > 1:
            self._names.setdefault(lows[0], set()).add(lows)

    def _repeated(self, words: list[Word]) -> None:
        """Names of several words that another place of the document told."""
        for i, word in enumerate(words):
            for lows in self._names.get(word.low, ()):
                found = words[i : i + len(lows)]
                if tuple(w.low for w in found) == lows and not any(w.begins for w in found[1:]):
                    self._name(found, "phrase")

    def _learn(self, short: Word) -> None:
        short.write(short.low.upper(), "acronym")
        if short.low not in self._ordinary.function_words:
            self._learnt[short.low] = short.low.upper()

    def _month(self, words: list[Word], i: int, word: Word) -> None:
        if word.low not in self._lists["unsure_months"]:
            return
        before, after = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
        if (
            (before is not None and (before.low[0].isdigit() or before.low in self._lists["before_months"]))
            or (after is not None and after.low[0].isdigit())
        ):  # fmt: skip
            word.write(capital(word.low), "time")

    def _surname(self, words: list[Word], i: int, word: Word) -> None:
        """An ordinary word that is a name beside a title or a name ("President Bush", "Hector Oqueli")."""
        low = word.low
        ordinary = self._ordinary
        if word.written is not None or low in ordinary.function_words or low in self._lists["particles"]:
            return
        before, after = _before(words, i), _beside(words, i, 1)
        is_between = before is not None and after is not None and before.source == after.source == "unknown"
        if is_between and not ordinary.may_be_verb(low) and low not in self._grammar.offices:
            self._name([word], "phrase")  # between a given name and a surname
            return
        if not ordinary.is_base(low) or ordinary.is_verb_form(low):
            return
        may_be = low in self._grammar.sometimes or low in self._grammar.given
        after_given = before is not None and before.is_name and before.low in self._grammar.given
        after_title = before is not None and before.low in self._grammar.titles
        before_name = after is not None and after.source == "unknown"
        if (may_be and (after_given or after_title or before_name)) or (after_given and ordinary.is_only_noun(low)):
            self._name([word], "phrase")
            if len(low) >= _SHORTEST_LEARNT and low in self._grammar.sometimes:
                self._learnt[low] = capital(low)

    def _organisations(self, words: list[Word]) -> None:
        """Names made of words that names of organisations are made of."""
        heads = self._lists["name_heads"]
        start = 0
        while start < len(words):
            run = self._run(words, start)
            after = start + max(len(run), 1)
            while run and run[-1].low not in heads:
                run.pop()
            if len(run) > 1 and self._is_organisation(run):
                self._keep(run)
            elif run and run[-1].low in self._lists["of_heads"]:
                self._of_name(words, start + len(run))
            start = after

    def _run(self, words: Sequence[Word], start: int) -> list[Word]:
        """Words side by side that are names or may be parts of one."""
        run: list[Word] = []
        for word in words[start:]:
            may_be = word.is_name or word.low in self._lists["name_parts"] or word.low in self._lists["name_heads"]
            may_be = may_be or (bool(run) and word.low[1:] in self._lists["contractions"])
            if not may_be or (run and not _is_beside(word)):
                break
            run.append(word)
        return run

    def _is_organisation(self, run: Sequence[Word]) -> bool:
        sure = self._lists["sure_name_parts"]
        if any(word.low in sure for word in run[:-1]) or run[-1].low in self._lists["sure_heads"]:
            return True
        return run[-1].low not in self._lists["plain_heads"] and any(w.source in {"unknown", "acronym"} for w in run)

    def _of_name(self, words: list[Word], after: int) -> None:
        """A name whose head comes first ("Ministry of the Interior")."""
        following = words[after : after + 3]
        if not following or following[0].low not in self._lists["joins_heads"]:
            return
        named = [w for w in following if w.is_word and w.low not in self._lists["inside_names"]][:1]
        if named and named[0].low not in self._ordinary.function_words:
            self._name([words[after - 1]], "phrase")
            self._name(named, "phrase")

    def _titles(self, words: list[Word]) -> None:
        """Titles before names."""
        for i in range(len(words) - 1, 0, -1):
            if words[i].source not in {"unknown", "phrase", "learnt", "document", "actor", "place", "listed", "title"}:
                continue
            before = _before(words, i)
            if before is None or before.written is not None:
                continue
            is_title = before.low in self._grammar.titles
            if is_title or (words[i].source == "title" and before.low in self._grammar.before_titles):
                self._name([before], "title")

    def _articles(self, words: list[Word]) -> None:
        """Articles and prepositions of other languages: small inside a name, with a capital where they begin one."""
        no_names = self._ordinary.function_words | self._lists["particles"]
        for i, word in enumerate(words):
            after = _beside(words, i, 1) if word.low in self._lists["articles"] else None
            if after is not None and after.written is None and after.low not in no_names:
                self._name([after], "particle")
        for i in range(len(words) - 1, -1, -1):
            word = words[i]
            after, before = _beside(words, i, 1), _beside(words, i, -1)
            if word.low not in self._lists["particles"] or after is None or not after.is_name:
                continue
            if before is not None and before.is_name and word.low in self._lists["lower_particles"]:
                word.write(word.low, "particle")
            elif word.low not in self._ordinary.function_words or words[i + 1].low in _HYPHENS:
                self._name([word], "particle")


def _is_beside(word: Word) -> bool:
    return word.gap in {"", " "} and not word.begins


def _beside(words: Sequence[Word], i: int, step: int) -> Word | None:
    """The word before (-1) or after (1) a word, with nothing but a space or a hyphen between."""
    k = i + step
    while 0 <= k < len(words) and words[k].low in _HYPHENS:
        k += step
    if not 0 <= k < len(words) or not words[k].is_word:
        return None
    between = words[min(i, k) + 1 : max(i, k) + 1]
    return words[k] if all(_is_beside(word) for word in between) else None


def _before(words: Sequence[Word], i: int) -> Word | None:
    """The word before a word, over the stop of an abbreviation ("Gen. Orr")."""
    if i > 1 and words[i - 1].low == "." and not words[i - 1].gap and _is_beside(words[i]):
        return words[i - 2]
    return _beside(words, i, -1)
