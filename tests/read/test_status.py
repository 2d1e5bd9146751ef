"""Status from syntax: each way of not being a plain fact, with facts that look alike beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Claim, Rows, Source, Span, Time
from onrecord.read.status import Standing, status_as_counted, status_of
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
    ("armed", "Qorland has armed the rebels since May.", "ongoing"),
    ("armed", "Qorland armed the rebels in May.", "happened"),
    ("sending", "Qorland has been sending them rice.", "ongoing"),
    ("finances", "The Qorland treasury finances the militia.", "ongoing"),
    ("occupied", "The town has been occupied since the winter.", "ongoing"),
    ("left", "Thousands have left since May.", "happened"),
    # states that are taken as known, and their beginnings and ends
    ("truce", "The envoys watch over the truce.", "ongoing"),
    ("curfew", "The curfew has been extended by a week.", "ongoing"),
    ("truce", "Both sides signed the truce.", "happened"),
    ("siege", "The army lifted the siege.", "happened"),
    ("offensive", "Rebels launched an offensive.", "happened"),
    # what an act was done for, and what came of it
    ("rally", "Police fired shots to break up a rally.", "happened"),
    ("rally", "Police fired shots to prevent a rally.", "hypothetical"),
    ("killing", "Police fired shots to clear the square, killing two people.", "happened"),
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


COUNTED = [
    ("The mayor puts the dead at 41.", "the dead at 41", "dead", "asserts", "named", "claimed"),
    ("The mayor spoke of the dead.", "the dead", "dead", "asserts", "named", "claimed"),
    ("The mayor will count the dead.", "the dead", "dead", "asserts", "narrator", "happened"),
    ("The mayor put the dead at 41. This could not be verified.", "the dead at 41", "dead", "asserts", "named",
     "unconfirmed"),
]  # fmt: skip


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: row[0])
def test_status_of_a_figure(row: tuple[str, str, str, str, str, str], parse: Callable[..., Parsed]) -> None:
    text, content, word, stance, kind, status = row
    parsed = parse(text)
    rows = Rows(claims=[claim_of(parsed, content, stance, kind)])
    assert status_as_counted(parsed, rows, parsed.doc[token_of(parsed, word)], "happened") == status


UNCHECKED = [
    ("Troops shelled Velm, the mayor said. This could not be verified.", "unconfirmed"),
    ("Troops shelled Velm, the mayor said; none of these claims could be checked.", "unconfirmed"),
    ("Troops shelled Velm, the mayor said. We could not confirm the report.", "unconfirmed"),
    ("Troops shelled Velm, the mayor said. The bridge could not be checked.", "claimed"),
    ("Troops shelled Velm, the mayor said. The council has confirmed this.", "claimed"),
    ("Troops shelled Velm, the mayor said.\nThe figures for the harvest could not be verified.", "claimed"),
]


@pytest.mark.parametrize(("text", "status"), UNCHECKED)
def test_what_nobody_could_check(text: str, status: str, parse: Callable[..., Parsed]) -> None:
    parsed = parse(text)
    rows = Rows(claims=[claim_of(parsed, "Troops shelled Velm", "asserts")])
    assert status_of(parsed, rows, parsed.doc[token_of(parsed, "shelled")]).status == status


@pytest.mark.parametrize(
    ("word", "text", "is_recalled"),
    [
        ("left", "Rebels had left the town before the army arrived.", True),
        ("arrived", "Rebels had left the town before the army arrived.", False),
        ("shelled", "Sara Lind said that troops had shelled the town.", False),
        ("began", "At least 12 people have been killed since the war began.", True),
        ("killed", "At least 12 people have been killed since the war began.", False),
        ("shelled", "Sara Lind did not dispute that troops had shelled the town.", False),
        ("burned", "Sara Lind said that troops had left, and that they had burned the town.", False),
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


TO_COME = [
    ("meets", "The council meets on 28 May.", "28 May", "planned"),
    ("talks", "The envoy invited both for talks on 28 May.", "28 May", "planned"),
    ("met", "The council met on 28 May.", "28 May", "happened"),
]


@pytest.mark.parametrize(("word", "text", "words", "status"), TO_COME)
def test_a_day_to_come(word: str, text: str, words: str, status: str, parse: Callable[..., Parsed]) -> None:
    parsed = parse(text, "2020-05-05")
    start = text.index(words)
    time = Time(
        id="ti-1", document="d", reader="test", start=start, end=start + len(words), text=words, value="2020-05-28",
        kind="date", earliest="2020-05-28", latest="2020-05-28",
    )  # fmt: skip
    assert status_of(parsed, Rows(times=[time]), parsed.doc[token_of(parsed, word)]).status == status


STORIES = [
    ("shot", "In 1991 the Lynx took the bridge. They shot the mayor.", True),
    ("refused", "Hadria charged him in 1991; Belin refused to hand him over.", True),
    ("shot", "In 1991 the Lynx took the bridge.\nTheir men shot the mayor.", False),
    ("shot", "In 1991 the Lynx took the bridge. Now they have shot the mayor.", False),
    ("besieging", "They lost the bridge in 1991 and are besieging it again.", False),
    ("charged", "Nobody has been charged, although the mayor asked for it in 1991.", False),
]


@pytest.mark.parametrize(("word", "text", "is_recalled"), STORIES)
def test_a_story_of_earlier_things_goes_on(
    word: str, text: str, is_recalled: bool, parse: Callable[..., Parsed]
) -> None:
    parsed = parse(text, "2020-05-05")
    start = text.index("1991")
    time = Time(
        id="ti-1", document="d", reader="test", start=start, end=start + 4, text="1991", value="1991", kind="date",
        earliest="1991-01-01", latest="1991-12-31",
    )  # fmt: skip
    assert status_of(parsed, Rows(times=[time]), parsed.doc[token_of(parsed, word)]).is_recalled is is_recalled
