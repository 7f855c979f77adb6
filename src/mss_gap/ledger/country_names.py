"""Names of countries besides those of the Unicode CLDR (`ledger/cldr.py`). Loaded only to look up a name.

The sources: the member states and observers of the United Nations as it lists them, the official names of ISO 3166-1
and of UNTERM, the names in the data of the World Bank and the IMF, and names in use. Names are compared without case,
accents, punctuation, order ("Korea, Republic of") and small words: one spelling is enough.
"""

from types import MappingProxyType

FURTHER = MappingProxyType(
    {
        "AE": ("UAE", "Emirates"),
        "AR": ("Argentine Republic",),
        "BA": ("Bosnia", "BiH"),
        "BN": ("Brunei Darussalam",),
        "BQ": ("Bonaire, Sint Eustatius and Saba",),
        "CC": ("Cocos Islands", "Keeling Islands"),
        "CD": ("Democratic Republic of the Congo", "DRC", "DR Congo", "Congo DRC", "Zaire"),
        "CF": ("CAR",),
        "CG": ("Congo",),
        "CH": ("Swiss Confederation",),
        "CI": ("Ivory Coast",),
        "CN": ("PRC",),
        "CV": ("Cabo Verde",),
        "CZ": ("Czech Republic",),
        "FK": ("Falkland Islands (Malvinas)", "Falklands"),
        "FM": ("Fed. Sts. of Micronesia",),
        "FO": ("Faeroe Islands", "Faroes"),
        "FR": ("French Republic",),
        "GA": ("Gabonese Republic",),
        "GB": ("United Kingdom of Great Britain and Northern Ireland", "Great Britain", "Britain"),
        "GR": ("Hellenic Republic",),
        "HK": ("Hong Kong", "Hong Kong SAR", "Hong Kong Special Administrative Region", "Hong Kong Special Administrative Region of China"),
        "HM": ("Heard Island and McDonald Islands",),
        "IT": ("Italian Republic",),
        "KG": ("Kyrgyz Republic",),
        "KN": ("Saint Christopher and Nevis",),
        "KP": ("Democratic People's Republic of Korea", "DPRK", "DPR Korea", "Korea"),
        "KR": ("Republic of Korea", "ROK", "Korea"),
        "LA": ("Lao People's Democratic Republic", "Lao PDR"),
        "LB": ("Lebanese Republic",),
        "LY": ("Libyan Arab Jamahiriya",),
        "MF": ("Saint Martin (French part)",),
        "MK": ("Macedonia", "former Yugoslav Republic of Macedonia", "FYR Macedonia", "FYROM"),
        "MM": ("Myanmar", "Burma"),
        "MO": ("Macao", "Macau", "Macao SAR", "Macao Special Administrative Region", "Macao Special Administrative Region of China"),
        "MX": ("United Mexican States",),
        "NL": ("Holland",),
        "PN": ("Pitcairn",),
        "PS": ("Palestine", "occupied Palestinian territory", "occupied Palestinian territories", "Palestinian Territory", "West Bank and Gaza"),
        "PT": ("Portuguese Republic",),
        "RU": ("Russian Federation",),
        "RW": ("Rwandese Republic",),
        "SH": ("Saint Helena, Ascension and Tristan da Cunha",),
        "SK": ("Slovak Republic",),
        "SX": ("Sint Maarten (Dutch part)", "Saint Maarten"),
        "SY": ("Syrian Arab Republic",),
        "SZ": ("Swaziland",),
        "TG": ("Togolese Republic",),
        "TL": ("East Timor",),
        "TR": ("Turkey",),
        "TW": ("Taiwan, Province of China", "Taiwan, China", "Chinese Taipei"),
        "UM": ("United States Minor Outlying Islands",),
        "US": ("United States of America", "America"),
        "VA": ("Holy See", "Holy See (Vatican City State)", "Vatican City State", "Vatican"),
        "VE": ("RB Venezuela",),
        "VG": ("Virgin Islands",),
        "VI": ("Virgin Islands of the United States", "United States Virgin Islands", "Virgin Islands"),
        "XK": ("XKX", "Kosovo (UNSCR 1244)", "Kosovo (under UNSCR 1244/99)"),
    }
)  # fmt: skip
"""Further names by alpha-2 code. A name of two countries means neither: a hint names both."""

FORMS = MappingProxyType(
    {
        "Arab Republic of": "EG",
        "Bolivarian Republic of": "VE",
        "Commonwealth of": "AU BS DM MP PR",
        "Co-operative Republic of": "GY",
        "Democratic Republic of": "ST TL",
        "Democratic Socialist Republic of": "LK",
        "Eastern Republic of": "UY",
        "Federal Democratic Republic of": "ET NP",
        "Federal Republic of": "DE NG SO",
        "Federated States of": "FM",
        "Federation of": "KN",
        "Federative Republic of": "BR",
        "Grand Duchy of": "LU",
        "Hashemite Kingdom of": "JO",
        "Independent State of": "PG WS",
        "Islamic Republic of": "AF IR MR PK",
        "Kingdom of": "BE BH BT DK ES KH LS MA NL NO SA SE SZ TH TO",
        "Oriental Republic of": "UY",
        "People's Democratic Republic of": "DZ",
        "People's Republic of": "BD CN",
        "Plurinational State of": "BO",
        "Principality of": "AD LI MC",
        "Republic of": "AL AM AO AR AT AZ BA BG BI BJ BW BY CG CI CL CM CO CR CU CV CY DJ EC EE FI FJ GE GH GM GN GQ GT "
        "GW GY HN HR HT HU ID IE IN IQ IS IT KE KI KZ LB LR LT LV MD ME MG MH MK ML MM MT MU MV MW MZ NA NE NI NR PA PE "
        "PH PL PT PW PY RS RW SC SD SG SI SK SL SM SN SR SS SV TD TJ TM TN TR TT UG UY UZ VU XK YE ZA ZM ZW",
        "Republic of the Union of": "MM",
        "Socialist Republic of": "VN",
        "State of": "ER IL KW LY PS QA",
        "Sultanate of": "OM",
        "Union of": "KM",
        "United Republic of": "TZ",
    }
)
"""The codes of the countries whose official name is a form of state and a name."""
