"""The code of the page on the book runs, and says what the page says."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "book.md"
BLOCKS = re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_every_block_of_code_has_its_output() -> None:
    assert len(BLOCKS) == PAGE.read_text(encoding="utf-8").count("```python") >= 1


@pytest.mark.usefixtures("data")
def test_the_blocks_run_one_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for program, printed in BLOCKS:
        exec(compile(program, PAGE.name, "exec"), names)
        assert capsys.readouterr().out == printed
