"""Every report in one table: a command, a JSON document, a schema and a page of tables go by the same name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report


class Heading(StrEnum):
    """A heading of the help; the commands below it are in the module of `cli` by that name in lower case."""

    READ = "Read"
    ASK = "Ask"
    EDIT = "Edit"
    PUBLISH = "Publish"


@dataclass(frozen=True, slots=True)
class Registered:
    """One kind of report."""

    name: str
    """What the command and the `kind` of the JSON document are called."""
    report: str
    """The type of the report, in its module."""
    help: str
    """What it prints, in a line."""
    heading: Heading
    """Where its command is in the help."""
    example: str = ""
    """A call of its command, without the name of the program; empty for a report that shares another's command."""
    home: str = ""
    """The name of the report whose module this one shares; empty for a module of its own."""

    @property
    def module(self) -> str:
        """The module that has it, below `analysis.reports`, and its tables, below `render.tables`."""
        return (self.home or self.name).replace("-", "_")

    def type(self) -> "type[Report]":
        """The type of the report; loads its module."""
        return cast("type[Report]", getattr(import_module(f"mss_gap.analysis.reports.{self.module}"), self.report))


_ALL = (
    Registered(
        "summary",
        "SummaryReport",
        "Where each commitment stands: pledged, actual, gap, delivered, shortfall.",
        Heading.READ,
        "summary --as-of 2025-06-27",
    ),
    Registered(
        "countries",
        "CountriesReport",
        "Who pledged and delivered what, their shares, and the unattributed rest.",
        Heading.READ,
        "countries personnel",
    ),
    Registered(
        "show",
        "ShowReport",
        "One commitment on one page: bases of comparison, contributors, claims that it contradicts, notes.",
        Heading.READ,
        "show personnel",
    ),
    Registered(
        "kept",
        "KeptReport",
        "Whether each pledge was kept, and when; how many were kept, and how much.",
        Heading.READ,
        "kept personnel",
    ),
    Registered(
        "stages",
        "StagesReport",
        "How far deliveries have come: pledged and each stage, in all and by contributor.",
        Heading.READ,
        "stages funding",
    ),
    Registered(
        "history",
        "HistoryReport",
        "Every dated change with the level it led to, the events between, and a sparkline.",
        Heading.READ,
        "history personnel --by-country",
    ),
    Registered(
        "history-by-country",
        "HistoryByCountryReport",
        "The series of each contributor by itself.",
        Heading.READ,
        home="history",
    ),
    Registered(
        "history-by-period",
        "HistoryByPeriodReport",
        "What each month, quarter or year brought, and where it led.",
        Heading.READ,
    ),
    Registered(
        "context",
        "ContextReport",
        "The indicators: the crisis around the mission, with change and share.",
        Heading.READ,
        "context --format markdown",
    ),
    Registered(
        "sources",
        "SourcesReport",
        "Every source and how many figures rest on it; the figures that rest on none.",
        Heading.READ,
        "sources --json",
    ),
    Registered(
        "source",
        "SourceReport",
        "One source, and every figure that rests on it.",
        Heading.READ,
        home="sources",
    ),
    Registered(
        "single-source",
        "SingleSourceReport",
        "The figures that rest on one source only.",
        Heading.READ,
        home="sources",
    ),
    Registered(
        "entries",
        "EntriesReport",
        "Every entry as stated, what it is worth in the commitment's unit, its sources and its line.",
        Heading.READ,
        "entries funding --country canada",
    ),
    Registered(
        "pace",
        "PaceReport",
        "The pace so far, the pace it takes, and when the gap would close.",
        Heading.ASK,
        "pace funding",
    ),
    Registered(
        "what-if",
        "WhatIfReport",
        "Each commitment before and after a scenario; its steps are taken in the order they are written.",
        Heading.ASK,
        "what-if --withdraw kenya --deliver personnel:JM=200",
    ),
    Registered(
        "compare",
        "CompareReport",
        "Two dates of a ledger, or two ledgers: what was delivered, and what was pledged anew.",
        Heading.ASK,
        "compare --from 2024-12-31 --to 2025-06-27",
    ),
    Registered(
        "claims",
        "ClaimsReport",
        "Every published claim against the ledger: what was claimed, what the ledger says, the verdict.",
        Heading.ASK,
        "claims --commitment personnel",
    ),
    Registered(
        "validate",
        "ValidateReport",
        "Every mistake in a ledger, with its line, and what may be a slip.",
        Heading.EDIT,
        "validate commitments.toml",
    ),
    Registered(
        "cite",
        "CiteReport",
        "How to cite the ledger: the record, its date, its SHA-256, its licence.",
        Heading.PUBLISH,
        "cite --format bibtex",
    ),
)

REPORTS: Mapping[str, Registered] = MappingProxyType({each.name: each for each in _ALL})
"""Every kind of report by its name, in the order of the help."""
