"""Who acts and who is acted on, whatever the voice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.syntax import Parsed
from onrecord.syntax.clauses import agents, antecedent, is_negated, obliques, patients, phrase_bounds, recipients

Parse = Callable[..., Parsed]

CASES = [
    ("Rebels shelled the town.", "shelled", {"Rebels"}, {"town"}),
    ("The town was shelled by rebels.", "shelled", {"rebels"}, {"town"}),
    ("Rebels and soldiers shelled the town and the port.", "shelled", {"Rebels", "soldiers"}, {"town", "port"}),
    ("The rebels who shelled the town left.", "shelled", {"rebels"}, {"town"}),
    ("Rebels surrounded the town and shelled it.", "shelled", {"Rebels"}, {"it"}),
    ("Soldiers ordered rebels to leave the town.", "leave", {"rebels"}, {"town"}),
    ("The prisoners were executed.", "executed", set(), {"prisoners"}),
    ("The weapons seized by soldiers were old.", "seized", {"soldiers"}, {"weapons"}),
]


@pytest.mark.parametrize(("text", "verb", "acting", "acted_on"), CASES)
def test_agents_and_patients(parse: Parse, text: str, verb: str, acting: set[str], acted_on: set[str]) -> None:
    token = next(t for t in parse(text).doc if t.text == verb)
    assert {t.text for t in agents(token)} == acting
    assert {t.text for t in patients(token)} == acted_on


def test_recipients_and_obliques(parse: Parse) -> None:
    doc = parse("They gave him missiles. Planes bombed it with barrels.").doc
    gave, bombed = (next(t for t in doc if t.text == word) for word in ("gave", "bombed"))
    assert [t.text for t in recipients(gave)] == ["him"]
    assert [t.text for t in obliques(bombed, ("with",))] == ["barrels"]


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("The army did not shell the town.", "shell", True),
        ("The army shelled the town.", "shelled", False),
        ("The army did not shell or bomb the town.", "bomb", True),
    ],
)
def test_negation(parse: Parse, text: str, verb: str, negated: bool) -> None:
    assert is_negated(next(t for t in parse(text).doc if t.text == verb)) is negated


def test_a_relative_pronoun_stands_for_its_noun(parse: Parse) -> None:
    doc = parse("The militia, which shelled the town, withdrew.").doc
    assert antecedent(next(t for t in doc if t.text == "which")).text == "militia"
    assert antecedent(doc[1]).text == "militia"


def test_the_bounds_of_a_phrase(parse: Parse) -> None:
    doc = parse("The old militia, which shelled us, withdrew.").doc
    start, end = phrase_bounds(doc[2], leave_out={"relcl"})
    assert doc[start:end].text.rstrip(" ,") == "The old militia"
