"""Which contributor a text means: every state under every name in use, declared bodies, and never a guess."""

import unicodedata

import pycountry
import pytest

from mss_gap.ledger.contributors import Contributors, fold
from mss_gap.ledger.country_names import FORMS, FURTHER
from mss_gap.ledger.names import countries

NOBODY = Contributors({})
MEMBERS = """
AF Afghanistan; AL Albania; DZ Algeria; AD Andorra; AO Angola; AG Antigua and Barbuda; AR Argentina; AM Armenia;
AU Australia; AT Austria; AZ Azerbaijan; BS Bahamas; BH Bahrain; BD Bangladesh; BB Barbados; BY Belarus; BE Belgium;
BZ Belize; BJ Benin; BT Bhutan; BO Bolivia (Plurinational State of); BA Bosnia and Herzegovina; BW Botswana; BR Brazil;
BN Brunei Darussalam; BG Bulgaria; BF Burkina Faso; BI Burundi; CV Cabo Verde; KH Cambodia; CM Cameroon; CA Canada;
CF Central African Republic; TD Chad; CL Chile; CN China; CO Colombia; KM Comoros; CG Congo; CR Costa Rica;
CI Côte d'Ivoire; HR Croatia; CU Cuba; CY Cyprus; CZ Czechia; KP Democratic People's Republic of Korea;
CD Democratic Republic of the Congo; DK Denmark; DJ Djibouti; DM Dominica; DO Dominican Republic; EC Ecuador; EG Egypt;
SV El Salvador; GQ Equatorial Guinea; ER Eritrea; EE Estonia; SZ Eswatini; ET Ethiopia; FJ Fiji; FI Finland; FR France;
GA Gabon; GM Gambia (Republic of The); GE Georgia; DE Germany; GH Ghana; GR Greece; GD Grenada; GT Guatemala; GN Guinea;
GW Guinea Bissau; GY Guyana; HT Haiti; HN Honduras; HU Hungary; IS Iceland; IN India; ID Indonesia;
IR Iran (Islamic Republic of); IQ Iraq; IE Ireland; IL Israel; IT Italy; JM Jamaica; JP Japan; JO Jordan; KZ Kazakhstan;
KE Kenya; KI Kiribati; KW Kuwait; KG Kyrgyzstan; LA Lao People's Democratic Republic; LV Latvia; LB Lebanon; LS Lesotho;
LR Liberia; LY Libya; LI Liechtenstein; LT Lithuania; LU Luxembourg; MG Madagascar; MW Malawi; MY Malaysia; MV Maldives;
ML Mali; MT Malta; MH Marshall Islands; MR Mauritania; MU Mauritius; MX Mexico; FM Micronesia (Federated States of);
MC Monaco; MN Mongolia; ME Montenegro; MA Morocco; MZ Mozambique; MM Myanmar; NA Namibia; NR Nauru; NP Nepal;
NL Netherlands (Kingdom of the); NZ New Zealand; NI Nicaragua; NE Niger; NG Nigeria; MK North Macedonia; NO Norway;
OM Oman; PK Pakistan; PW Palau; PA Panama; PG Papua New Guinea; PY Paraguay; PE Peru; PH Philippines; PL Poland;
PT Portugal; QA Qatar; KR Republic of Korea; MD Republic of Moldova; RO Romania; RU Russian Federation; RW Rwanda;
KN Saint Kitts and Nevis; LC Saint Lucia; VC Saint Vincent and the Grenadines; WS Samoa; SM San Marino;
ST Sao Tome and Principe; SA Saudi Arabia; SN Senegal; RS Serbia; SC Seychelles; SL Sierra Leone; SG Singapore;
SK Slovakia; SI Slovenia; SB Solomon Islands; SO Somalia; ZA South Africa; SS South Sudan; ES Spain; LK Sri Lanka;
SD Sudan; SR Suriname; SE Sweden; CH Switzerland; SY Syrian Arab Republic; TJ Tajikistan; TH Thailand; TL Timor-Leste;
TG Togo; TO Tonga; TT Trinidad and Tobago; TN Tunisia; TR Türkiye; TM Turkmenistan; TV Tuvalu; UG Uganda; UA Ukraine;
AE United Arab Emirates; GB United Kingdom of Great Britain and Northern Ireland; TZ United Republic of Tanzania;
US United States of America; UY Uruguay; UZ Uzbekistan; VU Vanuatu; VE Venezuela, Bolivarian Republic of; VN Viet Nam;
YE Yemen; ZM Zambia; ZW Zimbabwe
"""
"""The member states, as the United Nations write them: https://www.un.org/en/about-us/member-states."""
OBSERVERS = "VA Holy See; PS State of Palestine"
"""The non-member states: https://www.un.org/en/about-us/non-member-states."""
STATES = {
    code: name for state in f"{MEMBERS};{OBSERVERS}".split(";") for code, _, name in [" ".join(state.split()).partition(" ")]
}  # fmt: skip


def test_every_member_and_observer_of_the_united_nations_is_found_by_the_name_it_has_there() -> None:
    assert len(STATES) == 193 + 2
    assert {code: NOBODY.codes_of(name) for code, name in STATES.items()} == {code: (code,) for code in STATES}


def test_every_country_of_iso_3166_1_is_found_by_its_codes_and_by_each_of_its_names() -> None:
    for country in pycountry.countries:
        code = country.alpha_2
        stated = {country.name, getattr(country, "official_name", code), getattr(country, "common_name", code)}
        forms = {code, code.lower(), country.alpha_3, country.alpha_3.lower(), countries()[code], *stated}
        forms |= {name.upper() for name in forms} | {f" {name.lower()} " for name in forms}
        assert {form: NOBODY.codes_of(form) for form in forms} == dict.fromkeys(forms, (code,))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("uk", "GB"), ("U.K.", "GB"), ("Britain", "GB"), ("Great Britain", "GB"), ("USA", "US"), ("U.S.A.", "US"),
        ("UAE", "AE"), ("DRC", "CD"), ("DR Congo", "CD"), ("Congo, Dem. Rep.", "CD"), ("Congo, Rep.", "CG"),
        ("Republic of the Congo", "CG"), ("Congo-Brazzaville", "CG"), ("Burma", "MM"), ("Holland", "NL"), ("Czech Republic", "CZ"),
        ("Swaziland", "SZ"), ("Macedonia", "MK"), ("Cape Verde", "CV"), ("East Timor", "TL"), ("Turkey", "TR"),
        ("Ivory Coast", "CI"), ("COTE D IVOIRE", "CI"), ("Kosovo", "XK"), ("XKX", "XK"), ("Kosovo*", "XK"), ("xk", "XK"),
        ("Islamic Republic of Iran", "IR"), ("Iran, Islamic Republic of", "IR"), ("Iran, Islamic Rep.", "IR"),
        ("Korea, Republic of", "KR"), ("Korea (Rep)", "KR"), ("Korea, Rep.", "KR"), ("South Korea", "KR"), ("Korea, South", "KR"),
        ("Korea, Dem. People's Rep.", "KP"), ("DPRK", "KP"), ("Egypt, Arab Rep.", "EG"), ("Lao PDR", "LA"), ("Lao P.D.R.", "LA"),
        ("Micronesia, Fed. Sts.", "FM"), ("Venezuela, RB", "VE"), ("Gambia, The", "GM"), ("the bahamas", "BS"),
        ("Hong Kong SAR, China", "HK"), ("China, Hong Kong Special Administrative Region", "HK"), ("Taiwan Province of China", "TW"),
        ("West Bank and Gaza", "PS"), ("occupied Palestinian territory", "PS"), ("China, People's Republic of", "CN"),
        ("Trinidad & Tobago", "TT"), ("Bosnia-Herzegovina", "BA"), ("St. Vincent and the Grenadines", "VC"), ("Vietnam", "VN"),
        ("Germany, Government of", "DE"), ("Government of Canada", "CA"), ("Türkiye, Republic of", "TR"), ("Guinea", "GN"),
        ("Samoa", "WS"), ("Ireland", "IE"), ("Republic of Ireland", "IE"), ("Sudan", "SD"), ("and", "AD"),
    ],
)  # fmt: skip
def test_a_country_is_found_as_people_and_data_write_it(text: str, code: str) -> None:
    assert NOBODY.codes_of(text) == (code,)


@pytest.mark.parametrize(
    ("text", "codes"), [("Korea", ("KP", "KR")), ("Virgin Islands", ("VG", "VI")), ("the Korea ", ("KP", "KR"))]
)
def test_a_name_of_two_countries_means_both(text: str, codes: tuple[str, ...]) -> None:
    assert NOBODY.codes_of(text) == codes


def test_the_further_names_are_of_known_countries_and_none_is_there_twice() -> None:
    assert {*FURTHER, *" ".join(FORMS.values()).split()} <= set(countries())
    words = [fold(name) for names in FURTHER.values() for name in names]
    assert {word for word in words if words.count(word) > 1} == {"korea", "virginislands"}


NOT_COUNTRIES = [
    "World Bank", "European Union", "United Nations", "African Union", "Caribbean Community", "CARICOM", "NATO", "UNICEF",
    "OCHA", "NGO", "WHO", "EU", "UN", "XX", "England", "Northern Ireland", "Yugoslavia", "Soviet Union", "Czechoslovakia",
    "Republic of China", "Islamic State of Iraq", "Kingdom of Kenya", "Private donors", "Others", "Total", "Unknown", "", "the",
    "Asian Development Bank", "Red Cross", "Central Asia", "ZZZ", "世界", "!",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_COUNTRIES)
def test_what_is_no_country_means_none_and_no_country_is_suggested(text: str) -> None:
    assert NOBODY.codes_of(text) == ()
    assert NOBODY.hint(text).startswith("write a country's code of two letters, or declare [contributors.")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Jamacia", 'did you mean "JM", the code of Jamaica?'),
        ("Guatamala", 'did you mean "GT", the code of Guatemala?'),
        ("El Salvadore", 'did you mean "SV", the code of El Salvador?'),
        ("Rusian Federation", 'did you mean "RU", the code of Russia?'),
        ("kenya", 'write "KE", the code of Kenya'),
        ("Korea", 'write "KP" for North Korea, or "KR" for South Korea'),
        ("K\N{CYRILLIC CAPITAL LETTER IE}",
         '"\N{CYRILLIC CAPITAL LETTER IE}" is not a Latin letter but CYRILLIC CAPITAL LETTER IE: write "KE", the code of Kenya'),
        ("\N{CYRILLIC CAPITAL LETTER KA}\N{CYRILLIC CAPITAL LETTER IE}",
         '"\N{CYRILLIC CAPITAL LETTER KA}" is not a Latin letter but CYRILLIC CAPITAL LETTER KA: write "KE", the code of Kenya'),
        ("Ken\N{GREEK SMALL LETTER UPSILON}a",
         '"\N{GREEK SMALL LETTER UPSILON}" is not a Latin letter but GREEK SMALL LETTER UPSILON: did you mean "KE", the code of Kenya?'),
        ("World Bank", "write a country's code of two letters, or declare [contributors.WORLD-BANK] with its name"),
        ("世界", "write a country's code of two letters, or declare [contributors.CODE] with its name"),
    ],
)  # fmt: skip
def test_a_hint_says_what_to_write(text: str, hint: str) -> None:
    assert NOBODY.hint(text) == hint


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("text", ["Québec", "québec", "QUÉBEC", "quebec", " the Quebec ", "qc"])
def test_a_body_is_found_as_countries_are(text: str, form: str) -> None:
    bodies = Contributors({"QC": unicodedata.normalize("NFD", "Québec"), "NU": "Nunavut"})
    assert bodies.codes_of(unicodedata.normalize(form, text)) == ("QC",)


ALIKE = Contributors(
    {
        "A1": "EU",
        "A2": "eu",
        "a1": "Alliance One",
        "CHAD": "Coalition for Haitian Aid",
        "WB": "World Bank",
        "USA": "Union",
    }
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A1", ("A1",)),
        ("a1", ("a1",)),
        ("EU", ("A1", "A2")),
        ("alliance one", ("a1",)),
        ("CHAD", ("CHAD",)),
        ("Chad", ("CHAD", "TD")),
        ("TD", ("TD",)),
        ("TCD", ("TD",)),
        ("USA", ("USA",)),
        ("usa", ("USA", "US")),
        ("world  bank", ("WB",)),
    ],
)
def test_an_exact_code_wins_and_what_means_two_means_both(text: str, codes: tuple[str, ...]) -> None:
    assert ALIKE.codes_of(text) == codes


def test_a_slip_in_a_name_of_two_names_both() -> None:
    assert ALIKE.hint("Chaad") == 'did you mean "CHAD" for Coalition for Haitian Aid, or "TD" for Chad?'


def test_bodies_that_may_be_taken_for_another_or_for_a_country_are_named() -> None:
    assert list(ALIKE.look_alikes()) == [("A2", "A1"), ("a1", "A1"), ("CHAD", "TD"), ("USA", "US")]
    cyrillic = Contributors({"WB": "World Bank", "W2": "W\N{CYRILLIC SMALL LETTER O}rld Bank", "GEO-1": "georgia"})
    assert list(cyrillic.look_alikes()) == [("W2", "WB"), ("GEO-1", "GE")]
    assert (
        list(Contributors({"EU": "European Union", "AFU": "African Union", "世": "世界", "界": "界"}).look_alikes())
        == []
    )


def test_vowel_signs_of_other_scripts_are_no_accents() -> None:
    assert Contributors({"A": "कि", "B": "के"}).codes_of("के") == ("B",)
