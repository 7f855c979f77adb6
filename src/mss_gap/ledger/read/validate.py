"""Validates a parsed document: makes a ledger of it, or finds all that is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mss_gap.ledger.explain.hints import explain_errors
from mss_gap.ledger.explain.problems import AND_MORE, Finding, Path
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.references import Declared, broken_references
from mss_gap.ledger.read.rules import broken_rules
from mss_gap.ledger.read.terms import broken_terms

MOST_REPORTED = 1000
"""Problems of one ledger that are reported."""
FIRST_PART = 10_000
"""Parts of each list and table of a large document that are validated first: if they are wrong, that is enough."""


def validate(document: Mapping[str, object], origin: str, *, large: bool) -> tuple[Ledger | None, Sequence[Finding]]:
    """The ledger in a document, if each of its tables is valid, and all that is wrong."""
    declared = Declared.in_document(document)
    part = document
    if large:
        # If a part has more mistakes than are reported, those of the whole could take more memory than there is.
        part = {section: _cut(content) for section, content in islice(document.items(), FIRST_PART)}
    ledger, errors = _build(part, origin)
    if part is not document and len(errors) <= MOST_REPORTED:
        part = document
        ledger, errors = _build(document, origin)
    if ledger is not None:
        return ledger, first_findings(faults(document, declared, ledger))
    faulty = frozenset(tuple(error["loc"]) for error in errors)
    findings = chain(
        explain_errors(
            errors[: 4 * MOST_REPORTED], declared.commitments
        ),  # a table has at most four that are reported as one
        broken_references(part, declared, faulty),
        _broken_in_the_rest(part, faulty),
    )
    return None, first_findings(findings)


def faults(stated: Mapping[str, object], declared: Declared, ledger: Ledger) -> Iterator[Finding]:
    """What is wrong although each table is valid: references that lead nowhere, and rules that the ledger breaks."""
    yield from broken_references(stated, declared)
    yield from broken_rules(ledger)
    yield from broken_terms(ledger)


def _cut(content: object) -> object:
    """The first `FIRST_PART` parts of a list or table, each cut in the same way."""
    match content:
        case list():
            return [_cut(part) for part in content[:FIRST_PART]]
        case dict():
            return {key: _cut(part) for key, part in islice(content.items(), FIRST_PART)}
        case _:
            return content


def _build(document: Mapping[str, object], origin: str) -> tuple[Ledger | None, Sequence[ErrorDetails]]:
    try:
        return Ledger.from_document(document, origin), ()
    except ValidationError as error:
        return None, error.errors(include_url=False)


MORE = Finding(AND_MORE, (), f"there are more than these {MOST_REPORTED:,}", "correct these, then check again")
"""What is said after the first `MOST_REPORTED` findings."""


def first_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The first `MOST_REPORTED` findings, and one that says that there are more."""
    found = list(islice(findings, MOST_REPORTED + 1))
    if len(found) > MOST_REPORTED:
        found[MOST_REPORTED:] = [MORE]
    return found


def _broken_in_the_rest(document: Mapping[str, object], faulty: frozenset[Path]) -> Iterator[Finding]:
    """The rules that the valid part of a faulty document breaks, so that one run reports everything."""
    faulty_tables = {path[:2] for path in faulty}
    valid: dict[str, object] = {"commitments": {}}
    indices: dict[str, list[int]] = {}
    for section, content in document.items():
        if (section,) in faulty_tables:
            continue
        if isinstance(content, list):
            indices[section] = [index for index in range(len(content)) if (section, index) not in faulty_tables]
            valid[section] = [content[index] for index in indices[section]]
        elif isinstance(content, dict):
            valid[section] = {key: value for key, value in content.items() if (section, key) not in faulty_tables}
        else:
            valid[section] = content
    ledger = Ledger.from_document(valid, "")
    for finding in chain(broken_rules(ledger), broken_terms(ledger)):
        yield replace(
            finding, path=_in_full(finding.path, indices), other=finding.other and _in_full(finding.other, indices)
        )


def _in_full(path: Path, indices: dict[str, list[int]]) -> Path:
    """The path in the whole document of what is at a path in the valid part."""
    match path:
        case (str(section), int(index), *rest):
            return (section, indices[section][index], *rest)
        case _:
            return path
