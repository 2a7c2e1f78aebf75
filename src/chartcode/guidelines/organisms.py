"""The organism beside the disease it causes: Guidelines I.C.1.b."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.linked import caused
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.tables import rows
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

AGENTS = ("B95", "B96", "B97")


class _Agent(NamedTuple):
    """An organism: its code or their prefix, the sepsis and the pneumonia it causes (empty where it is not told apart)
    and the prefixes of the codes that name it already."""

    code: str
    sepsis: str
    pneumonia: str
    carriers: tuple[str, ...]


@cache
def _table() -> tuple[_Agent, ...]:
    found = (_Agent(code, sepsis, lung, tuple(of.split())) for code, sepsis, lung, of in rows("organisms"))
    return tuple(found)


@rule("organisms", citation="I.C.1.b", effective=since(2015, 10, 1))
def organisms(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """An organism (B95-B97) is coded beside a disease whose code does not name it, and not a second time.

    Sepsis or pneumonia that the chart ascribes to an organism has the code that names it. An organism that a coded
    disease names already is only kept for another disease whose notes ask for it.
    """
    agents = coded_as(draft, *AGENTS, "U07.1", "J10", "J11")
    if not agents:
        return
    sepsis = _named(draft, agents, "A41.9", {agent.code: agent.sepsis for agent in _table()})
    lungs = _named(draft, agents, "J18.9", {agent.code: agent.pneumonia for agent in _table()})
    named = (*sepsis, *lungs)
    yield from named
    codes = draft.codes() | {change.code for change in named if isinstance(change, AlsoCode)}
    if _asked_for(codes, draft.releases.icd10cm):
        return
    for agent in _table():
        says_it = next((code for code in sorted(codes) if agent.carriers and code.startswith(agent.carriers)), "")
        if says_it:
            same = (entry for entry in agents if entry[1].code.value == agent.code)
            yield from drop(same, Reason.COMBINATION, f"{says_it} names it")


def _named(draft: Draft, agents: Found, leaves_open: str, codes: Mapping[str, str]) -> Iterator[AlsoCode | NotCoded]:
    """The code that names the organism in place of one that leaves it open."""
    for index, disease in coded_as(draft, leaves_open):
        causes = (agent.code.value for _, agent in agents if caused(draft, effect=disease.mention, cause=agent.mention))
        named = next(
            (code for cause in causes for organism, code in codes.items() if code and cause.startswith(organism)), ""
        )
        if named:
            yield AlsoCode(index, named, "due to the organism the chart names")
            yield from drop(coded_as(draft, leaves_open), Reason.LESS_SPECIFIC, f"{named} says more")
            return


def _asked_for(codes: frozenset[str], release: IcdCmRelease) -> bool:
    """Whether the notes at a coded disease ask for a code of the infectious agent."""
    notes = chain.from_iterable(release.instructions(code.replace(".", "")) for code in codes)
    return any(note.kind == "use additional code" and "B95" in note.text for note in notes)
