"""The page about lookup: its code runs, its table of features is the scorer's."""

import re
from pathlib import Path

import pytest

from chartcode.book.search.score import WEIGHTS

PAGE = (Path(__file__).parents[2] / "docs" / "lookup.md").read_text(encoding="utf-8")


def test_the_code_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(program, "docs/lookup.md", "exec"), {})
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert codes == ["I21.9", "0FT44ZZ", "S52.52"]


def test_the_page_states_what_features_are_worth() -> None:
    worth = [
        float(number) for row in re.findall(r"^\| [a-z ,I]+ \| ([-\d., ]+) \|", PAGE, re.M) for number in row.split(",")
    ]
    assert sorted(worth) == sorted(WEIGHTS.values())
