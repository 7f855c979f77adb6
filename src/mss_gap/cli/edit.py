"""The commands for those who keep a ledger."""

from typing import Annotated

import typer

from mss_gap.cli.options import AsOfOption, FormatOption, JsonOption, LedgerOption, chooser, chosen_format
from mss_gap.cli.output import out, print_report
from mss_gap.cli.source import located
from mss_gap.cli.status import ExitStatus
from mss_gap.render.formats import Backdrop, Format
from mss_gap.render.kinds import SchemaKind


def validate(
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """All that is wrong with a ledger, each at its line, and what may be a slip."""
    from mss_gap.analysis.review import validated
    from mss_gap.ledger.read import read_bytes

    form = chosen_format(form, as_json=as_json)
    location = located(ledger)
    report, text = validated(read_bytes(location), location.origin, as_of)
    print_report(report, form, Backdrop(text=text))
    if not report.valid:
        raise typer.Exit(ExitStatus.CHECK_FAILED)


def schema(
    kind: Annotated[
        SchemaKind,
        typer.Argument(
            metavar="KIND",
            parser=chooser(SchemaKind, "kind of schema"),
            help="The ledger, or a kind of JSON document.",
        ),
    ] = SchemaKind.LEDGER,
) -> None:
    """The JSON Schema of the ledger, or of a JSON document."""
    from mss_gap.render.schema import json_schema

    out(json_schema(kind))
