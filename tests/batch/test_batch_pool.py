"""The pool: order, laziness, and a worker that dies."""

import os
from collections.abc import Iterator

import pytest

from chartcode.batch.pool import in_order


def double(number: int) -> int:
    """Twice the number; 13 ends the process as a crash would."""
    if number == 13:
        os._exit(1)
    return number * 2


def crashed(number: int) -> int:
    return -number


def chunks(count: int, size: int = 3) -> Iterator[list[int]]:
    numbers = [number for number in range(count) if number != 13]
    return (numbers[at : at + size] for at in range(0, len(numbers), size))


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order(workers: int) -> None:
    found = [result for chunk in in_order(double, chunks(40), workers, crashed) for result in chunk]
    assert found == [number * 2 for number in range(40) if number != 13]


def test_only_the_item_that_kills_its_worker_is_lost() -> None:
    numbers = [[1, 2], [3, 13, 4], [5], [6], [7], [8], [9], [13], [10]]
    found = list(in_order(double, iter(numbers), 2, crashed))
    assert found == [[2, 4], [6, -13, 8], [10], [12], [14], [16], [18], [-13], [20]]


def test_no_chunks_no_results() -> None:
    assert list(in_order(double, iter([]), 2, crashed)) == []
