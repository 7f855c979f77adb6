"""Makes a ledger of many contributors, each with a pledge and a delivery of a figure of its own."""

from collections.abc import Iterator


def ledger(contributors: int) -> Iterator[str]:
    """The parts of its text."""
    yield '[commitments.funding]\nunit = "USD"\n'
    for number in range(contributors):
        yield f'\n[contributors.B{number}]\nname = "Body number {number}"\n'
    for number in range(contributors):
        entry = f'commitment = "funding"\ncountry = "B{number}"\nsource = "https://example.org/{number % 100}"\n'
        yield f"\n[[pledges]]\n{entry}date = 2025-01-01\ntotal = {1000 + number}\n"
        yield f"\n[[actuals]]\n{entry}date = 2025-06-{number % 30 + 1:02}\namount = {500 + number}.25\n"
