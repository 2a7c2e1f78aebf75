"""The parser of the Tabular XML, on a small list of our own writing in the official layout."""

from io import BytesIO
from pathlib import Path

import pytest

from chartcode.codesets.icd10cm.build import with_seventh_characters
from chartcode.codesets.icd10cm.read import TabularNode, read_tabular
from chartcode.codesets.icd10cm.sides import side_siblings
from chartcode.errors import ReleaseError

EXCERPT = Path(__file__).with_name("excerpt.xml")


@pytest.fixture(scope="module")
def nodes() -> dict[str, TabularNode]:
    _, found = read_tabular(EXCERPT)
    assert len({node.code for node in found}) == len(found)
    return {node.code: node for node in found}


@pytest.fixture(scope="module")
def rows(nodes: dict[str, TabularNode]) -> dict[str, tuple[str, str, str]]:
    return {code: (parent, kind, title) for code, parent, kind, title in with_seventh_characters(nodes.values())}


def test_the_version_is_the_files_own() -> None:
    version, _ = read_tabular(EXCERPT)
    assert version == "2031"


def test_nodes_come_in_the_order_of_the_book(nodes: dict[str, TabularNode]) -> None:
    assert " ".join(code.replace(" ", "_") for code in nodes) == (
        "chapter_1 A00-A09 A00 A000 A009 A01 A10-A10 A10 chapter_2 S00-S09 S00 S000 S001 S0011 S0012 S0019 S0022X"
    )


@pytest.mark.parametrize(
    ("code", "parent", "kind", "title"),
    [
        ("chapter 1", "", "chapter", "Imaginary diseases"),
        ("A00-A09", "chapter 1", "block", "Moon diseases"),
        ("A00", "A00-A09", "category", "Moon fever"),
        ("A000", "A00", "subcategory", "Full moon fever"),
        ("A10-A10", "chapter 1", "block", "Sun disease"),
        ("A10", "A10-A10", "category", "Sun disease"),
        ("S0011", "S001", "subcategory", "Fracture by chair, right hand"),
    ],
)
def test_a_node_knows_its_place_and_title(
    nodes: dict[str, TabularNode], code: str, parent: str, kind: str, title: str
) -> None:
    node = nodes[code]
    assert (node.parent, node.kind, node.title) == (parent, kind, title)


@pytest.mark.parametrize(
    ("code", "instructions"),
    [
        (
            "chapter 1",
            [
                ("includes", "diseases that nobody has"),
                ("use additional code", "code to say who dreamt it (Z99.-)"),
                ("excludes2", "injuries (S00-S09)"),
            ],
        ),
        ("A00-A09", [("excludes1", "sun diseases (A10)")]),
        (
            "A00",
            [
                ("code first", "the phase of the moon (A01.-)"),
                ("code also", "any tide"),
                ("note", "A moon that is not full is to be coded to new."),
            ],
        ),
        ("A000", [("inclusion term", "Werewolf fever"), ("inclusion term", "Lunar hot spell")]),
        ("A009", []),
        ("S00", [("7th character note", "One of these is to be added to each code of S00:")]),
    ],
)
def test_every_kind_of_note_is_read_where_it_stands(
    nodes: dict[str, TabularNode], code: str, instructions: list[tuple[str, str]]
) -> None:
    assert list(nodes[code].instructions) == instructions


def test_seventh_characters_are_read_without_their_inclusion_text(nodes: dict[str, TabularNode]) -> None:
    assert nodes["S00"].sevenths == (("A", "first visit"), ("D", "later visit"))
    assert nodes["S001"].sevenths == (("A", "first visit, closed"), ("B", "first visit, open"))
    assert nodes["S0011"].sevenths == ()


def test_a_leaf_without_seventh_characters_is_a_code(rows: dict[str, tuple[str, str, str]]) -> None:
    assert rows["A000"] == ("A00", "code", "Full moon fever")
    assert rows["A01"] == ("A00-A09", "code", "Phases")
    assert rows["A00"][1] == "category"


def test_a_leaf_inherits_seventh_characters_behind_placeholders(rows: dict[str, tuple[str, str, str]]) -> None:
    assert rows["S000"][1] == "subcategory"
    assert rows["S000XXA"] == ("S000", "code", "Bruise by chair, first visit")
    assert rows["S000XXD"] == ("S000", "code", "Bruise by chair, later visit")


def test_a_nodes_own_seventh_characters_take_the_place_of_the_inherited(rows: dict[str, tuple[str, str, str]]) -> None:
    assert rows["S0011XB"] == ("S0011", "code", "Fracture by chair, right hand, first visit, open")
    assert "S0011XD" not in rows


def test_a_code_that_ends_in_its_own_placeholder_gets_no_second_one(rows: dict[str, tuple[str, str, str]]) -> None:
    assert "S0022XA" in rows
    assert not any(code.startswith("S0022XX") for code in rows)


def test_sides_are_codes_of_one_category_that_differ_only_in_the_side(rows: dict[str, tuple[str, str, str]]) -> None:
    codes = [(code, title) for code, (_, kind, title) in rows.items() if kind == "code"]
    sides = {(code, side): sibling for code, side, sibling in side_siblings(codes)}
    assert sides["S0011XA", "left"] == "S0012XA"
    assert sides["S0011XA", "right"] == "S0011XA"
    assert sides["S0012XB", "unspecified"] == "S0019XB"
    assert ("A000", "left") not in sides


def test_unspecified_alone_is_no_side() -> None:
    assert side_siblings([("A009", "Moon fever, unspecified"), ("A000", "Full moon fever")]) == []


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda xml: xml[: len(xml) // 2], "ParseError"),
        (lambda xml: b"", "ParseError"),
        (lambda xml: b"not xml at all", "ParseError"),
        (lambda xml: xml.replace(b"ICD10CM.tabular", b"ICD10CM.index"), "root element"),
        (lambda xml: xml.replace(b"<ICD10CM", b'<!DOCTYPE x [<!ENTITY a "b">]><ICD10CM', 1), "DTDForbidden"),
        (lambda xml: xml.replace(b"<ICD10CM", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><ICD10CM', 1), "DTDForbidden"),
    ],
    ids=["cut in the middle", "empty", "no XML", "another XML", "own entities", "a DTD from outside"],
)
def test_a_file_that_is_no_sound_tabular_list_is_refused(damage: object, what: str) -> None:
    assert callable(damage)
    with pytest.raises(ReleaseError, match=what) as caught:
        read_tabular(BytesIO(damage(EXCERPT.read_bytes())))
    assert "\n" not in str(caught.value)
