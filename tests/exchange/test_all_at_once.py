"""One fault hides no other: what else is wrong in the same file and behind it is said in the same run."""

import make


def test_a_line_that_is_not_utf_8_hides_no_other_fault(tmp_path):
    parties = make.SMALL["parties"].replace("authority", "autority", 1).encode() + b"odd,O\xffd,,body,CV,,gazette\n"

    found = make.faults(make.package(tmp_path, parties=parties))

    assert sorted(fault.split(":")[0] + " " + fault.split()[-1] for fault in found) == [
        "parties.csv not-utf-8",
        "parties.csv unknown-word",
    ]


def test_a_quote_that_breaks_a_file_hides_no_fault_before_it(tmp_path):
    venture = make.SMALL["ventures"] + 'x,"a"b,,,,,,,,,interest,,gazette,\n'

    found = make.faults(make.package(tmp_path, ventures=venture.replace("interest", "interst", 1)))

    assert [fault.split()[-1] for fault in found] == ["unknown-word", "bad-csv"]


def test_a_commitment_cannot_take_its_own_place_nor_end_before_it_was_made(tmp_path):
    made = next(row for row in make.SMALL["commitments"].splitlines()[1:] if ",20" in row).split(",")[0]
    endings = (
        f"commitment,how,ended_on,authority,successor,reason,source\n{made},superseded,1950,,{made},x,gazette\n"
    )

    found = make.faults(make.package(tmp_path, endings=endings))

    assert "endings.csv:2:successor own-successor" in found
    assert "endings.csv:2:ended_on days-reversed" in found


def test_a_long_circle_is_spelled_from_end_to_end_with_what_is_left_out(tmp_path):
    count = 100
    rows = "".join(f"x{n},Name,,body,CV,x{(n + 1) % count},gazette\n" for n in range(count))

    found = [
        each
        for each in make.sentences(make.package(tmp_path, parties=make.SMALL["parties"] + rows))
        if "circle" in each
    ]

    assert len(found) == 1
    assert "x0 -> x1 -> " in found[0]
    assert "… (78) …" in found[0]
    assert found[0].count("x0") == 2
