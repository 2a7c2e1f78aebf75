"""One chart coded for several settings, side by side, with the rule behind each difference."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from chartcode.cli import options
from chartcode.cli.terminal import columns, console, plain
from chartcode.errors import UsageError
from chartcode.model import CodedEncounter, Setting

if TYPE_CHECKING:
    from chartcode.batch.request import Request
    from chartcode.batch.settings import Difference

FORMATS = ("table", "json")
ALL = "all"


def settings_named(text: str) -> tuple[Setting, ...]:
    """The settings that --settings names: all, or a list with commas. Raises UsageError for an unknown one."""
    from chartcode.batch.settings import COMPARED

    if text == ALL:
        return COMPARED
    named = [options.one_of(Setting, word.strip(), "--settings") for word in text.split(",")]
    return tuple(dict.fromkeys(named))


def code_side_by_side(notes: list[str], request: "Request", settings: str, shape: str) -> None:
    """Code one chart for each setting named and print the answers side by side. Raises UsageError for several."""
    from chartcode.batch.settings import code_across, differences
    from chartcode.cli.chart import open_chart

    if len(notes) != 1:
        raise UsageError("--settings lays one chart side by side: name one note or encounter folder")
    if request.setting:
        raise UsageError("--setting and --settings exclude each other: give one of them")
    options.word_of(FORMATS, shape, "--format")
    coded = code_across(open_chart(notes[0]), request, settings_named(settings))
    why = differences(coded)
    if shape == "json":
        typer.echo(json.dumps(_json(coded, why), ensure_ascii=False, indent=2))
    else:
        _print_table(coded, why)


def _orders(coded: Mapping[Setting, CodedEncounter]) -> dict[str, dict[Setting, int]]:
    """Code -> setting -> its place there, codes in the order first reported."""
    found: dict[str, dict[Setting, int]] = {}
    for setting, answer in coded.items():
        for line in answer.lines:
            found.setdefault(line.code.value, {})[setting] = line.order
    return found


def _print_table(coded: Mapping[Setting, CodedEncounter], why: "tuple[Difference, ...]") -> None:
    screen = console()
    titles = {line.code.value: line.title for answer in coded.values() for line in answer.lines}
    names = [setting.value for setting in coded]
    table = columns("Code", "Title", *names, right=frozenset(names))
    for code, places in _orders(coded).items():
        table.add_row(code, plain(titles[code]), *(str(places.get(setting, "-")) for setting in coded))
    screen.print(table if titles else "No codes.")
    if why:
        screen.print()
        reasons = columns("Code", "Not in", "Because", "Guideline")
        for one in why:
            reasons.add_row(one.code, one.setting.value, plain(one.why), plain("; ".join(one.citations)))
        screen.print(reasons)


def _json(coded: Mapping[Setting, CodedEncounter], why: "tuple[Difference, ...]") -> dict[str, Any]:
    return {
        "settings": {
            setting.value: {
                "date": answer.date.isoformat(),
                "lines": [
                    {"order": line.order, "code": line.code.value, "title": line.title, "poa": line.poa}
                    for line in answer.lines
                ],
            }
            for setting, answer in coded.items()
        },
        "differences": [
            {"code": one.code, "setting": one.setting.value, "why": one.why, "guidelines": list(one.citations)}
            for one in why
        ],
    }
