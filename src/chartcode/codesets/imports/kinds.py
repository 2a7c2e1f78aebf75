"""The kinds of official files that can be imported, in the order in which a file is tried against them."""

from chartcode.codesets.icd10cm import official as icd10cm
from chartcode.codesets.imports.kind import Head, Kind
from chartcode.codesets.imports.text import letters
from chartcode.codesets.imports.xml import opening

KINDS: tuple[Kind, ...] = icd10cm.KINDS

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
