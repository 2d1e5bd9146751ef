# ruff: noqa: E501, ISC004 - the lines are those of the documents
"""Writes the documents of this folder: one report in four formats, and the inputs that must be refused or survive.

Run `python tests/corpus/make_corpus.py` after a change here; a test compares the files with what this writes.
"""

from __future__ import annotations

import gzip
import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent

TITLE = "Truce in Tarsk holds for a second day"
PARAGRAPHS = (
    "TARSK, Norland, 14 May 2014 (Northwire) - The truce between the Norland army and the Borem Front held for a second day "
    "on Wednesday, officials of both sides said.",
    "At least 12 people were killed in the shelling on Monday, according to the town's hospital. The army denied that it had "
    "fired on the market.",
    "“We will keep our word,” said Ada Lind, a spokeswoman of the Front.",
)
TEXT = "\n\n".join((TITLE, *PARAGRAPHS)) + "\n"

MARKDOWN = f"""---
author: Jane Roe
publisher: Northwire
---

# {TITLE}

{PARAGRAPHS[0].replace("Borem Front", "**Borem Front**")}

{PARAGRAPHS[1].replace("the town's hospital", "[the town's hospital](https://hospital.example/report)")}

{PARAGRAPHS[2].replace("our word", "*our word*")}
"""

HTML = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} | Northwire</title>
<meta property="og:site_name" content="Northwire">
<meta property="article:published_time" content="2014-05-14T18:05:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x", "author": {{"name": "Jane Roe"}}}}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>{TITLE}</h1>
<p>{PARAGRAPHS[0].replace("Borem Front", "<a href='/borem'>Borem Front</a>")}</p>
<p>{PARAGRAPHS[1].replace(" at ", "&nbsp;at ")}</p>
<p>{PARAGRAPHS[2]}</p></article>
<aside><h3>Related</h3><a href="/x">Ten dead in Esk</a></aside>
<footer>Copyright Northwire. All rights reserved. Cookie settings.</footer>
</body></html>
"""

LEFT_COLUMN = (
    "The Norland army said on Tuesday that it",
    "had entered the town of Tarsk after a week",
    "of fighting, and that it had met no resis-",
    "tance. Two officials denied the report.",
)
RIGHT_COLUMN = (
    "Aid workers in the town counted twelve",
    "dead in the market and three more in the",
    "hospital, which was hit on Sunday night,",
    "according to the ministry of health of the",
)
NEXT_PAGE = ("republic. Nobody else was hurt in the", "shelling, the ministry said.")


def pdf_pages() -> list[list[tuple[float, float, float, str]]]:
    """Two pages: running head, title, two columns written line by line across, a table, a sentence over the page's end."""
    running = "Northwire weekly report"
    first = [
        (72.0, 750.0, 9.0, running),
        (72.0, 700.0, 20.0, "Army enters Tarsk"),
        (72.0, 670.0, 11.0, "By Jane Roe, 14 May 2014"),
    ]
    first += [
        (72.0, 630.0, 11.0, "Place"),
        (200.0, 630.0, 11.0, "Killed"),
        (72.0, 616.0, 11.0, "Tarsk"),
        (200.0, 616.0, 11.0, "12"),
    ]
    for i, (left, right) in enumerate(zip(LEFT_COLUMN, RIGHT_COLUMN, strict=True)):
        first += [(72.0, 560.0 - 14 * i, 11.0, left), (320.0, 560.0 - 14 * i, 11.0, right)]
    second = [(72.0, 750.0, 9.0, running), *((72.0, 700.0 - 14 * i, 11.0, line) for i, line in enumerate(NEXT_PAGE))]
    return [[*first, (300.0, 40.0, 9.0, "1")], [*second, (300.0, 40.0, 9.0, "2")]]


def documents() -> dict[str, bytes]:
    """File names, from this folder, and their bytes."""
    pdf = _pdf_factory()
    plain = TEXT.encode()
    sound = pdf.make_pdf(pdf_pages(), author="Jane Roe")
    line = "The café in Tarsk was hit on Monday, the army said.\n"
    return {
        "truce.txt": plain,
        "truce.md": MARKDOWN.encode(),
        "truce.html": HTML.encode(),
        "columns.pdf": sound,
        "broken/empty.txt": b"",
        "broken/blank.txt": b" \r\n\t\n",
        "broken/binary.txt": bytes(range(256)) * 4,
        "broken/picture.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
        "broken/table.csv": b"place,killed\nTarsk,12\n",
        "broken/letter.docx": _zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
        "broken/bomb.zip": _zip({"zeros.txt": bytes(2_000_000)}),
        "broken/report.txt.gz": gzip.compress(bytes(100_000), mtime=0),
        "broken/pdf_named.txt": sound,
        "broken/text_named.pdf": plain,
        "broken/html_named.txt": HTML.encode(),
        "broken/encrypted.pdf": pdf.make_pdf(pdf_pages(), password="open sesame"),  # noqa: S106 - the test needs to know it
        "broken/truncated.pdf": sound[:400],
        "broken/garbage.pdf": b"%PDF-1.7\n" + bytes(range(1, 200)),
        "broken/scanned.pdf": pdf.make_pdf([[], []]),
        "broken/half_scanned.pdf": pdf.make_pdf([pdf_pages()[1], []]),
        "broken/french.txt": (
            "L'armée a annoncé mardi qu'elle était entrée dans la ville de Tarsk après une semaine de combats.\n".encode()
        ),
        "broken/arabic.txt": "قال الجيش يوم الثلاثاء إنه دخل المدينة بعد أسبوع من القتال العنيف.\n".encode(),
        "broken/windows_1252.txt": line.encode("cp1252"),
        "broken/windows_1251.txt": (
            "Армия заявила во вторник, что она вошла в город после недели боев. Жители города это подтвердили.\n" * 3
        ).encode("cp1251"),
        "broken/utf_16.txt": line.encode("utf-16"),
        "broken/utf_16_unmarked.txt": line.encode("utf-16-le"),
        "broken/mixed.txt": line.encode() + line.encode("cp1252") + line.encode(),
        "broken/controls.txt": b"The army\x07 said\x00 on\x1b Tuesday that\x0c it was in Tarsk with its whole brigade of men.\n",
        "broken/surrogates.txt": b"The army \xed\xa0\x80 said on Tuesday that it was in Tarsk with its whole brigade.\n",
        "broken/marks.txt": (
            "The \u202barmy\u202c of\u200f Nor\u00adland said on Tuesday that it was in Tarsk with its whole brigade.\n".encode()
        ),
        "broken/nested.html": b"<html><body>" + b"<div>" * 5_000 + b"The army was in Tarsk." + b"</div>" * 5_000,
        "broken/unclosed.html": b"<html><body><p>The army said on <b>Tuesday <i>that it was</p><p>in Tarsk &amp with &#xD800; men",
        "broken/menu.html": b"<html><body><script>var a = 'The army';</script><nav>  </nav></body></html>",
    }


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2014, 5, 14, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _pdf_factory() -> ModuleType:
    path = HERE.parent / "ingest" / "pdf_factory.py"
    spec = importlib.util.spec_from_file_location("pdf_factory", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("pdf_factory", module)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Write every file."""
    for name, content in documents().items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
