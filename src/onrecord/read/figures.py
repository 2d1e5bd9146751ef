"""Quantities: every number of a text with its bounds, what it counts, and whether it counts at all.

In: a parsed document. Out: `Quantity` for each number phrase, in text order; mentions of kind `quantity` and `money`.

Method: numbers are read by `onrecord.read.numerals`; words before and after bound them ("over", "at least", "up to",
"or more"); two numbers joined by "to", "or", a dash or "between ... and" are one range. The words beside a number then
tell its kind: a count, or else an age, money, a measure (of distance, weight, time), a share, a date, or a label
("Route 9"). The counted noun is found by syntax, and by the words that follow where syntax fails.

Bounds follow the record's rules: "over 54" is low 55; "at least 54" low 54; "about 54" best 54; "up to 54" high 54;
"fewer than 54" high 53; "dozens" low 24 and vague; an exact number is low, best and high at once. "nearly" is "about":
the text tells a number, not a bound. "dozen" is a round twelve, hence "about".

Does not find: ordinals, fractions of another figure ("more than half"), "a" and "an" as one, "many", "some".
Known errors: numbers in addresses and headings of tables without units of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Clue, Mention, Qualifier, Rows, identify
from onrecord.read.figure_kinds import NOUNS, Kinds, QuantityKind, vocabulary_of_numbers
from onrecord.read.numerals import Numeral, read_numeral
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "figures 1"

_ALNUM_CHAIN = re.compile(r"[-‑/.:]")
_RANGE_DASH = re.compile("[–—-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number phrase: tokens [start, end) with its qualifier, [number_start, number_end) without.

    Attributes:
        noun: Index of the counted noun's token; None where the number stands alone ("another 30 were hurt").
        head: Index of the token that stands for the whole in its clause: the counted noun, else the number's own head.
        is_partitive: True for a number out of a group ("three of the dead").
        unit: Unit of a measure, as written.
        currency: ISO 4217 code where the text gives one.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    kind: QuantityKind
    head: int
    noun: int | None = None
    is_partitive: bool = False
    currency: str | None = None
    unit: str | None = None
    is_none: bool = False

    @property
    def is_count(self) -> bool:
        """True for a number that counts things or people."""
        return self.kind == "count"

    @property
    def is_money(self) -> bool:
        """True for a sum of money."""
        return self.kind == "money"

    @property
    def is_age(self) -> bool:
        """True for somebody's age."""
        return self.kind == "age"

    @property
    def is_percent(self) -> bool:
        """True for a share in a hundred."""
        return self.kind == "percent"

    @property
    def is_year_like(self) -> bool:
        """True for a year, or the day of a date."""
        return self.kind == "date"


def find_quantities(parsed: Parsed) -> tuple[Quantity, ...]:
    """Every number phrase of a document, in text order; none overlaps another. Several readers ask: found once."""
    return parsed.once(_find)


def _find(parsed: Parsed) -> tuple[Quantity, ...]:
    return _Finder(parsed).find()


def find_quantity_mentions(parsed: Parsed, rows: Rows) -> list[Mention]:
    """Mentions of counts, measures, shares (kind `quantity`) and sums (kind `money`); their clues are put in `rows`."""
    mentions = []
    for quantity in find_quantities(parsed):
        if quantity.kind not in {"count", "measure", "percent", "money"} or quantity.is_none:
            continue
        end = quantity.end if quantity.noun is None else max(quantity.end, quantity.noun + 1)
        span = parsed.span(quantity.start, quantity.end if quantity.noun is None or quantity.is_partitive else end)
        mention = Mention(
            id=identify("me", parsed.document.id, span.start, span.end, "quantity"),
            document=parsed.document.id,
            reader=READER,
            start=span.start,
            end=span.end,
            text=span.text,
            kind="money" if quantity.is_money else "quantity",
            form="nominal",
        )
        rows.clues[mention.id] = Clue(head=quantity.number_end - 1)
        mentions.append(mention)
    return mentions


class _Finder:
    """Finds the quantities of one document."""

    def __init__(self, parsed: Parsed) -> None:
        self.doc = parsed.doc
        self.language = parsed.language
        self.words = [token.lower_ for token in self.doc]
        self.blanks = [token.whitespace_ == " " for token in self.doc]
        self.vocabulary = vocabulary_of_numbers(parsed.language)
        self.kinds = Kinds(self.doc, self.words, self.blanks, parsed.language)

    def find(self) -> tuple[Quantity, ...]:
        found: list[Quantity] = []
        i = 0
        while i < len(self.words):
            quantity = self._quantity(i)
            if quantity is None:
                i += 1
                continue
            found.append(quantity)
            i = max(quantity.end, i + 1)
        return tuple(found)

    def _quantity(self, i: int) -> Quantity | None:
        numeral = self._numeral(i)
        if numeral is None:
            return None
        numeral = self._range(numeral)
        numeral, start, end = self._qualified(numeral)
        numeral = self._with_glued_scale(numeral, end)
        kind, unit, currency, end = self.kinds.kind(numeral, start, end)
        noun, is_partitive = self._noun(numeral, end) if kind == "count" else (None, False)
        head = noun if noun is not None else self.doc[numeral.start : numeral.end].root.i
        return Quantity(
            start=start,
            end=end,
            number_start=numeral.start,
            number_end=numeral.end,
            low=numeral.low,
            best=numeral.best,
            high=numeral.high,
            qualifier=numeral.qualifier,
            kind=kind,
            head=head,
            noun=noun,
            is_partitive=is_partitive,
            currency=currency,
            unit=unit,
            is_none=numeral.is_none,
        )

    # ---- the number -------------------------------------------------------------------------------------------------

    def _numeral(self, i: int) -> Numeral | None:
        numeral = self._joined(i) or read_numeral(self.words, i, self.language, blanks=self.blanks)
        if numeral is None or not self._may_begin(self.doc[i], numeral):
            return None
        sentence_end = self.doc[i].sent.end
        return numeral if numeral.end <= sentence_end else None

    def _joined(self, i: int) -> Numeral | None:
        """A range that the tokeniser left in one piece ("40–60")."""
        word = self.words[i]
        parts = _RANGE_DASH.split(word) if word[:1].isdecimal() else ()
        if len(parts) != 2:  # noqa: PLR2004 - two ends
            return None
        ends = [read_numeral([part], 0, self.language) for part in parts if part]
        if len(ends) != 2 or any(end is None or not end.is_digits for end in ends):  # noqa: PLR2004
            return None
        low, high = (end.best if end is not None else None for end in ends)
        if low is None or high is None or low >= high:
            return None
        return Numeral(i, i + 1, low, None, high, "between", is_digits=True)

    def _may_begin(self, token: Token, numeral: Numeral) -> bool:
        """False for words that look like numbers and count nothing here."""
        following = self.words[numeral.end] if numeral.end < len(self.words) else ""
        if following in self.vocabulary["not_counted_after"].get(token.lower_, ()):
            return False
        if token.dep_ in {"preconj", "cc"} or (numeral.is_none and self._opens_bound(token.i)):
            return False
        if token.i > 0 and not self.blanks[token.i - 1] and _ALNUM_CHAIN.fullmatch(self.words[token.i - 1]):
            # glued to what stands before ("AK-47", "10:30", "2013-01-20"): no count; an open dash is a range's
            return token.i < 2 or self.blanks[token.i - 2]  # noqa: PLR2004 - the dash and what stands before it
        return not (numeral.is_none and numeral.end - numeral.start == 1 and token.dep_ == "intj")

    def _opens_bound(self, i: int) -> bool:
        """As in "no fewer than 54": the first word belongs to the bound."""
        return any(tuple(self.words[i : i + len(words)]) == words for words, _ in self.vocabulary["before"])

    def _range(self, first: Numeral) -> Numeral:
        """The range that begins with a number ("40 to 60", "two or three", "between 40 and 60"), else the number."""
        place = first.end
        if place + 1 >= len(self.words) or first.is_none:
            return first
        joint = self.words[place]
        opened = self.words[first.start - 1] if first.start else ""
        joins = set(self.vocabulary["to"]) | set(self.vocabulary["or"]) | set(self.vocabulary["dashes"])
        if opened in self.vocabulary["between"]:
            joins |= set(self.vocabulary["and"])
        if joint not in joins:
            return first
        second = read_numeral(self.words, place + 1, self.language, blanks=self.blanks)
        if second is None or second.best is None:
            return first
        low = first.best
        if low is not None and first.is_digits and second.is_digits and low < second.best // 1000:
            low = self._in_scale(first, second, low)
        if low is None or low >= second.best:
            return first
        return replace(first, end=second.end, low=low, best=None, high=second.best, qualifier="between")

    def _in_scale(self, first: Numeral, second: Numeral, low: int) -> int:
        """The first number in the second's scale: "3 to 4 million" begins at three million."""
        last = self.words[second.end - 1]
        scale: int = self.vocabulary["scales"].get(last, 1)
        return low * scale if first.end - first.start == 1 else low

    def _qualified(self, numeral: Numeral) -> tuple[Numeral, int, int]:
        """The number with the bounds that the words beside it set, and the phrase's first and last token."""
        start, end = numeral.start, numeral.end
        if numeral.qualifier == "between":
            opened = self.words[start - 1] if start else ""
            if opened in self.vocabulary["between"] or opened in self.vocabulary["from"]:
                start -= 1
            return numeral, start, end
        for words, qualifier in self.vocabulary["before"]:
            if start >= len(words) and tuple(self.words[start - len(words) : start]) == words:
                start -= len(words)
                numeral = _bounded(numeral, qualifier)
                break
        if numeral.qualifier in {"exactly", "vague"}:
            for words, qualifier in self.vocabulary["after"]:
                if tuple(self.words[end : end + len(words)]) == words:
                    end += len(words)
                    numeral = _bounded(numeral, qualifier)
                    break
        return numeral, start, end

    def _with_glued_scale(self, numeral: Numeral, end: int) -> Numeral:
        before = self.words[numeral.start - 1] if numeral.start else ""
        if before not in self.vocabulary["currency_signs"] or not self.kinds.is_glued_scale(end):
            return numeral
        scale = self.vocabulary["suffixes"][self.words[end]]
        low, best, high = (None if v is None else v * scale for v in (numeral.low, numeral.best, numeral.high))
        return replace(numeral, low=low, best=best, high=high)

    # ---- what is counted --------------------------------------------------------------------------------------------

    def _noun(self, numeral: Numeral, end: int) -> tuple[int | None, bool]:
        """The counted noun, and whether the number is out of a group."""
        if end < len(self.words) and self.words[end] in self.vocabulary["of"]:
            return self._noun_after_of(end)
        # the last word of a phrase such as "a number of" is the preposition itself
        if self.words[numeral.end - 1] in self.vocabulary["of"]:
            return self._run_of_nouns(end), False
        number = self.doc[numeral.start : numeral.end].root
        if number.dep_ in {"nummod", "amod", "det", "quantmod", "compound", "nmod"} and number.head.i >= end:
            head = number.head
            while head.dep_ in {"compound", "nmod", "nummod", "quantmod", "amod"} and head.head.i > head.i:
                head = head.head
            if head.pos_ in NOUNS or head.pos_ == "ADJ" or head.tag_.startswith("NN"):
                return head.i, False
        noun = self._run_of_nouns(end)
        if noun is not None:
            return noun, False
        return self._noun_of_copula(number), False

    def _noun_after_of(self, of: int) -> tuple[int | None, bool]:
        for child in self.doc[of].children:
            if child.dep_ == "pobj" and child.i > of:
                between = self.doc[of + 1]
                return child.i, between.pos_ in {"DET", "PRON"} or child.pos_ == "PRON"
        if of + 1 < len(self.words) and self.doc[of + 1].pos_ == "PRON":
            return of + 1, True
        return self._run_of_nouns(of + 1), False

    def _run_of_nouns(self, begin: int) -> int | None:
        """The last noun of the words that directly follow a number."""
        last = None
        for i in range(begin, min(begin + 6, len(self.words))):
            token = self.doc[i]
            if token.pos_ in NOUNS:
                last = i
            elif token.pos_ != "ADJ" and not (token.tag_ in {"VBN", "VBG"} and token.dep_ == "amod"):
                break
            if token.is_sent_end:
                break
        return last

    def _noun_of_copula(self, number: Token) -> int | None:
        """As in "The number of civilians killed is 90": civilians."""
        if number.dep_ not in {"attr", "acomp", "dobj", "pobj"}:
            return None
        verb = number.head if number.dep_ != "pobj" else number.head.head
        for subject in verb.children:
            if subject.dep_ in {"nsubj", "nsubjpass"} and subject.lemma_.lower() in self.vocabulary["counting_nouns"]:
                for of in subject.children:
                    if of.lower_ in self.vocabulary["of"]:
                        return next((child.i for child in of.children if child.dep_ == "pobj"), None)
        return None


def _bounded(numeral: Numeral, qualifier: Qualifier) -> Numeral:
    """A number under a qualifier; a vague number stays vague, with the bound that holds."""
    value = numeral.best if numeral.best is not None else numeral.low
    if value is None:
        return numeral
    if numeral.qualifier == "vague":
        return replace(numeral, low=None) if qualifier in {"at most", "less than"} else numeral
    if qualifier == "exactly":
        return numeral
    low = best = high = None
    if qualifier == "more than":
        low = value + 1
    elif qualifier == "at least":
        low = value
    elif qualifier == "about":
        best = value
    elif qualifier == "at most":
        high = value
    elif qualifier == "less than":
        high = max(value - 1, 0)
    return replace(numeral, low=low, best=best, high=high, qualifier=qualifier)
