"""Words that express times, found in a text: in goes the view, out come phrases with their parts.

Method: words and figures are classed by the vocabulary `time_words` (a word may have several classes); each set of
classes becomes one character, so that a pattern over words is a regular expression over characters. Only where a word
that can name a time occurs are the patterns tried, from each word of its surroundings on; the longest match is kept.
What the words mean, and whether they name a time at all, is settled later (`time_anchor`).

Known errors: years spelled out in words are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.vocab import load

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?![\d-]))"
    r"|(?P<group>\d{6}[A-Z]? ?[A-Z]{3} ?\d\d(?:\d\d)?\b)"
    r"|(?P<numeric>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\d./-]*\d))"
    r"|(?P<clock>\d{1,2}[:.]\d\d(?!\d|[.,]\d|%)(?=(?P<timely>\s?[aApP]\.?[mM]\b|hrs|\s?hours)?)(?(timely)|(?<=:\d\d)))"
    r"|(?P<decade>(?:\d{3}0|['’]\d0)[’']?s\b)"
    r"|(?P<short>['’]\d\d\b)"
    r"|(?P<big>\d{1,3}(?:,\d{3})+(?!\d))"
    r"|(?P<decimal>\d+\.\d+)"
    r"|(?P<number>\d+)"
    r"|(?P<letters>(?:[A-Za-z]\.){2,}|[A-Za-z]\.[A-Za-z](?![A-Za-z]))"
    r"|(?P<clockword>o['’]clock)"
    r"|(?P<poss>['’]s?(?=\W|$))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark1>\S)"
    r"|(?P<block>\n)"
)
_MARKS = {",": "COMMA", ".": "DOT", "-": "DASH", "/": "SLASH", "–": "DASH", "—": "LONGDASH", "(": "OPEN", ")": "CLOSE"}
_GLUED = re.compile(r"[\w$£€#]|(?<=\w)[-/]|[.,](?<=\d.)")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_LAST_DAY, _LAST_HOUR, _LAST_MINUTE = 31, 24, 59
_REMEMBERED = 20_000
"""Runs of word classes whose form is kept in memory: the same few recur in every text."""
_ITEM = re.compile(r"(?:([a-z]+):)?([A-Z]\w*|[a-z'.]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, figure or mark of the view, at view offsets."""

    text: str
    start: int
    end: int
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words [first, last) of a text that fit a form of the vocabulary; `slots` name parts of them."""

    form: str
    words: tuple[Word, ...]
    first: int
    slots: Mapping[str, tuple[Word, ...]]

    @property
    def start(self) -> int:
        """View offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """View offset after the last character."""
        return self.words[-1].end


class Grammar:
    """The forms of a language, compiled."""

    def __init__(self, language: str) -> None:
        entries = load("time_words", language)
        self.values: Mapping[str, Mapping[str, object]] = entries["classes"]
        self._triggers = frozenset(entries["triggers"])
        self._before_clocks = frozenset(entries["before_clocks"])
        self._parts: Mapping[str, str] = entries["parts"]
        self._of_word: dict[str, frozenset[str]] = {}
        self._signs: dict[frozenset[str], str] = {}
        for name, words in self.values.items():
            for word in words:
                self._of_word[word] = self._of_word.get(word, frozenset()) | {name}
        literals = {
            item
            for pattern in [*self._parts.values(), *(pattern for _, pattern in entries["forms"])]
            for _, item in _ITEM.findall(pattern)
            if item[0].islower()
        }
        for word in literals:
            self._of_word[word] = self._of_word.get(word, frozenset()) | {word}
        shapes = [*map(frozenset, _SHAPES)]
        for number, classes in enumerate(sorted({*self._of_word.values(), *shapes}, key=sorted)):
            self._signs[classes] = chr(0xE000 + number)
        self._count = 0
        self._longest = lru_cache(maxsize=_REMEMBERED)(self._find_longest)
        self._forms = [(name, re.compile(self._pattern(pattern))) for name, pattern in entries["forms"]]

    def value(self, name: str, word: Word) -> object:
        """What a word of a class means, None where it is not of that class."""
        return self.values[name].get(word.text.lower().replace("’", "'"))

    def words(self, text: str) -> list[Word]:
        """The words, figures and marks of a text."""
        words = []
        for match in _TOKEN.finditer(text):
            found, kind = match.group(), match.lastgroup or ""
            if kind in {"word", "letters", "clockword"}:
                classes = self._of_word.get(found.lower().replace("’", "'"), _NOTHING)
            else:
                classes = _shape(found, match)
                if classes and found[0].isdigit() and _GLUED.match(text[match.start() - 1 : match.start()] or " "):
                    before = text[max(match.start() - 2, 0) : match.start()]
                    if not (before[-1:] in "-/.," and before[:1].isdigit() is False and not before[:1].isalpha()):
                        classes = classes if _joins_dates(before) else _NOTHING
            words.append(Word(found, match.start(), match.end(), classes))
        return [
            self._with_clock(word, words[number - 1].text.lower() if number else "", words[number + 1 : number + 2])
            for number, word in enumerate(words)
        ]

    def _with_clock(self, word: Word, before: str, following: list[Word]) -> Word:
        """The word, a time of day where its four figures stand before a time zone ("1530 GMT") or after "at"."""
        is_four = len(word.text) == 4 and word.text.isdigit() and bool(word.classes)  # noqa: PLR2004 - hhmm
        has_zone = bool(following) and "ZONE" in following[0].classes
        if not is_four or not (has_zone or before in self._before_clocks):
            return word
        if int(word.text[:2]) > _LAST_HOUR or int(word.text[2:]) > _LAST_MINUTE:
            return word
        return Word(word.text, word.start, word.end, frozenset({"CLOCK"}))

    def phrases(self, words: list[Word]) -> Iterator[Phrase]:
        """Phrases in the order of the text; they do not overlap."""
        signs = "".join(self._signs.get(word.classes, "x") for word in words)
        done = 0
        for first, last in _stretches(signs, words, self._triggers):
            at = max(first, done)
            while at < last:
                form = self._longest(signs[at:last])
                match = form[1].match(signs, at) if form is not None else None
                if form is None or match is None:
                    at += 1
                    continue
                yield _phrase(form[0], match, words)
                at = done = match.end()

    def _find_longest(self, signs: str) -> tuple[str, re.Pattern[str]] | None:
        """The form that matches most of the beginning; the first of them where several do."""
        best, length = None, 0
        for form in self._forms:
            match = form[1].match(signs)
            if match is not None and match.end() > length:
                best, length = form, match.end()
        return best

    def _pattern(self, pattern: str) -> str:
        def replaced(match: re.Match[str]) -> str:
            slot, item = match.groups()
            inner = f"(?:{self._pattern(self._parts[item])})" if item in self._parts else f"[{self._characters(item)}]"
            if not slot:
                return inner
            self._count += 1
            return f"(?P<{slot}_{self._count}>{inner})"

        return _ITEM.sub(replaced, pattern).replace(" ", "").replace("(|", "(?:|")

    def _characters(self, name: str) -> str:
        found = "".join(sign for classes, sign in self._signs.items() if name in classes)
        if not found:
            raise ValueError(f"{name!r} is neither a class nor a part of the vocabulary of times")
        return found


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar of a language, compiled once a process."""
    return Grammar(language)


_NOTHING: frozenset[str] = frozenset()
_SHAPES: tuple[tuple[str, ...], ...] = (
    ("ISODATE",), ("NUMERICDATE",), ("DATETIMEGROUP",), ("CLOCK",), ("DECADE",), ("SHORTYEAR",), ("DECIMAL",),
    ("COMMA",), ("SLASH",), ("DASH",), ("LONGDASH",), ("DOT",), ("OPEN",), ("CLOSE",), ("POSS",), ("DIGITS",),
    ("DAYNUMBER", "DIGITS", "TWOFIGURES", "YEARNUMBER", "YEARTWO"), ("DIGITS", "TWOFIGURES", "YEARNUMBER", "YEARTWO"),
    ("DIGITS", "YEARNUMBER"),
    ("YEAR", "YEARNUMBER", "YEARTWO"), ("DAYNUMBER", "DIGITS", "YEARNUMBER"),
)  # fmt: skip
_BY_KIND = {
    "iso": "ISODATE", "group": "DATETIMEGROUP", "numeric": "NUMERICDATE", "clock": "CLOCK", "decade": "DECADE",
    "short": "SHORTYEAR", "decimal": "DECIMAL", "big": "DIGITS", "poss": "POSS",
}  # fmt: skip


def _shape(found: str, match: re.Match[str]) -> frozenset[str]:
    for kind, name in _BY_KIND.items():
        if match.group(kind) is not None:
            return frozenset({name})
    if not found.isdigit():
        return frozenset({_MARKS[found]}) if found in _MARKS else _NOTHING
    number, length = int(found), len(found)
    if length == 4 and _FIRST_YEAR <= number <= _LAST_YEAR:  # noqa: PLR2004 - a year in full
        return frozenset({"YEAR", "YEARNUMBER", "YEARTWO"})
    if length > 3:  # noqa: PLR2004 - no day, and no year that could do without its era
        return frozenset({"DIGITS"})
    classes = {"DIGITS", "YEARNUMBER"}
    if length == 2:  # noqa: PLR2004 - the last two figures of a year
        classes.add("YEARTWO")
        classes.add("TWOFIGURES")
    if 1 <= number <= _LAST_DAY:
        classes.add("DAYNUMBER")
    return frozenset(classes)


def _joins_dates(before: str) -> bool:
    """True where what stands before a figure is the dash of a range ("1992-95", "3-5 May")."""
    return len(before) == 2 and before[0].isdigit() and before[1] in "-–/"  # noqa: PLR2004 - a figure and a mark


def _stretches(signs: str, words: list[Word], triggers: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Runs of classed words with a word among them that can name a time."""
    for run in re.finditer("[^x]+", signs):
        if any(not triggers.isdisjoint(word.classes) for word in words[run.start() : run.end()]):
            yield run.start(), run.end()


def _phrase(name: str, match: re.Match[str], words: list[Word]) -> Phrase:
    slots: dict[str, tuple[Word, ...]] = {}
    for group, value in match.groupdict().items():
        if value is not None:
            start, end = match.span(group)
            slots[group.rsplit("_", 1)[0]] = tuple(words[start:end])
    return Phrase(name, tuple(words[match.start() : match.end()]), match.start(), slots)
