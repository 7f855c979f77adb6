"""A sign of work on standard error for what takes longer than a second, on a terminal only."""

import os
import sys
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

PATIENCE = 1.0
"""Seconds before anything is shown."""


class AtWork:
    """What the program is doing, shown as a bar once it has taken a while, and wiped away at the end.

    Nothing is shown, and Rich is not loaded, where standard error is no terminal, or one that cannot wipe a line.
    """

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self._lock = Lock()
        self._doing = "Reading the ledger"
        self._done: int | None = None
        self._steps: int | None = None
        self._bar: RichProgress | None = None
        self._timer = Timer(PATIENCE, self._show) if _on_terminal() else None

    def __enter__(self) -> Self:
        """Start to wait."""
        global _current  # noqa: PLW0603 - there is one terminal, and whoever writes to it must clear the bar
        _current = self
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Wipe the bar away, whatever happened."""
        self.stop()

    def step(self, doing: str, done: int, steps: int) -> None:
        """Say what comes next: so many steps of so many are done."""
        with self._lock:
            self._doing, self._done, self._steps = doing, done, steps
            self._update()

    def stop(self) -> None:
        """Show nothing any more."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self._bar is not None:
                self._bar.stop()
                self._bar = None

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._timer is None:
                return
            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._bar.add_task("", total=None)
            self._update()
            self._bar.start()

    def _update(self) -> None:
        if self._bar is not None:
            (task,) = self._bar.task_ids
            self._bar.update(task, description=self._doing, completed=self._done, total=self._steps)


_current: AtWork | None = None


def step(doing: str, done: int, steps: int) -> None:
    """Say what the command that runs does next: so many steps of so many are done."""
    if _current is not None:
        _current.step(doing, done, steps)


def hush() -> None:
    """Clear the terminal for what is about to be written to it."""
    if _current is not None:
        _current.stop()


def _on_terminal() -> bool:
    return (
        sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") not in {None, "", "dumb", "unknown"}
    )
