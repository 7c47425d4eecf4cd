"""programme.toml: whatever stands in it, a fault at its line and never a crash."""

import pytest

import make

WHOLE = make.SMALL["programme"]
WORDS = WHOLE.partition("[vocabulary]")[2]


# What is done to the charter, and the faults that must be named: line, key, code.
FAULTS = {
    "no quotes": (make.swap('code = "isles"', "code = isles"), ["1:- bad-toml"]),
    "table not closed": (make.more("[names"), ["17:- bad-toml"]),
    "text not closed": (make.more('last = "'), ["17:- bad-toml"]),
    "brackets without end": (make.more("[x]", "y = " + "[" * 5000), ["1:- bad-toml"]),
    "number without end": (make.more("x = " + "1" * 5000), ["1:- bad-toml"]),
    "nested without end": (
        make.more("[regimes." + "a." * 50 + "b]", "c = 1"),
        ["17:regimes" + ".a" * 12 + " bad-toml"],
    ),
    "bare date": (make.more("[calendars.x]", "since = 2025-01-07"), ["18:calendars.x.since toml-date"]),
    "bare time in the second clock": (
        make.more("[[regimes.x.clocks]]", "value = 1", "[[regimes.x.clocks]]", "value = 09:30:00"),
        ["20:regimes.x.clocks.2.value toml-date"],
    ),
    "infinity": (make.more("[regimes.x]", "value = inf"), ["18:regimes.x.value bad-number"]),
    "null": (make.more("[regimes.x]", 'title = "a\\u0000b"'), ["18:regimes.x.title control-character"]),
    "override": (make.swap("(made up)", "\u202e(made up)"), ["9:names.en control-character"]),
    "unseen sign in a key": (make.more('"colour\\u200b" = 1'), ["12:vocabulary.colour\ufffd control-character"]),
    "code": (make.swap('"isles"', '"The Isles"'), ["1:code bad-code"]),
    "code in a list": (make.swap('"isles"', '["isles"]'), ["1:code bad-code"]),
    "code that is an address": (make.swap('"isles"', '"static"'), ["1:code reserved-code"]),
    "no code": (make.swap('code = "isles"\n', ""), ["1:code bad-code"]),
    "currency": (make.swap('"CVE"', '"SHELLS"'), ["3:currency unknown-currency"]),
    "currency in a list": (make.swap('"CVE"', '["CVE"]'), ["3:currency unknown-currency"]),
    "country": (make.swap('"CV", "PT"', '"CV", "XX"'), ["2:countries unknown-country"]),
    "countries no list": (make.swap('["CV", "PT"]', '"CV"'), ["2:countries unknown-country"]),
    "language": (make.swap('"en", "pt"', '"en", "portuguese"'), ["4:languages bad-language"]),
    "languages no list": (make.swap('["en", "pt"]', "7"), ["4:languages bad-language"]),
    "unknown key": (make.swap("source =", "sauce ="), ["6:sauce unknown-key"]),
    "source a number": (make.swap('source = "gazette"', "source = 5"), ["6:source bad-code"]),
    "no names": (make.swap("[names]", "[name]"), ["1:names missing", "8:name unknown-key"]),
    "empty name": (make.swap('"Isles of Nowhere (made up)"', '""'), ["8:names missing"]),
    "no first name": (make.swap('en = "Isles of Nowhere (made up)"\n', ""), ["8:names.en missing"]),
    "no words": (
        make.swap(WORDS, "\nunits = 5\n"),
        [f"12:vocabulary.{name} missing" for name in ("agreement_states", "commitment_kinds", "venture_stages")]
        + ["13:vocabulary.units missing"],
    ),
    "no vocabulary": (
        make.swap(f"[vocabulary]{WORDS}", ""),
        [
            f"1:vocabulary.{name} missing"
            for name in ("agreement_states", "commitment_kinds", "units", "venture_stages")
        ],
    ),
    "long word": (make.swap('"km"]', f'"km", "{"k" * 21}"]'), ["16:vocabulary.units too-long"]),
    "word like a formula": (make.swap('"km"]', '"km", "=km"]'), ["16:vocabulary.units formula"]),
    "unseen sign in a word": (make.swap('"km"]', '"km", "k\\u0000m"]'), ["16:vocabulary.units control-character"]),
    "calendar": (
        make.swap(
            "working_calendars = []", 'working_calendars = ["cv-national"]\ncalendars.cv-nation.weekend = []'
        ),
        ["5:working_calendars unknown-reference"],
    ),
    "no calendars": (
        make.swap("working_calendars = []", 'working_calendars = ["cv"]'),
        ["5:working_calendars nothing-near"],
    ),
    "no regimes": (
        make.swap("working_calendars = []", 'legal_regime = "law"'),
        ["5:legal_regime nothing-near"],
    ),
    "a regime's source": (
        make.more("[regimes.x]", 'source = "gazete"'),
        ["18:regimes.x.source unknown-reference"],
    ),
}


@pytest.mark.parametrize(("change", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_charter_is_named_at_its_line(tmp_path, change: make.Change, expected: list[str]):
    faults = make.faults(make.package(tmp_path, programme=change))

    own = [fault.removeprefix("programme.toml:") for fault in faults if fault.startswith("programme.toml")]
    assert own == expected


def test_the_same_language_twice_is_no_crash(tmp_path):
    folder = make.package(tmp_path, programme=make.swap('"en", "pt"', '"en", "en"'))

    assert make.faults(folder) == [
        "programme.toml:4:languages twice-in-list",
        "parties.csv:1:name_pt extra-header",
        "zones.csv:1:name_pt extra-header",
    ]


def test_the_same_language_twice_and_once_in_the_tables_is_no_crash(tmp_path):
    folder = make.package(
        tmp_path,
        programme=make.swap('"en", "pt"', '"en", "en"'),
        parties="code,name_en,kind,country,parent,source\n",
        zones=None,
    )

    assert make.faults(folder)[0] == "programme.toml:4:languages twice-in-list"


def test_a_missing_charter_is_the_only_fault_of_an_otherwise_good_package(tmp_path):
    assert make.faults(make.package(tmp_path, programme=None)) == ["programme.toml:0:- no-file"]


def test_an_empty_charter_is_refused(tmp_path):
    assert make.faults(make.package(tmp_path, programme="")) == [
        f"programme.toml:1:{column} {code}"
        for column, code in [
            ("code", "bad-code"),
            ("countries", "unknown-country"),
            ("currency", "unknown-currency"),
            ("languages", "bad-language"),
            ("names", "missing"),
            ("vocabulary.agreement_states", "missing"),
            ("vocabulary.commitment_kinds", "missing"),
            ("vocabulary.units", "missing"),
            ("vocabulary.venture_stages", "missing"),
        ]
    ]


def test_a_charter_of_a_megabyte_is_refused(tmp_path):
    folder = make.package(tmp_path, programme=make.more(f'long = "{"x" * 1_000_000}"'))

    assert make.faults(folder) == ["programme.toml:0:- too-large"]


def test_a_charter_without_regime_or_source_is_enough(tmp_path):
    assert make.faults(make.package(tmp_path, programme=make.swap('source = "gazette"\n', ""))) == []
