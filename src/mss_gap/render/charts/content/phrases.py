"""What charts of every kind say: titles, amounts, gaps and sources."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from mss_gap.analysis.bounds import Bound, Figure, turn
from mss_gap.analysis.contributors.contributions import Contribution
from mss_gap.analysis.reports.base import CommitmentRow, Report
from mss_gap.ledger.model import Source
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.texts import is_url
from mss_gap.render.columns import NOT_STATED
from mss_gap.render.figures import pair, quantity, sign_of

LONGEST = 80
"""The most letters of a name beside a figure."""
NAMED = 3
"""How many sources a chart names before it counts the rest."""


class Setting(NamedTuple):
    """What the charts of a ledger have in common."""

    mission: str | None
    """The mission's name."""
    as_of: date | None
    """The report date."""
    sources: Mapping[str, Source]
    """The ledger's sources, by id."""

    @classmethod
    def of(cls, report: Report) -> Self:
        """The setting of a report's charts."""
        return cls(report.mission, report.as_of, report.glossary.sources)


def amount(value: Decimal | None, unit: str, bound: Bound | None = None) -> str:
    """An amount for a label, as a table writes it.

    >>> amount(Decimal(991), "personnel", Bound.AT_LEAST), amount(Decimal(68_000_000), "USD"), amount(None, "bases")
    ('≥991', '$68M', 'not stated')
    """
    return NOT_STATED if value is None else f"{sign_of(bound)}{quantity(value, unit)}"


def amounts(actual: Figure, pledged: Figure, unit: str) -> tuple[str, str]:
    """What was delivered and pledged, for one label: in full where the short forms would be the same by rounding."""
    delivered, promised = pair(actual.value, pledged.value, unit)
    return f"{sign_of(actual.bound)}{delivered}", f"{sign_of(pledged.bound)}{promised}"


def amounts_of(row: CommitmentRow | Contribution, unit: str) -> tuple[str, str]:
    """What was delivered and pledged by a row."""
    return amounts(Figure(row.actual, row.actual_bound), Figure(row.pledged, row.pledged_bound), unit)


def gap_label(row: CommitmentRow) -> str:
    """A commitment's gap or surplus with its bound; empty where none is known."""
    if row.gap is None:
        return ""
    return f"{gap_or_surplus(row.gap)} {sign_of(size_bound(row))}{amount(abs(row.gap), row.unit)}"


def size_bound(row: CommitmentRow) -> Bound | None:
    """How the size of a gap or of a surplus is known."""
    if row.gap is None or row.gap_bound is None:
        return None
    return row.gap_bound if row.gap >= 0 else turn(row.gap_bound)


def gap_or_surplus(gap: Decimal) -> str:
    """The word for a gap of either sign."""
    return "gap" if gap >= 0 else "surplus"


def noun(unit: str) -> str:
    """The unit after an amount: a space and the noun; nothing for money, which has its sign.

    >>> noun("personnel"), noun("USD")
    (' personnel', '')
    """
    return "" if is_currency(unit) else f" {short(unit)}"


def short(name: str) -> str:
    """A name beside a figure, cut where it would leave no room for the figure.

    >>> short("Personnel"), len(short("word " * 100))
    ('Personnel', 80)
    """
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def headline(row: CommitmentRow) -> str:
    """What was delivered to a commitment, as a title."""
    delivered, promised = amounts_of(row, row.unit)
    match row.actual, row.pledged:
        case None, None:
            said = "nothing stated yet"
        case None, _:
            said = f"{promised} pledged, delivery not stated"
        case _, None:
            said = f"{delivered} delivered, pledge not stated"
        case _:
            said = f"{delivered} of {promised} delivered"
    return f"{short(row.title)}: {said}"


def subtitle(measure: str, setting: Setting) -> str:
    """What is measured, as of when and for whom.

    >>> subtitle("Shares", Setting("Observers in Ruritania", date(2025, 6, 30), {}))
    'Shares, as of 2025-06-30. Observers in Ruritania'
    """
    mission = f". {setting.mission}" if setting.mission else ""
    return f"{measure}, {f'as of {setting.as_of.isoformat()}' if setting.as_of else 'undated'}{mission}"


def source_line(keys: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Who published the figures: the first few by name, the others counted.

    >>> ap = Source(title="Kenya and Haiti", publisher="AP")
    >>> source_line(["ap", "https://example.org/a"], {"ap": ap}), source_line([], {})
    ('Sources: AP; example.org. Chart: mss-gap', 'Source: not stated. Chart: mss-gap')
    """
    names = list(dict.fromkeys(_publisher(key, sources) for key in keys))
    if not names:
        return "Source: not stated. Chart: mss-gap"
    more = len(names) - NAMED
    named = "; ".join(names[:NAMED]) + (f"; and {more} more" if more > 0 else "")
    return f"{'Source' if len(names) == 1 else 'Sources'}: {named}. Chart: mss-gap"


def _publisher(key: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(key)
    if source is not None:
        return source.publisher or source.title
    return urlsplit(key).hostname or key if is_url(key) else key
