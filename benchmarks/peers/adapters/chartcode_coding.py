"""chartcode whole: codes with evidence, the ledger of decisions and the findings; runs in its own environment."""

from benchmarks.accuracy import DAY
from benchmarks.peers.job import Job, Peer
from chartcode.evaluation.predictions import of_encounter
from chartcode.model import CodedEncounter, Encounter, Note, Scope, Setting
from chartcode.pipeline import code, config_on


def start(job: Job) -> Peer:
    """The configuration `make accuracy` measures CodiEsp with."""
    config = config_on(DAY, Scope.MENTIONS)

    def coded(text: str) -> CodedEncounter:
        note = Note("note", text)
        return code(Encounter("note", (note,), setting=Setting.INPATIENT, discharge=DAY), config)

    def codes(text: str) -> list[str]:
        return [row.code for row in sorted(of_encounter(coded(text), "note"), key=lambda row: row.order)]

    return Peer(package="chartcode", find=lambda text: len(coded(text).lines), codes=codes)
