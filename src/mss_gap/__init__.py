"""The gap between what was pledged and what was delivered, from one dated and sourced ledger.

>>> from mss_gap import load, summary
>>> row = summary(load()).commitments[0]
>>> f"{row.title}: {row.shortfall_pct:.1f}% short"
'Personnel deployed: 60.4% short'
"""

from mss_gap.version import __version__ as __version__


def __getattr__(name: str) -> object:
    """A public name from `__init__.pyi`, which lists them; loaded when it is first used."""
    from lazy_loader import attach_stub

    from mss_gap.notebook import show_reports

    show_reports()
    attribute, _, names = attach_stub(__name__, __file__)
    return names if name == "__all__" else attribute(name)


def __dir__() -> list[str]:
    """The public names, for completion in a notebook."""
    return [*__getattr__("__all__"), "__version__"]
