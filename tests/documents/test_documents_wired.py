"""Every format is taken wherever a note is: `code`, stdin, `batch`, encounter folders; plain text loads no library."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from document_samples import NEED_OCR, WRITTEN, ccda, mdm, oru, pdf, word
from typer.testing import CliRunner

from chartcode.batch.request import Request
from chartcode.batch.run import Summary, run
from chartcode.cli.app import app
from chartcode.cli.chart import open_chart
from chartcode.documents import confine
from chartcode.documents.folder import read_encounter
from chartcode.documents.read import read_document
from chartcode.errors import ChartcodeError, UnfitDocumentError, UsageError

CODES = {"E11.40", "I10", "J18.9"}
TEXTUAL = sorted(set(WRITTEN) - NEED_OCR)
LIBRARIES = "pypdfium2 docx striprtf selectolax lxml fhir pydantic hl7 pytesseract PIL".split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The note in every format that needs no OCR, under names that say nothing, and three broken files."""
    notes = tmp_path / "notes"
    notes.mkdir()
    for number, name in enumerate(TEXTUAL):
        (notes / f"n{number:02}.bin").write_bytes(WRITTEN[name]())
    (notes / "x1").write_bytes(pdf()[:200])
    (notes / "x2").write_bytes(word()[:2000])
    (notes / "x3").write_bytes(ccda()[:300])
    return notes


def test_a_batch_reads_every_format_and_goes_on_after_broken_ones(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    done = run(folder, target, Request(today=date(2026, 4, 1)), workers=2)
    assert done == Summary(coded=len(TEXTUAL), failed=3, skipped=0)
    found = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    for line in found[: len(TEXTUAL)]:
        assert {item["code"] for item in line["lines"]} == CODES
    assert [line["kind"] for line in found[len(TEXTUAL) :]] == ["unfit"] * 3


def test_code_takes_a_file_of_any_format(folder: Path) -> None:
    names = [str(path) for path in sorted(folder.glob("n*"))]
    result = CliRunner().invoke(app, ["code", *names, "--format", "jsonl"])
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) == len(TEXTUAL)
    assert all({item["code"] for item in record["lines"]} == CODES for record in records)


def test_code_takes_any_format_from_stdin() -> None:
    result = CliRunner().invoke(app, ["code", "-", "--format", "json"], input=mdm())
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert (record["note_id"], record["date"]) == ("stdin", "2026-03-02")


def test_a_document_s_own_facts_are_those_of_the_encounter(tmp_path: Path) -> None:
    (tmp_path / "visit.hl7").write_bytes(mdm())
    encounter = open_chart(str(tmp_path / "visit.hl7"))
    assert (encounter.id, encounter.sex, encounter.birth_date, encounter.discharge) == (
        "visit",
        "F",
        date(1961, 4, 30),
        date(2026, 3, 2),
    )


def test_dates_that_contradict_each_other_are_said_without_quoting_them(tmp_path: Path) -> None:
    (tmp_path / "visit").write_bytes(mdm().replace(b"19610430", b"20270430"))
    with pytest.raises(UnfitDocumentError, match="visit has dates that contradict each other"):
        open_chart(str(tmp_path / "visit"))


def stay(folder: Path, **notes: bytes) -> Path:
    for name, data in notes.items():
        (folder / f"{name}.bin").write_bytes(data)
    listed = [{"file": f"{name}.bin"} for name in notes]
    (folder / "encounter.json").write_text(json.dumps({"id": "E-1", "date": "2026-04-01", "notes": listed}))
    return folder


def test_an_encounter_folder_may_hold_documents_of_any_format(tmp_path: Path) -> None:
    encounter = read_encounter(stay(tmp_path, a=pdf(), b=ccda(), c=oru()))
    assert [(note.note_id, note.type) for note in encounter.notes] == [
        ("a", ""),
        ("b", "Progress note"),
        ("c", "Progress note"),
    ]
    assert encounter.birth_date is None  # the message says one; the facts are those of encounter.json


def test_a_file_of_several_notes_gives_several_and_none_twice(tmp_path: Path) -> None:
    several = mdm() + oru()
    assert [note.note_id for note in read_encounter(stay(tmp_path, a=several)).notes] == ["a", "a#2"]
    (tmp_path / "a#2.bin").write_bytes(pdf())
    with pytest.raises(UsageError, match="two notes with the id a#2"):
        read_encounter(stay(tmp_path, **{"a": several, "a#2": pdf()}))


@pytest.mark.parametrize(
    ("library", "name", "says"),
    [
        ("pypdfium2", "PDF", r"is a PDF, which needs an extra: pip install 'chartcode\[pdf\]'"),
        ("docx", "DOCX", r"is a Word document, .*'chartcode\[documents\]'"),
        ("lxml", "C-CDA", r"is a C-CDA document, .*'chartcode\[documents\]'"),
        ("fhir", "FHIR DocumentReference", r"is FHIR, .*'chartcode\[fhir\]'"),
        ("hl7", "HL7 MDM", r"is an HL7 v2 message, .*'chartcode\[hl7\]'"),
        ("pytesseract", "scanned PDF", r"holds scanned pages, which need OCR: pip install 'chartcode\[ocr\]'"),
    ],
)
def test_an_extra_that_is_missing_is_said_with_its_command(
    library: str, name: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A library that says it is not there comes before the one that is.
    (tmp_path / f"{library}.py").write_text(f"raise ModuleNotFoundError('none', name={library!r})")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    confine.end_idle()
    with pytest.raises(ChartcodeError, match=f"^visit {says}"):
        read_document(WRITTEN[name](), "visit", note_id="visit")
    confine.end_idle()


@pytest.mark.parametrize(
    "program",
    [
        "import chartcode, chartcode.cli.app, chartcode.batch.run, chartcode.documents.read",
        "from chartcode.documents.read import read_document; read_document(b'Gout.', 'a', note_id='a')",
        "from chartcode.documents.read import read_document; read_document(b'<p>Gout.', 'a', note_id='a')",
    ],
    ids=["an import", "plain text", "another format, which is read elsewhere"],
)
def test_no_library_of_a_format_is_loaded_by(program: str) -> None:
    program += "; import sys; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    loaded = {name.partition(".")[0] for name in eval(done.stdout)}
    assert not loaded & set(LIBRARIES)
