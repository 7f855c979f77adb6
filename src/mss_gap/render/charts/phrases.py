"""What charts say in common."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from urllib.parse import urlsplit

from mss_gap.ledger.model import Source
from mss_gap.ledger.names import is_currency
from mss_gap.ledger.values import is_url
from mss_gap.render.charts.chart import Setting
from mss_gap.render.columns import NOT_STATED
from mss_gap.render.figures import pair, quantity

LONGEST = 80
"""Letters that a name beside a figure has at most."""
NAMED = 3
"""How many sources a chart names before it counts the rest."""


def amount(value: Decimal | None, unit: str, *, at_least: bool = False) -> str:
    """An amount for a label, as a table writes it.

    >>> amount(Decimal(991), "personnel", at_least=True), amount(Decimal(68_000_000), "USD"), amount(None, "bases")
    ('≥991', '$68M', 'not stated')
    """
    return NOT_STATED if value is None else f"{'≥' if at_least else ''}{quantity(value, unit)}"


def amounts(actual: Decimal | None, pledged: Decimal | None, unit: str, *, at_least: bool = False) -> tuple[str, str]:
    """What was delivered and pledged, for one label: in full where both would read alike and are not."""
    delivered, promised = pair(actual, pledged, unit)
    return f"{'≥' if at_least and actual is not None else ''}{delivered}", promised


def noun(unit: str) -> str:
    """The unit after an amount: a space and the noun; nothing for money, which has its sign.

    >>> noun("personnel"), noun("USD")
    (' personnel', '')
    """
    return "" if is_currency(unit) else f" {short(unit)}"


def short(name: str) -> str:
    """A name beside a figure, cut where it is so long that no room would be left for the figure.

    >>> short("Personnel"), len(short("word " * 100))
    ('Personnel', 80)
    """
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def headline(title: str, pledged: Decimal | None, actual: Decimal | None, unit: str, *, at_least: bool = False) -> str:
    """What was delivered to a commitment, as a title.

    >>> headline("Personnel", Decimal(2500), Decimal(991), "personnel")
    'Personnel: 991 of 2,500 delivered'
    >>> headline("Bases", Decimal(12), None, "bases"), headline("Bases", None, None, "bases")
    ('Bases: 12 pledged, delivery not stated', 'Bases: nothing stated yet')
    """
    title = short(title)
    delivered, promised = amounts(actual, pledged, unit, at_least=at_least)
    if pledged is None:
        return (
            f"{title}: nothing stated yet" if actual is None else f"{title}: {delivered} delivered, pledge not stated"
        )
    if actual is None:
        return f"{title}: {promised} pledged, delivery not stated"
    return f"{title}: {delivered} of {promised} delivered"


def subtitle(measure: str, setting: Setting) -> str:
    """What is measured, as of when and for whom.

    >>> from datetime import date
    >>> subtitle("Shares", Setting("Observers in Ruritania", date(2025, 6, 30), {}))
    'Shares, as of 2025-06-30. Observers in Ruritania'
    """
    mission = f". {setting.mission}" if setting.mission else ""
    return f"{measure}, {f'as of {setting.as_of.isoformat()}' if setting.as_of else 'undated'}{mission}"


def source_line(keys: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Who published what the figures rest on: the first few by name, the others counted.

    >>> ap = Source(title="Kenya and Haiti", publisher="AP")
    >>> source_line(["ap", "https://example.org/a"], {"ap": ap}), source_line([], {})
    ('Sources: AP; example.org. Chart: mss-gap', 'Source: not stated. Chart: mss-gap')
    """
    names = list(dict.fromkeys(_name(key, sources) for key in keys))
    if not names:
        return "Source: not stated. Chart: mss-gap"
    more = len(names) - NAMED
    named = "; ".join(names[:NAMED]) + (f"; and {more} more" if more > 0 else "")
    return f"{'Source' if len(names) == 1 else 'Sources'}: {named}. Chart: mss-gap"


def _name(key: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(key)
    if source is not None:
        return source.publisher or source.title
    return urlsplit(key).hostname or key if is_url(key) else key
