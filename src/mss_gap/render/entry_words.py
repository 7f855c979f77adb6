"""What an entry states, in words: the same in a list of entries and in a history."""

from decimal import Decimal

from mss_gap.ledger.entry import Qualifier, Status
from mss_gap.render.figures import in_full
from mss_gap.render.sentences import qualifier_words, status_words


def what_it_is(kind: str, stage: str | None) -> str:
    """A pledge, or an actual with the stage that it names."""
    return f"{stage} {kind}" if stage else kind


def figure_words(figure: Decimal, currency: str, qualifier: Qualifier | None, *, restates: bool) -> str:
    """The figure of an entry in full: a total is the level, an amount adds to it.

    >>> figure_words(Decimal(900), "personnel", Qualifier.OVER, restates=True)
    'of over 900'
    >>> figure_words(Decimal(3_000_000), "EUR", None, restates=False)
    '+€3,000,000'

    A qualifier speaks of the size: "over -30" would be said of a smaller one.

    >>> figure_words(Decimal(-30), "personnel", Qualifier.OVER, restates=False)
    'down by over 30'
    """
    known = qualifier_words(qualifier) if qualifier else ""
    if restates:
        return f"of {known} {in_full(figure, currency)}" if known else f"of {in_full(figure, currency)}"
    if known:
        return f"{'down' if figure < 0 else 'up'} by {known} {in_full(figure.copy_abs(), currency)}"
    return f"{'+' if figure >= 0 else ''}{in_full(figure, currency)}"


def status_said(status: Status, part: str | None, *, bare: bool, restates: bool) -> str:
    """The status that an entry states: of the part, else of all of the pledge. `bare` is an entry without a figure.

    Beside an amount it is the status of the whole pledge, not only of what is added.

    >>> status_said(Status.ON_HOLD, None, bare=False, restates=True)
    'on hold'
    >>> status_said(Status.ON_HOLD, None, bare=False, restates=False)
    'the pledge on hold'
    >>> status_said(Status.CONDITIONAL, "50", bare=False, restates=True)
    '50 of it conditional'
    >>> status_said(Status.CONDITIONAL, "50", bare=True, restates=False)
    '50 of the pledge conditional'
    """
    if part is not None:
        return f"{part} of {'it' if not bare and restates else 'the pledge'} {status_words(status)}"
    whose = "pledge " if bare else "" if restates else "the pledge "
    return f"{whose}{status_words(status)}"
