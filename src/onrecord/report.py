"""One report on record: the document, its rows, and ways to carry them elsewhere."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onrecord.errors import ConfigurationError, MissingDependencyError
from onrecord.model import (
    LISTS,
    Actor,
    Agreement,
    Check,
    Claim,
    Control,
    Document,
    Event,
    Failure,
    Flow,
    Mention,
    Place,
    Relation,
    Rows,
    Time,
    Toll,
    to_dict,
)

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Report:
    """What one document says, as typed rows.

    Attributes:
        document: The document; every span of every row counts characters of its `text`.
        rows: All rows, list by list.
    """

    document: Document
    rows: Rows = field(default_factory=Rows)

    @property
    def mentions(self) -> list[Mention]:
        """Words that name actors, places, times, weapons, money and the like."""
        return self.rows.mentions

    @property
    def actors(self) -> list[Actor]:
        """Who acts, each with its names and mentions."""
        return self.rows.actors

    @property
    def places(self) -> list[Place]:
        """Places, with coordinates and their precision where the gazetteer knows them."""
        return self.rows.places

    @property
    def times(self) -> list[Time]:
        """Expressions of time, with the days that they can mean."""
        return self.rows.times

    @property
    def events(self) -> list[Event]:
        """What happens, is said to happen, is denied, planned or feared."""
        return self.rows.events

    @property
    def tolls(self) -> list[Toll]:
        """Counts of people harmed, held or driven out."""
        return self.rows.tolls

    @property
    def relations(self) -> list[Relation]:
        """Who backs, fights, belongs to, leads or designates whom."""
        return self.rows.relations

    @property
    def flows(self) -> list[Flow]:
        """Money, arms, fighters and other support, from whom to whom."""
        return self.rows.flows

    @property
    def agreements(self) -> list[Agreement]:
        """Agreements with their parties and mediators."""
        return self.rows.agreements

    @property
    def control(self) -> list[Control]:
        """Who takes, holds, loses, contests or besieges which place."""
        return self.rows.control

    @property
    def claims(self) -> list[Claim]:
        """Who says, confirms, denies, accuses, demands or predicts what."""
        return self.rows.claims

    @property
    def checks(self) -> list[Check]:
        """What does not add up."""
        return self.rows.checks

    @property
    def failures(self) -> list[Failure]:
        """What could not be read."""
        return self.rows.failures

    def to_dict(self) -> dict[str, Any]:
        """The report in the form of the contract (docs/reference/record.md): plain dictionaries and lists."""
        return {
            "document": to_dict(self.document),
            **{name: [to_dict(row) for row in getattr(self.rows, name)] for name in LISTS},
        }

    def to_json(self) -> str:
        """The same as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def to_pandas(self, name: str) -> pd.DataFrame:
        """The rows of one list as a pandas data frame, one column a field; structures stay dictionaries.

        Args:
            name: A list of the report, such as `"tolls"`.

        Raises:
            MissingDependencyError: pandas is not installed.
            ConfigurationError: There is no list of that name.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingDependencyError("to_pandas needs pandas: pip install 'onrecord[pandas]'") from error
        return pd.DataFrame(self._records(name), columns=_columns(name))

    def to_arrow(self, name: str) -> pa.Table:
        """The rows of one list as an Arrow table; structures become Arrow structs and lists.

        Args:
            name: A list of the report, such as `"tolls"`.

        Raises:
            MissingDependencyError: pyarrow is not installed.
            ConfigurationError: There is no list of that name.
        """
        try:
            import pyarrow as pa
        except ImportError as error:
            raise MissingDependencyError("to_arrow needs pyarrow: pip install 'onrecord[arrow]'") from error
        records = self._records(name)
        return pa.Table.from_pydict({column: [record[column] for record in records] for column in _columns(name)})

    def _records(self, name: str) -> list[dict[str, Any]]:
        if name not in LISTS:
            raise ConfigurationError(f"{name!r} is no list of a report; lists are {', '.join(LISTS)}")
        return [to_dict(row) for row in getattr(self.rows, name)]


def _columns(name: str) -> list[str]:
    return [field_name.rstrip("_") for field_name in LISTS[name].__dataclass_fields__]
