"""The program as a process: streams, pipes, signals, and what it loads."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-c", "from chartcode.cli import main; main()"]
NOTE = "Assessment:\n1. Essential hypertension\n"


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, check=False)


def test_a_note_through_a_pipe() -> None:
    done = run("code", "-", "--format", "json", "--date", "2026-04-01", stdin=NOTE.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert "I10" in {line["code"] for line in json.loads(done.stdout)["lines"]}


def test_an_error_is_one_line_without_traceback() -> None:
    done = run("code", "gone.txt")
    assert (done.returncode, done.stdout) == (3, b"")
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


def test_a_batch_says_on_stderr_what_it_did_and_draws_no_bar(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "notes" / "b.txt").write_bytes(b"")
    done = run("batch", tmp_path / "notes", tmp_path / "out.jsonl", "--workers", "2")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().startswith("1 coded, 1 with an error line")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals and pipes")
def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTE * 50, encoding="utf-8")
    names = [str(tmp_path / "a.txt")] * 30
    process = subprocess.Popen(
        [*PROGRAM, "code", *names, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) in {0, 1}


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals and pipes")
def test_an_interrupted_batch_can_be_continued(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [json.dumps({"note_id": str(number), "text": NOTE * 40}) for number in range(3000)]
    source.write_text("\n".join(rows), encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "batch", str(source), str(target), "--workers", "2"], stderr=subprocess.PIPE, start_new_session=True
    )
    for _ in range(600):
        if target.exists() and target.stat().st_size:
            break
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stderr == b""
    done = target.read_bytes().splitlines()
    assert 0 < len(done) < 3000
    assert [json.loads(line)["note_id"] for line in done] == [str(number) for number in range(len(done))]


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import chartcode", ("pyarrow", "numpy", "typer", "rich")),
        ("import chartcode.cli", ("pyarrow", "numpy", "sqlite3", "lmdb", "chartcode.pipeline")),
        (
            "import sys; sys.argv = ['chartcode', 'lookup', 'gout']\n"
            "from chartcode.cli import main\n"
            "try: main()\nexcept SystemExit: pass",
            ("pyarrow", "numpy", "scipy", "pandas"),
        ),
    ],
    ids=["chartcode", "the program", "lookup"],
)
def test_heavy_libraries_stay_away(statement: str, absent: tuple[str, ...]) -> None:
    check = f"{statement}\nimport sys\nprint([name for name in {absent!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.strip() == "[]"
