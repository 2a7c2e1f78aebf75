"""Parser of the body part key and the device key as JSON: words of a chart to the values of the tables.

File layout: an object with `name`, `version` (a day, YYYY-MM-DD), `count_terms`, and `data`, in which each term names
the labels of the tables it is coded to. CMS itself prints the keys as appendices and gives their content in the
definitions XML (`includes`) and in the Index (`use`).
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

OPENING = re.compile(r'\s*\{\s*"name":\s*"ICD-10-PCS (Body Part|Device) Key')


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The fiscal year, and rows of (term, label of the tables)."""

    version: str
    rows: tuple[tuple[str, str], ...]


def read_key(source: BinaryIO) -> KeyFile:
    """The terms of a key. Raises ReleaseError when it is cut, is no such file, or holds other terms than it counts."""
    try:
        said = json.loads("\n".join(lines(source)))
        day = date.fromisoformat(said["version"])
        data = {term: _labels(labels) for term, labels in said["data"].items()}
        count = said["count_terms"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReleaseError("it is cut or damaged: it is no key with its terms as JSON") from error
    if len(data) != count or not all(data.values()):
        raise ReleaseError("it is damaged: it holds other terms than it counts, or terms without a value")
    rows = tuple((term, label) for term, labels in data.items() for label in labels)
    return KeyFile(str(day.year), rows)


def _labels(said: object) -> list[str]:
    """The labels of a term, a list of them or a single one."""
    listed = said if isinstance(said, list) else [said]
    labels = [label for label in listed if isinstance(label, str) and label]
    if len(labels) != len(listed):
        raise ValueError("a label is no text")
    return labels
