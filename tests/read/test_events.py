"""Events: triggers in their senses, arguments by role, mentions of one happening merged and of two kept apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Clue, Event, Mention, Rows
from onrecord.read.events import find_events
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def events_of(parse: Parse, text: str) -> list[Event]:
    return find_events(parse(text), Rows())


def roles_of(event: Event) -> set[tuple[str, str]]:
    return {(argument.role, argument.text) for argument in event.arguments}


SENSES = [
    ("Gunmen fired on the convoy.", [("shooting", "fired")]),
    ("The company fired its manager.", [("resignation", "fired")]),
    ("Fighters fired three rockets at the base.", [("shelling", "fired")]),
    ("Police fired tear gas at the crowd.", [("crowd_control_attack", "fired tear gas")]),
    ("Troops opened fire on the crowd.", [("shooting", "opened fire")]),
    ("The convoy came under attack near the bridge.", [("attack", "came under attack")]),
    ("Rebels laid siege to the fort.", [("siege", "laid siege")]),
    ("He was charged with murder.", [("trial", "charged")]),
    ("The cavalry charged across the field.", []),
    ("Senators attacked the policy.", []),
    ("She suffered a heart attack.", []),
    ("He battled cancer for years.", []),
    ("The director shot a film in the desert.", []),
    ("The film shows a massacre in a village.", []),
    ("Soldiers rehearsed a hostage rescue in a drill.", []),
    ("They struck a deal on wages.", [("agreement", "struck a deal")]),
    ("Dock workers went on strike.", [("labour_strike", "went on strike")]),
    ("Jets carried out an air strike on the port.", [("air_strike", "air strike")]),
    ("A suicide attack hit the barracks.", [("suicide_bombing", "suicide attack")]),
    ("The company released its report.", []),
    ("The militia released two hostages.", [("prisoner_release", "released")]),
    ("Attack helicopters arrived at the base.", []),
    ("The population exploded in the last century.", []),
    ("A gas tank exploded in the market.", [("explosion", "exploded")]),
    ("The team beat its rival.", []),
    ("Soldiers beat the prisoners.", [("beating", "beaten"), ("beating", "beat")]),
    ("Rebels captured the airfield.", [("territory_taken", "captured")]),
    ("Rebels captured two pilots.", [("arrest", "captured")]),
    ("He gave a speech about the harvest.", []),
    ("Two lorries of flour were turned back at the ferry.", [("aid_blocked", "turned")]),
    ("The driver turned back at the ferry.", []),
    ("Militiamen cut off the town.", [("siege", "cut")]),
    ("Donors cut off funds.", [("sanction", "cut")]),
    ("The envoy gave in on Monday.", [("concession", "gave")]),
    ("Norland gave the brigade mortars in May.", [("arms_transfer", "gave")]),
    ("The minister refused to comment.", []),
    ("The minister refused to sign the text.", [("rejection", "refused")]),
    ("The colonel rejected the accusation.", []),
    ("The council rejected the plan.", [("rejection", "rejected")]),
    ("Clerks found rifles under sacks of sugar.", []),
    ("Some 4,000 people crossed into Norland.", [("displacement", "crossed")]),
    ("The envoy crossed into Norland.", []),
    ("The gunman fled on a motorcycle.", []),
    ("Villagers fled to the hills.", [("displacement", "fled")]),
    ("Students burned a portrait of the general.", [("protest", "burned")]),
    ("Students burned a bus.", [("arson", "burned")]),
    ("A mortar shell tore through a classroom.", [("shelling", "tore")]),
    ("The reserves were placed on high alert.", [("deployment", "placed on high alert")]),
    ("The army began an operation to retake the port.", [("offensive", "operation")]),
    ("The surgeon began an operation to save the boy.", []),
    ("The road to Harn was closed.", [("restriction", "closed")]),
    ("The shop was closed.", []),
    ("A curfew went into effect in Harn.", [("restriction", "curfew")]),
    ("The state bureau took over the case.", []),
    ("Rebels took over the airfield.", [("territory_taken", "took")]),
    ("The driver stepped on a mine.", [("bombing", "stepped on a mine")]),
    ("A court ordered the state in March to pay the widow.", []),
    ("He hails from the coast.", []),
    ("Militants stole dozens of rifles.", [("looting", "stole")]),
    ("The president summoned the retreating guests.", []),
]


@pytest.mark.parametrize(("text", "expected"), SENSES)
def test_senses(text: str, expected: list[tuple[str, str]], parse: Parse) -> None:
    found = {(event.kind, event.trigger.text) for event in events_of(parse, text)}
    assert found <= set(expected)
    assert bool(found) == bool(expected)


ARGUMENTS = [
    ("Rebels shelled the town.", {("initiator", "Rebels"), ("target", "the town")}),
    ("The town was shelled by rebels.", {("initiator", "rebels"), ("target", "The town")}),
    ("Three soldiers were killed by rebels.", {("initiator", "rebels"), ("victim", "Three soldiers")}),
    ("The army launched an offensive against the rebels.", {("initiator", "The army"), ("target", "the rebels")}),
    ("The militia kidnapped an engineer.", {("initiator", "The militia"), ("victim", "an engineer")}),
    ("The government deployed troops to the border.",
     {("initiator", "The government"), ("target", "troops"), ("destination", "the border")}),
    ("Four civilians died.", {("victim", "Four civilians")}),
    ("The town fell to the rebels.", {("target", "The town")}),
    ("The Dawn Front claimed responsibility for the attack on the police station.",
     {("initiator", "The Dawn Front"), ("target", "the police station")}),
    ("A car bomb was placed outside the bank.", {("instrument", "A car bomb"), ("target", "the bank")}),
    ("A bomb exploded in front of the ministry.", {("instrument", "A bomb"), ("target", "the ministry")}),
    ("Unidentified men set fire to a bus.", {("initiator", "Unidentified men"), ("target", "a bus")}),
    ("Rebels blew up a bridge.", {("initiator", "Rebels"), ("target", "a bridge")}),
    ("Soldiers shot dead two peasants.", {("initiator", "Soldiers"), ("victim", "two peasants")}),
    ("Constables baton-charged the students.", {("target", "the students")}),
    ("The crowd was dispersed by the police.", {("initiator", "the police"), ("target", "The crowd")}),
    ("Two boys were killed in police firing.", {("victim", "Two boys")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ARGUMENTS)
def test_arguments(text: str, expected: set[tuple[str, str]], parse: Parse) -> None:
    (event,) = events_of(parse, text)
    assert expected <= roles_of(event)


def test_nobody_is_no_victim(parse: Parse) -> None:
    (event,) = events_of(parse, "No one was injured in the blast.")
    assert (event.kind, {role for role, _ in roles_of(event)}) == ("explosion", set())


def test_who_denies_responsibility_is_no_initiator(parse: Parse) -> None:
    (event,) = events_of(parse, "The front denied responsibility for the attack on the police station.")
    assert "initiator" not in {role for role, _ in roles_of(event)}


def test_an_attack_and_the_harm_it_did_are_one_event(parse: Parse) -> None:
    text = (
        "A car bomb exploded outside a court, killing 12 people. Another five were injured. The attack shook the town."
    )
    (event,) = events_of(parse, text)
    assert event.kind == "bombing"
    assert ("victim", "12 people") in roles_of(event)
    assert [span.text for span in event.spans[1:]] == ["killing", "injured", "attack"]


def test_harm_told_first_takes_the_kind_of_its_cause(parse: Parse) -> None:
    (event,) = events_of(parse, "Ten people were killed in clashes between the army and rebels.")
    assert (event.kind, event.trigger.text) == ("armed_clash", "clashes")
    assert ("victim", "Ten people") in roles_of(event)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed a judge in the port. His murder shocked the town.",
        "A bomb exploded near the market. Nobody saw this morning's blast.",
        "Rebels attacked the post at dawn. Two guards were wounded as a result of the attack.",
        "The clash on the river resulted in the deaths of two boys.",
        "Soldiers set off a mine that wounded two farmers.",
        "Guerrillas attacked the dam. The water rose. Three workers were killed.",
        "Two nuns died after an ambush near the mill.",
    ],
)
def test_mentions_of_one_incident_are_one_event(text: str, parse: Parse) -> None:
    (event,) = events_of(parse, text)
    assert len(event.spans) > 1


@pytest.mark.parametrize("text", ["They live by attacks and by bombings.", "The country is tired of massacres."])
def test_violence_in_general_is_no_event(text: str, parse: Parse) -> None:
    assert events_of(parse, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded at the court. Another bomb exploded at the bank.",
        "Rebels attacked the fort. A second attack followed at dusk.",
        "Attacks hit three towns in spring. Saturday's attack hit the port.",
        "Rebels attacked a police post. Gunmen attacked a school.",
        "A bomb exploded in the market. Soldiers shot a farmer near the river.",
        "Rebels killed the mayor. The killing of a judge followed.",
        "The army plans to shell the port. Troops shelled the bridge.",
    ],
)
def test_two_incidents_stay_two(text: str, parse: Parse) -> None:
    assert len(events_of(parse, text)) == 2


def place_mention(parsed: Parsed, word: str) -> Rows:
    token = next(token for token in parsed.doc if token.text == word)
    span = parsed.span(token.i, token.i + 1)
    mention = Mention(
        id=f"me-{token.i}",
        document="d",
        reader="test",
        start=span.start,
        end=span.end,
        text=word,
        kind="place",
        form="name",
    )
    return Rows(mentions=[mention], clues={mention.id: Clue(head=token.i)})


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a police post in Mirova.",
        "In Mirova, rebels killed a judge.",
        "A bomb exploded in Mirova.",
        "Soldiers arrested two men when a weapons cache was found in Mirova.",
    ],
)
def test_place_is_the_mention_in_the_clause(text: str, parse: Parse) -> None:
    parsed = parse(text)
    rows = place_mention(parsed, "Mirova")
    (event,) = find_events(parsed, rows)
    assert event.place == rows.mentions[0].id


def test_a_presupposed_event_does_not_take_the_place_of_its_clause(parse: Parse) -> None:
    parsed = parse("In Mirova, the envoy condemned the bombing.")
    (event,) = find_events(parsed, place_mention(parsed, "Mirova"))
    assert event.place is None


def test_participle_tells_a_lasting_siege(parse: Parse) -> None:
    (event,) = events_of(parse, "Food is short in the besieged town.")
    assert (event.kind, event.status) == ("siege", "ongoing")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([text for text, _ in SENSES]), min_size=1, max_size=5))
def test_spans_are_the_text_and_ids_are_unique(parse: Parse, sentences: list[str]) -> None:
    parsed = parse(" ".join(sentences))
    events = find_events(parsed, Rows())
    text = parsed.document.text
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert all(text[span.start : span.end] == span.text for span in (event.trigger, *event.spans))
        assert all(text[argument.start : argument.end] == argument.text for argument in event.arguments)
        assert event.spans[0].start <= event.trigger.start
        assert event.trigger.end <= event.spans[0].end
    assert events == find_events(parsed, Rows())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The campaign to liberate the town began in May.", ["offensive"]),
        ("The council voted to adopt the resolution.", ["vote"]),
        ("Two air strikes near Harn damaged a bridge and destroyed a depot.", ["air_strike"]),
        ("A bomb went off at the bank. The bomb destroyed six booths.", ["bombing"]),
        ("Gunmen attacked the clinic in Harn. Nobody was killed.", ["attack"]),
        ("Nobody was wounded on Sunday.", []),
        ("Rebels abducted and killed a priest.", ["abduction", "killing"]),
        ("Rebels shot and killed a priest.", ["shooting"]),
    ],
)
def test_how_often_a_happening_is_told(text: str, kinds: list[str], parse: Parse) -> None:
    assert [event.kind for event in events_of(parse, text)] == kinds


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("The film shows a massacre in a village.", "massacre", "imaginary"),
        ("A storm killed nine people in Velm.", "killed", "no violence"),
        ("They live by attacks and by bombings.", "attacks", "general"),
        ("He wrote about murder.", "murder", "weak"),
        ("Military operations had ended.", "operations", "only ended"),
        ("Nobody was wounded on Sunday.", "wounded", "denied"),
    ],
)
def test_why_a_word_tells_of_no_event(text: str, word: str, reason: str, parse: Parse) -> None:
    parsed = parse(text)
    assert find_events(parsed, Rows()) == []
    assert ("events", word, reason) in {(note.name, note.text, note.reason) for note in parsed.passed_over}
