"""Why a figure of a whole commitment is not exact (R0), in a sentence that cannot be read as if it were."""

from collections.abc import Iterator
from typing import assert_never

from mss_gap.analysis.bounds import Bound, Figure
from mss_gap.analysis.exact import figure
from mss_gap.analysis.phrases import few
from mss_gap.analysis.position import delivered_by
from mss_gap.analysis.series import Level
from mss_gap.analysis.survey import Survey
from mss_gap.analysis.timeline import Side
from mss_gap.analysis.whole import change_since


def inexact_wholes(surveyed: Survey, key: str, done: str) -> Iterator[str]:
    """A sentence for what was pledged to a commitment, and for what was `done`, where it is known and not exact."""
    position, unit = surveyed.positions[key], surveyed.ledger.commitments[key].unit
    for what, whole, causes in (
        ("pledged", position.pledged, _causes_of_pledge(surveyed, key)),
        (done, position.actual, _causes_of_actual(surveyed, key, done)),
    ):
        if whole.value is not None and whole.bound not in (None, Bound.EXACT):
            because = " and ".join(causes)
            yield f"what was {what} {_known(whole, unit)}" + (f", because {because}" if because else "")


def _known(whole: Figure, unit: str) -> str:
    stated = f"{figure(whole.size, unit)} {unit}"
    match whole.bound:
        case Bound.AT_LEAST:
            return f"is at least {stated} and may be more"
        case Bound.AT_MOST:
            return f"is at most {stated} and may be less"
        case Bound.ABOUT:
            return f"is about {stated} and not known exactly"
        case Bound.OPEN:
            return f"may be more or less than {stated}"
        case Bound.EXACT | None:
            return f"is {stated}"
        case _:
            assert_never(whole.bound)


def _causes_of_pledge(surveyed: Survey, key: str) -> Iterator[str]:
    position = surveyed.positions[key]
    if position.headline:
        yield from _causes_of_own(surveyed.timelines[key].pledges, surveyed, position.pledged)
        return
    unclear = [
        surveyed.name(code)
        for code, standing in position.standings.items()
        if standing.division.firm != 0
        and (standing.division.firm is None or standing.division_bound is not Bound.EXACT)
    ]
    if unclear:
        yield f"what {few(unclear)} pledged is not known exactly"


def _causes_of_actual(surveyed: Survey, key: str, done: str) -> Iterator[str]:
    position, actuals = surveyed.positions[key], surveyed.timelines[key].actuals
    yield from _causes_of_own(actuals, surveyed, position.actual)
    whole = actuals.whole.at(surveyed.as_of)
    since = whole.total_on if whole else None
    unclear = []
    for code, standing in position.standings.items():
        series = actuals.of(code)
        level = series.at(surveyed.as_of)
        if standing.actual != delivered_by(level):
            # In a scenario a contributor may have delivered something else, which may be no better known.
            exact = standing.actual.bound is Bound.EXACT
        elif level is None:
            continue
        else:
            bound = level.figure.bound if since is None else change_since(series, level, since).bound
            exact = bound is Bound.EXACT
        if not exact:
            unclear.append(surveyed.name(code))
    if unclear:
        yield f"what {few(unclear)} {done}{f' since {since}' if since else ''} is not known exactly"


def _causes_of_own(side: Side, surveyed: Survey, known: Figure) -> Iterator[str]:
    """Why the figure that is stated of the whole itself is not exact; `known` is what the whole comes to."""
    whole: Level | None = side.whole.at(surveyed.as_of)
    if whole and whole.bound is not Bound.EXACT:
        yield "its source states it so" if whole.bound is known.bound else "the figure stated of the whole is not exact"
    if side.lost_between(whole.total_on if whole else None, surveyed.as_of):
        yield "some of it is in a currency without a rate"
