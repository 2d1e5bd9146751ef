"""What kind of number a number is, by the words beside it: a count, an age, money, a measure, a share, a date, a name.

In: a number of a document and the words around it. Out: its kind, with unit or currency, and the end of its phrase.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from onrecord.read.numerals import Numeral
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

QuantityKind = Literal["count", "age", "money", "measure", "percent", "date", "clock", "label"]

_OLDEST = 115
_YEARS = range(1800, 2101)
_LAST_DAY = 31
NOUNS = frozenset({"NOUN", "PROPN"})


@cache
def vocabulary_of_numbers(language: str) -> dict[str, Any]:
    """The tables for a language."""
    entries = dict(load("numbers", language))
    for name in ("before", "after"):
        pairs = [(tuple(words.split()), qualifier) for words, qualifier in entries[name]]
        entries[name] = sorted(pairs, key=lambda pair: -len(pair[0]))
    for name in ("percent", "currency_countries", "units_of_measure", "clock", "months", "before_year", "age_before"):
        entries[name] = frozenset(entries[name])
    entries["currency_words"] = {tuple(words.split()): code for words, code in entries["currency_words"].items()}
    return entries


class Kinds:
    """Tells the kinds of the numbers of one document."""

    def __init__(self, doc: Doc, words: list[str], blanks: list[bool], language: str) -> None:
        self.doc = doc
        self.words = words
        self.blanks = blanks
        self.vocabulary = vocabulary_of_numbers(language)

    def kind(self, numeral: Numeral, start: int, end: int) -> tuple[QuantityKind, str | None, str | None, int]:  # noqa: PLR0911 - one line a kind
        """Kind, unit, currency, and the phrase's end (a unit belongs to it)."""
        before = self.words[numeral.start - 1] if numeral.start else ""
        money = self._money(numeral, before, end)
        if money is not None:
            return "money", None, money[0], money[1]
        if self._is_age(numeral) or self._is_age_limit(numeral, start):
            return "age", None, None, end
        after = self.words[end] if end < len(self.words) else ""
        two = f"{after} {self.words[end + 1]}" if end + 1 < len(self.words) else after
        if after in self.vocabulary["percent"] or two in self.vocabulary["percent"]:
            return "percent", "%", None, end + (1 if after in self.vocabulary["percent"] else 2)
        if self._is_date(numeral, before, after):
            return "date", None, None, end
        if after in self.vocabulary["clock"]:
            return "clock", after, None, end + 1
        if after in self.vocabulary["dashes"] and end + 1 < len(self.words):
            return self._hyphenated(end)
        if after in self.vocabulary["units_of_measure"] and not numeral.is_none:
            return "measure", after, None, end + 1
        if self._is_label(numeral, before):
            return "label", None, None, end
        return "count", None, None, end

    def _hyphenated(self, end: int) -> tuple[QuantityKind, str | None, str | None, int]:
        """As in "10-year", "six-member", "5-2": a measure or the name of a size, never a count."""
        unit = self.words[end + 1]
        if self.blanks[end - 1]:
            return "count", None, None, end
        return (
            ("measure", unit, None, end + 2)
            if unit in self.vocabulary["units_of_measure"]
            else ("label", None, None, end)
        )

    def _money(self, numeral: Numeral, before: str, end: int) -> tuple[str | None, int] | None:
        signs = self.vocabulary["currency_signs"]
        if before in signs:
            return signs[before], end + self.is_glued_scale(end)
        place = end + 1 if end < len(self.words) and self.words[end] in self.vocabulary["of"] else end
        if place < len(self.words) and self.words[place] in self.vocabulary["currency_countries"]:
            place += 1
        if numeral.is_none:
            return None
        for length in (2, 1):
            words = tuple(self.words[place : place + length])
            if words in self.vocabulary["currency_words"]:
                return self.vocabulary["currency_words"][words], place + length
        return None

    def _is_age(self, numeral: Numeral) -> bool:
        value = numeral.best if numeral.best is not None else numeral.high
        if value is None or value > _OLDEST:
            return False
        words, i = self.words, numeral.end
        rest = [word for word in words[i : i + 5] if word not in self.vocabulary["dashes"]]
        if (
            rest
            and rest[0] in self.vocabulary["age_after"]
            and (
                rest[1:2]
                and (rest[1] in self.vocabulary["age_old"] or " ".join(rest[1:3]) in self.vocabulary["age_old"])
            )
        ):
            return True
        place = numeral.start - 1
        while place > 0 and words[place] in self.vocabulary["and"] and self.doc[place - 1].like_num:
            place -= 2
        if place >= 0 and words[place] in self.vocabulary["age_before"]:
            return True
        return self._is_apposed_age(numeral)

    def _is_age_limit(self, numeral: Numeral, start: int) -> bool:
        """As in "Children under 12": a bound on an age, not a count."""
        if start in (numeral.start, 0) or numeral.qualifier not in {"less than", "more than"}:
            return False
        value = numeral.low if numeral.low is not None else numeral.high
        follower = self.doc[numeral.end] if numeral.end < len(self.words) else None
        is_alone = follower is None or follower.pos_ not in {"NOUN", "PROPN", "ADJ"}
        return is_alone and self.doc[start - 1].tag_ == "NNS" and value is not None and value <= _OLDEST

    def _is_apposed_age(self, numeral: Numeral) -> bool:
        """As in "Ali Hassan, 34, died", "his son, 6," and "Hassan (34)"."""
        if not numeral.is_digits or numeral.end - numeral.start != 1 or numeral.start < 2:  # noqa: PLR2004 - name and comma
            return False
        opening, person = self.words[numeral.start - 1], self.doc[numeral.start - 2]
        closing = self.words[numeral.end] if numeral.end < len(self.words) else ""
        if opening == "(" and closing == ")":
            return person.pos_ in NOUNS and person.tag_ in {"NN", "NNP"}
        if opening != "," or person.tag_ not in {"NN", "NNP"} or person.like_num:
            return False
        if closing in {",", ".", ";", ")"}:
            return person.lower_ not in self.vocabulary["months"]
        return closing in self.vocabulary["of"] and person.pos_ == "PROPN" and self.doc[numeral.start].dep_ != "nsubj"

    def _is_date(self, numeral: Numeral, before: str, after: str) -> bool:
        value = numeral.best
        if not numeral.is_digits or value is None:
            return False
        months = self.vocabulary["months"]
        if value <= _LAST_DAY and (self._is_month(numeral.start - 1) or self._is_month(numeral.end)):
            return True
        token = self.doc[numeral.start]
        if value not in _YEARS or numeral.end - numeral.start != 1 or len(token) != 4:  # noqa: PLR2004 - digits of a year
            return False
        if before in months or before in self.vocabulary["before_year"]:
            return True
        follower = self.doc[numeral.end] if after else None
        return follower is None or follower.tag_ not in {"NNS", "NNPS", "JJ"}

    def _is_month(self, place: int) -> bool:
        """True for a month's name; "may" and "march" only with a capital."""
        if not 0 <= place < len(self.words) or self.words[place] not in self.vocabulary["months"]:
            return False
        return self.doc[place].text[0].isupper()

    def _is_label(self, numeral: Numeral, before: str) -> bool:
        """As in "Route 9", "Resolution 2254", "No. 5": the number names, it does not count."""
        if not numeral.is_digits or numeral.start == 0:
            return False
        if before in self.vocabulary["before_label"]:
            return True
        token, previous = self.doc[numeral.start], self.doc[numeral.start - 1]
        return (
            previous.pos_ in NOUNS
            and token.dep_ in {"nummod", "appos", "npadvmod"}
            and token.head.i == previous.i
            and numeral.qualifier == "exactly"
        )

    def is_glued_scale(self, end: int) -> bool:
        """As in "$5m": the letter is a scale, which the tokeniser cut off."""
        return end < len(self.words) and not self.blanks[end - 1] and self.words[end] in self.vocabulary["suffixes"]
