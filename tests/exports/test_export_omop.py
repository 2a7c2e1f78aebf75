"""OMOP CDM 5.4: rows that load into a real PostgreSQL with omop-cdm's tables, and concept ids of the user's own."""

import csv
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from export_examples import OFFICE_JOB, STAY_JOB

from chartcode.errors import UnfitDocumentError
from chartcode.exports.omop import tables, write
from chartcode.exports.omop_concepts import concepts_of

ORDER = ("cdm_source", "person", "visit_occurrence", "note", "note_nlp", "condition_occurrence", "procedure_occurrence")


def files(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
        }


def test_each_diagnosis_is_a_condition_and_each_mention_a_row_of_note_nlp() -> None:
    found = files(write(STAY_JOB))
    assert [
        (row["condition_source_value"], row["condition_status_source_value"]) for row in found["condition_occurrence"]
    ] == [
        ("K35.30", "principal, POA Y"),
        ("E11.9", "secondary, POA Y"),
        ("E87.6", "secondary, POA N"),
        ("Z79.4", "secondary, POA 1"),
        ("W10.9XXA", "secondary, POA Y"),
    ]
    assert [row["procedure_source_value"] for row in found["procedure_occurrence"]] == ["0DTJ4ZZ"]
    negated = found["note_nlp"][-1]
    assert (negated["lexical_variant"], negated["term_exists"]) == ("asthma", "N")
    assert "assertion=negated" in negated["term_modifiers"]
    note = STAY_JOB.coded.encounter.notes[0].text
    assert note[int(negated["offset"]) :].startswith("asthma")


def test_concept_ids_are_zero_without_a_vocabulary() -> None:
    for rows in tables(STAY_JOB).values():
        for row in rows:
            assert {value for name, value in row.items() if name.endswith("concept_id")} <= {0}


CONCEPT = (
    "concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tstandard_concept\tconcept_code\n",
    "101\tinvented source\tCondition\tICD10CM\t\t\tK35.30\n",
    '102\tanother "source\tCondition\tICD10CM\t\t\tE11.9\n',
    "103\tsame code elsewhere\tCondition\tICD9CM\t\t\tK35.30\n",
)
RELATIONSHIP = (
    "concept_id_1\tconcept_id_2\trelationship_id\tvalid_start_date\tvalid_end_date\tinvalid_reason\n",
    "101\t555\tMapped from\t\t\t\n",
    "101\t556\tMaps to\t\t\tD\n",
    "101\t557\tMaps to\t\t\t\n",
    "103\t558\tMaps to\t\t\t\n",
)


def test_the_user_s_own_vocabulary_gives_concept_ids() -> None:
    concepts = concepts_of({"K35.30", "E11.9"}, CONCEPT, RELATIONSHIP)
    assert concepts == {("ICD10CM", "K35.30"): (101, 557), ("ICD10CM", "E11.9"): (102, 0)}
    rows = tables(replace(STAY_JOB, concepts=concepts))["condition_occurrence"]
    assert [(row["condition_source_concept_id"], row["condition_concept_id"]) for row in rows[:3]] == [
        (101, 557),
        (102, 0),
        (0, 0),
    ]


@pytest.mark.parametrize("lines", [(), ("code\n", "K35.30\n"), (CONCEPT[0], "x\t\t\tICD10CM\t\t\tK35.30\n")])
def test_a_vocabulary_of_another_shape_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(UnfitDocumentError, match="Athena"):
        concepts_of({"K35.30"}, lines, RELATIONSHIP)


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) if Path("/usr/lib/postgresql").is_dir() else []
    if not found:
        pytest.skip("there is no PostgreSQL server on this machine: apt-get install postgresql")
    return found[-1].parent


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of an empty PostgreSQL of our own, on a socket in a folder of its own."""
    for module in ("psycopg", "omop_cdm", "sqlalchemy"):
        pytest.importorskip(module, reason=f"{module} is not installed")
    folder, server = Path(f"/tmp/chartcode-pg-{os.getpid()}"), binaries()
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, capture_output=True, timeout=120)

    try:
        run(str(server / "initdb"), "-D", f"{folder}/data", "-A", "trust", "-U", "tester", "-E", "UTF8")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run(str(server / "pg_ctl"), "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
        yield f"postgresql+psycopg://tester@/postgres?host={folder}"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            run(str(server / "pg_ctl"), "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_rows_load_into_postgresql_with_every_constraint(database: str) -> None:
    import sqlalchemy as sa
    from omop_cdm.regular import cdm54  # type: ignore[import-untyped]

    engine = sa.create_engine(database)
    metadata = cdm54.Base.metadata
    with engine.begin() as connection:
        for schema in {table.schema for table in metadata.tables.values() if table.schema}:
            connection.execute(sa.schema.CreateSchema(schema))
        metadata.create_all(connection)
        connection.execute(sa.text("set session_replication_role = replica"))
        concept = next(table for table in metadata.tables.values() if table.name == "concept")
        connection.execute(sa.insert(concept).values(**no_matching_concept()))
        connection.execute(sa.text("set session_replication_role = origin"))
    by_name = {table.name: table for table in metadata.tables.values()}
    with engine.begin() as connection:
        for job in (STAY_JOB, OFFICE_JOB):
            found = files(write(job))
            for name in ORDER:
                rows = [{key: value or None for key, value in row.items()} for row in found.get(name, [])]
                if rows:
                    connection.execute(sa.insert(by_name[name]), [typed(by_name[name], row) for row in rows])
    with engine.connect() as connection:
        stored = connection.execute(sa.select(by_name["condition_occurrence"].c.condition_source_value)).scalars()
        expected = [line.code.value for job in (STAY_JOB, OFFICE_JOB) for line in job.diagnoses]
        assert sorted(stored) == sorted(expected)
        texts = connection.execute(sa.select(by_name["note"].c.note_text)).scalars()
        assert set(texts) == {note.text for job in (STAY_JOB, OFFICE_JOB) for note in job.coded.encounter.notes}
    engine.dispose()


def no_matching_concept() -> dict[str, Any]:
    """Concept 0, which every OMOP database has. Its vocabulary is another table's and not needed here."""
    from datetime import date

    return {
        "concept_id": 0,
        "concept_name": "No matching concept",
        "domain_id": "Metadata",
        "vocabulary_id": "None",
        "concept_class_id": "Undefined",
        "concept_code": "No matching concept",
        "valid_start_date": date(1970, 1, 1),
        "valid_end_date": date(2099, 12, 31),
    }


def typed(table: Any, row: dict[str, str | None]) -> dict[str, Any]:
    """Text of a CSV to the types of the table's columns; a column that the table lacks fails."""
    from datetime import date

    kinds: dict[type, Callable[[str], Any]] = {int: int, date: date.fromisoformat}
    return {
        name: None if value is None else kinds.get(table.c[name].type.python_type, str)(value)
        for name, value in row.items()
    }
