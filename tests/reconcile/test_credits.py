"""Which agencies a report credits, and which it does not."""

from __future__ import annotations

import pytest

from onrecord.reconcile.credits import credits_of

BODY = "Boats fired on the port of Sel on Tuesday."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"SEL, Norland (Northwire) - {BODY}", [("Northwire", "dateline")]),
        (f"Silos burn\n\nSEL, Norland, 14 May (Sea Press) — {BODY}", [("Sea Press", "dateline")]),
        (f"SEL (AP) -- {BODY}", [("Associated Press", "dateline")]),
        (f"(Reuters) - {BODY}", [("Reuters", "dateline")]),
        (f"SEL, Norland (AP/Reuters) - {BODY}", [("Associated Press", "dateline"), ("Reuters", "dateline")]),
        (f"By Jane Roe, Associated Press\n\n{BODY}", [("Associated Press", "byline")]),
        (f"By JANE ROEAssociated Press\n\n{BODY}", [("Associated Press", "byline")]),
        (f"Silos burn\nBy Agence France-Presse\n\n{BODY}", [("Agence France-Presse", "byline")]),
        (f"Jane Roe | Sea News Agency\n\n{BODY}", [("Sea News Agency", "byline")]),
        (f"{BODY}\n\nReuters and the Associated Press contributed to this report.",
         [("Reuters", "contribution"), ("Associated Press", "contribution")]),
        (f"{BODY}\n\nAdditional reporting by AFP.", [("Agence France-Presse", "contribution")]),
        (f"{BODY}\n\nCopyright 2019 The Associated Press. All rights reserved.", [("Associated Press", "rights")]),
        (f"SEL (AP) - {BODY}\n\nThe Associated Press contributed to this report.", [("Associated Press", "dateline")]),
    ],
)  # fmt: skip
def test_finds_the_agencies(text: str, found: list[tuple[str, str]]) -> None:
    credited = credits_of(text)
    assert [(credit.agency, credit.basis) for credit in credited] == found
    assert all(credit.start is not None and credit.end is not None for credit in credited)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"SEL, Norland - {BODY}",
        f"By Jane Roe\n\n{BODY}",
        f"By Jane Roe, staff writer\n\n{BODY}",
        "The Sel Front (SLF) - the largest band on the coast - denied it.",
        f"SEL (photo) - {BODY}",
        f"{BODY}\n\nThe navy, Reuters reported, has forty boats.",
        f"{BODY}\n\nJane Roe contributed to this report.",
        f"{BODY}\n\nCopyright 2019 Valley Courier. All rights reserved.",
        f"{BODY}\n\nThe front's agency (AMN) - which has no office there - told of it first.",
    ],
)
def test_finds_none(text: str) -> None:
    assert credits_of(text) == ()


def test_an_outlet_that_credits_itself_is_no_agency() -> None:
    text = f"HOLMA (KHLM) - {BODY}"
    assert credits_of(text, publisher="khlm.example") == ()
    assert credits_of(text, publisher="news.khlmtv.example") == ()
    assert [credit.agency for credit in credits_of(text, publisher="valley.example")] == ["KHLM"]


def test_the_author_may_name_the_agency() -> None:
    assert [(credit.agency, credit.start) for credit in credits_of(BODY, author="Jane Roe, Reuters")] == [
        ("Reuters", None)
    ]
