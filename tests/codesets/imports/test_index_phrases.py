"""An imported Index as paths, as phrases, and as the logic path of a line."""

from datetime import date
from pathlib import Path

import pytest
from official_examples import INDEX, written

from chartcode import codesets, pipeline
from chartcode.codesets.icd10cm.index import IcdCmIndex, IndexPath
from chartcode.codesets.imports.bring import bring
from chartcode.lexicon import tables
from chartcode.model import Encounter, Note, Scope
from chartcode.reading.index_phrases import from_index
from chartcode.reading.phrases import INDEX as FROM_INDEX
from chartcode.reading.phrases import CodedPhrase
from chartcode.reading.words import WordForms

pytestmark = pytest.mark.usefixtures("data")

DAY = date(2026, 4, 1)
SHARED = Path(__file__).resolve().parents[4] / "shared" / "codesets" / "icd10cm"


def opened(path: Path) -> IcdCmIndex:
    bring([path])
    index = codesets.on(date(2027, 9, 30)).index
    assert index is not None
    return index


@pytest.fixture
def paths(inbox: Path) -> dict[str, IndexPath]:
    found = opened(written(inbox, "index.xml", INDEX)).paths()
    return {" > ".join(path.terms): path for path in found}


@pytest.fixture
def phrases(inbox: Path) -> dict[str, CodedPhrase]:
    index = opened(written(inbox, "index.xml", INDEX))
    forms = WordForms(tables.variants(), tables.adjectives())
    return {phrase.text: phrase for phrase in from_index(index, codesets.on(DAY).icd10cm, forms)}


def test_paths_have_terms_modifiers_codes_and_references(paths: dict[str, IndexPath]) -> None:
    assert paths["Dragon bite NEC"].nonessential == ("(imagined)",)
    bowel = paths["Dragon bite NEC > with > scorched bowel"]
    assert (bowel.code, bowel.is_stem, bowel.nonessential[-1]) == ("K529", False, "(acute)(chronic)")
    assert paths["Dragon bite NEC > with > scorched bowel > in a knight"].code == "K520"
    assert paths["Dragon bite NEC > with"].code == ""
    assert paths["Drake's syndrome"].see == ("Dragon bite, with, scorched bowel",)
    assert paths["Dwarf, dwarfed, dwarfing"].see_also == ("Giant",)
    stem = paths["Dwarf, dwarfed, dwarfing > hearing loss"]
    assert (stem.code, stem.is_stem) == ("H919", True)
    assert (paths["Golem heart"].code, paths["Golem heart"].manifestation) == ("E854", "I43")


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Index: Dragon bite NEC > with > scorched bowel", {"dragon", "bite", "scorched", "intestine"}, ("K52.9",)),
        ("Index: Drake's syndrome", {"drake", "syndrome"}, ("K52.9",)),
        ("Index: Dwarf, dwarfed, dwarfing > hearing loss", {"dwarfing", "hearing", "loss"}, ("H91.90",)),
        ("Index: Golem heart", {"golem", "heart"}, ("E85.4", "I43")),
        ("Index: Goblinitis", {"goblinitis"}, ("K29.70",)),
        ("Index: Griffin disease > eyelid swelling > right", {"griffin", "disease", "eyelid"}, ("H02.849",)),
        ("Index: Dragon bite NEC > left", {"dragon", "bite", "left"}, ("I50.1",)),
    ],
)
def test_phrases(phrases: dict[str, CodedPhrase], text: str, words: set[str], codes: tuple[str, ...]) -> None:
    phrase = phrases[text]
    assert words <= set(phrase.words) | {"bowel"} or words - {"intestine"} <= set(phrase.words)
    assert (phrase.codes, phrase.source) == (codes, FROM_INDEX)


def test_a_number_is_tied_to_its_word(phrases: dict[str, CodedPhrase]) -> None:
    assert ("stage", "3") in phrases["Index: Griffin disease > stage 3"].ties


def test_what_gives_no_phrase(phrases: dict[str, CodedPhrase]) -> None:
    """Everyday words alone, "specified", and codes that no release has."""
    assert not phrases.keys() & {
        "Index: Gas",
        "Index: Dragon bite NEC > specified NEC",
        "Index: Griffin disease > gone by now",
    }


def test_every_form_of_a_main_term_is_a_phrase(inbox: Path) -> None:
    index = opened(written(inbox, "index.xml", INDEX))
    forms = WordForms(tables.variants(), tables.adjectives())
    found = [phrase for phrase in from_index(index, codesets.on(DAY).icd10cm, forms) if "Dwarf" in phrase.text]
    assert len(found) == 3


def test_a_line_shows_the_path_and_the_default_stays_as_it_was(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTCODE_CACHE", str(tmp_path / "cache"))
    chart = Encounter("e", (Note("n", "Assessment:\n1. Goblinitis\n2. Essential hypertension\n"),))
    without = pipeline.code(chart, pipeline.config_on(DAY, Scope.MENTIONS))
    bring([written(inbox, "index.xml", INDEX)])
    found = pipeline.code(chart, pipeline.config_on(DAY, Scope.MENTIONS))
    line = next(line for line in found.lines if line.code.value == "K29.70")
    assert line.path[0].text == "Index: Goblinitis"
    assert dict(found.releases).keys() == {"ICD-10-CM", "ICD-10-CM Index"}
    assert "K29.70" not in {line.code.value for line in without.lines}
    assert without.lines[0] in found.lines


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the official files of ../shared/codesets are not here")


@needs_shared
def test_the_index_of_2025() -> None:
    index = opened(SHARED / "icd10cm-index-2025.RECONSTRUCTED.xml")
    assert dict(index.about.counts) == {"main terms": 8100, "terms": 72924, "codes": 62721, "references": 14193}
    paths = {" > ".join(path.terms): path for path in index.paths()}
    assert paths["Aberrant > artery > basilar NEC"].code == "Q281"
    assert len([path for path in index.paths() if path.code]) == 62721


@needs_shared
def test_the_excerpt_of_2027() -> None:
    index = opened(SHARED / "icd10cm-index-2027.EXCERPT.xml")
    paths = {" > ".join(path.terms): path for path in index.paths()}
    assert paths["Amyloidosis > with lung involvement"].manifestation == "J99"
    assert paths["Aberrant > vein NEC"].nonessential == ("(congenital)", "(peripheral)")
    assert paths["Abnormal, abnormality, abnormalities > auditory perception"].is_stem
    assert paths["Anaphylactoid shock or reaction"].see == ("Shock, anaphylactic",)
    anemia = paths["Anemia > with > disorder of > anaerobic glycolysis"]
    assert (anemia.code, len(anemia.terms)) == ("D5529", 4)


@needs_shared
@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("icd10cm-eindex-April-1-2026-XML.xml", {"main terms": 314, "terms": 7776, "codes": 6671}),
        ("icd10cm-neoplasm-April-1-2026-XML.xml", {"main terms": 1, "terms": 1939, "codes": 10922 - 1902}),
        ("icd10cm-drug-April-1-2026-XML.xml", {"main terms": 5179, "terms": 2251, "codes": 43224 - 3188}),
        ("POAexemptCodesFY26.zip", {"codes": 38349}),
    ],
)
def test_the_other_official_files(file: str, counts: dict[str, int]) -> None:
    (about,) = bring([SHARED / file]).releases
    assert dict(about.counts) | counts == about.counts
