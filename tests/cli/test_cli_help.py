"""The house's promise: every command has help and an example that is its own, and the exit codes are documented."""

from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from chartcode.cli.app import app

RUNNER = CliRunner()


def commands(at: typer.Typer = app, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, groups included."""
    for command in at.registered_commands:
        yield (*above, str(command.name))
    for group in at.registered_groups:
        assert group.typer_instance is not None
        name = (*above, str(group.name))
        yield name
        yield from commands(group.typer_instance, name)


def test_all_commands_are_there() -> None:
    assert {" ".join(command) for command in commands()} == {
        "code",
        "batch",
        "check",
        "show",
        "lookup",
        "browse",
        "path",
        "pcs",
        "crosswalk",
        "demo",
        "export",
        "query",
        "query lint",
        "codesets",
        "codesets list",
        "codesets fetch",
        "codesets import",
        "codesets remove",
        "codesets diff",
        "rules",
        "rules list",
        "rules show",
        "rules test",
        "evaluate",
        "evaluate notes",
        "evaluate charts",
        "evaluate phrases",
        "evaluate assertions",
    }


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...]) -> None:
    result = RUNNER.invoke(app, [*command, "--help"], env={"COLUMNS": "120"})
    assert result.exit_code == 0
    help_text, _, examples = result.stdout.partition("Examples:")
    assert f"\n  chartcode {' '.join(command)} " in examples.replace("\n    ", "\n  ")
    assert len(help_text.split("\n")[2].strip()) > 10


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_option_says_what_it_does(command: tuple[str, ...]) -> None:
    group: object = typer.main.get_command(app)
    for word in command:
        group = group.commands[word]  # type: ignore[attr-defined]
    for parameter in group.params:  # type: ignore[attr-defined]
        assert getattr(parameter, "help", None), f"{' '.join(command)}: {parameter.name} has no help"


def test_the_exit_codes_are_documented() -> None:
    text = RUNNER.invoke(app, ["--help"]).stdout
    for exit_code in (0, 1, 2, 3, 4, 5, 130):
        assert f"\n    {exit_code}  " in text


@pytest.mark.parametrize("arguments", [[], ["evaluate"]])
def test_without_a_command_there_is_help(arguments: list[str]) -> None:
    result = RUNNER.invoke(app, arguments)
    assert result.exit_code == 0
    assert "Commands:" in result.stdout


def test_the_version_names_the_releases() -> None:
    result = RUNNER.invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith("chartcode ")
    assert "ICD-10-CM" in result.stdout
