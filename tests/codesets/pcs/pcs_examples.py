"""ICD-10-PCS files of our own writing in the layouts of the official ones. Codes are real, no word of them is."""

from pathlib import Path

TABLES = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.tabular>
  <version>2026</version>
  <title>2026 ICD-10-PCS Tables</title>
  <pcsTable>
    <axis pos="1" values="1"><title>Section</title><label code="0">Blade and Potion</label></axis>
    <axis pos="2" values="1"><title>Body System</title><label code="D">Dragon Gut</label></axis>
    <axis pos="3" values="1"><title>Operation</title><label code="T">Banishing</label>
      <definition>Sending all of a part away</definition></axis>
    <pcsRow codes="10">
      <axis pos="4" values="2"><title>Part</title><label code="H">Gizzard</label>
        <label code="J">Ember Sac</label></axis>
      <axis pos="5" values="5"><title>Way</title><label code="0">Sword</label><label code="4">Keyhole</label>
        <label code="7">Maw</label><label code="8">Maw With Mirror</label><label code="F">Never Valid</label></axis>
      <axis pos="6" values="1"><title>Thing</title><label code="Z">No Thing</label></axis>
      <axis pos="7" values="1"><title>Sort</title><label code="Z">No Sort</label></axis>
    </pcsRow>
    <pcsRow codes="1">
      <axis pos="4" values="1"><title>Part</title><label code="J">Ember Sac of Old</label></axis>
      <axis pos="5" values="1"><title>Way</title><label code="4">Keyhole</label></axis>
      <axis pos="6" values="1"><title>Thing</title><label code="Z">No Thing</label></axis>
      <axis pos="7" values="1"><title>Sort</title><label code="G">By Hand</label></axis>
    </pcsRow>
  </pcsTable>
  <pcsTable>
    <axis pos="1" values="1"><title>Section</title><label code="G">Minds of Golems</label></axis>
    <axis pos="2" values="1"><title>Body System</title><label code="Z">None</label></axis>
    <axis pos="3" values="1"><title>Kind</title><label code="B">Thunder</label></axis>
    <pcsRow codes="3">
      <axis pos="4" values="3"><title>Sort</title><label code="0">One Bolt</label><label code="2">Two Bolts</label>
        <label code="4">Storm</label></axis>
      <axis pos="5" values="1"><title>Sort</title><label code="Z">None</label></axis>
      <axis pos="6" values="1"><title>Sort</title><label code="Z">None</label></axis>
      <axis pos="7" values="1"><title>Sort</title><label code="Z">None</label></axis>
    </pcsRow>
  </pcsTable>
</ICD10PCS.tabular>
"""

TABLES_ADDENDA = """
FY2026: table 0 T X
  First character (Section) is value 0: Blade and Potion
  Second character (Body System) is value T: Dragon Waters
  Third character (Operation) is value X: Swap: Moving a part to where another was

FY2026: First panel of table 0 T X
  Fourth character (Part) is value B: Steam Bladder
  Fifth character (Way) has 2 choices.
    First choice is value 0: Sword
    Second choice is value 4: Keyhole
  Sixth character (Thing) is value Z: No Thing
  Seventh character (Sort) has 2 choices.
    First choice is value 6: Scale
    Second choice is value 7: Feather

No change: table G Z B
  First character (Section) is value G: Minds of Golems
  Second character (Body System) is value Z: None
  Third character (Kind) is value B: Thunder

FY2025: First panel of table G Z B
  Fourth character (Sort) is value 0: One Bolt
  Fifth character (Sort) is value Z: None
  Sixth character (Sort) is value Z: None
  Seventh character (Sort) is value Z: None

FY2026: First panel of table G Z B
  Fourth character (Sort) has 2 choices.
    First choice is value 0: One Bolt
    Second choice is value 4: Storm
  Fifth character (Sort) is value Z: None
  Sixth character (Sort) is value Z: None
  Seventh character (Sort) is value Z: None

No change: Second panel of table G Z B
  Fourth character (Sort) is value 9: Aurora
  Fifth character (Sort) is value Z: None
  Sixth character (Sort) is value Z: None
  Seventh character (Sort) has 2 choices.
    First choice is value 1: Red
    Second choice is value 2: Green
"""

DEFINITIONS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.definitions>
  <version>2026</version>
  <title>2026 ICD-10-PCS Definitions</title>
  <section code="0">
    <title>Blade and Potion</title>
    <axis pos="3"><title>Operation</title>
      <terms><title>Banishing</title><definition>Sending all of a part away for good</definition>
        <explanation>It does not come back</explanation><includes>The knight's first resort</includes></terms>
    </axis>
    <axis pos="4"><title>Part</title>
      <terms><title>Ember Sac</title><title>Ember Sac of Old</title><includes>Fire pouch</includes></terms>
    </axis>
    <axis pos="5"><title>Way</title>
      <terms><title>Keyhole</title><definition>Through a hole no wider than a key</definition></terms>
    </axis>
    <axis pos="6"><title>Thing</title>
      <terms><title>No Thing in Dragon Gut</title><includes>Empty Hands(tm)</includes></terms>
      <terms><title>No Thing for Swap in Dragon Waters</title><includes>Empty Pail</includes></terms>
    </axis>
  </section>
  <deviceAggregation>
    <aggregate><device>Silver Hook</device><operation>Swap</operation><bodySys>Dragon Waters</bodySys>
      <parent value="J">Hook</parent></aggregate>
  </deviceAggregation>
</ICD10PCS.definitions>
"""

INDEX = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.index>
  <version>2026</version>
  <title>2026 ICD-10-PCS Index</title>
  <letter>
    <title>B</title>
    <mainTerm><title>Banishing</title>
      <term level="1"><title>Ember sac</title><codes>0DTJ</codes></term>
      <term level="1"><title>Gizzard, whole</title><code>0DTH0ZZ</code></term>
    </mainTerm>
    <mainTerm><title>Burnectomy</title>
      <term level="1"><see>Banishing, Ember Sac<codes>0DTJ</codes></see></term>
      <term level="1"><see>Quenching</see></term>
    </mainTerm>
  </letter>
  <letter>
    <title>F</title>
    <mainTerm><title>Fire pouch</title><use>Ember Sac</use></mainTerm>
    <mainTerm><title>Flask of Night(tm)</title><use>Flask in<tab>0DT</tab></use></mainTerm>
    <mainTerm><title>Folk remedy</title><tab>0DT</tab></mainTerm>
  </letter>
</ICD10PCS.index>
"""


INDEX_ADDENDA = """

Lttr             B
Main             Banishing
     Delete        Gizzard, whole 0DTH0ZZ
     Add           Gizzard, by mirror 0DTH8ZZ
                   Ember sac 0DTJ
     Add             Cold 0DTJ4ZG
     Add           Scales
     Add             Of an elder 0DT
Main Delete      Banshee cry 0DT
Main Add         Basilisk gaze (petrifying) use Ember Sac of Old


Lttr             C
Main Add         Claw trimming see Banishing, Ember Sac 0DTJ
Main Revise from Cockatrice 0DT
Main Revise to   Cockatrice egg 0DTJ0ZZ
"""


def order_line(number: int, code: str, title: str) -> str:
    """A line of an order file; the short title is the first 60 characters in small letters."""
    return f"{number:05} {code:<7} {len(code) == 7:d} {title[:60].lower():<60} {title}"


ORDER = "\r\n".join(
    order_line(number, code, title)
    for number, (code, title) in enumerate(
        (
            ("0DT", "Dragon Gut, Banishing"),
            ("0DTJ0ZZ", "Banishing of Ember Sac, Sword Way"),
            ("0DTJ4ZZ", "Banishing of Ember Sac, Keyhole Way"),
            ("X9H", "New Magic, Placing"),
            ("X9HD01B", "Placing of Whisper Shell in Left Ear, New Magic 11"),
        ),
        1,
    )
)

CODES = (
    "0DTJ0ZZ Banishing of Ember Sac, Sword Way\r\n"
    "0DTJ4ZZ Banishing of Ember Sac, Keyhole Way\r\n"
    "X9HD01B Placing of Whisper Shell in Left Ear, New Magic 11\r\n"
)

ADDENDA = """Add:         028F3Z0 Parting of Gate Valve, Keyhole Way
Revise from: 0DTJ4ZZ Banishing of Ember Sac, Keyhole Way
Revise to:   0DTJ4ZZ Banishing of Ember Sac through a Keyhole
Delete:      XXE5XR7 Measuring of Curses, New Magic 7

Codes
  79256 codes in icd10pcs_codes_2026.txt
  79256 codes in icd10pcs_codes_2027.txt
      1 additions
      1 deletions
      1 revisions
"""

CONVERSION = (
    "Current code(s) assignment\tCode title\tEffective year\tPrevious code(s) assignment\tPredecessor code title\t"
    "Change type\tComment\tEffective month/day [MM.DD]\r\n"
    '0DTJ4ZZ\t"Banishing, Keyhole"\t2019\t0DTJ0ZZ\tBanishing\tNew\t10.01\r\n'
    '0DTJ4ZZ\tBanishing\t2025\t0DTJ4ZZ\tBanning\tRevised\t"wording, for clarity"\t04.01\r\n'
    "NoPCS\tNo description\t2025\t0DTH8ZZ\tBanishing\tDeleted\tgone\t10.01\r\n"
    "X9HD01B\tPlacing\t2026\tNoPCS\tNo description\tNew\t04.01\r\n"
)

BODY_PARTS = """{
  "name": "ICD-10-PCS Body Part Key (imagined)",
  "version": "2026-02-03",
  "count_terms": 2,
  "data": {"Coal pocket": ["Ember Sac", "Ember Sac of Old"], "Crop": ["Gizzard"]}
}"""

DEVICES = """{
  "name": "ICD-10-PCS Device Key (imagined)",
  "version": "2026-02-03",
  "count_terms": 1,
  "data": {"Wizard's Palm(R)": ["No Thing"]}
}"""

BY_NAME = {
    "icd10pcs_tables_2026.xml": TABLES,
    "tables_addenda_2026.txt": TABLES_ADDENDA,
    "icd10pcs_definitions_2026.xml": DEFINITIONS,
    "icd10pcs_index_2026.xml": INDEX,
    "index_addenda_2026.txt": INDEX_ADDENDA,
    "icd10pcs_order_2026.txt": ORDER,
    "icd10pcs_codes_2026.txt": CODES,
    "icd10pcs_codes_addenda_2027.txt": ADDENDA,
    "icd10pcs_conversion_table.txt": CONVERSION,
    "body_part_key.json": BODY_PARTS,
    "device_key.json": DEVICES,
}


def placed(folder: Path, *names: str, **texts: str) -> list[Path]:
    """Files in a folder: examples by name, and texts under names in which two underscores stand for a dot."""
    contents = {name: BY_NAME[name] for name in names} | {name.replace("__", "."): text for name, text in texts.items()}
    for name, text in contents.items():
        (folder / name).write_bytes(text.encode())
    return [folder / name for name in contents]
