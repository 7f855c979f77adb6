"""The start and the end of the program. `run` loads only what a call needs."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from types import ModuleType

from mss_gap.cli.output import close_output, note, print_version
from mss_gap.ledger.explain.problems import ExitStatus


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit."""
    # Garbage collection is off: commands are short-lived, and it takes a third of their time.
    gc.disable()
    _spare_plugins()
    if not os.environ.get("FORCE_COLOR"):
        os.environ.pop("FORCE_COLOR", None)  # empty means unset by convention, but Rich takes it to forbid colour
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    status = _run(sys.argv[1:] if arguments is None else list(arguments))
    _on_interrupt(signal.default_int_handler, signal.SIG_DFL)  # there is nothing to clean up
    gc.freeze()  # the interpreter collects no garbage at exit either
    sys.exit(status)


def _spare_plugins() -> None:
    """Keep pydantic, in this process, from searching every installed package for plugins: this program uses none.

    The module that would search, and what it loads, are not loaded. Whatever else pydantic asks of it comes from it.
    """
    none = ModuleType("pydantic.plugin._loader")

    def loaded(name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[none.__name__]
        return getattr(import_module(none.__name__), name)

    vars(none).update(get_plugins=tuple, __getattr__=loaded)
    sys.modules.setdefault(none.__name__, none)


def _on_interrupt(
    before: signal.Handlers | Callable[..., object], after: signal.Handlers | Callable[..., object]
) -> None:
    """Change what Ctrl-C does, unless the caller of the program has changed it."""
    if signal.getsignal(signal.SIGINT) is before:
        signal.signal(signal.SIGINT, after)


def _run(arguments: Sequence[str]) -> int:
    try:
        if arguments == ["--version"]:  # it needs no Typer
            print_version()
            return ExitStatus.DONE
        from mss_gap.cli.run import run

        # From here on there may be a file or a cursor to clean up.
        _on_interrupt(signal.SIG_DFL, signal.default_int_handler)
        status = run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Typer turns a closed pipe that it sees itself into an exit.
        close_output()
        return ExitStatus.DONE
    except OSError as error:
        close_output()
        note(f"the output cannot be written: {error.strerror or error}")
        return ExitStatus.OUTPUT_UNWRITABLE
    except MemoryError:
        note("this takes more memory than there is: split the ledger")
        return ExitStatus.LEDGER_UNUSABLE
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    return status
