"""The store: what is not whole is never used, nothing is left behind, `on` sees what is imported and removed."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from official_examples import INDEX, written

from chartcode import codesets
from chartcode.codesets.imports import store, write
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ReleaseError, UsageError

pytestmark = pytest.mark.usefixtures("data")

DAY = date(2026, 4, 1)


def take_in(inbox: Path, year: int = 2025, text: str = INDEX) -> Path:
    bring([written(inbox, f"index-{year}.xml", text.replace("2025", str(year)))])
    return next(file.path for file in store.held() if file.release == f"icd10cm-index-{year}")


def test_without_imports_there_is_no_index(data: Path) -> None:
    assert codesets.on(DAY).index is None
    assert [system for system, _ in codesets.on(DAY).names()] == ["ICD-10-CM"]
    assert not data.exists()


def test_an_import_is_seen_in_the_same_process_and_so_is_its_removal(inbox: Path) -> None:
    before = codesets.on(DAY)
    assert codesets.on(DAY) is before
    take_in(inbox)
    found = codesets.on(DAY)
    assert found.index is not None
    assert codesets.on(DAY) is found
    write.remove("icd10cm-index-2025")
    assert codesets.on(DAY).index is None


def test_a_replaced_index_is_seen_too(inbox: Path) -> None:
    take_in(inbox)
    first = codesets.on(DAY).index
    take_in(inbox, text=INDEX.replace("Goblinitis", "Trollitis"))
    second = codesets.on(DAY).index
    assert first is not None
    assert second is not None
    assert first.key != second.key
    assert {path.terms[0] for path in second.paths()} >= {"Trollitis"}
    assert len(store.held()) == 1


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 9, 30), None),
        (date(2024, 10, 1), 2025),
        (date(2025, 9, 30), 2025),
        (date(2026, 9, 30), 2025),
        (date(2026, 10, 1), 2027),
    ],
)
def test_the_newest_that_is_in_force_or_was(inbox: Path, day: date, year: int | None) -> None:
    take_in(inbox, 2025)
    take_in(inbox, 2027)
    index = codesets.on(day).index
    assert (index.about.year if index else None) == year


def test_the_name_says_when_it_is_used_beyond_its_days(inbox: Path) -> None:
    take_in(inbox)
    own, later = (dict(codesets.on(day).names())["ICD-10-CM Index"] for day in (date(2025, 1, 1), DAY))
    assert own == "FY2025 (index-2025.xml)"
    assert later == "FY2025 (index-2025.xml, the newest imported; its own days ended on 2025-09-30)"


def _cut(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-100])


def _edit(path: Path) -> None:
    path.chmod(0o644)
    with sqlite3.connect(path) as book:
        book.execute("UPDATE about SET value = '2025-10-01' WHERE name = 'first'")
    book.close()


def _empty(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_cut, _edit, _empty])
def test_a_damaged_release_is_never_used(inbox: Path, damage: object) -> None:
    path = take_in(inbox)
    assert callable(damage)
    damage(path)
    assert store.check(store.held()[0]).fault == "it is damaged"
    with pytest.raises(ReleaseError, match="codesets remove icd10cm-index-2025"):
        codesets.on(DAY)
    write.remove("icd10cm-index-2025")
    assert codesets.on(DAY).index is None


def test_a_release_that_was_never_finished_is_never_used(inbox: Path, data: Path) -> None:
    path = take_in(inbox)
    path.chmod(0o644)
    with sqlite3.connect(path) as book:
        book.execute("UPDATE about SET value = 'importing' WHERE name = 'state'")
    book.close()
    path.rename(data / f"icd10cm-index-2025@{store.seal(path)}.sqlite")
    assert store.check(store.held()[0]).fault == "its import was never finished"
    with pytest.raises(ReleaseError, match="never finished"):
        codesets.on(DAY)


def test_a_release_of_another_layout_asks_to_be_imported_again(inbox: Path, data: Path) -> None:
    path = take_in(inbox)
    path.chmod(0o644)
    with sqlite3.connect(path) as book:
        book.execute("UPDATE about SET value = '0' WHERE name = 'layout'")
    book.close()
    path.rename(data / f"icd10cm-index-2025@{store.seal(path)}.sqlite")
    with pytest.raises(ReleaseError, match="import it again"):
        codesets.on(DAY)


def test_a_killed_import_leaves_nothing_that_is_used_and_the_next_one_sweeps(inbox: Path, data: Path) -> None:
    hang = (
        "import sys, time; from pathlib import Path; from chartcode.codesets.imports import bring\n"
        "real = bring.in_force\n"
        "def slow(*a):\n    print('now', flush=True); time.sleep(60); return real(*a)\n"
        "bring.in_force = slow; bring.bring([Path(sys.argv[1])])"
    )
    source = written(inbox, "index-2025.xml", INDEX)
    process = subprocess.Popen([sys.executable, "-c", hang, str(source)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    assert store.held() == ()
    assert codesets.on(DAY).index is None
    take_in(inbox)
    assert sorted(path.suffix for path in data.iterdir()) == [".lock", ".sqlite"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupted_import_leaves_nothing(inbox: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("chartcode.codesets.imports.bring.in_force", interrupted)
    with pytest.raises(KeyboardInterrupt):
        take_in(inbox)
    assert [path.name for path in data.iterdir()] == ["store.lock"]


def test_two_imports_at_once(inbox: Path) -> None:
    sources = [written(inbox, f"index-{year}.xml", INDEX.replace("2025", str(year))) for year in (2025, 2026, 2027)]
    program = (
        "import sys; from pathlib import Path; from chartcode.codesets.imports.bring import bring; "
        "bring([Path(sys.argv[1])])"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program, str(source)]) for source in sources]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert [file.release for file in store.held()] == [f"icd10cm-index-{year}" for year in (2025, 2026, 2027)]
    assert all(store.check(file).about for file in store.held())


def test_a_removal_of_what_is_not_there() -> None:
    with pytest.raises(UsageError, match="none"):
        write.remove("icd10cm-index-2025")


def test_a_folder_that_cannot_be_written(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("CHARTCODE_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(ReleaseError, match="CHARTCODE_DATA"):
        take_in(inbox)
    assert codesets.on(DAY).index is None


def test_the_stamp_is_cheap() -> None:
    """`on` is asked for every note of a batch."""
    codesets.on(DAY)
    start = time.perf_counter()
    for _ in range(1000):
        codesets.on(DAY)
    assert time.perf_counter() - start < 1.0
