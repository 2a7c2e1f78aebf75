"""The cases of all rules as one suite: what chartcode, or any coder that prints codes, makes of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chartcode import edits, guidelines
from chartcode.evaluation.edit_cases import EditCase, edit_cases, edit_faults
from chartcode.evaluation.rule_cases import Case, cases, code_faults, faults
from chartcode.model import CodedEncounter, Finding
from chartcode.rules.kernel import Rule

NEEDS_FILES = "rests on imported files; the project's tests run it on excerpts"
NO_CODES = "says nothing of codes alone"


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule with its kind (guideline or edit) and its cases."""

    rule: Rule[Any, Any]
    kind: str
    cases: tuple[Case, ...] | tuple[EditCase, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one case: its faults, none where it passed; `skipped` says why it was not run."""

    rule: str
    case: str
    faults: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def passed(self) -> bool:
        """Whether the case was run and all is as it says."""
        return not self.faults and not self.skipped


def entries() -> tuple[Entry, ...]:
    """Every guideline and every edit with its cases, in the order they run."""
    said = [
        Entry(rule, "guideline", tuple(case for case in cases() if case.rule == rule.id)) for rule in guidelines.rules()
    ]
    checked = [
        Entry(rule, "edit", tuple(case for case in edit_cases() if case.rule == rule.id)) for rule in edits.edits()
    ]
    return (*said, *checked)


def verdicts(
    chosen: Iterable[Entry],
    code: Callable[[Case], CodedEncounter],
    check: Callable[[EditCase], Sequence[Finding]],
) -> Iterator[Verdict]:
    """The verdict on each case of the entries: `code` codes a chart, `check` gives the findings on a claim."""
    for entry in chosen:
        for case in entry.cases:
            if isinstance(case, Case):
                yield Verdict(case.rule, case.name, tuple(faults(case, code(case))))
            elif case.imported is None:
                yield Verdict(case.rule, case.name, tuple(edit_faults(case, check(case))))
            else:
                yield Verdict(case.rule, case.name, skipped=NEEDS_FILES)


def verdicts_on_codes(chosen: Iterable[Entry], code: Callable[[Case], Sequence[str]]) -> Iterator[Verdict]:
    """The verdict on each chart of the guidelines by the dotted codes alone that `code` gives, in their order."""
    for entry in chosen:
        for case in entry.cases:
            if not isinstance(case, Case):
                continue
            if case.has or case.lacks or case.first or case.order:
                yield Verdict(case.rule, case.name, tuple(code_faults(case, code(case))))
            else:
                yield Verdict(case.rule, case.name, skipped=NO_CODES)
