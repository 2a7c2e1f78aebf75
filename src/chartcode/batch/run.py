"""Runs a batch: items that are not done yet, in chunks over the workers, to the output in their order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chartcode import codesets
from chartcode.batch.inputs import items
from chartcode.batch.items import Item
from chartcode.batch.output import Output
from chartcode.batch.pool import in_order
from chartcode.batch.request import Request
from chartcode.batch.work import OutputLine, code_item, error_line
from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError

UNFINISHED = ".unfinished.jsonl"
"""What a Parquet output is called until it is finished."""

_CHUNK_ITEMS = 16
_CHUNK_CHARACTERS = 500_000


@dataclass(frozen=True, slots=True)
class Summary:
    """What a batch did: notes coded, notes that gave an error line, notes done before."""

    coded: int
    failed: int
    skipped: int


def run(
    source: Path,
    target: Path,
    request: Request,
    *,
    workers: int,
    progress: Callable[[int], None] = lambda notes: None,
) -> Summary:
    """Code `source` into `target`, a JSON-lines or Parquet file; `progress` hears of each few notes done.

    Raises what `items` and `Output` raise, ReleaseError when no release covers the date asked for, and
    UnfitDocumentError when there is no note at all.
    """
    if request.date:
        codesets.on(request.date)
    if target.suffix == ".parquet":
        from chartcode.batch.parquet import as_json_lines

        with as_json_lines(target, target.with_name(target.name + UNFINISHED)) as lines:
            return _run(source, lines, request, workers, progress, written_for(target))
    return _run(source, target, request, workers, progress, written_for(target))


def written_for(target: Path) -> frozenset[Path]:
    """The files a batch writes for one output, which are no notes even where they stand among them."""
    folder, name = target.absolute().parent, target.name
    return frozenset(
        folder / f"{name}{unfinished}{ending}"
        for unfinished in ("", UNFINISHED)
        for ending in ("", ".manifest.json", ".lock")
    )


def _run(
    source: Path,
    target: Path,
    request: Request,
    workers: int,
    progress: Callable[[int], None],
    leave_out: frozenset[Path],
) -> Summary:
    coded = failed = skipped = 0
    first = next(iter(items(source, leave_out)), None)
    if first is None:
        raise UnfitDocumentError(f"{shown(source)} holds no notes")
    with Output(target, request) as output:

        def skip() -> None:
            nonlocal skipped
            skipped += 1
            progress(1)

        fresh = _fresh(items(source, leave_out), output, skip)
        work = partial(code_item, request=output.request)
        for lines in in_order(work, _chunks(fresh), workers, _crashed):
            output.write(lines)
            good = sum(line.good for line in lines)
            coded, failed = coded + good, failed + len(lines) - good
            progress(len(lines))
    return Summary(coded, failed, skipped)


def _fresh(found: Iterable[Item], output: Output, skip: Callable[[], None]) -> Iterator[Item]:
    """The items the output lacks. An id that stands in the input twice is done when it stands in the output twice."""
    for item in found:
        if output.done[item.id] > 0:
            output.done[item.id] -= 1
            skip()
        else:
            yield item


def _chunks(found: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    characters = 0
    for item in found:
        chunk.append(item)
        characters += item.size
        if len(chunk) >= _CHUNK_ITEMS or characters >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _crashed(item: Item) -> OutputLine:
    return error_line(item.id, "internal error: the process that coded this note died; please report it", "internal")
