"""Our Excel goes to a colleague and comes back: what can be read is read, what cannot is said with its cell."""

from __future__ import annotations

import io
from datetime import date
from functools import reduce
from typing import Any

import pytest
import xlsxwriter
from edited_workbook import Workbook, workbook_of

from cjm_widgets.formats import excel
from cjm_widgets.journey.as_left import of_one_origin
from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.matching import proposals
from cjm_widgets.journey.model import Journey

TRIP = Journey.model_validate(
    {
        "id": "trip",
        "title": "Trip",
        "scope": {"why": "Too many leave"},
        "sources": [{"id": "desk", "name": "At the desk", "n": 12}],
        "personas": [{"id": "mia", "name": "Mia"}],
        "stages": [{"id": "before", "name": "Before"}, {"id": "after", "name": "After"}],
        "steps": [
            {
                "id": "wait",
                "name": "Wait",
                "stage": "before",
                "time": {"amount": 45, "unit": "minutes"},
                "touchpoints": [{"id": "t1", "name": "Desk"}, {"id": "t2", "name": "Poster", "contacts": 2}],
                "experience": {"feelings": "bored"},
                "ratings": [{"id": "room", "value": 1}, {"id": "as-mia", "value": -1}],
                "quotes": [{"id": "q", "words": "At last", "touchpoint": "t1", "quotable": "yes"}],
            },
            {"id": "pay", "name": "Pay", "stage": "after", "touchpoints": [{"id": "t1", "name": "Desk"}]},
        ],
        "moments": [{"id": "m", "name": "Nobody calls", "step": "wait", "risk": ["quit", "go-elsewhere"]}],
        "solutions": [
            {"id": "call", "title": "Call first", "moment": "m", "impact": 4, "effort": 2, "due": "2026-05-03"},
            {"id": "sign", "title": "Put up a sign", "step": "pay"},
        ],
    }
)


def back(book: Workbook) -> tuple[list[tuple[str, Any]], list[str], list[str]]:
    """What is proposed to the map as it still is, what was left out and what was read otherwise, in words."""
    found = book.read()
    edits = proposals(TRIP, found.journey, by_id=found.has_ids, left=found.left)
    return (
        [(one.path, one.new) for one in edits],
        [one.told for one in found.left_out],
        [one.told for one in found.changed],
    )


def test_what_nobody_edited_proposes_nothing_and_shows_no_id() -> None:
    book = workbook_of(TRIP)
    assert back(book) == ([], [], [])
    assert book.row("Moments of truth", "m")[1:5] == ["Nobody calls", "Wait", "", "Give up; Go elsewhere"]
    assert book.row("Touchpoints", "t2")[1] == "Wait"
    assert [row[1:3] for row in book.sheets["Ratings"][2:]] == [["Wait", "Our group"], ["Wait", "As Mia"]]


APART = "This row stands apart below the table and is left out. Move it up to the table if it belongs there."
FAULTY: list[tuple[str, str, str, Any, str]] = [
    ("Touchpoints", "t2", "contacts", "2,5", "whole number"),
    ("Touchpoints", "t2", "contacts", "many", "“many” is no number"),
    ("Solutions", "call", "impact", "enormous", "none of the answers. These are: Hardly; A little"),
    ("Solutions", "call", "due", "soon", "is no date"),
    ("Solutions", "call", "title", "x" * 201, "at most 200"),
    ("Solutions", "call", "moment", "Somebody calls", "is not the name of one"),
    ("Moments of truth", "m", "risk", "Laugh", "nothing that can be chosen"),
    ("Moments of truth", "m", "hot_spot", "perhaps", "neither yes nor no"),
    ("Ratings", "as-mia", "value", 7, "from -2 to 2"),
    ("Steps", "wait", "time/amount", date(2026, 5, 3), "a number is wanted"),
    ("Steps", "wait", "time/unit", "", "unit is not there"),
    ("Steps", "wait", "time/unit", "years", "not one of the answers"),
]


@pytest.mark.parametrize(("sheet", "item", "key", "value", "says"), FAULTY)
def test_a_cell_that_cannot_be_read_stays_as_it_was_and_is_said_with_its_place(
    sheet: str, item: str, key: str, value: Any, says: str
) -> None:
    book = workbook_of(TRIP)
    book.put(sheet, item, key, value)
    book.put("Solutions", "sign", "title", "Hang up a sign")
    proposed, (left, *more), _ = back(book)
    assert proposed == [("solutions/sign/title", "Hang up a sign")], "all other cells are read"
    letter, number = chr(65 + book.column(sheet, key)), book.sheets[sheet].index(book.row(sheet, item)) + 1
    assert left.startswith(f"{sheet}, cell {letter}{number}: ")
    assert says in left
    assert "stays as it was." in left
    assert more == []


def test_of_several_answers_in_a_cell_those_that_there_are_are_taken() -> None:
    book = workbook_of(TRIP)
    book.put("Moments of truth", "m", "risk", "give up; Laugh")
    proposed, (left,), _ = back(book)
    assert proposed == [("moments/m/risk", ["quit"])]
    assert left == "Moments of truth, cell E3: “Laugh” is nothing that can be chosen here; the others are taken."


def test_figures_are_read_as_people_write_and_see_them() -> None:
    book = workbook_of(TRIP)
    book.put("Ratings", "room", "value", "-1,5")
    book.put("Steps", "pay", "name", 7.0)
    book.put("Steps", "wait", "time/amount", 0.5)
    book.looks["Steps", 2, book.column("Steps", "time/amount")] = '0" % of it" %'
    book.put("Touchpoints", "t2", "contacts", 3)
    book.looks["Touchpoints", 3, book.column("Touchpoints", "contacts")] = '0" of 100 %"'
    book.put("Solutions", "sign", "due", date(2027, 1, 2))
    book.put("Moments of truth", "m", "hot_spot", True)
    proposed, left, changed = back(book)
    assert dict(proposed) == {
        "steps/wait/ratings/room/value": -1.5,
        "steps/pay/name": "7",
        "steps/wait/time/amount": 50,
        "steps/wait/touchpoints/t2/contacts": 3,
        "solutions/sign/due": "2027-01-02",
        "moments/m/hot_spot": True,
    }
    assert left == []
    assert changed == [
        "Steps, cell E3: “50 %” is read as 50.",
        "Ratings, cell F3: “-1,5” is read as -1.5.",
    ]


def test_new_rows_need_no_id_and_are_found_their_place_by_name() -> None:
    book = workbook_of(TRIP)
    book.add("Steps", name="Leave", stage="After")
    book.add("Touchpoints", **{"in": "Leave", "name": "Door"})
    book.add("Touchpoints", **{"in": "wait", "name": "Chair"})
    book.add("Ratings", **{"in": "Pay", "whose": "As Mia", "value": 2})
    book.add("Ratings", **{"in": "Pay", "value": 0})
    book.add("Solutions", title="Call first", step="Leave")
    proposed, left, _ = back(book)
    assert left == []
    assert [path for path, _ in proposed] == [
        "steps/wait/touchpoints/chair",
        "steps/pay/ratings/as-mia",
        "steps/pay/ratings/room",
        "steps/leave",
        "solutions/call-first",
    ]
    made = dict(proposed)
    assert (made["steps/leave"]["stage"], made["steps/leave"]["touchpoints"][0]["name"]) == ("after", "Door")
    assert made["solutions/call-first"]["step"] == "leave"


def test_a_new_step_below_all_others_stands_in_the_stage_that_it_says() -> None:
    book = workbook_of(TRIP)
    book.add("Steps", name="Complain", stage="Before")
    book.add("Steps", name="Leave", stage="After")
    book.add("Steps", name="Tell others")
    found = book.read()
    made = reduce(apply, proposals(TRIP, found.journey, by_id=found.has_ids, left=found.left), TRIP)
    assert [step.name for step in made.steps] == ["Wait", "Complain", "Pay", "Leave", "Tell others"]


def test_a_copied_row_is_a_new_item_and_a_renamed_one_is_still_meant_by_its_old_name() -> None:
    book = workbook_of(TRIP)
    book.sheets["Solutions"].append([*book.row("Solutions", "sign")])
    book.sheets["Solutions"][-1][1] = "Put up two signs"
    book.put("Steps", "pay", "name", "Pay at the desk")
    proposed, left, changed = back(book)
    assert left == []
    assert changed == ["Solutions, row 5: This row was copied: it is read as a new one."]
    assert [path for path, _ in proposed] == ["steps/pay/name", "solutions/put-up-two-signs"]
    assert proposed[1][1]["step"] == "pay"


def test_what_people_add_beside_below_and_behind_is_never_left_out_in_silence() -> None:
    book = workbook_of(TRIP)
    book.sheets["Solutions"][1].append("Cost")
    book.row("Solutions", "call").append("2,000")
    book.sheets["Steps"] += [[""] * 5, ["", "Total", "2"]]
    book.sheets["Notes"] = [["Ask Ben"]]
    book.add("Touchpoints", **{"in": "Flying", "name": "Seat"})
    book.row("Touchpoints", "t2")[1] = "Pay"
    book.add("About the map", asked="Mood", value="good")
    proposed, left, _ = back(book)
    assert proposed == []
    assert sorted(left) == [
        "About the map, cell B29: “Mood” is nothing that a map holds on this sheet.",
        "Sheet “Notes”: This sheet is none of the workbook’s, and is left out.",
        "Solutions, column X: “Cost” is nothing that a map holds on this sheet.",
        f"Steps, row 6: {APART}",
        "Touchpoints, cell B4: It stays where it was, and does not move to “Pay”: move it on the map.",
        "Touchpoints, cell B6: “Flying” is none of those that this row can belong to, so the row is left out.",
    ]


def test_what_is_edited_where_one_only_looks_is_said_and_the_other_sheets_are_read() -> None:
    book = workbook_of(TRIP)
    rows = book.sheets["Map"]
    at = next(row for row, cells in enumerate(rows) if cells[0] == "Feelings")
    rows[at][1] = "furious"
    rows[at][2] = "glad"
    book.put("Steps", "pay", "experience/feelings", "relieved")
    proposed, left, _ = back(book)
    assert proposed == [("steps/pay/experience/feelings", "relieved")]
    assert left == [
        f"Map, cell {letter}{at + 1}: “{word}” is not taken: this sheet is only to look at. "
        "Change it on the sheets behind it."
        for letter, word in (("B", "furious"), ("C", "glad"))
    ]
    rows[at][1] = ""
    assert "That it is empty is not taken" in back(book)[1][0]


def test_what_is_taken_out_is_proposed_as_removed_and_nothing_else_is() -> None:
    book = workbook_of(TRIP)
    book.put("Steps", "wait", "experience/feelings", "")
    book.put("Moments of truth", "m", "risk", "")
    book.put("About the map", "scope/why", "value", "")
    book.remove("Solutions", "sign")
    book.remove("Touchpoints", "t2")
    assert dict(back(book)[0]) == {
        "scope/why": "",
        "steps/wait/experience/feelings": "",
        "moments/m/risk": [],
        "solutions/sign": None,
        "steps/wait/touchpoints/t2": None,
    }
    for name in ("Touchpoints", "As it left"):
        book.sheets.pop(name)
        paths = [path for path, _ in back(book)[0]]
        assert "steps/wait/touchpoints/t2" not in paths, "a sheet that is gone says nothing"
    assert paths == [], "without the marks of what left nobody knows what was taken out"


def test_all_that_there_was_may_be_taken_out_for_something_new() -> None:
    here = Journey.model_validate({"id": "trip", "solutions": [{"id": "a", "title": "Text before visits"}]})
    book = workbook_of(here)
    book.add("Solutions", title="Ring before visits")
    book.remove("Solutions", "a")
    found = book.read()
    edits = proposals(here, found.journey, by_id=found.has_ids, left=found.left)
    removed = {one.path: one.new is None for one in edits}
    assert removed == {"solutions/ring-before-visits": False, "solutions/a": True}


def test_nothing_is_removed_that_the_file_never_held_or_that_changed_here_since() -> None:
    book = workbook_of(TRIP)
    raw = TRIP.to_json()
    raw["steps"][0]["ratings"].append({"id": "p-ana", "value": -2})
    raw["steps"][0]["experience"]["feelings"] = "furious"
    raw["steps"][0]["time"] = {"amount": 2, "unit": "hours"}
    raw["steps"].append({"id": "new", "name": "New since"})
    raw["solutions"] = raw["solutions"][1:]
    here = Journey.model_validate(raw)
    found = book.read()
    assert proposals(here, found.journey, by_id=True, left=found.left) == ()
    book.put("Solutions", "call", "title", "Call at once")
    found = book.read()
    (edit,) = proposals(here, found.journey, by_id=True, left=found.left)
    assert (edit.path, edit.new["title"]) == ("solutions/call", "Call at once"), "she worked on it: it comes back"
    book.remove("Steps", "pay")
    found = book.read()
    assert [one.path for one in proposals(here, found.journey, by_id=True, left=found.left) if one.new is None] == [
        "steps/pay"
    ]
    assert not [
        one for one in proposals(here, found.journey, by_id=True, left=found.left, whose="Team B") if one.new is None
    ]


def test_ids_count_only_where_the_maps_are_of_one_origin() -> None:
    other = Journey.model_validate(
        {"id": "visit", "steps": [{"id": "wait", "name": "Ring the bell"}, {"id": "pay", "name": "Go in"}]}
    )
    assert not of_one_origin(TRIP, other)
    edits = proposals(TRIP, other, by_id=True, left={"steps/wait/experience/feelings": "x"})
    assert [(one.path, one.new["name"]) for one in edits] == [
        ("steps/wait-2", "Ring the bell"),
        ("steps/pay-2", "Go in"),
    ]
    assert of_one_origin(TRIP, TRIP.model_copy(update={"id": "copy", "copied_from": "trip"}))
    assert of_one_origin(TRIP, TRIP.model_copy(update={"id": "else"})), "the ids and the names are ours"


def test_other_peoples_sheets_are_read_as_they_are_seen() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet("Figures")
        for at, heading in enumerate(("Step", "Touchpoints", "Survey (positive answers, %)")):
            page.write(0, at, heading)
        page.merge_range(1, 0, 2, 0, "Wait")
        page.write_column(1, 1, ("Desk", "Poster"))
        page.write_number(1, 2, 0.5, book.add_format({"num_format": "0%"}))
        book.add_worksheet("More").write(0, 0, "Ask Ben")
    found = excel.read(made.getvalue(), "theirs.xlsx")
    assert [step.name for step in found.journey.steps] == ["Wait", "Wait"]
    assert [one.value for one in found.journey.steps[0].ratings] == [50]
    assert [one.told for one in found.changed] == ["Cell A2: “Wait” reaches over 2 rows, and is read in each of them."]
    assert [one.told for one in found.left_out] == ["The map is read from the sheet “Figures”. Not read: “More”."]
