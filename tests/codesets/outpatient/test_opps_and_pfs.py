"""What Addendum B and the physician fee schedule answer; amounts only where they are asked for."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from outpatient_examples import FILES, put

from chartcode import codesets
from chartcode.codesets.imports.bring import bring
from chartcode.codesets.opps.indicators import INDICATORS
from chartcode.codesets.opps.release import OppsPayment, OppsRelease, OppsStatus
from chartcode.codesets.pfs.entry import PfsEntry, PfsValues
from chartcode.codesets.pfs.release import PfsRelease

pytestmark = pytest.mark.usefixtures("data")

DAY = date(2026, 11, 1)
FORMER = {"X", "K2", "K3", "K4"}
"""On the list, but not in Addendum D1 of 2026."""

INDICATORS_OF_CMS = Path(__file__).parents[4] / "shared" / "codesets" / "outpatient" / "opps-status-indicators.csv"


def opps(inbox: Path) -> OppsRelease:
    bring([put(inbox, "2026 October Web Addendum B.csv")])
    found = codesets.on(DAY).opps
    assert found is not None
    return found


def pfs(inbox: Path, text: str = "") -> PfsRelease:
    bring([put(inbox, "PPRRVU2026_Oct_nonQPP.csv", text)])
    found = codesets.on(DAY).pfs
    assert found is not None
    return found


def test_the_status_of_a_code(inbox: Path) -> None:
    found = opps(inbox)
    assert found.status("0001Z") == OppsStatus("0001Z", "J1", INDICATORS["J1"], "5465")
    assert found.status("0002Z") == OppsStatus("0002Z", "N", INDICATORS["N"], "")
    assert found.status("A9001") == OppsStatus("A9001", "H9", "", "")
    assert found.status("A9999") is None


def test_payment_is_answered_only_where_it_is_asked_for(inbox: Path) -> None:
    found = opps(inbox)
    paid = OppsPayment(Decimal("151.2253"), Decimal("8200.26"), None, Decimal("1640.06"), None)
    assert found.payment("0001Z") == paid
    assert found.payment("0002Z") == OppsPayment(None, None, None, None, None)
    assert found.payment("A9999") is None
    assert not any(word in field.name for field in fields(OppsStatus) for word in ("rate", "weight", "payment"))


def test_how_a_code_may_be_reported(inbox: Path) -> None:
    row = pfs(inbox).row("0001Z")
    assert row == PfsEntry(
        code="0001Z",
        modifier="",
        status="A",
        pctc="1",
        global_days="090",
        preoperative="0.10",
        intraoperative="0.80",
        postoperative="0.10",
        multiple="2",
        bilateral="1",
        assistant="0",
        co_surgeons="1",
        team="0",
        endoscopic_base="0002Z",
        supervision="09",
        imaging_family="99",
        nonfacility="NA",
        facility="",
    )


def test_rows_with_a_modifier_stand_apart(inbox: Path) -> None:
    found = pfs(inbox)
    assert [row.modifier for row in found.rows("0001Z")] == ["", "26"]
    component = found.row("0001Z", "26")
    assert component is not None
    assert component.global_days == "XXX"
    assert found.row("0001Z", "TC") is None
    assert found.rows("A9999") == ()


def test_values_are_answered_only_where_they_are_asked_for(inbox: Path) -> None:
    found = pfs(inbox)
    stated = map(Decimal, ("1.50", "2.75", "0.40", "0.07", "4.32", "1.97", "33.4009"))
    assert found.values("0001Z") == PfsValues(*stated)
    assert found.values("0001Z", "TC") is None
    assert not {field.name for field in fields(PfsEntry)} & {field.name for field in fields(PfsValues)}


def test_a_column_more_or_less_is_no_matter(inbox: Path) -> None:
    older = "\n".join(
        ",".join(cell for place, cell in enumerate(line.split(",")) if place != 23)
        for line in FILES["PPRRVU2026_Oct_nonQPP.csv"].splitlines()
    )
    row = pfs(inbox, older).row("0001Z")
    assert row is not None
    assert (row.team, row.endoscopic_base, row.imaging_family) == ("0", "0002Z", "99")


def test_every_indicator_of_cms_has_a_meaning() -> None:
    if not INDICATORS_OF_CMS.is_file():
        pytest.skip("the list of status indicators is not in ../shared")
    lines = INDICATORS_OF_CMS.read_text(encoding="utf-8-sig").splitlines()[1:]
    listed = {line.partition(",")[0].strip() for line in lines if line[:1].isalpha()}
    assert {code for code in listed if len(code) <= 2} - FORMER <= set(INDICATORS)
