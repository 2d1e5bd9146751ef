"""Runs the commands on the pages and writes what they print: `python docs/outputs.py`, after the readers have changed.

In a block of commands under `<!-- output: PHRASE | PHRASE -->`, each is followed by what it prints. Long output is cut
to its first lines and the rows that hold the phrases; what was cut is shown by `...`. The tests run the same commands
and look for the phrases. `<!-- file: NAME -->` over a block makes it a file that the commands can read.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import app

DOCS = Path(__file__).parent
FENCE = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*?) -->\n)?^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
MADE = "<!-- Made by docs/generate.py"
COLUMNS = "96"
SHORT_LINES = 13
FIRST_CHUNKS = 3
ROW = re.compile(r" {0,5}\S")


def pages() -> list[Path]:
    """Pages written by hand."""
    found = [DOCS.parent / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [page for page in found if not page.read_text(encoding="utf-8").startswith(MADE)]


def blocks(page: Path) -> Iterator[re.Match[str]]:
    """Fenced blocks of a page, with the remark over each (`mark`)."""
    return FENCE.finditer(page.read_text(encoding="utf-8"))


def phrases_of(block: re.Match[str]) -> list[str]:
    """Phrases that the commands of a block must print; none where they are not run."""
    mark = block["mark"] or ""
    return mark.removeprefix("output: ").split(" | ") if mark.startswith("output: ") else []


def commands(block: re.Match[str]) -> list[str]:
    """Command lines of a block."""
    return [line.removeprefix("$ ") for line in block["body"].splitlines() if line.startswith("$ ")]


def prepare(folder: Path) -> None:
    """Give a folder what a reader of the pages has: their files, an empty one, and the sample case."""
    (folder / "empty.txt").touch()
    for page in pages():
        for block in blocks(page):
            if (block["mark"] or "").startswith("file: "):
                (folder / block["mark"].removeprefix("file: ")).write_text(block["body"], encoding="utf-8")
    sample = as_file(files("onrecord.sample").joinpath("reports"))
    with sample as reports, onrecord.Case(folder / "onrecord-demo" / "case") as case:
        case.add(reports)
        case.read()
        case.reconcile()


def run(line: str) -> str:
    """What a command line of `onrecord` prints; it may have `cat FILE |` or a variable before it.

    Raises:
        RuntimeError: The command failed in a way that its users should not see.
    """
    before, bar, after = line.partition(" | ")
    given = None
    if bar and before.startswith("cat "):
        line, given = after, Path(before.removeprefix("cat ")).read_bytes()
    words = shlex.split(line)
    at = words.index("onrecord")
    variables = {"COLUMNS": COLUMNS, **dict(word.split("=", 1) for word in words[:at])}
    result = CliRunner().invoke(app, words[at + 1 :], input=given, env=variables)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise RuntimeError(f"{line}: {result.exception!r}") from result.exception
    return result.output.replace(str(Path.home()), "~")


def trimmed(printed: str, phrases: list[str]) -> str:
    """The output as it stands on a page: whole if it is short, else its first lines and the rows with the phrases."""
    lines = printed.rstrip().splitlines()
    if len(lines) <= SHORT_LINES:
        return "\n".join(lines) + "\n"
    chunks: list[list[str]] = []
    for line in lines:
        if ROW.match(line) or not line.strip() or not chunks:
            chunks.append([line])
        else:
            chunks[-1].append(line)
    words = [" ".join(" ".join(chunk).split()) for chunk in chunks]
    wanted = {i for i in range(len(chunks)) if i < FIRST_CHUNKS or any(phrase in words[i] for phrase in phrases)}
    heads = [i for i, chunk in enumerate(chunks) if re.fullmatch(r"[A-Z][\w ]+ \(\d+\)", chunk[0])]
    wanted |= {max((h for h in heads if h < i), default=i) for i in wanted}
    kept: list[str] = []
    for i, chunk in enumerate(chunks):
        if i in wanted:
            kept += chunk
        elif not words[i]:
            kept.append("")
        elif "..." not in kept[-2:]:
            kept.append("...")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept).rstrip()) + "\n"


def main() -> None:
    """Write the output of every command that has phrases under it."""
    found = pages()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        os.chdir(folder)
        for page in found:
            text = page.read_text(encoding="utf-8")
            for block in reversed([*_with_outputs(page)]):
                text = text[: block[0]] + block[2] + text[block[1] :]
            page.write_text(text, encoding="utf-8")
            print(f"ran {page.relative_to(DOCS.parent)}", file=sys.stderr)
        os.chdir(DOCS)


def _with_outputs(page: Path) -> Iterator[tuple[int, int, str]]:
    """Where a block's body stands in a page, and its new text; the commands run in the order of the page."""
    for block in blocks(page):
        phrases = phrases_of(block)
        if phrases:
            body = ""
            for line in commands(block):
                body += f"$ {line}\n{trimmed(run(line), phrases)}"
            yield block.start("body"), block.end("body"), body


if __name__ == "__main__":
    main()
