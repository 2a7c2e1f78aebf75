"""Files of our own writing in the layouts of the official groupings. No entry is taken from any of them."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

GEMS_CM = "A000    0010  00000\nQ850    2377  10111\nQ850    2378  10112\nR402130 NoDx  11000\nZ9989   V469  10000\n"
GEMS_9 = "0010  A000    00000\n2377  Q850    10000\nV9199 Z9989   10000\n"
GEMS_PCS = "0016070 0234  10000\nXW03321 NoPCS 11000\n"
GEMS_9_PCS = "0001  6A750Z4 10000\n9999  NoPCS   11000\n"

CCSR_HEADS = (
    "'ICD-10-CM CODE','ICD-10-CM CODE DESCRIPTION','Default CCSR CATEGORY IP','Default CCSR CATEGORY DESCRIPTION IP',"
    "'Default CCSR CATEGORY OP','Default CCSR CATEGORY DESCRIPTION OP','CCSR CATEGORY 1','CCSR CATEGORY 1 DESCRIPTION',"
    "'CCSR CATEGORY 2','CCSR CATEGORY 2 DESCRIPTION','Rationale for Default Assignment'"
)
CCSR = "\n".join(
    (
        CCSR_HEADS,
        "'A0221',\"Dragon fever, of the brain\",'NVS001',Dragons of the brain,'NVS001',Dragons of the brain,"
        "'INF003',Dragons at large,'NVS001',Dragons of the brain,05 Both",
        "'Z9989',\"Knight, unspecified\",'XXX000',Not acceptable,'FAC025',Other knights,'FAC025',Other knights,"
        "' ', ,06",
        "",
    )
)

HCC_HEADS = (
    '"Diagnosis\nCode",Description,"CMS-HCC\nESRD Model\nCategory\nV24","CMS-HCC\nModel\nCategory\nV28",'
    '"RxHCC\nModel\nCategory\nV08","CMS-HCC\nModel\nCategory\nV28\nfor 2028 Payment\nYear",'
    '"RxHCC\nModel\nCategory\nV08\nfor 2028 Payment\nYear"'
)
HCC = "\n".join(
    (
        "2028 Midyear_Final ICD-10-CM Mappings,,,,,,",
        "Of our own writing,,,,,,",
        HCC_HEADS,
        'A0103,"Dragon, breathing",115,280,,Yes,',
        "E119,A sweet dragon,19,38.0,31,Yes,No",
        "Z9989,Dependence on a knight,,,,,",
        '"Notes: a dragon is not a condition.",,,,,,',
        "",
    )
)

TABLE_5 = "\n".join(
    (
        '"TABLE 5. LIST OF DRAGONS, WEIGHTS, ',
        'AND LENGTHS OF STAY FY 2025 Final Rule"\t\t\t\t\t\t\t\t\t',
        "MS-DRG\tFY 2025 Final Post-Acute DRG\tFY 2025 Special Pay\tMDC\tTYPE\tMS-DRG Title\tWeights\tCapped\tGM\tAM",
        '001\tYes\tNo\tPRE\tSURG\t"DRAGON, SLAIN"\t1,028.5\t28.0239\t25.8\t36.2',
        "998\tNo\tNo\t \t**\tDRAGON INVALID\t.\t.\t.\t",
        "999\tNo\tNo\t \t**\tUNGROUPABLE\t.\t.\t.\t.",
        "\t\t\t\t\t\t\t\t\t",
    )
)
TABLE_6I = "TABLE 6I - COMPLETE MCC LIST - FY 2025\nDiagnosis Code\tDescription\nJ96.01\tA dragon\nT79.4XXA\tA knight\n"
TABLE_6J = "TABLE 6J - COMPLETE CC LIST - FY 2025\nDiagnosis Code\tDescription\nA00.0\tA dragon\nZ16.24\tA knight\n"
TABLE_6K = "\n".join(
    (
        "TABLE 6K - COMPLETE LIST OF CC EXCLUSIONS FY 2025",
        "I10 Dx   Lev  PDX Exclusions",
        " A000    CC   0002:2 codes     Dragon",
        " A33     MCC  No Excl          Dragon of the newborn",
        " T794XXA MCC  0003:1 codes     Knight",
        "",
        "PDX collection 0002",
        "  A000   Dragon",
        "  A001   Dragon, other",
        "",
        "PDX collection 0003",
        "  T794XXA  Knight",
        "",
    )
)

MCE_HEADS = "MCE_Version\tICD_Version\tMCE_Section\tMCE_Subsection\tMCE_Edit_Type\tICD_Code_Type\tICD_Code\tICD_Desc"
MCE = "\n".join(
    (
        MCE_HEADS,
        "38\t10\t4\tA\tNewborn_Only\tD\tA33\tA newborn dragon",
        "38\t10\t9\t_\tPrincipal_Unacceptable\tD\tB950\tA dragon as its own cause",
        "38\t10\t11\tA\tNoncovered_Always\tP\t0016070\tBypass of a dragon",
        "38\t10\t17\tA\tLimited_Coverage\tP\t02YA0Z0\tHeart of a dragon",
        "38\t10\t18\t_\tMoon_Only\tD\tY6551\tWrong dragon",
        "",
    )
)

PDPM_SHEETS: Mapping[str, Sequence[Sequence[str]]] = {
    "Overview": [["PDPM ICD-10 Mappings, FY 2025"], ["Of our own writing"]],
    "Clinical Categories by Dx": [
        [
            "ICD-10-CM Code",
            "Description",
            "Default Clinical Category",
            "Resident Had a Major Procedure during the Prior Inpatient Stay that Impacts the SNF Care Plan?",
        ],
        ["A00.0", "Dragon", "Acute Infections", "N/A"],
        ["S72.001D", "Knight, broken", "Non-Surgical Orthopedic", "Orthopedic Surgery"],
        ["Z99.89", "Knight, unspecified", "Return to Provider", "N/A"],
    ],
    "SLP Comorbidities": [
        ["SLP Comorbidity", "ICD-10-CM Code", "ICD-10-CM Code Description"],
        ["Speech of dragons", "I69.320", "Dragon, silent"],
    ],
    "NTA Comorbidities": [
        ["Mapping of NTA"],
        ["NTA Comorbidity Description", "ICD-10-CM Code", "Description"],
        ["Dragon transplant", "A00.0", "Dragon"],
        ["Dragon fever", "A00.0", "Dragon"],
    ],
}
PDPM_JSON = '{\n "A000": "Acute Infections",\n "Z9989": "Return to Provider"\n}'

PDGM_SHEETS: Mapping[str, Sequence[Sequence[str]]] = {
    "Instructions": [["PDGM Grouper Tool CY 2026"]],
    "ICD-10 DXs": [
        ["ICD-10-CM Code", "Code Description", "Clinical Group", "Comorbidity Group", "Unspecified"],
        ["A000", "Dragon", "MMTA_INFECT", "No_group", "0"],
        ["I10", "Dragon under pressure", "MMTA_CARDIAC", "Heart_11", "0"],
        ["Z9989", "Knight", "NA", "No_group", "1"],
    ],
}


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV with every cell in quotes."""
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


BY_NAME = {
    "2018_I10gem.txt": GEMS_CM,
    "2018_I9gem.txt": GEMS_9,
    "gem_pcsi9_2018.txt": GEMS_PCS,
    "gem_i9pcs_2018.txt": GEMS_9_PCS,
    "DXCCSR_v2026-1.csv": CCSR,
    "2028 Midyear_Final ICD-10-CM Mappings.csv": HCC,
    "CMS-1808-F Table 5.txt": TABLE_5,
    "CMS-1808-F Table 6I.txt": TABLE_6I,
    "CMS-1808-F Table 6J.txt": TABLE_6J,
    "CMS-1808-F Table 6K.txt": TABLE_6K,
    "MCE_v38.txt": MCE,
    "PDPM ICD-10 Mappings FY 2025.csv": as_csv(PDPM_SHEETS["Clinical Categories by Dx"]),
    "PDGM CY 2026.csv": as_csv(PDGM_SHEETS["ICD-10 DXs"]),
}
"""The text files, one of each kind, by names in the publishers' style."""


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str | float]]]) -> Path:
    """A workbook with the sheets, in the least that the format asks for."""
    kind = "http://schemas.openxmlformats.org"
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(sheets, 1))
    links = "".join(
        f'<Relationship Id="r{i}" Type="{kind}/officeDocument/2006/relationships/worksheet"'
        f' Target="worksheets/s{i}.xml"/>'
        for i, _ in enumerate(sheets, 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/s{i}.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for i, _ in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kind}/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{kind}/package/2006/relationships"><Relationship Id="r1" Type="'
        f'{kind}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{kind}/spreadsheetml/2006/main"'
        f' xmlns:r="{kind}/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kind}/package/2006/relationships">{links}'
        "</Relationships>",
    }
    for number, rows in enumerate(sheets.values(), 1):
        body = "".join(
            f'<row r="{at}">{"".join(_cell(at, column, value) for column, value in enumerate(row))}</row>'
            for at, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="{kind}/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def _cell(row: int, column: int, value: str | float) -> str:
    place = f"{chr(ord('A') + column)}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
