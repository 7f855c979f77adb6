"""Draw the README's pictures: the summary of the shipped ledger on a terminal, and the course of its personnel."""  # noqa: INP001 - a script, no part of a package

import io
import re
from itertools import takewhile
from pathlib import Path

from rich.console import Console  # noqa: TID251 - this script is the terminal
from rich.segment import Segment, Segments  # noqa: TID251 - as above

from mss_gap import Ledger, summary
from mss_gap.analysis.survey import survey
from mss_gap.ledger.find import find_ledger
from mss_gap.ledger.read.load import read_ledger
from mss_gap.render.charts.chart import ChartKind, Ending, Width
from mss_gap.render.charts.plot import chart_file, chart_of
from mss_gap.render.dispatch import Format, render

ROOT = Path(__file__).parents[1]
SIZE = (110, 25)


def summary_svg() -> str:
    """The summary down to its sources, as SVG: the same whatever the environment, and with nothing to fetch."""
    ledger = _shipped()
    console = Console(
        record=True,
        file=io.StringIO(),
        width=SIZE[0],
        height=SIZE[1],
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    lines = console.render_lines(render(summary(ledger), Format.TABLE), pad=False)
    for line in takewhile(lambda line: "".join(segment.text for segment in line) != "Sources", lines):
        console.print(Segments([*line, Segment.line()]))
    svg = console.export_svg(title="mss-gap summary", unique_id="summary")
    return re.sub(r" *@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)


def personnel_svg() -> str:
    """The course of the personnel, as `mss-gap plot personnel --width page` draws it."""
    chart = chart_of(ChartKind.COURSE, survey(_shipped(), commitment="personnel"))
    return chart_file(chart, Ending.SVG, Width.PAGE).content.decode()


def _shipped() -> Ledger:
    return read_ledger(find_ledger(None, {}, ROOT))


PICTURES = {"summary.svg": summary_svg, "personnel.svg": personnel_svg}
"""What draws each picture, by its name in docs."""

if __name__ == "__main__":
    for name, draw in PICTURES.items():
        (ROOT / "docs" / name).write_text(draw(), "utf-8")
