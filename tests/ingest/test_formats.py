"""What each format makes of its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ingest import ingest_bytes, ingest_file
from onrecord.ingest.html import extract_html
from onrecord.ingest.markdown import extract_markdown
from onrecord.ingest.pdf import extract_pdf
from onrecord.text import view_of

MARKDOWN = [
    # file, text
    ("# Truce holds\n\nThe **army** left.\n", "Truce holds\n\nThe army left.\n"),
    ("Truce holds\n===\n\nThe *army* left.\n", "Truce holds\n\nThe army left.\n"),
    ("The [army](https://a.example/x_y) left ![map](map.png)Tarsk.\n", "The army left Tarsk.\n"),
    ("The [army][1] left.\n\n[1]: https://a.example\n", "The army left.\n\n"),
    ("> The army left,\n> he said.\n", "The army left,\nhe said.\n"),
    ("- the `army`\n* the front\n1. both\n", "- the army\n* the front\n1. both\n"),
    ("| Place | Killed |\n|:--|--:|\n| Tarsk | 12 |\n", "| Place | Killed |\n| Tarsk | 12 |\n"),
    ("***Both*** left\\*.\n\n---\n\n<!-- note -->\nEnd\n", "Both left*.\n\n\nEnd\n"),
    ("The __army__ of A_B_C and 2 * 3 * 4 left.\n", "The army of A_B_C and 2 * 3 * 4 left.\n"),
    ("```\ncode\n```\n", "code\n"),
    ("\n\nPlain words.\n", "Plain words.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text"), MARKDOWN)
def test_markdown(source: str, text: str) -> None:
    assert extract_markdown(source.encode(), {}).text == text


def test_front_matter_is_metadata_and_no_text() -> None:
    found = extract_markdown(b'---\ntitle: "Truce holds"\ndate: 2014-05-14T10:00\nlang: en\n---\nThe army left.\n', {})
    assert (found.title, found.published, found.language, found.text) == (
        "Truce holds", "2014-05-14", "en", "The army left.\n",
    )  # fmt: skip
    place = found.alignment.locate(0, 3)[0]
    assert place.where == "byte 61-64"


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


STORY = "<p>The army said on Tuesday that it had entered the town of Tarsk after a week of fighting.</p>"


def test_a_page_without_its_boilerplate(corpus: Path) -> None:
    document = ingest_file(corpus / "truce.html").document
    assert not [words for words in ("Home", "Related", "Esk", "Copyright", "Cookie") if words in document.text]
    assert (document.author, document.publisher, document.published, document.published_from) == (
        "Jane Roe", "Northwire", "2014-05-14", "metadata",
    )  # fmt: skip


def test_tables_lists_and_quotations_of_a_page() -> None:
    found = extract_html(
        page(
            STORY
            + "<h2>Toll</h2><ul><li>Tarsk: 12</li><li>Esk: 3</li></ul>"
            + "<table><tr><th>Place</th><th>Killed</th></tr><tr><td>Tarsk</td><td>12</td></tr></table>"
            + "<blockquote>We will keep<br>our word.</blockquote>"
            + STORY.replace("army", "Front")
        ),
        {},
    )
    assert "Toll\n\n- Tarsk: 12\n- Esk: 3\n\n" in found.text
    assert "| Place | Killed |\n| Tarsk | 12 |" in found.text
    assert "We will keep\nour word." in found.text


SHORT_PAGES = [
    ("<p>The army left.</p><p>It came back.</p>", "The army left.\n\nIt came back.\n"),
    ("<div>The army\n left.<br>It came <b>back</b>.</div>", "The army left.\nIt came back.\n"),
    ("<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p><p>more</p></li></ul>", "- One\n- Two\n- Three more\n"),
    ("<table><tr><td>A<br><br>B</td><td>Side</td></tr></table>", "A\nB\n\nSide\n"),
    ("<table><tr><td>Tarsk</td><td>12</td></tr></table>", "| Tarsk | 12 |\n"),
    ("<pre>one\n  two</pre>", "one\ntwo\n"),
    ("<nav>Home</nav><p>The army left.</p><footer>Copyright</footer>", "The army left.\n"),
    ("<header><h1>Truce holds</h1></header><p>The army left.</p>", "Truce holds\n\nThe army left.\n"),
    ("<p>The ar&shy;my left.</p><!-- <p>x</p> --><p>The \x07end.</p>", "The ar\u00admy left.\n\nThe \ufffdend.\n"),
]


@pytest.mark.parametrize(("body", "text"), SHORT_PAGES)
def test_short_pages_keep_their_structure(body: str, text: str) -> None:
    found = extract_html(f"<html><body>{body}</body></html>".encode(), {})
    assert found.text == text
    placed = {i for place in found.alignment.locate(0, len(text)) for i in range(place.start, place.end)}
    assert not [c for i, c in enumerate(text) if c.isalnum() and i not in placed]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2014-05-14T10:00:00+02:00">', "2014-05-14"),
        ('<meta name="DC.date" content="20140514">', "2014-05-14"),
        (
            '<script type="application/ld+json">[{"headline": "x", "datePublished": "2014-05-14"}]</script>',
            "2014-05-14",
        ),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2014-05-14"}]}</script>', "2014-05-14"),
        ('<meta property="article:modified_time" content="2014-05-14">', None),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<meta name="date" content="last week">', None),
        ("", None),
    ],
)
def test_dates_of_a_page_are_stated_never_guessed(head: str, day: str | None) -> None:
    body = STORY + "<p>Copyright 2013. Page made on 3 June 2013.</p>"
    assert extract_html(page(body, head), {}).published == day


def test_a_marked_time_of_a_page() -> None:
    body = (
        '<time datetime="2013-01-01">old</time><time itemprop="datePublished" datetime="2014-05-14T10:00">today</time>'
    )
    assert extract_html(page(body + STORY), {}).published == "2014-05-14"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("windows-1251", "windows-1251"), ("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("koi8-r", "koi8-r")],
)
def test_the_charset_that_a_page_names(charset: str, encoding: str) -> None:
    words = "Армия вошла в город" if charset in {"windows-1251", "koi8-r"} else "The café – “there”"
    data = f'<html><head><meta charset="{charset}"></head><body><p>{words}</p></body></html>'.encode(
        "cp1252" if charset == "iso-8859-1" else charset
    )
    found = extract_html(data, {})
    assert found.text == words + "\n"
    assert found.encoding == encoding


def test_nothing_of_a_page_is_fetched_or_run() -> None:
    body = '<script>document.write("x")</script><iframe src="http://127.0.0.1/"></iframe><img src="http://127.0.0.1/i">'
    assert extract_html(page(body + STORY), {}).text.startswith("The army said")
    entity = (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>The army &x; left.</p></body></html>'
    )
    assert "root:" not in extract_html(entity, {}).text


def test_a_pdf_in_reading_order(corpus: Path) -> None:
    document = ingest_file(corpus / "columns.pdf").document
    assert (document.title, document.author, document.published) == ("Army enters Tarsk", "Jane Roe", "2014-05-14")
    lines = document.text.split("\n")
    assert lines.index("tance. Two officials denied the report.") + 1 == lines.index(
        "Aid workers in the town counted twelve"
    )
    assert "Place\tKilled\nTarsk\t12\n" in document.text
    assert "no resis-\ntance" in document.text
    assert "Northwire weekly" not in document.text
    assert document.text.count("\f") == 1


def test_a_sentence_of_a_pdf_is_whole_in_the_view(corpus: Path) -> None:
    view = view_of(ingest_file(corpus / "columns.pdf").document.text)
    assert "it had met no resistance." in view.text
    assert "according to the ministry of health of the republic. Nobody" in view.text
    assert "hit on Sunday night, according" in view.text


def test_two_columns_in_the_order_of_the_columns(make_pdf: Callable[..., bytes]) -> None:
    left = [f"left column line number {i} goes on" for i in range(6)]
    right = [f"right column line number {i} goes on" for i in range(6)]
    placed = [(72, 600 - 14 * i, 11, words) for i, words in enumerate(left)]
    placed += [(320, 600 - 14 * i, 11, words) for i, words in enumerate(right)]
    across = [(72, 640, 11, "A heading that runs across both of the columns of this page, and a little more.")]
    expected = [across[0][3], "", *left, *right, ""]
    for order in (across + placed, placed[::-1] + across):
        assert extract_pdf(make_pdf([order]), {}).text.split("\n") == expected


def test_a_table_is_read_row_by_row(make_pdf: Callable[..., bytes]) -> None:
    rows = [
        ("Place", "Killed", "Hurt"),
        ("Tarsk", "12", "30"),
        ("Port Esk", "3", "4"),
        ("Lind", "1", "2"),
        ("Orm", "0", "1"),
    ]
    placed = [
        (72 + 150 * c, 600 - 14 * r, 11, cell) for c in range(3) for r, row in enumerate(rows) for cell in [row[c]]
    ]
    assert extract_pdf(make_pdf([placed]), {}).text == "".join("\t".join(row) + "\n" for row in rows)


def test_lines_that_do_not_repeat_are_no_running_heads(make_pdf: Callable[..., bytes]) -> None:
    pages = [[(72, 750, 11, f"{word} of the report"), (72, 700, 11, "The army left.")] for word in ("First", "Second")]
    assert extract_pdf(make_pdf(pages), {}).text.startswith("First of the report")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Truce in Tarsk holds", "Truce in Tarsk holds"),
        ("Microsoft Word - x.doc", None),
        ("report.pdf", None),
        (None, None),
    ],
)
def test_the_title_that_a_pdf_states(make_pdf: Callable[..., bytes], title: str | None, found: str | None) -> None:
    data = make_pdf([[(72, 700, 11, "The army left Tarsk."), (72, 686, 11, "It went home.")]], title=title)
    assert extract_pdf(data, {}).title == found


def test_a_pdf_without_a_password_for_reading_is_read(make_pdf: Callable[..., bytes]) -> None:
    data = make_pdf([[(72, 700, 11, "The army left Tarsk.")]], password="")
    assert ingest_bytes(data).document.text == "The army left Tarsk.\n"
