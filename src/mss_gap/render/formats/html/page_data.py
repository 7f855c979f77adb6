"""From the reports of a page to its sections, in their order, which is the order of its notes."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from mss_gap.analysis.phrases import listed
from mss_gap.analysis.reports.base import CommitmentRow
from mss_gap.analysis.reports.history import CommitmentHistory
from mss_gap.analysis.reports.history_by_period import CommitmentPeriods, ContributorPeriods
from mss_gap.analysis.reports.page import PageReport, Withdrawal
from mss_gap.analysis.reports.page_limits import MOST_CONTRIBUTORS, UnlistedChanges
from mss_gap.render.charts.chart import Chart, Width
from mss_gap.render.charts.content.countries import countries_chart
from mss_gap.render.charts.content.course import course_chart
from mss_gap.render.charts.content.gap import gap_chart
from mss_gap.render.charts.content.phrases import Setting
from mss_gap.render.charts.content.stages import stages_chart
from mss_gap.render.charts.plot import inline_svg
from mss_gap.render.columns import Footnote
from mss_gap.render.figures import day_in_words
from mss_gap.render.footnotes import Footnotes, reference
from mss_gap.render.formats.html.claims import claims_section
from mss_gap.render.formats.html.left_out import LeftOut
from mss_gap.render.formats.html.links import href
from mss_gap.render.formats.html.sections import (
    ContributorsSection,
    Drawn,
    Headline,
    HistorySection,
    KeptSection,
    Note,
    PageData,
    ScenarioSection,
    StagesSection,
)
from mss_gap.render.formats.html.tables import WebTable, web_table
from mss_gap.render.harmless import counted, plain
from mss_gap.render.period_words import by_period
from mss_gap.render.sentences import reliance_remarks, statement, where_the_gap_is
from mss_gap.render.tables import pace, what_if
from mss_gap.render.tables.context import context_table
from mss_gap.render.tables.contributors import contributions_table
from mss_gap.render.tables.countries import group_table
from mss_gap.render.tables.heading import not_in_notes
from mss_gap.render.tables.history import history_tables
from mss_gap.render.tables.history_by_period import from_first_delivery, periods_table
from mss_gap.render.tables.kept import kept_table
from mss_gap.render.tables.pace_sentences import sentences_of
from mss_gap.render.tables.per_scale import measured_table
from mss_gap.render.tables.stages import stages_table
from mss_gap.render.tables.summary import summary_table
from mss_gap.render.tables.what_if import unchanged

FEWEST_PERIODS = 3
"""A page has the periods of a commitment where so many of them brought something."""
MOST_WARNINGS = 100
MOST_OUTSIDE = 50
"""Things given outside a commitment that are listed."""
SECOND = 1
"""The column that names a row where the first says its date or its number."""


def page_data(report: PageReport) -> PageData:
    """All that the page says."""
    return _PageWriter(report).page_data()


class _PageWriter:
    """The reports of a page, and the notes that it has referred to so far."""

    def __init__(self, report: PageReport) -> None:
        self._report = report
        sources = report.countries.glossary.sources
        self._footnotes = Footnotes(sources, sparing=report.many_sources)
        self._rows = report.countries.commitments
        self._left_out = LeftOut(everything=report.everything)
        # The page says once, at its top, which mission it is about.
        self._setting = Setting(None, report.countries.as_of, sources)

    def page_data(self) -> PageData:
        report, day = self._report, self._report.countries.as_of
        mission = self._mission()
        # The order of the page: a source gets its number where it is first cited.
        headlines = [self._headline(row) for row in self._rows]
        summary = web_table(
            summary_table(self._rows, self._footnotes, self._report.countries.glossary), "Where each commitment stands"
        )
        contributors = list(self._contributors())
        kept = list(self._kept())
        stages = list(self._stages())
        histories = list(self._histories())
        warnings = self._warnings()
        shown = warnings[: self._left_out.most(MOST_WARNINGS)]
        return PageData(
            title=mission or "Pledged and delivered",
            mission=mission,
            when=day_in_words(day) if day else "",
            headlines=headlines,
            gap_chart=_drawn(gap_chart(self._rows, self._setting), "gap"),
            summary=summary,
            contributors=contributors,
            without_contributors=self._without_contributors(),
            kept=kept,
            stages=stages,
            histories=histories,
            pace=self._pace(),
            scenario=self._scenario(report.withdrawal) if report.withdrawal else None,
            claims=claims_section(report, self._footnotes, self._left_out) if report.claims.claims else None,
            context=self._context(),
            warnings=shown,
            number_of_warnings=len(warnings),
            more_warnings=self._left_out.more(len(warnings) - len(shown), "warning"),
            notes=[_note(note) for note in self._footnotes.notes()],
            more_sources=self._left_out.more(self._footnotes.unnumbered, "source"),
            is_shortened=self._left_out.something,  # the last: by now all is said
        )

    def _mission(self) -> str:
        """The mission's name, with the short one that people know it by; empty where it has neither."""
        name, short = plain(self._report.countries.mission or ""), plain(self._report.abbreviation or "")
        return f"{name} ({short})" if name and short and short not in name else name or short

    def _headline(self, row: CommitmentRow) -> Headline:
        return Headline(
            title=plain(row.title),
            sentence=plain(statement(row)),
            basis=plain(row.basis or ""),
            notes=reference(self._footnotes.cite(row.sources)),
        )

    def _contributors(self) -> Iterator[ContributorsSection]:
        for number, row in enumerate(self._rows):
            if row.contributions or row.outside:
                tabled = self._report.tabled.commitments[number]
                outside = tabled.outside[: self._left_out.most(MOST_OUTSIDE)]
                table = contributions_table(replace(tabled, outside=outside), self._footnotes)
                left_out = [
                    self._left_out.folded(len(row.contributions) - len(tabled.contributions), "contributor"),
                    self._left_out.more(len(row.outside) - len(outside), "thing given outside", "things given outside"),
                ]
                yield ContributorsSection(
                    title=plain(row.title),
                    where_the_gap_is=plain(where_the_gap_is(row)),
                    chart=_drawn(countries_chart(row, self._setting), f"countries-{number}")
                    if row.contributions
                    else None,
                    table=web_table(table, f"Contributors: {table.title}", left_out=" ".join(filter(None, left_out))),
                    more=list(self._in_groups_and_by_scales(number)) if row.contributions else (),
                )

    def _in_groups_and_by_scales(self, number: int) -> Iterator[WebTable]:
        for report in self._report.groupings:
            yield web_table(group_table(report.commitments[number], report, self._footnotes))
        for report in self._report.measured:
            row, scale = report.commitments[number], report.selection.scale
            if scale is not None and row.coverage is not None and row.coverage.contributors:
                most = self._left_out.most(MOST_CONTRIBUTORS)
                table = measured_table(row, scale, self._footnotes, most)
                more = row.coverage.contributors - (most or row.coverage.contributors)
                yield web_table(table, left_out=self._left_out.more(more, "contributor"))

    def _without_contributors(self) -> str:
        titles = [plain(row.title) for row in self._rows if not row.contributions]
        return listed(titles) if len(titles) < len(self._rows) else ""

    def _kept(self) -> Iterator[KeptSection]:
        report = self._report.kept
        for commitment in report.commitments:
            if commitment.pledging:
                table = kept_table(commitment, report, self._footnotes)
                left_out = self._left_out.folded(commitment.pledging - len(commitment.contributions), "pledge")
                yield KeptSection(
                    title=plain(commitment.title),
                    table=web_table(table, f"Pledges kept: {table.title}", left_out=left_out),
                )

    def _stages(self) -> Iterator[StagesSection]:
        for number, report in enumerate(self._report.stages):
            table = stages_table(report, self._footnotes)
            left_out = self._left_out.folded(report.others.number if report.others else 0, "contributor")
            yield StagesSection(
                title=plain(report.title),
                chart=_drawn(stages_chart(report, self._setting), f"stages-{number}"),
                table=web_table(table, f"Stages: {table.title}", left_out=left_out),
            )

    def _histories(self) -> Iterator[HistorySection]:
        history, pace_report = self._report.history, self._report.pace
        for number, (row, commitment, run) in enumerate(
            zip(self._rows, history.commitments, pace_report.commitments, strict=True)
        ):
            said = sentences_of(run, pace_report.as_of)
            # What happened meanwhile is drawn once, in the first chart.
            unlisted = self._report.unlisted.get(row.id)
            events = () if number else history.events
            sources = None if unlisted is None else unlisted.sources
            chart = course_chart(row, commitment.points, run, events, self._setting, sources)
            section = HistorySection(
                title=plain(row.title),
                sentence=plain(said[:1].upper() + said[1:]),
                chart=_drawn(chart, f"course-{number}") if commitment.points else None,
                periods=self._periods(self._report.periods.commitments[number]),
                table=None,
                entries="",
                listed="",
                left_out="",
            )
            if unlisted is not None:
                yield self._by_period(section, unlisted)
            elif commitment.points:
                yield self._one_by_one(section, commitment)
            else:
                yield section

    def _one_by_one(self, section: HistorySection, commitment: CommitmentHistory) -> HistorySection:
        """The section with each dated change of its commitment."""
        (table,) = history_tables(replace(self._report.history, commitments=(commitment,)), self._footnotes)
        changes = sum(len(point.changes) for point in commitment.points)
        return section._replace(
            table=web_table(replace(table, remarks=()), f"Every dated entry: {table.title}", SECOND),
            entries=counted(changes, "dated change"),
            listed="with sources",
        )

    def _by_period(self, section: HistorySection, unlisted: UnlistedChanges) -> HistorySection:
        """The section with periods in place of dated changes, where it does not have the same periods already."""
        events = self._report.history.events
        changes = counted(unlisted.number, "dated change")
        said = f"{changes} and {counted(len(events), 'event')}" if events else changes
        section = section._replace(left_out=self._left_out.one_by_one(said))
        if section.periods is not None and unlisted.calendar == self._report.periods.calendar:
            return section
        table = periods_table(unlisted.periods, unlisted.calendar)
        return section._replace(
            table=web_table(table, f"What each period brought: {table.title}"),
            entries=changes,
            listed=by_period(unlisted.calendar),
        )

    def _periods(self, commitment: CommitmentPeriods | ContributorPeriods) -> WebTable | None:
        """What each period brought, from the first delivery on; None where few brought anything."""
        shown = from_first_delivery(commitment)
        if sum(bool(row.flow) for row in shown) < FEWEST_PERIODS:
            return None
        calendar = self._report.periods.calendar
        table = periods_table(replace(commitment, periods=tuple(shown)), calendar)
        return web_table(table, f"What each period brought: {table.title}")

    def _pace(self) -> WebTable:
        (table,) = pace.page(self._report.pace).tables
        return web_table(replace(table, remarks=()), "The pace so far, and the pace needed")

    def _scenario(self, withdrawal: Withdrawal) -> ScenarioSection:
        page = what_if.page(withdrawal.report)
        commitment = next(row for row in self._rows if row.id == withdrawal.commitment)
        who = withdrawal.leaving.name
        return ScenarioSection(
            who=plain(who),
            why=plain(f"{commitment.title}: " + " ".join(reliance_remarks(withdrawal.leaving, commitment))),
            unchanged=plain(unchanged([row for row in withdrawal.report.commitments if row.before == row.after])),
            tables=[web_table(table, f"If {who} withdraws: {table.title}") for table in page.tables],
        )

    def _context(self) -> WebTable | None:
        report = self._report.context
        if not report.indicators:
            return None
        return web_table(context_table(report, self._footnotes), "Indicators")

    def _warnings(self) -> list[str]:
        """Each warning of each report, once."""
        of_stages = (warning for report in self._report.stages for warning in report.warnings)
        warnings = (*self._report.countries.warnings, *of_stages, *self._report.claims.warnings)
        return list(dict.fromkeys(plain(warning.message) for warning in not_in_notes(warnings)))


def _drawn(chart: Chart, prefix: str) -> Drawn:
    wide, narrow = (inline_svg(chart, f"{prefix}-{width}-", width) for width in (Width.PAGE, Width.COLUMN))
    # Drawn by us, and every text in it escaped.
    return Drawn(wide=Markup(wide), narrow=Markup(narrow))  # noqa: S704


def _note(note: Footnote) -> Note:
    return Note(number=note.number, text=plain(note.text), url=plain(note.url or ""), link=href(note.url))
