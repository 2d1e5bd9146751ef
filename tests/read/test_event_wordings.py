"""One event told in many ways gives one kind, status and pair of sides; what only looks like one gives none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Event, Rows
from onrecord.read.events import find_events
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def events_of(parse: Parse, text: str) -> list[Event]:
    return find_events(parse(text), Rows())


def heads(event: Event, *roles: str) -> set[str]:
    """Last words of the arguments in some roles, in lower case."""
    return {argument.text.split()[-1].casefold() for argument in event.arguments if argument.role in roles}


WORDINGS = [
    # active, passive, nominal, light verb, participle, headline, dateline
    ("Rebels attacked a police post in Mirova on Monday.", "attack", "rebels", "post"),
    ("A police post in Mirova was attacked by rebels on Monday.", "attack", "rebels", "post"),
    ("The rebel attack on a police post in Mirova came on Monday.", "attack", "rebel", "post"),
    ("Rebels launched an attack on a police post in Mirova.", "attack", "rebels", "post"),
    ("Rebels carried out an attack against a police post.", "attack", "rebels", "post"),
    ("A police post in Mirova came under attack from rebels.", "attack", "rebels", "post"),
    ("It was rebels who attacked the police post.", "attack", "rebels", "post"),
    ("Police post in Mirova attacked by rebels", "attack", "rebels", "post"),
    ("Rebel fighters attack police post in Mirova", "attack", "fighters", "post"),
    ("MIROVA, May 3 (Wire) - Rebels attacked a police post on Monday.", "attack", "rebels", "post"),
    ("- Mirova: rebels attacked a police post", "attack", "rebels", "post"),
    ("In Mirova, a police post attacked by rebels on Monday lay in ruins.", "attack", "rebels", "post"),
    ("The army shelled the town of Velm.", "shelling", "army", "velm"),
    ("The town of Velm was shelled by the army.", "shelling", "army", "velm"),
    ("Velm shelled by army", "shelling", "army", "velm"),
    ("The army's shelling of Velm went on overnight.", "shelling", "army", "velm"),
    ("The shelling of Velm by the army went on overnight.", "shelling", "army", "velm"),
    ("The army subjected Velm to shelling.", "shelling", "army", "velm"),
    ("The town of Velm was subjected to shelling by the army.", "shelling", "army", "velm"),
    ("Police arrested nine students in Harn.", "arrest", "police", "students"),
    ("Nine students were arrested by police in Harn.", "arrest", "police", "students"),
    ("The arrest of nine students by police drew anger.", "arrest", "police", "students"),
    ("Nine students were taken into custody by police in Harn.", "arrest", "police", "students"),
    ("Gunmen kidnapped an engineer near Harn.", "abduction", "gunmen", "engineer"),
    ("An engineer was abducted by gunmen near Harn.", "abduction", "gunmen", "engineer"),
    ("The abduction of an engineer by gunmen alarmed the company.", "abduction", "gunmen", "engineer"),
    ("Soldiers killed three farmers in Velm.", "killing", "soldiers", "farmers"),
    ("Three farmers were killed by soldiers in Velm.", "killing", "soldiers", "farmers"),
    ("Three farmers killed by soldiers in Velm", "killing", "soldiers", "farmers"),
    ("The killing of three farmers by soldiers in Velm was condemned.", "killing", "soldiers", "farmers"),
    ("Soldiers shot dead three farmers in Velm.", "killing", "soldiers", "farmers"),
    ("Three farmers lost their lives when soldiers opened fire in Velm.", "shooting", "soldiers", "farmers"),
    ("Four nurses died when an air strike hit a clinic.", "air_strike", None, "nurses"),
    ("Four nurses were killed in an air strike on a clinic.", "air_strike", None, "nurses"),
    ("An air strike on a clinic killed four nurses.", "air_strike", None, "nurses"),
]


@pytest.mark.parametrize(("text", "kind", "initiator", "target"), WORDINGS)
def test_wordings(text: str, kind: str, initiator: str | None, target: str, parse: Parse) -> None:
    (event,) = events_of(parse, text)
    assert (event.kind, event.status) == (kind, "happened")
    assert heads(event, "initiator") == ({initiator} if initiator else set())
    assert target in heads(event, "target", "victim")


STATUSES = [
    ("The army threatened to attack the port.", "threatened"),
    ("The army plans to attack the port next week.", "planned"),
    ("The army has not attacked the port.", "did_not_happen"),
    ("The army did not carry out any attack on the port.", "did_not_happen"),
    ("Police foiled a plot to attack the port.", "did_not_happen"),
    ("An attack on the port was averted.", "did_not_happen"),
    ("The army could attack the port.", "hypothetical"),
    ("If the army attacks the port, the harbour will close.", "hypothetical"),
    ("Did the army attack the port?", "hypothetical"),
    ("The army allegedly attacked the port.", "unconfirmed"),
    ("The army is believed to have attacked the port.", "unconfirmed"),
    ("Rebels were accused of attacking the port.", "unconfirmed"),
    ("The mayor warned of an attack on the port.", "predicted"),
    ("The mayor called for an attack on the port.", "called_for"),
    ("The president ordered an attack on the port.", "planned"),
    ("The ministry announced the deployment of 300 troops to the border.", "planned"),
    ("The president has ordered 300 troops to the border.", "planned"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_how_it_stands(text: str, status: str, parse: Parse) -> None:
    (event,) = events_of(parse, text)
    assert event.status == status


NO_EVENTS = [
    "(Composed for demonstration.)",
    "The demonstration of the new engine impressed buyers.",
    "Thousands demonstrated how to plant trees.",
    "In the drill, troops stormed a building and freed hostages.",
    "Soldiers staged a mock attack on the airfield during the exercise.",
    "The army rehearsed an assault on a bunker.",
    "The film tells of rebels who attacked a village.",
    "In the video game, players bomb cities.",
    "The play is set during the bombing of a port.",
    "The striker fired a shot into the net and killed the game.",
    "The team attacked from the left and bombarded the goal.",
    "Shares in the bank bombed after the results.",
    "The company shelled out millions for the stadium.",
    "The firm launched an assault on the phone market.",
    "The price war between the two airlines killed profits.",
    "The senator came under fire for his remarks.",
    "Critics slammed the president's attack on the press.",
    "A storm killed nine people in Velm.",
    "Nine people died in floods near Harn.",
    "An earthquake killed 40 people and injured 100 others.",
    "A bus crash injured twelve passengers.",
    "Four climbers were killed in an avalanche.",
    "Two workers were killed when a crane fell on them.",
    "A heart attack killed the general.",
    "The singer died of cancer on Sunday.",
    "A shark killed a swimmer.",
    "Wildfires destroyed 40 homes near Harn.",
    "She urged all parties to let the wounded leave.",
    "The envoy said that military operations in the east had ended.",
    "| Velm | 12 killed | 4 air strikes |\n| Harn | 3 killed | shelling |",
]


@pytest.mark.parametrize("text", NO_EVENTS)
def test_no_events(text: str, parse: Parse) -> None:
    assert events_of(parse, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The town marked the tenth anniversary of the massacre.",
        "A memorial of the bombing was opened on Sunday.",
        "The village remembered the massacre.",
    ],
)
def test_what_is_remembered_is_background(text: str, parse: Parse) -> None:
    (event,) = events_of(parse, text)
    assert event.is_recalled


HEADLINES = [
    ("Air strike on Velm clinic kills 4\n\nAn air strike hit a clinic in Velm and killed four nurses.", "air_strike"),
    ("Rebels seize town of Harn\n\nRebels captured the town after a week of siege.", "territory_taken"),
    ("Four dead in Velm blast\n\nA car bomb exploded in a market in Velm, killing four people.", "bombing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), HEADLINES)
def test_a_headline_and_its_body_tell_one_event(text: str, kind: str, parse: Parse) -> None:
    parsed = parse(text)
    first_of_body = text.index("\n\n")
    events = [event for event in find_events(parsed, Rows()) if event.kind == kind]
    assert len(events) == 1
    assert events[0].trigger.start > first_of_body
    assert any(span.start < first_of_body for span in events[0].spans[1:])


ARGUMENTS = [
    ("Nobody fired on the convoy.", {("target", "the convoy")}),
    ("He accused the militia of shelling villagers.", {("initiator", "the militia"), ("target", "villagers")}),
    ("Fighters posted a video of themselves beheading a captive.",
     {("initiator", "Fighters"), ("victim", "a captive")}),
    ("The envoy received reports that soldiers had killed dozens of farmers.",
     {("initiator", "soldiers"), ("victim", "dozens of farmers")}),
    ("Kurdish troops form the main force in the offensive against rebels.", {("target", "rebels")}),
    ("Four nurses were killed and six injured as warplanes struck a clinic.",
     {("victim", "Four nurses"), ("victim", "six"), ("initiator", "warplanes"), ("target", "a clinic")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ARGUMENTS)
def test_arguments(text: str, expected: set[tuple[str, str]], parse: Parse) -> None:
    found = {(argument.role, argument.text) for event in events_of(parse, text) for argument in event.arguments} - {
        ("place", "a clinic")
    }
    assert found == expected


OTHER_KINDS = [
    ("The government deployed 300 troops to the border.", "deployment", {("initiator", "The government")}),
    ("300 troops were deployed to the border by the government.", "deployment", {("initiator", "the government")}),
    ("The army has withdrawn from the valley.", "withdrawal", {("initiator", "The army")}),
    ("The withdrawal of the army from the valley began.", "withdrawal", {("initiator", "the army")}),
    ("The evacuation of 2,000 people from the valley began.", "evacuation", {("target", "2,000 people")}),
    ("The truce between the army and rebels took effect.", "ceasefire", {("party", "the army"), ("party", "rebels")}),
    ("Ceasefire between army and rebels takes effect", "ceasefire", {("party", "army"), ("party", "rebels")}),
    ("Two hostages were freed by the rebels.", "prisoner_release", {("initiator", "the rebels")}),
    ("Rebels seized the airfield.", "territory_taken", {("initiator", "Rebels"), ("target", "the airfield")}),
    ("The airfield was captured by rebels.", "territory_taken", {("initiator", "rebels"), ("target", "The airfield")}),
    ("Two soldiers were killed by a roadside bomb.", "bombing", {("victim", "Two soldiers")}),
    ("Many villagers killed", "killing", {("victim", "Many villagers")}),
]


@pytest.mark.parametrize(("text", "kind", "expected"), OTHER_KINDS)
def test_other_kinds(text: str, kind: str, expected: set[tuple[str, str]], parse: Parse) -> None:
    (event,) = events_of(parse, text)
    assert (event.kind, event.status) == (kind, "happened")
    assert expected <= {(argument.role, argument.text) for argument in event.arguments}


UNDONE = [
    ("The army threatened to attack the port.", "THREATEN"),
    ("The mayor called for an attack on the port.", "REQUEST"),
    ("Rebels promised to release the hostages.", "AGREE"),
    ("Rebels released the hostages.", "RETREAT"),
]


@pytest.mark.parametrize(("text", "type_"), UNDONE)
def test_plover_type_follows_status(text: str, type_: str, parse: Parse) -> None:
    (event,) = events_of(parse, text)
    assert event.plover is not None
    assert event.plover.type == type_
