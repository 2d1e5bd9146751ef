"""Tables of named things."""

from __future__ import annotations

import pytest

from onrecord.errors import ConfigurationError
from onrecord.registry import Registry


def test_a_name_leads_to_its_object_and_an_unknown_one_to_the_names() -> None:
    table = Registry("formats", {"b": 2, "a": 1})
    assert table["a"] == 1
    assert list(table) == ["a", "b"]
    assert "c" not in table
    with pytest.raises(ConfigurationError, match="'c' is none of the formats: a, b"):
        table["c"]
