"""What an import makes of the official files of groupings: each kind by its content, and nothing of bad ones."""

from datetime import date
from pathlib import Path

import pytest
from grouping_examples import (
    CCSR,
    GEMS_9,
    GEMS_9_PCS,
    GEMS_CM,
    GEMS_PCS,
    HCC,
    MCE,
    PDGM_SHEETS,
    PDPM_JSON,
    PDPM_SHEETS,
    TABLE_5,
    TABLE_6I,
    TABLE_6J,
    TABLE_6K,
    as_csv,
)

from chartcode.codesets.imports import store
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("data")

PDPM = as_csv(PDPM_SHEETS["Clinical Categories by Dx"])
PDGM = as_csv(PDGM_SHEETS["ICD-10 DXs"])
SHARED = Path(__file__).parents[4] / "shared" / "codesets"


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_bytes(text.encode("cp1252"))
    return folder / name


@pytest.mark.parametrize(
    ("name", "text", "release", "first", "counts"),
    [
        ("2018_I10gem.txt", GEMS_CM, "gems-icd10cm-icd9-2018", date(2017, 10, 1), {"codes": 4, "entries": 5}),
        ("2018_I9gem.txt", GEMS_9, "gems-icd9-icd10cm-2018", date(2017, 10, 1), {"codes": 3}),
        ("2018_gem_pcsi9.txt", GEMS_PCS, "gems-icd10pcs-icd9-2018", date(2017, 10, 1), {"codes": 2}),
        ("2018_gem_i9pcs.txt", GEMS_9_PCS, "gems-icd9-icd10pcs-2018", date(2017, 10, 1), {"codes": 2}),
        ("DXCCSR_v2026-1.csv", CCSR, "ccsr-diagnoses-2026", date(2025, 10, 1), {"codes": 2, "categories": 4}),
        ("mappings.csv", HCC, "hcc-mappings-2028", date(2028, 1, 1), {"codes": 3, "models": 3, "assignments": 5}),
        ("Table 5.txt", TABLE_5, "msdrg-weights-2025", date(2024, 10, 1), {"DRGs": 3}),
        ("Table 6I.txt", TABLE_6I, "msdrg-mcc-2025", date(2024, 10, 1), {"codes": 2}),
        ("Table 6J.txt", TABLE_6J, "msdrg-cc-2025", date(2024, 10, 1), {"codes": 2}),
        ("Table 6K.txt", TABLE_6K, "msdrg-exclusions-2025", date(2024, 10, 1), {"codes": 2, "collections": 2}),
        ("MCE.txt", MCE, "mce-lists-2021", date(2020, 10, 1), {"lists": 5, "codes": 5}),
        ("PDPM FY2025.csv", PDPM, "pdpm-mappings-2025", date(2024, 10, 1), {"codes": 3}),
        ("PDPM_FY2020.json", PDPM_JSON, "pdpm-mappings-2020", date(2019, 10, 1), {"codes": 2}),
        ("PDGM CY 2026.csv", PDGM, "pdgm-groups-2026", date(2026, 1, 1), {"codes": 3, "clinical groups": 2}),
    ],
)
def test_each_kind_is_known_by_its_content(
    inbox: Path, name: str, text: str, release: str, first: date, counts: dict[str, int]
) -> None:
    (about,) = bring([written(inbox, name, text)]).releases
    assert (about.name, about.first) == (release, first)
    assert dict(about.counts) | counts == about.counts
    assert store.check(store.held()[0]).about == about


BAD = [
    ("2018_I10gem.txt", GEMS_CM[: GEMS_CM.index("Z9989")], "last codes"),
    ("2018_I10gem.txt", GEMS_CM[:-3], "line 5"),
    ("2018_I10gem.txt", GEMS_CM + "a dragon\n", "line 6"),
    ("DXCCSR_v2026-1.csv", CCSR[: CCSR.index("'Z9989'")], "last codes"),
    ("DXCCSR_v2026-1.csv", CCSR.replace(" ,06", ""), "line 3"),
    ("mappings.csv", HCC[: HCC.index("Z9989")], "last codes"),
    ("mappings.csv", HCC.replace("E119,A sweet dragon,19,38.0,31,Yes,No", "E119,A sweet dragon,19"), "E119"),
    ("Table 5.txt", TABLE_5[: TABLE_5.index("999")], "last DRGs"),
    ("Table 5.txt", TABLE_5.replace("28.0239", "heavy"), "line 4"),
    ("Table 6I.txt", TABLE_6I[: TABLE_6I.index("T79")], "last codes"),
    ("Table 6I.txt", TABLE_6I.replace("J96.01", "dragon"), "line 3"),
    ("Table 6I 2025.txt", TABLE_6I.replace(" - FY 2025", "").replace("J96", "?"), "line 3"),
    ("Table 6K.txt", TABLE_6K[: TABLE_6K.index("PDX collection 0003")], "collections"),
    ("MCE.txt", MCE[: MCE.index("38\t10\t17")], "last sections"),
    ("MCE.txt", MCE.replace("38\t10\t9", "37\t10\t9"), "more than one version"),
    ("MCE.txt", MCE[:-30], "line 6"),
    ("PDPM FY2025.csv", PDPM[: PDPM.index('"Z99.89"')], "last codes"),
    ("PDPM_FY2020.json", PDPM_JSON[:-20], "cut"),
    ("PDGM CY 2026.csv", PDGM[: PDGM.index('"Z9989"')], "last codes"),
    ("PDGM.csv", PDGM, "year"),
    ("PDGM 2026.csv", PDGM.replace('"Dragon"', '"Drag\x00on"'), "encoding"),
]


@pytest.mark.parametrize(("name", "text", "says"), BAD, ids=[f"{case[0]}: {case[2]}" for case in BAD])
def test_a_bad_file_is_one_clear_line_and_changes_nothing(inbox: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(ReleaseError, match=says) as caught:
        bring([written(inbox, name, text)])
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)
    assert store.held() == ()


def test_notes_under_a_table_are_no_codes(inbox: Path) -> None:
    (about,) = bring([written(inbox, "Table 6J.txt", TABLE_6J + "\n\tNotes: of dragons\n")]).releases
    assert about.counts["codes"] == 2


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("msdrg/drg_weights_fy2026.txt", {"DRGs": 772}),
        ("msdrg/mcc_list_fy2026.txt", {"codes": 3354}),
        ("msdrg/cc_list_fy2026.txt", {"codes": 15078}),
        ("mce/MCE_Simple_Code_Edits_v37.txt", {"lists": 16, "codes": 14153}),
        ("pdpm/PDPM_ICD10_Mappings_FY2020_clinical_category.json", {"codes": 72186}),
    ],
)
def test_official_files(name: str, counts: dict[str, int]) -> None:
    if not (SHARED / name).is_file():
        pytest.skip(f"the official file {name} is not at ../shared/codesets")
    (about,) = bring([SHARED / name]).releases
    assert dict(about.counts) | counts == about.counts
