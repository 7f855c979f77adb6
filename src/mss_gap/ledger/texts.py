"""The texts of a ledger: ids, codes, addresses, sources, pairs of currencies; and its few words and flags."""

import re
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from mss_gap.ledger.check import VAST, Checked, rejected, shown
from mss_gap.ledger.guess import address_hint, guess_id, guess_licence, guess_pair
from mss_gap.ledger.near import in_letters


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise rejected(
            "not-text",
            f"{shown(value)} is not text",
            f'write it in quotes: "{shown(value)}"'
            if isinstance(value, int | Decimal | date | time) and shown(value) != VAST and "…" not in shown(value)
            else 'write one text in quotes: "…"',
        )
    if not value.strip():
        raise rejected("empty-text", "the text is empty", "write something, or leave the key out if it is optional")
    return value


def _id(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[a-z0-9_-]+", text):
        raise rejected(
            "bad-id",
            f"{shown(text)} is not an id",
            in_letters(text, f'write {shown(guess_id(text))}: lower-case letters, digits, "-" and "_"'),
        )
    return text


def _body(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise rejected(
            "bad-id",
            f"{shown(text)} is not a contributor's code",
            in_letters(text, f'write {shown(guess_id(text, "CODE"))}: letters, digits, "-" and "_"'),
        )
    return text


def _url(value: object) -> str:
    text = _text(value)
    if not is_url(text):
        raise rejected("bad-url", f"{shown(text)} is not a web address", address_hint(text))
    return text


def is_url(text: str) -> bool:
    """Whether a text is an address that a reader can open: http or https, a host, no white space.

    >>> is_url("https://press.un.org/en/2024/sc15838.doc.htm"), is_url("press.un.org"), is_url("javascript:x")
    (True, False, False)
    """
    return re.fullmatch(r"https?://[^\s/?#]+\S*", text) is not None


def _sources(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):  # of an entry that was read before, and is copied with a change
        return _texts(list(value)) if value else ()
    return _one_source(value) if isinstance(value, str) else _texts(value if isinstance(value, list) else [value])


@lru_cache
def _one_source(text: str) -> tuple[str, ...]:
    """One tuple for all entries that rest on the same source: there may be many."""
    return _texts([text])


def _texts(texts: list[object]) -> tuple[str, ...]:
    if not texts:
        raise rejected("empty-text", "the list of sources is empty", "name a source, or leave the key out")
    return tuple(_text(text) for text in texts)


def _pair(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Z]{3}/[A-Z]{3}", text):
        meant = guess_pair(text)
        raise rejected(
            "bad-pair",
            f"{shown(text)} is not a pair of currencies",
            in_letters(
                text,
                f'write "{meant}"' if meant else 'write two ISO 4217 codes: "EUR/USD" says how many USD one EUR is',
            ),
        )
    return text


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    written = shown(value).strip('"').lower()
    meant = {"yes": "true", "true": "true", "1": "true", "no": "false", "false": "false", "0": "false"}.get(written)
    raise rejected(
        "not-true-or-false",
        f"{shown(value)} is neither true nor false",
        f"write {meant or 'true or false'}, without quotes",
    )


def _licence(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9.+-]+", text):
        meant = guess_licence(text)
        raise rejected(
            "bad-licence",
            f"{shown(text)} is not the SPDX id of a licence",
            f'write "{meant}"' if meant else 'write an id of https://spdx.org/licenses, such as "CC-BY-4.0"',
        )
    return text


def _format(value: object) -> int:
    if value != 1 or isinstance(value, bool):
        raise rejected("format", f"format {shown(value)} is not known", "this version reads format 1: write format = 1")
    return 1


def _choice(value: object) -> object:
    # An enum's own refusal writes the value out, however many tables deep it is.
    if not isinstance(value, str | None):
        raise PydanticCustomError("enum", "not text")
    return value


_TEXT: dict[str, object] = {"type": "string", "minLength": 1}
# One schema and no anyOf, here and for dates: an editor offers a key once for each choice, without its description.
ONE_OR_MORE: dict[str, object] = {"type": ["string", "array"], "minLength": 1, "items": _TEXT, "minItems": 1}
"""The schema of a text that is not empty, or of a list of them."""

Text = Annotated[str, Checked(_text, _TEXT)]
"""Text that is not blank."""
Id = Annotated[str, Checked(_id, {"type": "string", "pattern": "^[a-z0-9_-]+$"})]
"""Lower-case letters, digits, `-` and `_`."""
BodyCode = Annotated[str, Checked(_body, {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"})]
"""The code of a contributor that is not a country."""
Url = Annotated[str, Checked(_url, {"type": "string", "pattern": "^https?://"})]
"""An http or https address."""
Sources = Annotated[tuple[str, ...], Checked(_sources, ONE_OR_MORE)]
"""Source ids or bare addresses; the file may write one without a list."""
Pair = Annotated[str, Checked(_pair, {"type": "string", "pattern": "^[A-Z]{3}/[A-Z]{3}$"})]
"""Two currencies, `EUR/USD`: how many of the second one of the first is worth."""
Flag = Annotated[bool, Checked(_flag, {"type": "boolean"})]
"""True or false."""
Licence = Annotated[str, Checked(_licence, {"type": "string", "pattern": "^[A-Za-z0-9.+-]+$"})]
"""The SPDX id of a licence."""
SEVERAL = Field(strict=False, min_length=1)
"""For a list of texts or ids, at least one."""
CHOICE = Field(strict=False), BeforeValidator(_choice)
"""For an enum's field: one of its words, as text."""
Format = Annotated[int, Checked(_format, {"const": 1})]
"""The number of the file format: 1."""
