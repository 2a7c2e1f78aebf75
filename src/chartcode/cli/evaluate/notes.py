"""`chartcode evaluate notes`: how the codes of notes agree with codes that people gave them."""

import datetime
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcode.cli import options
from chartcode.cli.evaluate.shared import (
    EXAMPLES,
    FORMATS,
    ErrorsOption,
    FormatOption,
    four,
    prf_json,
    print_json,
    print_rows,
    print_texts,
)
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.evaluation.causes import Fault
    from chartcode.evaluation.comparison import Comparison
    from chartcode.evaluation.gold import Choice
    from chartcode.evaluation.metrics import Scores
    from chartcode.evaluation.notes import NoteResult, NoteSet
    from chartcode.model import CodedEncounter, Scope, Setting

EPILOG = """\b
Examples:
  chartcode evaluate notes codiesp/ --split dev --system ICD-10-CM --accept --scope mentions
  chartcode evaluate notes aci/ --source amazon2025 --system ICD-10-CM --setting office --errors
  chartcode evaluate notes cmc/ --run --predictions cmc.jsonl --system ICD-10-CM --accept
  chartcode evaluate notes cmc/ --predictions cmc.jsonl --system ICD-10-CM --accept --format json

DIR holds gold.jsonl (rows with doc_id, system, code, and where known split, label_source, us_status, flags, accept,
sentences_en) and notes/DOC_ID.txt. Predictions are rows with doc_id, code, score or rank, and evidence."""


def notes(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with gold.jsonl and notes/.")],
    run: Annotated[bool, typer.Option("--run", help="Code the notes now (so also without --predictions).")] = False,
    predictions: Annotated[
        Path | None,
        typer.Option("--predictions", metavar="FILE", help="With --run write predictions here, else read them."),
    ] = None,
    system: Annotated[
        list[str] | None, typer.Option("--system", metavar="NAME", help="Only codes of that system; may be repeated.")
    ] = None,
    split: Annotated[str, typer.Option("--split", metavar="NAMES", help="Only those documents (comma list).")] = "",
    source: Annotated[str, typer.Option("--source", metavar="NAMES", help="Only those label sources.")] = "",
    accept: Annotated[bool, typer.Option("--accept", help="Other codes a row accepts count as its own.")] = False,
    stem4: Annotated[bool, typer.Option("--stem4", help="Gold codes of four characters match by prefix.")] = False,
    only_billable: Annotated[bool, typer.Option("--only-billable", help="Set unbillable gold aside.")] = False,
    drop_flags: Annotated[str, typer.Option("--drop-flags", metavar="FLAGS", help="Set rows with these aside.")] = "",
    setting: options.SettingOption = None,
    scope: options.ScopeOption = "claim",
    date: options.DateOption = None,
    format: FormatOption = "table",
    errors: ErrorsOption = False,
) -> None:
    """Measure the coding of labelled notes.

    Precision, recall and F1 in three averages, MAP, evidence hit rate and calibration error.
    """
    from chartcode.evaluation.gold import Choice
    from chartcode.evaluation.notes import open_set
    from chartcode.model import Setting

    shape = options.word_of(FORMATS, format, "--format")
    run = run or predictions is None
    if errors and not run:
        raise UsageError("--errors needs the notes coded now: add --run")
    choice = Choice(
        systems=frozenset(system or ()),
        splits=_names(split),
        sources=_names(source),
        accept=accept,
        stem4=stem4,
        only_billable=only_billable,
        drop_flags=_names(drop_flags),
    )
    asked = (
        options.setting(setting) or Setting.OUTPATIENT,
        options.scope(scope),
        options.day(date) or datetime.date.today(),
    )
    found = open_set(folder)
    comparison, coded = _code(found, choice, asked, predictions) if run else (_read(found, choice, predictions), {})
    _print(comparison, _described(choice, asked), _faults(comparison, found, coded) if errors else None, shape)


def _described(choice: "Choice", asked: "tuple[Setting, Scope, datetime.date]") -> dict[str, Any]:
    """The options that decide what the numbers mean, to stand beside them."""
    setting, scope, day = asked
    how = {"setting": setting.value, "scope": scope.value, "date": day.isoformat()}
    what = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(choice).items()}
    return how | {name: value for name, value in what.items() if value}


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())


def _code(
    found: "NoteSet", choice: "Choice", asked: "tuple[Setting, Scope, datetime.date]", keep: Path | None
) -> "tuple[Comparison, dict[str, CodedEncounter]]":
    from chartcode.evaluation.comparison import compare
    from chartcode.evaluation.notes import code_set, predictions_of
    from chartcode.evaluation.predictions import write_predictions

    setting, scope, day = asked
    coded = dict(code_set(found, choice, setting=setting, scope=scope, day=day))
    predictions = tuple(predictions_of(coded.items()))
    if keep:
        write_predictions(keep, predictions)
    return compare(found.gold, predictions, choice), coded


def _read(found: "NoteSet", choice: "Choice", predictions: Path | None) -> "Comparison":
    from chartcode.evaluation.comparison import compare
    from chartcode.evaluation.predictions import read_predictions

    return compare(found.gold, read_predictions(predictions) if predictions else (), choice)


def _faults(comparison: "Comparison", found: "NoteSet", coded: "dict[str, CodedEncounter]") -> "list[Fault]":
    from chartcode.evaluation.causes import faults

    return list(faults(comparison, {(row.doc_id, row.code): row for row in found.gold}, coded))


def _print(comparison: "Comparison", described: dict[str, Any], faults: "list[Fault] | None", shape: str) -> None:
    from chartcode.evaluation.notes import measure

    result = measure(comparison)
    if shape == "json":
        print_json(
            {"options": described}
            | _json(result)
            | ({} if faults is None else {"errors": [asdict(fault) for fault in faults]})
        )
        return
    typer.echo(
        "; ".join(
            f"{name} {', '.join(value) if isinstance(value, list) else value}" for name, value in described.items()
        )
    )
    _print_scores(result)
    if faults is not None:
        _print_faults(faults)


def _json(result: "NoteResult") -> dict[str, Any]:
    return {
        "full": _scores_json(result.full),
        "three_characters": _scores_json(result.category),
        "evidence": asdict(result.evidence) if result.evidence else None,
        "calibration": asdict(result.calibration) if result.calibration else None,
        "predictions_for_unknown_documents": result.unknown,
    }


def _scores_json(scores: "Scores") -> dict[str, Any]:
    averages = {"micro": prf_json(scores.micro), "macro_doc": prf_json(scores.macro_doc)}
    return {name: value for name, value in asdict(scores).items() if name not in averages} | averages


def _print_scores(result: "NoteResult") -> None:
    full, category = result.full, result.category
    print_rows(
        ("", "full code", "three characters"),
        [
            ("documents", str(full.documents), str(category.documents)),
            ("gold codes", str(full.gold), str(category.gold)),
            ("predicted", str(full.guessed), str(category.guessed)),
            ("right", str(full.right), str(category.right)),
            *(
                (f"{average} {name}", four(getattr(mine, field)), four(getattr(other, field)))
                for average, mine, other in (
                    ("micro", full.micro, category.micro),
                    ("macro-doc", full.macro_doc, category.macro_doc),
                )
                for name, field in (("precision", "precision"), ("recall", "recall"), ("F1", "f1"))
            ),
            ("macro-code F1 (codes in gold)", four(full.macro_code), four(category.macro_code)),
            ("macro-code F1 (gold or predicted)", four(full.macro_code_union), four(category.macro_code_union)),
            ("MAP", four(full.map), four(category.map)),
            ("exact sets", four(full.exact), four(category.exact)),
        ],
    )
    if result.unknown:
        typer.echo(f"\n{result.unknown} predictions are for documents that are not measured here")
    if result.evidence:
        hits = result.evidence
        typer.echo(f"\nevidence hit rate {four(hits.rate)} ({hits.hits} of {hits.with_evidence}), F1 {four(hits.f1)}")
    if result.calibration:
        typer.echo(f"\ncalibration error {four(result.calibration.error)}")
        print_rows(
            ("confidence", "predictions", "mean", "right"),
            [
                (f"{held.low:.1f} to {held.high:.1f}", str(held.guesses), four(held.confidence), four(held.right))
                for held in result.calibration.bins
            ],
        )


def _print_faults(faults: "list[Fault]") -> None:
    """Faults by cause, the commonest first, with a few examples of each."""
    groups: dict[tuple[bool, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        groups[fault.missed, fault.cause.value].append(fault)
    for (missed, cause), held in sorted(groups.items(), key=lambda group: -len(group[1])):
        typer.echo(f"\n{'missed' if missed else 'wrong'}, {cause}: {len(held)}")
        print_texts(
            ("document", "code", "instead", "the note says"),
            [(fault.document, fault.code, fault.instead, fault.text) for fault in held[:EXAMPLES]],
        )
