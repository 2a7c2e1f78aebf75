"""What ICD-10-PCS answers on a day: embedded, and with imported files over it."""

from datetime import date
from pathlib import Path

import pytest
from pcs_examples import ADDENDA, BY_NAME, CODES, ORDER, TABLES, placed

from chartcode import codesets
from chartcode.codesets.icd10pcs.keys import places
from chartcode.codesets.icd10pcs.release import PcsRelease
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("data")

OCTOBER, APRIL, NEXT_YEAR = date(2025, 10, 1), date(2026, 4, 1), date(2026, 10, 1)


def release(day: date = APRIL) -> PcsRelease:
    return codesets.on(day).icd10pcs


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2022, 10, 1), 78_496),
        (date(2023, 10, 1), 78_603),
        (date(2024, 10, 1), 78_948),
        (OCTOBER, 79_115),
        (APRIL, 79_193),
        (NEXT_YEAR, 79_256),
        (date(2027, 9, 30), 79_256),
    ],
)
def test_the_number_of_valid_codes(day: date, codes: int) -> None:
    assert len(release(day).billable_codes()) == codes


@pytest.mark.parametrize("day", [date(2022, 9, 30), date(2027, 10, 1)])
def test_outside_the_embedded_years_there_is_no_release(day: date) -> None:
    from chartcode.codesets.icd10pcs.release import open_release

    with pytest.raises(ReleaseError, match="no ICD-10-PCS release"):
        open_release(day)


def test_every_code_of_october_2023_has_a_title() -> None:
    book = release(date(2023, 10, 1))
    assert [code for code in book.billable_codes() if not book.title(code)] == []
    assert book.title("0DTJ4ZZ") == "Resection of Appendix, Percutaneous Endoscopic Approach"
    assert book.name == "FY2024 (titles: icd10pcs-codes-2024)"


def test_a_code_is_valid_on_its_days_only() -> None:
    assert [release(day).is_billable("02HM3JZ") for day in (OCTOBER, APRIL, NEXT_YEAR)] == [False, True, True]
    assert release().validity("02HM3JZ") == ((20260401, 20270930),)
    assert not release().is_billable("0DTJ4Z")
    assert release().validity("NOCODES") == ()


def test_without_imports_what_is_missing_is_said_and_never_guessed() -> None:
    book = release()
    assert (book.tables, book.definitions, book.index, book.keys, book.conversions) == (None,) * 5
    assert (book.axes("0DTJ4ZZ"), book.rows_of("0DTJ4ZZ"), book.table("0DT")) == (None, None, None)
    assert book.short_title("0DTJ4ZZ") is None
    assert book.missing().keys() == {"tables", "definitions", "index", "conversions"}
    assert "download icd10pcs_tables_2026.xml and run: chartcode codesets import" in book.missing()["tables"]


def test_without_tables_the_builder_knows_the_characters_but_not_their_labels() -> None:
    step = release().step("0DTJ")
    assert (step.position, step.title) == (5, "")
    assert [(choice.char, choice.label, choice.codes) for choice in step.choices] == [
        ("0", "", 1),
        ("4", "", 2),
        ("7", "", 1),
        ("8", "", 1),
    ]
    assert "".join(choice.char for choice in release().step().choices) == "0123456789BCDFGHX"


@pytest.mark.parametrize("start", ["I", "0DTI", "ZZZ", "0DTJ4ZZ", "0DTJ4ZZZ"])
def test_nothing_follows_what_no_code_begins_with(start: str) -> None:
    assert release().step(start).choices == ()


def labels(start: str) -> list[tuple[str, str]]:
    return [(choice.char, choice.label) for choice in release().step(start).choices if choice.label]


def test_each_character_narrows_the_next(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml"))
    assert labels("") == [("0", "Blade and Potion"), ("G", "Minds of Golems")]
    assert labels("0") == [("D", "Dragon Gut")]
    assert labels("0D") == [("T", "Banishing")]
    assert labels("0DT") == [("H", "Gizzard"), ("J", "Ember Sac"), ("J", "Ember Sac of Old")]
    assert labels("0DTJ") == [("0", "Sword"), ("4", "Keyhole"), ("7", "Maw"), ("8", "Maw With Mirror")]
    assert labels("0DTJ4Z") == [("G", "By Hand"), ("Z", "No Sort")]
    assert labels("0DTJ0Z") == [("Z", "No Sort")]


def test_a_value_that_leads_to_no_valid_code_is_not_offered_though_a_row_has_it(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml"))
    assert release().rows_of("0DTJFZZ")
    assert "F" not in {choice.char for choice in release().step("0DTJ").choices}


def test_a_code_says_what_each_character_means(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml", "icd10pcs_definitions_2026.xml"))
    axes = release().axes("0DTJ4ZG")
    assert axes is not None
    assert [value.title for value in axes] == ["Section", "Body System", "Operation", "Part", "Way", "Thing", "Sort"]
    assert [value.label for value in axes[3:]] == ["Ember Sac of Old", "Keyhole", "No Thing", "By Hand"]
    said = {value.position: value.meaning for value in axes if value.meaning}
    assert said.keys() == {3, 4, 5, 6}
    assert (said[3].definition, said[3].includes) == (
        "Sending all of a part away for good",
        ("The knight's first resort",),
    )
    assert (said[4].includes, said[6].includes) == (("Fire pouch",), ("Empty Hands(tm)",))
    assert release().axes("0DTJ0ZG") is None


def test_the_beginning_of_a_code_has_the_labels_of_all_its_rows(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml"))
    axes = release().axes("0DTJ4")
    assert axes is not None
    assert [value.label for value in axes[3:]] == ["Ember Sac / Ember Sac of Old", "Keyhole"]
    assert axes[2].meaning is not None
    assert axes[2].meaning.definition == "Sending all of a part away"
    assert release().axes("") == ()


def test_addenda_to_the_tables_count_from_the_day_their_codes_are_valid(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml", "tables_addenda_2026.txt"))
    before, after = release(OCTOBER).tables, release(APRIL).tables
    assert before is not None
    assert after is not None
    assert (before.prefixes(), after.prefixes()) == (("0DT", "GZB"), ("0DT", "0TX", "GZB"))
    assert after.rows_of("0TXB4Z7")[0].axes[0].values[0].label == "Steam Bladder"
    table = after.table("0TX")
    assert table is not None
    assert (table.head[2].values[0].label, table.definition) == ("Swap", "Moving a part to where another was")


def test_a_table_that_has_as_many_codes_as_are_valid_is_not_changed_by_addenda_that_have_not(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml", "tables_addenda_2026.txt"))
    assert release().rows_of("GZB2ZZZ")
    bring(
        placed(
            inbox,
            icd10pcs_tables_2026__xml=TABLES.replace('<pcsRow codes="3">', '<pcsRow codes="2">')
            .replace('<axis pos="4" values="3">', '<axis pos="4" values="2">')
            .replace('<label code="0">One Bolt</label>', ""),
        )
    )
    assert not release().rows_of("GZB2ZZZ")
    assert release().rows_of("GZB9ZZ2")


def test_titles_come_from_the_newest_source_that_has_them(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_order_2026.txt"))
    assert release().title("0DTJ4ZZ") == "Banishing of Ember Sac, Keyhole Way"
    assert release().short_title("0DTJ4ZZ") == "banishing of ember sac, keyhole way"
    assert release().title("0DT") == "Dragon Gut, Banishing"
    assert release().title("0DTH0ZZ") == "Resection of Cecum, Open Approach"
    assert release(date(2025, 9, 30)).title("0DTJ4ZZ") == "Resection of Appendix, Percutaneous Endoscopic Approach"
    bring(placed(inbox, "icd10pcs_codes_addenda_2027.txt"))
    assert release().title("0DTJ4ZZ") == "Banishing of Ember Sac, Keyhole Way"
    assert release(NEXT_YEAR).title("0DTJ4ZZ") == "Banishing of Ember Sac through a Keyhole"
    assert release(NEXT_YEAR).title("028F3Z0") == "Parting of Gate Valve, Keyhole Way"
    assert release(NEXT_YEAR).title("0DTJ0ZZ") == "Banishing of Ember Sac, Sword Way"


def test_the_key_changes_with_the_sources_of_the_titles(inbox: Path) -> None:
    keys = [release().key]
    for titles in (ORDER, ORDER.replace("Keyhole", "Narrow"), ORDER):
        bring(placed(inbox, icd10pcs_order_2026__txt=titles))
        keys.append(release().key)
    assert len(set(keys)) == 3
    assert keys[1] == keys[3]


def test_a_newer_codes_file_goes_before_an_order_file(inbox: Path) -> None:
    revised = CODES.replace("Keyhole", "Narrow")
    bring(placed(inbox, "icd10pcs_order_2026.txt", icd10pcs_codes_2027__txt=revised))
    assert release().title("0DTJ4ZZ") == "Banishing of Ember Sac, Keyhole Way"
    assert release(NEXT_YEAR).title("0DTJ4ZZ") == "Banishing of Ember Sac, Narrow Way"
    assert release(NEXT_YEAR).short_title("0DTJ4ZZ") is None


def test_after_the_embedded_years_imported_lists_say_what_is_valid(inbox: Path) -> None:
    later = date(2027, 10, 1)
    addenda = (
        ADDENDA.replace("XXE5XR7", "028F3Z0")
        .replace("Add:         028F3Z0", "Add:         0DTJFZZ")
        .replace("2027", "2028")
    )
    bring(placed(inbox, icd10pcs_codes_addenda_2028__txt=addenda))
    from chartcode.codesets.icd10pcs.release import open_release

    book = open_release(later)
    assert len(book.billable_codes()) == 79_256
    assert (book.is_billable("0DTJFZZ"), book.is_billable("028F3Z0")) == (True, False)
    bring(placed(inbox, icd10pcs_order_2028__txt=ORDER.replace("0DTJ4ZZ", "028F3Z0")))
    assert open_release(later).billable_codes() == ("028F3Z0", "0DTJ0ZZ", "X9HD01B")


def test_the_index(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_index_2026.xml"))
    index = release().index
    assert index is not None
    paths = list(index.paths())
    assert [(" > ".join(path.terms), path.code) for path in paths[:3]] == [
        ("Banishing", ""),
        ("Banishing > Ember sac", "0DTJ"),
        ("Banishing > Gizzard, whole", "0DTH0ZZ"),
    ]
    assert [path.terms for path in index.main_terms("f")] == [
        ("Fire pouch",),
        ("Flask of Night(tm)",),
        ("Folk remedy",),
    ]
    assert [path.use[0].code for path in index.main_terms("fl")] == ["0DT"]
    (burnectomy,) = index.main_terms("Burn")
    first, second = index.under(burnectomy)
    assert (first.terms, first.see[0].text, first.see[0].code) == (("Burnectomy",), "Banishing, Ember Sac", "0DTJ")
    turned = index.turn_to(first.see[0].text)
    assert turned is not None
    assert turned == paths[1]
    assert index.turn_to("Banishing, Gizzard, whole") == paths[2]
    assert index.turn_to("Banishing, Moon") == paths[0]
    assert index.turn_to(second.see[0].text) is None
    assert [" > ".join(path.terms) for path in index.leading_to("0DTJ4ZZ")] == [
        "Banishing > Ember sac",
        "Burnectomy",
        "Flask of Night(tm)",
        "Folk remedy",
    ]


def test_addenda_to_the_index_are_laid_over_it(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_index_2026.xml", "index_addenda_2026.txt"))
    index = release().index
    assert index is not None
    found = {" > ".join(path.terms): path for path in index.paths()}
    assert {words: path.code for words, path in found.items() if words.startswith("Ban")} == {
        "Banishing": "",
        "Banishing > Ember sac": "0DTJ",
        "Banishing > Ember sac > Cold": "0DTJ4ZG",
        "Banishing > Gizzard, by mirror": "0DTH8ZZ",
        "Banishing > Scales": "",
        "Banishing > Scales > Of an elder": "0DT",
    }
    assert [one.text for one in found["Basilisk gaze (petrifying)"].use] == ["Ember Sac of Old"]
    assert [(one.text, one.code) for one in found["Claw trimming"].see] == [("Banishing, Ember Sac", "0DTJ")]
    assert (found["Cockatrice egg"].code, "Cockatrice" in found) == ("0DTJ0ZZ", False)
    assert index.turn_to("Banishing, Ember sac, Cold") == found["Banishing > Ember sac > Cold"]


def test_keys_lead_from_a_word_to_the_values_of_the_tables(inbox: Path) -> None:
    bring(placed(inbox, *BY_NAME))
    book = release()
    keys, tables = book.keys, book.tables
    assert keys is not None
    assert tables is not None
    assert [entry.label for entry in keys.body_part("fire POUCH")] == ["Ember Sac", "Ember Sac of Old"]
    (crop,) = keys.body_part("crop")
    assert places(crop, tables) == (("0DT", "H"),)
    (palm,) = keys.device("wizard's palm")
    assert places(palm, tables) == (("0DT", "Z"), ("0TX", "Z"))
    (hands,), (pail,) = keys.device("Empty Hands"), keys.device("empty pail")
    assert (places(hands, tables), places(pail, tables)) == ((("0DT", "Z"),), (("0TX", "Z"),))
    assert keys.device("crop") == keys.body_part("a word of nobody") == ()


def test_a_specific_device_has_its_general_value(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_definitions_2026.xml"))
    definitions = release().definitions
    assert definitions is not None
    assert definitions.general_device("Silver Hook") == ("J", "Hook")
    assert definitions.general_device("Golden Hook") is None


def test_conversions_name_what_was_before_and_what_came_since(inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_conversion_table.txt"))
    conversions = release().conversions
    assert conversions is not None
    assert [(one.kind, one.first, one.previous) for one in conversions.of("0DTJ4ZZ")] == [
        ("new", date(2019, 10, 1), "0DTJ0ZZ"),
        ("revised", date(2025, 4, 1), "0DTJ4ZZ"),
    ]
    (gone,) = conversions.of("0DTH8ZZ")
    assert (gone.kind, gone.code, gone.comment) == ("deleted", "", "gone")


def test_the_default_view_does_not_open_it(monkeypatch: pytest.MonkeyPatch, inbox: Path) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml"))
    monkeypatch.setattr("chartcode.codesets.icd10pcs.release.open_embedded", lambda: pytest.fail("it was opened"))
    assert codesets.on(date(2025, 12, 24)).icd10cm.is_billable("I10")


def test_a_damaged_import_is_an_error_and_no_other_answer(inbox: Path, data: Path) -> None:
    bring(placed(inbox, "icd10pcs_tables_2026.xml"))
    (path,) = data.glob("*.sqlite")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ReleaseError, match="icd10pcs-tables-2026 cannot be used"):
        _ = release().tables
