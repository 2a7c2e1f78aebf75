"""Outpatient files in the importer: each kind known by its content, its quarter by its name; nothing of bad ones."""

import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from outpatient_examples import CPT, FILES, hcpcs, mue, packed, ptp, put

from chartcode import codesets
from chartcode.codesets.imports import store
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ChartcodeError, ReleaseError, UnfitDocumentError

pytestmark = pytest.mark.usefixtures("data")

OCTOBER, YEAR_END = date(2026, 10, 1), date(2026, 12, 31)
ADDENDUM_B = "2026 October Web Addendum B.csv"
MUE = "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
ADD_ON = "AOC_V2026Q4-F-MCR.txt"
PPRRVU = "PPRRVU2026_Oct_nonQPP.csv"
CHANGES_OF_MUE = re.sub(r"(Rationale|Consideration|Dragons|invented\")\r", r"\1,Former\r", mue("Practitioner", 2))


def names() -> list[str]:
    return [file.release for file in store.held()]


@pytest.mark.parametrize(
    ("name", "release", "counts"),
    [
        ("HCPC2026_OCT_ANWEB.txt", "hcpcs-2026-10-01", {"codes": 3, "modifiers": 2}),
        ("ccioph-v323r0-f1.txt", "ncci-ptp-outpatient-2026-10-01", {"edits": 7}),
        (MUE, "ncci-mue-practitioner-2026-10-01", {"codes": 3}),
        ("MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv", "ncci-mue-outpatient-2026-10-01", {"codes": 3}),
        ("MCR_MUE_DMESupplierServices_Eff_10-01-2026.csv", "ncci-mue-dme-2026-10-01", {"codes": 3}),
        (ADD_ON, "ncci-addon-2026-10-01", {"edits": 7, "add-on codes": 4}),
        (ADDENDUM_B, "opps-addendum-b-2026-10-01", {"codes": 3}),
        (PPRRVU, "pfs-2026-10-01", {"rows": 3, "codes": 2}),
    ],
)
def test_each_kind_is_of_its_quarter(inbox: Path, name: str, release: str, counts: dict[str, int]) -> None:
    (about,) = bring([put(inbox, name)]).releases
    assert (about.name, about.first, about.last, about.year) == (release, OCTOBER, YEAR_END, 2026)
    assert about.counts == counts
    assert about.called(OCTOBER) == f"October 2026 ({name})"
    assert "its own days ended on 2026-12-31" in about.called(date(2027, 2, 1))


def test_a_file_of_a_whole_year(inbox: Path) -> None:
    named = put(inbox, "HCPC2019_CONTR_ANWEB.txt", hcpcs())
    own = put(inbox, "cpt-2026.txt")
    old, cpt = bring([named, own]).releases
    assert (old.name, old.first, old.last) == ("hcpcs-2019", date(2019, 1, 1), date(2019, 12, 31))
    assert (cpt.name, cpt.called(OCTOBER)) == ("cpt-2026", "2026 (cpt-2026.txt)")


def test_everything_from_one_folder_as_downloaded(inbox: Path) -> None:
    for name in FILES:
        if not name.startswith("cci"):
            put(inbox, name)
    for part in ("f1", "f2"):
        name = f"ccipra-v323r0-{part}"
        packed(
            inbox / f"medicare-ncci-2026q4-practitioner-ptp-edits-{name}.zip", **{name: FILES[f"{name}.txt"].encode()}
        )
    put(inbox, "PPRRVU2026_Oct_QPP.csv", FILES[PPRRVU])
    put(inbox, "README.txt", "read me")
    done = bring([inbox])
    assert len(done.releases) == 9
    assert set(done.passed_over) == {"PPRRVU2026_Oct_QPP.csv", "README.txt"}
    on = codesets.on(date(2026, 11, 1))
    assert None not in (on.hcpcs, on.cpt, on.ncci, on.opps, on.pfs)


def test_without_an_import_there_is_none_and_what_brings_it_is_said(data: Path) -> None:
    from chartcode.codesets.cpt.release import MISSING as CPT_MISSING
    from chartcode.codesets.hcpcs.release import MISSING as HCPCS_MISSING

    on = codesets.on(date(2026, 11, 1))
    assert (on.hcpcs, on.cpt, on.ncci, on.opps, on.pfs) == (None, None, None, None, None)
    assert HCPCS_MISSING.startswith("HCPCS Level II is not imported: download ")
    assert all(said.endswith("chartcode codesets import FILE") for said in (CPT_MISSING, HCPCS_MISSING))


def test_the_newest_of_what_was_before_answers(inbox: Path) -> None:
    bring([put(inbox, "HCPC2026_OCT_ANWEB.txt"), put(inbox, "HCPC2026_APR_ANWEB.txt", hcpcs(293))])
    spring, winter, early = (codesets.on(day).hcpcs for day in (date(2026, 9, 30), date(2027, 1, 1), date(2026, 3, 31)))
    assert spring is not None
    assert winter is not None
    assert early is None
    assert spring.name.startswith("April 2026 (HCPC2026_APR_ANWEB.txt, the newest imported")
    assert winter.name.startswith("October 2026 (HCPC2026_OCT_ANWEB.txt, the newest imported")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("HCPC2026_OCT_ANWEB.txt", hcpcs().replace("V9003", "T9003"), "the last codes, those with V, are missing"),
        ("HCPC2026_OCT_ANWEB.txt", hcpcs()[:2010], "is no HCPCS record"),
        ("HCPC2026_OCT_ANWEB.txt", hcpcs().replace("A900100200", "A900200200"), "a code that was not begun"),
        ("HCPC2026_OCT_ANWEB.txt", hcpcs().replace("20251231", "20251331"), "has no right dates or numbers"),
        ("HCPC_ANWEB.txt", hcpcs(), "neither its text nor its name says a year"),
        ("ccioph-v323r0-f1.txt", ptp("0001Z 0002Z - 20200101 * 1 Misuse", "0001Z 0002Z - 2020"), "line 8 is no row"),
        ("ccioph-v323r0-f1.txt", ptp("0001Z 0002Z - 20200101 * 1 Misuse")[:-4], "it is cut: line 7 breaks off"),
        ("ccioph-v323r0-f1.txt", ptp("0001Z 0002Z - 20201301 * 1 Misuse"), "line 7 has a date that does not exist"),
        ("ccioph-v323r0-f1.txt", ptp(), "it has no rows of PTP edits"),
        (MUE, mue("Practitioner", 2)[:-40], "it is cut or damaged: row 6 has"),
        (MUE, mue("Practitioner", 2).replace("A9001,2", "A9001,two"), "row 5 is no medically unlikely edit"),
        (MUE, CHANGES_OF_MUE, "its header has 5 columns, not 4"),
        (ADD_ON, FILES[ADD_ON].replace("2013091\r\n20005Z", "2013999\r\n20005Z"), "line 4 has a date"),
        (ADD_ON, FILES[ADD_ON] + "1000", "line 9 is no add-on code edit"),
        (ADDENDUM_B, FILES[ADDENDUM_B].partition("A9001,")[0], "the last codes, those of Level II, are missing"),
        (ADDENDUM_B, FILES[ADDENDUM_B].replace("151.2253", "many"), "row 5 is no row of Addendum B"),
        ("2025 October Web Addendum B.csv", FILES[ADDENDUM_B], "its name says 2025 but it is the file of 2026"),
        ("PPRRVU2025_Oct_nonQPP.csv", FILES[PPRRVU], "its name says 2025 but it is the file of 2026"),
        (PPRRVU, FILES[PPRRVU].replace("GLOB,PRE", "WHAT,PRE"), "it has no column 'glob days'"),
        (
            PPRRVU,
            FILES[PPRRVU].replace("NON-FAC,NA", "NON-FAC,XX").replace("RVU,INDICATOR,PE", "RVU,FLAG,PE"),
            "no ind",
        ),
        (PPRRVU, FILES[PPRRVU][:-60], "it is cut or damaged"),
        ("cpt-2026.txt", CPT + "Secret invented words alone", "line 3 is no CPT code with its descriptor"),
        ("cpt-2026.txt", "0001X\t\r\n0002X\tSecret invented words\r\n", "line 1 is no CPT code with its descriptor"),
        ("cpt.txt", CPT, "neither its text nor its name says a year"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_changes_nothing(inbox: Path, name: str, text: str, said: str) -> None:
    bring([put(inbox, name)] if name in FILES else [put(inbox, ADD_ON)])
    before = store.stamp()
    with pytest.raises(ReleaseError, match=r"\A[^\n]*\Z") as error:
        bring([put(inbox, name, text)])
    assert said in str(error.value)
    assert "ecret" not in str(error.value)
    assert store.stamp() == before


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith("f2.txt")])
def test_a_file_in_an_encoding_that_is_none(inbox: Path, name: str) -> None:
    with pytest.raises(ChartcodeError):
        bring([put(inbox, name, FILES[name].encode("utf-16-be"))])
    with pytest.raises(ChartcodeError):
        bring([put(inbox, name, FILES[name].replace("\n", "\n\0").encode("cp1252"))])
    assert names() == []


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("ccipra")])
def test_what_cms_may_save_it_as(inbox: Path, name: str) -> None:
    """With a byte order mark, or as UTF-16; but for PTP edits, which nobody saves so."""
    first = bring([put(inbox, name)]).releases[0]
    assert bring([put(inbox, name, FILES[name].encode("utf-8-sig"))]).releases[0].counts == first.counts
    if not name.startswith("cci"):
        assert bring([put(inbox, name, FILES[name].encode("utf-16"))]).releases[0].counts == first.counts


def test_a_zip_bomb_brings_nothing(inbox: Path) -> None:
    bomb = (FILES["ccipra-v323r0-f1.txt"] + FILES["ccipra-v323r0-f2.txt"][-30:] * 200_000).encode()
    with pytest.raises(ReleaseError, match="unpacks to far more"):
        bring([packed(inbox / "a.zip", **{"ccipra-v323r0-f1__txt": bomb})])
    assert names() == []


def test_a_list_of_five_digits_is_no_cpt_unless_its_name_says_so(inbox: Path) -> None:
    with pytest.raises(UnfitDocumentError):
        bring([put(inbox, "towns-2026.txt", "10001\tSmalltown\r\n")])


def test_no_table_keeps_what_belongs_to_the_ama(inbox: Path) -> None:
    bring([put(inbox, ADDENDUM_B), put(inbox, PPRRVU)])
    for file in store.held():
        assert b"ecret" not in file.path.read_bytes()
        with sqlite3.connect(file.path) as book:
            assert book.execute("SELECT count(*) FROM code").fetchone()[0] == 3
        book.close()


def test_nothing_of_it_is_loaded_before_it_is_asked_for() -> None:
    program = (
        "import sys; from datetime import date; from chartcode import codesets; codesets.on(date(2026, 4, 1)).names();"
        "print([name for name in sys.modules if any(f'codesets.{room}' in name for room in sys.argv[1:])])"
    )
    rooms = ("hcpcs", "cpt", "ncci", "opps", "pfs")
    done = subprocess.run([sys.executable, "-c", program, *rooms], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
