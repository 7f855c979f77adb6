"""From what pydantic objects to, to what a person should write instead."""

from difflib import get_close_matches
from types import MappingProxyType

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from mss_gap.ledger.model import (
    Actual,
    Body,
    Claim,
    Commitment,
    Event,
    ExchangeRate,
    Indicator,
    Ledger,
    Mission,
    Pledge,
    Source,
)
from mss_gap.ledger.problems import Finding, Path
from mss_gap.ledger.scalars import shown

TABLES: MappingProxyType[str, tuple[type[BaseModel], str, str]] = MappingProxyType(
    {
        "mission": (Mission, "the mission", "[mission]"),
        "sources": (Source, "a source", "[sources.ID]"),
        "contributors": (Body, "a contributor", "[contributors.CODE]"),
        "commitments": (Commitment, "a commitment", "[commitments.ID]"),
        "pledges": (Pledge, "a pledge", "[[pledges]]"),
        "actuals": (Actual, "an actual", "[[actuals]]"),
        "rates": (ExchangeRate, "a rate", "[[rates]]"),
        "claims": (Claim, "a claim", "[[claims]]"),
        "indicators": (Indicator, "an indicator", "[indicators.ID]"),
        "events": (Event, "an event", "[[events]]"),
    }
)
"""Each table of a ledger: its type, what one of it is called, and how its header is written."""

EXAMPLES = MappingProxyType(
    {
        "commitment": 'commitment = "personnel"',
        "date": "date = 2025-06-27",
        "unit": 'unit = "personnel", or a currency code such as "USD"',
        "title": 'title = "…"',
        "name": 'name = "…"',
        "text": 'text = "…", the claim in words',
        "measure": 'measure = "actual"',
        "value": "value = 2500",
        "pair": 'pair = "EUR/USD"',
        "rate": "rate = 1.10",
        "commitments": "[commitments.personnel]",
    }
)
"""What to write for a key that is required."""


def explained(error: ErrorDetails) -> Finding:
    """One of pydantic's errors as a finding: our own refusals carry their words, the others get them here."""
    path: Path = tuple(error["loc"])
    context = error.get("ctx", {})
    if "hint" in context:
        at_key = path[-1] == "[key]"
        return Finding(
            error["type"], path[:-1] if at_key else path, str(context["message"]), str(context["hint"]), at_key=at_key
        )
    match error["type"]:
        case "extra_forbidden":
            return _unknown_key(path)
        case "missing":
            key = str(path[-1])
            return Finding("missing-key", path, f'{_called(path)} has no "{key}"', f"add {EXAMPLES.get(key, key)}")
        case "enum":
            return _not_a_choice(path, error["input"])
        case "tuple_type":
            header = _header(path)
            return Finding(
                "wrong-shape",
                path,
                f'"{path[0]}" is not a list of tables',
                f"write {header}, in double brackets, for each",
            )
        case _:
            header = _header(path)
            return Finding(
                "wrong-shape",
                path,
                f"{shown(error['input'])} stands where a table belongs",
                f"write {header} and its keys below it",
            )


def suggestion(word: str, known: list[str]) -> str | None:
    """The known word that was probably meant, for a hint."""
    lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    return lower[close[0]] if close else None


def did_you_mean(word: str, known: list[str], otherwise: str) -> str:
    """A hint that names the word probably meant, or else says what there is."""
    close = suggestion(word, known)
    return f'did you mean "{close}"?' if close else otherwise


def _unknown_key(path: Path) -> Finding:
    key = str(path[-1])
    model = Ledger if len(path) == 1 else TABLES[str(path[0])][0]
    known = list(model.model_fields)
    owner = "a ledger" if len(path) == 1 else _called(path)
    return Finding(
        "unknown-key",
        path,
        f"{shown(key)} is not a key of {owner}",
        did_you_mean(key, known, f"its keys are {', '.join(known)}"),
        at_key=True,
    )


def _not_a_choice(path: Path, value: object) -> Finding:
    annotation = TABLES[str(path[0])][0].model_fields[str(path[-1])].annotation
    choices = [
        str(choice.value)
        for kind in getattr(annotation, "__args__", (annotation,))
        for choice in getattr(kind, "__members__", {}).values()
    ]
    return Finding(
        "not-a-choice",
        path,
        f"{shown(value)} is not a {path[-1]}",
        did_you_mean(str(value), choices, f"write one of {', '.join(choices)}"),
    )


def _called(path: Path) -> str:
    if len(path) == 1:
        return "the ledger"
    section = str(path[0])
    if section in ("pledges", "actuals", "rates", "claims", "events", "mission"):
        return f"this {TABLES[section][1].split()[-1]}" if len(path) > 1 and section != "mission" else "the mission"
    return f"{TABLES[section][1]}"


def _header(path: Path) -> str:
    header = TABLES[str(path[0])][2]
    return header.replace("ID", str(path[1])).replace("CODE", str(path[1])) if len(path) > 1 else header
