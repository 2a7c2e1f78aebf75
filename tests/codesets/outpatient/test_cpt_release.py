"""CPT from the user's own file: read in every layout, readable by nobody else, quoted nowhere."""

import stat
from datetime import date
from pathlib import Path

import pytest
from outpatient_examples import CPT, put

from chartcode import codesets
from chartcode.codesets.cpt.release import CptRelease
from chartcode.codesets.imports import store
from chartcode.codesets.imports.bring import bring

pytestmark = pytest.mark.usefixtures("data")


def release() -> CptRelease:
    found = codesets.on(date(2026, 11, 1)).cpt
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cpt-2026.txt", CPT),
        ("MyCPT2026.txt", "Copyright of its owner, all rights kept.\r\n\r\n" + CPT),
        ("cpt-2026.txt", CPT.replace("\t", "  ")),
        ("cpt-2026.txt", CPT.replace("\t", "|")),
        ("cpt_2026.csv", '0001X,Example service of an invented kind\n0002X,"Another one, with a comma"\n'),
        (
            "CPT 2026.csv",
            'Code,Descriptor\n0001X,Example service of an invented kind\n0002X,"Another one, with a comma"\n',
        ),
        (
            "2026 CPT.txt",
            "CPT Code\tLong\tMedium\tShort\n0001X\tExample service of an invented kind\tExample\tEx\n"
            "0002X\tAnother one, with a comma\tAnother\tAn\n",
        ),
        (
            "2026 CPT.txt",
            "CPT Code\tShort\tLong\n0001X\tEx\tExample service of an invented kind\n"
            "0002X\tAn\tAnother one, with a comma\n",
        ),
    ],
)
def test_every_layout_gives_the_same(inbox: Path, name: str, text: str) -> None:
    (about,) = bring([put(inbox, name, text)]).releases
    assert (about.name, about.counts) == ("cpt-2026", {"codes": 2})
    assert list(release().codes()) == ["0001X", "0002X"]
    assert release().descriptor("0001X") == "Example service of an invented kind"
    assert release().descriptor("0002X") == "Another one, with a comma"
    assert release().descriptor("0003X") is None


def test_nobody_else_may_read_it(inbox: Path) -> None:
    bring([put(inbox, "cpt-2026.txt"), put(inbox, "HCPC2026_OCT_ANWEB.txt")])
    modes = {file.release: stat.S_IMODE(file.path.stat().st_mode) for file in store.held()}
    assert modes == {"cpt-2026": 0o400, "hcpcs-2026-10-01": 0o444}


def test_no_name_of_a_release_quotes_it(inbox: Path) -> None:
    (about,) = bring([put(inbox, "cpt-2026.txt")]).releases
    assert "xample" not in repr((about, release().name, store.held(), codesets.on(date(2026, 11, 1)).names()))
