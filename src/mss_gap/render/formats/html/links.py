"""Addresses of a ledger as links: only to a host, by http or https, in harmless characters."""

import re
from urllib.parse import quote, urlsplit

AS_THEY_ARE = "%:/?#@!$&'()*+,;=~-._"
"""What is not quoted in an address, besides letters and digits; brackets may only be in a host."""


def href(address: str | None) -> str | None:
    """The target of a link to an address; None where the address has no host.

    >>> href("https://example.org/a b?c=<d>"), href("javascript:alert(1)"), href("https://")
    ('https://example.org/a%20b?c=%3Cd%3E', None, None)
    """
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or not re.fullmatch(r"[\w.-]+", host):
        return None
    stray = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address)
    return quote(stray, safe=AS_THEY_ARE)
