"""Draw docs/summary.svg: the summary of the shipped ledger down to its sources, on a terminal of 110 columns."""  # noqa: INP001 - a script, no part of a package

import io
import re
from itertools import takewhile
from pathlib import Path

from rich.console import Console  # noqa: TID251 - this script is the terminal
from rich.segment import Segment, Segments  # noqa: TID251 - as above

from mss_gap import summarize
from mss_gap.ledger.find import find_ledger
from mss_gap.ledger.read import read_ledger
from mss_gap.render.formats import Backdrop, Format, render

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs/summary.svg"
SIZE = (110, 25)


def summary_svg() -> str:
    """The picture as SVG: the same for the same ledger, whatever the environment, and with nothing to fetch."""
    ledger = read_ledger(find_ledger(None, {}, ROOT))
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
    lines = console.render_lines(render(summarize(ledger), Format.TABLE, Backdrop(ledger)), pad=False)
    for line in takewhile(lambda line: "".join(segment.text for segment in line) != "Sources", lines):
        console.print(Segments([*line, Segment.line()]))
    svg = console.export_svg(title="mss-gap summary", unique_id="summary")
    return re.sub(r" *@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    PICTURE.write_text(summary_svg(), "utf-8")
