"""The tables that a ledger may have, as messages speak of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from pydantic import BaseModel

from mss_gap.ledger.entry import Actual, Entry, Pledge
from mss_gap.ledger.model import Body, Claim, Commitment, Event, ExchangeRate, Group, Indicator, Mission, Scale, Source
from mss_gap.ledger.table import Table as SpreadsheetTable


class Table(NamedTuple):
    """A table of a ledger, as hints speak of it."""

    type: type[BaseModel | Entry]
    called: str
    """What a message calls it."""
    header: str

    @property
    def is_list(self) -> bool:
        """Whether it is one of a list, each under the same header."""
        return self.header.startswith("[[")

    @property
    def has_id(self) -> bool:
        """Whether its header has an id."""
        return self.header.endswith((".ID]", ".CODE]"))


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "mission": Table(Mission, "the mission", "[mission]"),
        "sources": Table(Source, "a source", "[sources.ID]"),
        "contributors": Table(Body, "a contributor", "[contributors.CODE]"),
        "commitments": Table(Commitment, "a commitment", "[commitments.ID]"),
        "pledges": Table(Pledge, "this pledge", "[[pledges]]"),
        "actuals": Table(Actual, "this actual", "[[actuals]]"),
        "rates": Table(ExchangeRate, "this rate", "[[rates]]"),
        "claims": Table(Claim, "this claim", "[[claims]]"),
        "indicators": Table(Indicator, "an indicator", "[indicators.ID]"),
        "groups": Table(Group, "a group", "[groups.ID]"),
        "scales": Table(Scale, "a scale", "[scales.ID]"),
        "events": Table(Event, "this event", "[[events]]"),
        "tables": Table(SpreadsheetTable, "this table", "[[tables]]"),
    }
)
"""The tables of a ledger by the section that they are in."""
