"""Where the record has each figure that a government, the United Nations, an agency or the press states.

A figure is in a series, in a headline, an indicator or a rate, or it is a claim, an event or named in a note. What came
after the mission is in the example of its successor.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from mss_gap import Ledger, load
from mss_gap.ledger.entry import Actual, Pledge

DATA = Path(__file__).parents[2] / "data"
Place = Callable[[Ledger], bool]


def pledge(commitment: str, country: str | None, day: str, figure: float | str | None) -> Place:
    """A pledge of so much, or of an amount not stated."""
    return lambda ledger: _entry(ledger.pledges, commitment, country, day, figure)


def actual(commitment: str, country: str | None, day: str, figure: float | str | None) -> Place:
    """A delivery of so much, or of an amount not stated."""
    return lambda ledger: _entry(ledger.actuals, commitment, country, day, figure)


def _entry(
    entries: Iterable[Pledge | Actual], commitment: str, country: str | None, day: str, figure: float | str | None
) -> bool:
    value = None if figure is None else Decimal(str(figure))
    return any(
        (it.commitment, it.country, str(it.date)) == (commitment, country, day)
        and (it.total if it.total is not None else it.amount) == value
        for it in entries
    )


def status(commitment: str, country: str, day: str, word: str) -> Place:
    """A status of a pledge."""
    return lambda ledger: any(
        (it.commitment, it.country, str(it.date), it.status) == (commitment, country, day, word)
        for it in ledger.pledges
    )


def headline(commitment: str, figure: int) -> Place:
    """The undated pledge of a commitment."""
    return lambda ledger: ledger.commitments[commitment].pledged == figure


def claim(text: str, figure: float | str) -> Place:
    """A published figure that is held against the record."""
    return lambda ledger: any((it.text, it.value) == (text, Decimal(str(figure))) for it in ledger.claims)


def event(day: str, words: str) -> Place:
    """What happened on a day."""
    return lambda ledger: any(str(it.date) == day and words in it.title for it in ledger.events)


def note(words: str) -> Place:
    """What a note of an entry, a claim or a commitment says."""
    return lambda ledger: any(
        words in (it.note or "")
        for it in (*ledger.pledges, *ledger.actuals, *ledger.claims, *ledger.commitments.values())
    )


def indicator(key: str, figure: int) -> Place:
    """A figure around the mission."""
    return lambda ledger: ledger.indicators[key].value == figure


def title(source: str, words: str) -> Place:
    """What the title of a source says."""
    return lambda ledger: words in ledger.sources[source].title


FUND = "trust-fund"

RECORD: dict[str, tuple[Place, ...]] = {
    # personnel, pledged
    "up to 2,500, planned": (headline("personnel", 2500), claim("The mission will grow to 2,500 personnel", 2500)),
    "at least 2,900 promised": (claim("At least 2,900 troops promised by a handful of countries", 2900),),
    "over 3,100 by ten countries": (
        claim("Over 3,100 pledged by ten countries", 3100),
        claim("Ten countries together pledged over 3,100", 10),
    ),
    "supposed to have 2,900": (claim("The mission is meant to have 2,900 personnel", 2900),),
    "eight, seven and five notified": (
        claim("Eight countries officially notified the Secretary-General", 8),
        claim("Seven countries have notified the Secretary-General", 7),
        claim("Five countries have notified the United Nations that they will send personnel", 5),
    ),
    "more than 3,000 at first": (claim("Initial commitments of more than 3,000 personnel", 3000),),
    "Kenya 1,000": (pledge("personnel", "KE", "2023-07-29", 1000),),
    "Benin 1,500, 2,000, on hold": (
        pledge("personnel", "BJ", "2024-02-29", 1500),
        claim("Benin offers 2,000 troops", 2000),
        claim("At least 1,500 pledged by Benin", 1500),
        status("personnel", "BJ", "2024-09", "on-hold"),
    ),
    "Jamaica 200 = 170 + 30, 250": (
        pledge("personnel", "JM", "2023-08-04", 200),
        note("170 soldiers and 30 police officers"),
        claim("Jamaica pledged 250", 250),
    ),
    "400 for the three Caribbean states": (note("Reuters has 400 for Jamaica, the Bahamas and Belize together"),),
    "none of them fully deployed": (note("In February 2025 none of the three had sent more than an advance team"),),
    "Bahamas 150": (pledge("personnel", "BS", "2023-08-04", 150),),
    "Belize 50, 28 earlier": (pledge("personnel", "BZ", "2024-05", 50), note("The 28 of September 2023")),
    "Guatemala 150": (pledge("personnel", "GT", "2024-09-24", 150),),
    "El Salvador 78 and three helicopters": (
        pledge("personnel", "SV", "2024-08", 78),
        pledge("helicopters", "SV", "2024-08", 3),
    ),
    "Chad, Bangladesh, Barbados: no number": (
        pledge("personnel", "TD", "2024-02-29", None),
        pledge("personnel", "BD", "2024-02-29", None),
        pledge("personnel", "BB", "2023-09-27", None),
    ),
    "Barbados on hold": (status("personnel", "BB", "2025-01-10", "on-hold"),),
    "Suriname, Antigua and Barbuda, Guyana: undecided": (
        event("2023-10-06", "Guyana speaks of sending personnel, as Suriname and Antigua and Barbuda did in September"),
    ),
    "all 2,500 by January 2025": (event("2024-09-26", "January 2025"), note("have all 2,500 there by January 2025")),
    # personnel, deployed
    "a couple hundred, 200, 400 on 25 June 2024": (
        actual("personnel", "KE", "2024-06-25", 200),
        note("AP saw a couple hundred land"),
        claim("400 Kenyan police officers arrived on 25 June 2024", 400),
    ),
    "around 200 more in July 2024": (actual("personnel", "KE", "2024-07-16", 200), note("Most reports give 400")),
    "about 400 Kenyans in September 2024": (claim("About 400 Kenyans deployed", 400),),
    "around 410 police": (claim("Around 410 police on the ground", 410),),
    "382 Kenyans": (actual("personnel", "KE", "2024-09-26", 382),),
    "383, 25 and 2 are 410, of around 430": (
        claim("383 police officers from Kenya", 383),
        claim("25 from Jamaica", 25),
        claim("410 police officers: 383, 25 and 2", 410),
        claim("Around 430 personnel, 410 of them police officers", 430),
    ),
    "around 430 to the Council": (
        claim("Around 430 personnel deployed", 430),
        claim("Around 430 in all, the UN envoy tells the Council", 430),
    ),
    "24 Jamaicans, 2 Belizeans, 6 Bahamians": (
        actual("personnel", "JM", "2024-09-12", 24),
        actual("personnel", "BZ", "2024-09-12", 2),
        actual("personnel", "BS", "2024-10-18", 6),
        note("five men and a woman, for six months"),
    ),
    "75 and 8, then 75 more": (
        actual("personnel", "GT", "2025-01-03", 75),
        actual("personnel", "SV", "2025-01-03", 8),
        actual("personnel", "GT", "2025-01-04", 75),
        actual("personnel", "GT", "2025-01-04", 150),
    ),
    "77 and 152 Guatemalans": (claim("152 Guatemalans", 152), note("77 on the second flight")),
    "572 and 590 in January 2025": (
        actual("personnel", None, "2025-01-09", 572),
        claim("590 personnel with the second Guatemalan group", 590),
        claim("400 Kenyans of the 590", 400),
    ),
    "396 Kenyans": (claim("396 officers from Kenya", 396),),
    "217 more, over 600": (
        actual("personnel", "KE", "2025-01-18", 217),
        claim("Over 600 Kenyans with the third contingent", 600),
    ),
    "70 more, 78 Salvadorans": (
        actual("personnel", "SV", "2025-02-04", 70),
        actual("personnel", "SV", "2025-02-04", 78),
    ),
    "just under 800, 859, nearly 900, over 900": (
        claim("Just under 800 deployed", 800),
        actual("personnel", None, "2025-02-04", 859),
        claim("Nearly 900 police and troops", 900),
        claim("More than 900 members", 900),
        claim("700 Kenyans of more than 900 members", 700),
    ),
    "144 or 200 in February 2025, 744": (
        actual("personnel", "KE", "2025-02-06", 144),
        actual("personnel", "KE", "2025-02-06", 744),
        claim("More than 700 Kenyans with the fourth contingent", 700),
        claim("Two hundred Kenyan police officers arrived on 6 February 2025", 200),
    ),
    "21 for 24 Jamaicans": (actual("personnel", "JM", "2025-04-16", 21), note("relieve the 24")),
    "261 trained and not deployed": (indicator("officers-waiting", 261), event("2025-04-21", "261")),
    "only 1,000, less than 40 per cent": (
        claim("Only 1,000 deployed, Kenya's security adviser tells the Council", 1000),
        claim("Less than 40 per cent of the strength, Kenya's security adviser tells the Council", 40),
    ),
    "near 1,000, three quarters Kenyan": (
        claim("Nearly 1,000 personnel", 1000),
        claim("About 75 per cent of the personnel from Kenya", 75),
    ),
    "800 Kenyans sent": (
        claim("Around 800 Kenyans sent since June 2024", 800),
        claim("Some 800 Kenyan officers in Haiti", 800),
        claim("Kenya has slightly above 800 in Haiti", 800),
    ),
    "991 and its split": (
        actual("personnel", None, "2025-06-25", 991),
        actual("personnel", "GT", "2025-06-25", 150),
        actual("personnel", "SV", "2025-06-25", 78),
        actual("personnel", "JM", "2025-06-25", 23),
        actual("personnel", "BS", "2025-06-25", 6),
        actual("personnel", "BZ", "2025-06-25", 2),
        actual("personnel", "KE", "2025-06-25", 732),
        note("8 for the Bahamas and Belize together"),
    ),
    "735 of the 991, five countries": (
        claim("735 of the 991 from Kenya", 735),
        claim("991 officers from five contributing countries", 5),
        actual("personnel", None, "2025-07-04", 991),
    ),
    "below 30 per cent of equipment": (indicator("equipment", 30),),
    "about 1,000 from six countries": (
        claim("About 1,000 sent", 1000),
        claim("Police and soldiers from six countries", 6),
        claim("More than 700 from Kenya", 700),
    ),
    "989, 735 of them Kenyan": (actual("personnel", None, "2025-09-22", 989), claim("735 of the 989 from Kenya", 735)),
    "below 40 per cent of the authorised strength": (
        claim("Less than 40 per cent of the authorised strength, President Ruto tells the Assembly", 40),
    ),
    "970, some 700 Kenyans, 735": (
        actual("personnel", None, "2025-09-30", 970),
        actual("personnel", "KE", "2025-09-30", 700),
        claim("735 from Kenya at the end of the mission", 735),
    ),
    # the trust fund
    "10.8 deposited, 78 pledged": (
        actual(FUND, None, "2024-02-29", 10_800_000),
        actual(FUND, None, "2024-03-11", 10_800_000),
        claim("Further pledges of $78 million", 78_000_000),
        claim("Only $78 million formally pledged to the fund", 78_000_000),
        claim("Less than $11 million deposited", 11_000_000),
    ),
    "18, of Canada 8.7, the United States 6 and France 3.2": (
        actual(FUND, None, "2024-04-26", 18_000_000),
        actual(FUND, "CA", "2024-04-26", 8_700_000),
        actual(FUND, "US", "2024-04-26", 6_000_000),
        actual(FUND, "FR", "2024-04-26", 3_200_000),
    ),
    "21": (actual(FUND, None, "2024-06", 21_000_000),),
    "85.3": (claim("The fund now stands at $85.3 million", 85_300_000),),
    "67 of 84, by donor": (
        pledge(FUND, None, "2024-09", 84_000_000),
        actual(FUND, None, "2024-09", 67_000_000),
        actual(FUND, "CA", "2024-09", 45_000_000),
        actual(FUND, "US", "2024-09", 15_000_000),
        actual(FUND, "IT", "2024-09", 360_000),
        actual(FUND, "TR", "2024-09", 50_000),
        note(
            "the split of September 2024, in whole millions, has US$3 million, which is taken for the three million euros"
        ),
        note("The split of September 2024, in whole millions, has US$3 million"),
    ),
    "68 of 85": (pledge(FUND, None, "2024-10-11", 85_000_000), actual(FUND, None, "2024-10-11", 68_000_000)),
    "96.8, and 97.4 allocated": (
        pledge(FUND, None, "2024-11", 96_800_000),
        claim("Only $97.4 million allocated", 97_400_000),
    ),
    "85 of 110.3": (pledge(FUND, None, "2024-12", 110_300_000), actual(FUND, None, "2024-12", 85_000_000)),
    "more than 110, more than half of it Canada's": (
        actual(FUND, None, "2025-02-04", 110_000_000),
        actual(FUND, "CA", "2025-02-04", 55_000_000),
        claim("More than half of what was paid in came from Canada", 50),
    ),
    "110 from others": (claim("About $110 million from other countries than the United States", 110_000_000),),
    "about 110 in May 2025": (claim("About $110 million in the fund", 110_000_000),),
    "112.5, 113, 115": (
        actual(FUND, None, "2025-08-14", 112_500_000),
        claim("$113 million to date", 113_000_000),
        actual(FUND, None, "2025-09-30", 115_000_000),
    ),
    "7.2 taken for the fund": (claim("The fund stands at $7.2 million", 7_200_000),),
    # its donors
    "Canada C$80.5, 5.7, 40 and a maximum of 75.8": (
        pledge(FUND, "CA", "2024-02-22", 80_500_000),
        pledge(FUND, "CA", "2024-06-26", 5_700_000),
        pledge(FUND, "CA", "2025-09-23", 40_000_000),
        status(FUND, "CA", "2025-09-23", "conditional"),
        note("75,833,135"),
        title("gac-project", "CA-3-P014129001"),
        note("C$80 million already pledged"),
    ),
    "the United States: 15, 1.7 spent, 13.3 frozen": (
        pledge(FUND, "US", "2024-09", 15_000_000),
        actual(FUND, "US", "2025-02-04", 1_700_000),
        note("1.7 was spent and 13.3 frozen"),
        event("2025-02-04", "$13.3 million"),
    ),
    "France EUR 3 million, 850,000, US$10 million": (
        pledge(FUND, "FR", "2024-01-25", None),
        pledge(FUND, "FR", "2024-04-26", 3_200_000),
        actual(FUND, "FR", "2024-07-03", 3_200_000),
        note("France states 3 million euros"),
        note("850,000 euros"),
        pledge(FUND, "FR", "2025-01", 8_000_000),
        pledge(FUND, "FR", "2025-01", 2_000_000),
    ),
    "Spain EUR 3 million, thanked": (
        pledge(FUND, "ES", "2024-09-12", 3_000_000),
        note("Spain was thanked for its payment"),
    ),
    "Germany 10 and 10.4": (
        pledge(FUND, "DE", "2024-11", 10_400_000),
        claim("Germany contributes $10 million", 10_000_000),
    ),
    "the United Kingdom GBP 5 million": (pledge(FUND, "GB", "2024-04-09", 5_000_000),),
    "Algeria and Guyana": (pledge(FUND, "DZ", "2024-04-08", 100_000), pledge(FUND, "GY", "2024-02-26", None)),
    "the commander's thanks": tuple(
        actual(FUND, country, "2025-06-26", None) for country in ("KR", "DO", "DE", "JP", "SG", "GB")
    ),
    # outside it
    "100 and up to 100, 300, over 300 and up to 60": (
        pledge(FUND, "US", "2023-10-02", 200_000_000),
        pledge(FUND, "US", "2024-03-11", 300_000_000),
        pledge(FUND, "US", "2024-06-25", 300_000_000),
        pledge(FUND, "US", "2024-06-25", 60_000_000),
    ),
    "60 by drawdown, 109 over a hold, 30 for guards": (
        note("Released on 12 April 2024"),
        note("109 million were to be released over a hold, by reports of June 2024"),
        note("A contract of $30 million"),
    ),
    "380, Canada 59": (
        pledge(FUND, "US", "2024-09-12", 380_000_000),
        claim("Canada stands at $59 million", 59_000_000),
    ),
    "15 is less than 3 per cent, waivers of 40.7": (
        actual(FUND, "US", "2025-02-06", 500_000_000),
        note("Waivers for 40.7 million"),
    ),
    "more than 600": (actual(FUND, "US", "2025-04-21", 600_000_000),),
    # what it costs
    "237.55, 241.39 and 600": (
        claim("Kenya asks for $237.55 million", 237_550_000),
        claim("Kenya's 1,000 officers will cost $241,390,961", 241_390_961),
        claim("$600 million for the one-year deployment", 600_000_000),
    ),
    "240 a year": (
        claim("$240 million a year for up to 5,000 personnel", 240_000_000),
        claim("The mission will need $240 million a year", 240_000_000),
    ),
    "515 to 600 in two years, 600 a year, 600 the first": (
        claim("Between $515 and $600 million over two years", 600_000_000),
        claim("An annual cost of around $600 million", 600_000_000),
        headline("funding", 600_000_000),
    ),
    "68 of 600, 11.3 per cent": (
        actual("funding", None, "2025-06-25", 68_000_000),
        note("The letter is of this day"),
        claim("Barely 11.3% of the first year's $600 million transferred", 11.3),
        claim("Just $68 million disbursed", 68_000_000),
        claim("11% of the expected funding disbursed", 11),
    ),
    "Kenya: 2.1 billion, 4.5 billion": (
        actual("kenya-refunds", None, "2024-09-18", 2_100_000_000),
        note("We pay and they refund"),
        claim("The mission has cost Kenya's taxpayers Sh4.5 billion in nine months", 4_500_000_000),
    ),
    "Kenya: refunds in three spellings": (
        actual("kenya-refunds", None, "2025-03-15", "933546317.6"),
        note("US$7,210,038.56 by the police; also printed as 7,220,030.56 and 7,210,030.56"),
    ),
    "Kenya: drawings": (
        claim("A first drawing of Sh181,079,483", 181_079_483),
        claim("Sh500.96 million from January to March 2025", 500_960_000),
        note("77.52, 194.05 and 229.38 million"),
    ),
    # bases, equipment, casualties
    "3 of 12 bases, the third, two in Artibonite": (
        headline("bases", 12),
        actual("bases", None, "2024-11-28", 3),
        actual("bases", None, "2025-06-25", 3),
        actual("bases", None, "2025-07-04", 3),
        claim("Of 12 planned forward bases three are active", 3),
        claim("Two key bases established in Artibonite", 2),
    ),
    "10 and 24 vehicles, 34 turrets": (
        actual("armoured-vehicles", "US", "2024-07", 10),
        pledge("armoured-vehicles", "US", "2024-08-23", 34),
        note("34 turrets"),
    ),
    "20 out of use, half not working": (
        indicator("vehicles-out-of-use", 20),
        actual("armoured-vehicles", "US", "2025-04", None),
        note("Half did not work"),
    ),
    "3 helicopters": (actual("helicopters", "SV", "2025-02", 3),),
    "three dead": (
        indicator("mission-deaths", 1),
        event("2025-02-23", "Kaetuai"),
        event("2025-03-25", "Kabiru"),
        event("2025-08-31", "Nzuve"),
        event("2025-09-23", "three Kenyan officers"),
        claim("More than 20 Kenyan casualties", 20),
    ),
    "about 20 treated": (note("agreed on 13 May 2025; about 20 members had been treated there"),),
    "600 firearms for the police": (note("600 firearms of 10 February 2025 went to Haiti's police"),),
    # the mandate and the crisis
    "resolutions": (
        event("2023-10-02", "13 votes and 2 abstentions"),
        event("2024-09-30", "Resolution 2751"),
        event("2025-02-24", "support office"),
        event("2025-07", "Resolution 2785"),
        event("2025-09-30", "up to 5,550, by 12 votes and 3 abstentions; some papers call it unanimous"),
        event("2025-10-02", "one paper had the end of December"),
    ),
    "killed, injured, displaced": (
        indicator("deaths", 2680),
        indicator("injured", 957),
        indicator("displaced", 1_300_000),
        claim("1.4 million people displaced", 1_400_000),
    ),
}

SUCCESSOR: dict[str, tuple[Place, ...]] = {
    "5,500 and 5,550": (headline("personnel", 5500), note("the ceiling is 5,550")),
    "Chad and Bangladesh 1,500 each, 800": (
        pledge("personnel", "TD", "2025-12", 1500),
        pledge("personnel", "BD", "2025-12", 1500),
        claim("Chad will send 800", 800),
    ),
    "up to 7,500 by 18 entities": (
        claim("Pledges of up to 7,500 personnel", 7500),
        claim("18 entities pledged", 18),
        event("2025-12-09", "18 entities"),
    ),
    "970 taken over, 980": (
        actual("personnel", None, "2025-10-02", 970),
        actual("personnel", None, "2025-12-08", 980),
    ),
    "230 in, 100 out, or 170 for 400": (
        actual("personnel", "KE", "2025-12-08", 130),
        note("230 arrive, about 100 of the first contingent go home"),
        claim("The last 400 Kenyans leave and 170 relieve them", 170),
    ),
    "Haiti 50, the Dominican Republic 10, Canada C$40, Germany 35 of 46": (
        pledge(FUND, "HT", "2025-12-09", 50_000_000),
        pledge(FUND, "DO", "2025-12-09", 10_000_000),
        pledge(FUND, "CA", "2025-12-09", 40_000_000),
        pledge(FUND, "DE", "2025-12-22", 35_000_000),
        note("Germany's contribution to Haiti is 46 million in all"),
    ),
    "20 vehicles, of the United States or Canada": (
        actual("armoured-vehicles", "US", "2025-10", 20),
        claim("20 armoured vehicles from Canada", 20),
    ),
    "the support office": (event("2026-01", "31 March 2026"),),
}


@pytest.fixture(scope="module")
def record() -> Ledger:
    return load(DATA / "commitments.toml")


@pytest.fixture(scope="module")
def successor() -> Ledger:
    return load(DATA / "examples/gsf.toml")


@pytest.mark.parametrize("figure", RECORD)
def test_the_record_has_the_figure(record: Ledger, figure: str) -> None:
    assert [number for number, place in enumerate(RECORD[figure], 1) if not place(record)] == []


@pytest.mark.parametrize("figure", SUCCESSOR)
def test_the_example_of_the_successor_has_the_figure(successor: Ledger, figure: str) -> None:
    assert [number for number, place in enumerate(SUCCESSOR[figure], 1) if not place(successor)] == []


def test_the_successors_ledger_is_sourced_and_valid(successor: Ledger) -> None:
    entries = (*successor.pledges, *successor.actuals, *successor.claims, *successor.events)
    assert all(it.source for it in entries)
    assert {key for it in entries for key in it.source} <= set(successor.sources)
    assert all(source.url and source.publisher for source in successor.sources.values())
