"""From the shell to a command, and from an exception to an exit status."""

import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer
from typer import TyperException

from mss_gap.cli.app import app
from mss_gap.cli.complete import in_bash
from mss_gap.cli.output import close_output, complain, note
from mss_gap.cli.status import ExitStatus
from mss_gap.ledger.problems import (
    EntryInvalidError,
    LedgerError,
    LedgerInvalidError,
    LedgerUnreadableError,
    LedgerUnwritableError,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit."""
    # What a command makes lives until it ends: to look for garbage meanwhile costs a third of its time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        with in_bash():
            status = app(arguments, prog_name="mss-gap", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except LedgerError as error:
        _say_unusable(error)
        unwritable = isinstance(error, LedgerUnwritableError)
        return ExitStatus.OUTPUT_UNWRITABLE if unwritable else ExitStatus.LEDGER_UNUSABLE
    except TyperException as error:
        return _say_wrong_usage(error)
    except (BrokenPipeError, SystemExit):
        # Typer turns a closed pipe that it sees itself into an exit.
        close_output()
        return ExitStatus.DONE
    except OSError as error:
        close_output()
        note(f"the output cannot be written: {error.strerror or error}")
        return ExitStatus.OUTPUT_UNWRITABLE
    except (KeyboardInterrupt, typer.Abort):
        return ExitStatus.INTERRUPTED
    return int(status or ExitStatus.DONE)


def _say_unusable(error: LedgerError) -> None:
    if isinstance(error, LedgerInvalidError):
        from mss_gap.render.pages.validate import number_of
        from mss_gap.render.problems import problems_text

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
