"""The corpus of documents, and PDFs made for one test."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"


def load_script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def broken() -> Path:
    return CORPUS / "broken"


@pytest.fixture(scope="session")
def corpus_script() -> ModuleType:
    return load_script(CORPUS / "make_corpus.py")


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    made: Callable[..., bytes] = load_script(Path(__file__).parent / "pdf_factory.py").make_pdf
    return made
