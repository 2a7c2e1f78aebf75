"""Every style of file name that CDC and CMS have used, and the release it becomes."""

from pathlib import Path

import pytest
from icd10cm_examples import ADDENDA, CODES, CONVERSIONS
from official_examples import DRUGS, EXTERNAL_CAUSES, INDEX, NEOPLASMS, ORDER, POA_EXEMPT, zipped

from chartcode.codesets.imports.bring import bring
from chartcode.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("data")

TABULAR = (Path(__file__).parent.parent / "excerpt.xml").read_text(encoding="utf-8")


def of(year: int, text: str) -> str:
    """An example made over for a year."""
    for stated in ("2025", "2026", "2031"):
        text = text.replace(f"<version>{stated}", f"<version>{year}")
    return text.replace("Order26", f"Order{year % 100}")


@pytest.mark.parametrize(
    ("name", "text", "release"),
    [
        ("icd10cm_tabular_2027.xml", of(2027, TABULAR), "icd10cm-tabular-2027"),
        ("icd10cm-tabular_-2027.xml", of(2027, TABULAR), "icd10cm-tabular-2027"),
        ("icd-10-cm-tabular-2025.xml", of(2025, TABULAR), "icd10cm-tabular-2025"),
        ("icd10c-tabular-April-1-2026.xml", of(2026, TABULAR), "icd10cm-tabular-2026-04-01"),
        ("icd10cm-index-April-1-2026-XML.xml", of(2026, INDEX), "icd10cm-index-2026-04-01"),
        ("icd-10-cm-index-2025.xml", of(2025, INDEX), "icd10cm-index-2025"),
        ("icd10cm_eindex_2027.xml", of(2027, EXTERNAL_CAUSES), "icd10cm-eindex-2027"),
        ("icd10cm-eindex-April-1-2026-XML.xml", of(2026, EXTERNAL_CAUSES), "icd10cm-eindex-2026-04-01"),
        ("icd10cm-neoplasm-April-1-2026-XML.xml", of(2026, NEOPLASMS), "icd10cm-neoplasm-2026-04-01"),
        ("icd-10-cm-drug-2025.xml", of(2025, DRUGS), "icd10cm-drug-2025"),
        ("icd10cm_order_2025.txt", ORDER, "icd10cm-order-2025"),
        ("icd10cm-order-2026.txt", ORDER, "icd10cm-order-2026"),
        ("icd10cm-order-April-2026.txt", ORDER, "icd10cm-order-2026-04-01"),
        ("icd10cm_order_April_1_2026.txt", ORDER, "icd10cm-order-2026-04-01"),
        ("icd10cm-codes-April-2024.txt", CODES, "icd10cm-codes-2024-04-01"),
        ("icd10cm_codes_2027.txt", CODES, "icd10cm-codes-2027"),
        ("icd10cm-codes-2026.txt", CODES, "icd10cm-codes-2026"),
        ("icd10cm_codes_addenda_2027.txt", ADDENDA, "icd10cm-addenda-2027"),
        ("POAexemptCodesFY26.txt", POA_EXEMPT, "icd10cm-poa-exempt-2026"),
        ("POAexemptCodesFY27.txt", of(2027, POA_EXEMPT), "icd10cm-poa-exempt-2027"),
        ("icd10cm_conversion_table_FY2026.txt", CONVERSIONS, "icd10cm-conversion-2026"),
        (
            "508-compliant-version-ICD_10_CM_CONVERSION_TABLE_FY2026.txt",
            CONVERSIONS,
            "icd10cm-conversion-2026",
        ),
        (
            "508-VERSION-ICD-10-CM-CONVERSION-TABLE-FY2027-October 1 2026 - FINAL-.csv",
            CONVERSIONS.replace("\t", ","),
            "icd10cm-conversion-2027",
        ),
    ],
)
def test_a_loose_file(inbox: Path, name: str, text: str, release: str) -> None:
    (inbox / name).write_text(text, encoding="utf-8", newline="")
    assert [about.name for about in bring([inbox / name]).releases] == [release]


@pytest.mark.parametrize(
    ("name", "inside", "releases"),
    [
        ("POAexemptCodesFY26.zip", {"POAexemptCodesFY26__txt": POA_EXEMPT}, ["icd10cm-poa-exempt-2026"]),
        (
            "april-1-2026-code-descriptions-tabular-order.zip",
            {"icd10cm_order_2026__txt": ORDER, "icd10cm_codes_2026__txt": CODES},
            ["icd10cm-order-2026-04-01", "icd10cm-codes-2026-04-01"],
        ),
        ("icd10cm-Code Descriptions-April-1-2026.zip", {"order__txt": ORDER}, ["icd10cm-order-2026-04-01"]),
        ("2027-code-tables-tabular-index.zip", {"icd10cm_index_2027__xml": of(2027, INDEX)}, ["icd10cm-index-2027"]),
        ("icd10cm-April-1-2026-XML.zip", {"index__xml": of(2026, INDEX)}, ["icd10cm-index-2026-04-01"]),
    ],
)
def test_a_zip_of_them(inbox: Path, name: str, inside: dict[str, str], releases: list[str]) -> None:
    (inbox / name).write_bytes(zipped(**{file: text.encode() for file, text in inside.items()}))
    assert [about.name for about in bring([inbox / name]).releases] == releases


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("icd10cm_tabular_2026.xml", of(2027, TABULAR)),
        ("icd10cm-index-April-1-2026-XML.xml", of(2027, INDEX)),
        ("POAexemptCodesFY25.txt", POA_EXEMPT),
        ("icd10cm_codes_addenda_2026.txt", ADDENDA),
    ],
)
def test_a_name_that_says_another_year_than_the_file(inbox: Path, name: str, text: str) -> None:
    (inbox / name).write_text(text, encoding="utf-8", newline="")
    with pytest.raises(ReleaseError, match=r"its name says 202[56] but it is the file of 202[67]"):
        bring([inbox / name])
