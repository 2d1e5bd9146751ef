"""Writes the pages of the reference that come from the code: `make docs`, or `python docs/generate.py`.

In: the package. Out: `docs/reference/{commands,settings,readers,event-kinds,formats,api}.md`. With `--check` nothing is
written; pages that are not what the code gives now are named, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import ast
import csv
import importlib
import inspect
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import typer.main
import yaml

import onrecord
from onrecord.cli.app import app
from onrecord.config import SETTINGS
from onrecord.ingest import FORMATS
from onrecord.publish import EXPORTERS
from onrecord.publish.phrases import Phrases
from onrecord.read import READERS
from onrecord.vocab.event_kinds import EventKind, load_event_kinds

REFERENCE = Path(__file__).parent / "reference"
SOURCE = Path(onrecord.__file__).parent
TYPICAL_ERRORS = Path(__file__).parent / "typical_errors.yml"
RELIABILITY = Path(__file__).parent / "reliability.json"
SHOWN = Path(__file__).parents[1] / "gold" / "verdicts" / "shown.tsv"
NOTE = "<!-- Made by docs/generate.py from the code; change it there, then run: make docs -->"
MAIN_READERS = {"objects": ("objects", "figures"), "tolls": ("tolls",)}
"""Readers of the table that run more than the module of their own name."""
SECTION = re.compile(r"(Args|Attributes|Returns|Yields|Raises|Example|Examples):$")


def pages() -> Mapping[str, str]:
    """Every generated page by its file name."""
    makers: Mapping[str, Callable[[], Iterable[str]]] = {
        "commands.md": commands,
        "settings.md": settings,
        "readers.md": readers,
        "event-kinds.md": event_kinds,
        "formats.md": formats,
        "api.md": api,
        "confidence.md": confidence,
        "typical-errors.md": typical_errors,
    }
    return {name: re.sub(r"\n{3,}", "\n\n", "\n".join(make())).rstrip() + "\n" for name, make in makers.items()}


def drifted() -> list[str]:
    """Names of the pages that are not what the code gives now."""
    return [name for name, text in pages().items() if _stored(REFERENCE / name) != text]


def _stored(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _title(title: str, *about: str) -> Iterator[str]:
    yield NOTE
    yield f"# {title}"
    for paragraph in about:
        yield ""
        yield paragraph


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(heads)
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        cells = (" ".join(cell.split()).replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |"


# --- confidence -----------------------------------------------------------------------------------------------------


def confidence() -> Iterator[str]:
    """What confidence means, and how well it holds on reports that it was not fitted on."""
    told = json.loads(RELIABILITY.read_text(encoding="utf-8"))
    yield from _title(
        "Confidence",
        "Every row has a `confidence`: the probability that it is right: the row is there; its kind, status, "
        "stance, content and (of tolls) figures are right; each actor that it names in a role is one that belongs "
        "there. The time, place and figures of an event are not asked. What a row leaves out does not make it "
        "wrong. It is the product of three probabilities: `found`, `attributed` given that, `resolved` given both; "
        "each is a logistic regression on signals of how the row is told, fitted by `training/confidence.py` on the "
        "train and dev parts of `gold/`.",
        "An actor is as sure as that one of its mentions is right, a check as the least sure of its rows.",
        "## How well it holds",
        "On the test part, of which nothing was fitted or chosen. ECE is the expected calibration error in ten "
        "bins; `right` is the share of right rows of all that were read, `shown right` of those that the default "
        "view shows (of events: those marked `happened`), `right kept` the share of the right ones that it shows. "
        "`aim` is the share of right rows that the threshold was chosen for, on documents held out in turn; where "
        "no threshold reached it on twenty rows, the least sure twentieth is kept back instead. Rows that a record "
        "does not bear out were judged one by one beside their sentences (`gold/verdicts/open.tsv`). Mentions are "
        "fitted on re3d and places on WoTR (reports of 1861 to 1865, harder than today's news), on documents that "
        "the encoder did not see.",
    )
    heads = ("rows of", "read", "right", "ECE", "Brier", "shown from", "shown", "shown right", "aim", "right kept")
    keys = ("rows", "right", "ece", "brier", "threshold", "shown", "shown_right", "aim", "right_kept")
    named = [name for name in told if name != "all"]
    yield from _table(heads, ([name, *(_told(told[name]["test"].get(key)) for key in keys)] for name in named))
    whole = told["all"]["test"]
    yield ""
    told_of_all = f"{whole['right']:.3f} right, ECE {whole['ece']:.3f}, Brier {whole['brier']:.3f}"
    yield f"All rows: {whole['rows']} read, {told_of_all}."
    yield ""
    yield "## Reliability"
    yield ""
    yield "Rows of the test part by confidence: how sure on average, and how many were right."
    heads = ("confidence", "rows", "sure", "right", "")
    bins = whole["bins"]
    yield from _table(
        heads,
        (
            [
                f"{b['from']:.1f} to {b['from'] + 0.1:.1f}",
                str(b["rows"]),
                f"{b['sure']:.3f}",
                f"{b['right']:.3f}",
                _bar(b),
            ]
            for b in bins
        ),
    )
    yield ""
    yield "In the last column each sign is four points; `|` marks how sure, `=` how many were right."
    yield from _judged()


def _judged() -> Iterator[str]:
    """What was judged of random rows of the default view."""
    yield ""
    yield "## Judged by hand"
    yield ""
    yield (
        "Two hundred rows of the default view, drawn at random from the test part, each judged beside its sentence "
        "as a hostile reader would (`gold/verdicts/shown.tsv`, with the reason for each). Here every field counts, "
        "time, place and the figures of an event too, so the shares lie below the confidence, which does not ask "
        "for these. Of events most are wrong in one field: the status, a figure or date of a neighbour, one actor "
        "too many. Neither aim of the default view (85 % of events that happened, 95 % of tolls) is reached."
    )
    with SHOWN.open(encoding="utf-8", newline="") as lines:
        judged = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    counted = Counter((row["list"], row["verdict"]) for row in judged)
    totals = Counter(row["list"] for row in judged)
    heads = ("rows of", "judged", "right", "share")
    shares = ((n, str(k), str(counted[n, "right"]), f"{counted[n, 'right'] / k:.2f}") for n, k in totals.most_common())
    yield from _table(heads, shares)


def _told(value: float | None) -> str:
    return "-" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


def _bar(told: Mapping[str, float]) -> str:
    right, sure = (round(told[key] * 25) for key in ("right", "sure"))
    line = "=" * right + " " * (26 - right)
    return f"`{line[:sure]}|{line[sure + 1 :]}`"


# --- typical errors -------------------------------------------------------------------------------------------------


def typical_errors() -> Iterator[str]:
    """Sentences that are read wrongly, with what is read now and what should be."""
    yield from _title(
        "Typical errors",
        "What goes wrong most often, with sentences written for this page. What is read is what this version gives for "
        "the sentence alone, published on 2019-05-03.",
    )
    for entry in yaml.safe_load(TYPICAL_ERRORS.read_text(encoding="utf-8")):
        report = onrecord.read_text(entry["sentence"], published="2019-05-03", language="en")
        phrases = Phrases(report)
        rows = [(name, row) for name in ("events", "tolls", "claims", "control") for row in getattr(report, name)]
        read = [
            f"{name.removesuffix('s')} “{phrases.line(row)}”" + (f" ({row.status})" if name != "claims" else "")
            for name, row in rows
        ]
        yield ""
        yield f"**{entry['cause']}**"
        yield ""
        yield f"> {entry['sentence']}"
        yield ""
        yield f"Read: {'; '.join(read) or 'nothing'}. Should be: {entry['should']}."


# --- commands -------------------------------------------------------------------------------------------------------


def commands() -> Iterator[str]:
    """The command line, from its own help."""
    group: Any = typer.main.get_command(app)
    yield from _title(
        "Commands",
        group.help,
        "Rows go to standard output, progress and remarks to standard error. Exit codes: 0 done; 1 done, but some "
        "documents were refused or not read; 2 the command could not be carried out. `onrecord COMMAND --help` prints "
        "what stands here.",
    )
    for name, command in group.commands.items():
        text, examples = _without_examples(command.help)
        pieces = command.collect_usage_pieces(command.make_context(name, [], resilient_parsing=True))
        yield from ("", f"## onrecord {name}", "", text, "", "```text")
        yield re.sub(r"\{([A-Z.]+)\}(\.\.\.)?", r"\1", " ".join(["onrecord", name, *pieces]))
        yield "```"
        if command.params:
            yield from _table(("argument or option", "meaning", "default"), map(_parameter, command.params))
        if examples:
            yield from ("", "```console", *(f"$ {example}" for example in examples), "```")


def _without_examples(text: str) -> tuple[str, list[str]]:
    lines = inspect.cleandoc(text).splitlines()
    examples = [line.removeprefix("Example: ") for line in lines if line.startswith("Example: ")]
    return " ".join(line for line in lines if line and not line.startswith("Example: ")), examples


def _parameter(parameter: Any) -> tuple[str, str, str]:
    is_argument = parameter.param_type_name == "argument"
    name = parameter.metavar or parameter.name if is_argument else ", ".join(sorted(parameter.opts, key=len)[::-1])
    default = parameter.default
    told = "" if default is None or default is False or callable(default) else f"`{default}`"
    return f"`{name}`", parameter.help or "", "required" if parameter.required else told


# --- settings -------------------------------------------------------------------------------------------------------


def settings() -> Iterator[str]:
    """The table of settings."""
    yield from _title(
        "Settings",
        "A setting is given by an environment variable: its name in capitals after `ONRECORD_`. A value of the wrong "
        "type ends the command with a message that names the variable.",
    )
    yield from _table(
        ("setting", "environment variable", "default", "unit", "meaning"),
        (
            (f"`{s.name}`", f"`ONRECORD_{s.name.upper()}`", f"`{s.default}`" if s.default != "" else "", s.unit, s.help)
            for s in SETTINGS
        ),
    )


# --- readers --------------------------------------------------------------------------------------------------------


def readers() -> Iterator[str]:
    """What each reader finds, does not find and gets wrong, from the modules themselves."""
    order = [module for name, _ in READERS for module in MAIN_READERS.get(name, (name,))]
    yield from _title(
        "Readers",
        "What reads a report, module by module, in the words of the code: what goes in, what comes out, the method, "
        "what is not found, and known errors. First the readers in the order in which they run, then the modules that "
        "they are made of, then those that find out what names mean. How well they read is measured in "
        "[benchmarks](../benchmarks.md). The lists of words stand at the end.",
    )
    yield from ("", "## The readers, in order")
    for name in order:
        yield from _module(SOURCE / "read" / f"{name}.py")
    yield from ("", "## What they are made of")
    for path in sorted((SOURCE / "read").glob("*.py")):
        if path.stem not in {*order, "__init__"}:
            yield from _module(path)
    yield from ("", "## What names mean")
    for path in sorted((SOURCE / "resolve").glob("*.py")):
        if path.stem != "__init__":
            yield from _module(path)
    yield from (
        "",
        "## Vocabularies",
        "",
        "Every word of a language that the readers know stands in one of these files.",
    )
    yield from _table(("file", "about", "origin", "licence"), _vocabularies())


def _module(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from ("", f"### {path.parent.name}/{path.name}", "", *_prose(ast.get_docstring(tree) or ""))
    lists = sorted(set(_loaded(tree)))
    if lists:
        yield from ("", f"Lists of words: {', '.join(f'`{name}`' for name in lists)}.")


def _loaded(tree: ast.AST) -> Iterator[str]:
    """Names of the vocabularies that a module loads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "load" and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant):
                yield str(name.value)


def _vocabularies() -> Iterator[tuple[str, str, str, str]]:
    folder = SOURCE / "vocab"
    for path in sorted(folder.rglob("*.yml")):
        head = yaml.safe_load(path.read_text(encoding="utf-8").split("\nentries:")[0])
        yield f"`{path.relative_to(folder).as_posix()}`", head["about"], head["origin"], head["licence"]


# --- kinds of events ------------------------------------------------------------------------------------------------


def event_kinds() -> Iterator[str]:
    """Kinds of events with the types of other data sets that they correspond to."""
    kinds = load_event_kinds().values()
    yield from _title(
        "Kinds of events",
        "The kinds that `event.kind` can have. The columns for other data sets are the nearest type there, for exports "
        "and comparison: rows of onrecord are machine-read and are not coded by the rules of those data sets. UCDP: "
        "whether an event of the kind can be a UCDP event where it caused a death and an organised actor took part.",
    )
    yield from _table(("kind", "definition", "PLOVER", "ACLED-like", "UCDP"), map(_kind, kinds))
    yield from ("", "Examples, made up for each kind:", "")
    yield from (f"- `{kind.name}`: {' '.join(kind.examples)}" for kind in kinds)


def _kind(kind: EventKind) -> tuple[str, ...]:
    plover = ", ".join(part for part in (kind.plover.type, kind.plover.mode) if part) if kind.plover else ""
    acled = f"{kind.acled_event}: {kind.acled_sub_event}"
    return f"`{kind.name}`", kind.definition, plover, acled, "yes" if kind.is_ucdp else "no"


# --- formats --------------------------------------------------------------------------------------------------------


def formats() -> Iterator[str]:
    """Formats that are taken in, and formats that are written."""
    yield from _title(
        "Formats",
        "The content of a file decides what it is; its ending decides only between plain text and Markdown. How to use "
        "them: [read your own files](../how-to/read-your-own-files.md), [export](../how-to/export.md).",
        "## Taken in",
    )
    yield from _table(
        ("format", "media type", "endings", "parsed in a process of its own"),
        (
            (f"`{name}`", f"`{f.media_type}`", " ".join(f"`{s}`" for s in f.suffixes), "yes" if f.is_hostile else "no")
            for name, f in ((name, FORMATS[name]) for name in FORMATS)
        ),
    )
    for name in FORMATS:
        yield from ("", f"### {name}", "", *_prose(_module_of(FORMATS[name].extract).__doc__ or ""))
    yield from ("", "## Written")
    yield from _table(
        ("format", "what it writes"),
        ((f"`{name}`", (inspect.getdoc(EXPORTERS[name]) or "").split("\n")[0]) for name in EXPORTERS),
    )
    for module in dict.fromkeys(_module_of(EXPORTERS[name]) for name in EXPORTERS):
        names = [name for name in EXPORTERS if _module_of(EXPORTERS[name]) is module]
        yield from ("", f"### {', '.join(names)}", "", *_prose(module.__doc__ or ""))


def _module_of(function: Callable[..., Any]) -> Any:
    return importlib.import_module(function.__module__)


# --- library --------------------------------------------------------------------------------------------------------


def api() -> Iterator[str]:
    """The public names of the package, with signatures and docstrings."""
    yield from _title(
        "Library",
        "The names that `import onrecord` gives. The types of rows are described in [the record](record.md).",
    )
    for name in onrecord.__all__:
        thing = getattr(onrecord, name)
        yield from ("", f"## {name}")
        if inspect.isclass(thing) and issubclass(thing, Exception):
            yield from ("", f"Error, `{name}({thing.__bases__[0].__name__})`; its `code` is `{thing.code}`.")
            yield from ("", *_prose(inspect.getdoc(thing) or ""))
            continue
        yield from _signature(name, thing)
        yield from ("", *_prose(inspect.getdoc(thing) or ""))
        if inspect.isclass(thing):
            yield from _members(thing)


def _members(kind: type) -> Iterator[str]:
    for name, member in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield from ("", f"### {kind.__name__}.{name}", "", *_prose(inspect.getdoc(member) or ""))
        elif inspect.isfunction(member):
            yield from ("", f"### {kind.__name__}.{name}")
            yield from _signature(f"{kind.__name__}.{name}", member)
            yield from ("", *_prose(inspect.getdoc(member) or ""))


def _signature(name: str, thing: Any) -> Iterator[str]:
    signature = inspect.signature(thing)
    kept = [parameter for key, parameter in signature.parameters.items() if key != "self"]
    words = str(signature.replace(parameters=kept)).replace("'", "").replace(" -> None", "")
    yield from ("", "```text", _folded(name, words), "```")


def _folded(name: str, signature: str) -> str:
    if len(name + signature) <= 100:  # noqa: PLR2004 - columns of a page
        return name + signature
    inside, _, result = signature[1:].rpartition(")")
    parts = re.split(r", (?![^\[(]*[\])])", inside)
    return "\n".join([f"{name}(", *(f"    {part}," for part in parts), f"){result}"])


# --- docstrings -----------------------------------------------------------------------------------------------------


def _prose(docstring: str) -> Iterator[str]:
    """A docstring as Markdown: its sections as lists, its examples as code."""
    lines = inspect.cleandoc(docstring).splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        section = SECTION.fullmatch(line)
        if section:
            body: list[str] = []
            at += 1
            while at < len(lines) and (not lines[at] or lines[at].startswith(" ")):
                body.append(lines[at])
                at += 1
            yield from _section(section.group(1), inspect.cleandoc("\n".join(body)).splitlines())
            continue
        if line.startswith(">>>"):
            code: list[str] = []
            while at < len(lines) and lines[at]:
                code.append(lines[at])
                at += 1
            yield from ("```python", *code, "```")
            continue
        yield line
        at += 1


def _section(name: str, body: list[str]) -> Iterator[str]:
    while body and not body[-1]:
        body.pop()
    if name in {"Example", "Examples"}:
        yield from ("```python", *body, "```", "")
        return
    yield f"*{name}:*"
    yield ""
    for line in body:
        key, colon, rest = line.partition(": ")
        if not line.startswith(" ") and colon and name in {"Args", "Attributes", "Raises"}:
            yield f"- `{key}`: {rest}"
        elif not line.startswith(" ") and name in {"Returns", "Yields"}:
            yield line
        else:
            yield f"  {line.strip()}".rstrip()
    yield ""


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description="Write the pages of the reference that come from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; name the pages that have drifted")
    stale = drifted()
    if parser.parse_args().check:
        for name in stale:
            print(f"docs/reference/{name} is not what the code gives now; run: make docs", file=sys.stderr)
        return 1 if stale else 0
    made = pages()
    for name in stale:
        (REFERENCE / name).write_text(made[name], encoding="utf-8")
        print(f"wrote docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
