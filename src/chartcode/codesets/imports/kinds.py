"""The kinds of official files that can be imported, in the order in which a file is tried against them."""

from chartcode.codesets.ccsr import official as ccsr
from chartcode.codesets.cpt import official as cpt
from chartcode.codesets.gems import official as gems
from chartcode.codesets.hcc import official as hcc
from chartcode.codesets.hcpcs import official as hcpcs
from chartcode.codesets.icd10cm import official as icd10cm
from chartcode.codesets.icd10pcs import official as icd10pcs
from chartcode.codesets.imports.kind import Head, Kind
from chartcode.codesets.imports.text import letters
from chartcode.codesets.imports.xml import opening
from chartcode.codesets.mce import official as mce
from chartcode.codesets.msdrg import official as msdrg
from chartcode.codesets.ncci import official as ncci
from chartcode.codesets.opps import official as opps
from chartcode.codesets.pdgm import official as pdgm
from chartcode.codesets.pdpm import official as pdpm
from chartcode.codesets.pfs import official as pfs

KINDS: tuple[Kind, ...] = (
    *gems.KINDS,  # Before the codes files, whose lines may look like theirs.
    *icd10cm.KINDS,
    *icd10pcs.KINDS,
    *ccsr.KINDS,
    *hcc.KINDS,
    *msdrg.KINDS,
    *mce.KINDS,
    *pdpm.KINDS,
    *pdgm.KINDS,
    *hcpcs.KINDS,
    *ncci.KINDS,
    *opps.KINDS,
    *pfs.KINDS,
    *cpt.KINDS,
)

HEAD_BYTES = 65536


def kind_of(name: str, start: bytes) -> Kind | None:
    """The kind of a file by its first HEAD_BYTES bytes, None where it is none of them.

    Raises ReleaseError for an XML file with a document type declaration.
    """
    try:
        text = letters(start)
    except UnicodeDecodeError:
        text = start.decode("latin-1")  # Enough to know the file by; reading it whole then says what is wrong.
    is_xml = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or start[:2] in {b"\xff\xfe", b"\xfe\xff"}
    head = Head(name, text, opening(start) if is_xml else None)
    return next((kind for kind in KINDS if kind.recognises(head)), None)
