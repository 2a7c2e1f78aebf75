"""The cases beside the guidelines: charts in YAML that a coder can read, and whether a coded chart is as they say.

A case has a `name`, the date of service `on`, the `setting` and a `note` (or `notes`, each with `text` and perhaps
`type`, `role` and `date`); it may have `admit`, `sex` and `birth_date`. It says which codes the chart `has` and
`lacks`, which comes `first`, the `order` of some, the `reason` of codes that are not reported, the present-on-admission
indicators (`poa`), and the ids of rules that find something (`finds`) or nothing (`silent`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chartcode.errors import InvalidValueError
from chartcode.model import CodedEncounter, Encounter, Note, Reason, Setting, Sex

_KEYS = frozenset(
    "name on setting note notes admit sex birth_date has lacks first order reason poa finds silent".split()
)


@dataclass(frozen=True, slots=True)
class Case:
    """One chart and what it must come to. `rule` is the id of the guideline the case belongs to."""

    rule: str
    name: str
    encounter: Encounter
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    first: str = ""
    order: tuple[str, ...] = ()
    reason: Mapping[str, str] = field(default_factory=dict)
    poa: Mapping[str, str] = field(default_factory=dict)
    finds: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The date of service."""
        day = self.encounter.discharge
        assert day is not None
        return day


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every guideline, by rule and in the order written. Raises InvalidValueError for a broken one."""
    folder = files("chartcode") / "guidelines"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(
        _case(name.removesuffix(".yaml").replace("_", "-"), row)
        for name in names
        if name != "coverage.yaml"
        for row in rows((folder / name).read_text(encoding="utf-8"))
    )


def faults(case: Case, coded: CodedEncounter) -> Iterator[str]:
    """What is not as the case says, one sentence each; nothing where all is right."""
    codes = [line.code.value for line in coded.lines]
    yield from code_faults(case, codes)
    for code, reason in case.reason.items():
        if Reason[reason] not in {d.reason for d in coded.decisions if d.code.value == code}:
            yield f"{code} is not left out as {reason}"
    given = {line.code.value: line.poa for line in coded.lines}
    for code, indicator in case.poa.items():
        if given.get(code) != indicator:
            yield f"{code} has POA {given.get(code)}, not {indicator}"
    found = {finding.rule for finding in coded.findings}
    yield from (f"{rule} finds nothing" for rule in case.finds if rule not in found)
    yield from (f"{rule} finds something" for rule in case.silent if rule in found)


def code_faults(case: Case, codes: Sequence[str]) -> Iterator[str]:
    """The faults that the dotted codes alone show, in their order: any coder that prints codes can be asked."""
    yield from (f"{code} is missing" for code in case.has if code not in codes)
    yield from (f"{code} is reported" for code in case.lacks if code in codes)
    if case.first and codes[:1] != [case.first]:
        yield f"{codes[0] if codes else 'nothing'} comes first, not {case.first}"
    places = [codes.index(code) for code in case.order if code in codes]
    if len(places) < len(case.order) or places != sorted(places):
        yield f"the order is not {', '.join(case.order)}"


def rows(text: str) -> list[dict[str, Any]]:
    """The cases of one YAML file, as written; empty where it is no list."""
    import yaml

    class Loader(yaml.SafeLoader):
        """YAML in which `on` is a word: the date of service."""

    Loader.yaml_implicit_resolvers = {
        first: resolvers for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items() if first not in "oO"
    }
    loaded = yaml.load(text, Loader)
    return loaded if isinstance(loaded, list) else []


def _case(rule: str, row: dict[str, Any]) -> Case:
    if unknown := row.keys() - _KEYS:
        raise InvalidValueError(f"case {row.get('name')!r} of {rule} has the unknown keys {sorted(unknown)}")
    written = row.get("notes") or [{"text": row["note"]}]
    notes = tuple(
        Note(f"note-{i}", note["text"], note.get("type", ""), note.get("role", ""), note.get("date"))
        for i, note in enumerate(written, 1)
    )
    encounter = Encounter(
        "case",
        notes,
        Setting(row["setting"]),
        admit=row.get("admit"),
        discharge=row["on"],
        sex=Sex(row.get("sex", "U")),
        birth_date=row.get("birth_date"),
    )
    return Case(
        rule,
        row["name"],
        encounter,
        has=tuple(row.get("has", ())),
        lacks=tuple(row.get("lacks", ())),
        first=row.get("first", ""),
        order=tuple(row.get("order", ())),
        reason=row.get("reason", {}),
        poa=row.get("poa", {}),
        finds=tuple(row.get("finds", ())),
        silent=tuple(row.get("silent", ())),
    )
