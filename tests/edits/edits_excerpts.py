"""Files of our own writing in the layouts of the official ones. No row is taken from any of them."""

from pathlib import Path

PTP_HEADER = "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
PTP_ROWS = {
    "ccipra-v323r0-f1.txt": (
        ("00000", "00001", "20200101", "*", 9, "Imagined reason"),
        ("G0008", "G0009", "20200101", "*", 0, "Imagined reason"),
        ("G0101", "G0102", "20200101", "20200101", 9, "Imagined reason"),
        ("G0127", "G0128", "20200101", "20261031", 0, "Imagined reason"),
        ("J0588", "J0587", "20200101", "*", 1, "Imagined reason"),
    ),
    "ccioph-v323r0-f1.txt": (
        ("00000", "00001", "20200101", "*", 9, "Imagined reason"),
        ("G0101", "G0103", "20200101", "*", 0, "Imagined reason"),
    ),
}

MUE_ROWS = {
    "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv": (
        "Practitioner",
        (("A0021", 0, 3), ("G0101", 1, 2), ("J0585", 300, 3), ("J0586", 2, 1)),
    ),
    "MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv": ("Outpatient Hospital", (("J0585", 500, 3),)),
}
_INDICATORS = {1: "1 Line Edit", 2: "2 Date of Service Edit: Policy", 3: "3 Date of Service Edit: Clinical"}

ADD_ONS = (("1", "C5272", "C5271", ""), ("1", "C5274", "C5273", "2026304"), ("3", "G2211", "G0402", ""))

CSV = {
    "PDPM ICD-10 Mappings FY 2027.csv": (
        "PDPM ICD-10 Mappings FY 2027\n"
        "ICD-10-CM Code,Description,Default Clinical Category,Resident Had a Major Procedure\n"
        "I63.9,Imagined,Acute Neurologic,N/A\n"
        "R53.1,Imagined,Return to Provider,N/A\n"
        "Z99.89,Imagined,Return to Provider,N/A\n"
    ),
    "PDGM Grouper Tool CY 2026.csv": (
        "PDGM diagnoses CY 2026\n"
        "ICD-10-CM Code,Code Description,Clinical Group,Comorbidity Group\n"
        "I5022,Imagined,MMTA_CARDIAC,Heart_11\n"
        "R531,Imagined,NA,No_group\n"
        "Z9989,Imagined,NA,No_group\n"
    ),
    "POAexemptCodesFY26.txt": (
        "Order26\tPOAexemptCode\tDescription\n00001\tZ79.4\tImagined\n00002\tZ99.89\tImagined\n"
    ),
}


def write_excerpts(folder: Path) -> list[Path]:
    """Write every file into a folder. Returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _texts().items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return sorted(folder.iterdir())


def _texts() -> dict[str, str]:
    texts = dict(CSV)
    for name, rows in PTP_ROWS.items():
        lines = (
            f"{one}\t{two}\t\t{first}\t{last}\t{modifier}\t{why}\r\n" for one, two, first, last, modifier, why in rows
        )
        texts[name] = "Copyright of an imagined file\r\n" + PTP_HEADER + "".join(lines)
    for name, (service, limits) in MUE_ROWS.items():
        heads = ("HCPCS/ CPT Code", f"{service} Services MUE Values", "MUE Adjudication Indicator", "MUE Rationale")
        head = '"Copyright, imagined"\r\n' + ",".join(heads) + "\r\n"
        texts[name] = head + "".join(
            f"{code},{units},{_INDICATORS[mai]},Imagined reason\r\n" for code, units, mai in limits
        )
    texts["AOC_V2026Q4-F-MCR.txt"] = "".join(
        f"{kind}{addon}{'':7}{primary}{'':7}2020001{last:7}\r\n" for kind, addon, primary, last in ADD_ONS
    )
    return texts
