"""An export as a data package (Data Package 2.0): a CSV file for each list, and datapackage.json, which describes them."""

import re
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256

import orjson

from mss_gap.analysis.reports.export import ExportReport
from mss_gap.render.formats.about import Statement, cautions, marks
from mss_gap.render.formats.csv import OF_EVERY_ROW, csv_text
from mss_gap.render.formats.fields import ColumnField, fields_of
from mss_gap.render.formats.json import indented
from mss_gap.render.formats.provenance import Edition
from mss_gap.render.harmless import plain
from mss_gap.render.tables.listings import Listing, listings

DESCRIPTOR = "datapackage.json"
"""The file that describes the others."""
PROFILES = "https://datapackage.org/profiles/2.0"
GENERATOR = "mss-gap"
"""What the descriptor of an export names as its maker; only such a folder is ever replaced."""
_DIGITS_OF_VERSION = 12
"""Digits of the ledger's SHA-256 in a package's version."""


def data_package(report: ExportReport, edition: Edition) -> Mapping[str, bytes]:
    """The files of a data package by name, the descriptor first; the same for the same ledger, date and version."""
    lists = listings(report)
    files = {f"{listing.name}.csv": csv_text(listing.records(), listing.report).encode() for listing in lists}
    resources = [_resource(listing, files[f"{listing.name}.csv"]) for listing in lists]
    return {DESCRIPTOR: indented(_descriptor(report, edition, resources)).encode(), **files}


def _descriptor(report: ExportReport, edition: Edition, resources: list[dict[str, object]]) -> dict[str, object]:
    said = (*cautions(report), Statement("To cite it", report.cite.citation))
    descriptor: dict[str, object] = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": _name(report.cite.abbreviation or report.summary.mission or ""),
        "title": plain(report.cite.title),
        "description": plain(" ".join(_sentence(it) for it in said)),
    }
    if edition.as_of is not None:
        day = edition.as_of
        descriptor["version"] = f"{day.year}.{day.month}.{day.day}+{edition.digest[:_DIGITS_OF_VERSION]}"
        descriptor["created"] = f"{day.isoformat()}T00:00:00Z"
    if report.cite.licence is not None:
        descriptor["licenses"] = [
            {
                "name": report.cite.licence,
                "path": f"https://spdx.org/licenses/{report.cite.licence}.html",
                "title": report.cite.licence,
            }
        ]
    if report.sources.sources:
        descriptor["sources"] = list(_sources(report))
    descriptor["resources"] = resources
    descriptor["generator"] = {"name": GENERATOR, "version": edition.version}
    descriptor["ledger"] = {
        "file": edition.ledger,
        "sha256": edition.digest,
        "report_date": edition.as_of.isoformat() if edition.as_of else None,
        "tables": [{"file": name, "sha256": digest} for name, digest in edition.digests],
    }
    descriptor["bounds"] = {it.about.split()[-1]: it.text for it in marks()}
    return descriptor


def _sentence(it: Statement) -> str:
    return f"{it.about}: {it.text.removesuffix('.')}."


def _name(text: str) -> str:
    """A name of lower-case letters, digits and hyphens.

    >>> _name("MSS"), _name("Mission d'appui"), _name("")
    ('mss', 'mission-d-appui', 'pledges')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "pledges"


def _sources(report: ExportReport) -> Iterator[dict[str, str]]:
    for row in report.sources.sources:
        title = ", ".join(part for part in (row.title, row.publisher) if part)
        source = {"title": plain(title or row.id)}
        if row.url:
            source["path"] = plain(row.url)
        yield source


def _resource(listing: Listing, content: bytes) -> dict[str, object]:
    columns = [*listing.records().columns, *OF_EVERY_ROW]
    schema: dict[str, object] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(field) for field in fields_of(listing, columns)],
        "missingValues": [""],
    }
    if listing.key:
        schema["primaryKey"] = list(listing.key)
    if "commitment" in columns:
        schema["foreignKeys"] = [{"fields": ["commitment"], "reference": {"resource": "summary", "fields": ["id"]}}]
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": listing.name,
        "type": "table",
        "path": f"{listing.name}.csv",
        "title": listing.title,
        "description": listing.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(field: ColumnField) -> dict[str, object]:
    """A field of a Table Schema."""
    written: dict[str, object] = {"name": field.name, "type": field.type}
    if field.description:
        written["description"] = field.description
    constraints: dict[str, object] = {}
    if field.always:
        constraints["required"] = True
    if field.choices:
        constraints["enum"] = list(field.choices)
    if constraints:
        written["constraints"] = constraints
    return written


def is_export(names: Collection[str], descriptor: bytes) -> bool:
    """Whether files of some names, and a descriptor among them, are those of a data package that this program made."""
    try:
        read = orjson.loads(descriptor)
        made_by = read["generator"]["name"]
        named = {resource["path"] for resource in read["resources"]}
    except (KeyError, TypeError, orjson.JSONDecodeError):
        return False
    return made_by == GENERATOR and set(names) <= {DESCRIPTOR, *map(str, named)}
