"""Whether words that could name a time do: "may" and "march" as verbs, counts, numbers of things, names, ages.

In goes a phrase with its neighbours and the parser's tokens; out comes yes or no.

Known errors: relies on the parser's tags for words that are also verbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.time_grammar import Phrase, Word
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLURAL = {"NNS", "NNPS"}


def names_time(phrase: Phrase, words: list[Word], tokens: dict[int, Token], language: str) -> bool:
    """True where a phrase names a time.

    Args:
        phrase: What the grammar found.
        words: All words of the view.
        tokens: The parser's tokens by view offset.
        language: ISO 639-1 code of the text.
    """
    entries = load("time_words", language)
    before = words[phrase.first - 1] if phrase.first else None
    end = phrase.first + len(phrase.words)
    after = words[end] if end < len(words) else None
    check = _CHECKS.get(phrase.form)
    return check is None or check(phrase, before, after, tokens, entries)


def _low(word: Word | None) -> str:
    return word.text.lower() if word is not None else ""


def _is_month(phrase: Phrase, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict) -> bool:
    if "mo" not in phrase.slots:
        return _is_day_alone(phrase, tokens)
    if "day" in phrase.slots or "yr" in phrase.slots or "yrel" in phrase.slots:
        return phrase.slots["mo"][0].text[0].isupper()
    month = phrase.slots["mo"][0]
    if not month.text[0].isupper() or "MONTHNAME" not in month.classes:
        return False
    if "rel" in phrase.slots or "mod" in phrase.slots:
        return True
    if month.text.lower() in entries["ambiguous_months"] and not _is_plain_month(month, before, after, tokens, entries):
        return False
    token = tokens.get(month.start)
    if token is None or token.ent_type_ == "PERSON" or token.tag_ not in {"NNP", "NN", "NNS"}:
        return _low(before) in entries["before_years"] and _low(before) != ""
    if _low(before) in entries["before_years"]:
        return True
    if before is not None and before.text[0].isupper() and before.end == month.start - 1 and before.text.isalpha():
        follows = tokens.get(before.start)
        return follows is None or follows.tag_ != "NNP"
    return not (after is not None and after.text[0].isupper() and token.dep_ == "compound")


def _is_plain_month(month: Word, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict) -> bool:
    """True where a name that is also another word stands as months do: after a preposition, or before a mark."""
    token = tokens.get(month.start)
    if token is not None and (token.ent_type_ == "PERSON" or token.tag_ in {"MD", "VB", "VBP", "VBD"}):
        return False
    if _low(after) == "of":
        return False
    return _low(before) in entries["before_years"] or (token is not None and token.ent_type_ == "DATE")


def _is_day_alone(phrase: Phrase, tokens: dict[int, Token]) -> bool:
    token = tokens.get(phrase.words[1].start)
    return token is not None and token.dep_ not in {"amod", "compound", "nummod", "nmod"}


def _is_year(phrase: Phrase, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict) -> bool:
    if "era" in phrase.slots or "mod" in phrase.slots or len(phrase.words) > 2:  # noqa: PLR2004 - "the year 1900"
        return "era" not in phrase.slots or phrase.slots["era"][0].text.isupper()
    if "spelled" in phrase.slots:
        return not (after is not None and after.text.lower() in tokens_plural(after, tokens))
    if "ancient" in phrase.slots:
        number = phrase.slots["ancient"][0]
        return len(number.text) == 3 and _low(before) in entries["before_years"] and not _modifies(number, tokens)  # noqa: PLR2004 - 238
    number = phrase.slots["yr"][-1]
    if not number.text.isdigit():
        return True
    near = phrase.words[0] if phrase.words[0] is not number else before
    if near is not None and near.end == number.start and near.text in "$£€#.":
        return False
    if after is not None and after.start == number.end and after.text in {"%", "°"}:
        return False
    if _low(after) in entries["not_years"]["after"] and not (
        _low(after) in {"of", "more", "other"} and _low(before) in entries["before_years"]
    ):
        return False
    if _low(near) in entries["surely_before_years"] and 1800 <= int(number.text):
        return True
    if _low(near) in entries["before_years"]:
        return not _counts(number, tokens)
    if _low(near) in entries["not_years"]["before"]:
        return False
    return not _counts(number, tokens) and 1400 <= int(number.text) <= 2100  # noqa: PLR2004 - alone, earlier ones are counts


def tokens_plural(word: Word, tokens: dict[int, Token]) -> set[str]:
    """The word itself where it is a plural noun."""
    token = tokens.get(word.start)
    return {word.text.lower()} if token is not None and token.tag_ in _PLURAL else set()


def _modifies(number: Word, tokens: dict[int, Token]) -> bool:
    """True where a figure stands before a noun that it belongs to."""
    token = tokens.get(number.start)
    return token is None or token.dep_ in {"nummod", "compound", "quantmod"}


def _counts(number: Word, tokens: dict[int, Token]) -> bool:
    """True where a figure counts a plural noun that no article or possessive makes a known one."""
    token = tokens.get(number.start)
    if token is None or token.dep_ != "nummod" or token.head.tag_ not in _PLURAL:
        return False
    return not any(child.dep_ in {"det", "poss"} for child in token.head.children)


def _is_season(
    phrase: Phrase, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict
) -> bool:
    token = tokens.get(phrase.slots["sea"][0].start)
    if "yr" in phrase.slots or "rel" in phrase.slots or "yrel" in phrase.slots:
        return True
    if token is None or not token.tag_.startswith("NN"):
        return False
    if _low(after) == "of":
        return False
    if token.lower_ in entries["ambiguous_seasons"]:
        return _low(before) in entries["before_years"] or "mod" in phrase.slots
    return token.ent_type_ not in {"PERSON", "ORG"}


def _is_duration(
    phrase: Phrase, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict
) -> bool:
    if _is_fraction(phrase, after, entries):
        return False
    unit = (phrase.slots.get("unit") or phrase.slots.get("units") or phrase.slots.get("hunit") or phrase.words)[-1]
    if unit.text.lower() in entries["ordinal_units"] and phrase.slots.get("n", phrase.words)[0].text.lower() in {
        "a",
        "the",
    }:
        return False
    token = tokens.get(unit.start)
    if _low(after) in entries["ages"]:
        return False
    if after is not None and after.text in "-–" and token is not None:
        rest = [other.lower_ for other in token.doc[token.i + 1 : token.i + 3]]
        if any(age in rest for age in entries["ages"]):
            return False
    return "n" in phrase.slots or "hunit" in phrase.slots or _low(before) not in entries["not_bare"]


def _is_fraction(phrase: Phrase, after: Word | None, entries: dict) -> bool:
    last = phrase.words[-1].text.lower()
    return last in entries["fractions"] and (_low(after) == "of" or any(w.text == "-" for w in phrase.words) or len(phrase.words) == 1)


def _is_clock(phrase: Phrase, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict) -> bool:
    del after, tokens
    if "bare" in phrase.slots and "wd" not in phrase.slots:
        return _low(before) in entries["before_dayparts"]
    return "clock" not in phrase.slots or int(phrase.slots["clock"][0].text[:2].rstrip(":.")) <= 24  # noqa: PLR2004 - hours of a day


def _is_capital(
    phrase: Phrase, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict
) -> bool:
    del before, tokens
    day = phrase.slots["wd"][-1]
    return day.text[0].isupper() and _low(after) not in entries["not_after_weekdays"]


def _is_daypart(phrase: Phrase, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict) -> bool:
    if "bare" not in phrase.slots or "pod" in phrase.slots:
        return True
    return _low(before) in entries["before_dayparts"]


def _is_reference(
    phrase: Phrase, before: Word | None, after: Word | None, tokens: dict[int, Token], entries: dict
) -> bool:
    del before
    token = tokens.get(phrase.words[-1].start)
    if phrase.words[-1].text.lower() in entries["adjectives_only"] and token is not None:
        return token.tag_ == "JJ"
    if "future" in phrase.slots and token is not None and len(phrase.words) == 1:
        return token.tag_ in {"NN", "JJ"} and not (after is not None and after.text[0].isupper())
    return token is None or token.tag_ in {"RB", "NN", "JJ", "IN", "NNP"}


_CHECKS = {
    "calendar": _is_month, "year": _is_year, "season": _is_season, "duration": _is_duration, "shift": None,
    "clock": _is_clock, "daypart": _is_daypart, "weekday": _is_capital, "reference": _is_reference,
}  # fmt: skip
