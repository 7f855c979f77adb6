"""What an editor would want to know of a ledger's entries, each by itself and beside those that are alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mss_gap.analysis.rates import Conversion, Rate, Rates
from mss_gap.analysis.warnings.report_warnings import WarningCode
from mss_gap.ledger.entry import Actual, Entry, Pledge
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.model import Commitment, Ledger


def conversion_warnings(ledger: Ledger, reference: Iterable[Pledge]) -> Iterator[Finding]:
    """Each entry that no rate converts (R7), whatever its date, and the first that each old rate converts.

    `reference` are the pledges whose rates serve the entries.
    """
    rates = Rates(ledger.rates)
    pledges: defaultdict[str, list[Pledge]] = defaultdict(list)
    for pledge in reference:
        pledges[pledge.commitment].append(pledge)
    conversions = {key: Conversion(rates, it, pledges[key]) for key, it in ledger.commitments.items()}
    told = set()
    for section, entries in ledger.entries():
        for index, entry in enumerate(entries):
            if entry.currency is None:
                continue
            commitment = ledger.commitments[entry.commitment]
            statement = conversions[entry.commitment].statement(entry, index)
            path = (section, index, "currency")
            pair = f"{entry.currency}/{commitment.unit}"
            if statement.unconverted:
                yield _no_rate(path, entry, commitment)
            elif statement.rate and statement.rate.old:
                lookup = (pair, statement.rate.day, statement.rate.wanted_on)
                if lookup not in told:
                    yield _old_rate(path, pair, statement.rate)
                told.add(lookup)
            if entry.currency == commitment.unit and entry.value is not None:
                yield Finding(
                    "value-ignored",
                    (section, index, "value"),
                    f"the figure is in {commitment.unit} already, and `value` counts for nothing",
                    "take `value` out, or correct `currency`",
                )


def _no_rate(path: Path, entry: Entry, commitment: Commitment) -> Finding:
    pair, other = f"{entry.currency}/{commitment.unit}", f"{commitment.unit}/{entry.currency}"
    consequence = "the entry is not counted" if entry.outside is None else "the entry is shown as stated"
    states_figure = bool(entry.amount if entry.total is None else entry.total)
    value = f"; or its `value`, what the source says that it is worth in {commitment.unit}" if states_figure else ""
    return Finding(
        str(WarningCode.NO_RATE),
        path,
        f"no rate of {pair} is dated on or before {commitment.rates_of or entry.date}: {consequence}",
        f'add one that a source states: [[rates]] with pair = "{pair}" or "{other}"{value}',
    )


def _old_rate(path: Path, pair: str, rate: Rate) -> Finding:
    age = (rate.wanted_on - rate.day).days
    return Finding(
        str(WarningCode.OLD_RATE),
        path,
        f"the rate of {pair} for {rate.wanted_on} is of {rate.day}, {age} days older",
        f'add [[rates]] with pair = "{pair}" and a date nearer to {rate.wanted_on.isoformat()}',
    )


def duplicates(section: str, entries: Sequence[Pledge | Actual], ledger: Ledger) -> Iterator[Finding]:
    """Totals stated twice (R2), and other entries that repeat one another word for word.

    Either may be meant: two payments of one amount on one day differ by their notes or refs, if they have any.
    """
    seen: dict[tuple[object, ...], int] = {}
    for index, entry in enumerate(entries):
        commitment = ledger.commitments[entry.commitment]
        said: tuple[object, ...] = (
            *(entry.commitment, entry.country, entry.date, commitment.stage_of(entry), entry.outside),
            *(entry.total, entry.amount, entry.currency or commitment.unit),
        )
        if entry.total is None:
            terms = (entry.status, entry.part, entry.due, entry.qualifier, entry.value)
            said = (*said, *terms, entry.note, entry.source)
        first = seen.setdefault(said, index)
        if first != index and (entry.ref is None or entries[first].ref is None):
            yield Finding(
                "duplicate-entry",
                (section, index),
                "this entry says the same as another",
                "if both are meant, add to each its `ref`, or a note that tells them apart"
                if entry.total is None
                else "if both are meant, list both sources in one: a total counts once",
                other=(section, first),
            )


def after_report_date(section: str, entries: Iterable[Entry], as_of: date | None) -> Iterator[Finding]:
    """Each entry that reports leave out because of its date (R1)."""
    for index, entry in enumerate(entries):
        if as_of is not None and entry.date > as_of:
            yield Finding(
                "after-report-date",
                (section, index, "date"),
                f"{entry.date} is after the report date {as_of}: reports leave the entry out",
                "move as_of in [mission], or read with --as-of",
            )
