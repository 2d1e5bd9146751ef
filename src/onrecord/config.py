"""Settings: one table with default, unit and meaning; each may be set by an environment variable or by the caller.

`ONRECORD_<NAME>` in the environment overrides the default; a value given in code overrides both.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, default, unit ("" where it has none) and what it does."""

    name: str
    default: int | float | str
    unit: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("max_file_bytes", 50_000_000, "bytes", "Largest file that is taken in; a larger one is refused by name."),
    Setting("max_text_characters", 5_000_000, "characters", "Longest text that is kept of one document."),
    Setting("max_pages", 3_000, "pages", "Most pages of a PDF that are read."),
    Setting("parse_limit_s", 60, "seconds", "Time that parsing one file may take in its own process."),
    Setting("parse_memory_mb", 1_500, "megabytes", "Memory that parsing one file may take in its own process."),
    Setting("max_depth", 500, "levels", "Deepest nesting of an HTML page that is parsed."),
    Setting("cache_dir", "", "", "Folder of the compiled gazetteer; empty: the user's cache folder."),
    Setting("actors_file", "", "", "Own actors (YAML or CSV) that come before the registry's."),
    Setting("gazetteer_file", "", "", "A GeoNames country dump (tab-separated) added to the gazetteer."),
    Setting("fast", 0, "", "1 reads without the trained encoder, in about two thirds of the time; 0 reads with it."),
)
"""Every setting of the product."""

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def setting(name: str, given: Mapping[str, int | float | str] | None = None) -> int | float | str:
    """Value of a setting: given in code, else from the environment, else the default.

    Raises:
        ConfigurationError: No setting has that name, or the environment's value is of the wrong type.
    """
    if name not in _BY_NAME:
        raise ConfigurationError(f"{name!r} is no setting; settings are {', '.join(sorted(_BY_NAME))}")
    if given is not None and name in given:
        return given[name]
    default = _BY_NAME[name].default
    told = os.environ.get(f"ONRECORD_{name.upper()}")
    if told is None:
        return default
    try:
        return type(default)(told)
    except ValueError as error:
        raise ConfigurationError(
            f"ONRECORD_{name.upper()} is {told!r}, "
            f"expected {type(default).__name__} ({_BY_NAME[name].unit or 'a value'})"
        ) from error


def whole(name: str, given: Mapping[str, int | float | str] | None = None) -> int:
    """A setting that is a whole number."""
    return int(setting(name, given))


def cache_folder() -> Path:
    """Folder for what is compiled once (the gazetteer); made if need be."""
    told = str(setting("cache_dir"))
    if told:
        folder = Path(told)
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
        folder = Path(base) / "onrecord"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
