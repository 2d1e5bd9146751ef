"""Tables of named things: readers, formats, exporters, checks. One file + one line here makes a new one known.

Registration is explicit: each stage's `__init__` builds its table. Outside packages add to a table by an entry point of
the group `onrecord.<table>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from onrecord.errors import ConfigurationError

T = TypeVar("T")


class Registry(Generic[T]):
    """A table from names to objects of one kind.

    Args:
        name: What the table holds, in the plural; also the group of entry points, `onrecord.<name>`.
        entries: The product's own objects.
    """

    def __init__(self, name: str, entries: Mapping[str, T]) -> None:
        self.name = name
        self._entries: dict[str, T] = dict(entries)
        self._has_outside = False

    def __getitem__(self, key: str) -> T:
        """The object of that name.

        Raises:
            ConfigurationError: There is none; the message lists the names that exist.
        """
        if key not in self._entries:
            self._load_outside()
        if key not in self._entries:
            raise ConfigurationError(f"{key!r} is none of the {self.name}: {', '.join(sorted(self._entries))}")
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        self._load_outside()
        return iter(sorted(self._entries))

    def __contains__(self, key: object) -> bool:
        return key in set(self)

    def _load_outside(self) -> None:
        if not self._has_outside:
            self._has_outside = True
            for point in entry_points(group=f"onrecord.{self.name}"):
                self._entries.setdefault(point.name, point.load())
