"""The tables that stand beside rules, as rows."""

import csv
from functools import cache
from importlib.resources import files


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """The rows of the two-column table `name` in this folder, without its header."""
    with (files("chartcode") / "guidelines" / f"{name}.csv").open(encoding="utf-8") as table:
        rows = list(csv.reader(table))
    return tuple((first, second) for first, second in rows[1:])
