"""Confinement: untrusted formats are read in a process of their own, with caps on memory and time.

The process serves one document after another, for starting one takes longer than reading most documents; it is replaced
when it dies or has served many. It writes no file but into a folder that goes with it.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any

from chartcode.documents.child import request
from chartcode.documents.document import Format
from chartcode.documents.limits import Limits

_SERVES = 500
"""Documents that one process reads before a fresh one takes over: libraries leak."""

_AGAIN = frozenset(("memory", "died"))
"""Answers that may be the fault of what earlier documents left in a process."""
_LAST = _AGAIN | {"late"}
"""Answers after which a process does not serve again."""

Answer = dict[str, Any]


class Reader:
    """A process that reads documents."""

    def __init__(self) -> None:
        self.served = 0
        self._late = False
        self._folder = TemporaryDirectory(prefix="chartcode-")
        self._process = subprocess.Popen(
            # -P: no module is taken from the folder one happens to work in, which may hold anything.
            [sys.executable, "-P", "-m", "chartcode.documents.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(self._folder.name),
            start_new_session=True,
        )

    def ask(self, sent: bytes, seconds: int) -> Answer:
        """The answer to a request. One that does not come is {"late": ""}, the process ended after so many seconds, or
        {"died": ""}."""
        source, target = self._process.stdin, self._process.stdout
        assert source is not None
        assert target is not None
        self.served += 1
        timer = Timer(seconds, self._give_up)
        timer.start()
        try:
            source.write(sent)
            source.flush()
            size = int(target.readline())
            answer: Answer = json.loads(target.read(size))
            return answer
        except (OSError, ValueError):
            return {"late": ""} if self._late else {"died": ""}
        finally:
            timer.cancel()

    @property
    def can_go_on(self) -> bool:
        """Whether it lives and has not served too many."""
        return self._process.poll() is None and self.served < _SERVES

    def close(self) -> None:
        """End the process, whatever it is doing, and what it left behind."""
        self._kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        self._process.wait()
        self._folder.cleanup()

    def _give_up(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()


def _environment(folder: str) -> dict[str, str]:
    """That of this process, with its own chartcode, a folder for temporary files, and one thread for tesseract."""
    package = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": paths, "TMPDIR": folder, "OMP_THREAD_LIMIT": "1"}


def ask(format: Format, data: bytes, note_id: str, limits: Limits) -> Answer:
    """What a confined process makes of a document: its JSON as `wire` packs it, or one key of what is wrong:
    unfit, missing, scanned, memory, late, or died.

    What earlier documents left in a process does not count against this one: it is asked again in a fresh one.
    """
    sent = request(format, data, note_id, limits)
    seconds = limits.scan_seconds if format is Format.SCAN else limits.seconds
    while True:
        reader = _taken()
        was_fresh = reader.served == 0
        answer: Answer = {"died": ""}
        try:
            answer = reader.ask(sent, seconds)
        finally:
            _put_back(reader, worn=bool(_LAST & answer.keys()))
        if was_fresh or not _AGAIN & answer.keys():
            return answer


def _taken() -> Reader:
    """A process that no other thread uses."""
    try:
        return _idle(os.getpid()).pop()
    except IndexError:
        return Reader()


def _put_back(reader: Reader, *, worn: bool) -> None:
    if reader.can_go_on and not worn:
        _idle(os.getpid()).append(reader)
    else:
        reader.close()


def end_idle() -> None:
    """End the processes that wait for work; the next document starts a new one."""
    _end(_idle(os.getpid()))


@cache
def _idle(process: int) -> list[Reader]:
    """The processes waiting for work, of this process: one that was forked must not share its parent's."""
    idle: list[Reader] = []
    atexit.register(_end, idle)
    return idle


def _end(idle: list[Reader]) -> None:
    while idle:
        idle.pop().close()
