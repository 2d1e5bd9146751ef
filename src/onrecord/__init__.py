"""Reads conflict reporting and puts it on the record: who says what happened, how many died, who backs whom.

    import onrecord

    report = onrecord.read("report.pdf")
    for toll in report.tolls:
        print(toll.low, toll.population.text, toll.spans[0].text)

Every row is tied to exact characters of its source. Nothing leaves the machine.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.case import Added, Case, ReadSummary
    from onrecord.errors import (
        ConfigurationError,
        InputError,
        MissingDependencyError,
        OnRecordError,
        RecordError,
        VocabularyError,
    )
    from onrecord.pipeline import read, read_text
    from onrecord.report import Report

__version__ = "0.3.0"

__all__ = [
    "Added",
    "Case",
    "ConfigurationError",
    "InputError",
    "MissingDependencyError",
    "OnRecordError",
    "ReadSummary",
    "RecordError",
    "Report",
    "VocabularyError",
    "read",
    "read_text",
]

_HOMES = {"case": ("Added", "Case", "ReadSummary"), "pipeline": ("read", "read_text"), "report": ("Report",)}


def __getattr__(name: str) -> object:
    """Public names are loaded when they are first asked for: the command line's help needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    home = next((module for module, names in _HOMES.items() if name in names), "errors")
    found: object = getattr(importlib.import_module(f"onrecord.{home}"), name)
    globals()[name] = found
    return found


class _Package(ModuleType):
    """Keeps `onrecord.read` the function: the import system would put the package of that name in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
