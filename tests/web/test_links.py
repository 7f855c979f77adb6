"""Which addresses become links, and how."""

import pytest

from mss_gap.render.formats.html.links import href


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a/b.html?c=d&e=f%20g#h",
        "https://user@example.org/~x/(y)!*'$,;:@",
    ],
)
def test_an_address_of_usual_characters_stays_as_it_is(address: str) -> None:
    assert href(address) == address


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/[1]{2}|\\^`", "https://example.org/%5B1%5D%7B2%7D%7C%5C%5E%60"),
    ],
)
def test_other_characters_are_written_by_their_bytes(address: str, link: str) -> None:
    assert href(address) == link


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "https:///path",
        "https://exa mple.org",
        "https://[::1",
        "https://example.org:port/",
        "ftp://example.org",
    ],
)
def test_an_address_that_leads_nowhere_is_no_link(address: str | None) -> None:
    assert href(address) is None
