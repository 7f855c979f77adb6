"""The section of claims of a web page: those first that an editor looks for."""

from mss_gap.analysis.reports.claim_rows import ClaimRow
from mss_gap.analysis.reports.page import PageReport
from mss_gap.analysis.verdicts import ClaimVerdict
from mss_gap.render.footnotes import Footnotes
from mss_gap.render.formats.html.left_out import LeftOut
from mss_gap.render.formats.html.sections import ClaimsOfVerdict, ClaimsSection
from mss_gap.render.formats.html.tables import web_table
from mss_gap.render.sentences import claim_style
from mss_gap.render.tables.claims import by_id, claims_table, rivals_table, tally

MOST_CLAIMS = 100
"""Claims with one verdict that are listed, and groups of claims that cannot all be true."""
NAMED_BY = 1
"""The column that names a claim: the first has its number."""


def claims_section(page: PageReport, footnotes: Footnotes, left_out: LeftOut) -> ClaimsSection:
    """The claims of a page by verdict, and those that cannot all be true."""
    report, most = page.claims, left_out.most(MOST_CLAIMS)
    titles = {
        **{(True, row.id): row.title for row in page.countries.commitments},
        **{(False, indicator.id): indicator.title for indicator in page.context.indicators},
    }

    def subject(claim: ClaimRow) -> str:
        """The title of a claim's commitment or indicator: a reader of the page does not know their ids."""
        return titles.get((claim.commitment is not None, by_id(claim)), by_id(claim))

    def of_verdict(verdict: ClaimVerdict) -> ClaimsOfVerdict:
        table = claims_table(report, footnotes, verdict, subject, most)
        number = sum(row.verdict is verdict for row in report.claims)
        more = left_out.more(number - len(table.rows), "claim")
        return ClaimsOfVerdict(
            table=web_table(table, named_by=NAMED_BY, left_out=more),
            number=f"{number:,}",
            folded=claim_style(verdict).folded,
        )

    verdicts = [of_verdict(it) for it in sorted(ClaimVerdict, key=lambda verdict: claim_style(verdict).folded)]
    rivals = rivals_table(report, subject, most)
    more = left_out.more(len(report.rivals) - len(rivals.rows), "group of such claims", "groups of such claims")
    return ClaimsSection(tally=tally(report.claims), verdicts=verdicts, rivals=web_table(rivals, left_out=more))
