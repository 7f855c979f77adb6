"""Run the application, and turn what it raises into a message and an exit status."""

from collections.abc import Sequence

import typer
from typer import TyperException

from mss_gap.cli.app import app
from mss_gap.cli.complete import ASK, SHOW_COMPLETION, Shell
from mss_gap.cli.options import chooser
from mss_gap.cli.output import complain, note, note_error, out
from mss_gap.ledger.explain.problems import ExitStatus, LedgerError


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for, and return the exit status.

    Raises `OSError` where the output cannot be written.
    """
    try:
        if arguments[:1] == [ASK]:
            from mss_gap.cli.shells import answer

            out(answer(app, arguments[1:]))
            return ExitStatus.DONE
        option, *shell = " ".join(arguments).replace("=", " ", 1).split(" ", 1)
        if option == SHOW_COMPLETION and shell and not shell[0].startswith("-"):
            from mss_gap.cli.shells import script

            out(script(chooser(Shell, "shell")(shell[0])))
            return ExitStatus.DONE
        status = app(arguments, prog_name="mss-gap", standalone_mode=False)
    except LedgerError as error:
        return note_error(error)
    except TyperException as error:
        return _say_wrong_usage(error)
    except typer.Abort:
        return ExitStatus.INTERRUPTED
    return int(status or ExitStatus.DONE)


def _say_wrong_usage(error: TyperException) -> int:
    note(error.format_message())
    context = getattr(error, "ctx", None)
    if context is not None:
        complain(f"Try '{context.command_path} --help' for help.\n")
    return error.exit_code
