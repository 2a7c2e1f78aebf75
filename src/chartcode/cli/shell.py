"""Errors on their way to a shell: one line on stderr and an exit code, never a traceback for what a user can mend."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb
from typing import Any

import typer
from typer.core import TyperGroup

from chartcode.errors import ChartcodeError

INTERRUPTED = 130
TRACEBACKS = "CHARTCODE_TRACEBACK"
"""Set in the environment, this variable lets a maintainer see where an internal error comes from."""

_WrongUsage = typer.BadParameter.__mro__[1]
"""The parser's own usage errors: no such option, missing argument. Typer exports only this child of theirs."""


class Shell(TyperGroup):
    """The top command: runs the others and turns what they raise into exit codes."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and end the process with its exit code."""
        sys.exit(self._exit_code(args, prog_name, extra))

    def _exit_code(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        try:
            code = super().main(args, prog_name or "chartcode", standalone_mode=False, **extra)
            sys.stdout.flush()
            return code if isinstance(code, int) else 0
        except ChartcodeError as error:
            complain(str(error))
            return error.exit_code
        except (KeyboardInterrupt, typer.Abort):
            return INTERRUPTED
        except BrokenPipeError:
            _let_go_of_stdout()
            return 1
        except OSError as error:
            complain(f"{error.strerror or 'the system refused'}{_named(error)}; make room or name another place")
            _let_go_of_stdout()
            return 3
        except Exception as error:
            if isinstance(error, _WrongUsage):
                complain(_usage(error))
                return 2
            if os.environ.get(TRACEBACKS):
                raise
            complain(f"internal error: {_fault(error)}; please report it")
            return 1


def complain(message: str) -> None:
    """Write one line to stderr."""
    print(f"chartcode: {' '.join(message.split())}", file=sys.stderr, flush=True)


def _usage(error: Exception) -> str:
    format_message = getattr(error, "format_message", None)
    message = str(format_message() if format_message else error).rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message} (see {context.command_path if context else 'chartcode'} --help)"


def _named(error: OSError) -> str:
    return f": {error.filename}" if isinstance(error.filename, str) else ""


def _fault(error: Exception) -> str:
    """Type and place of an error. Its message may quote the chart, so it stays out."""
    last = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _let_go_of_stdout() -> None:
    """The reader has gone (`| head`): leave the interpreter nothing to flush at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
