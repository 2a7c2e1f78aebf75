"""Official ICD-10-PCS files: each is known by its content, and a bad one is one clear line that changes nothing."""

from datetime import date
from pathlib import Path

import pytest
from pcs_examples import (
    ADDENDA,
    BODY_PARTS,
    BY_NAME,
    CODES,
    CONVERSION,
    DEFINITIONS,
    DEVICES,
    INDEX,
    INDEX_ADDENDA,
    ORDER,
    TABLES,
    TABLES_ADDENDA,
    order_line,
    placed,
)

from chartcode.codesets.imports import store
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ReleaseError, UnfitDocumentError

pytestmark = pytest.mark.usefixtures("data")


@pytest.mark.parametrize(
    ("name", "release", "counts"),
    [
        ("icd10pcs_tables_2026.xml", "icd10pcs-tables-2026", {"tables": 2, "rows": 3, "codes": 14}),
        ("tables_addenda_2026.txt", "icd10pcs-tables-addenda-2026", {"tables": 2, "rows": 3, "codes": 8}),
        (
            "icd10pcs_definitions_2026.xml",
            "icd10pcs-definitions-2026",
            {"sections": 1, "terms": 5, "definitions": 2, "includes": 4, "device aggregations": 1},
        ),
        ("icd10pcs_index_2026.xml", "icd10pcs-index-2026", {"main terms": 5, "terms": 4, "codes": 3, "references": 4}),
        ("index_addenda_2026.txt", "icd10pcs-index-addenda-2026", {"added": 7, "deleted": 3}),
        ("icd10pcs_order_2026.txt", "icd10pcs-order-2026", {"codes": 3, "headers": 2}),
        ("icd10pcs_codes_2026.txt", "icd10pcs-codes-2026", {"codes": 3}),
        ("icd10pcs_codes_addenda_2027.txt", "icd10pcs-addenda-2027", {"added": 1, "deleted": 1, "revised": 1}),
        ("icd10pcs_conversion_table.txt", "icd10pcs-conversion-2026", {"conversions": 4}),
        ("body_part_key.json", "icd10pcs-body-part-key-2026", {"terms": 2, "values": 3}),
        ("device_key.json", "icd10pcs-device-key-2026", {"terms": 1, "values": 1}),
    ],
)
def test_each_kind_is_known_by_its_content(inbox: Path, name: str, release: str, counts: dict[str, int]) -> None:
    (about,) = bring(placed(inbox, name)).releases
    assert (about.name, about.source) == (release, name)
    assert about.first == date(about.year - 1, 10, 1)
    assert dict(about.counts) | counts == about.counts


def test_a_folder_of_all_of_them(inbox: Path) -> None:
    placed(inbox, *BY_NAME)
    done = bring([inbox])
    assert (len(done.releases), done.passed_over) == (len(BY_NAME), ())


def test_addenda_to_the_order_file_are_passed_over_for_the_order_file_itself(inbox: Path) -> None:
    titles = ("Parting of Gate Valve, Keyhole Way", "Parting of Gate Valve, Sword Way")
    lines = [f"Add:         028F3Z{at} {title:<60} {title} in Full" for at, title in enumerate(titles)]
    placed(inbox, "icd10pcs_order_2026.txt", order_addenda_2026__txt="\r\n".join([*lines, "", "Codes", ""]))
    done = bring([inbox])
    assert [about.name for about in done.releases] == ["icd10pcs-order-2026"]
    assert done.passed_over == ("order_addenda_2026.txt",)


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
BAD = [
    ("icd10pcs_tables_2026.xml", TABLES[:-300].encode(), "cut or damaged"),
    ("icd10pcs_tables_2026.xml", TABLES.replace('codes="10"', 'codes="8"').encode(), "number of codes"),
    ("icd10pcs_tables_2026.xml", TABLES.replace('<label code="7">Maw</label>', "").encode(), "values than it says"),
    ("icd10pcs_tables_2026.xml", TABLES.replace('code="H"', 'code="J"').encode(), "one twice"),
    ("icd10pcs_tables_2026.xml", TABLES.replace('pos="6"', 'pos="5"').encode(), "four characters"),
    ("icd10pcs_tables_2026.xml", TABLES.replace('pos="6"', 'pos="six"').encode(), "axis"),
    ("icd10pcs_tables_2026.xml", TABLES.replace("Maw", "Mâw").encode("latin-1"), "damaged"),
    ("icd10pcs_tables_2025.xml", TABLES.encode(), "2025"),
    ("tables.xml", TABLES.replace("<version>2026</version>", "").encode(), "year"),
    ("icd10pcs_tables_2026.xml", b"<ICD10PCS.tabular><version>2026</version></ICD10PCS.tabular>", "no tables"),
    ("icd10pcs_tables_2026.xml", TABLES.replace('<?xml version="1.0" encoding="utf-8"?>', DOCTYPE).encode(), "DOCTYPE"),
    ("tables_addenda_2026.txt", TABLES_ADDENDA[:-20].encode(), "cut"),
    ("tables_addenda_2026.txt", TABLES_ADDENDA[: TABLES_ADDENDA.rindex("  Seventh")].encode(), "four characters"),
    ("tables_addenda_2026.txt", TABLES_ADDENDA.replace("has 2 choices", "has 3 choices").encode(), "cut or damaged"),
    ("tables_addenda_2026.txt", TABLES_ADDENDA.replace("Sixth char", "Eighth char").encode(), "line 12"),
    ("tables_addenda_2026.txt", TABLES_ADDENDA.replace("FY2026: table", "FY2025: table").encode(), "does not begin"),
    ("tables_addenda_2027.txt", TABLES_ADDENDA.encode(), "2027"),
    ("icd10pcs_definitions_2026.xml", DEFINITIONS[:-100].encode(), "cut or damaged"),
    ("icd10pcs_definitions_2026.xml", DEFINITIONS.replace("<title>Keyhole</title>", "").encode(), "title"),
    ("icd10pcs_definitions_2027.xml", DEFINITIONS.encode(), "2027"),
    ("icd10pcs_index_2026.xml", INDEX[:-100].encode(), "cut or damaged"),
    ("icd10pcs_index_2026.xml", b"<ICD10PCS.index><version>2026</version></ICD10PCS.index>", "no main terms"),
    ("icd10pcs_index_2024.xml", INDEX.encode(), "2024"),
    ("index_addenda_2026.txt", INDEX_ADDENDA[:-5].encode(), "cut"),
    ("index_addenda_2026.txt", INDEX_ADDENDA.replace("  Ember sac", " Ember sac").encode(), "line 7"),
    ("index_addenda_2026.txt", INDEX_ADDENDA.replace("             Cold", "               Cold").encode(), "line 8"),
    (
        "index_addenda_2026.txt",
        INDEX_ADDENDA.replace("Main Add         Claw", "     Add         Claw").encode(),
        "line",
    ),
    ("index_addenda_2026.txt", INDEX_ADDENDA.encode() + b"\x81", "encoding"),
    ("addenda.txt", INDEX_ADDENDA.encode(), "year"),
    ("icd10pcs_order_2026.txt", ORDER[: ORDER.index("00004")].encode(), "cut"),
    ("icd10pcs_order_2026.txt", ORDER[:-120].encode(), "cut"),
    ("icd10pcs_order_2026.txt", ORDER.replace(" 1 banish", " 2 banish").encode(), "line 2"),
    ("icd10pcs_order_2026.txt", ORDER.encode() + b"\x00", "encoding"),
    ("order.txt", ORDER.encode(), "year"),
    ("icd10pcs_codes_2026.txt", CODES[:-60].encode(), "cut"),
    ("icd10pcs_codes_2026.txt", CODES.encode() + b"X9HD0", "cut"),
    ("icd10pcs_codes_2026.txt", CODES.encode() + b"\x81", "encoding"),
    ("codes.txt", CODES.encode(), "year"),
    ("icd10pcs_codes_addenda_2027.txt", ADDENDA[:150].encode(), "cut"),
    ("icd10pcs_codes_addenda_2027.txt", ADDENDA.replace("1 deletions", "2 deletions").encode(), "deletion"),
    ("icd10pcs_conversion_table.txt", CONVERSION[:-40].encode(), "cut"),
    ("icd10pcs_conversion_table.txt", CONVERSION[: CONVERSION.index("X9HD")].encode(), "cut"),
    ("icd10pcs_conversion_table.txt", CONVERSION.replace("Revised", "Renamed").encode(), "line 3"),
    ("2025-conversion.txt", CONVERSION.encode(), "2025"),
    ("body_part_key.json", BODY_PARTS[:-20].encode(), "cut"),
    ("body_part_key.json", BODY_PARTS.replace('"count_terms": 2', '"count_terms": 3').encode(), "counts"),
    ("body_part_key.json", BODY_PARTS.replace('["Gizzard"]', "[7]").encode(), "cut or damaged"),
    ("device_key.json", DEVICES.replace("2026-02-03", "lately").encode(), "cut or damaged"),
]


@pytest.mark.parametrize(("name", "content", "says"), BAD, ids=[f"{name}: {says}" for name, _, says in BAD])
def test_a_bad_file_is_one_clear_line_and_changes_nothing(inbox: Path, name: str, content: bytes, says: str) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml"))
    before = store.stamp()
    (inbox / name).write_bytes(content)
    with pytest.raises(ReleaseError, match=says) as caught:
        bring([inbox / name])
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)
    assert store.stamp() == before


@pytest.mark.parametrize(
    "text",
    [
        order_line(1, "A00", "Imaginary condition") + "\n" + order_line(2, "A000", "Imaginary condition"),
        "A000    Imaginary condition\nA001    Another\n",
        "1234567 is the number of this patient\nwho has no code\n",
        "Add something to the pot.\n",
        '{"name": "some other key"}',
    ],
)
def test_files_of_other_sets_are_not_taken_for_icd10pcs(inbox: Path, text: str) -> None:
    placed(inbox, some_2026__txt=text)
    try:
        names = [about.name for about in bring([inbox / "some_2026.txt"]).releases]
    except (ReleaseError, UnfitDocumentError):
        names = []
    assert not any(name.startswith("icd10pcs") for name in names)
