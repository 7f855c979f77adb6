"""Claims as a page: what was claimed, what the ledger says, and which claims cannot all be true."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from mss_gap.analysis.reports.claims import ClaimRow, ClaimsReport, rivals
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.ledger.model import Measure, Qualifier
from mss_gap.render.formats.csv import Rows, cells_of, columns_of
from mss_gap.render.figures import figure_text, in_full, percent, points
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.dispatch import Backdrop
from mss_gap.render.page import UNDEFINED, Align, AnyCell, Cell, Column, Figure, Narrow, Page, Row, Table, Tone
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.harmless import counted, listed
from mss_gap.render.view import View

NUMBER = Column("No.", Align.RIGHT)
COLUMNS = (
    Column("Claim"),
    Column("Claimed", Align.RIGHT),
    Column("Ledger", Align.RIGHT, Narrow.BELOW),
    Column("Difference", Align.RIGHT, Narrow.BELOW),
    Column("Verdict"),
)
RIVALS = (Column("About"), Column("Claimed"))
TONES = {
    ClaimVerdict.CONSISTENT: Tone.MET,
    ClaimVerdict.CONTRADICTED: Tone.SHORT,
    ClaimVerdict.NOT_COMPUTABLE: Tone.MUTED,
}
WORDS = {
    Qualifier.EXACTLY: "",
    Qualifier.ABOUT: "about",
    Qualifier.OVER: "over",
    Qualifier.UNDER: "under",
    Qualifier.AT_LEAST: "at least",
    Qualifier.AT_MOST: "at most",
}
PERCENTAGES = frozenset({Measure.DELIVERED_PCT, Measure.SHORTFALL_PCT, Measure.CHANGE_PCT, Measure.SHARE_PCT})
COUNTS = frozenset({Measure.CONTRIBUTORS, Measure.VALUE})


Subject = Callable[[ClaimRow], str]
"""What a claim's commitment or indicator is called."""


def by_id(row: ClaimRow) -> str:
    """The id of a claim's commitment or indicator, which a command line takes."""
    return row.commitment or row.indicator or ""


class ClaimsView(View[ClaimsReport]):
    """A table of claims, and which of them cannot all be true."""

    def page(self) -> Page:
        """One table; the groups of rivals are named below it."""
        footnotes = Footnotes(self.backdrop.sources)
        tables = [claims_table(self.report, self.backdrop, footnotes), rivals_table(self.report, self.backdrop)]
        page = headed_page(self.report, tables, self.report.warnings, footnotes)
        return replace(page, lead=tally(self.report.claims))

    def rows(self) -> Rows:
        """A row a claim."""
        return Rows(columns_of(ClaimRow), map(cells_of, self.report.claims))


def claims_table(
    report: ClaimsReport,
    backdrop: Backdrop,
    footnotes: Footnotes,
    verdict: ClaimVerdict | None = None,
    subject: Subject = by_id,
) -> Table:
    """A row a claim, or a row each claim with one verdict; the number of a claim is its place in the report."""
    rows = [
        Row((Cell(str(number), Tone.MUTED), *claim_cells(row, backdrop, footnotes, subject)))
        for number, row in enumerate(report.claims, start=1)
        if verdict in (None, row.verdict)
    ]
    return Table("", (NUMBER, *COLUMNS), rows)


def rivals_table(report: ClaimsReport, backdrop: Backdrop, subject: Subject = by_id) -> Table:
    """The groups of claims that cannot all be true, by the numbers that the table of claims gives them."""
    groups = rivals(report.claims, backdrop.headlines)
    return Table(
        "Claims that cannot all be true", RIVALS, [_at_odds(report.claims, it, backdrop, subject) for it in groups]
    )


def _at_odds(claims: Sequence[ClaimRow], group: Sequence[int], backdrop: Backdrop, subject: Subject) -> Row:
    """What some claims are about, and which of them says what."""
    saying: dict[str, list[str]] = {}
    for position in group:
        claimed = _claimed(claims[position], _unit(claims[position], backdrop.units))
        said = figure_text(claimed, in_full) if isinstance(claimed, Figure) else claimed.text
        saying.setdefault(said, []).append(str(position + 1))
    who = "; ".join(f"{said} (No. {listed(numbers)})" for said, numbers in saying.items())
    days = {claims[position].as_of for position in group}
    return Row((Cell(_about(claims[group[0]], backdrop, subject, dated=len(days) == 1)), Cell(who)))


def claim_cells(
    row: ClaimRow, backdrop: Backdrop, footnotes: Footnotes, subject: Subject = by_id
) -> tuple[AnyCell, ...]:
    """A claim, with what it is about in a second line."""
    unit = _unit(row, backdrop.units)
    return (
        Cell(row.text, detail=_about(row, backdrop, subject, dated=True), notes=footnotes.cite(row.source)),
        _claimed(row, unit),
        _computed(row, unit),
        _difference(row, unit),
        Cell(row.verdict, TONES[row.verdict]),
    )


def _about(row: ClaimRow, backdrop: Backdrop, subject: Subject, *, dated: bool) -> str:
    """The commitment or the indicator, the contributor, the measure, and on request the day."""
    country = row.country and backdrop.contributor(row.country)
    day = row.as_of.isoformat() if dated and row.as_of else None
    parts = (subject(row), country, row.measure.removesuffix("_pct"), day)
    return ", ".join(part for part in parts if part)


def _unit(row: ClaimRow, units: Mapping[str, str]) -> str:
    return "" if row.measure in COUNTS else units.get(row.commitment or "", "")


def _claimed(row: ClaimRow, unit: str) -> Cell | Figure:
    """The claimed figure with the decimal places that it was given, for they say how exact it is."""
    words = WORDS[row.qualifier]
    if row.measure in PERCENTAGES:
        return Cell(f"{words} {row.value:,f}%".strip())
    return Figure(row.value, unit, qualifier=words)


def _computed(row: ClaimRow, unit: str) -> AnyCell:
    if row.measure in PERCENTAGES:
        return Cell(percent(row.computed))
    return Figure(row.computed, unit, unknown=UNDEFINED)


def _difference(row: ClaimRow, unit: str) -> AnyCell:
    if row.measure in PERCENTAGES:
        return Cell(points(row.difference))
    return Figure(row.difference, unit, unknown=UNDEFINED, signed=True)


def tally(claims: Iterable[ClaimRow]) -> str:
    """How many claims there are, and how many with each verdict."""
    verdicts = [row.verdict for row in claims]
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in ClaimVerdict if verdict in verdicts)
    return f"{counted(len(verdicts), 'claim')}: {counts}." if counts else "No claims."
