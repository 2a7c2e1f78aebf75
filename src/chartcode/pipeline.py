"""The way of a chart through the house: the only file that names all the stages."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from chartcode import codesets
from chartcode.codesets import Releases
from chartcode.coding import lines
from chartcode.coding.propose import propose
from chartcode.coding.score import Scorer
from chartcode.coding.score import load as load_scorer
from chartcode.guidelines import apply_all
from chartcode.model import CodedEncounter, Encounter, Scope
from chartcode.queries import draft_all
from chartcode.reading.read import read
from chartcode.reading.vocabulary import Vocabulary, open_vocabulary


@dataclass(frozen=True, slots=True)
class Config:
    """Everything coding needs besides the chart: the releases in force, the vocabulary, the scorer and the scope."""

    releases: Releases
    vocabulary: Vocabulary
    scorer: Scorer
    scope: Scope = Scope.CLAIM


def config_on(day: date, scope: Scope = Scope.CLAIM) -> Config:
    """The configuration for one date of service. Raises ReleaseError when no release covers it."""
    releases = codesets.on(day)
    return Config(releases, open_vocabulary(releases), load_scorer(), scope)


def code(encounter: Encounter, config: Config) -> CodedEncounter:
    """Read the chart and return its codes with evidence, the ledger of decisions, the findings and the queries.

    Pure: the same encounter and configuration give the same answer in any process and order.
    """
    readings = (read(note, config.vocabulary) for note in encounter.notes)
    mentions = tuple(chain.from_iterable(reading.mentions for reading in readings))
    draft = apply_all(propose(encounter, mentions, config.releases, config.scorer))
    return CodedEncounter(
        encounter=encounter,
        date=config.releases.day,
        scope=config.scope,
        releases=config.releases.names(),
        lines=lines.of(draft, config.scope),
        decisions=draft.decisions,
        findings=draft.findings,
        queries=draft_all(draft, config.scope),
    )
