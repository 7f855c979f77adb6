"""The group that a text means, and the table of the usual groups."""

from datetime import date
from itertools import combinations

import pycountry
import pytest

from mss_gap.ledger.groups.contributor_group import ContributorGroup
from mss_gap.ledger.groups.lookup import UnknownGroupError, group, groups, usual_groups
from mss_gap.ledger.groups.usual_groups import REGIONS, SUBREGIONS, UNIONS, USUAL_GROUPS
from mss_gap.ledger.model import Ledger, Source
from mss_gap.ledger.names import countries
from mss_gap.ledger.read.load import parse_ledger

OWN = b"""
[contributors.EU]
name = "European Union"

[commitments.personnel]
unit = "personnel"

[groups.caricom]
name = "CARICOM troop contributors"
members = ["JM", "BS", "EU"]
source = "https://example.org/caricom"

[groups.la]
name = "L\xc3\xa4nder Amerikas"
members = ["BR"]

[groups.north]
members = ["NO", "SE"]
"""

USUAL = (
    "the usual groups are africa, african-union, americas, asia, australia-and-new-zealand, caribbean, central-america, "
    "central-asia, eastern-africa, eastern-asia, eastern-europe, europe, european-union, latin-america, melanesia, "
    "micronesia, middle-africa, northern-africa, northern-america, northern-europe, oceania, polynesia, south-america, "
    "south-eastern-asia, southern-africa, southern-asia, southern-europe, sub-saharan-africa, western-africa, "
    "western-asia, western-europe"
)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return parse_ledger(OWN, "test.toml")


@pytest.fixture(scope="module")
def bare() -> Ledger:
    """A ledger without groups."""
    return parse_ledger(b'[commitments.personnel]\nunit = "personnel"\n', "test.toml")


def test_a_group_of_the_ledger_comes_before_a_usual_one_of_the_same_id(ledger: Ledger) -> None:
    own = ContributorGroup(
        id="caricom",
        name="CARICOM troop contributors",
        members=("JM", "BS", "EU"),
        sources=("https://example.org/caricom",),
    )
    assert [group(ledger, text) for text in ("caricom", "CARICOM", "Caricom Troop Contributors")] == [own] * 3


def test_a_usual_group_has_its_source_and_its_day(bare: Ledger) -> None:
    address = "https://caricom.org/member-states-and-associate-members/"
    assert group(bare, "caricom") == ContributorGroup(
        id="caricom",
        name="Caribbean Community",
        members=("AG", "BB", "BS", "BZ", "DM", "GD", "GY", "HT", "JM", "KN", "LC", "MS", "SR", "TT", "VC"),
        sources=(address,),
        listing=Source(title="Member States and Associate Members", publisher="Caribbean Community", url=address),
        as_of=date(2025, 1, 1),
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("latin-america", "latin-america"),
        ("Latin America and the Caribbean", "latin-america"),
        ("LATIN AMERICA & CARIBBEAN", "latin-america"),
        ("Latin America", "latin-america"),
        ("lac", "latin-america"),
        ("419", "latin-america"),
        ("EU", "european-union"),
        ("the European Union", "european-union"),
        ("au", "african-union"),
        ("Sub-Saharan Africa", "sub-saharan-africa"),
        ("south eastern asia", "south-eastern-asia"),
        ("länder amerikas", "la"),
        ("Lander Amerikas", "la"),
        ("North", "north"),
    ],
)
def test_a_group_is_found_by_its_id_its_name_and_its_usual_abbreviation_in_any_case(
    ledger: Ledger, text: str, meant: str
) -> None:
    assert group(ledger, text).id == meant


def test_a_group_without_a_name_has_its_id_as_a_title(ledger: Ledger) -> None:
    assert [(each.id, each.name) for each in groups(ledger)] == [
        ("caricom", "CARICOM troop contributors"),
        ("la", "Länder Amerikas"),
        ("north", "North"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("carribean", 'there is no group "carribean": did you mean caribbean?'),
        ("Latin Amerika", 'there is no group "Latin Amerika": did you mean latin-america?'),
        ("nort", 'there is no group "nort": did you mean north?'),
        ("GRULAC", f'there is no group "GRULAC": the ledger has caricom, la, north; {USUAL}'),
    ],
)
def test_an_unknown_group_names_the_nearest_else_all(ledger: Ledger, text: str, message: str) -> None:
    with pytest.raises(UnknownGroupError) as caught:
        group(ledger, text)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["", " ", "-", "🚁"])
def test_a_text_without_letters_means_no_group(bare: Ledger, text: str) -> None:
    with pytest.raises(UnknownGroupError):
        group(bare, text)


def test_a_name_of_two_groups_of_the_ledger_is_refused_with_both_ids() -> None:
    content = b"""
        commitments.personnel.unit = "personnel"
        groups.a = { name = "Friends", members = ["KE"] }
        groups.b = { name = "friends", members = ["CA"] }
    """
    with pytest.raises(UnknownGroupError) as caught:
        group(parse_ledger(content, "test.toml"), "FRIENDS")
    assert (
        str(caught.value) == '"FRIENDS" means more than one group of this ledger: write the id of one of them, a or b'
    )


def test_every_word_for_a_usual_group_means_one_group(bare: Ledger) -> None:
    words = [(word, key) for key, it in USUAL_GROUPS.items() for word in (key, it.name, *it.aliases.split())]
    assert [group(bare, word).id for word, _ in words] == [key for _, key in words]


def test_the_members_of_every_usual_group_are_countries_in_alphabetical_order_each_once() -> None:
    for each in usual_groups():
        assert list(each.members) == sorted(set(each.members)), each.id
        assert set(each.members) <= set(countries()), each.id


def test_every_country_is_in_one_of_the_smallest_regions_but_for_those_that_the_standard_leaves_out() -> None:
    in_regions = [code for region in SUBREGIONS.values() for code in region.members.split()]
    iso = {country.alpha_2 for country in pycountry.countries}
    assert sorted(in_regions) == sorted(iso - {"AQ", "TW"})


def test_the_regions_have_as_many_members_as_the_standard_lists() -> None:
    counts = {key: len(it.members.split()) for key, it in {**REGIONS, **SUBREGIONS}.items()}
    assert counts == {
        "africa": 60,
        "americas": 57,
        "asia": 50,
        "australia-and-new-zealand": 6,
        "caribbean": 28,
        "central-america": 8,
        "central-asia": 5,
        "eastern-africa": 22,
        "eastern-asia": 7,
        "eastern-europe": 10,
        "europe": 51,
        "latin-america": 52,
        "melanesia": 5,
        "micronesia": 8,
        "middle-africa": 9,
        "northern-africa": 7,
        "northern-america": 5,
        "northern-europe": 16,
        "oceania": 29,
        "polynesia": 10,
        "south-america": 16,
        "south-eastern-asia": 11,
        "southern-africa": 5,
        "southern-asia": 9,
        "southern-europe": 16,
        "sub-saharan-africa": 53,
        "western-africa": 17,
        "western-asia": 18,
        "western-europe": 9,
    }


def test_the_five_regions_share_no_member() -> None:
    five = [set(REGIONS[key].members.split()) for key in ("africa", "americas", "asia", "europe", "oceania")]
    assert [first & second for first, second in combinations(five, 2)] == [set()] * 10


def test_the_unions_have_their_members() -> None:
    members = {key: set(union.members.split()) for key, union in UNIONS.items()}
    assert {key: len(codes) for key, codes in members.items()} == {
        "african-union": 55,
        "caricom": 15,
        "european-union": 27,
    }
    africa = set(REGIONS["africa"].members.split())
    # The territories of France and the United Kingdom are in the region and in no union of its states.
    assert africa - members["african-union"] == {"IO", "RE", "SH", "TF", "YT"}
    assert members["african-union"] - africa == set()
    assert "GB" not in members["european-union"]
