"""pyahocorasick: an Aho-Corasick automaton in C that can be saved."""

import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ahocorasick  # type: ignore[import-not-found]

from benchmarks.peers.matching import Matcher


def _build(phrases: Sequence[str]) -> Any:
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for number, phrase in enumerate(phrases):
        automaton.add_word(phrase, number)
    automaton.make_automaton()
    return automaton


def _save(automaton: Any, path: Path) -> None:
    automaton.save(str(path))


def _load(path: Path) -> Any:
    return ahocorasick.load(str(path), pickle.loads)


def _scan(automaton: Any, text: str) -> list[tuple[int, int]]:
    return [(number, last + 1) for last, number in automaton.iter(text)]


MATCHER = Matcher("pyahocorasick", _build, _scan, _save, _load)
