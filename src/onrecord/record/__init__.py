"""The record of a case: a folder with `case.sqlite` and `originals/`.

`store` writes, `query` reads (read-only connections), `migrations` brings older records up to date.
"""

from __future__ import annotations

from onrecord.record.query import Filter, Query
from onrecord.record.store import Store, serialise

__all__ = ["Filter", "Query", "Store", "serialise"]
