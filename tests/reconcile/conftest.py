"""A fresh record for each test across reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.reconcile.build import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty record."""
    made = Desk(tmp_path / "case")
    yield made
    made.store.close()


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Makes as many empty records as a test asks for."""
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk(tmp_path / f"case-{len(made)}"))
        return made[-1]

    yield make
    for one in made:
        one.store.close()
