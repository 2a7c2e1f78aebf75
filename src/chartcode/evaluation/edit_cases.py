"""The cases beside the edits: codes in YAML that a coder can read, and whether the findings are as they say.

A case has a `name`, the date of service `on` and the `codes` of a claim as `chartcode check` takes them; it may have
`setting`, `sex`, `birth_date` and `admit`. `finds` are the findings of its own edit, each a level and the codes it is
about; `says` are words of their messages. `imported` marks a case that rests on official files that are imported (true)
or that are not (false).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chartcode.errors import InvalidValueError
from chartcode.evaluation.rule_cases import rows
from chartcode.model import Finding, Setting, Sex

_KEYS = frozenset("name on setting codes sex birth_date admit finds says imported".split())


@dataclass(frozen=True, slots=True)
class EditCase:
    """One claim and what its edit must find. `words` are the codes as written, `imported` None where it is all one."""

    rule: str
    name: str
    day: date
    setting: Setting
    words: tuple[str, ...]
    finds: tuple[str, ...]
    says: str = ""
    sex: Sex = Sex.UNKNOWN
    birth_date: date | None = None
    admit: date | None = None
    imported: bool | None = None


@cache
def edit_cases() -> tuple[EditCase, ...]:
    """Every case of every edit, by edit and in the order written. Raises InvalidValueError for a broken one."""
    folder = files("chartcode") / "edits"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(
        _case(name.removesuffix(".yaml").replace("_", "-"), row)
        for name in names
        for row in rows((folder / name).read_text(encoding="utf-8"))
    )


def edit_faults(case: EditCase, findings: Sequence[Finding]) -> Iterator[str]:
    """What is not as the case says of its own edit's findings, one sentence each; nothing where all is right."""
    own = [finding for finding in findings if finding.rule == case.rule]
    found = [" ".join([finding.level.value, *(code.value for code in finding.codes)]) for finding in own]
    if found != list(case.finds):
        yield f"it finds {', '.join(found) or 'nothing'}, not {', '.join(case.finds) or 'nothing'}"
    if case.says not in " ".join(finding.message for finding in own):
        yield f"it does not say {case.says!r}"


def _case(rule: str, row: dict[str, Any]) -> EditCase:
    if unknown := row.keys() - _KEYS:
        raise InvalidValueError(f"case {row.get('name')!r} of {rule} has the unknown keys {sorted(unknown)}")
    return EditCase(
        rule,
        row["name"],
        row["on"],
        Setting(row.get("setting", "outpatient")),
        tuple(row["codes"].split()),
        tuple(row["finds"]),
        says=row.get("says", ""),
        sex=Sex(row.get("sex", "U")),
        birth_date=row.get("birth_date"),
        admit=row.get("admit"),
        imported=row.get("imported"),
    )
