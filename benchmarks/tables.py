"""Writes the measured figures into the documents: each table stands between two marks, made from its JSON file, the
coverage of the guidelines from `coverage.yaml`."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent
COVERAGE = ROOT / "src" / "chartcode" / "guidelines" / "coverage.yaml"
STATUSES = ("done", "partly", "not machine-checkable")

Table = dict[str, dict[str, float]]


def main() -> None:
    """Bring every document up to date with the figures kept in benchmarks/."""
    for path in (ROOT / "README.md", ROOT / "docs" / "accuracy.md"):
        path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")


def updated(text: str) -> str:
    """The document with each marked table made anew; a table whose figures were never measured stays as it is."""
    for name, table in tables().items():
        block = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = block.sub(rf"\g<1>{_escaped(table)}\g<2>", text)
    return text


def _escaped(table: str) -> str:
    return table.replace("\\", "\\\\")


def tables() -> dict[str, str]:
    """Mark -> Markdown table."""
    found = {}
    for name, key in (("accuracy", "figures"), ("parts", "micro-F1"), ("index", "figures"), ("errors", "figures")):
        kept = _kept(name)
        if kept:
            found[name] = _matrix(kept[key]) if name != "errors" else _list(kept[key])
    speed = _kept("speed")
    if speed:
        found["speed"] = _list(speed["figures"])
    return found | {"coverage": coverage()}


def coverage() -> str:
    """How many sections of the guidelines are done, partly done or not machine-checkable, by part of the text."""
    lines = yaml.safe_load(COVERAGE.read_text(encoding="utf-8"))
    counts: dict[str, Counter[str]] = {}
    for section, line in lines.items():
        counts.setdefault(_part(section), Counter())[line["status"]] += 1
    counts["all"] = sum(counts.values(), Counter())
    rows = [
        f"| {part} | {' | '.join(str(of[status]) for status in STATUSES)} | {of.total()} |"
        for part, of in counts.items()
    ]
    return "\n".join([f"| section | {' | '.join(STATUSES)} | all |", "|---" * (len(STATUSES) + 2) + "|", *rows]) + "\n"


def _part(section: str) -> str:
    """The part of the text a section belongs to: "I.C.21.c.5" to "I.C.21", "II.K" to "II"."""
    words = section.split(".")
    return ".".join(words[:3] if words[:2] == ["I", "C"] else words[:2] if words[0] == "I" else words[:1])


def _kept(name: str) -> dict[str, Any]:
    path = HERE / f"{name}.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _matrix(rows: Table) -> str:
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {name} | " + " | ".join(f"{row[column]:.3f}" if column in row else "" for column in columns) + " |"
        for name, row in rows.items()
    ]
    return "\n".join(lines) + "\n"


def _list(rows: Mapping[str, object]) -> str:
    return (
        "\n".join(["| what | measured |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])
        + "\n"
    )


if __name__ == "__main__":
    main()
