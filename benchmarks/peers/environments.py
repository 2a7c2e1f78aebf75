"""The environments of the peers: made once from pinned requirements, and Python processes run in them."""

import json
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FOLDER = ROOT / ".venv-peers"
_SECONDS_TO_INSTALL = 1200


class NotRunError(Exception):
    """A program that cannot be measured here, and why."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment and the file that pins what is in it; without a file, the one chartcode runs in."""

    name: str
    requirements: str = ""

    def python(self) -> Path:
        """Its interpreter, installed first where needed. Raises NotRunError when that fails; it is tried once."""
        ready = _ready(self)
        if isinstance(ready, NotRunError):
            raise ready
        return ready

    def run(self, module: str, *arguments: str, seconds: int) -> dict[str, Any]:
        """What a module of the benchmarks wrote to its output, given as its last argument but options.

        Raises NotRunError with its last line of error.
        """
        output = Path(arguments[2])
        command = [str(self.python()), "-m", module, *arguments]
        try:
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT, timeout=seconds, env=_one_thread())
        except subprocess.TimeoutExpired as error:
            raise NotRunError(f"not done after {seconds} seconds") from error
        except subprocess.CalledProcessError as error:
            raise NotRunError(_last_line(error.stderr)) from error
        found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return found


@cache
def _ready(environment: Environment) -> Path | NotRunError:
    if not environment.requirements:
        return Path(sys.executable)
    place, requirements = FOLDER / environment.name, HERE / environment.requirements
    wanted, done = requirements.read_text(encoding="utf-8"), place / "installed.txt"
    if not done.is_file() or done.read_text(encoding="utf-8") != wanted:
        print(f"installing {requirements.name} into {place.relative_to(ROOT)} (once)", flush=True)
        try:
            _install(place, requirements)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            return NotRunError(f"{requirements.name} cannot be installed: {_last_line(error.stderr)}")
        done.write_text(wanted, encoding="utf-8")
    return place / "bin" / "python"


def _install(place: Path, requirements: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / ".gitignore").write_text("*\n", encoding="utf-8")
    venv.create(place, with_pip=True)
    pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(requirements)], check=True, capture_output=True, timeout=_SECONDS_TO_INSTALL)


CHARTCODE = Environment("chartcode")
OTHERS = Environment("others", "requirements.txt")
MEDSPACY = Environment("medspacy", "requirements-medspacy.txt")


def _one_thread() -> dict[str, str]:
    """One core for each, and no debug messages (medspaCy's PyRuSH prints one for each token)."""
    return os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "LOGURU_LEVEL": "ERROR"}


def _last_line(stderr: bytes | None) -> str:
    lines = (stderr or b"").decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "no message"
