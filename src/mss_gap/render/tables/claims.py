"""The tables of `claims`: what was claimed, what the ledger says, and which claims cannot all be true."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from mss_gap.analysis.contributors.sorting import ClaimSort
from mss_gap.analysis.phrases import listed
from mss_gap.analysis.reports.base import Glossary
from mss_gap.analysis.reports.claim_rows import ClaimRow, in_order
from mss_gap.analysis.reports.claims import ClaimsReport
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.ledger.measures import CountedIn
from mss_gap.render.columns import (
    BLANK,
    UNDEFINED,
    Align,
    Amount,
    Cell,
    Column,
    Keys,
    Narrow,
    Page,
    Records,
    Table,
    Tone,
    Words,
    keys_of,
)
from mss_gap.render.figures import amount_text, in_full, percent, points
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.harmless import counted
from mss_gap.render.sentences import claim_style, only_of, qualifier_words
from mss_gap.render.tables.heading import headed_page
from mss_gap.render.tables.narrowing import how_to_narrow, none_of

Subject = Callable[[ClaimRow], str]
"""What a claim's commitment or indicator is called."""
A_DIFFERENCE = '"Contradicted" means that a claim and the ledger differ; it does not say who is wrong.'
"""What a reader of a contradiction must know."""


def by_id(row: ClaimRow) -> str:
    """The id of a claim's commitment or indicator, which a command line takes."""
    return row.commitment or row.indicator or ""


def page(report: ClaimsReport) -> Page:
    """One table of all claims; below it the groups of claims that cannot all be true.

    A reader finds first what matters most, unless another order was asked for.
    """
    footnotes = Footnotes(report.glossary.sources)
    columns = (NUMBER, *_columns(report.glossary, footnotes), VERDICT)
    shown = report.claims if report.sort else in_order(report.claims, ClaimSort.VERDICT)
    claims = Table.of("", columns, shown)
    made = headed_page(report, [claims, rivals_table(report)], report.warnings, footnotes, _lead(report))
    narrowed = report.asked_for or len({by_id(row) for row in report.claims}) == 1
    ways = ["--verdict"] if narrowed else ["--commitment", "--country", "--verdict"]
    return replace(made, hint=how_to_narrow({"claims": len(report.claims)}, ways))


def _lead(report: ClaimsReport) -> str:
    """Whose claims these are, and how many with each verdict."""
    if not report.claims:
        return none_of("claims", "about", report.asked_for, report.glossary, narrowed=report.narrowed)
    return " ".join(filter(None, (only_of("claims about", report.asked_for, report.glossary), tally(report.claims))))


def records(report: ClaimsReport, *, for_readers: bool = False) -> Records:
    """A record for each claim, with the positions of the claims of its group where these cannot all be true.

    For readers each claim has its number, and so have the claims of its group, as in the tables.
    """
    rivals: dict[int, tuple[int, ...]] = {}
    for group in report.rivals:
        named = tuple(report.claims[at].number for at in group) if for_readers else group
        rivals |= dict.fromkeys(group, named)
    keys: Keys[tuple[int, ClaimRow]] = {
        **keys_of(ClaimRow, lambda it: it[1]),
        "rivals": lambda it: rivals.get(it[0]),
    }
    numbered: Keys[tuple[int, ClaimRow]] = {"number": lambda it: it[1].number}
    return Records.of({**numbered, **keys} if for_readers else keys, enumerate(report.claims))


def claims_table(
    report: ClaimsReport, footnotes: Footnotes, verdict: ClaimVerdict, subject: Subject, most: int | None = None
) -> Table:
    """The claims with one verdict, those first that matter most, or so many of them; each with its number in the ledger."""
    columns = (NUMBER, *_columns(report.glossary, footnotes, subject))
    with_verdict = [row for row in report.claims if row.verdict is verdict]
    return Table.of(claim_style(verdict).caption, columns, in_order(with_verdict, ClaimSort.VERDICT)[:most])


def contradicted_table(claims: Iterable[ClaimRow], glossary: Glossary, footnotes: Footnotes) -> Table:
    """Claims that the ledger contradicts, those first that matter most, without numbers."""
    columns = (*_columns(glossary, footnotes), VERDICT)
    shown = in_order(claims, ClaimSort.VERDICT)
    lead = A_DIFFERENCE if shown else ""
    return Table.of(claim_style(ClaimVerdict.CONTRADICTED).caption, columns, shown, lead=lead)


def rivals_table(report: ClaimsReport, subject: Subject = by_id, most: int | None = None) -> Table:
    """The groups of claims that cannot all be true, or so many of them and of their claims, by the numbers in the table of claims."""
    columns: tuple[Column[Sequence[ClaimRow]], ...] = (
        Column("About", lambda group: Words(_about_all(group, report.glossary, subject))),
        Column("Claimed", lambda group: Words(_claimed_by_each(group, report.glossary, most))),
    )
    groups = ([report.claims[at] for at in group] for group in report.rivals[:most])
    return Table.of("Claims that cannot all be true", columns, groups)


NUMBER: Column[ClaimRow] = Column("No.", lambda row: Words(str(row.number), Tone.MUTED), Align.RIGHT)
VERDICT: Column[ClaimRow] = Column("Verdict", lambda row: Words(row.verdict, claim_style(row.verdict).tone))


def _columns(glossary: Glossary, footnotes: Footnotes, subject: Subject = by_id) -> Sequence[Column[ClaimRow]]:
    """The columns between the number and the verdict: what a claim is about is in a second line."""

    def claim(row: ClaimRow) -> Cell:
        about = _about(row, glossary, subject, dated=True)
        if row.same_source:
            about = f"{about}; the figure's own source"
        if row.note:
            about = f"{about}. {row.note}"
        return Words(row.text, detail=about, notes=footnotes.cite(row.source))

    return (
        Column("Claim", claim),
        Column("Claimed", lambda row: _claimed(row, glossary), Align.RIGHT),
        Column("Ledger", lambda row: _computed(row, glossary), Align.RIGHT, Narrow.BELOW),
        Column("Difference", lambda row: _difference(row, glossary), Align.RIGHT, Narrow.BELOW),
    )


def _about_all(group: Sequence[ClaimRow], glossary: Glossary, subject: Subject) -> str:
    """What the claims of a group are about; with their day, where it is one."""
    dated = len({row.as_of for row in group}) == 1
    return _about(group[0], glossary, subject, dated=dated)


def _claimed_by_each(group: Sequence[ClaimRow], glossary: Glossary, most: int | None) -> str:
    """Which claims of a group say what; of the first few, how many more there are."""
    saying: dict[str, list[str]] = {}
    for row in group[:most]:
        claimed = _claimed(row, glossary)
        said = amount_text(claimed, in_full) if isinstance(claimed, Amount) else claimed.text
        saying.setdefault(said, []).append(str(row.number))
    more = len(group) - (len(group) if most is None else most)
    each = [f"{said} (No. {listed(numbers)})" for said, numbers in saying.items()]
    return "; ".join([*each, f"and {counted(more, 'more claim')}"] if more > 0 else each)


def _about(row: ClaimRow, glossary: Glossary, subject: Subject, *, dated: bool) -> str:
    """The commitment or the indicator, the contributor, the measure, and on request the day."""
    country = row.country and glossary.contributors[row.country]
    day = row.as_of.isoformat() if dated and row.as_of else None
    parts = (subject(row), country, row.stage, row.measure.removesuffix("_pct").replace("_", " "), day)
    return ", ".join(part for part in parts if part)


def _claimed(row: ClaimRow, glossary: Glossary) -> Words | Amount:
    """The claimed figure with the decimal places that it was given, for they say how exact it is."""
    qualifier = qualifier_words(row.qualifier)
    match row.measure.counted_in:
        case CountedIn.PERCENT:
            return Words(f"{qualifier} {row.value:,f}%".strip())
        case CountedIn.UNIT | CountedIn.NUMBER:
            return Amount(row.value, _unit(row, glossary), qualifier=qualifier)
        case _:
            assert_never(row.measure.counted_in)


def _computed(row: ClaimRow, glossary: Glossary) -> Cell:
    if row.measure.counted_in is CountedIn.PERCENT:
        return Words(percent(row.computed, row.computed_bound))
    return Amount(row.computed, _unit(row, glossary), unknown=UNDEFINED, bound=row.computed_bound)


def _difference(row: ClaimRow, glossary: Glossary) -> Cell:
    """The computed figure less the claimed one: known as the computed one is; none of figures that cannot be compared."""
    if row.verdict is ClaimVerdict.NOT_COMPARABLE:
        return BLANK
    if row.measure.counted_in is CountedIn.PERCENT:
        return Words(points(row.difference, row.computed_bound))
    return Amount(row.difference, _unit(row, glossary), unknown=UNDEFINED, bound=row.computed_bound, signed=True)


def _unit(row: ClaimRow, glossary: Glossary) -> str:
    return glossary.unit(row.commitment) if row.measure.counted_in is CountedIn.UNIT else ""


def tally(claims: Iterable[ClaimRow]) -> str:
    """How many claims there are, and how many with each verdict; agreement with oneself is counted apart.

    Where the ledger contradicts some, also that this does not say who is wrong.
    """
    rows = list(claims)
    verdicts = [row.verdict for row in rows]
    own = sum(row.verdict is ClaimVerdict.CONSISTENT and row.same_source for row in rows)
    counts = ", ".join(
        f"{verdicts.count(verdict)} {verdict}"
        + (
            f" ({own} of them with {'its' if own == 1 else 'their'} own source)"
            if own and verdict is ClaimVerdict.CONSISTENT
            else ""
        )
        for verdict in ClaimVerdict
        if verdict in verdicts
    )
    if not counts:
        return "No claims."
    caution = f" {A_DIFFERENCE}" if ClaimVerdict.CONTRADICTED in verdicts else ""
    return f"{counted(len(verdicts), 'claim')}: {counts}.{caution}"
