"""What `import onrecord` offers."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

import onrecord


def test_every_public_name_is_there_and_sorted() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert all(getattr(onrecord, name) is not None for name in onrecord.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'reed'"):
        _ = onrecord.reed  # type: ignore[attr-defined]


def test_the_version_is_the_installed_one() -> None:
    assert onrecord.__version__ == version("onrecord")


def test_help_loads_no_parser() -> None:
    code = "import sys, onrecord.cli.app; print([m for m in ('spacy', 'trafilatura', 'duckdb') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"  # noqa: S603


@pytest.mark.parametrize("first", ["onrecord.Case", "__import__('onrecord.case')", "__import__('onrecord.read.tolls')"])
def test_read_is_the_function_whatever_is_imported_first(first: str) -> None:
    code = f"import onrecord; {first}; print(type(onrecord.read).__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "function\n"
