from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Rows
from onrecord.read.claims import find_claims
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # at a semicolon, before and after the one who says it
        (
            "Nine men died at the mill, according to the mayor; the army is silent.",
            [("the mayor", "Nine men died at the mill")],
        ),
        (
            "Two men were freed on Friday; the third, the mayor said, is still held.",
            [("the mayor", "the third, the mayor said, is still held")],
        ),
        # what the speaker did next
        (
            "Dorek denied that his men had burned the mill and blamed deserters.",
            [("Dorek", "his men had burned the mill"), ("Dorek", "deserters")],
        ),
        (
            "The uncle alleged that a sergeant had aimed at him, and refused to bury the boy.",
            [("The uncle", "a sergeant had aimed at him")],
        ),
        (
            "The mayor said that the men had robbed the shop and burned it.",
            [("The mayor", "the men had robbed the shop and burned it")],
        ),
        # what another answers
        (
            "According to two ministers, Belland pays them, which Sorvia denies.",
            [("two ministers", "Belland pays them"), ("Sorvia", "Belland pays them")],
        ),
        # an aside about whom one blames
        (
            "Residents blamed the Third Brigade, whose guns stand on the ridge.",
            [("Residents", "the Third Brigade")],
        ),
        # a relative clause with a source of its own
        (
            "The body was that of Medina, who, according to the caller, was tortured by the guards.",
            [("the caller", "was tortured by the guards")],
        ),
        # the parser parts an object from its phrase
        (
            "The movement claimed responsibility on Friday for bombing a bank in Lenna.",
            [("The movement", "responsibility on Friday for bombing a bank in Lenna")],
        ),
        ("The mayor dismissed talk online of a feud.", [("The mayor", "talk online of a feud")]),
        # a gloss in square brackets
        (
            "POLICE SAID A GROUP OF MEN STOPPED THE JEEP AT ABOUT 2115 [0215 GMT] AND SHOT HIM IN FRONT OF HIS DRIVER.",
            [
                (
                    "POLICE",
                    "A GROUP OF MEN STOPPED THE JEEP AT ABOUT 2115 [0215 GMT] AND SHOT HIM IN FRONT OF HIS DRIVER",
                )
            ],
        ),
    ],
)
def test_where_a_content_ends(parse: Parse, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.source.text, c.content.text) for c in find_claims(parse(text), Rows())] == expected
