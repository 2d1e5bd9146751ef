from __future__ import annotations

import pytest

import onrecord


def stances(text: str) -> list[str]:
    # who acts is known by the mentions that other readers found
    return [claim.stance for claim in onrecord.read_text(text).claims]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Residents said army units had laid mines on the footpaths.", "accuses"),
        ("The army says that it was the Marsh Front which broke the truce.", "accuses"),
        ("Police sources said a group of ten rebels stopped the jeep and shot him.", "accuses"),
        ("The mayor said gunmen shot him in front of his house.", "asserts"),
        ("The army said its men had shot two rebels.", "asserts"),
        ("The minister said the rebels had reopened the road.", "asserts"),
        ('"No live ammunition was issued to our units," he told state radio.', "denies"),
        ("A spokeswoman said that no official had given money or arms to the rebels.", "denies"),
        ('"He had nothing to do with it," the sheriff said.', "denies"),
        ('"I do not believe that the army fired," the envoy said.', "denies"),
        ("The minister called the story absurd.", "denies"),
        ("No civilians were killed, the army said.", "asserts"),
        ("Nobody was hurt in the blast, the mayor said.", "asserts"),
        ("The doctor said he had not found a wound.", "asserts"),
        # a deed in any clause of what is said, at somebody's door; not at unknown hands, the source's own, or in combat
        ("The court heard that nine people died when gendarmes gunned down the marchers, the clerk said.", "accuses"),
        ("Monitors said forty teachers had died at the hands of the militia.", "accuses"),
        ("The bishop said the market had burned down after an attack by the Marsh Front.", "accuses"),
        ("Prisoners told the envoy that they had been beaten with belts.", "accuses"),
        ("The envoy said the army had broken the truce.", "accuses"),
        ("The newspaper said the army had killed nine rebels in an ambush.", "asserts"),
        ("The sheriff said a gunman fired at the crowd before he was shot by a deputy.", "asserts"),
        ("The marines said their helicopters had attacked two boats.", "asserts"),
        ("The mayor said the market was looted.", "asserts"),
        ("The rebels said the garrison had beaten them back.", "asserts"),
        # nothing of the kind was or happened
        ("The consul replied that there were no prisoners.", "denies"),
        ("The minister said no incident occurred that day.", "denies"),
        ("The witness said he had never seen a rebel in the village.", "denies"),
        ("Her lawyer said the girl had never touched a weapon.", "denies"),
        ("The ministry says it has nothing to hide.", "denies"),
        ('"We do not kill scholars," the spokesman said.', "denies"),
        ("The owner insists that the roof was locked.", "denies"),
        ("The teacher said nobody had slept.", "asserts"),
        ("The governor said no decision had been taken.", "asserts"),
        ("The minister called the figures exaggerated.", "doubts"),
        # asked for, in so many words
        ('"We urge both sides to hold their fire," the bishop said.', "demands"),
        ('"Open the gates," the colonel said.', "demands"),
        ("The front said it would not negotiate unless its prisoners were freed.", "demands"),
        ('"We thank both sides," the bishop said.', "asserts"),
        # to come: by the source or not, with harm or not
        ("The government said it would attack any ship that came near.", "threatens"),
        ("The movement has warned that it will withdraw its monitors.", "threatens"),
        ('The party warned that "anyone who takes to the street will pay for it".', "threatens"),
        ("The ministry warned that the river would rise.", "predicts"),
        ("The ministry said its own fleet would visit the port.", "promises"),
        ("The fighting could mark a turning point, the analyst said.", "predicts"),
        ("He is expected to be charged with murder, the sheriff said.", "predicts"),
        ("The men could have left on Friday, the sheriff said.", "asserts"),
        ("Belland announced a contribution of two million dollars.", "promises"),
        ("Belland announced the names of the dead.", "asserts"),
        # a deed condemned with no doer
        ("The council condemned the attack.", "asserts"),
        ("The council condemned the Marsh Front for the attack.", "accuses"),
    ],
)
def test_what_is_stated_decides_whether_it_accuses_or_denies(text: str, stance: str) -> None:
    assert stances(text) == [stance]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another account by the one accused, right after
        (
            "Villagers said soldiers of the army shot nine men at the mill. The army says it killed two in a fight.",
            ["accuses", "denies"],
        ),
        (
            "Organizers said the police beat the marchers. The police chief, Oto Hemm, said his men had been calm.",
            ["accuses", "denies"],
        ),
        ("The ministry confirmed one death, but said she had fallen from a wall.", ["confirms", "denies"]),
        # somebody else, who answers for nobody; later; about something else
        (
            "Villagers said soldiers of the army shot nine men at the mill. A doctor said he had treated four.",
            ["accuses", "asserts"],
        ),
        (
            "Villagers said soldiers of the army shot nine men at the mill.\n\nThe army says it has opened the road.",
            ["accuses", "asserts"],
        ),
        (
            "Villagers said soldiers of the army shot nine men. Rain fell. The army says it has opened the road.",
            ["accuses", "asserts"],
        ),
        ("The ministry confirmed one death and said she had fallen from a wall.", ["confirms", "asserts"]),
    ],
)
def test_an_answer_to_an_accusation_denies(text: str, expected: list[str]) -> None:
    assert stances(text) == expected
