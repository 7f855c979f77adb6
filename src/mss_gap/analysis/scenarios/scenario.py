"""Takes the steps of a scenario: what each changes for the contributors that it names, and for the whole (R9)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, assert_never

from mss_gap.analysis.bounds import UNKNOWN, ZERO, Bound, Figure, difference, exact_figure
from mss_gap.analysis.partial_sums import PartialSum, bounded
from mss_gap.analysis.pledges import Division
from mss_gap.analysis.position import ActualBasis, Position, Standing, firm_pledges
from mss_gap.analysis.scenarios.steps import (
    Deliver,
    Fulfil,
    NothingToChangeError,
    Pledged,
    Step,
    Withdraw,
    codes_of,
    figure_after,
    firm_part,
    is_wholly_firm,
    standing_of,
)
from mss_gap.analysis.survey import Survey
from mss_gap.ledger.entry import Status

if TYPE_CHECKING:
    from mss_gap.ledger.groups.contributor_group import ContributorGroup


class Change(NamedTuple):
    """What steps add to what contributors firmly pledged, and to what they delivered."""

    firm: Figure
    actual: Figure

    def plus(self, other: "Change") -> "Change":
        """Both changes together."""
        return Change(*(PartialSum.all_of(both).figure for both in zip(self, other, strict=True)))


NO_CHANGE = Change(ZERO, ZERO)


class Scene(NamedTuple):
    """A survey after some steps, and what they changed in each commitment."""

    surveyed: Survey
    changes: Mapping[str, Change]


class _Replaced(NamedTuple):
    """A contributor as a step leaves it, and what that changes."""

    standing: Standing
    change: Change


_Changes: TypeAlias = dict[str, dict[str, _Replaced]]
"""The contributors that a step replaces, by commitment and code."""


def take_step(scene: Scene, step: Step) -> Scene:
    """A scene after one more step. Raises as `what_if` does."""
    surveyed = scene.surveyed
    match step:
        case Withdraw(country):
            replaced = _withdrawal(surveyed, country)
        case Fulfil(country):
            replaced = _fulfilment(surveyed, country)
        case Deliver():
            replaced = {step.commitment: {step.country: _delivering(surveyed, step)}}
        case Pledged():
            replaced = {step.commitment: {step.country: _pledging(surveyed, step)}}
        case _:
            assert_never(step)
    changes = {
        key: reduce(Change.plus, (each.change for each in of.values()), NO_CHANGE) for key, of in replaced.items()
    }
    positions = {
        key: _changed(
            position,
            {code: each.standing for code, each in replaced.get(key, {}).items()},
            changes.get(key, NO_CHANGE).actual,
            lost=_lost(surveyed, key),
        )
        for key, position in surveyed.positions.items()
    }
    return Scene(
        replace(surveyed, positions=MappingProxyType(positions)),
        {**scene.changes, **{key: scene.changes.get(key, NO_CHANGE).plus(change) for key, change in changes.items()}},
    )


def _replaced(before: Standing, after: Standing) -> _Replaced:
    """A contributor in place of what it was: the change joins the turned bound of what is replaced (R9)."""
    return _Replaced(
        after, Change(_difference(firm_part(before), firm_part(after)), _difference(before.actual, after.actual))
    )


def _difference(before: Figure, after: Figure) -> Figure:
    """What one figure is more than another; one that is not known counts as 0, at least."""
    if before == after:
        return ZERO
    known = (Figure(each.size, Bound.AT_LEAST if each.bound is None else each.bound) for each in (after, before))
    return difference(*known)


def _delivering(surveyed: Survey, step: Deliver) -> _Replaced:
    standing = standing_of(surveyed, step.commitment, step.country)
    replaced = _replaced(standing, _delivered(standing, figure_after(surveyed, step)))
    if not step.relative:
        return replaced
    return replaced._replace(change=Change(ZERO, exact_figure(step.figure)))


def _pledging(surveyed: Survey, step: Pledged) -> _Replaced:
    standing, level = standing_of(surveyed, step.commitment, step.country), figure_after(surveyed, step)
    pledging = replace(
        standing,
        pledged=level,
        pledge_status=Status.FIRM,
        division=Division(firm=level.value),
        division_bound=level.bound or Bound.EXACT,
        pledge_level=level.value,
    )
    if step.relative and is_wholly_firm(standing):
        return _Replaced(pledging, Change(exact_figure(step.figure), ZERO))
    return _replaced(standing, pledging)


def _withdrawal(surveyed: Survey, country: "str | ContributorGroup") -> _Changes:
    changes = {
        key: {
            code: _replaced(position.standings[code], _withdrawn(position.standings[code]))
            for code in codes_of(country)
            if code in position.standings
        }
        for key, position in surveyed.positions.items()
    }
    if not _replaced_by(surveyed, changes):
        message = (
            f"{surveyed.name(country)} has nothing to withdraw"
            if isinstance(country, str)
            else f"no member of {country.name} has anything to withdraw"
        )
        raise NothingToChangeError(message, _taking_part(surveyed))
    return changes


def _replaced_by(surveyed: Survey, changes: _Changes) -> frozenset[str]:
    """The codes of the contributors that are not as they were."""
    return frozenset(
        code
        for key, of in changes.items()
        for code, replaced in of.items()
        if surveyed.positions[key].standings[code] != replaced.standing
    )


def affected_by(surveyed: Survey, step: Withdraw | Fulfil) -> tuple[str, ...]:
    """The codes of the contributors that a step changes, by their names. Raises as `what_if` does."""
    changes = _withdrawal(surveyed, step.country) if isinstance(step, Withdraw) else _fulfilment(surveyed, step.country)
    return tuple(sorted(_replaced_by(surveyed, changes), key=lambda code: surveyed.name(code).casefold()))


def _withdrawn(standing: Standing) -> Standing:
    nothing_recorded = standing.actual_basis is ActualBasis.NONE_RECORDED
    left = standing if nothing_recorded else _delivered(standing, ZERO)
    if left.pledge_status is None:
        return left
    return replace(
        left,
        pledged=ZERO,
        pledge_status=Status.WITHDRAWN,
        division=Division(withdrawn=standing.pledge_level),
        division_bound=Bound.EXACT,
    )


def _fulfilment(surveyed: Survey, country: "str | ContributorGroup | None") -> _Changes:
    among = None if country is None else codes_of(country)
    firm = {
        key: {
            code: standing
            for code, standing in position.standings.items()
            if (among is None or code in among) and standing.pledge_status is not None and standing.division.firm
        }
        for key, position in surveyed.positions.items()
    }
    if country is not None and not any(firm.values()):
        whom = surveyed.name(country) if isinstance(country, str) else f"no member of {country.name}"
        message = f"{whom} has {'no' if isinstance(country, str) else 'a'} firm pledge of a stated amount to fulfil"
        raise NothingToChangeError(message, _taking_part(surveyed))
    return {
        key: {code: _replaced(standing, _fulfilled(standing)) for code, standing in of.items()}
        for key, of in firm.items()
    }


def _fulfilled(standing: Standing) -> Standing:
    firm = Figure(standing.division.firm or Decimal(0), standing.division_bound)
    return standing if firm.size <= standing.actual.size else _delivered(standing, firm)


def _delivered(standing: Standing, actual: Figure) -> Standing:
    return replace(standing, actual=actual, actual_basis=ActualBasis.REPORTED)


def _taking_part(surveyed: Survey) -> tuple[str, ...]:
    codes = {code for position in surveyed.positions.values() for code in position.standings}
    return tuple(sorted(codes))


def _lost(surveyed: Survey, commitment: str) -> bool:
    """Whether the whole mission delivered something that no rate converts."""
    return surveyed.timelines[commitment].actuals.lost_between(None, surveyed.as_of) > 0


def _changed(position: Position, changed: Mapping[str, Standing], delivered: Figure, *, lost: bool) -> Position:
    """A position with some contributors changed, and the whole by the same difference (R9)."""
    after = replace(position, standings=MappingProxyType(dict(sorted({**position.standings, **changed}.items()))))
    return replace(
        after,
        actual=_whole(position.actual, delivered, after.standings.values(), lost=lost),
        pledged=position.pledged if position.headline else firm_pledges(after.standings.values()),
    )


def _whole(before: Figure, delivered: Figure, after: Collection[Standing], *, lost: bool) -> Figure:
    """The whole's actual once contributors have delivered so much more (R9).

    An unknown whole stays unknown until a contributor's level is (R3): then it is their sum.
    """
    if before.bound is not None:
        return PartialSum.all_of((before, delivered)).figure
    together = PartialSum.all_of(each.actual for each in after if each.actual_basis is not ActualBasis.NONE_RECORDED)
    if lost:
        together = bounded(Bound.AT_LEAST, together)
    return Figure(together.total, together.bound) if together.known else UNKNOWN
