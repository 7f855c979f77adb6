"""What a few commands need besides, and how to install it where it is missing."""

from collections.abc import Mapping
from importlib.util import find_spec

import typer

from mss_gap.cli.output import note
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.render.harmless import listed

MATPLOTLIB = {"matplotlib": "matplotlib"}
JINJA = {"jinja2": "Jinja2"}


def require(command: str, modules: Mapping[str, str]) -> None:
    """End the program with what to do where a command lacks a module; `modules` are by the names people know."""
    if not all(map(_is_there, modules)):
        needed = listed(list(modules.values()))
        them = "it" if len(modules) == 1 else "them"
        note(f'{command} needs {needed}: install {them} with  pip install "mss-gap[report]"')
        raise typer.Exit(ExitStatus.OUTPUT_UNWRITABLE)


def _is_there(module: str) -> bool:
    """Whether a module can be found, without loading it."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # what a finder that bars the module raises
        return False
