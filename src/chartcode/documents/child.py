"""The process that reads untrusted bytes: one request after another from stdin, each answer to stdout.

A request is a line of JSON - format, note id, limits, number of bytes - and the bytes. An answer is a line with its own
number of bytes, and JSON: a document, or what is wrong in words that quote nothing of it.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any, BinaryIO

from chartcode.documents import wire
from chartcode.documents.document import Format
from chartcode.documents.limits import Limits
from chartcode.documents.readers.dispatch import MissingExtraError, ScannedError, read_as
from chartcode.errors import UnfitDocumentError

_GRACE = 10
"""Seconds on the processor beyond those on the clock, so that this cap only acts where nobody is left to watch."""

Json = dict[str, Any]


def request(format: Format, data: bytes, note_id: str, limits: Limits) -> bytes:
    """A request as it is sent."""
    head = {"format": format, "note_id": note_id, "limits": asdict(limits), "bytes": len(data)}
    return json.dumps(head).encode() + b"\n" + data


def serve() -> None:
    """Answer requests until stdin ends. Whatever a library prints goes nowhere: it may be of the patient."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    while line := source.readline():
        head = json.loads(line)
        answer = _answer(head, source)
        target.write(b"%d\n" % len(answer) + answer)
        target.flush()


def _answer(head: Json, source: BinaryIO) -> bytes:
    limits = Limits(**head["limits"])
    format = Format(head["format"])
    data = source.read(head["bytes"])
    _confine(limits, limits.scan_seconds if format is Format.SCAN else limits.seconds)
    try:
        return wire.packed(read_as(format, data, head["note_id"], limits))
    except UnfitDocumentError as error:
        return _told("unfit", str(error))
    except MissingExtraError as error:
        return _told("missing", str(error))
    except ScannedError as error:
        return _told("scanned", str(error))
    except MemoryError:
        return _told("memory", "")
    except RecursionError:
        return _told("unfit", "nests too deep: save it anew")
    except Exception as error:
        # A foreign message may quote the document; the name of its type cannot.
        return _told("unfit", f"is damaged, or more than its reader can take ({type(error).__name__}): save it anew")


def _told(kind: str, what: str) -> bytes:
    return json.dumps({kind: what}).encode()


def _confine(limits: Limits, seconds: int) -> None:
    """Cap this process's memory, and its time on the processor from now on, where the system has such caps."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _cap(resource.setrlimit, resource.RLIMIT_AS, limits.memory)
        _cap(resource.setrlimit, resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + _GRACE)
        _cap(resource.setrlimit, resource.RLIMIT_CORE, 0)


def _cap(set_limit: Callable[[int, tuple[int, int]], None], what: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(what)
    with suppress(ValueError, OSError):
        set_limit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    serve()
