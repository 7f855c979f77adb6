"""Checks what the tables of a ledger refer to: commitments, sources, contributors, indicators and currencies.

Each reference is checked by itself, so that a table with other faults is checked, too.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from mss_gap.ledger.check import shown
from mss_gap.ledger.explain.hints import no_commitment
from mss_gap.ledger.explain.ledger_tables import TABLES
from mss_gap.ledger.explain.problems import Finding, Path
from mss_gap.ledger.guess import address_hint, guess_currency, guess_id, guess_pair
from mss_gap.ledger.model import keys_of
from mss_gap.ledger.names import countries, currency_by_name, is_currency
from mss_gap.ledger.near import did_you_mean, in_letters, list_names, nearest
from mss_gap.ledger.texts import is_url

if TYPE_CHECKING:
    from mss_gap.ledger.contributors import Contributors


class _Anything(frozenset[str]):
    """The ids of a section that cannot be read: any reference to it may be right."""

    def __contains__(self, _: object) -> bool:
        return True


@dataclass(frozen=True)
class Declared:
    """The ids that a ledger declares, faulty tables included: a reference to those is not a mistake."""

    commitments: frozenset[str]
    sources: frozenset[str]
    indicators: frozenset[str]
    contributors: frozenset[str]
    bodies: Mapping[str, str]
    """The names of declared contributors by code."""
    titles: Mapping[str, str]
    """The titles of commitments by their ids, of those that have one."""

    @cached_property
    def lookup(self) -> "Contributors":
        """Finds the contributor that a text means."""
        from mss_gap.ledger.contributors import Contributors

        return Contributors(self.bodies)

    @classmethod
    def in_document(cls, document: Mapping[str, object]) -> Self:
        """The ids of a parsed document that may be faulty, and may spell a section's name wrongly."""
        unknown = {section: content for section, content in document.items() if section not in TABLES}
        misspelt = {
            section: content
            for key, content in unknown.items()
            if isinstance(content, dict | list)
            for section in nearest(key, TABLES)
        }

        def ids(section: str) -> frozenset[str]:
            tables = document.get(section, misspelt.get(section, {}))
            if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
                return _Anything()
            # [sources.apnews.com] is reported itself: a reference to "apnews.com" leads there.
            parted = (
                f"{key}.{part}" for key, table in tables.items() for part in table if isinstance(table[part], dict)
            )
            return frozenset((*tables, *parted))

        contributors = document.get("contributors")
        names = {
            code: body.get("name")
            for code, body in (contributors.items() if isinstance(contributors, dict) else ())
            if isinstance(body, dict)
        }
        commitments = document.get("commitments")
        titles = {
            key: table["title"]
            for key, table in (commitments.items() if isinstance(commitments, dict) else ())
            if isinstance(table, dict) and isinstance(table.get("title"), str)
        }
        return cls(
            ids("commitments"),
            ids("sources"),
            ids("indicators"),
            ids("contributors"),
            {code: name if isinstance(name, str) else code for code, name in names.items()},
            titles,
        )


def broken_references(
    document: Mapping[str, object], declared: Declared, faulty: Collection[Path] = ()
) -> Iterator[Finding]:
    """Every reference in a parsed document that leads nowhere, but for those at `faulty` paths."""
    if document.get("commitments") == {}:
        yield no_commitment()
    for section in TABLES:
        content = document.get(section)
        if (section,) in faulty or not isinstance(content, dict | list):
            continue
        keyed = content.items() if isinstance(content, dict) else enumerate(content)
        tables = [(key, table) for key, table in keyed if isinstance(table, dict)]
        for name in keys_of(TABLES[section].type):
            if name in _REFERRING:
                yield from _broken_in(section, name, tables, declared, faulty)


def _broken_in(
    section: str,
    name: str,
    tables: Iterable[tuple[str | int, Mapping[str, object]]],
    declared: Declared,
    faulty: Collection[Path],
) -> Iterator[Finding]:
    """The references of one key in the tables of a section that lead nowhere; each text is checked once."""
    sound = set()
    for key, table in tables:
        value = table.get(name)
        if value is None or (isinstance(value, str) and value in sound) or (path := (section, key, name)) in faulty:
            continue
        findings = list(_faults(path, value, declared))
        yield from findings
        if isinstance(value, str) and not findings:
            sound.add(value)


def _faults(path: Path, value: object, declared: Declared) -> Iterator[Finding]:
    if path[-1] == "source":
        yield from _source_faults(path, value, declared)
    elif path[-1] == "overlaps":
        yield from _overlap_faults(path, value, declared)
    elif path[-1] == "members":
        yield from _member_faults(path, value, declared)
    elif path[-1] == "values":
        yield from _value_faults(path, value, declared)
    elif isinstance(value, str) and (path[0], path[-1]) != ("indicators", "unit"):
        finding = _CHECKS[str(path[-1])](path, value, declared)
        if finding:
            yield finding


def _source_faults(path: Path, value: object, declared: Declared) -> Iterator[Finding]:
    sources = value if isinstance(value, list) else [value]
    for index, source in enumerate(sources):
        if source not in declared.sources and not is_url(source):
            yield Finding(
                "unknown-source",
                (*path, index) if len(sources) > 1 else path,
                f"{shown(source)} is neither a source of this ledger nor a web address",
                did_you_mean(source, declared.sources, f"add [sources.{guess_id(source)}], or {address_hint(source)}"),
            )


def _overlap_faults(path: Path, value: object, declared: Declared) -> Iterator[Finding]:
    """The commitments that a commitment is said to overlap and that are not there, or are itself, or are named before."""
    names = value if isinstance(value, list) else []
    others = declared.commitments - {str(path[1])}
    otherwise = f"write {list_names(others)}" if others else "take it out: the ledger has no other commitment"
    for index, name in enumerate(names):
        place = (*path, index)
        if not isinstance(name, str):
            continue
        if name == path[1]:
            yield Finding("overlaps-itself", place, f"{shown(name)} cannot overlap itself", otherwise)
        elif name in names[:index]:
            yield Finding("named-twice", place, f"{shown(name)} is named twice", "name each commitment once")
        elif name not in declared.commitments:
            known = {declared.titles.get(key, key): key for key in others} | {key: key for key in others}
            yield Finding(
                "unknown-commitment",
                place,
                f"{shown(name)} is not a commitment of this ledger",
                did_you_mean(name, known, otherwise),
            )


def _member_faults(path: Path, value: object, declared: Declared) -> Iterator[Finding]:
    """The members of a group that are not contributors, or are named before."""
    members = value if isinstance(value, list) else []
    for index, member in enumerate(members):
        if not isinstance(member, str):
            continue
        place = (*path, index)
        if member in members[:index]:
            yield Finding("named-twice", place, f"{shown(member)} is named twice", "name each member once")
        elif fault := _country_fault(place, member, declared):
            yield fault


def _value_faults(path: Path, value: object, declared: Declared) -> Iterator[Finding]:
    """The values of a scale that are of no contributor."""
    if path[0] != "scales" or not isinstance(value, dict):
        return
    for code in value:
        if fault := _country_fault((*path, code), code, declared):
            yield replace(fault, at_key=True)


def _commitment_fault(path: Path, name: str, declared: Declared) -> Finding | None:
    if not declared.commitments or name in declared.commitments:
        return None  # a ledger without any is reported once
    return Finding(
        "unknown-commitment",
        path,
        f"{shown(name)} is not a commitment of this ledger",
        did_you_mean(name, declared.commitments, _write_or_add("commitments", declared.commitments, name), most=3),
    )


def _write_or_add(section: str, ids: frozenset[str], name: str) -> str:
    add = f"add [{section}.{guess_id(name)}]"
    return f"write {list_names(ids)}, or {add}" if ids else add


def _indicator_fault(path: Path, name: str, declared: Declared) -> Finding | None:
    if name in declared.indicators:
        return None
    return Finding(
        "unknown-indicator",
        path,
        f"{shown(name)} is not an indicator of this ledger",
        did_you_mean(name, declared.indicators, _write_or_add("indicators", declared.indicators, name)),
    )


def _country_fault(path: Path, country: str, declared: Declared) -> Finding | None:
    if country in declared.contributors or country in countries():
        return None
    return Finding(
        "unknown-country",
        path,
        f"{shown(country)} is not a country code or a declared contributor",
        declared.lookup.hint(country),
    )


def _currency_fault(path: Path, currency: str, _: Declared) -> Finding | None:
    if is_currency(currency):
        return None
    meant = guess_currency(currency)
    hint = f'write "{meant}"' if meant else 'write a code of ISO 4217, such as "EUR"'
    return Finding("unknown-currency", path, f"{shown(currency)} is not a currency code", in_letters(currency, hint))


def _unit_fault(path: Path, unit: str, declared: Declared) -> Finding | None:
    looks_like_money = currency_by_name(unit) or (not unit.isascii() and guess_currency(unit))
    return _currency_fault(path, unit, declared) if looks_like_money else None


def _pair_fault(path: Path, pair: str, declared: Declared) -> Finding | None:
    first, second = pair.split("/")
    if first == second:
        return Finding(
            "bad-pair", path, "a currency has no rate to itself", 'write two different codes, such as "EUR/USD"'
        )
    for currency in (first, second):
        finding = _currency_fault(path, currency, declared)
        if finding:
            meant = guess_pair(pair)
            return replace(finding, hint=f'write "{meant}"') if meant else finding
    return None


_CHECKS: Mapping[str, Callable[[Path, str, Declared], Finding | None]] = MappingProxyType(
    {
        "commitment": _commitment_fault,
        "indicator": _indicator_fault,
        "country": _country_fault,
        "currency": _currency_fault,
        "unit": _unit_fault,
        "pair": _pair_fault,
    }
)
"""The check of a key that refers to something, in whatever table."""
_REFERRING = frozenset({"source", "overlaps", "members", "values", *_CHECKS})
