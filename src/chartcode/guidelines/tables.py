"""The tables that stand beside rules, as rows."""

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table `name` in this folder, without its header."""
    with (files("chartcode") / "guidelines" / f"{name}.csv").open(encoding="utf-8") as table:
        return tuple(tuple(row) for row in csv.reader(table))[1:]


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """The rows of the two-column table `name` in this folder, without its header."""
    return tuple((first, second) for first, second in rows(name))
