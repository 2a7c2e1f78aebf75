"""Runs a function over items in several processes: results in the order of the items, memory flat, crashes contained.

Processes are spawned, never forked: the same on every system, and no lock is inherited.
"""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Chunks in flight for each worker: enough to keep it busy, few enough to keep memory flat."""


class _Chunks(Generic[T, R]):
    """A function that is called on each item of a chunk, in the worker."""

    def __init__(self, function: Callable[[T], R]) -> None:
        self._function = function

    def __call__(self, chunk: list[T]) -> list[R]:
        with _collector_at_rest():
            return [self._function(item) for item in chunk]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for reference cycles while a chunk is worked on: coding makes none, and looking through its millions of
    frozen values for them took a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def in_order(
    function: Callable[[T], R], chunks: Iterable[list[T]], workers: int, crashed: Callable[[T], R]
) -> Iterator[list[R]]:
    """`function` over every item, chunk by chunk in their order. Function, items and results must pickle.

    When a worker dies, the chunks in flight are done again item by item; the item it dies of gives `crashed(item)`.
    With one worker everything runs in this process.
    """
    whole = _Chunks(function)
    if workers == 1:
        yield from (whole(chunk) for chunk in chunks)
        return
    waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
    pool = _pool(workers)
    try:
        for chunk in chunks:
            try:
                waiting.append((chunk, pool.submit(whole, chunk)))
            except BrokenProcessPool:
                yield from _again([*(held for held, _ in waiting), chunk], whole, crashed)
                waiting.clear()
                pool = _renewed(pool, workers)
            while len(waiting) >= workers * _AHEAD:
                if (done := _result(waiting)) is not None:
                    yield done
                else:
                    yield from _again([held for held, _ in waiting], whole, crashed)
                    waiting.clear()
                    pool = _renewed(pool, workers)
        while waiting:
            if (done := _result(waiting)) is not None:
                yield done
            else:
                yield from _again([held for held, _ in waiting], whole, crashed)
                waiting.clear()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_follow_the_parent)


def _follow_the_parent() -> None:
    """Ctrl-C is for the parent, which ends its workers itself; where it is killed they end too, not wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _renewed(pool: ProcessPoolExecutor, workers: int) -> ProcessPoolExecutor:
    pool.shutdown(wait=True, cancel_futures=True)
    return _pool(workers)


def _result(waiting: deque[tuple[list[T], Future[list[R]]]]) -> list[R] | None:
    """The result of the oldest chunk, which leaves the queue; None when a worker died, and the queue stays."""
    try:
        result = waiting[0][1].result()
    except BrokenProcessPool:
        return None
    waiting.popleft()
    return result


def _again(chunks: list[list[T]], whole: _Chunks[T, R], crashed: Callable[[T], R]) -> Iterator[list[R]]:
    """Each item alone in a worker of its own kind, so that only the one that kills it is lost."""
    pool = _pool(1)
    try:
        for chunk in chunks:
            results: list[R] = []
            for item in chunk:
                try:
                    results += pool.submit(whole, [item]).result()
                except BrokenProcessPool:
                    results.append(crashed(item))
                    pool = _renewed(pool, 1)
            yield results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
