"""Documents: identity over formats, precedence of what is said about them, languages, folders."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import (
    FORMATS,
    ingest_bytes,
    ingest_file,
    ingest_stream,
    ingest_text,
    list_inputs,
)
from onrecord.ingest.language import language_of


@pytest.mark.parametrize("name", ["truce.txt", "truce.md", "truce.html"])
def test_the_same_text_in_any_format_is_one_document(corpus: Path, name: str) -> None:
    plain = ingest_text((corpus / "truce.txt").read_text(encoding="utf-8")).document
    other = ingest_file(corpus / name).document
    assert (other.id, other.text_sha256) == (plain.id, plain.text_sha256)
    assert other.sha256 == hashlib.sha256((corpus / name).read_bytes()).hexdigest()
    assert other.title == "Truce in Tarsk holds for a second day"
    assert other.published == "2014-05-14"
    assert other.dateline_place == "TARSK, Norland"
    assert other.publisher == "Northwire"


def test_the_same_file_twice_is_one_document(corpus: Path) -> None:
    first, second = (ingest_file(corpus / "columns.pdf", uri=uri).document for uri in ("a.pdf", "b.pdf"))
    assert first.id == second.id
    assert (first.uri, second.uri) == ("a.pdf", "b.pdf")


def test_original_bytes_are_kept(corpus: Path) -> None:
    assert ingest_file(corpus / "truce.html").original == (corpus / "truce.html").read_bytes()


def test_given_comes_first() -> None:
    text = "Truce holds\n\nBy Jane Roe\n\nTARSK, 14 May 2014 (Northwire) - The army left the town.\n"
    document = ingest_text(
        text,
        uri="https://news.example/2014/05/15/x",
        title="A",
        author="B",
        publisher="C",
        published="2014-05-16",
        language="fr",
    ).document
    assert (document.title, document.author, document.publisher, document.language) == ("A", "B", "C", "fr")
    assert (document.published, document.published_from) == ("2014-05-16", "given")
    assert document.text == text


@pytest.mark.parametrize(
    ("published", "day"),
    [("2014-05-14", "2014-05-14"), ("20140514", "2014-05-14"), ("2014-05-14T23:30:00+02:00", "2014-05-14"), ("", None)],
)
def test_a_given_date_is_an_iso_date(published: str, day: str | None) -> None:
    assert ingest_text("The army left.", published=published).document.published == day


@pytest.mark.parametrize("published", ["14 May 2014", "2014-05", "2014-13-01", "today"])
def test_another_given_date_is_refused(published: str) -> None:
    with pytest.raises(InputError, match="expected an ISO date"):
        ingest_text("The army left.", published=published)


@pytest.mark.parametrize(
    ("uri", "text", "day", "source"),
    [
        ("https://news.example/2014/05/15/x", "TARSK, 14 May 2014 - The army left.", "2014-05-15", "url"),
        ("x.txt", "TARSK, 14 May 2014 - The army left.", "2014-05-14", "dateline"),
        ("x.txt", "Truce holds\n14 May 2014\nThe army left.", "2014-05-14", "text"),
        ("x.txt", "TARSK, 14 May - The army left.", None, None),
        (None, "The army left on 14 May 2014.", None, None),
    ],
)
def test_where_the_date_was_found(uri: str | None, text: str, day: str | None, source: str | None) -> None:
    document = ingest_text(text, uri=uri).document
    assert (document.published, document.published_from) == (day, source)


def test_a_stream_and_bytes_give_the_same(corpus: Path) -> None:
    data = (corpus / "truce.md").read_bytes()
    assert (
        ingest_stream(io.BytesIO(data), name="truce.md").document.id == ingest_bytes(data, name="truce.md").document.id
    )


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    document = ingest_text("The army \ud800 left \x00 Tarsk.").document
    assert document.text == "The army \ufffd left \ufffd Tarsk."
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(InputError, match="the text is empty"):
        ingest_text(" \n")


def test_a_message_names_the_input() -> None:
    with pytest.raises(InputError, match=r"^the input is empty"):
        ingest_bytes(b"")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said on Tuesday that it had entered the town of Tarsk.", "en"),
        ("Army enters Tarsk", "en"),
        ("12 killed.", "en"),
        ("Армия вошла", "ru"),
        ("El ejército dijo el martes que había entrado en la ciudad tras una semana de combates.", "es"),
        ("Die Armee teilte am Dienstag mit, dass sie nach einer Woche in die Stadt eingerückt sei.", "de"),
        ("Армія повідомила у вівторок, що вона увійшла до міста після тижня боїв.", "uk"),
        ("12 345", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_folders_are_listed_sorted_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden/x.txt", "b/.y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    missing = tmp_path / "missing.txt"
    found = list(list_inputs([tmp_path, "https://news.example/x", missing]))
    assert found == [
        tmp_path / "a.txt",
        tmp_path / "b/1.txt",
        tmp_path / "b/2.txt",
        "https://news.example/x",
        missing,
    ]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no endless device")
def test_an_endless_file_is_stopped_at_the_limit() -> None:
    with pytest.raises(InputError, match="more than 1000 bytes"):
        ingest_file("/dev/zero", settings={"max_file_bytes": 1_000})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert list(list_inputs([tmp_path])) == []


def test_the_table_of_formats() -> None:
    assert list(FORMATS) == ["html", "markdown", "pdf", "plain"]
    assert {name for name in FORMATS if FORMATS[name].is_hostile} == {"html", "pdf"}
