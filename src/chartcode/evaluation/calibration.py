"""Whether a confidence means what it says: expected calibration error and the reliability table."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
"""Bins of equal width from 0 to 1 (Naeini 2015, Guo 2017)."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Guesses whose confidence lies from `low` to `high`: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    guesses: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`error` is the mean distance of confidence and share right, weighted by the guesses of each bin."""

    error: float
    bins: tuple[Bin, ...]


def calibration(guesses: Sequence[tuple[float, bool]]) -> Calibration:
    """The calibration of (confidence from 0 to 1, whether it was right); empty bins are left out of the table."""
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in guesses:
        sorted_in[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    bins = tuple(_bin(index, held) for index, held in enumerate(sorted_in) if held)
    error = sum(held.guesses * abs(held.confidence - held.right) for held in bins) / len(guesses) if guesses else 0.0
    return Calibration(error, bins)


def _bin(index: int, held: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(
        low=index / BINS,
        high=(index + 1) / BINS,
        guesses=len(held),
        confidence=sum(confidence for confidence, _ in held) / len(held),
        right=sum(right for _, right in held) / len(held),
    )
