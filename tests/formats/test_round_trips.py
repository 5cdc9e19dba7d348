"""What leaves comes back: all of it where the format holds all, else what it says that it holds."""

from __future__ import annotations

import io
import zipfile
from operator import attrgetter

import pytest
from going_out import back, out, small, starters, written
from hostile_journey import journey as hostile
from hostile_journey import script
from hypothesis import HealthCheck, given, settings
from whole_journey import whole

from cjm_widgets.formats import csv_file, excel, html_file, json_file, markdown, mermaid, openjourney
from cjm_widgets.formats.held import filled
from cjm_widgets.formats.registry import readable
from cjm_widgets.journey.edits import diff
from cjm_widgets.journey.matching import proposals
from cjm_widgets.journey.model import Journey

NAME = attrgetter("name")
TABLES = (csv_file.FORMAT, markdown.FORMAT, openjourney.FORMAT)


def said(journey: Journey) -> list[tuple[object, ...]]:
    """What every table holds of a map."""
    stages = {one.id: one.name for one in journey.stages}
    return [
        (
            stages.get(step.stage or "", ""),
            step.name,
            step.experience.feelings,
            [one.name for one in step.touchpoints],
            [one.value for one in step.ratings if one.id == "room" and one.value is not None],
        )
        for step in journey.steps
    ]


@given(small())
def test_the_workbooks_own_file_comes_back_as_it_went(journey: Journey) -> None:
    found = back(json_file.FORMAT, journey)
    assert found.journey == journey
    assert (found.left_out, found.changed, found.has_ids) == ((), (), True)


def test_the_starters_and_a_map_of_hostile_words_come_back_from_the_own_file_but_for_what_may_not_leave() -> None:
    for journey in (*starters(), hostile(script())):
        shown = out(journey).journey
        found = back(json_file.FORMAT, journey)
        assert found.journey == shown
        assert not [one for one in filled(found.journey) if "/ratings/p-" in one.path or "/dots/" in one.path]


@pytest.mark.parametrize("how", TABLES, ids=lambda how: how.name)
@given(journey=small())
def test_names_stages_touchpoints_feelings_and_ratings_come_back_from_every_table(
    how: object, journey: Journey
) -> None:
    found = back(how, journey)  # type: ignore[arg-type]
    assert said(found.journey) == said(journey)
    assert found.left_out == ()


@given(small())
def test_a_diagram_brings_back_names_in_their_order_and_ratings(journey: Journey) -> None:
    found = back(mermaid.FORMAT, journey)
    assert [one.name for one in found.journey.steps] == [one.name for one in journey.steps]
    assert [said(found.journey)[at][0] for at in range(len(journey.steps))] == [one[0] for one in said(journey)]
    assert [one[4] for one in said(found.journey)] == [one[4] for one in said(journey)]
    assert (found.left_out, found.changed) == ((), ())


def test_all_that_can_be_read_is_offered_for_reading() -> None:
    assert {one.name for one in readable()} >= {"csv", "markdown", "mermaid", "ojf", "json"}


OF_FILE = {"archived": False, "copied_from": ""}
"""What is of a file and not of the map: whoever brings a map in has one of their own."""
LARGE = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def other_than(wanted: Journey, found: Journey) -> list[tuple[str, object, object]]:
    """Where two maps differ: the place, and what stands there in each."""
    return [(one.path, one.old, one.new) for one in diff(wanted, found)]


@LARGE
@given(whole())
def test_whatever_the_model_holds_and_may_leave_comes_back_from_excel_and_from_a_page(journey: Journey) -> None:
    """Drawn from the model's own types: a list or a field that is added later must come back as well."""
    may_leave = out(journey).journey
    workbook, page = back(excel.FORMAT, journey), back(html_file.FORMAT, journey)
    assert (workbook.left_out, workbook.changed) == ((), ())
    assert other_than(may_leave.model_copy(update=OF_FILE), workbook.journey) == []
    assert other_than(may_leave, page.journey) == []
    assert (workbook.journey.id, page.changed) == ("whole", ())
    assert proposals(journey, workbook.journey, by_id=True, left=workbook.left) == ()


@given(small())
def test_a_workbook_brings_back_all_of_a_map(journey: Journey) -> None:
    found = back(excel.FORMAT, journey)
    assert found.journey == journey
    assert (found.left_out, found.changed, found.has_ids) == ((), (), True)


def test_a_workbook_of_the_starters_and_of_hostile_words_comes_back_whole_and_holds_no_formula() -> None:
    for journey in (*starters(), hostile(script())):
        shown = out(journey).journey
        made = written(excel.FORMAT, journey)
        assert made.losses == ()
        assert back(excel.FORMAT, journey).journey == shown.model_copy(update=OF_FILE)
        with zipfile.ZipFile(io.BytesIO(made.data)) as parts:
            texts = [parts.read(one).decode() for one in parts.namelist() if one.startswith("xl/worksheets/")]
        assert not [text for text in texts if "<f>" in text or "<f " in text or "<hyperlink" in text]
