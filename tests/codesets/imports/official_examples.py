"""Files of our own writing in the layouts of the official ones. No entry is taken from any of them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

INDEX = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2025</version>
  <title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
  <letter>
    <title>D</title>
    <mainTerm>
      <title>Dragon bite<nemod>(imagined)</nemod> NEC</title>
      <code>R45.89</code>
      <term level="1">
        <title>with</title>
        <term level="2">
          <title>scorched bowel<nemod>(acute)(chronic)</nemod></title>
          <code>K52.9</code>
          <term level="3"><title>in a knight</title><code>K52.0</code></term>
        </term>
      </term>
      <term level="1"><title>left</title><code>I50.1</code></term>
      <term level="1"><title>specified NEC</title><code>R45.0</code></term>
    </mainTerm>
    <mainTerm>
      <title>Drake's syndrome</title>
      <see> Dragon bite, with, scorched bowel</see>
    </mainTerm>
    <mainTerm>
      <title>Dwarf, dwarfed, dwarfing</title>
      <seeAlso>Giant</seeAlso>
      <term level="1"><title>hearing loss</title><code>H91.9-</code></term>
    </mainTerm>
  </letter>
  <letter>
    <title>G</title>
    <mainTerm><title>Gas</title><code>R14.3</code></mainTerm>
    <mainTerm><title>Goblinitis</title><code>K29.70</code></mainTerm>
    <mainTerm><title>Golem heart</title><code>E85.4</code><manif>I43</manif></mainTerm>
    <mainTerm>
      <title>Griffin disease</title>
      <term level="1"><title>stage 3</title><code>N18.30</code></term>
      <term level="1"><title>eyelid swelling</title>
        <term level="2"><title>right</title><code>H02.843</code></term>
      </term>
      <term level="1"><title>gone by now</title><code>Z99.99</code></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
"""

EXTERNAL_CAUSES = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <title>ICD-10-CM EXTERNAL CAUSE of INJURIES INDEX</title>
  <letter>
    <title>D</title>
    <mainTerm><title>Dragon<nemod>(flying)</nemod></title><code>W64</code>
      <term level="1"><title>thunder</title><subcat>T75.0</subcat></term>
      <term level="1"><title>nest</title><seecat>T71</seecat></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
"""

NEOPLASMS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <indexHeading><head col="1">Neoplasm</head><head col="2">Malignant Primary</head></indexHeading>
  <letter>
    <title>N</title>
    <mainTerm>
      <title>Neoplasm, imaginary</title>
      <cell col="2">C80.1</cell><cell col="3">C79.8-</cell><cell col="4">-</cell>
      <term level="1"><title>wing<nemod>(left)</nemod></title><cell col="2">--</cell></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
"""

DRUGS = NEOPLASMS.replace(">Neoplasm</head>", ">Substance</head>").replace("Malignant Primary", "Poisoning")


def order_line(number: int, code: str, billable: bool, title: str) -> str:
    """A line of an order file."""
    return f"{number:05} {code:<7} {billable:d} {title[:60]:<60} {title}"


ORDER = "\r\n".join(
    order_line(number, code, len(code) > 3, f"Imaginary condition {code}")
    for number, code in enumerate(("A00", "A000", "QA0", "QA00101", "U07", "U071", "Z99", "Z999"), 1)
)

POA_EXEMPT = (
    "Order26\tPOAexemptCode\tDescription\r\n"
    "01238\tB90.0\tSequela of a dragon\r\n"
    '30497\tQA0.0101\t"Sequela, of a golem"\r\n'
    "98181\tZ99.89\tDependence on a knight\r\n"
)

BY_NAME = {
    "icd10cm-index-2025.xml": INDEX,
    "icd10cm-eindex-April-1-2026-XML.xml": EXTERNAL_CAUSES,
    "icd10cm-neoplasm-2026.xml": NEOPLASMS,
    "icd10cm_drug_2026.xml": DRUGS,
    "icd10cm_order_2026.txt": ORDER,
    "POAexemptCodesFY26.txt": POA_EXEMPT,
}


def written(folder: Path, name: str, text: str = "") -> Path:
    """A file in a folder: the text given, or the example of that name."""
    path = folder / name
    path.write_bytes((text or BY_NAME[name]).encode())
    return path


def zipped(**files: bytes) -> bytes:
    """A zip of files; in their names, two underscores stand for a dot."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return data.getvalue()
