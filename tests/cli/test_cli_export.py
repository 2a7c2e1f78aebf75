"""`chartcode export`: from a chart to a file in every format, and what stops it."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app
from chartcode.cli.export import FORMATS

RUNNER = CliRunner()
NOTE = "Discharge diagnoses:\n1. Hypertension\n2. Type 2 diabetes mellitus\nSeen by Dr. Quillfeather on 01/03/2026.\n"
HOME = {"street": "12 Elm St", "city": "Springfield", "state": "IL", "zip": "62704"}
BILLING = {
    "claim_number": "CLM-1",
    "submitter": {"name": "Invented Clearing", "id": "SUB1", "phone": "5555550100"},
    "receiver": {"name": "Invented Plan", "id": "REC1"},
    "provider": {
        "name": "Invented Clinic",
        "npi": "1234567893",
        "tax_id": "123456789",
        "address": {**HOME, "zip": "627040001"},
    },
    "coverage": {
        "payer": {"name": "Invented Plan", "id": "98765"},
        "filing": "CI",
        "member_id": "M1",
        "subscriber": {"last": "Quackenbush", "first": "Jo", "address": HOME},
    },
    "attending": {"last": "Doe", "first": "Alex", "npi": "1992753503"},
    "place_of_service": "21",
    "service_lines": [{"procedure": "99213", "charge": 120.10, "pointers": [1], "revenue": "0450"}],
    "stay": {"bill_type": "111", "admission_type": "1", "admission_hour": "14", "patient_status": "01"},
}


@pytest.fixture
def stay(tmp_path: Path) -> Path:
    """A folder with a coded stay: its encounter, its record and its billing facts."""
    about = {
        "id": "stay-1",
        "setting": "inpatient",
        "admit": "2026-01-02",
        "discharge": "2026-01-05",
        "sex": "F",
        "birth_date": "1950-01-01",
        "notes": [{"file": "discharge.txt", "author_role": "physician"}],
    }
    (tmp_path / "discharge.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "encounter.json").write_text(json.dumps(about), encoding="utf-8")
    (tmp_path / "billing.json").write_text(json.dumps(BILLING), encoding="utf-8")
    coded = RUNNER.invoke(app, ["code", str(tmp_path), "-o", str(tmp_path / "coded.json")])
    assert coded.exit_code == 0, coded.output
    return tmp_path


def export(stay: Path, name: str, *more: str) -> Any:
    return RUNNER.invoke(app, ["export", str(stay / "coded.json"), "--format", name, *more])


def with_error(stay: Path) -> None:
    data = json.loads((stay / "coded.json").read_text(encoding="utf-8"))
    data["findings"].append({"rule": "a-rule", "level": "error", "message": "no", "codes": [], "citation": ""})
    (stay / "coded.json").write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(name: str, stay: Path) -> None:
    target = stay / "out.bin"
    done = export(stay, name, "--billing", str(stay / "billing.json"), "-o", str(target))
    assert done.exit_code == 0, done.output
    assert done.output == ""
    assert target.stat().st_size > 100


def test_text_goes_to_stdout_when_no_file_is_named(stay: Path) -> None:
    done = export(stay, "fhir")
    assert json.loads(done.stdout)["resourceType"] == "Bundle"


@pytest.mark.parametrize("name", ["omop", "parquet", "pdf", "deidentified"])
def test_what_is_no_text_needs_a_file(name: str, stay: Path) -> None:
    done = export(stay, name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "-o" in done.output


def test_an_open_error_stops_the_export_unless_it_is_forced(stay: Path) -> None:
    with_error(stay)
    done = export(stay, "csv")
    assert done.exit_code == 2
    assert "a-rule" in done.output
    forced = export(stay, "csv", "--force")
    assert forced.exit_code == 0
    assert "EXPORTED BY FORCE WITH OPEN ERRORS" in forced.stdout


def test_an_edit_that_a_payer_would_fail_is_an_open_error_too(stay: Path) -> None:
    data = json.loads((stay / "coded.json").read_text(encoding="utf-8"))
    for line in data["lines"]:
        line["poa"] = "Y"
    data["lines"][0] |= {"code": "B20"}
    data["lines"][1] |= {"code": "B20"}
    (stay / "coded.json").write_text(json.dumps(data), encoding="utf-8")
    done = export(stay, "csv")
    assert done.exit_code == 2
    assert "duplicate-code" in done.output


def test_a_note_of_its_own_is_exported_in_the_setting_it_was_coded_in(stay: Path) -> None:
    note, record = str(stay / "discharge.txt"), str(stay / "note.json")
    RUNNER.invoke(app, ["code", note, "--setting", "office", "--date", "2026-03-02", "-o", record])
    done = RUNNER.invoke(app, ["export", record, "--chart", note, "--format", "csv"])
    assert done.exit_code == 0, done.output
    assert ",2026-03-02,office," in done.stdout


def test_the_same_secret_gives_the_same_file_and_none_gives_another(stay: Path) -> None:
    (stay / "key").write_text("0123456789abcdef0123456789abcdef")
    for number in (1, 2):
        export(stay, "deidentified", "--secret-file", str(stay / "key"), "-o", str(stay / f"{number}.zip"))
    export(stay, "deidentified", "-o", str(stay / "3.zip"))
    one, two, three = ((stay / f"{number}.zip").read_bytes() for number in (1, 2, 3))
    assert one == two != three
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        text = archive.read("note-1.txt").decode()
    assert "Quillfeather" not in text
    assert "01/03/2026" not in text
    assert "Hypertension" in text


def test_a_short_secret_is_refused(stay: Path) -> None:
    (stay / "key").write_text("short")
    assert export(stay, "deidentified", "--secret-file", str(stay / "key"), "-o", str(stay / "1.zip")).exit_code == 2


def test_the_user_s_vocabulary_is_used_or_missed(stay: Path) -> None:
    target = stay / "omop.zip"
    assert export(stay, "omop", "--vocabulary", str(stay), "-o", str(target)).exit_code == 3
    (stay / "CONCEPT.csv").write_text("concept_id\tvocabulary_id\tconcept_code\n7\tICD10CM\tI10\n", encoding="utf-8")
    (stay / "CONCEPT_RELATIONSHIP.csv").write_text(
        "concept_id_1\tconcept_id_2\trelationship_id\tinvalid_reason\n7\t8\tMaps to\t\n", encoding="utf-8"
    )
    assert export(stay, "omop", "--vocabulary", str(stay), "-o", str(target)).exit_code == 0
    with zipfile.ZipFile(target) as archive:
        assert ",I10,7," in archive.read("condition_occurrence.csv").decode()


@pytest.mark.parametrize("name", ["encounter.json", "discharge.txt", "coded.json", "billing.json"])
def test_no_input_is_overwritten(name: str, stay: Path) -> None:
    before = (stay / name).read_bytes()
    done = export(stay, "csv", "--billing", str(stay / "billing.json"), "-o", str(stay / name))
    assert done.exit_code == 2
    assert (stay / name).read_bytes() == before


@pytest.mark.parametrize(
    ("text", "code"), [("", 4), ("[]", 4), ("{}", 4), ('{"date": "2026-01-05", "setting": "inpatient"}', 4), ("\0", 4)]
)
def test_a_record_that_is_none(text: str, code: int, stay: Path) -> None:
    (stay / "coded.json").write_text(text, encoding="utf-8")
    done = export(stay, "csv")
    assert done.exit_code == code
    assert len(done.output.strip().splitlines()) == 1


def test_a_record_of_another_chart_is_refused(stay: Path) -> None:
    (stay / "discharge.txt").write_text("Something else: asthma.\n", encoding="utf-8")
    done = export(stay, "csv")
    assert done.exit_code == 4
    assert "asthma" not in done.output


def test_a_wrong_billing_file_is_named_without_the_patient(stay: Path) -> None:
    (stay / "billing.json").write_text(json.dumps({**BILLING, "provider": {"name": "X"}}), encoding="utf-8")
    done = export(stay, "837i", "--billing", str(stay / "billing.json"))
    assert done.exit_code == 2
    assert "provider" in done.output
    assert "Quackenbush" not in done.output


def test_an_unknown_format(stay: Path) -> None:
    done = export(stay, "docx")
    assert done.exit_code == 2
    assert "fhir" in done.output
