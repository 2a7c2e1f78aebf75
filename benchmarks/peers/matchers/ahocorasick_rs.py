"""ahocorasick-rs: the Aho-Corasick automaton of Rust's regular expressions; it cannot be saved."""

from collections.abc import Sequence
from typing import Any

import ahocorasick_rs  # type: ignore[import-not-found, unused-ignore]

from benchmarks.peers.matching import Matcher


def _build(phrases: Sequence[str]) -> Any:
    return ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.Standard)


def _scan(automaton: Any, text: str) -> list[tuple[int, int]]:
    return [(number, end) for number, _, end in automaton.find_matches_as_indexes(text, overlapping=True)]


MATCHER = Matcher("ahocorasick-rs", _build, _scan)
