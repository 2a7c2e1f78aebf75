"""The figures in the documents are those that were measured; the code in them runs."""

import re
from pathlib import Path

import pytest
from benchmarks.tables import updated

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["README.md", "docs/accuracy.md"])
def test_a_document_shows_the_figures_that_were_measured(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert updated(text) == text, f"python -m benchmarks.tables brings {name} up to date"


def test_the_readme_s_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(program, "README.md", "exec"), {})
    assert "E11.22" in capsys.readouterr().out
