"""`chartcode rules`: the guidelines and edits that chartcode runs, their manual pages, and their cases as a test."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcode.cli import options
from chartcode.cli.evaluate.shared import FORMATS, FormatOption, print_json, print_texts
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.evaluation.conformance import Entry, Verdict

HELP = "The guidelines and edits, their manual pages, and their cases as a test of any coder."

EPILOG = """\b
Examples:
  chartcode rules list
  chartcode rules show screening
  chartcode rules test
  chartcode rules test --against 'other-coder --stdin'"""

LIST_EPILOG = """\b
Examples:
  chartcode rules list
  chartcode rules list --format json"""

SHOW_EPILOG = """\b
Examples:
  chartcode rules show integral-symptoms
  chartcode rules show excludes1-note --format json"""

TEST_EPILOG = """\b
Examples:
  chartcode rules test
  chartcode rules test uncertain-diagnoses laterality
  chartcode rules test --against 'other-coder --file {note} --setting {setting} --date {date}'

COMMAND is asked once for every chart of the guidelines. It reads the note on stdin, or in a file where it names {note},
and prints codes, one on a line, the first-listed one first. What a case says beyond codes (reasons, POA, findings) and
the edits, which read no note, are left out. The exit code is 1 when a case fails."""

IdsArgument = Annotated[list[str] | None, typer.Argument(metavar="ID...", help="Rules by id. Default: all.")]

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("list", epilog=LIST_EPILOG)
def list_rules(format: FormatOption = "table") -> None:
    """List every rule: id, kind, citation, since when, how many cases, what it says."""
    shape = options.word_of(FORMATS, format, "--format")
    found = _chosen(())
    if shape == "json":
        print_json([_summary(entry) for entry in found])
        return
    names = ("id", "kind", "citation", "since", "cases", "what it says")
    print_texts(names, [tuple(str(value) for value in list(_summary(entry).values())[:6]) for entry in found])


@app.command("show", epilog=SHOW_EPILOG)
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="ID", help="A rule by its id.")], format: FormatOption = "table"
) -> None:
    """Show one rule: its manual page, citation, dates in force and cases."""
    shape = options.word_of(FORMATS, format, "--format")
    (entry,) = _chosen((rule,))
    if shape == "json":
        print_json(_summary(entry) | {"manual": _manual(entry), "case_names": [case.name for case in entry.cases]})
        return
    last = entry.rule.effective.last
    typer.echo(f"{entry.rule.id}: {entry.kind}, {entry.rule.citation}")
    typer.echo(f"in force from {entry.rule.effective.first}{f' to {last}' if last else ''}\n\n{_manual(entry)}\n")
    print_texts(("case", "date", "setting", "what is asked"), [_case_row(case) for case in entry.cases])


@app.command("test", epilog=TEST_EPILOG)
def run_cases(
    rules: IdsArgument = None,
    against: Annotated[
        str, typer.Option("--against", metavar="COMMAND", help="Ask another coder instead of chartcode.")
    ] = "",
    format: FormatOption = "table",
) -> None:
    """Run the cases beside the rules: passes and failures by rule, and a total."""
    shape = options.word_of(FORMATS, format, "--format")
    chosen = _chosen(rules or ())
    found = _asked(chosen, against) if against else _run(chosen)
    counts = _counts(found)
    failed = [verdict for verdict in found if verdict.faults]
    if shape == "json":
        faults = [{"rule": one.rule, "case": one.case, "faults": list(one.faults)} for one in failed]
        print_json({"rules": counts, "failed": faults})
    else:
        print_texts(
            ("rule", "passed", "failed", "not run"),
            [(name, *(str(count) for count in row.values())) for name, row in counts.items()],
        )
        if failed:
            typer.echo("")
            print_texts(("rule", "case", "what is wrong"), [(v.rule, v.case, "; ".join(v.faults)) for v in failed])
    raise typer.Exit(int(bool(failed)))


def _chosen(ids: Iterable[str]) -> "list[Entry]":
    """The entries of those ids, all where none is named. Raises UsageError for an unknown one."""
    from chartcode.evaluation.conformance import entries

    wanted = set(ids)
    every = entries()
    if unknown := sorted(wanted - {entry.rule.id for entry in every}):
        raise UsageError(f"no rule has the id {unknown[0]!r}; chartcode rules list names them")
    return [entry for entry in every if not wanted or entry.rule.id in wanted]


def _run(chosen: "list[Entry]") -> "list[Verdict]":
    """The verdicts on chartcode itself, each release opened once."""
    from functools import cache

    from chartcode import codesets, edits, pipeline
    from chartcode.cli.claims import sorted_out
    from chartcode.evaluation.conformance import verdicts
    from chartcode.model import Claim

    config_on = cache(pipeline.config_on)

    def findings(case: Any) -> Any:
        releases = codesets.on(case.day)
        diagnoses, procedures = sorted_out(case.words, releases.icd10cm)
        patient = {"sex": case.sex, "birth_date": case.birth_date, "admit": case.admit}
        return edits.check(Claim(case.day, case.setting, diagnoses, procedures, **patient), releases)

    return list(verdicts(chosen, lambda case: pipeline.code(case.encounter, config_on(case.day)), findings))


def _asked(chosen: "list[Entry]", command: str) -> "list[Verdict]":
    from chartcode.cli.other_coder import ask
    from chartcode.evaluation.conformance import verdicts_on_codes

    return list(verdicts_on_codes(chosen, lambda case: ask(command, case)))


def _counts(found: "list[Verdict]") -> dict[str, dict[str, int]]:
    """Passed, failed and not run by rule, in order, and of all."""
    rows: dict[str, dict[str, int]] = {}
    for name in [*dict.fromkeys(verdict.rule for verdict in found), "total"]:
        of = [verdict for verdict in found if name in {verdict.rule, "total"}]
        rows[name] = {
            "passed": sum(verdict.passed for verdict in of),
            "failed": sum(bool(verdict.faults) for verdict in of),
            "not run": sum(bool(verdict.skipped) for verdict in of),
        }
    return rows


def _summary(entry: "Entry") -> dict[str, Any]:
    rule = entry.rule
    return {
        "id": rule.id,
        "kind": entry.kind,
        "citation": rule.citation,
        "since": rule.effective.first.isoformat(),
        "cases": len(entry.cases),
        "says": rule.summary,
        "until": rule.effective.last.isoformat() if rule.effective.last else None,
    }


def _manual(entry: "Entry") -> str:
    from inspect import cleandoc

    return cleandoc(entry.rule.check.__doc__ or "")


def _case_row(case: Any) -> tuple[str, str, str, str]:
    from chartcode.evaluation.edit_cases import EditCase

    if isinstance(case, EditCase):
        return (
            case.name,
            str(case.day),
            case.setting.value,
            f"{' '.join(case.words)} finds {', '.join(case.finds) or '-'}",
        )
    asked = {
        "has": case.has, "lacks": case.lacks, "first": (case.first,) if case.first else (), "order": case.order,
        "not coded": tuple(f"{code} {reason.lower()}" for code, reason in case.reason.items()),
        "POA": tuple(f"{code} {poa}" for code, poa in case.poa.items()),
        "finds": case.finds, "silent": case.silent,
    }  # fmt: skip
    words = "; ".join(f"{name} {', '.join(values)}" for name, values in asked.items() if values)
    return case.name, str(case.day), case.encounter.setting.value, words
