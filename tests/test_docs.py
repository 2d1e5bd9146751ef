"""The documentation is true: generated pages are current, names are there, links lead somewhere, examples run."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
import tomllib
import typing
from pathlib import Path
from types import ModuleType

import pytest
import typer.main

import onrecord
from onrecord import model
from onrecord.cli.app import SHOWN, app
from onrecord.config import SETTINGS
from onrecord.ingest import FORMATS
from onrecord.model import LISTS, Argument, Document, Figure, Plover, Population, Row, Source
from onrecord.publish import EXPORTERS
from onrecord.read import READERS
from onrecord.vocab.event_kinds import load_event_kinds

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
IDS = [str(page.relative_to(ROOT)) for page in PAGES]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MACHINE = re.compile(
    r"/(?:work|root|home|Users|tmp|mnt|opt)/|localhost|127\.0\.0\.1|pypi\.org|pythonhosted|npmjs|huggingface|\bTODO\b"
)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def script(name: str) -> ModuleType:
    """A script of the documentation, as a module."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate, outputs = script("generate"), script("outputs")


# --- pages that are generated


def test_generated_pages_are_what_the_code_gives_now() -> None:
    assert generate.drifted() == [], "run: make docs"


def test_checking_names_what_has_drifted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "REFERENCE", tmp_path)
    monkeypatch.setattr("sys.argv", ["generate.py", "--check"])
    assert generate.main() == 1
    assert "settings.md" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["generate.py"])
    assert generate.main() == 0
    monkeypatch.setattr("sys.argv", ["generate.py", "--check"])
    assert generate.main() == 0


# --- names


def test_every_command_and_option_is_documented() -> None:
    page = text_of(REFERENCE / "commands.md")
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        part = page.split(f"\n## onrecord {name}\n")[1].split("\n## ")[0]
        assert all(option in part for parameter in command.params for option in parameter.opts if "-" in option), name


def test_every_setting_is_documented() -> None:
    page = text_of(REFERENCE / "settings.md")
    assert [s.name for s in SETTINGS if f"`ONRECORD_{s.name.upper()}`" not in page or s.help not in page] == []


def test_every_format_and_exporter_is_documented() -> None:
    page, how_to = text_of(REFERENCE / "formats.md"), text_of(DOCS / "how-to" / "export.md")
    assert [name for name in FORMATS if f"### {name}\n" not in page] == []
    assert [name for name in EXPORTERS if f"| `{name}` |" not in page or f"| `{name}` |" not in how_to] == []


def test_every_kind_of_event_is_documented() -> None:
    page = text_of(REFERENCE / "event-kinds.md")
    assert [name for name, kind in load_event_kinds().items() if f"| `{name}` | {kind.definition}" not in page] == []


def test_every_public_name_is_documented() -> None:
    page = text_of(REFERENCE / "api.md")
    assert [name for name in onrecord.__all__ if f"## {name}\n" not in page] == []


def test_every_reader_is_documented() -> None:
    page = text_of(REFERENCE / "readers.md")
    assert [name for name, _ in READERS if f"### read/{name}.py" not in page] == []


def test_everything_that_is_shown_is_documented() -> None:
    page = text_of(DOCS / "how-to" / "ask-the-record.md")
    assert [name for name in SHOWN.split(", ") if f"`{name}`" not in page] == []


# --- the contract


def sections() -> dict[str, str]:
    parts = re.split(r"^##+ (.+)$", text_of(REFERENCE / "record.md"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("name", "kind"), [("document", Document), *((n, k) for n, k in LISTS.items())])
def test_the_contract_lists_every_field(name: str, kind: type) -> None:
    told = sections()
    own = told[name if name in told else name.removesuffix("s")]
    common = told["One report"]
    for field in kind.__dataclass_fields__:
        is_common = field in Row.__dataclass_fields__ and issubclass(kind, Row)
        assert f"`{field.rstrip('_')}`" in (common if is_common else own), f"{name}.{field}"


@pytest.mark.parametrize(
    ("section", "kind"),
    [("event", Argument), ("event", Figure), ("event", Plover), ("toll", Population), ("claim", Source)],
)
def test_the_contract_lists_the_fields_of_structures(section: str, kind: type) -> None:
    text = sections()[section]
    assert [name for name in kind.__dataclass_fields__ if f'"{name.rstrip("_")}"' not in text] == []


def test_the_contract_lists_every_value() -> None:
    page = text_of(REFERENCE / "record.md")
    for name, values in vars(model).items():
        if typing.get_origin(values) is typing.Literal:
            missing = [value for value in typing.get_args(values) if f"`{value}`" not in page]
            assert missing == [], name


def test_the_contract_lists_every_table(case: Path) -> None:
    page = text_of(REFERENCE / "record.md")
    with onrecord.Case(case) as opened:
        tables = [row["name"] for row in opened.sql("select name from sqlite_master where type in ('table', 'view')")]
    own = [name for name in tables if not name.startswith(("sqlite_", "document_search_", "work_"))]
    assert [name for name in own if f"`{name}`" not in page] == []


# --- links and words


def anchors(page: Path) -> set[str]:
    heads = HEADING.findall(text_of(page))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(outputs.FENCE.sub("", text_of(page))):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_no_page_speaks_of_one_machine(page: Path) -> None:
    assert MACHINE.findall(text_of(page)) == []


def test_every_page_is_linked() -> None:
    linked = {
        (page.parent / target.partition("#")[0]).resolve() for page in PAGES for target in LINK.findall(text_of(page))
    }
    assert [str(page) for page in PAGES[1:] if page.resolve() not in linked] == []


def test_the_two_commands_are_targets() -> None:
    targets = set(re.findall(r"^([\w-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    told = set(re.findall(r"^\$ make ([\w-]+)", text_of(ROOT / "README.md"), re.MULTILINE))
    assert told == {"demo", "test"}
    assert told <= targets


# --- examples


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the pages has it: their files, and the sample case."""
    made = tmp_path_factory.mktemp("docs")
    outputs.prepare(made)
    return made


@pytest.fixture(scope="module")
def case(folder: Path) -> Path:
    return folder / "onrecord-demo" / "case"


def flat(text: str) -> str:
    return " ".join(text.split())


def check_output(block: re.Match[str]) -> None:
    """What a page shows of an output is printed now, as far as its phrases go."""
    printed = flat("\n".join(outputs.run(line) for line in outputs.commands(block)))
    for phrase in outputs.phrases_of(block):
        assert phrase in printed, f"not printed: {phrase}\n{printed}"
        assert phrase in flat(block["body"]), f"not on the page: {phrase}; run: python docs/outputs.py"


WRITTEN = outputs.pages()


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_examples_on_the_page_run(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner()
    for block in outputs.blocks(page):
        if outputs.phrases_of(block):
            check_output(block)
        if block["language"] == "python":
            assert ">>>" in block["body"]
            failed: list[str] = []
            test = doctest.DocTestParser().get_doctest(block["body"], names, page.name, str(page), 0)
            runner.run(test, out=failed.append, clear_globs=False)
            names = test.globs
            assert failed == [], "".join(failed)


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_commands_on_the_page_exist(page: Path) -> None:
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for block in outputs.blocks(page):
        for line in outputs.commands(block) if block["language"] == "console" else []:
            assert not set("$`!") & set(line), "a shell reads these characters in its own way"
            for part in re.split(r" \| | > |(?<!\S)[A-Z_]+=\S+ ", line):
                words = shlex.split(part)
                if words[:1] != ["onrecord"]:
                    continue
                assert words[1] in known, line
                options = {option for parameter in known[words[1]].params for option in parameter.opts}
                assert {word for word in words if re.fullmatch(r"--?[a-z]+", word)} <= options | {"--help"}, line


def test_long_output_is_cut_to_the_rows_that_matter() -> None:
    rows = [line for i in range(9) for line in (f"row {i}", f"      “words {i}”")]
    assert outputs.trimmed("\n".join(rows), ["words 7"]).splitlines() == [*rows[:6], "...", *rows[14:16], "..."]
    assert outputs.trimmed("\n".join(rows[:8]), ["words 1"]).splitlines() == rows[:8]


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    extras = [one for group in project.get("optional-dependencies", {}).values() for one in group]
    names = [re.split(r"[=<>~ \[]", one)[0] for one in [*project["dependencies"], *extras]]
    page = text_of(DOCS / "decisions" / "dependencies.md").lower()
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", page)] == []
