"""Tables as hospitals, councils and other tools lay them out: read as they were meant, and said where they were not."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from cjm_widgets.formats.base import FormatError, Incoming
from cjm_widgets.formats.columns import meant
from cjm_widgets.formats.json_file import read as read_json
from cjm_widgets.journey.model import SCHEMA_VERSION
from cjm_widgets.tasks.importing import read_bytes


def read(text: str, name: str = "x.csv", code: str = "utf-8") -> Incoming:
    return read_bytes(text.encode(code), name)


def names(found: Incoming) -> list[tuple[str, str]]:
    stages = {one.id: one.name for one in found.journey.stages}
    return [(stages.get(step.stage or "", ""), step.name) for step in found.journey.steps]


def values(found: Incoming) -> list[list[object]]:
    return [[one.value for one in step.ratings] for step in found.journey.steps]


def said(found: Incoming) -> list[tuple[int, str]]:
    return [*((one.line, one.why) for one in found.left_out), *((one.line, one.say) for one in found.changed)]


def is_said(found: Incoming, line: int, *words: str) -> bool:
    return any(at == line and all(word in text for word in words) for at, text in said(found))


def test_titles_above_and_notes_totals_and_other_tables_below_are_read_past_and_said() -> None:
    text = "Clinic 2025,,\nDrawn in May,,\n,,\nStep,Feelings,Score (1 to 5)\nBook,calm,4\nWait,cross,2\n"
    found = read(text + "Average,,3\n* by nurses\n,,\nContacts\nName,Phone\nJo,01234\n")
    assert found.journey.title == "Clinic 2025"
    assert [name for _, name in names(found)] == ["Book", "Wait"]
    assert values(found) == [[4], [2]]
    for line, word in ((1, "Clinic 2025"), (2, "Drawn in May"), (7, "“3” (C7)"), (8, "by nurses"), (12, "01234")):
        assert is_said(found, line, word), said(found)


def test_cells_beyond_the_headings_or_without_one_are_said_with_their_place() -> None:
    found = read("Step,,Feelings\nBook,ask IT,calm,more\nPay,,cross\n")
    assert [step.experience.feelings for step in found.journey.steps] == ["calm", "cross"]
    assert is_said(found, 2, "“ask IT” (B2)")
    assert is_said(found, 2, "“more” (D2)")


def test_what_may_be_one_figure_or_two_stays_unrated() -> None:
    found = read('Step,Score (0 to 10)\nBook,7,5\nPay,8\nGo,"6,5"\n')
    assert values(found) == [[], [8], [6.5]]
    assert is_said(found, 2, "7,5")


def test_stages_that_come_again_are_others_and_one_beside_itself_is_one() -> None:
    found = read("Stage,Step\nWait,A\nWait,B\nGo,C\nWait,D\n")
    assert [one.name for one in found.journey.stages] == ["Wait", "Go", "Wait"]
    assert len({step.stage for step in found.journey.steps}) == 3


def test_a_cell_that_holds_for_several_lines_or_columns_is_of_all_of_them() -> None:
    found = read("Stage,Step,Touchpoints\nBefore,Book,Website\n,,Phone\n,Confirm,E-mail\n")
    assert names(found) == [("Before", "Book"), ("Before", "Confirm")]
    assert [[one.name for one in step.touchpoints] for step in found.journey.steps] == [
        ["Website", "Phone"],
        ["E-mail"],
    ]
    assert is_said(found, 3, "Book")
    across = read("Stage,Before,,After\nStep,Book,,Go\nTouchpoints,Web,Phone,Car\n")
    assert names(across) == [("Before", "Book"), ("After", "Go")]
    assert len(across.journey.steps[0].touchpoints) == 2


def test_names_alone_in_their_line_are_stages_where_the_table_begins_with_one() -> None:
    found = read("Activity,Feelings\nBEFORE,\nBook,calm\nPay,cross\n\nDURING,\nGo,glad\n\nNote: by nurses,\n")
    assert names(found) == [("BEFORE", "Book"), ("BEFORE", "Pay"), ("DURING", "Go")]
    assert is_said(found, 1, "stage")
    found = read("Activity,Feelings\nBEFORE,\nBook,calm\nDURING,\nGo,glad\n")
    assert names(found) == [("BEFORE", "Book"), ("DURING", "Go")]


def test_a_step_of_which_nothing_is_said_is_a_step_wherever_it_stands() -> None:
    found = read("Step,Feelings\nBook,\nPay,cross\nWait,\nGo,glad\n")
    assert names(found) == [("", "Book"), ("", "Pay"), ("", "Wait"), ("", "Go")]
    assert said(found) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ",Aware,,Use\n,Look,Ask,Go\nActions,a,b,c\nPains,d,e,f\n",
            [("Aware", "Look"), ("Aware", "Ask"), ("Use", "Go")],
        ),
        (",Aware,Use\nActions,a,b\nPains,c,d\n", [("Aware", "Aware"), ("Use", "Use")]),
        ("Actions,a,b\nPains,c,d\n", [("", "Step 1"), ("", "Step 2")]),
        (",,\n,Step,Book,Go\n,Feelings,calm,glad\n", [("", "Book"), ("", "Go")]),
        (";Feelings;Channels\nBook;calm;web\nGo;glad;car\n", [("", "Book"), ("", "Go")]),
        ("Phase,Channels\nBefore,web\nAfter,car\n", [("Before", "Before"), ("After", "After")]),
    ],
)
def test_tables_that_do_not_name_their_steps_are_read_and_it_is_said_how(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = read(text)
    assert names(found) == expected
    assert "Step," in text or found.changed


def test_a_rating_in_other_words_than_figures_is_said_and_what_is_none_stays_unrated() -> None:
    cells = ["4/5", "3 of 5", "80%", "good", "n/a", "-", "5/10", "+2"]
    found = read("Step;Score (1 to 5)\n" + "".join(f"S;{one}\n" for one in cells))
    assert values(found) == [[4], [3], [], [], [], [], [], [2]]
    assert [line for line, _ in said(found) if line] == [4, 5, 6, 7, 8, 2, 3]
    felt = read("Step,Satisfaction (-2 to 2)\nA,Very satisfied\nB,dissatisfied\n")
    assert values(felt) == [[2], [-1]]


def test_figures_without_a_scale_are_left_out_and_the_scale_is_asked_for() -> None:
    found = read("Step,Emotional journey\nA,3\nB,-1\n")
    assert values(found) == [[], []]
    assert is_said(found, 1, "does not say its scale", "“-1” (B3)")


@pytest.mark.parametrize("heading", ["Score 1-5", "Score [1 to 5]", "Score (1–5)", "Score (1..5)"])
def test_a_scale_is_read_however_it_is_written(heading: str) -> None:
    assert values(read(f"Step;{heading}\nA;4\n")) == [[4]]


def test_nothing_is_no_touchpoint_and_is_said() -> None:
    found = read("Step,Touchpoints,Pain points\nA,-,None\nB,?,n/a\n")
    assert found.journey.moments == ()
    assert not any(step.touchpoints for step in found.journey.steps)
    assert len(found.left_out) == 4


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("👣 Patient actions:", "experience/actions"),
        ("What the customer does", "experience/actions"),
        ("USER GOALS", "goal"),
        ("front_stage", "blueprint/front_stage"),
        ("Thoughts & feelings", "experience/thoughts"),
        ("Stage / Phase", "stage"),
        ("What they said (focus group)", "quotes"),
    ],
)
def test_headings_are_known_in_the_words_of_others(heading: str, key: str) -> None:
    found = meant(heading)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("heading", ["Colour", "Thoughts & prices", "Customer", "", "Feelings (1 to 5)"])
def test_other_headings_are_nothing_that_a_map_holds(heading: str) -> None:
    assert meant(heading) is None


@pytest.mark.parametrize("code", ["cp1252", "utf-16"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.csv", "Step,Feelings\nGebühr,müde – “sehr”\n"),
        ("x.md", "## Gebühr\n\n- Feelings: müde – “sehr”\n"),
        ("x.mmd", "journey\nGebühr: 3: Jürgen – “x”\n"),
    ],
)
def test_letters_of_other_programs_are_read_and_it_is_said(name: str, text: str, code: str) -> None:
    found = read(text, name, code)
    assert found.journey.steps[0].name == "Gebühr"
    assert any("letters" in one.say for one in found.changed)


def test_a_file_of_a_newer_version_says_that_the_workbook_is_to_be_updated() -> None:
    with pytest.raises(FormatError, match="newer version of this workbook"):
        read_json(f'{{"id":"x","schema_version":{SCHEMA_VERSION + 1},"steps":[]}}'.encode(), "x.json")


def test_words_and_tables_beside_the_map_in_a_note_are_said() -> None:
    table = "| Step | Feelings |\n|---|---|\n| Go | glad |\n"
    found = read(f"# Trip\n\nSent on Monday.\n\n{table}\n| Name | Age |\n|---|---|\n| Jo | 3 |\n", "x.md")
    assert found.journey.title == "Trip"
    assert is_said(found, 3, "Sent on Monday.", "Name", "Jo")


def test_names_on_several_lines_are_written_on_one_and_it_is_said() -> None:
    found = read('Step\n"Find\nout"\n')
    assert found.journey.steps[0].name == "Find out"
    assert is_said(found, 2, "Find out", "one line")


def test_a_table_of_steps_alone_may_have_gaps_and_names_with_other_separators() -> None:
    found = read("Step\nBook; then pay\n\nWait; and wait\n\nGo; at last\n")
    assert [name for _, name in names(found)] == ["Book; then pay", "Wait; and wait", "Go; at last"]


def test_a_second_map_below_one_that_lies_across_is_said() -> None:
    found = read("Step,Book,Go\nFeelings,calm,glad\n\nStep,Fly,Land\nFeelings,cross,tired\n")
    assert [name for _, name in names(found)] == ["Book", "Go"]
    assert [step.experience.feelings for step in found.journey.steps] == ["calm", "glad"]
    assert is_said(found, 4, "Fly", "Land")
    assert is_said(found, 5, "cross", "tired")


def test_a_second_length_of_time_of_a_step_is_said() -> None:
    found = read("Step,Time,Duration\nBook,2 days,3 hours\n")
    assert (found.journey.steps[0].time.amount, found.journey.steps[0].time.unit) == (2, "days")
    assert is_said(found, 2, "3 hours")


def test_points_called_step_or_stage_below_a_step_leave_its_name_alone() -> None:
    found = read("## Book\n\n- Task: fill in the form\n- Phase: Before\n\n## Go\n\n- Feelings: glad\n", "x.md")
    assert [name for _, name in names(found)] == ["Book", "Go"]
    assert found.journey.steps[0].experience.actions == "fill in the form"
    assert is_said(found, 3, "fill in the form")
    assert is_said(found, 4, "Before")


def test_other_sheets_of_a_workbook_are_said() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    for sheet, rows in {
        "Journey": [["Our clinic", ""], ["Step", "Feelings"], ["Book", "calm"]],
        "Costs": [["x"]],
    }.items():
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    book.close()
    found = read_bytes(made.getvalue(), "x.xlsx")
    assert names(found) == [("", "Book")]
    assert is_said(found, 0, "“Journey”", "“Costs”")
    assert is_said(found, 1, "Our clinic")
