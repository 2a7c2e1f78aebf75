"""The manifest beside an output: with what it was written, so that a rerun continues it only with the same."""

import datetime
import hashlib
import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from chartcode import __version__, codesets
from chartcode.batch.request import Request
from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError, UsageError
from chartcode.lexicon import tables

TODAY = "today"


def manifest_path(target: Path) -> Path:
    """Where the manifest of an output stands."""
    return target.with_name(target.name + ".manifest.json")


def knowledge(day: datetime.date) -> str:
    """A digest of what codes of a day are made from: the official files, the lexicon and the scorer."""
    releases = codesets.on(day)
    digest = hashlib.blake2b(digest_size=12)
    digest.update(releases.icd10cm.key.encode())
    digest.update((releases.index.key if releases.index else "").encode())
    digest.update(tables.key().encode())
    digest.update((files("chartcode") / "coding" / "scorer.json").read_bytes())
    return digest.hexdigest()


def start(target: Path, request: Request) -> None:
    """Write the manifest of a new output."""
    fresh = manifest_path(target).with_suffix(".fresh")
    fresh.write_text(json.dumps(_described(request), indent=1) + "\n", encoding="utf-8")
    fresh.replace(manifest_path(target))


def resume(target: Path, request: Request) -> Request:
    """The request an output is continued with: the same, with the `today` of its first start.

    Raises UsageError when the output was written with something else, or by something else.
    """
    path = manifest_path(target)
    if not path.exists():
        raise UsageError(f"{shown(target)} exists and chartcode batch did not write it: name another output")
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
        today = datetime.date.fromisoformat(before[TODAY])
    except (ValueError, KeyError, TypeError) as error:
        raise UnfitDocumentError(f"{shown(path)} is damaged: name another output") from error
    same = replace(request, today=today)
    now = _described(same)
    other = [f"{name} {before.get(name)}, now {value}" for name, value in now.items() if before.get(name) != value]
    if other:
        raise UsageError(f"{shown(target)} was begun with {'; '.join(other)}: repeat that, or name another output")
    return same


def _described(request: Request) -> dict[str, str]:
    return {
        "chartcode": __version__,
        "code sets, lexicon and scorer": knowledge(request.date or request.today),
        "setting": request.setting.value if request.setting else "as each note says",
        "date": request.date.isoformat() if request.date else "as each note says",
        "scope": request.scope.value,
        TODAY: request.today.isoformat(),
    }
