from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Claim, Clue, Mention, Rows, spans_of
from onrecord.read.claims import find_claims
from onrecord.syntax import Parsed

Parse = Callable[..., Parsed]


def told(claim: Claim) -> tuple[str | None, str | None, str, str, str]:
    cue = claim.cue.text if claim.cue else None
    return claim.source.text, cue, claim.content.text, claim.stance, claim.quotation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # indirect speech, the clause after and before its cue
        (
            "The ministry said that the bridge had been hit.",
            [("The ministry", "said", "the bridge had been hit", "asserts", "indirect")],
        ),
        (
            "Two men died in the raid, the Lenna Committee said on Monday.",
            [("the Lenna Committee", "said", "Two men died in the raid", "asserts", "indirect")],
        ),
        # direct speech: after, before and around its cue, and going on after it
        (
            'The mayor told reporters: "We will not leave the town."',
            [("The mayor", "told", "We will not leave the town.", "promises", "direct")],
        ),
        (
            "“The road is closed,” Colonel Ivo Petr said.",
            [("Colonel Ivo Petr", "said", "The road is closed,", "asserts", "direct")],
        ),
        (
            "“The road is closed,” said Ivo Petr, a colonel.",
            [("Ivo Petr, a colonel", "said", "The road is closed,", "asserts", "direct")],
        ),
        (
            "“The road,” Petr said, “is closed.”",
            [("Petr", "said", "The road,” Petr said, “is closed.", "asserts", "direct")],
        ),
        (
            "“The road is closed,” Petr said. “It was mined on Friday.”",
            [("Petr", "said", "The road is closed,” Petr said. “It was mined on Friday.", "asserts", "direct")],
        ),
        # clauses that open anew
        (
            "The mayor said that the convoys hid rifles and that his men had found two crates.",
            [
                ("The mayor", "said", "the convoys hid rifles", "asserts", "indirect"),
                ("The mayor", "said", "his men had found two crates", "asserts", "indirect"),
            ],
        ),
        (
            "The mayor said that the convoys were late and his men had found two crates.",
            [("The mayor", "said", "the convoys were late and his men had found two crates", "asserts", "indirect")],
        ),
        # figures given, named, counted and attributed
        (
            "The colonel's staff gave the number of rebels killed as six.",
            [("The colonel's staff", "gave", "the number of rebels killed as six", "asserts", "indirect")],
        ),
        (
            "The sheriff named the dead as Anna Hest and her son.",
            [("The sheriff", "named", "the dead as Anna Hest and her son", "asserts", "indirect")],
        ),
        (
            "A doctor counted 26 bodies.",
            [("A doctor", "counted", "26 bodies", "asserts", "indirect")],
        ),
        (
            "The doctor put the number of those who had starved at 43.",
            [("The doctor", "put", "the number of those who had starved at 43", "asserts", "indirect")],
        ),
        (
            "The military attributes the ambush to the Marsh Front.",
            [("The military", "attributes", "the ambush to the Marsh Front", "accuses", "indirect")],
        ),
        (
            "The ministry would say only that a man had died.",
            [("The ministry", "would say", "a man had died", "asserts", "indirect")],
        ),
        (
            "According to Northwire, quoting the Sorvian army, the road is closed.",
            [("the Sorvian army", "According to", "the road is closed", "asserts", "indirect")],
        ),
        # a quoted part in an indirect statement
        (
            "Petr said the truce was “a fraud” and a trap.",
            [("Petr", "said", "the truce was “a fraud” and a trap", "asserts", "mixed")],
        ),
        # a speaker after a dash
        (
            "“Nobody came to help us in the valley.” — Marta Hest",
            [("Marta Hest", None, "Nobody came to help us in the valley.", "asserts", "direct")],
        ),
        # phrases that name a source
        (
            "According to the Lenna Committee, forty families fled the valley.",
            [("the Lenna Committee", "According to", "forty families fled the valley", "asserts", "indirect")],
        ),
        (
            "Forty families fled the valley, according to the committee.",
            [("the committee", "according to", "Forty families fled the valley", "asserts", "indirect")],
        ),
        # denials, demands, promises, threats, forecasts
        (
            "The army denied shelling the town.",
            [("The army", "denied", "shelling the town", "denies", "indirect")],
        ),
        (
            "The army denied that it had shelled the town.",
            [("The army", "denied", "it had shelled the town", "denies", "indirect")],
        ),
        (
            "The movement said it had no hand in the raid.",
            [("The movement", "said", "it had no hand in the raid", "denies", "indirect")],
        ),
        (
            "The army said the report was false.",
            [("The army", "said", "the report was false", "denies", "indirect")],
        ),
        (
            "The council accused the army of looting the market.",
            [("The council", "accused", "the army of looting the market", "accuses", "indirect")],
        ),
        (
            "Residents said soldiers looted the market.",
            [("Residents", "said", "soldiers looted the market", "accuses", "indirect")],
        ),
        (
            "The army said the market was looted.",
            [("The army", "said", "the market was looted", "asserts", "indirect")],
        ),
        (
            "Belland called for an end to the siege.",
            [("Belland", "called", "an end to the siege", "demands", "indirect")],
        ),
        (
            "The envoy urged both armies to stop the shelling.",
            [("The envoy", "urged", "both armies to stop the shelling", "demands", "indirect")],
        ),
        (
            "The general threatened to burn the fields.",
            [("The general", "threatened", "to burn the fields", "threatens", "indirect")],
        ),
        (
            "The government vowed to rebuild the port.",
            [("The government", "vowed", "to rebuild the port", "promises", "indirect")],
        ),
        (
            "The envoy predicted that the truce would fail.",
            [("The envoy", "predicted", "the truce would fail", "predicts", "indirect")],
        ),
        (
            "The minister said the siege must end.",
            [("The minister", "said", "the siege must end", "demands", "indirect")],
        ),
        # someone held to account, a body that learned, a promise about the past, a thing called untrue
        (
            "The union holds the army responsible for the fire.",
            [("The union", "holds", "the army responsible for the fire", "accuses", "indirect")],
        ),
        (
            "The union holds the army and the militias allied with Sorvia responsible for the fire.",
            [
                (
                    "The union",
                    "holds",
                    "the army and the militias allied with Sorvia responsible for the fire",
                    "accuses",
                    "indirect",
                ),
            ],
        ),
        (
            "The council has learned with concern that the well is poisoned.",
            [("The council", "has learned", "the well is poisoned", "asserts", "indirect")],
        ),
        (
            "The mayor swears that the lorries never left.",
            [("The mayor", "swears", "the lorries never left", "denies", "indirect")],
        ),
        (
            "Sorvia said its troops were not involved.",
            [("Sorvia", "said", "its troops were not involved", "denies", "indirect")],
        ),
        (
            "The envoy described the figures as baseless.",
            [("The envoy", "described", "the figures as baseless", "denies", "indirect")],
        ),
        (
            'The envoy called the figures "a fabrication".',
            [("The envoy", "called", 'the figures "a fabrication"', "denies", "mixed")],
        ),
        # a denial of a denial; demands with an infinitive, of a thing; threats of a thing
        (
            "The general denied having denied the raid.",
            [("The general", "denied", "having denied the raid", "denies", "indirect")],
        ),
        (
            "The ministry called on the council to meet.",
            [("The ministry", "called", "the council to meet", "demands", "indirect")],
        ),
        ("The envoy urged restraint.", [("The envoy", "urged", "restraint", "demands", "indirect")]),
        ("The army threatened sanctions.", [("The army", "threatened", "sanctions", "threatens", "indirect")]),
        # another's answer to a statement is no part of it
        (
            "Sorvia accuses Belland of arming the militia, which Belland denies.",
            [
                ("Sorvia", "accuses", "Belland of arming the militia", "accuses", "indirect"),
                ("Belland", "denies", "Belland of arming the militia", "denies", "indirect"),
            ],
        ),
        # a semicolon parts what two say
        (
            "Critics argue that the dam cannot hold; the ministry says it is safe.",
            [
                ("Critics", "argue", "the dam cannot hold", "asserts", "indirect"),
                ("the ministry", "says", "it is safe", "asserts", "indirect"),
            ],
        ),
        # a time right after the reporting word tells when it was said; what goes on after an inserted clause
        (
            "The army said on Sunday they had fired at the port.",
            [("The army", "said", "they had fired at the port", "asserts", "indirect")],
        ),
        # a clause that the parser took for an object; several governments, each for itself; a name and a colon
        (
            'Foreign Minister Ivo Petr said the "so-called truce" bore full responsibility.',
            [
                (
                    "Foreign Minister Ivo Petr",
                    "said",
                    'the "so-called truce" bore full responsibility',
                    "asserts",
                    "mixed",
                )
            ],
        ),
        (
            "The governments of Belland and Sorvia appealed for calm.",
            [
                ("Belland", "appealed", "calm", "demands", "indirect"),
                ("Sorvia", "appealed", "calm", "demands", "indirect"),
            ],
        ),
        # who is cited before the reporting word
        (
            "Northwire, quoting unnamed officials, said that Sorvia had known of the raid.",
            [
                ("unnamed officials", "quoting", "Sorvia had known of the raid", "asserts", "indirect"),
                ("Northwire", "said", "Sorvia had known of the raid", "asserts", "indirect"),
            ],
        ),
        # given to nobody
        (
            "It was reported that the convoy had left.",
            [(None, "reported", "the convoy had left", "reports_unconfirmed", "indirect")],
        ),
        (
            "Unconfirmed reports said that the dam had burst.",
            [("Unconfirmed reports", "said", "the dam had burst", "reports_unconfirmed", "indirect")],
        ),
        # a speaker that another quotes or cites
        (
            "State radio quoted the commander as saying that the town had fallen.",
            [("the commander", "saying", "the town had fallen", "asserts", "indirect")],
        ),
        (
            "Northwire reported that the town had fallen, citing two officials.",
            [
                ("Northwire", "reported", "the town had fallen", "asserts", "indirect"),
                ("two officials", "citing", "the town had fallen", "asserts", "indirect"),
            ],
        ),
    ],
)
def test_claims(parse: Parse, text: str, expected: list[tuple[str | None, str | None, str, str, str]]) -> None:
    assert [told(claim) for claim in find_claims(parse(text), Rows())] == expected


@pytest.mark.parametrize(
    "text",
    [
        # marks of distance, titles and nicknames are no speech
        "The “rebels” held the northern quarter.",
        "Fighters used civilians as “human shields” in the market.",
        "The novel “The Long Siege” was banned in Belland.",
        "The commander, known as “the Fox”, fled on Friday.",
        # nobody said it
        "The army did not confirm the strike.",
        "The spokesman declined to say whether troops had left.",
        "If the ministry says that the road is open, lorries will go.",
        "Officials may announce that the road is open.",
        "The ministry could not confirm the toll.",
        # a thing shows something only in a figure of speech; a remark of the narrator
        "The crater shows that the shell was large.",
        "A bomb killed four people, underscoring the danger on the road.",
        "Soldiers entered the town at dawn and burned the mill.",
        # who was asked, how one spoke, what nobody said, headings, what is yet to be said
        "Asked whether the army was to blame, he declined to comment.",
        "The driver asked not to be named.",
        "No group has claimed the attack.",
        "Those who say so are lying.",
        "Deaths described by witnesses, by quarter",
        "The ministry will announce the date on Friday.",
        "The doctor counted the bodies.",
        "The sheriff named a deputy.",
        "A man called himself a healer.",
        "He is expected to resign on Friday.",
        "",
    ],
)
def test_no_claim(parse: Parse, text: str) -> None:
    assert find_claims(parse(text), Rows()) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "The truce was confirmed by both the council and by representatives of the Third Brigade.",
            ["the council", "representatives of the Third Brigade"],
        ),
        ("Belland and Sorvia denied the reports.", ["Belland", "Sorvia"]),
        ("LENNA, Belland - The army said the road was open.", ["The army"]),
        ("Marta Hest, who leads the committee, said the road was open.", ["Marta Hest"]),
        ("The envoy, Marta Hest, said the road was open.", ["The envoy, Marta Hest"]),
        ("Foreign ministry spokesman Ilan Dorek said the road was open.", ["Foreign ministry spokesman Ilan Dorek"]),
    ],
)
def test_sources(parse: Parse, text: str, sources: list[str]) -> None:
    claims = find_claims(parse(text), Rows())
    assert [claim.source.text for claim in claims] == sources
    assert len({claim.content for claim in claims}) == 1


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Marta Hest", "named"), ("The army", "named"), ("He", "named"), ("The commander", "named"),
        ("Police in Deyra", "named"), ("Spokesman Ilan Dorek", "named"),
        ("Activists", "anonymous"), ("Two diplomats", "anonymous"), ("A resident", "anonymous"),
        ("Some", "anonymous"), ("Unconfirmed reports", "anonymous"), ("A senior commander", "anonymous"),
        ("The report", "document"), ("A statement by the army", "document"), ("The committee's report", "document"),
    ],
)  # fmt: skip
def test_kind_of_source(parse: Parse, subject: str, kind: str) -> None:
    claims = find_claims(parse(f"{subject} said that the bridge had been destroyed."), Rows())
    assert [claim.source.kind for claim in claims] == [kind]


def mention(parsed: Parsed, rows: Rows, words: str, kind: str, actor_kind: str | None = None) -> Mention:
    start = parsed.document.text.index(words)
    head = parsed.head_of(start, start + len(words))
    assert head is not None
    row = Mention(
        id=f"m-{words}", document=parsed.document.id, reader="test 1", start=start, end=start + len(words), text=words,
        kind=kind, form="name",
    )  # type: ignore[arg-type]  # fmt: skip
    rows.mentions.append(row)
    rows.clues[row.id] = Clue(head=head.i, actor_kind=actor_kind)  # type: ignore[arg-type]
    return row


def test_source_and_outlet_are_mentions(parse: Parse) -> None:
    parsed = parse("Defence minister Marta Hest told Northwire that the siege was over.")
    rows = Rows()
    person = mention(parsed, rows, "Marta Hest", "person")
    outlet = mention(parsed, rows, "Northwire", "actor", "media")
    (claim,) = find_claims(parsed, rows)
    assert claim.source.actor == person.id
    assert claim.via == outlet.id


@pytest.mark.parametrize(
    ("subject", "named", "description"),
    [
        ("A lawyer for the clinic, Ruth Abel,", "Ruth Abel", "A lawyer"),
        ("The agency's delegate in Deyra, Marta Hest,", "Marta Hest", "The agency's delegate"),
    ],
)
def test_the_name_beside_a_description_is_the_source(parse: Parse, subject: str, named: str, description: str) -> None:
    parsed = parse(f"{subject} said that the siege was over.")
    rows = Rows()
    person = mention(parsed, rows, named, "person")
    described = mention(parsed, rows, description, "person")
    rows.mentions[-1] = replace(described, form="nominal")
    (claim,) = find_claims(parsed, rows)
    assert claim.source.actor == person.id


def test_the_one_quoted_is_the_source_and_the_outlet_the_way(parse: Parse) -> None:
    parsed = parse("Northwire quoted General Ivo Petr as saying that the siege was over.")
    rows = Rows()
    outlet = mention(parsed, rows, "Northwire", "actor", "media")
    general = mention(parsed, rows, "General Ivo Petr", "person")
    (claim,) = find_claims(parsed, rows)
    assert (claim.source.actor, claim.via) == (general.id, outlet.id)


def test_fragments_where_the_cue_interrupts(parse: Parse) -> None:
    (claim,) = find_claims(parse("“The road,” Petr said, “is closed.”"), Rows())
    assert [part.text for part in claim.fragments] == ["The road,", "is closed."]


def test_speech_over_paragraphs_is_one_claim(parse: Parse) -> None:
    text = (
        "Marta Hest told the council: “We waited for two days.\n\n“Then the shelling began.”\n\nThe council adjourned."
    )
    (claim,) = find_claims(parse(text), Rows())
    assert claim.content.text == "We waited for two days.\n\n“Then the shelling began."


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            ["“", "”", '"', "the army", "said", "denied", "that", ",", ".", "it fell", "\n\n", "according to"]
        ),
        max_size=14,
    )
)
def test_spans_are_the_text(parse: Parse, words: list[str]) -> None:
    parsed = parse(" ".join(words))
    for claim in find_claims(parsed, Rows()):
        for span in spans_of(claim):
            assert parsed.document.text[span.start : span.end] == span.text
        assert claim.content.text.strip()
