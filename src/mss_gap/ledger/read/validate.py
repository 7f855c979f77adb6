"""Judging: from a parsed document to a ledger, or to findings of all that is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mss_gap.ledger.explain.hints import explained
from mss_gap.ledger.explain.problems import AND_MORE, Finding, Path
from mss_gap.ledger.model import Ledger
from mss_gap.ledger.read.references import Declared, broken_references
from mss_gap.ledger.read.rules import broken_rules
from mss_gap.ledger.read.terms import broken_terms

MOST_TOLD = 1000
"""Problems that are told of one ledger."""
MOST_JUDGED = 10_000
"""Parts of each list and table of a large document that are judged first: if they are wrong, that is enough."""


def judged(document: Mapping[str, object], origin: str, *, large: bool) -> tuple[Ledger | None, Sequence[Finding]]:
    """The ledger that a document holds, where each of its tables is sound, and what is wrong all the same."""
    declared = Declared.in_document(document)
    part = document
    if large:
        # Where a part has more mistakes than anybody reads, those of the whole could take more memory than there is.
        part = {section: _cut(content) for section, content in islice(document.items(), MOST_JUDGED)}
    ledger, errors = _validated(part, origin)
    if part is not document and len(errors) <= MOST_TOLD:
        part = document
        ledger, errors = _validated(document, origin)
    if ledger is not None:
        return ledger, foremost(faults(document, declared, ledger))
    faulty = frozenset(tuple(error["loc"]) for error in errors)
    findings = chain(
        explained(errors[: 4 * MOST_TOLD], declared.commitments),  # a table has at most four that are told as one
        broken_references(part, declared, faulty),
        _broken_in_the_rest(part, faulty),
    )
    return None, foremost(findings)


def faults(stated: Mapping[str, object], declared: Declared, ledger: Ledger) -> Iterator[Finding]:
    """What is wrong although each table is sound: what is stated refers to nothing, or breaks a rule of the ledger."""
    yield from broken_references(stated, declared)
    yield from broken_rules(ledger)
    yield from broken_terms(ledger)


def _cut(content: object) -> object:
    """The first `MOST_JUDGED` parts of a list or table, each cut in the same way."""
    match content:
        case list():
            return [_cut(part) for part in content[:MOST_JUDGED]]
        case dict():
            return {key: _cut(part) for key, part in islice(content.items(), MOST_JUDGED)}
        case _:
            return content


def _validated(document: Mapping[str, object], origin: str) -> tuple[Ledger | None, Sequence[ErrorDetails]]:
    try:
        return Ledger.from_document(document, origin), ()
    except ValidationError as error:
        return None, error.errors(include_url=False)


def foremost(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, of which nobody reads more than some: the first `MOST_TOLD`, and one that says that there are more."""
    found = list(islice(findings, MOST_TOLD + 1))
    if len(found) > MOST_TOLD:
        found[MOST_TOLD:] = [
            Finding(AND_MORE, (), f"there are more than these {MOST_TOLD:,}", "mend these, then check again")
        ]
    return found


def _broken_in_the_rest(document: Mapping[str, object], faulty: frozenset[Path]) -> Iterator[Finding]:
    """The rules that the sound part of a faulty document breaks, so that one run reports everything."""
    unsound = {path[:2] for path in faulty}
    sound: dict[str, object] = {"commitments": {}}
    kept: dict[str, list[int]] = {}
    for section, content in document.items():
        if (section,) in unsound:
            continue
        if isinstance(content, list):
            kept[section] = [index for index in range(len(content)) if (section, index) not in unsound]
            sound[section] = [content[index] for index in kept[section]]
        elif isinstance(content, dict):
            sound[section] = {key: value for key, value in content.items() if (section, key) not in unsound}
        else:
            sound[section] = content
    ledger = Ledger.from_document(sound, "")
    for finding in chain(broken_rules(ledger), broken_terms(ledger)):
        yield replace(finding, path=_in_full(finding.path, kept), other=finding.other and _in_full(finding.other, kept))


def _in_full(path: Path, kept: dict[str, list[int]]) -> Path:
    """The path in the whole document of what stands at a path in the sound part."""
    match path:
        case (str(section), int(index), *rest):
            return (section, kept[section][index], *rest)
        case _:
            return path
