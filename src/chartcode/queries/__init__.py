"""Queries to the provider, drafted from the facts of a chart: one file a topic, run in the order below.

Every topic looks at the same chart and asks or stays silent; it changes no code. A new topic is a file here with its
cases beside it and a place in ORDER; a topic without a place fails at once.
"""

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from chartcode.coding.draft import Draft
from chartcode.model import Query, Scope
from chartcode.model.query import OTHER, UNDETERMINED
from chartcode.queries.chart import Asked, Chart, open_chart
from chartcode.rules.kernel import Rule, collect

ORDER = (
    "conflicting-documentation",
    "clinical-validation",
    "present-on-admission-unclear",
    "sepsis-indicators",
    "urosepsis-meaning",
    "respiratory-failure-indicators",
    "respiratory-failure-type",
    "kidney-injury-indicators",
    "kidney-disease-stage",
    "mental-status-indicators",
    "heart-failure-type",
    "diabetes-type",
    "sodium-indicators",
    "potassium-indicators",
    "anemia-indicators",
    "anemia-type",
    "nutrition-indicators",
    "weight-class",
    "pressure-injury",
    "missing-link",
    "side",
)


@cache
def topics() -> tuple[Rule[Chart, Asked], ...]:
    """Every topic, in order. Raises TypeError when a topic has no place in ORDER or a place has no topic."""
    found: dict[str, Rule[Any, Any]] = collect(sys.modules[__name__])
    if found.keys() != set(ORDER):
        raise TypeError(f"topics and ORDER differ: {sorted(found.keys() ^ set(ORDER))}")
    return tuple(found[name] for name in ORDER)


def draft_all(draft: Draft, scope: Scope = Scope.CLAIM) -> tuple[Query, ...]:
    """The queries that a draft of a claim gives reason for, in the order of the topics.

    In the scope "mentions", which reports nothing, nobody is asked.
    """
    if scope is not Scope.CLAIM:
        return ()
    chart = open_chart(draft)
    return tuple(
        query for topic in topics() if draft.releases.day in topic.effective for query in _drafted(topic, chart)
    )


def _drafted(topic: Rule[Chart, Asked], chart: Chart) -> Iterator[Query]:
    for asked in topic.check(chart):
        yield Query(
            topic=topic.id,
            title=asked.title,
            question=asked.question,
            indicators=asked.indicators,
            options=(*asked.options, OTHER, UNDETERMINED),
            citation=topic.citation,
            codes=asked.codes,
        )
