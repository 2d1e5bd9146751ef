"""Reads conflict reporting and puts it on the record: who says what happened, how many died, who backs whom.

    import onrecord

    report = onrecord.read("report.pdf")
    for toll in report.tolls:
        print(toll.low, toll.population.text, toll.spans[0].text)

Every row is tied to exact characters of its source. Nothing leaves the machine.
"""

from __future__ import annotations

from importlib.metadata import version as _version

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

__version__ = _version("onrecord")

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
