"""The habits of the house, checked on the source: sizes, names, docstrings, and purity of the core."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import chartcode

PACKAGE = Path(chartcode.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
PURE = [
    path
    for path in FILES
    if path.relative_to(PACKAGE).parts[0] in {"pipeline.py", "reading", "coding", "guidelines", "rules", "model"}
]
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 100
READS_A_FILE = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime", "gmtime"}
ALLOWED = {
    "reading/compile.py": "writes the compiled vocabulary to the path the cache gives it",
    "reading/vocabulary.py": "maps the compiled vocabulary",
    "coding/score.py": "the scorer in the package",
    "guidelines/tables.py": "the tables beside the rules",
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def public(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions and classes of the module, and methods of its public classes, whose names have no underscore."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield inner


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_is_short_and_opens_with_its_purpose(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert ast.get_docstring(tree(path)), "a module opens with one sentence of purpose"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_public_names_have_docstrings(path: Path) -> None:
    assert [node.name for node in public(tree(path)) if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_functions_are_of_a_size_one_can_read(path: Path) -> None:
    long = [
        f.name for f in functions(tree(path)) if f.end_lineno and f.end_lineno - f.lineno > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_no_module_is_called_utils() -> None:
    vague = {"util", "utils", "helpers", "misc", "common"}
    assert [name(path) for path in FILES if vague & {path.stem, *path.relative_to(PACKAGE).parts[:-1]}] == []


@pytest.mark.parametrize("path", PURE, ids=name)
def test_the_core_reads_no_clock_environment_or_path(path: Path) -> None:
    impure = []
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                impure += [alias.name for alias in names if alias.name in {"os", "time", "random", "socket"}]
            case ast.ImportFrom(module=module) if module in {"os", "time", "random"}:
                impure.append(str(module))
            case ast.Attribute(value=ast.Name(id=owner), attr=attr) if owner in {"datetime", "date", "time"}:
                impure += [f"{owner}.{attr}"] if attr in CLOCKS else []
            case ast.Attribute(value=ast.Name(id="os"), attr=attr):
                impure.append(f"os.{attr}")
            case ast.Call(func=ast.Attribute(attr=attr)) if attr in READS_A_FILE:
                impure += [] if name(path) in ALLOWED else [attr]
            case ast.Call(func=ast.Name(id="open" | "input" | "print" as called)):
                impure.append(called)
    assert impure == []


def test_only_files_that_exist_are_allowed_to_read() -> None:
    assert [allowed for allowed in ALLOWED if not (PACKAGE / allowed).is_file()] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_setting_is_changed_for_the_whole_process(path: Path) -> None:
    """No `global` statement: state lives in values."""
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree(path)))
