"""Plain text of any common encoding becomes the text that offsets count in; what is no note is refused in one line."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcode.documents.text import MAX_BYTES, MAX_CHARACTERS, decode
from chartcode.errors import UnfitDocumentError

NOTE = "Temp 38.5°, naïve café pt – “SOB”\nDx: asthma"


@pytest.mark.parametrize(
    "data",
    [
        NOTE.encode(),
        codecs.BOM_UTF8 + NOTE.encode(),
        codecs.BOM_UTF16_LE + NOTE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NOTE.encode("utf-16-be"),
        NOTE.encode("cp1252"),
        NOTE.replace("\n", "\r\n").encode(),
        NOTE.replace("\n", "\r").encode("cp1252"),
        NOTE.replace("\n", "\r\n").encode("utf-16"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16le", "utf-16be", "cp1252", "crlf", "cr cp1252", "crlf utf-16"],
)
def test_every_common_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data, "note.txt") == NOTE


def test_a_file_pasted_together_from_two_encodings_keeps_all_letters() -> None:
    data = "Ménière’s disease\n".encode() + "Sjögren’s syndrome\n".encode("cp1252") + "façade — ok".encode()
    assert decode(data, "note.txt") == "Ménière’s disease\nSjögren’s syndrome\nfaçade — ok"


def test_a_byte_that_no_encoding_knows_becomes_one_replacement_character() -> None:
    assert decode(b"Asthma \x81 mild", "note.txt") == "Asthma \ufffd mild"


def test_half_a_surrogate_pair_in_utf8_leaves_valid_text() -> None:
    assert decode(b"Asthma \xed\xa0\x80 mild", "note.txt").encode()


def test_stray_control_characters_become_spaces_and_move_nothing() -> None:
    text = decode(("x" * 300 + "\x1b asthma\x0cpage 2\ttab").encode(), "note.txt")
    assert text == "x" * 300 + "  asthma\x0cpage 2\ttab"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE, "empty"),
        (b"Asthma\0 mild", "NUL"),
        ("Asthma".encode("utf-16-le"), "NUL"),
        (codecs.BOM_UTF32_LE + "Asthma".encode("utf-32-le"), "NUL"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL"),
        (b"\x01\x02\x03\x04 asthma \x05\x06", "binary"),
        (codecs.BOM_UTF16_LE + b"Asthma!", "UTF-16"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8A\x00", "UTF-16"),
        (b"a" * (MAX_CHARACTERS + 1), "characters"),
        (b"a" * (MAX_BYTES + 1), "25 MB"),
    ],
)
def test_what_is_no_note_is_refused_in_one_line_that_names_the_file(data: bytes, says: str) -> None:
    with pytest.raises(UnfitDocumentError, match=says) as error:
        decode(data, "in/note.txt")
    message = str(error.value)
    assert message.startswith("in/note.txt ")
    assert "\n" not in message
    assert "Asthma" not in message


def test_the_longest_note_is_read() -> None:
    assert len(decode(b"a" * MAX_CHARACTERS, "note.txt")) == MAX_CHARACTERS


@given(st.binary(max_size=400))
def test_any_bytes_give_text_without_surprises_or_the_one_error(data: bytes) -> None:
    try:
        text = decode(data, "note.txt")
    except UnfitDocumentError:
        return
    assert text.strip()
    assert text.encode()
    assert not set(text) & {"\r", "\0", "\x1b", "\x7f", "\x9b"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_text_in_utf8_comes_back_to_the_letter(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode(), "note.txt") == text
