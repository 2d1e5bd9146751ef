"""Whether words that could name a time do: "may" and "march" as verbs, counts, numbers of things, names, ages.

In goes a phrase with its neighbours and the parser's tokens; out comes yes or no.

Known errors: relies on the parser's tags for words that are also verbs or names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.read.time_grammar import Phrase, Word
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLURAL = {"NNS", "NNPS"}
_MODIFIERS = {"nummod", "compound", "quantmod"}
_LAST_HOUR = 24
_EARLIEST_BARE, _EARLIEST_SURE = 1400, 1800
"""Below the first, a figure alone is no year without a preposition; from the second on, one outweighs the parser."""


def names_time(phrase: Phrase, words: list[Word], tokens: Mapping[int, Token], language: str) -> bool:
    """True where a phrase names a time.

    Args:
        phrase: What the grammar found.
        words: All words of the view.
        tokens: The parser's tokens by view offset.
        language: ISO 639-1 code of the text.
    """
    check = _CHECKS.get(phrase.form)
    if check is None:
        return True
    end = phrase.first + len(phrase.words)
    before = words[phrase.first - 1] if phrase.first else None
    return check(phrase, _Around(before, tuple(words[end : end + 2]), tokens, load("time_words", language)))


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a phrase."""

    before: Word | None
    following: tuple[Word, ...]
    tokens: Mapping[int, Token]
    entries: Mapping[str, Any]

    @property
    def after(self) -> Word | None:
        return self.following[0] if self.following else None

    def token(self, word: Word) -> Token | None:
        return self.tokens.get(word.start)

    def follows(self, entry: str) -> bool:
        """True where the word after the phrase is of a list of the vocabulary."""
        return _low(self.after) in self.entries[entry]

    def precedes(self, entry: str) -> bool:
        """True where the word before the phrase is of a list of the vocabulary."""
        return _low(self.before) in self.entries[entry]


def _low(word: Word | None) -> str:
    return word.text.lower() if word is not None else ""


def _is_month(phrase: Phrase, around: _Around) -> bool:
    if "mo" not in phrase.slots:
        token = around.token(phrase.words[1])
        return token is not None and token.dep_ not in {"amod", "nmod", *_MODIFIERS}
    month = phrase.slots["mo"][0]
    if not month.text[0].isupper() and (len(phrase.words) == 1 or "MONTHNAME" not in month.classes):
        return False
    if phrase.slots.keys() & {"day", "yr", "yrel"}:
        return True
    if "MONTHNAME" not in month.classes:
        return False
    if phrase.slots.keys() & {"rel", "mod"}:
        return True
    return _is_bare_month(month, around)


def _is_bare_month(month: Word, around: _Around) -> bool:
    """True where the name of a month alone is one: after a preposition, or where it is no name or verb."""
    token = around.token(month)
    is_after_preposition = around.precedes("before_years")
    if month.text.lower() in around.entries["ambiguous_months"]:
        if token is not None and (token.ent_type_ == "PERSON" or token.tag_ in {"MD", "VB", "VBP", "VBD"}):
            return False
        is_name = around.follows("names_of_marches") or _is_part_of_name(month, around)
        return not is_name and (is_after_preposition or (token is not None and token.ent_type_ == "DATE"))
    if is_after_preposition:
        return True
    if token is None or token.ent_type_ == "PERSON" or token.tag_ not in {"NNP", "NN", "NNS"}:
        return False
    before = around.before
    if before is not None and before.text[0].isupper() and before.end == month.start - 1 and before.text.isalpha():
        other = around.token(before)
        return other is None or other.tag_ != "NNP"
    return not (around.after is not None and around.after.text[0].isupper() and token.dep_ == "compound")


def _is_part_of_name(month: Word, around: _Around) -> bool:
    """True for "Mayor August Moore", "May Moore": a capitalised noun beside it belongs to the same name."""
    token, before, after = around.token(month), around.before, around.after
    if before is not None and before.text[0].isupper() and before.text[1:].islower() and "DOT" not in before.classes:
        other = around.token(before)
        if other is not None and other.tag_ == "NNP":
            return True
    other = around.token(after) if after is not None else None
    if other is None or token is None or not other.text[0].isupper() or not other.text[1:].islower():
        return False
    return other.tag_ == "NNP" and (other.ent_type_ == "PERSON" or token.head.i == other.i)


def _is_year(phrase: Phrase, around: _Around) -> bool:
    if "era" in phrase.slots:
        return phrase.slots["era"][0].text.isupper()
    if "spelled" in phrase.slots:
        token = around.token(around.after) if around.after is not None else None
        return token is None or token.tag_ not in _PLURAL
    if "ancient" in phrase.slots:
        number = phrase.slots["ancient"][0]
        token = around.token(number)
        is_plain = token is not None and token.dep_ not in _MODIFIERS
        return len(number.text) == 3 and around.precedes("before_years") and is_plain  # noqa: PLR2004 - "in 238"
    number = phrase.slots["yr"][-1]
    if "mod" in phrase.slots or len(phrase.words) > 2 or not number.text.isdigit():  # noqa: PLR2004 - "the year 1900"
        return True
    return _is_bare_year(number, phrase.words[0] if phrase.words[0] is not number else around.before, around)


def _is_bare_year(number: Word, before: Word | None, around: _Around) -> bool:
    """True where a figure of four is a year, not a count, a sum, or the number of something."""
    after = around.after
    if before is not None and before.end == number.start and before.text in "$£€#.":
        return False
    if after is not None and after.start == number.end and after.text in "%°":
        return False
    near = _low(before)
    is_after_preposition = near in around.entries["before_years"]
    if around.follows("not_years_after") and not (is_after_preposition and around.follows("maybe_years_after")):
        return False
    if near in around.entries["surely_before_years"] and int(number.text) >= _EARLIEST_SURE:
        return True
    if near in around.entries["not_years_before"]:
        return False
    is_enough = is_after_preposition or int(number.text) >= _EARLIEST_BARE
    return is_enough and not _counts(number, around)


def _counts(number: Word, around: _Around) -> bool:
    """True where a figure counts a plural noun that no article or possessive makes a known one."""
    token = around.token(number)
    if token is None or token.dep_ != "nummod" or token.head.tag_ not in _PLURAL:
        return False
    return not any(child.dep_ in {"det", "poss"} for child in token.head.children)


def _is_season(phrase: Phrase, around: _Around) -> bool:
    if phrase.slots.keys() & {"yr", "rel", "yrel"}:
        return True
    token = around.token(phrase.slots["sea"][0])
    if token is None or not token.tag_.startswith("NN") or around.follows("of"):
        return False
    if token.text.islower() and token.dep_ == "compound" and token.head.i == token.i + 1:
        return True
    if token.lower_ in around.entries["ambiguous_seasons"]:
        return around.precedes("before_years") or "mod" in phrase.slots
    return token.ent_type_ not in {"PERSON", "ORG"}


def _is_duration(phrase: Phrase, around: _Around) -> bool:
    last = phrase.words[-1].text.lower()
    has_dash = any(word.text == "-" for word in phrase.words)
    if last in around.entries["fractions"] and (around.follows("of") or has_dash or len(phrase.words) == 1):
        return False
    named = phrase.slots.get("unit") or phrase.slots.get("units") or phrase.slots.get("hunit") or phrase.words
    counted = phrase.slots.get("n", phrase.words)[0].text.lower()
    if named[-1].text.lower() in around.entries["ordinal_units"] and counted in around.entries["articles"]:
        return False
    if around.follows("ages"):
        return False
    is_hyphened = around.after is not None and around.after.text in "-–"
    return not (is_hyphened and _low(around.following[-1]) in around.entries["ages"])


def _is_clock(phrase: Phrase, around: _Around) -> bool:
    if "bare" in phrase.slots:
        return around.precedes("before_dayparts")
    is_marked = len(phrase.words) > 1 or phrase.words[0].text.endswith("'clock")
    if not is_marked and not around.precedes("before_dayparts"):
        return False
    return "clock" not in phrase.slots or int(phrase.slots["clock"][0].text[:2].rstrip(":.")) <= _LAST_HOUR


def _is_weekday(phrase: Phrase, around: _Around) -> bool:
    del phrase
    return not around.follows("not_after_weekdays")


def _is_daypart(phrase: Phrase, around: _Around) -> bool:
    return "bare" not in phrase.slots or "pod" in phrase.slots or around.precedes("before_dayparts")


def _is_reference(phrase: Phrase, around: _Around) -> bool:
    token = around.token(phrase.words[-1])
    if token is None:
        return True
    if "past" in phrase.slots and around.precedes("comparing"):
        return False
    if phrase.words[-1].text.lower() in around.entries["adjectives_only"]:
        return token.tag_ == "JJ"
    return token.tag_ in {"RB", "NN", "NNS", "JJ", "IN", "NNP"}


def _is_set(phrase: Phrase, around: _Around) -> bool:
    if "often" not in phrase.slots or _low(phrase.words[0]) not in around.entries["adverbs_only"]:
        return True
    token = around.token(phrase.words[0])
    return token is not None and token.tag_ == "RB"


_CHECKS: Mapping[str, Callable[[Phrase, _Around], bool]] = {
    "calendar": _is_month, "year": _is_year, "season": _is_season, "duration": _is_duration, "clock": _is_clock,
    "weekday": _is_weekday, "daypart": _is_daypart, "reference": _is_reference, "set": _is_set,
}  # fmt: skip
