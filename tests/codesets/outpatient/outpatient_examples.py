"""Outpatient files of our own writing in the layouts of the official ones. Codes are invented where CMS has none."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

COLUMNS = {
    "short": 91,
    "pricing": 119,
    "multiple": 127,
    "cim": 128,
    "mcm": 146,
    "statute": 170,
    "laboratory": 180,
    "references": 204,
    "coverage": 229,
    "asc": 230,
    "note": 252,
    "betos": 256,
    "services": 260,
    "units": 265,
    "added": 268,
    "effective": 276,
    "terminated": 284,
    "action": 292,
}


def record(code: str, kind: str, long: str, number: str = "001", **fields: str) -> str:
    """A record of the HCPCS file, `fields` placed as the record layout has them."""
    text = list(f"{code:>5}{number}00{kind}{long:<80}".ljust(320))
    for name, value in fields.items():
        text[COLUMNS[name] : COLUMNS[name] + len(value)] = value
    return "".join(text)


def hcpcs(width: int = 320) -> str:
    """A HCPCS file: disclaimers, two modifiers, three codes. Its records are cut or filled to a width, or of 0 bare."""
    always = {"coverage": "C", "added": "20200101", "effective": "20210401", "action": "N"}
    last = {"terminated": "20251231", "action": "D", "coverage": "I", "added": "19990101", "effective": "20260101"}
    saddle = {
        "short": "Dragon saddle",
        "pricing": "3251",
        "multiple": "A",
        "cim": "60-3  60-9",
        "mcm": "2100.1",
        "statute": "1862",
        "laboratory": "100110",
        "references": "A9002A9003",
        "asc": "YY",
        "note": "0042",
        "betos": "D1E",
        "services": "APR",
        "units": "003",
    }
    records = (
        record("QX", "7", "Invented modifier of a service done by", short="Invented mod", **always),
        record("QX", "8", "a dragon", "002"),
        record("RX", "7", "Invented modifier", short="Invented", **always),
        record("A9001", "3", "Saddle for a dragon, each, with stirrups and", **saddle, **always),
        record("A9001", "4", "without spurs", "002"),
        record("G9002", "3", "Feeding of a dragon", short="Feed dragon", **last),
        record("V9003", "3", "Hearing test of a dragon", short="Dragon hearing", **always),
    )
    above = ("***Disclaimers\t\t", "*Names of brands stand here for indexing only.\xa0\t", "")
    fitted = (text.ljust(width)[:width] if width else text.rstrip() for text in records)
    return "\r\n".join((*above, *fitted)) + "\r\n"


PTP_ABOVE = (
    '"CPT only copyright of its owner."\r\n'
    "\r\n"
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"
    "\t\t\t\t*=no data\t1=allowed\t\r\n"
    "\t\t\t\t\t9=not applicable\t\r\n"
)


def ptp(*rows: str) -> str:
    """A file of PTP edits; in `rows` a blank stands for a tab, a dash for an empty cell."""
    made = ("\t".join("" if cell == "-" else cell for cell in row.split(" ", 6)) for row in rows)
    return PTP_ABOVE + "".join(f"{row}\r\n" for row in made)


_FIRST = (
    "0001Z 0002Z - 20200101 * 1 Misuse of an invented code",
    "0001Z 0003Z * 19960101 20231231 0 Mutually exclusive dragons",
    "0001Z 0003Z - 20250701 * 1 Mutually exclusive dragons",
    "0001Z 0004Z - 20240401 20240401 9 Mutually exclusive dragons",
)
_LAST = (
    "5005Z 0002Z - 20200101 * 0 Mutually exclusive dragons",
    "G9002 A9001 - 20260401 * 0 A saddle comes with the feed",
)
PTP_F1, PTP_F2 = ptp(*_FIRST), ptp(*_LAST)

MUE = (
    '"CPT only copyright of its owner.\r\nAll rights kept.",,,\r\n'
    ",,,\r\n"
    '"HCPCS/\r\nCPT Code",{service} Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n'
    "0001Z,1,2 Date of Service Edit: Policy,Anatomic Consideration\r\n"
    "A9001,{units},3 Date of Service Edit: Clinical,Clinical: Dragons\r\n"
    'V9003,3,1 Line Edit,"Nature of Service, invented"\r\n'
)


def mue(service: str, units: int) -> str:
    """A file of medically unlikely edits."""
    return MUE.format(service=service, units=units)


ADD_ON = "\r\n".join(
    (
        "CPT only copyright of its owner.",
        "10002Z       0001Z       2013091",
        "10002Z       0003Z       20130912025365",
        "10002Z       0004Z20193652013091",
        "20005Z       CCCCC       2013091       Contractor Defined Primary Codes",
        "30006Z       CCCCC       2013091       Contractor Defined Primary Codes",
        "30006Z       0001Z       2013091",
        "10007Z20243660001Z       2013091",
        "",
    )
)

ADDENDUM_B = (
    '"Addendum B.-Final OPPS Payment by HCPCS Code for CY 2026",,,,,,,,,\r\n'
    '"CPT only copyright of its owner, all rights kept.",,,,,,,,,\r\n'
    ",,,,,,,,,\r\n"
    "HCPCS Code,Short Descriptor,SI,APC,Relative Weight,Payment Rate ,National Unadjusted Copayment,"
    '"Minimum Unadjusted\nCopayment",Note,* Indicates a Change\r\n'
    '0001Z,Secret invented words,J1,5465,151.2253,"$8,200.26 ",.,"$1,640.06 ",,\r\n'
    "0002Z,Secret invented words,N,,$ - ,,,N/A,,\r\n"
    "A9001,Dragon saddle,H9,,,,,,,*\r\n"
)

_PFS_HEADER = """
,,,,,,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC
,,,,NOT USED FOR,,,,,,,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING
,,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,\
TEAM,PRIC,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY
HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,\
SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR
"""
PPRRVU = (
    ",,2026 National Physician Fee Schedule Relative Value File October Release" + "," * 26 + "\n"
    ",,RELEASED 08/26/2026" + "," * 26 + "\n"
    ",,CPT codes and descriptions only are copyright of their owner."
    + "," * 26
    + _PFS_HEADER
    + "0001Z,,Secret invented"
    " words,A,,1.50,2.75,NA,0.40,,0.07,4.32,1.97,1,090,0.10,0.80,0.10,2,1,0,1,0,,0002Z,33.4009,09,0,99\n"
    "0001Z,26,Secret words,A,,1.50,0.40,,0.40,,0.05,1.95,1.95,1,XXX,0.00,0.00,0.00,0,0,0,0,0,,,33.4009,09,0,99\n"
    "A9001,,Dragon saddle,X,,0.00,0.00,,0.00,,0.00,0.00,0.00,9,XXX,0.00,0.00,0.00,9,9,9,9,9,,,33.4009,09,0,99\n"
)

CPT = "0001X\tExample service of an invented kind\r\n0002X\tAnother one, with a comma\r\n"

FILES = {
    "HCPC2026_OCT_ANWEB.txt": hcpcs(),
    "ccipra-v323r0-f1.txt": PTP_F1,
    "ccipra-v323r0-f2.txt": PTP_F2,
    "ccioph-v323r0-f1.txt": ptp(*_FIRST, *_LAST, "0001Z 0008Z - 20200101 * 1 Only for outpatients"),
    "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv": mue("Practitioner", 2),
    "MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv": mue("Outpatient Hospital", 4),
    "MCR_MUE_DMESupplierServices_Eff_10-01-2026.csv": mue("DME Supplier", 0),
    "AOC_V2026Q4-F-MCR.txt": ADD_ON,
    "2026 October Web Addendum B.csv": ADDENDUM_B,
    "PPRRVU2026_Oct_nonQPP.csv": PPRRVU,
    "cpt-2026.txt": CPT,
}


def put(folder: Path, name: str, text: str | bytes = "") -> Path:
    """A file in a folder, in the encoding of CMS: the text given, or the example of that name."""
    path = folder / name
    content = text or FILES[name]
    path.write_bytes(content if isinstance(content, bytes) else content.encode("cp1252"))
    return path


def packed(path: Path, **files: bytes) -> Path:
    """A zip of files at a path; in their names, two underscores stand for a dot."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    path.write_bytes(data.getvalue())
    return path
