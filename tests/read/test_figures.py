from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Rows
from onrecord.read import figures, find_rows
from onrecord.read.figures import Quantity, find_quantities, find_quantity_mentions
from onrecord.read.numerals import read_numeral
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def only(parse: Parse, text: str) -> Quantity:
    quantities = find_quantities(parse(text))
    assert len(quantities) == 1, quantities
    return quantities[0]


@pytest.mark.parametrize(
    ("text", "bounds", "qualifier"),
    [
        ("Rebels killed 54 soldiers.", (54, 54, 54), "exactly"),
        ("Rebels killed over 54 soldiers.", (55, None, None), "more than"),
        ("Rebels killed more than 1,200 soldiers.", (1201, None, None), "more than"),
        ("Rebels killed at least 54 soldiers.", (54, None, None), "at least"),
        ("Rebels killed no fewer than 54 soldiers.", (54, None, None), "at least"),
        ("Rebels killed about 54 soldiers.", (None, 54, None), "about"),
        ("Rebels killed nearly 54 soldiers.", (None, 54, None), "about"),
        ("Rebels killed up to 54 soldiers.", (None, None, 54), "at most"),
        ("Rebels killed as many as 54 soldiers.", (None, None, 54), "at most"),
        ("Rebels killed fewer than 54 soldiers.", (None, None, 53), "less than"),
        ("Rebels killed 40 to 60 soldiers.", (40, None, 60), "between"),
        ("Rebels killed between 40 and 60 soldiers.", (40, None, 60), "between"),
        ("Rebels killed 40-60 soldiers.", (40, None, 60), "between"),
        ("Rebels killed 40–60 soldiers.", (40, None, 60), "between"),
        ("Rebels killed two or three soldiers.", (2, None, 3), "between"),
        ("Rebels killed 50 or more soldiers.", (50, None, None), "at least"),
        ("Rebels killed dozens of soldiers.", (24, None, None), "vague"),
        ("Rebels killed several soldiers.", (3, None, None), "vague"),
        ("Rebels killed a couple of soldiers.", (2, None, None), "vague"),
        ("Rebels killed tens of thousands of soldiers.", (20_000, None, None), "vague"),
        ("Rebels killed several hundred soldiers.", (300, None, None), "vague"),
        ("Rebels killed a dozen soldiers.", (None, 12, None), "about"),
        ("Rebels killed two hundred and five thousand soldiers.", (205_000, 205_000, 205_000), "exactly"),
        ("Rebels killed 3 to 4 million soldiers.", (3_000_000, None, 4_000_000), "between"),
        ("Rebels killed 1.5 million soldiers.", (1_500_000, 1_500_000, 1_500_000), "exactly"),
        ("Rebels killed 312 000 soldiers.", (312_000, 312_000, 312_000), "exactly"),
        ("Rebels killed no soldiers.", (0, 0, 0), "exactly"),
    ],
)
def test_bounds(parse: Parse, text: str, bounds: tuple[int | None, int | None, int | None], qualifier: str) -> None:
    quantity = only(parse, text)
    assert (quantity.low, quantity.best, quantity.high) == bounds
    assert quantity.qualifier == qualifier
    assert quantity.kind == "count"
    assert quantity.noun is not None
    assert parse(text).doc[quantity.noun].text == "soldiers"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A 12-year-old boy fled.", "age"),
        ("Ilan Dorek, 34, fled.", "age"),
        ("The man (34) fled.", "age"),
        ("A woman aged 70 fled.", "age"),
        ("Children under 12 fled.", "age"),
        ("They sent $5 million.", "money"),
        ("They sent €2.5bn.", "money"),
        ("They sent billions of dollars.", "money"),
        ("They walked 5 km.", "measure"),
        ("He got a 10-year sentence.", "measure"),
        ("They fired 155mm shells.", "measure"),
        ("They lost 20 percent of the land.", "percent"),
        ("They fled in 2011.", "date"),
        ("They fled on March 5.", "date"),
        ("They fled along Route 9.", "label"),
        ("They cited Resolution 2254.", "label"),
        ("A six-member crew fled.", "label"),
    ],
)
def test_what_is_no_count(parse: Parse, text: str, kind: str) -> None:
    assert only(parse, text).kind == kind


@pytest.mark.parametrize(
    ("text", "noun", "is_partitive"),
    [
        ("The militia made up 110 of the dead.", "dead", True),
        ("The number of farmers killed is 7,500.", "farmers", False),
        ("He sent another 80 Varan mountain troops.", "troops", False),
        ("They arrested three Taliban.", "Taliban", False),
        ("Five of them were children.", "them", True),
        ("A number of insurgents fled.", "insurgents", False),
        ("Another 30 were wounded.", None, False),
    ],
)
def test_counted_noun(parse: Parse, text: str, noun: str | None, is_partitive: bool) -> None:
    parsed = parse(text)
    quantity = only(parse, text)
    assert (parsed.doc[quantity.noun].text if quantity.noun is not None else None) == noun
    assert quantity.is_partitive == is_partitive


@pytest.mark.parametrize(
    "text", ["They carried an AK-47 rifle.", "It was the third attack.", "They met one another.", "Some fled."]
)
def test_no_quantity(parse: Parse, text: str) -> None:
    assert find_quantities(parse(text)) == ()


def test_mentions_hold_the_text(parse: Parse) -> None:
    parsed = parse("They sent over 54,000 rifles and $5 million on March 5.")
    rows = Rows()
    mentions = find_quantity_mentions(parsed, rows)
    assert [(mention.kind, mention.text) for mention in mentions] == [
        ("quantity", "over 54,000 rifles"),
        ("money", "5 million"),
    ]
    assert all(parsed.document.text[m.start : m.end] == m.text for m in mentions)
    assert all(m.id in rows.clues for m in mentions)


UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> list[str]:
    """A slow, plain writer of numbers, as the reverse of the reader."""
    if number < 20:
        return [UNITS[number]]
    if number < 100:
        return [TENS[number // 10], *(["-", UNITS[number % 10]] if number % 10 else [])]
    for scale, word in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = ["and"] if 0 < rest < 100 else []
            return [*in_words(number // scale), word, *(joint + in_words(rest) if rest else [])]
    raise AssertionError


@given(st.integers(min_value=1, max_value=10**12 - 1))
@settings(max_examples=200)
def test_numbers_in_words_read_back(number: int) -> None:
    words = in_words(number)
    numeral = read_numeral(words, 0)
    assert numeral is not None
    assert (numeral.end, numeral.best) == (len(words), number)


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["{}", "{:,}"]))
@settings(max_examples=100)
def test_numbers_in_digits_read_back(number: int, form: str) -> None:
    numeral = read_numeral([form.format(number)], 0)
    assert numeral is not None
    assert numeral.best == number


WORDS = [
    "two", "hundred", "and", "thousand", "million", "dozens", "of", "a", "dozen", "several", "40", "-", "to", "1.5",
    "3,000", "no", "one", "half",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)))
@settings(max_examples=200)
def test_bounds_are_in_order(words: list[str]) -> None:
    for start in range(len(words)):
        numeral = read_numeral(words, start)
        if numeral is not None:
            known = [value for value in (numeral.low, numeral.best, numeral.high) if value is not None]
            assert known == sorted(known)
            assert start < numeral.end <= len(words)


def test_are_found_once_a_document(parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[object] = []
    find = figures._Finder.find
    monkeypatch.setattr(figures._Finder, "find", lambda self: found.append(self) or find(self))
    text = "Shells killed 12 people in Aleppo, and a donor gave 3 million dollars to the army."
    find_rows(parsed := parse(text))
    assert len(found) == 1
    assert find_quantities(parsed) is find_quantities(parsed)
    find_quantities(parse(text))
    assert len(found) == 2


@pytest.mark.parametrize(
    "word", ["Nobody", "no", "both", "dozens", "half", "a", "twenty-one", "twenty‑one", "7k", "hundred"]
)
def test_every_word_that_may_open_a_number_is_looked_at(word: str) -> None:
    words = [word.lower(), "dozen", "people"]
    assert read_numeral(words, 0) is not None
    assert read_numeral(["people", *words], 0) is None
