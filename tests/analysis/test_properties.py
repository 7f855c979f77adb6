"""What holds of every ledger: the order of entries, the future, nothing added, and exactness."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import localcontext
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mss_gap import ActualBasis, CommitmentBreakdown, CountriesReport, Ledger, SummaryReport, countries, summary
from mss_gap.analysis.series import Series
from mss_gap.analysis.timeline import timelines_of
from mss_gap.ledger.entry import Actual, Entry, Pledge
from mss_gap.ledger.read.load import parse_ledger
from tests.analysis.random_ledgers import Document, as_toml, random_document

Ledgers = st.SearchStrategy[Ledger]
FEW = settings(max_examples=15)


def entries_of(ledger: Ledger) -> tuple[Entry, ...]:
    return (*ledger.pledges, *ledger.actuals)


def a_date(data: st.DataObject, ledger: Ledger) -> date:
    """A date of the ledger, the day before or after one, or a day of its own."""
    dates = sorted({entry.date for entry in entries_of(ledger)} | {date(2024, 1, 10)})
    return days_after(data.draw(st.sampled_from(dates)), data.draw(st.integers(-1, 1)))


@FEW
@given(data=st.data())
def test_a_level_is_the_same_whether_it_is_asked_for_by_itself_or_with_all_others(
    data: st.DataObject, ledgers: Ledgers
) -> None:
    ledger = data.draw(ledgers)
    for timeline in timelines_of(ledger).values():
        for series in timeline.every_series():
            by_itself = [Series(series.all_statements).at(level.day) for level in series.levels]
            assert repr(by_itself) == repr(series.levels)  # with its decimal places
            one = Series(series.all_statements)
            in_any_order = {
                day: one.at(day) for day in data.draw(st.permutations([level.day for level in series.levels]))
            }
            assert repr([in_any_order[level.day] for level in series.levels]) == repr(series.levels)


@FEW
@given(data=st.data())
def test_what_was_added_between_two_levels_without_a_total_is_their_difference(
    data: st.DataObject, ledgers: Ledgers
) -> None:
    ledger = data.draw(ledgers)
    for timeline in timelines_of(ledger).values():
        for series in timeline.every_series():
            for before, after in pairwise(series.levels):
                between = series.all_statements[before.end : after.end]
                if before.value is None or any(statement.entry.total is not None for statement in between):
                    continue
                assert after.value is not None
                assert series.added(before.end, after.end).total == after.value - before.value


def days_after(day: date, days: int) -> date:
    """A day so many days after another, which may be the last of a month or a year."""
    return date(day.year, day.month, day.day) + timedelta(days)


def rows_of(ledger: Ledger, as_of: date | None = None) -> tuple[CommitmentBreakdown, ...]:
    return countries(ledger, as_of).commitments


def with_entry(ledger: Ledger, entry: Entry) -> Ledger:
    section = "pledges" if isinstance(entry, Pledge) else "actuals"
    return ledger.model_copy(update={section: (*getattr(ledger, section), entry)})


def reports(ledger: Ledger, as_of: date | None = None) -> tuple[SummaryReport, CountriesReport]:
    return summary(ledger, as_of), countries(ledger, as_of)


def known_then(ledger: Ledger, as_of: date) -> list[object]:
    """The reports of a day, without how many entries are later."""
    return [replace(report, later_entries=None) for report in reports(ledger, as_of)]


@FEW
@given(data=st.data())
def test_the_order_of_entries_never_matters(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    shuffled = ledger.model_copy(
        update={
            section: tuple(data.draw(st.permutations(getattr(ledger, section))))
            for section in ("pledges", "actuals", "rates")
        }
    )
    assert reports(shuffled) == reports(ledger)


def test_a_thousand_entries_give_the_same_reports_in_any_order(large_ledger: Ledger) -> None:
    assert len(entries_of(large_ledger)) == 1000
    expected = reports(large_ledger)
    random = Random(1)  # noqa: S311 - an order, not a secret
    for _ in range(5):
        update = {
            section: tuple(random.sample(getattr(large_ledger, section), len(getattr(large_ledger, section))))
            for section in ("pledges", "actuals", "rates")
        }
        assert reports(large_ledger.model_copy(update=update)) == expected


@FEW
@given(data=st.data())
def test_attributed_and_unattributed_are_the_whole(data: st.DataObject, ledgers: Ledgers) -> None:
    for row in rows_of(data.draw(ledgers)):
        assert Fraction(row.attributed) == sum(Fraction(each.actual or 0) for each in row.contributions)
        if row.actual is None:
            assert row.unattributed is None
        else:
            assert row.unattributed is not None
            assert Fraction(row.attributed) + Fraction(row.unattributed) == Fraction(row.actual)


@FEW
@given(data=st.data())
def test_an_entry_after_the_report_date_changes_nothing(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    as_of = a_date(data, ledger)
    kind = data.draw(st.sampled_from([Pledge, Actual]))
    later = kind(
        commitment=data.draw(st.sampled_from(list(ledger.commitments))),
        country=data.draw(st.sampled_from(["KE", "JM", "GT"])),
        date=days_after(as_of, data.draw(st.integers(1, 3))),
        **data.draw(st.sampled_from([{"total": 7}, {"amount": -7}, {}])),
    )
    assert known_then(with_entry(ledger, later), as_of) == known_then(ledger, as_of)


@FEW
@given(data=st.data())
def test_a_later_report_date_never_rewrites_an_earlier_one(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    as_of, later = sorted((a_date(data, ledger), a_date(data, ledger)))
    as_it_was = ledger.model_copy(
        update={
            "pledges": tuple(entry for entry in ledger.pledges if entry.date <= later),
            "actuals": tuple(entry for entry in ledger.actuals if entry.date <= later),
        }
    )
    assert known_then(as_it_was, as_of) == known_then(ledger, as_of)


@FEW
@given(data=st.data())
def test_an_amount_of_zero_in_a_series_with_a_known_level_changes_no_figure(
    data: st.DataObject, ledgers: Ledgers
) -> None:
    """It is in the unit, so that what a series in another currency comes to as stated may not be shown any more."""
    ledger = data.draw(ledgers)
    stated = [
        entry
        for entry in entries_of(ledger)
        if (entry.total is not None or entry.amount is not None)
        and entry.currency in (None, ledger.commitments[entry.commitment].unit)
        and entry.outside is None
    ]
    assume(stated)
    entry = data.draw(st.sampled_from(stated))
    nothing = type(entry)(
        commitment=entry.commitment,
        country=entry.country,
        date=days_after(entry.date, data.draw(st.integers(0, 40))),
        amount=0,
        source=["https://nothing.example"],
        **({"stage": entry.stage} if entry.stage else {}),
    )
    timeline = timelines_of(ledger)[entry.commitment].of_stage(entry.stage)
    side = timeline.pledges if isinstance(entry, Pledge) else timeline.actuals
    level = (side.of(entry.country) if entry.country else side.whole).at(nothing.date)
    assume(level is not None and level.value is not None)
    as_of = a_date(data, ledger)
    after, before = countries(with_entry(ledger, nothing), as_of), countries(ledger, as_of)
    assert figures_only(after) == figures_only(before)
    # That contributors' figures are old says how old: the amount is a figure, and has a day.
    assert {warning.code for warning in after.warnings} <= {warning.code for warning in before.warnings}


def figures_only(report: CountriesReport) -> list[CommitmentBreakdown]:
    """What a report says in the units of its commitments, without days, sources and figures as stated."""
    as_stated = ("currency", "pledged_currency", "pledged_stated", "actual_currency", "actual_stated")
    left_out = dict.fromkeys((*as_stated, "rate", "rate_date", "reported_on")) | {"sources": ()}
    return [
        replace(
            row,
            reported_on=None,
            sources=(),
            contributions=tuple(replace(each, **left_out) for each in row.contributions),
        )
        for row in report.commitments
    ]


@FEW
@given(seed=st.integers(0, 10**6))
def test_a_conversion_at_a_rate_of_one_changes_no_figure(seed: int) -> None:
    document = random_document(Random(seed))  # noqa: S311 - nothing secret
    unit = document["commitments"]["fund"]["unit"]
    assume(unit in {"USD", "EUR"})
    document["rates"] = [{"pair": f"CHF/{unit}", "date": date(2023, 1, 1), "rate": 1}]
    of_fund = []
    for section in ("pledges", "actuals"):
        for entry in document.get(section, []):
            entry.pop("currency", None)
            entry.pop("value", None)
            of_fund += [entry] if entry["commitment"] == "fund" else []
    in_unit = read(document)
    for entry in of_fund:
        entry["currency"] = "CHF"
    abroad = read(document)
    assert figures_only(countries(abroad)) == figures_only(countries(in_unit))


def read(document: Document) -> Ledger:
    return parse_ledger(as_toml(document).encode(), "random.toml")


@FEW
@given(data=st.data())
def test_the_callers_decimal_context_changes_nothing(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    expected = reports(ledger)
    with localcontext(prec=3):
        assert reports(ledger) == expected


@FEW
@given(data=st.data())
def test_the_gap_is_the_pledge_less_the_actual(data: st.DataObject, ledgers: Ledgers) -> None:
    for row in rows_of(data.draw(ledgers)):
        for each in (row, *row.contributions):
            if each.pledged is None or each.actual is None:
                assert (each.gap, each.gap_bound) == (None, None)
            else:
                assert each.gap is not None
                assert Fraction(each.gap) == Fraction(each.pledged) - Fraction(each.actual)


@FEW
@given(data=st.data())
def test_delivered_and_shortfall_are_a_hundred_percent(data: st.DataObject, ledgers: Ledgers) -> None:
    for row in rows_of(data.draw(ledgers)):
        for each in (row, *row.contributions):
            # Where neither figure can be converted, they are compared as stated (R7).
            if each is row or each.currency is None or each.pledged is not None or each.actual is not None:
                assert (each.delivered_pct is None) == (not each.pledged or each.actual is None)
            if each.delivered_pct is None or each.shortfall_pct is None:
                assert each.delivered_pct is each.shortfall_pct
            else:
                delivered, shortfall = Fraction(each.delivered_pct), Fraction(each.shortfall_pct)
                rounding = (abs(delivered) + abs(shortfall)) * Fraction(1, 2 * 10**27)
                assert abs(delivered + shortfall - 100) <= rounding


@FEW
@given(data=st.data())
def test_rows_never_stand_before_a_row_that_outranks_them(data: st.DataObject, ledgers: Ledgers) -> None:
    groups = [ActualBasis.REPORTED, ActualBasis.NOT_STATED, ActualBasis.NONE_RECORDED]
    for row in rows_of(data.draw(ledgers)):
        for above, below in pairwise(row.contributions):
            assert groups.index(above.actual_basis) <= groups.index(below.actual_basis)
            if above.actual_basis is not below.actual_basis:
                continue
            if above.actual != below.actual:
                assert above.actual > below.actual
            elif above.pledged != below.pledged:
                assert below.pledged is None or (above.pledged is not None and above.pledged > below.pledged)
            else:
                assert above.name < below.name


@FEW
@given(data=st.data())
def test_firm_pledges_alone_are_the_pledge_where_there_is_no_headline(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    of_contributors = ledger.model_copy(
        update={
            "commitments": {
                key: commitment.model_copy(update={"pledged": None}) for key, commitment in ledger.commitments.items()
            },
            "pledges": tuple(entry for entry in ledger.pledges if entry.country),
        }
    )
    for row in rows_of(of_contributors):
        nobody = all(each.pledge_status is None for each in row.contributions)
        assert row.pledged == (None if nobody else row.country_pledged)


@FEW
@given(data=st.data())
def test_contributors_pledges_never_move_a_headline(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    headlines = ledger.model_copy(update={"pledges": tuple(each for each in ledger.pledges if each.country is None)})
    as_of = a_date(data, ledger)
    for row, headline in zip(rows_of(ledger, as_of), rows_of(headlines, as_of), strict=True):
        if headline.pledged is not None:
            assert row.pledged == headline.pledged
