"""Every guideline and edit has what a reader needs: a place in the order, a citation, a docstring, cases, coverage."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import chartcode
from chartcode import edits, guidelines
from chartcode.evaluation.conformance import entries
from chartcode.rules import kernel
from chartcode.rules.kernel import Rule, Window, rule, since

FOLDER = Path(chartcode.__file__).parent / "guidelines"
STATUSES = {"done", "partly", "not machine-checkable"}
FEWEST_CASES = 8
FEWEST_CASES_OF_AN_EDIT = 3


def file_of(found: Rule[Any, Any]) -> Path:
    return FOLDER / f"{found.id.replace('-', '_')}.py"


def coverage() -> dict[str, dict[str, Any]]:
    loaded = yaml.safe_load((FOLDER / "coverage.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


RULES = guidelines.rules()
EDITS = edits.edits()


def test_the_order_names_every_rule_once() -> None:
    assert tuple(found.id for found in RULES) == guidelines.ORDER
    assert len(set(guidelines.ORDER)) == len(guidelines.ORDER)


@pytest.mark.parametrize("found", RULES, ids=lambda found: found.id)
def test_a_rule_has_its_file_citation_and_manual_page(found: Rule[Any, Any]) -> None:
    assert file_of(found).is_file()
    assert found.citation
    assert found.summary.endswith((".", ":")) or (found.check.__doc__ or "").count("\n") > 1
    assert found.effective.first.year >= 2015


@pytest.mark.parametrize("found", RULES, ids=lambda found: found.id)
def test_a_rule_has_cases_in_which_it_fires_and_stays_silent(found: Rule[Any, Any]) -> None:
    cases = yaml.safe_load(file_of(found).with_suffix(".yaml").read_text(encoding="utf-8"))
    names = [case["name"] for case in cases]
    assert len(cases) >= FEWEST_CASES
    assert len(set(names)) == len(names)
    assert all(case.get("has") or case.get("lacks") for case in cases)


@pytest.mark.parametrize("found", EDITS, ids=lambda found: found.id)
def test_an_edit_has_its_file_citation_manual_page_and_cases(found: Rule[Any, Any]) -> None:
    file = FOLDER.parent / "edits" / f"{found.id.replace('-', '_')}.py"
    assert file.is_file()
    assert found.citation
    assert found.summary.endswith(".")
    (entry,) = (entry for entry in entries() if entry.rule is found)
    assert len(entry.cases) >= FEWEST_CASES_OF_AN_EDIT
    assert any(case.finds for case in entry.cases)
    assert any(not case.finds for case in entry.cases)


@pytest.mark.parametrize("found", RULES, ids=lambda found: found.id)
def test_a_rule_stands_in_the_coverage(found: Rule[Any, Any]) -> None:
    assert any(found.id in line.get("rules", ()) for line in coverage().values())


def test_every_yaml_belongs_to_a_rule() -> None:
    stems = {path.stem for path in FOLDER.glob("*.yaml")}
    assert stems == {file_of(found).stem for found in RULES} | {"coverage"}


def test_the_coverage_names_known_statuses_and_rules() -> None:
    known = {found.id for found in RULES}
    for section, line in coverage().items():
        assert line.keys() <= {"status", "rules", "why"}, section
        assert line["status"] in STATUSES, section
        assert line["why"], section
        assert set(line.get("rules", ())) <= known, section


def test_the_coverage_goes_through_the_whole_text() -> None:
    sections = set(coverage())
    assert {f"I.A.{number}" for number in range(1, 20)} <= sections
    assert {f"I.B.{number}" for number in range(1, 20)} <= sections
    assert all(any(section.startswith(f"I.C.{chapter}") for section in sections) for chapter in range(1, 23))
    assert {f"I.C.21.c.{number}" for number in range(1, 18)} <= sections
    assert {f"II.{letter}" for letter in "ABCDEFGHIJK"} <= sections
    assert {f"III.{letter}" for letter in "ABC"} <= sections
    assert {f"IV.{letter}" for letter in "ABCDEFGHIJKLMNOPQ"} | {"Appendix I"} <= sections


def test_a_rule_without_a_docstring_or_a_citation_fails_by_name() -> None:
    def check(draft: object) -> Any:
        return iter(())

    with pytest.raises(TypeError, match="rule moon needs a docstring"):
        rule("moon", citation="I.A.1", effective=since(2020, 1, 1))(check)
    check.__doc__ = "Says nothing."
    with pytest.raises(TypeError, match="rule moon needs a citation"):
        rule("moon", citation="", effective=since(2020, 1, 1))(check)


def test_two_rules_of_one_id_fail_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "moonrules"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    text = (
        "from chartcode.rules.kernel import rule, since\n\n\n"
        '@rule("moon", citation="I.A.1", effective=since(2020, 1, 1))\n'
        'def moon(draft):\n    """Says nothing."""\n    yield from ()\n'
    )
    (package / "one.py").write_text(text, encoding="utf-8")
    (package / "two.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import moonrules  # type: ignore[import-not-found]

    with pytest.raises(TypeError, match="two rules have the id moon"):
        kernel.collect(moonrules)


def test_a_window_holds_both_its_days() -> None:
    first = since(2024, 10, 1).first
    assert first in Window(first, first)
    assert first in since(2024, 10, 1)
    assert first.replace(day=2) not in Window(first, first)
    assert first.replace(month=9) not in since(2024, 10, 1)
