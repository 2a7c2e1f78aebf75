"""What a crosswalk gives: the targets of one code, how each was come by, and what is to be known about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A code or category as it is written, its title (empty where the releases at hand have none), and how it is meant.

    `scenario` and `choice` are 0 where the target stands alone. In a combination, one target of each choice of one
    scenario is taken, all together.
    """

    code: str
    title: str
    how: str
    scenario: int = 0
    choice: int = 0


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A code as it is written with its title, what it was crosswalked to, the targets, and the source of the answer.

    `said` is what a reader has to know: why there are no targets, that several have to be combined, that something has
    to be imported; empty where there is nothing.
    """

    code: str
    title: str
    to: str
    targets: tuple[Target, ...]
    said: str
    source: str


def written_icd9(bare: str, *, procedure: bool) -> str:
    """An ICD-9-CM code with its dot: after the third character, of E codes the fourth, of procedures the second."""
    at = 2 if procedure else 4 if bare.startswith("E") else 3
    return f"{bare[:at]}.{bare[at:]}" if len(bare) > at else bare
