"""Charts with what a coder expects of them: the files, the measures, and the charts of the repository themselves."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode import codesets
from chartcode.cli.app import app
from chartcode.errors import ChartcodeError, UnfitDocumentError, UnreadableInputError, UsageError
from chartcode.evaluation.chart_faults import Kind, faults
from chartcode.evaluation.charts import Answer, Chart, Part, answer, by_setting, measure, open_charts
from chartcode.evaluation.expected import FILE, SETTINGS, Required, Trap, read_expected

CHARTS = Path(__file__).parents[1] / "charts"
NOTE = "Assessment:\n1. Essential hypertension.\n2. Acute bronchitis.\nDenies asthma.\nFamily history: gout.\n"
EXPECTED = """\
setting: office
principal: [I10]
required:
  - {code: I10, why: treated}
  - {code: [G43.909, G43.009]}
allowed: [E78.5]
traps:
  - {code: J20.-, why: not theirs}
  - {code: J45.909, why: denied}
"""


def write_chart(folder: Path, name: str, expected: str = EXPECTED, note: str = NOTE) -> Path:
    chart = folder / name
    chart.mkdir(parents=True)
    (chart / "visit.txt").write_text(note, encoding="utf-8")
    encounter = {"id": name, "setting": "office", "date": "2026-04-01", "notes": [{"file": "visit.txt"}]}
    (chart / "encounter.json").write_text(json.dumps(encounter), encoding="utf-8")
    (chart / FILE).write_text(expected, encoding="utf-8")
    return chart


def read_text(folder: Path, text: str) -> ChartcodeError:
    path = folder / FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ChartcodeError) as caught:
        read_expected(path)
    return caught.value


@pytest.fixture
def coded(tmp_path: Path) -> Answer:
    write_chart(tmp_path, "one")
    (found,) = answer(open_charts(tmp_path, Part.ALL))
    return found


def with_poa(coded: Answer, indicators: dict[str, str], wanted: tuple[Required, ...]) -> Answer:
    lines = tuple(replace(line, poa=indicators.get(line.code.value)) for line in coded.coded.lines)
    expected = replace(coded.chart.expected, required=wanted)
    return Answer(replace(coded.chart, expected=expected), replace(coded.coded, lines=lines))


def test_a_chart_is_measured(coded: Answer) -> None:
    assert coded.codes == ("I10", "J209")
    found = measure([coded])
    assert (found.charts, found.required, found.reported) == (1, (1, 2), (1, 2))
    assert (found.first, found.traps, found.poa) == ((1, 1), (1, 2), (0, 0))
    assert found.poa.value is None
    assert found.traps.value == 0.5
    assert by_setting([coded]) == {"office": found}


def test_a_trap_counts_once_and_never_for_a_code_that_may_be_reported(coded: Answer) -> None:
    expected = coded.chart.expected
    assert [line.code.value for line in coded.wrong] == ["J20.9"]
    assert expected.trap("J209") == expected.trap("J208") == Trap("J20-", "not theirs")
    assert expected.trap("J40") is None
    lenient = replace(coded.chart, expected=replace(expected, allowed=frozenset({"J209"})))
    assert measure([Answer(lenient, coded.coded)]).traps == (0, 2)


def test_the_faults_say_what_the_chart_says(coded: Answer) -> None:
    found = {fault.kind: fault for fault in faults(coded)}
    assert found.keys() == {Kind.MISSED, Kind.TRAP}
    assert (found[Kind.MISSED].code, found[Kind.MISSED].why) == ("G43.909 or G43.009", "not read")
    assert (found[Kind.TRAP].code, found[Kind.TRAP].why, found[Kind.TRAP].text) == (
        "J20.9",
        "not theirs",
        "Acute bronchitis",
    )


def test_a_missed_code_that_was_read_and_left_out_says_why(coded: Answer) -> None:
    expected = replace(
        coded.chart.expected, principal=frozenset({"J45909"}), required=(Required(("J45909",)),), traps=()
    )
    found = {fault.kind: fault for fault in faults(Answer(replace(coded.chart, expected=expected), coded.coded))}
    assert (found[Kind.MISSED].why, found[Kind.MISSED].text) == ("negated", "asthma")
    assert (found[Kind.FIRST].code, found[Kind.FIRST].why) == ("I10", "J45.909")
    assert found[Kind.WRONG].code in {"I10", "J20.9"}


@pytest.mark.parametrize(
    ("given", "asked", "right"),
    [("Y", {"Y"}, 1), ("N", {"Y"}, 0), ("N", {"N", "U"}, 1), ("", {"exempt"}, 1), ("1", {"exempt"}, 1), ("", {"Y"}, 0)],
)
def test_present_on_admission_is_compared_where_it_is_given(
    coded: Answer, given: str, asked: set[str], right: int
) -> None:
    wanted = (Required(("I10",), frozenset(asked)), Required(("J209",)))
    found = with_poa(coded, {"I10": given, "J20.9": "Y"}, wanted)
    assert measure([found]).poa == (right, 1)
    assert [fault.code for fault in faults(found) if fault.kind is Kind.POA] == ([] if right else ["I10"])


def test_held_out_charts_are_left_aside_unless_asked_for(tmp_path: Path) -> None:
    write_chart(tmp_path, "one")
    write_chart(tmp_path, "two", "held_out: true\n" + EXPECTED)
    names = {part: [chart.name for chart in open_charts(tmp_path, part)] for part in Part}
    assert names == {Part.OPEN: ["one"], Part.HELD_OUT: ["two"], Part.ALL: ["one", "two"]}


def test_the_table_and_the_json_agree(tmp_path: Path) -> None:
    write_chart(tmp_path, "one")
    write_chart(tmp_path, "two", "held_out: true\n" + EXPECTED)
    run = CliRunner()
    environment = {"COLUMNS": "140"}
    table = run.invoke(app, ["evaluate", "charts", str(tmp_path), "--errors"], env=environment)
    assert table.exit_code == 0, table.stderr
    for part in ("0.5000 of 2", "not given", "trap taken: 1", "Acute bronchitis"):
        assert part in table.stdout
    text = run.invoke(app, ["evaluate", "charts", str(tmp_path), "--all", "--errors", "--format", "json"]).stdout
    found = json.loads(text)
    assert (found["total"]["charts"], found["total"]["required_found"]) == (2, {"share": 0.5, "of": 4})
    assert found["total"]["poa_right"] == {"share": None, "of": 0}
    assert {fault["kind"] for fault in found["errors"]} == {"missed", "trap taken"}
    both = run.invoke(app, ["evaluate", "charts", str(tmp_path), "--all", "--held-out"])
    assert both.exit_code == UsageError.exit_code


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("setting: [", "no YAML, line"),
        ("- I10", "must hold the fields"),
        (EXPECTED.replace("office", "ward"), "`setting` must be one of"),
        (EXPECTED.replace("allowed", "alowed"), "`alowed` is not known"),
        (EXPECTED.replace("principal: [I10]\n", ""), "`principal` must be a text or a list"),
        (EXPECTED.replace("principal: [I10]", "principal: []"), "`principal` is empty"),
        (EXPECTED.replace("[I10]", "[hypertension]"), "`principal` must be ICD-10-CM codes"),
        (EXPECTED.replace("why: treated", "poa: maybe"), "required 1: `poa` must be of"),
        (EXPECTED.replace("why: treated", "because: treated"), "required 1: `because` is not known"),
        (EXPECTED.replace("{code: I10, why: treated}", "I10"), "has an entry 1 that is no object"),
        (EXPECTED.replace("J20.-", "-"), "traps 1: `code` must be ICD-10-CM codes"),
    ],
)
def test_a_broken_expectation_is_named_in_one_line(tmp_path: Path, text: str, part: str) -> None:
    message = str(read_text(tmp_path, text))
    assert part in message
    assert "\n" not in message


def test_folders_without_charts(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(UnreadableInputError):
            open_charts(folder, Part.ALL)
    chart = write_chart(tmp_path, "undated")
    (chart / "encounter.json").write_text('{"id": "undated", "notes": [{"file": "visit.txt"}]}', encoding="utf-8")
    with pytest.raises(UnfitDocumentError, match="undated has no date"):
        tuple(answer(open_charts(tmp_path, Part.ALL)))


@pytest.fixture(scope="module")
def charts() -> tuple[Chart, ...]:
    return open_charts(CHARTS, Part.ALL)


def test_the_charts_cover_every_setting_and_a_third_is_held_out(charts: tuple[Chart, ...]) -> None:
    assert {chart.expected.setting for chart in charts} == set(SETTINGS)
    assert {chart.expected.setting for chart in charts if chart.expected.held_out} == set(SETTINGS)
    assert (len(charts), sum(chart.expected.held_out for chart in charts)) == (40, 14)
    assert all(chart.name == chart.encounter.id for chart in charts)


def test_every_expected_code_is_valid_on_its_date(charts: tuple[Chart, ...]) -> None:
    invalid = []
    for chart in charts:
        day = chart.encounter.discharge
        assert day is not None
        release = codesets.on(day).icd10cm
        invalid += [(chart.name, code) for code in sorted(chart.expected.right) if not release.is_billable(code)]
    assert invalid == []


def test_present_on_admission_is_expected_of_acute_stays_only(charts: tuple[Chart, ...]) -> None:
    for chart in charts:
        asked = {bool(want.poa) for want in chart.expected.required}
        assert asked == {chart.expected.setting == "inpatient"}, chart.name


def test_what_is_required_is_no_trap(charts: tuple[Chart, ...]) -> None:
    for chart in charts:
        right = chart.expected.right
        assert [trap.code for trap in chart.expected.traps if trap.code in right] == [], chart.name
        assert chart.expected.principal & {code for want in chart.expected.required for code in want.codes}, chart.name
