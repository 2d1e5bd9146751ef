"""What the head of a text says; hard negatives beside each positive."""

from __future__ import annotations

import pytest

from onrecord.ingest.metadata import Head, date_in_url, read_head, without_byline

BODY = "\n\nThe army said that it was in Tarsk."

DATELINES = [
    # head, place, agency, date
    ("TARSK, Norland, 14 May 2014 (Northwire) - The army left.", "TARSK, Norland", "Northwire", "2014-05-14"),
    ("TARSK, May 14, 2014 (Northwire) -- The army left.", "TARSK", "Northwire", "2014-05-14"),
    ("TARSK, Norland, 14 May (Northwire) - The army left.", "TARSK, Norland", "Northwire", None),
    ("TARSK, May 14 (Northwire) - The army left.", "TARSK", "Northwire", None),
    ("Tarsk, 14 May 2014 – The army left.", "Tarsk", None, "2014-05-14"),
    ("TARSK (14 May 2014) – Experts said it.", "TARSK", None, "2014-05-14"),
    ("OLD TARSK — The army left.", "OLD TARSK", None, None),
    ("Tarsk (Reuters) - The army left.", "Tarsk", "Reuters", None),
    ("Port Esk/Tarsk, 3 Jun 2014 - The army left.", "Port Esk/Tarsk", None, "2014-06-03"),
    ("TARSK, 14 MAY 94 (NORTHWIRE) -- [TEXT] THE ARMY LEFT.", "TARSK", "NORTHWIRE", "1994-05-14"),
    ("TARSK, 14 MAY 04 -- THE ARMY LEFT.", "TARSK", None, "2004-05-14"),
    ("TARSK, Norland (AP)_ The army left.", "TARSK, Norland", "AP", None),
    ("TARSK, Norland (May 14, 2014)\nThe army left.", "TARSK, Norland", None, "2014-05-14"),
    # no datelines
    ("On 14 May 2014 - a Wednesday - the army left.", None, None, None),
    ("Norland Rights Watch, 14 May 2014\nThe army left.", None, None, "2014-05-14"),
    ("Wednesday, May 14, 2014\nThe army left.", None, None, "2014-05-14"),
    ("TARSK (the old town)\nThe army left.", None, None, None),
    ("THE ARMY\nleft Tarsk.", None, None, None),
    ("UPDATE 1 - The army left.", None, None, None),
    ("BREAKING - The army left.", None, None, None),
    ("Norland Army (NA) - the force of the state - left.", None, None, None),
    ("The army - it said - left.", None, None, None),
    ("Mr Lind - a former major - left.", None, None, None),
    ("TARSK-based fighters left.", None, None, None),
    ("Tarsk, 31 June 2014 - The army left.", "Tarsk", None, None),
]

ALONE = [
    # line that stands alone, date
    ("14 May 2014", "2014-05-14"),
    ("Wednesday, 14 May 2014", "2014-05-14"),
    ("May 14, 2014", "2014-05-14"),
    ("Published: 14th May 2014 18:05 GMT", "2014-05-14"),
    ("Posted on May 14, 2014 at 6:05 pm", "2014-05-14"),
    ("2014-05-14", "2014-05-14"),
    ("2014-05-14T18:05:00Z", "2014-05-14"),
    ("14 May", None),
    ("May 2014", None),
    ("04/05/2014", None),
    ("31 June 2014", None),
    ("On 14 May 2014 the army left", None),
    ("14 May 2014 was the day", None),
]


@pytest.mark.parametrize(("line", "place", "agency", "day"), DATELINES)
def test_datelines(line: str, place: str | None, agency: str | None, day: str | None) -> None:
    head = read_head("Truce holds\n\n" + line, "en")
    assert (head.dateline_place, head.publisher, head.published) == (place, agency, day)
    assert head.published_from == (None if day is None else "dateline" if place else "text")


@pytest.mark.parametrize(("line", "day"), ALONE)
def test_dates_that_stand_alone(line: str, day: str | None) -> None:
    head = read_head(f"Truce holds\n\n{line}{BODY}", "en")
    assert (head.published, head.published_from) == (day, "text" if day else None)


def test_a_date_far_down_is_not_the_date_of_publication() -> None:
    text = "Truce holds\n\n" + "The army said that it was in Tarsk.\n\n" * 20 + "14 May 2014\n"
    assert read_head(text, "en").published is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Truce holds" + BODY, "Truce holds"),
        ("# Truce holds\nThe army left.", "Truce holds"),
        ("\n\n  Truce holds in Tarsk\nBy Jane Roe\nThe army left.", "Truce holds in Tarsk"),
        ("Truce holds\r\n\r\nThe army left.", "Truce holds"),
        ("Truce holds\n14 May 2014\nThe army left.", "Truce holds"),
        ("The army left Tarsk." + BODY, None),
        ("The army left Tarsk and\nwent home.", None),
        ("14 May 2014" + BODY, None),
        ("TARSK, 14 May (Northwire) - The army left" + BODY, None),
        ("The army left", None),
        ("2014-05-S-014\n\nThe army left.", None),
        ("By Jane Roe, updated 14 May 2014\n\nThe army left.", None),
        ("Truce holds\u2028By Jane Roe\u2028The army left.", "Truce holds"),
        ("a " * 100 + BODY, None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert read_head(text, "en").title == title


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By Jane van der Roe and A. B. Lind", "Jane van der Roe and A. B. Lind"),
        ("Written by Jane Roe | 14 May 2014", "Jane Roe"),
        ("Jane Roe\n14 May 2014", "Jane Roe"),
        ("By Sunday the army was in Tarsk", None),
        ("By land and sea", None),
        ("The army left\n14 May 2014", None),
        ("Bypass reopened", None),
    ],
)
def test_authors(lines: str, author: str | None) -> None:
    assert read_head(f"Truce holds\n\n{lines}{BODY}", "en").author == author


@pytest.mark.parametrize(
    ("uri", "day"),
    [
        ("https://news.example/2014/05/14/truce", "2014-05-14"),
        ("https://news.example/world/2014/may/14/truce", "2014-05-14"),
        ("https://news.example/truce-2014-05-14.html", "2014-05-14"),
        ("https://news.example/20140514/truce", "2014-05-14"),
        ("https://news.example/2014/05/truce", None),
        ("https://news.example/article/120140514199", None),
        ("https://news.example/2014/13/14/truce", None),
        ("https://news.example/truce?d=2014-05-14", None),
        ("reports/2014-05-14.txt", None),
        (None, None),
    ],
)
def test_dates_in_addresses(uri: str | None, day: str | None) -> None:
    assert date_in_url(uri) == day


def test_a_byline_of_a_page_loses_its_first_words() -> None:
    assert without_byline("By Jane Roe") == "Jane Roe"
    assert without_byline("Jane Roe") == "Jane Roe"
    assert without_byline(None) is None


def test_an_empty_head() -> None:
    assert read_head("", "en") == Head()
    assert read_head("\n\n", None) == Head()


@pytest.mark.parametrize(
    ("masthead", "body", "author", "publisher"),
    [
        ("The Tarsk Post\n14 May 2014", "The army left.", None, "The Tarsk Post"),
        ("The Tarsk Post\n14 May 2014", "TARSK (Reuters) - The army left.", None, "The Tarsk Post"),
        ("Norland Rights Watch, 14 May 2014", "The Norland Rights Watch counted 4 dead.", None, "Norland Rights Watch"),
        # who issued it is not said
        ("Jane Roe\n14 May 2014", "The army left.", "Jane Roe", None),
        ("Old Tarsk, 14 May 2014", "The army left Old Tarsk.", None, None),
        ("Tarsk, 14 May 2014", "The Tarsk road is open.", None, None),
    ],
)
def test_mastheads(masthead: str, body: str, author: str | None, publisher: str | None) -> None:
    head = read_head(f"Truce holds\n\n{masthead}\n\n{body}", "en")
    assert (head.author, head.publisher, head.published) == (author, publisher, "2014-05-14")
