"""Examples of every kind of official file, from all modules of examples: `BY_NAME` or `FILES`, name -> contents."""

import importlib
import sys
from functools import cache
from pathlib import Path

from chartcode.codesets.imports.kinds import HEAD_BYTES, KINDS, kind_of

TESTS = Path(__file__).parent.parent
NAMES = [kind.name for kind in KINDS]
_IN_PARTS = {kind.name for kind in KINDS if kind.parts}

File = tuple[str, bytes]


@cache
def examples() -> dict[str, tuple[File, ...]]:
    """Kind -> the first example that is of it or, of a kind that comes in several files, all of them."""
    found: dict[str, tuple[File, ...]] = {}
    for path in sorted(TESTS.rglob("*_examples.py")):
        if str(path.parent) not in sys.path:
            sys.path.append(str(path.parent))
        module = importlib.import_module(path.stem)
        for name, text in {**getattr(module, "FILES", {}), **getattr(module, "BY_NAME", {})}.items():
            data = text if isinstance(text, bytes) else text.encode()
            kind = kind_of(name, data[:HEAD_BYTES])
            if kind is not None and (kind.name not in found or kind.name in _IN_PARTS):
                found[kind.name] = (*found.get(kind.name, ()), (name, data))
    return found


def all_files() -> list[File]:
    """The files of all examples."""
    return [file for files in examples().values() for file in files]
