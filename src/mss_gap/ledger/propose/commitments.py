"""Tells the commitments of the rows, where a column names them and a new ledger is made of the table."""

from collections.abc import Mapping

from mss_gap.ledger.guess import guess_id
from mss_gap.ledger.propose.survey import Survey, quoted
from mss_gap.ledger.propose.words import Column
from mss_gap.ledger.tables.cells import text_of


def column_of_commitments(survey: Survey) -> Column | None:
    """The column that `--commitment` names; None where it names a commitment."""
    wished = survey.wishes.commitment
    if wished is None or not survey.wishes.is_new or not survey.has_title(wished):
        return None
    return survey.named("--commitment", wished)


def ids_of_commitments(survey: Survey) -> Mapping[str, str]:
    """The id of the commitment that each text of that column names; none without one. Asks where two have one id."""
    column = column_of_commitments(survey)
    if column is None:
        return {}
    ids = {text: guess_id(text) for text in dict.fromkeys(map(text_of, survey.cells(column)))}
    alike = [[text for text in ids if ids[text] == each] for each in dict.fromkeys(ids.values())]
    for texts in alike:
        if len(texts) > 1:
            message = f"{quoted(texts)} would be the id {ids[texts[0]]}"
            survey.ask("--commitment", f"{message}: --commitment ID reads all rows as of one commitment")
            break
    return ids
