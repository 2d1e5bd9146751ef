"""Status from syntax: each way of not being a plain fact, with facts that look alike beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Claim, Rows, Source, Span, Time
from onrecord.read.status import Standing, status_of
from onrecord.syntax import Parsed

FROM_SYNTAX = [
    ("attacked", "Rebels attacked the town.", "happened"),
    # negation, and what only looks negated
    ("attack", "The army did not attack the town.", "did_not_happen"),
    ("strike", "No strike took place.", "did_not_happen"),
    ("killed", "Nobody was killed.", "did_not_happen"),
    ("attack", "No one was killed in the attack.", "happened"),
    ("attack", "They refused to attack.", "did_not_happen"),
    ("attack", "The attack was prevented.", "did_not_happen"),
    ("escape", "They managed to escape.", "happened"),
    ("killed", "The army failed to stop militants who killed ten people.", "happened"),
    ("firing", "They passed without firing.", "did_not_happen"),
    # plans
    ("attack", "The army plans to attack the town.", "planned"),
    ("strike", "A strike was planned for Monday.", "planned"),
    ("begin", "A ceasefire will begin on Friday.", "planned"),
    ("ceasefire", "A ceasefire will begin on Friday.", "planned"),
    ("evacuate", "An agreement to evacuate civilians was reached.", "planned"),
    ("agreement", "An agreement to evacuate civilians was reached.", "happened"),
    ("retake", "Troops were sent to retake the city.", "planned"),
    ("kill", "They attempted to kill him.", "planned"),
    # calls, threats, forecasts, hypotheses
    ("ceasefire", "The envoy called for a ceasefire.", "called_for"),
    ("withdraw", "The council demanded that Qorland withdraw.", "called_for"),
    ("withdraw", "Qorland should withdraw its troops.", "called_for"),
    ("attack", "The rebels threatened to attack the base.", "threatened"),
    ("attack", "Officials fear an attack on the port.", "predicted"),
    ("attack", "If rebels attack the base, troops will respond.", "hypothetical"),
    ("respond", "If rebels attack the base, troops will respond.", "hypothetical"),
    ("agreement", "If no agreement is reached, the siege goes on.", "hypothetical"),
    ("killed", "Three people could be killed in an attack.", "hypothetical"),
    ("attack", "Three people could be killed in an attack.", "hypothetical"),
    # doubt
    ("killed", "Troops allegedly killed ten villagers.", "unconfirmed"),
    ("massacre", "Unconfirmed reports of a massacre reached the capital.", "unconfirmed"),
    ("killing", "He was accused of killing the mayor.", "unconfirmed"),
    ("killing", "He admitted killing the mayor.", "happened"),
    ("attack", "The army denied the attack.", "denied"),
    ("attack", "The minister condemned the attack.", "happened"),
    # what goes on
    ("besieging", "The army is besieging the town.", "ongoing"),
    ("fighting", "Fighting continues in the north.", "ongoing"),
    ("shelling", "The shelling of the town continued.", "ongoing"),
]


def token_of(parsed: Parsed, word: str) -> int:
    return next(token.i for token in parsed.doc if token.lower_ == word)


@pytest.mark.parametrize(("word", "text", "status"), FROM_SYNTAX)
def test_status_from_syntax(word: str, text: str, status: str, parse: Callable[..., Parsed]) -> None:
    parsed = parse(text)
    assert status_of(parsed, Rows(), parsed.doc[token_of(parsed, word)]).status == status


def claim_of(parsed: Parsed, content: str, stance: str, kind: str = "named") -> Claim:
    start = parsed.document.text.index(content)
    return Claim(
        id="cl-1", document="d", reader="test", source=Source(text="somebody", kind=kind),  # type: ignore[arg-type]
        content=Span(start, start + len(content), content), stance=stance, quotation="indirect",  # type: ignore[arg-type]
    )  # fmt: skip


IN_CLAIMS = [
    ("Troops shelled Velm, the mayor said.", "Troops shelled Velm", "asserts", "named", "claimed"),
    ("Troops shelled Velm, we found.", "Troops shelled Velm", "asserts", "narrator", "happened"),
    ("The army denied that it shelled Velm.", "it shelled Velm", "denies", "named", "denied"),
    ("The envoy doubts that it shelled Velm.", "it shelled Velm", "doubts", "named", "unconfirmed"),
    ("He said they had not shelled Velm.", "they had not shelled Velm", "asserts", "named", "denied"),
    ("He wants those who shelled Velm tried.", "those who shelled Velm tried", "demands", "named", "claimed"),
]


@pytest.mark.parametrize("row", IN_CLAIMS, ids=lambda row: row[0])
def test_status_in_a_claim(row: tuple[str, str, str, str, str], parse: Callable[..., Parsed]) -> None:
    text, content, stance, kind, status = row
    parsed = parse(text)
    rows = Rows(claims=[claim_of(parsed, content, stance, kind)])
    assert status_of(parsed, rows, parsed.doc[token_of(parsed, "shelled")]).status == status


@pytest.mark.parametrize(
    ("word", "text", "is_recalled"),
    [
        ("left", "Rebels had left the town before the army arrived.", True),
        ("arrived", "Rebels had left the town before the army arrived.", False),
        ("shelled", "Sara Lind said that troops had shelled the town.", False),
        ("began", "At least 12 people have been killed since the war began.", True),
        ("killed", "At least 12 people have been killed since the war began.", False),
    ],
)
def test_background_from_tense(word: str, text: str, is_recalled: bool, parse: Callable[..., Parsed]) -> None:
    parsed = parse(text)
    assert status_of(parsed, Rows(), parsed.doc[token_of(parsed, word)]).is_recalled is is_recalled


OF_TIMES = [
    ("Troops shelled Velm on Monday.", "Monday", "2020-05-04", "2020-05-05", False),
    ("Troops shelled Velm in March.", "March", "2020-03-31", "2020-05-05", True),
    ("Troops shelled Velm in March.", "March", "2020-03-31", None, False),
    ("Troops shelled Velm in March.", "March", "no date", "2020-05-05", False),
    ("Troops shelled Velm last year.", "last year", "2019-12-31", None, True),
    ("Troops have shelled Velm since March.", "March", "2020-03-31", "2020-05-05", False),
]


@pytest.mark.parametrize("row", OF_TIMES, ids=lambda row: f"{row[0]} {row[2]} {row[3]}")
def test_background_from_time(row: tuple[str, str, str, str | None, bool], parse: Callable[..., Parsed]) -> None:
    text, words, day, published, is_recalled = row
    parsed = parse(text, published)
    start = text.index(words)
    time = Time(
        id="ti-1", document="d", reader="test", start=start, end=start + len(words), text=words, value=None,
        kind="date", latest=day,
    )  # fmt: skip
    standing = status_of(parsed, Rows(times=[time]), parsed.doc[token_of(parsed, "shelled")])
    assert standing == Standing("happened", is_recalled)
