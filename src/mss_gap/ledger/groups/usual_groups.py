"""The usual groups of contributors, each with its source and its day. Loaded only when a group is asked for.

The regions are those of the M49 standard. It leaves out Kosovo and Taiwan, and has Antarctica in no region. Members that
a union has suspended are members.
"""

from datetime import date
from types import MappingProxyType
from typing import NamedTuple


class Listing(NamedTuple):
    """Where the members of some groups are listed."""

    title: str
    publisher: str
    url: str
    as_of: date
    """The date of the list of members."""


class UsualGroup(NamedTuple):
    """A group that ships, by what it is called."""

    name: str
    listing: Listing
    members: str
    """Codes in alphabetical order, a space between two."""
    aliases: str = ""
    """Other words for it, in lower case, a space between two."""


_M49 = Listing(
    "Standard country or area codes for statistical use (M49)",
    "United Nations Statistics Division",
    "https://unstats.un.org/unsd/methodology/m49/",
    date(2024, 9, 25),
)
_EU = Listing(
    "EU countries",
    "European Union",
    "https://european-union.europa.eu/principles-countries-history/eu-countries_en",
    date(2025, 1, 1),
)
_AU = Listing("Member States", "African Union", "https://au.int/en/member_states/countryprofiles2", date(2025, 1, 1))
_CARICOM = Listing(
    "Member States and Associate Members",
    "Caribbean Community",
    "https://caricom.org/member-states-and-associate-members/",
    date(2025, 1, 1),
)

UNIONS = MappingProxyType(
    {
        "african-union": UsualGroup(
            "African Union",
            _AU,
            "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG "
            "RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW",
            "au",
        ),
        "caricom": UsualGroup(
            "Caribbean Community", _CARICOM, "AG BB BS BZ DM GD GY HT JM KN LC MS SR TT VC", "cc caribbean-community"
        ),
        "european-union": UsualGroup(
            "European Union",
            _EU,
            "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
            "eu eu27",
        ),
    }
)
"""Unions of states: their members, without associates and observers."""

SUBREGIONS = MappingProxyType(
    {
        "australia-and-new-zealand": UsualGroup("Australia and New Zealand", _M49, "AU CC CX HM NF NZ", "053"),
        "caribbean": UsualGroup(
            "Caribbean",
            _M49,
            "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
            "029",
        ),
        "central-america": UsualGroup("Central America", _M49, "BZ CR GT HN MX NI PA SV", "013"),
        "central-asia": UsualGroup("Central Asia", _M49, "KG KZ TJ TM UZ", "143"),
        "eastern-africa": UsualGroup(
            "Eastern Africa",
            _M49,
            "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
            "014 east-africa",
        ),
        "eastern-asia": UsualGroup("Eastern Asia", _M49, "CN HK JP KP KR MN MO", "030 east-asia"),
        "eastern-europe": UsualGroup("Eastern Europe", _M49, "BG BY CZ HU MD PL RO RU SK UA", "151"),
        "melanesia": UsualGroup("Melanesia", _M49, "FJ NC PG SB VU", "054"),
        "micronesia": UsualGroup("Micronesia", _M49, "FM GU KI MH MP NR PW UM", "057"),
        "middle-africa": UsualGroup("Middle Africa", _M49, "AO CD CF CG CM GA GQ ST TD", "017"),
        "northern-africa": UsualGroup("Northern Africa", _M49, "DZ EG EH LY MA SD TN", "015 north-africa"),
        "northern-america": UsualGroup("Northern America", _M49, "BM CA GL PM US", "021"),
        "northern-europe": UsualGroup(
            "Northern Europe", _M49, "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ", "154"
        ),
        "polynesia": UsualGroup("Polynesia", _M49, "AS CK NU PF PN TK TO TV WF WS", "061"),
        "south-america": UsualGroup("South America", _M49, "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE", "005"),
        "south-eastern-asia": UsualGroup(
            "South-eastern Asia", _M49, "BN ID KH LA MM MY PH SG TH TL VN", "035 south-east-asia"
        ),
        "southern-africa": UsualGroup("Southern Africa", _M49, "BW LS NA SZ ZA", "018"),
        "southern-asia": UsualGroup("Southern Asia", _M49, "AF BD BT IN IR LK MV NP PK", "034 south-asia"),
        "southern-europe": UsualGroup(
            "Southern Europe", _M49, "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA", "039"
        ),
        "western-africa": UsualGroup(
            "Western Africa", _M49, "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG", "011 west-africa"
        ),
        "western-asia": UsualGroup(
            "Western Asia", _M49, "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE", "145 west-asia"
        ),
        "western-europe": UsualGroup("Western Europe", _M49, "AT BE CH DE FR LI LU MC NL", "155"),
    }
)
"""The smallest regions of the standard: a country is in one of them at most."""


def _region(name: str, code: str, parts: str) -> UsualGroup:
    """A region that other regions make up, by their ids; `code` is its number in the standard."""
    members = sorted(" ".join(SUBREGIONS[part].members for part in parts.split()).split())
    return UsualGroup(name, _M49, " ".join(members), code)


REGIONS = MappingProxyType(
    {
        "africa": _region(
            "Africa", "002", "northern-africa eastern-africa middle-africa southern-africa western-africa"
        ),
        "americas": _region("Americas", "019", "northern-america caribbean central-america south-america"),
        "asia": _region("Asia", "142", "central-asia eastern-asia south-eastern-asia southern-asia western-asia"),
        "europe": _region("Europe", "150", "eastern-europe northern-europe southern-europe western-europe"),
        "latin-america": _region(
            "Latin America and the Caribbean", "419 lac", "caribbean central-america south-america"
        ),
        "oceania": _region("Oceania", "009", "australia-and-new-zealand melanesia micronesia polynesia"),
        "sub-saharan-africa": _region(
            "Sub-Saharan Africa", "202", "eastern-africa middle-africa southern-africa western-africa"
        ),
    }
)
"""The regions of the standard that are made up of smaller ones."""

USUAL_GROUPS = MappingProxyType(dict(sorted({**UNIONS, **REGIONS, **SUBREGIONS}.items())))
"""Every group that ships, by its id."""
