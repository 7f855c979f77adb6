"""What holds of every ledger: the order of entries, the future, nothing added, and exactness."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import localcontext
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from mss_gap import ActualBasis, CommitmentBreakdown, CountriesReport, Ledger, countries, summary
from mss_gap.ledger.model import Actual, Entry, ExchangeRate, Pledge

Ledgers = st.SearchStrategy[Ledger]


def entries_of(ledger: Ledger) -> tuple[Entry, ...]:
    return (*ledger.pledges, *ledger.actuals)


def a_date(data: st.DataObject, ledger: Ledger) -> date:
    """A date of the ledger, or one before, between or after them."""
    day = data.draw(st.dates(date(2023, 12, 31), date(2024, 1, 14)))
    dates = sorted({entry.date for entry in entries_of(ledger)})
    return data.draw(st.sampled_from([day, *dates]))


def rows_of(ledger: Ledger, as_of: date | None = None) -> tuple[CommitmentBreakdown, ...]:
    return countries(ledger, as_of).commitments


def with_entry(ledger: Ledger, entry: Entry) -> Ledger:
    section = "pledges" if isinstance(entry, Pledge) else "actuals"
    return ledger.model_copy(update={section: (*getattr(ledger, section), entry)})


def reports(ledger: Ledger, as_of: date | None = None) -> tuple[object, CountriesReport]:
    return summary(ledger, as_of), countries(ledger, as_of)


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


@given(data=st.data())
def test_attributed_and_unattributed_are_the_whole(data: st.DataObject, ledgers: Ledgers) -> None:
    for row in rows_of(data.draw(ledgers)):
        assert Fraction(row.attributed) == sum(Fraction(each.actual or 0) for each in row.contributions)
        if row.actual is None:
            assert row.unattributed is None
        else:
            assert row.unattributed is not None
            assert Fraction(row.attributed) + Fraction(row.unattributed) == Fraction(row.actual)


@given(data=st.data())
def test_an_entry_after_the_report_date_changes_nothing(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    as_of = a_date(data, ledger)
    kind = data.draw(st.sampled_from([Pledge, Actual]))
    later = kind(
        commitment=data.draw(st.sampled_from(list(ledger.commitments))),
        country=data.draw(st.sampled_from(["KE", "JM", "GT"])),
        date=as_of + timedelta(data.draw(st.integers(1, 3))),
        **data.draw(st.sampled_from([{"total": 7}, {"amount": -7}, {}])),
    )
    assert reports(with_entry(ledger, later), as_of) == reports(ledger, as_of)


@given(data=st.data())
def test_a_later_report_date_never_rewrites_an_earlier_one(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    as_of, later = sorted((a_date(data, ledger), a_date(data, ledger)))
    known_then = ledger.model_copy(
        update={
            "pledges": tuple(entry for entry in ledger.pledges if entry.date <= later),
            "actuals": tuple(entry for entry in ledger.actuals if entry.date <= later),
        }
    )
    assert reports(known_then, as_of) == reports(ledger, as_of)


@given(data=st.data())
def test_an_amount_of_zero_in_a_stated_series_changes_nothing_but_dates_and_sources(
    data: st.DataObject, ledgers: Ledgers
) -> None:
    ledger = data.draw(ledgers)
    stated = [
        entry
        for entry in entries_of(ledger)
        if (entry.total is not None or entry.amount is not None)
        and entry.currency in (None, ledger.commitments[entry.commitment].unit)
    ]
    assume(stated)
    entry = data.draw(st.sampled_from(stated))
    nothing = type(entry)(
        commitment=entry.commitment,
        country=entry.country,
        date=entry.date + timedelta(data.draw(st.integers(0, 12))),
        amount=0,
        source=["https://nothing.example"],
    )
    as_of = a_date(data, ledger)
    after, before = countries(with_entry(ledger, nothing), as_of), countries(ledger, as_of)
    assert undated_and_unsourced(after) == undated_and_unsourced(before)
    assert after.warnings == before.warnings


def undated_and_unsourced(report: CountriesReport) -> list[CommitmentBreakdown]:
    return [
        replace(
            row,
            reported_on=None,
            sources=(),
            contributions=tuple(replace(each, reported_on=None, sources=()) for each in row.contributions),
        )
        for row in report.commitments
    ]


@given(data=st.data())
def test_a_conversion_at_a_rate_of_one_changes_nothing(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    in_unit, abroad = (
        ledger.model_copy(
            update={
                section: tuple(
                    replace(entry, currency=currency if entry.commitment == "funding" else None)
                    for entry in getattr(ledger, section)
                )
                for section in ("pledges", "actuals")
            }
            | {"rates": (ExchangeRate(pair="CHF/USD", date=date(2023, 1, 1), rate=1),)}
        )
        for currency in (None, "CHF")
    )
    assert reports(abroad) == reports(in_unit)


@given(data=st.data())
def test_the_callers_decimal_context_changes_nothing(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    expected = reports(ledger)
    with localcontext(prec=3):
        assert reports(ledger) == expected


@given(data=st.data())
def test_the_gap_is_the_pledge_less_the_actual(data: st.DataObject, ledgers: Ledgers) -> None:
    for row in rows_of(data.draw(ledgers)):
        for each in (row, *row.contributions):
            if each.pledged is None or each.actual is None:
                assert (each.gap, each.delivered_pct, each.shortfall_pct) == (None, None, None)
            else:
                assert each.gap is not None
                assert Fraction(each.gap) == Fraction(each.pledged) - Fraction(each.actual)


@given(data=st.data())
def test_delivered_and_shortfall_are_a_hundred_percent(data: st.DataObject, ledgers: Ledgers) -> None:
    for row in rows_of(data.draw(ledgers)):
        for each in (row, *row.contributions):
            assert (each.delivered_pct is None) == (not each.pledged or each.actual is None)
            if each.delivered_pct is None or each.shortfall_pct is None:
                assert each.delivered_pct is each.shortfall_pct
            else:
                delivered, shortfall = Fraction(each.delivered_pct), Fraction(each.shortfall_pct)
                rounding = (abs(delivered) + abs(shortfall)) * Fraction(1, 2 * 10**27)
                assert abs(delivered + shortfall - 100) <= rounding


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


@given(data=st.data())
def test_contributors_pledges_never_move_a_headline(data: st.DataObject, ledgers: Ledgers) -> None:
    ledger = data.draw(ledgers)
    headlines = ledger.model_copy(update={"pledges": tuple(each for each in ledger.pledges if each.country is None)})
    as_of = a_date(data, ledger)
    for row, headline in zip(rows_of(ledger, as_of), rows_of(headlines, as_of), strict=True):
        if headline.pledged is not None:
            assert row.pledged == headline.pledged
