"""Measures the coding of whole charts: encounter folders, each with what a coder expects of it in `expected.yaml`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from chartcode.documents.folder import is_encounter, read_encounter
from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError, UnreadableInputError
from chartcode.evaluation.expected import EXEMPT, FILE, INDICATORS, Expected, Required, read_expected
from chartcode.model import ICD10CM, CodedEncounter, Encounter, Line, Scope
from chartcode.pipeline import code, config_on


class Part(StrEnum):
    """Which charts are measured."""

    OPEN = "open"
    HELD_OUT = "held out"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Chart:
    """An encounter and what is expected of it. `name` is the name of its folder."""

    name: str
    encounter: Encounter
    expected: Expected


class Share(NamedTuple):
    """So many of so many."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None of nothing."""
        return self.part / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A chart and what it was coded as."""

    chart: Chart
    coded: CodedEncounter

    @property
    def lines(self) -> tuple[Line, ...]:
        """The diagnoses reported, in their order."""
        return tuple(line for line in self.coded.lines if line.code.system == ICD10CM.system)

    @property
    def codes(self) -> tuple[str, ...]:
        """The bare codes reported, in their order."""
        return tuple(line.code.bare for line in self.lines)

    @property
    def missed(self) -> tuple[Required, ...]:
        """What should have been reported and was not."""
        return tuple(want for want in self.chart.expected.required if not set(want.codes) & set(self.codes))

    @property
    def wrong(self) -> tuple[Line, ...]:
        """The lines that may not be reported, the traps among them."""
        return tuple(line for line in self.lines if line.code.bare not in self.chart.expected.right)

    @property
    def is_first_right(self) -> bool:
        """Whether the principal or first-listed diagnosis is one of those that may be."""
        return bool(self.codes) and self.codes[0] in self.chart.expected.principal

    @property
    def poa(self) -> tuple[tuple[Required, Line], ...]:
        """Each required code that was found with its line, where the chart asks for POA and indicators were given."""
        if not any(line.poa for line in self.lines):
            return ()
        wanted = [want for want in self.chart.expected.required if want.poa]
        found = ((want, line) for want in wanted for line in self.lines if line.code.bare in want.codes)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares over charts: of the required codes those found, of the reported those that may be reported, of the charts
    those with the right first diagnosis, of the traps those stepped into, of the POA indicators those that are right.
    """

    charts: int
    required: Share
    reported: Share
    first: Share
    traps: Share
    poa: Share


def open_charts(folder: Path, part: Part) -> tuple[Chart, ...]:
    """The charts below a folder, by name.

    Raises UnreadableInputError when it has none, UnfitDocumentError or UsageError for one that is broken.
    """
    if not folder.is_dir():
        raise UnreadableInputError(f"{shown(folder)} is no folder: name one with encounter folders in it")
    folders = sorted(path for path in folder.iterdir() if is_encounter(path) and (path / FILE).is_file())
    if not folders:
        raise UnreadableInputError(f"{shown(folder)} has no encounter folder with an {FILE}")
    charts = (Chart(path.name, read_encounter(path), read_expected(path / FILE)) for path in folders)
    return tuple(chart for chart in charts if part is Part.ALL or chart.expected.held_out is (part is Part.HELD_OUT))


def answer(charts: Iterable[Chart]) -> Iterator[Answer]:
    """Code each chart in scope claim, on its own date and in its own setting.

    Raises UnfitDocumentError for a chart without a date, ReleaseError when no release covers it.
    """
    for chart in charts:
        day = chart.encounter.discharge or chart.encounter.admit
        if day is None:
            raise UnfitDocumentError(f"chart {chart.name} has no date: give its encounter one")
        yield Answer(chart, code(chart.encounter, config_on(day, Scope.CLAIM)))


def is_poa_right(want: Required, line: Line) -> bool:
    """Whether the line's indicator is one of those expected; a code exempt from reporting has none of Y, N, U and W."""
    return (line.poa if line.poa in INDICATORS else EXEMPT) in want.poa


def measure(answers: Sequence[Answer]) -> Measured:
    """The shares over the charts, every code and every trap counting alike."""
    wanted = sum(len(answer.chart.expected.required) for answer in answers)
    reported = sum(len(answer.lines) for answer in answers)
    indicators = [is_poa_right(want, line) for answer in answers for want, line in answer.poa]
    return Measured(
        charts=len(answers),
        required=Share(wanted - sum(len(answer.missed) for answer in answers), wanted),
        reported=Share(reported - sum(len(answer.wrong) for answer in answers), reported),
        first=Share(sum(answer.is_first_right for answer in answers), len(answers)),
        traps=Share(*_traps(answers)),
        poa=Share(sum(indicators), len(indicators)),
    )


def by_setting(answers: Sequence[Answer]) -> dict[str, Measured]:
    """The shares of each setting, in the order in which the charts stand."""
    settings = dict.fromkeys(answer.chart.expected.setting for answer in answers)
    return {
        setting: measure([answer for answer in answers if answer.chart.expected.setting == setting])
        for setting in settings
    }


def _traps(answers: Sequence[Answer]) -> tuple[int, int]:
    """(traps stepped into, traps): one trap counts once, however many codes step into it."""
    taken = sum(
        len({trap for line in answer.wrong if (trap := answer.chart.expected.trap(line.code.bare))})
        for answer in answers
    )
    return taken, sum(len(answer.chart.expected.traps) for answer in answers)
