"""Commands that print a report: the options that they share, and what each option does."""

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, NamedTuple

import typer

from mss_gap.cli.ledger_choice import commitment_id, ledger_location
from mss_gap.cli.options import AsOfOption, FormatOption, JsonOption, LedgerOption, format_of
from mss_gap.cli.output import note, note_left_out, out, report_text
from mss_gap.cli.progress import at_work
from mss_gap.ledger.explain.problems import ExitStatus
from mss_gap.render.dispatch import Format

if TYPE_CHECKING:
    from mss_gap.analysis.reports.base import Report


class Checked(NamedTuple):
    """A report, and what a check of it found; with a failure the program exits with 1."""

    report: "Report"
    failures: Sequence[str] = ()


def report_command(
    function: "Callable[..., Report | Checked]", *, format_option: object = FormatOption
) -> Callable[..., None]:
    """Make a command of a function that makes a report.

    The function takes `ledger`, `as_of` and its own options. It may also take `text`, which the ledger was read from,
    and `commitment`, which becomes an id. The help shows --ledger, --as-of, --format and --json in place of `ledger`.
    `format_option` is the option of a command that prints other formats than most.
    """
    takes = signature(function).parameters

    def command(
        *,
        ledger: LedgerOption = None,
        as_of: AsOfOption = None,
        form: FormatOption = Format.TABLE,
        as_json: JsonOption = False,
        **own: object,
    ) -> None:
        from mss_gap.ledger.read.bytes import read_bytes
        from mss_gap.ledger.read.load import inspect

        form = format_of(form, as_json=as_json)
        location = ledger_location(ledger)
        with at_work(location):
            read = inspect(read_bytes(location), location.origin, location.folder)
            if "text" in takes:
                own["text"] = read.text
            if isinstance(commitment := own.get("commitment"), str):
                own["commitment"] = commitment_id(commitment, read.ledger)
            answer = function(ledger=read.ledger, as_of=as_of, **own)
            report, failures = answer if isinstance(answer, Checked) else Checked(answer)
            written = report_text(report, form)
        out(written)
        note_left_out(report, form)
        for failure in failures:
            note(failure)
        if failures:
            raise typer.Exit(ExitStatus.CHECK_FAILED)

    shared = [each for each in signature(command).parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    parameters = []
    for name, each in takes.items():
        if name == "ledger":
            parameters += [it.replace(annotation=format_option) if it.name == "form" else it for it in shared]
        elif name not in {"as_of", "text"}:
            parameters.append(each.replace(kind=Parameter.KEYWORD_ONLY))
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined] # what `inspect`, and so Typer, asks
    return command
