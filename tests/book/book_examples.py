"""Index and table files of our own writing, in the official layout. No entry is taken from any of them."""

from pathlib import Path

INDEX = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
  <letter>
    <title>A</title>
    <mainTerm><title>Ash disease</title><code>J69.0</code></mainTerm>
  </letter>
  <letter>
    <title>D</title>
    <mainTerm>
      <title>Dragon bite<nemod>(imagined)</nemod></title>
      <code>R45.89</code>
      <term level="1">
        <title>with</title>
        <term level="2"><title>scorched bowel<nemod>(acute)</nemod></title><code>K52.9</code>
          <term level="3"><title>in a knight</title><code>K52.0</code></term>
        </term>
        <term level="2"><title>shame</title><see>Shame</see></term>
      </term>
      <term level="1"><title>wing</title><see>Neoplasm, wing, malignant</see></term>
      <term level="1"><title>forearm</title><code>S52.52-</code></term>
      <term level="1"><title>by size</title><see>Table of Drugs and Chemicals, elixir</see></term>
      <term level="1"><title>long ago</title><seecat>E11</seecat></term>
    </mainTerm>
    <mainTerm><title>Dread</title><see>Dreadfulness</see></mainTerm>
    <mainTerm><title>Dreadfulness</title><see>Fright</see></mainTerm>
  </letter>
  <letter>
    <title>F</title>
    <mainTerm><title>Fright</title><see>Dread</see></mainTerm>
    <mainTerm><title>Folly, foolish</title><seeAlso>Shame</seeAlso><seeAlso>condition</seeAlso>
      <term level="1"><title>solemn</title><see>Shame</see></term>
      <term level="1"><title>burnt</title><see>Ash disease, by site</see></term>
    </mainTerm>
  </letter>
  <letter>
    <title>G</title>
    <mainTerm><title>Golem heart</title><code>E85.4</code><manif>I43</manif></mainTerm>
    <mainTerm><title>Gone</title><code>Z99.88</code></mainTerm>
  </letter>
  <letter>
    <title>S</title>
    <mainTerm><title>Shame, ashamed</title><code>R45.2</code>
      <term level="1"><title>deep</title><code>R45.2</code></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
"""

EXTERNAL_CAUSES = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <title>ICD-10-CM EXTERNAL CAUSE of INJURIES INDEX</title>
  <letter>
    <title>G</title>
    <mainTerm><title>Griffin, flung<nemod>(high)</nemod></title>
      <term level="1"><title>from</title><term level="2"><title>tower</title><code>W11</code></term></term>
      <term level="1"><title>thunder</title><subcat>T75.0</subcat></term>
      <term level="1"><title>weeping</title><see>Shame, deep</see></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
"""

_COLUMNS = "".join(f'<head col="{number}">{{{number}}}</head>' for number in range(1, 8))

NEOPLASMS = f"""<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <indexHeading>{
    _COLUMNS.format(
        "", "Neoplasm", "Malignant Primary", "Malignant Secondary", "Ca in situ", "Benign", "Uncertain", "Unspecified"
    )
}</indexHeading>
  <letter>
    <title>N</title>
    <mainTerm>
      <title>Neoplasm, neoplastic</title><cell col="2">C80.1</cell><cell col="5">D36.9</cell>
      <term level="1"><title>wing<nemod>(feathered)</nemod></title>
        <cell col="2">C50.4-</cell><cell col="3">C79.81</cell><cell col="4">D05.-</cell><cell col="5">-</cell>
        <cell col="6">D48.6-</cell><cell col="7">D49.3</cell>
        <term level="2"><title>tip</title><cell col="2">C50.0-</cell></term>
      </term>
      <term level="1"><title>tail</title><seeAlso>Neoplasm, wing, tip</seeAlso></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
"""

DRUGS = f"""<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <indexHeading>{
    _COLUMNS.format(
        "",
        "Substance",
        "Poisoning Accidental (unintentional)",
        "Poisoning Intentional self-harm",
        "Poisoning Assault",
        "Poisoning Undetermined",
        "Adverse effect",
        "Underdosing",
    )
}</indexHeading>
  <letter>
    <title>E</title>
    <mainTerm><title>Elixir</title>
      <cell col="2">T39.1X1</cell><cell col="3">T39.1X2</cell><cell col="4">T39.1X3</cell><cell col="5">T39.1X4</cell>
      <cell col="6">T39.1X5</cell><cell col="7">T39.1X6</cell>
    </mainTerm>
    <mainTerm><title>Essence</title><see>Elixir</see></mainTerm>
  </letter>
</ICD10CM.index>
"""

POA_EXEMPT = (
    "Order26\tPOAexemptCode\tDescription\r\n"
    "01238\tB90.0\tSequela of a dragon\r\n"
    "97000\tZ79.4\tLong use of an elixir\r\n"
    "98181\tZ99.89\tDependence on a knight\r\n"
)

FILES = {
    "icd10cm-index-2026.xml": INDEX,
    "icd10cm-eindex-2026.xml": EXTERNAL_CAUSES,
    "icd10cm-neoplasm-2026.xml": NEOPLASMS,
    "icd10cm-drug-2026.xml": DRUGS,
    "POAexemptCodesFY26.txt": POA_EXEMPT,
}


def written(folder: Path) -> list[Path]:
    """All the files, in a folder."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())
