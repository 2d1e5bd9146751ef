"""Shared by all tests: the network is closed, the parser is loaded once."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from onrecord.model import Document, identify
from onrecord.syntax import Parsed, load_parser

# The same examples at every run, so that a test that passes here passes elsewhere; ONRECORD_FUZZ=1 looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=2_000)
settings.load_profile("fuzz" if os.environ.get("ONRECORD_FUZZ") else "steady")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a test tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def document_of(text: str, published: str | None = None) -> Document:
    name = identify("doc", text, published)
    return Document(id=name, sha256="0" * 64, text_sha256="0" * 64, text=text, published=published, language="en")


@pytest.fixture(scope="session")
def parse() -> Callable[..., Parsed]:
    parser = load_parser("en")

    def parse_text(text: str, published: str | None = None) -> Parsed:
        return parser.parse(document_of(text, published))

    return parse_text


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the folder of benchmarks (../shared) is not beside the repository")
    return SHARED
