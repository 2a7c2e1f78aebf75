"""The JSON Schema of the record: its id, which is the version, and its text in the package."""

import json
from importlib.resources import files
from typing import Any

SCHEMA = "https://chartcode.dev/schema/coded-note/1"
"""The id of the schema, and its version: the last number grows when an old reader could misread a new record."""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every record meets, a new copy on each call."""
    text = (files("chartcode") / "exports" / "coded-note.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
