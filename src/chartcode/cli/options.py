"""Options that several commands share: their help, and their text to a checked value."""

import datetime
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from chartcode.documents.fields import Fields
from chartcode.errors import UsageError
from chartcode.model import Scope, Setting, Sex

Choice = TypeVar("Choice", bound=StrEnum)

SettingOption = Annotated[
    str | None,
    typer.Option(
        "--setting",
        metavar="SETTING",
        help=f"Where the care was given: {', '.join(Setting)}. Default: what the encounter says, else outpatient.",
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="Date of service (of discharge, for a stay); it decides which release is used. Default: the chart's own"
        " date, else today.",
    ),
]
SexOption = Annotated[
    str | None, typer.Option("--sex", metavar="F|M|U", help="The patient's sex as a claim states it.")
]
BirthDateOption = Annotated[
    str | None, typer.Option("--birth-date", metavar="YYYY-MM-DD", help="The patient's birth date.")
]
ScopeOption = Annotated[
    str,
    typer.Option(
        "--scope",
        metavar="claim|mentions",
        help="claim: what may be reported. mentions: a code for every mention read, whatever stands against it.",
    ),
]
ReleaseDateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The day the code is asked about. Default: today."),
]


def day(text: str | None, option: str = "--date") -> datetime.date | None:
    """The day an option names, None when it is not given. Raises UsageError for an impossible one."""
    try:
        return Fields("command line", {option: text}).date(option)
    except UsageError:
        raise UsageError(f"{option} is no day of the calendar; write it as YYYY-MM-DD") from None


def setting(text: str | None) -> Setting | None:
    """The setting an option names, None when it is not given. Raises UsageError for an unknown one."""
    return one_of(Setting, text, "--setting") if text is not None else None


def sex(text: str | None) -> Sex | None:
    """The sex an option names, None when it is not given. Raises UsageError for any other."""
    return one_of(Sex, text.upper(), "--sex") if text is not None else None


def scope(text: str) -> Scope:
    """The scope an option names. Raises UsageError for an unknown one."""
    return one_of(Scope, text, "--scope")


def one_of(choices: type[Choice], text: str, option: str) -> Choice:
    """The choice an option names. Raises UsageError that lists the choices."""
    try:
        return choices(text)
    except ValueError:
        raise UsageError(f"{option} {_shown(text)} is not known; choose one of {', '.join(choices)}") from None


def word_of(choices: Collection[str], text: str, option: str) -> str:
    """The word an option names, of a fixed few. Raises UsageError that lists them."""
    if text not in choices:
        raise UsageError(f"{option} {_shown(text)} is not known; choose one of {', '.join(choices)}")
    return text


def codes_in(file: Path) -> list[str]:
    """The first word of every line of a file, as it is written there; a comma ends a word, quotes round it go.

    Raises UnreadableInputError or UnfitDocumentError when it is no readable text.
    """
    from chartcode.documents.files import read_bytes
    from chartcode.documents.names import shown
    from chartcode.documents.text import decode

    lines = decode(read_bytes(file), shown(file)).splitlines()
    return [words[0].strip('"') for line in lines if (words := line.replace(",", " ").split())]


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text[:40])
