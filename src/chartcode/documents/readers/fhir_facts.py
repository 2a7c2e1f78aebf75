"""Facts of a FHIR Bundle: patient and encounter, conditions and procedures."""

from chartcode.documents import acts
from chartcode.documents.document import Facts, Kind, Statement, period
from chartcode.documents.readers.resources import Json, Resource, code_of, words_of
from chartcode.documents.stamps import day_of
from chartcode.errors import UnfitDocumentError
from chartcode.model import Sex

_SEXES = {"female": Sex.FEMALE, "male": Sex.MALE}
_IN_ERROR = "entered-in-error"


def facts_of(sent: list[Resource]) -> Facts:
    """What the resources say of the encounter. Raises UnfitDocumentError when they are of several of either."""
    patient = _only(sent, "Patient", "patients")
    encounter = _only(sent, "Encounter", "encounters")
    setting = acts.SETTINGS.get((encounter.get("class") or {}).get("code") or "")
    lasted = encounter.get("period") or {}
    admit, discharge = period(setting, day_of(lasted.get("start") or ""), day_of(lasted.get("end") or ""))
    leaving = (encounter.get("hospitalization") or {}).get("dischargeDisposition")
    return Facts(
        setting=setting,
        admit=admit,
        discharge=discharge,
        sex=_SEXES.get(patient.get("gender") or "", Sex.UNKNOWN),
        birth_date=day_of(str(patient.get("birthDate") or "")),
        disposition=words_of(leaving) or code_of(leaving)[0],
        statements=tuple(_statement(one) for one in sent if one.kind in {"Condition", "Procedure"} and _holds(one)),
    )


def _only(sent: list[Resource], kind: str, several: str) -> Json:
    found = [resource.said for resource in sent if resource.kind == kind]
    if len(found) > 1:
        raise UnfitDocumentError(f"holds {len(found)} {several}: send one encounter of one patient")
    return found[0] if found else {}


def _holds(resource: Resource) -> bool:
    return _IN_ERROR not in {resource.said.get("status"), code_of(resource.said.get("verificationStatus"))[0]}


def _statement(resource: Resource) -> Statement:
    said = resource.said
    is_problem = resource.kind == "Condition"
    code, system = code_of(said.get("code"))
    verified = code_of(said.get("verificationStatus"))[0]
    status = verified if verified == "refuted" else code_of(said.get("clinicalStatus"))[0]
    if is_problem:
        stamp = said.get("onsetDateTime") or said.get("recordedDate") or ""
    else:
        stamp = said.get("performedDateTime") or (said.get("performedPeriod") or {}).get("start") or ""
    return Statement(
        kind=Kind.PROBLEM if is_problem else Kind.PROCEDURE,
        text=words_of(said.get("code")),
        part=f"{resource.part}code",
        code=code,
        system=system,
        status=status if is_problem else said.get("status") or "",
        date=day_of(stamp),
    )
