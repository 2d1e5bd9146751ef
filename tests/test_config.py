"""Settings: defaults, environment, caller."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.config import SETTINGS, cache_folder, setting, whole
from onrecord.errors import ConfigurationError


def test_the_caller_beats_the_environment_beats_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert whole("max_pages") == 3000
    monkeypatch.setenv("ONRECORD_MAX_PAGES", "5")
    assert whole("max_pages") == 5
    assert whole("max_pages", {"max_pages": 7}) == 7


def test_an_unknown_setting_names_the_settings() -> None:
    with pytest.raises(ConfigurationError, match="max_pages"):
        setting("max_page")


def test_a_wrong_value_says_what_is_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MAX_PAGES", "many")
    with pytest.raises(ConfigurationError, match=r"'many', expected int \(pages\)"):
        setting("max_pages")


def test_every_setting_says_what_it_does() -> None:
    assert all(one.help.endswith(".") for one in SETTINGS)


def test_the_cache_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_CACHE_DIR", str(tmp_path / "cache"))
    assert cache_folder() == tmp_path / "cache"
    assert cache_folder().is_dir()
