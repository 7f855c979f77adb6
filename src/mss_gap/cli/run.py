"""Runs the application, and turns what it raises into a message and an exit status."""

from collections.abc import Sequence

import typer
from typer import TyperException

from mss_gap.cli.app import app
from mss_gap.cli.complete import in_bash
from mss_gap.cli.output import complain, note
from mss_gap.cli.status import ExitStatus
from mss_gap.ledger.explain.problems import (
    EntryInvalidError,
    LedgerError,
    LedgerInvalidError,
    LedgerUnreadableError,
    LedgerUnwritableError,
)


def run(arguments: Sequence[str] | None) -> int:
    """Do what the arguments ask for, those of the process without any; the exit status.

    Raises `OSError` where the output cannot be written.
    """
    try:
        with in_bash():
            status = app(arguments, prog_name="mss-gap", standalone_mode=False)
    except LedgerError as error:
        _say_unusable(error)
        unwritable = isinstance(error, LedgerUnwritableError)
        return ExitStatus.OUTPUT_UNWRITABLE if unwritable else ExitStatus.LEDGER_UNUSABLE
    except TyperException as error:
        return _say_wrong_usage(error)
    except typer.Abort:
        return ExitStatus.INTERRUPTED
    return int(status or ExitStatus.DONE)


def _say_unusable(error: LedgerError) -> None:
    if isinstance(error, LedgerInvalidError):
        from mss_gap.render.tables.validate import number_of
        from mss_gap.render.excerpts import problems_text

        complain(problems_text(error.origin, "error", error.problems, error.text))
        errors = number_of(error.problems, "error")
        if isinstance(error, EntryInvalidError):
            note(f"{error.origin} is as it was: with this entry it would have {errors}")
        else:
            note(f"{error.origin} is not a valid ledger: {errors}")
    elif isinstance(error, LedgerUnreadableError | LedgerUnwritableError):
        note(f"{error.origin}: {error.reason}; {error.hint}")
    else:
        note(str(error))


def _say_wrong_usage(error: TyperException) -> int:
    note(error.format_message())
    context = getattr(error, "ctx", None)
    if context is not None:
        complain(f"Try '{context.command_path} --help' for help.\n")
    return error.exit_code
