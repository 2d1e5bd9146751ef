"""Every kind of bad input behaves as the README of the corpus says."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from onrecord.errors import InputError
from onrecord.ingest import ingest_bytes, ingest_file, ingest_stream
from onrecord.text import view_of

REFUSED = [
    # file, code, words that the message must have
    ("empty.txt", "empty", "accepted are"),
    ("blank.txt", "empty", "accepted are"),
    ("binary.txt", "binary", "accepted are"),
    ("picture.png", "unknown_type", "PNG image"),
    ("letter.docx", "unknown_type", "Word document"),
    ("table.csv", "unknown_type", "CSV"),
    ("bomb.zip", "archive", "unpack it"),
    ("report.txt.gz", "archive", "gzip"),
    ("encrypted.pdf", "encrypted_pdf", "password"),
    ("truncated.pdf", "broken_pdf", "broken"),
    ("garbage.pdf", "broken_pdf", "broken"),
    ("scanned.pdf", "no_text_needs_ocr", "any of its 2 pages"),
    ("nested.html", "too_deep", "max_depth"),
    ("menu.html", "empty", "no text"),
]

READ = [
    # file, media type, language, encoding, words of the text
    ("french.txt", "text/plain", "fr", "utf-8", "L'armée a annoncé"),
    ("arabic.txt", "text/plain", "ar", "utf-8", "قال الجيش"),
    ("windows_1252.txt", "text/plain", "en", "cp1252", "The café in Tarsk"),
    ("windows_1251.txt", "text/plain", "ru", "cp1251", "Армия заявила"),
    ("utf_16.txt", "text/plain", "en", "utf-16-le", "The café in Tarsk"),
    ("utf_16_unmarked.txt", "text/plain", "en", "utf-16-le", "The café in Tarsk"),
    ("mixed.txt", "text/plain", "en", "mixed: utf-8, cp1252", "The café in Tarsk"),
    ("controls.txt", "text/plain", "en", "utf-8", "The army\x07 said\ufffd on\x1b Tuesday"),
    ("surrogates.txt", "text/plain", "en", "utf-8", "The army \ufffd said"),
    ("marks.txt", "text/plain", "en", "utf-8", "The \u202barmy\u202c of\u200f Nor\u00adland"),
    ("unclosed.html", "text/html", "en", "utf-8", "in Tarsk & with \ufffd men"),
    ("half_scanned.pdf", "application/pdf", "en", None, "Nobody else was hurt"),
]


@pytest.mark.parametrize(("name", "code", "words"), REFUSED)
def test_refused_with_a_code_and_a_next_step(broken: Path, name: str, code: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as refused:
        ingest_file(broken / name)
    assert refused.value.code == code
    assert name in refused.value.message


@pytest.mark.parametrize("row", READ, ids=[row[0] for row in READ])
def test_read_in_spite_of_it(broken: Path, row: tuple[str, str, str, str | None, str]) -> None:
    name, media_type, language, encoding, words = row
    document = ingest_file(broken / name).document
    assert (document.media_type, document.language, document.encoding) == (media_type, language, encoding)
    assert words in document.text


def test_every_broken_file_is_in_a_table(broken: Path) -> None:
    tabled = {row[0] for row in (*REFUSED, *READ)} | {"pdf_named.txt", "html_named.txt", "text_named.pdf"}
    assert {path.name for path in broken.iterdir()} == tabled


@pytest.mark.parametrize(
    ("name", "media_type", "found"),
    [
        ("pdf_named.txt", "application/pdf", "pdf"),
        ("html_named.txt", "text/html", "html"),
        ("text_named.pdf", "text/plain", "plain"),
    ],
)
def test_wrong_ending_is_read_by_content_and_noted(broken: Path, name: str, media_type: str, found: str) -> None:
    ingested = ingest_file(broken / name)
    assert ingested.document.media_type == media_type
    assert ingested.notes[0].endswith(f"read as {found}")


def test_pages_without_text_are_noted(broken: Path) -> None:
    assert ingest_file(broken / "half_scanned.pdf").notes == ("no text on page 2: scanned pages need OCR",)


def test_mixed_encodings_keep_exact_bytes(broken: Path) -> None:
    ingested = ingest_file(broken / "mixed.txt")
    text = ingested.document.text
    assert text.count("café") == 3
    for line, encoding in enumerate(("utf-8", "cp1252", "utf-8")):
        start = [i for i in range(len(text)) if text.startswith("café", i)][line]
        place = ingested.alignment.locate(start, start + 4)[0]
        assert ingested.original[place.first : place.last].decode(encoding) == "café"


def test_invisible_marks_do_not_reach_the_parser(broken: Path) -> None:
    text = ingest_file(broken / "marks.txt").document.text
    assert view_of(text).text.startswith("The army of Norland said")


@pytest.mark.parametrize(
    ("name", "settings", "code"),
    [
        ("truce.txt", {"max_file_bytes": 100}, "too_large"),
        ("truce.txt", {"max_text_characters": 100}, "too_large"),
        ("truce.html", {"max_text_characters": 100}, "too_large"),
        ("columns.pdf", {"max_pages": 1}, "too_large"),
        ("truce.html", {"max_depth": 3}, "too_deep"),
        ("truce.html", {"parse_memory_mb": 60}, "memory_limit"),
    ],
)
def test_limits_name_the_setting_that_raises_them(corpus: Path, name: str, settings: dict[str, int], code: str) -> None:
    data = (corpus / name).read_bytes()
    if code == "memory_limit":  # a page that needs more memory than the library itself
        data = data.replace(b"</article>", b"<p>The army said that it was in Tarsk.</p>" * 200_000 + b"</article>")
    with pytest.raises(InputError) as refused:
        ingest_bytes(data, name=name, settings=settings)
    assert refused.value.code in {code, "crashed"} if code == "memory_limit" else refused.value.code == code
    assert next(iter(settings)) in refused.value.message


def test_limits_come_from_the_environment_too(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MAX_PAGES", "1")
    with pytest.raises(InputError, match="has 2 pages, the limit is 1; the setting max_pages raises it"):
        ingest_file(corpus / "columns.pdf")


def test_a_stream_is_never_read_past_the_limit() -> None:
    class Endless:
        taken = 0

        def read(self, size: int) -> bytes:
            self.taken += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(InputError, match="more than 1000 bytes"):
        ingest_stream(stream, settings={"max_file_bytes": 1_000})  # type: ignore[arg-type]
    assert stream.taken == 1_001


@pytest.mark.parametrize("name", ["truce.txt", "truce.html", "columns.pdf"])
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.8, 0.99])
def test_a_file_cut_off_anywhere_is_read_or_refused(corpus: Path, name: str, share: float) -> None:
    data = (corpus / name).read_bytes()
    try:
        ingested = ingest_bytes(data[: int(len(data) * share)], name=name)
    except InputError as refused:
        assert refused.code in {"broken_pdf", "empty", "no_text_needs_ocr"}  # noqa: PT017 - either outcome is right
    else:
        assert ingested.document.text


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read") as missing:
        ingest_file(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder") as folder:
        ingest_file(tmp_path)
    assert (missing.value.code, folder.value.code) == ("unreadable", "folder")


def test_the_files_are_those_that_the_script_writes(corpus: Path, corpus_script: ModuleType) -> None:
    for name, content in corpus_script.documents().items():
        if not name.endswith((".zip", ".docx", ".gz")):  # the bytes of a compressor differ between its versions
            assert (corpus / name).read_bytes() == content, name
