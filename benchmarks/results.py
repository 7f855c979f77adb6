"""The results as a page of Markdown tables, which read as well on a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.figures import Quantity, Samples, figures, judged
from benchmarks.plan import Group


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a heading; all but the first column are set flush right."""

    heading: Sequence[str]
    rows: Sequence[Sequence[str]]

    def text(self) -> str:
        """The table, its columns as wide as their widest cell."""
        widths = [max(map(len, column)) for column in zip(self.heading, *self.rows, strict=True)]
        rules = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
        lines = (
            " | ".join((row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])))
            for row in (self.heading, rules, *self.rows)
        )
        return "".join(f"| {line} |\n" for line in lines)


def group_text(group: Group, samples: Samples) -> str:
    """One group: what each command took, and each bound with its verdict."""
    parts = [f"## {group.title}\n", f"{group.remark}\n" if group.remark else "", _measured(samples).text()]
    if group.bounds:
        parts.append(_verdicts(group, samples).text())
    return "\n".join(part for part in parts if part)


def page(machine: Iterable[str], groups: Iterable[str]) -> str:
    """The whole page: on what was measured, then group by group."""
    about = "".join(f"- {line}\n" for line in machine)
    return "\n".join(
        ("# Results\n", "Written by `sh benchmarks/run`; docs/performance.md says how to read it.\n", about, *groups)
    )


def _measured(samples: Samples) -> Table:
    rows = []
    for name, runs in samples.items():
        seconds = figures(runs, Quantity.TIME)
        span = f"{min(seconds):.3f} to {max(seconds):.3f}"
        processor, peak = median(run.processor for run in runs), median(figures(runs, Quantity.MEMORY))
        rows.append((name, f"{median(seconds):.3f}", span, f"{processor:.3f}", f"{peak:.1f}"))
    return Table(("command", "seconds", "least to most", "on a processor", "peak MiB"), rows)


def _verdicts(group: Group, samples: Samples) -> Table:
    rows = []
    for verdict in (judged(bound, samples) for bound in group.bounds):
        bound = verdict.bound
        measured = "-" if verdict.ratio is None else f"{verdict.ratio:.3f}"
        ratio = f"{bound.quantity} of {bound.measured} / {bound.against}"
        rows.append((ratio, measured, f"{bound.at_most:g}", verdict.text))
    return Table(("ratio", "measured", "at most", "verdict"), rows)
