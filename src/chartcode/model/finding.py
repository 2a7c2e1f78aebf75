"""Findings: what a rule or an edit says of codes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chartcode.model.codes import Code


class Level(StrEnum):
    """How grave a finding is: cannot be billed, should be looked at, ask the provider, good to know."""

    ERROR = "error"
    WARNING = "warning"
    QUERY = "query"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says: its id, the level, a message for a coder, and the codes it is about.

    `citation` is the official text behind it. `positions` are the places of those codes among the claim's diagnoses
    or procedures, from 1, where there is a claim. `first` and `last` are the days on which what it says is in force;
    None where that has no beginning or no end yet.
    """

    rule: str
    level: Level
    message: str
    codes: tuple[Code, ...] = ()
    citation: str = ""
    positions: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
