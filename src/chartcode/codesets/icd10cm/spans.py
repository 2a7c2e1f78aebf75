"""The days on which each code is valid, carried on by imported lists and addenda past what the embedded table knows."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, timedelta

from chartcode.codesets.icd10cm.layers import Layers, changes_of, code_list
from chartcode.codesets.imports.addenda import applied
from chartcode.codesets.imports.store import Ready
from chartcode.errors import ReleaseError

Span = tuple[str, int, int]
"""A bare code, and the first and last day (YYYYMMDD) of a time in which it is valid."""


@dataclass(frozen=True, slots=True)
class Validity:
    """Spans of codes, and the first and last day they speak of."""

    spans: tuple[Span, ...]
    first: date
    last: date

    def codes_on(self, day: date) -> frozenset[str]:
        """The codes valid on a day."""
        number = number_of(day)
        return frozenset(code for code, first, last in self.spans if first <= number <= last)


def carried_on(known: Validity, layers: Layers) -> Validity:
    """The validity that the embedded table knows, with the imported lists of days that it does not know.

    Of a year that the table knows, the table is right, which also has what came in April. The last half of its last
    year it can only have carried on. Raises ReleaseError when addenda do not fit the release before them.
    """
    newest = date(known.last.year, 4, 1)
    layer = layers.codes
    if layer and (layer.about.first >= newest or layer.about.last < known.first):
        known = _with_list(known, code_list(layer).billable, layer)
    for layer in layers.addenda:
        if layer.about.first >= newest:
            known = _with_list(known, _after(known, layer), layer)
    return known


def number_of(day: date) -> int:
    """A day as YYYYMMDD."""
    return day.year * 10000 + day.month * 100 + day.day


def _after(known: Validity, layer: Ready) -> frozenset[str]:
    """The codes of an addenda's own day."""
    before = known.codes_on(layer.about.first - timedelta(days=1))
    if len(before) != layer.about.counts["codes before"]:
        raise ReleaseError(
            f"the imported {layer.about.name} changes a release of {layer.about.counts['codes before']:,} codes, but"
            f" the one before it has {len(before):,}; import the order file of FY{layer.about.year}"
        )
    return applied(before, changes_of(layer))


def _with_list(known: Validity, codes: Set[str], layer: Ready) -> Validity:
    """The same with exactly `codes` on the days of the layer. A code that is valid up to them is carried on."""
    first, last = number_of(layer.about.first), number_of(layer.about.last)
    before = number_of(layer.about.first - timedelta(days=1))
    kept = list(_without(known.spans, first, last))
    going_on = {code for code, _, end in kept if end == before} & codes
    spans = [(code, start, last if end == before and code in going_on else end) for code, start, end in kept]
    spans += [(code, first, last) for code in sorted(codes - going_on)]
    return Validity(tuple(spans), min(known.first, layer.about.first), max(known.last, layer.about.last))


def _without(spans: Iterable[Span], first: int, last: int) -> Iterable[Span]:
    """The spans with the days from first to last cut out."""
    before, after = number_of(_day(first) - timedelta(days=1)), number_of(_day(last) + timedelta(days=1))
    for code, start, end in spans:
        if end < first or start > last:
            yield code, start, end
            continue
        if start < first:
            yield code, start, before
        if end > last:
            yield code, after, end


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
