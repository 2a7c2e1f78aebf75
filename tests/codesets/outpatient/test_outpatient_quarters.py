"""The quarter a file is of, by every style of name CMS gives it."""

from datetime import date

import pytest

from chartcode.codesets.imports.dates import Cycle, in_force
from chartcode.codesets.imports.quarters import quarter_end
from chartcode.errors import ReleaseError


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("HCPC2026_OCT_ANWEB.txt", "2026-10-01"),
        ("HCPC2026_JUL_ANWEB_06172026.txt", "2026-07-01"),
        ("HCPC2026_JAN_ANWEB_01122026.txt", "2026-01-01"),
        ("HCPC2019_CONTR_ANWEB.txt", "2019"),
        ("october-2026-alpha-numeric-hcpcs-file.zip/anweb.txt", "2026-10-01"),
        ("ccipra-v323r0-f1.txt", "2026-10-01"),
        ("ccioph-v301r0-f2.TXT", "2024-04-01"),
        ("medicare-ncci-2026q4-hospital-ptp-edits.zip/a.txt", "2026-10-01"),
        ("medicare-ncci-2026-q4-practitioner-services-mue-table.zip/a.csv", "2026-10-01"),
        ("MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", "2026-10-01"),
        ("MCR_MUE_DMESupplierServices_Eff_02-15-2026.csv", "2026-02-15"),
        ("AOC_V2026Q2-F-MCR.txt", "2026-04-01"),
        ("AOC_V2025Q4_01-MCR.txt", "2025-10-01"),
        ("add-code-edits-medicare-effective-04012026.zip/a.txt", "2026-04-01"),
        ("PPRRVU2026_Oct_nonQPP.csv", "2026-10-01"),
        ("PPRRVU25_JAN.csv", "2025-01-01"),
        ("PPRRVU13_V0828.csv", "2013"),
        ("rvu26a-updated-12-29-2025.zip/rvu.csv", "2026-01-01"),
        ("508 Version July Addendum B/2026 July Web Addendum B.07.13.26.csv", "2026-07-01"),
        ("january-2023-opps-addendum-b.zip/b.csv", "2023-01-01"),
        ("cpt-2026.txt", "2026"),
        ("a folder of 2025/cpt_codes_2026.csv", "2026"),
    ],
)
def test_the_name_says_it(name: str, label: str) -> None:
    assert in_force("", name, Cycle.CALENDAR).label == label


def test_the_year_in_the_text_and_the_quarter_in_the_name() -> None:
    found = in_force("2026", "april-addendum-b-2026.zip/2026 April Addendum B.csv", Cycle.CALENDAR)
    assert (found.first, found.last) == (date(2026, 4, 1), date(2026, 6, 30))
    assert in_force("October 2026", "download.csv", Cycle.CALENDAR).label == "2026-10-01"
    with pytest.raises(ReleaseError, match="its name says 2025 but it is the file of 2026"):
        in_force("2026", "april-2025.csv", Cycle.CALENDAR)
    with pytest.raises(ReleaseError, match="neither its text nor its name says a year"):
        in_force("", "MCR_MUE_Eff_13-45-x.csv", Cycle.CALENDAR)


@pytest.mark.parametrize(
    ("day", "end"), [("2026-01-01", "2026-03-31"), ("2024-06-30", "2024-06-30"), ("2026-10-01", "2026-12-31")]
)
def test_the_end_of_a_quarter(day: str, end: str) -> None:
    assert quarter_end(date.fromisoformat(day)) == date.fromisoformat(end)


def test_a_fiscal_year_is_as_it_was() -> None:
    assert in_force("2025", "icd10cm-index-2025.xml").first == date(2024, 10, 1)
    assert in_force("2026", "icd10cm-index-April-1-2026-XML.xml").label == "2026-04-01"
