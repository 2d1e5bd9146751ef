"""Rules of the layout that the import contract does not say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from onrecord.model import Status

SOURCE = Path(__file__).parents[1] / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
STAGES_OF_LANGUAGE = ("read", "resolve", "syntax")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_files_say_what_they_know() -> None:
    assert [path for path in MODULES if path.stem in {"utils", "helpers", "misc", "common"}] == []


def test_no_file_is_too_long() -> None:
    long = {str(p.relative_to(SOURCE)): n for p in MODULES if (n := p.read_text(encoding="utf-8").count("\n")) > 560}
    assert long == {}


def test_vocabularies_carry_their_origin_and_licence() -> None:
    for path in SOURCE.joinpath("vocab").rglob("*.yml"):
        head = path.read_text(encoding="utf-8")
        assert all(re.search(rf"^{key}:", head, re.MULTILINE) for key in ("about", "origin", "licence", "entries")), (
            path
        )


def words_compared(tree: ast.AST) -> Iterator[str]:
    """Strings that code compares words of the text with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(
            isinstance(part, ast.Attribute) and part.attr in {"lower_", "lemma_", "text"}
            for part in ast.walk(node.left)
        ):
            for comparator in node.comparators:
                listed = comparator.elts if isinstance(comparator, (ast.Set, ast.Tuple, ast.List)) else [comparator]
                yield from (one.value for one in listed if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_no_english_word_stands_in_the_readers() -> None:
    found = {
        str(path.relative_to(SOURCE)): words
        for stage in STAGES_OF_LANGUAGE
        for path in SOURCE.joinpath(stage).rglob("*.py")
        if (
            words := [
                word
                for word in words_compared(ast.parse(path.read_text(encoding="utf-8")))
                if re.search("[a-z]{2}", word) and word not in get_args(Status)
            ]
        )
    }
    assert found == {}
