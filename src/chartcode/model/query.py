"""A query: what a coder asks the provider, with the facts of the chart and the answers to choose from."""

from dataclasses import dataclass

from chartcode.errors import InvalidValueError
from chartcode.model.codes import Code
from chartcode.model.evidence import Evidence

OTHER = "Other (please specify)"
UNDETERMINED = "Unable to determine"


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the provider, drafted as the AHIMA/ACDIS practice brief asks (Guidelines for Achieving a Compliant
    Query Practice, 2022).

    `topic` is the id of what it is about, `title` a heading that gives no answer away. `indicators` are the words of
    the chart it rests on; the date and the source are those of their notes. `options` end with OTHER and UNDETERMINED.
    `codes` are the codes it is about, where it is about any.
    """

    topic: str
    title: str
    question: str
    indicators: tuple[Evidence, ...]
    options: tuple[str, ...]
    citation: str = ""
    codes: tuple[Code, ...] = ()

    def __post_init__(self) -> None:
        if not self.indicators:
            raise InvalidValueError(f"query {self.topic} cites nothing of the chart")
        if len(self.options) < 4 or self.options[-2:] != (OTHER, UNDETERMINED):
            raise InvalidValueError(f"query {self.topic} needs two answers to choose from, another, and none")
