"""Slides and plans open again, hold the words that belong there, and can be read and edited with their own means."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import groupby

import pytest
from docx import Document
from docx.oxml.ns import qn
from going_out import of_steps, out, starters, text_of, written
from hostile_journey import journey as hostile
from hostile_journey import script
from pptx import Presentation
from pptx.util import Pt

from cjm_widgets.formats import excel, powerpoint, word
from cjm_widgets.formats.base import Format
from cjm_widgets.formats.content import Content, Told, content
from cjm_widgets.formats.deck import ROOM, deck
from cjm_widgets.formats.deck_table import Grid, Line, grid_slides
from cjm_widgets.formats.held import filled
from cjm_widgets.formats.office import saved
from cjm_widgets.journey.model import Edition, Journey

AIRPORT = starters()[-1]


MAPS = {one.id: one for one in (*starters(), hostile(script()))} | {f"{n} steps": of_steps(n) for n in (1, 30, 60)}
every_map = pytest.mark.parametrize("name", MAPS)


def plain(text: str) -> str:
    return " ".join(text.split())


@cache
def data_of(how: Format, name: str) -> bytes:
    return written(how, MAPS[name]).data


def deck_of(name: str):
    return Presentation(io.BytesIO(data_of(powerpoint.FORMAT, name)))


def tables(shown) -> list:
    return [shape for slide in shown.slides for shape in slide.shapes if shape.has_table]


def charts(shown) -> list:
    return [shape.chart for slide in shown.slides for shape in slide.shapes if shape.has_chart]


def words_of_deck(shown) -> str:
    found = []
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            elif shape.has_table:
                found += [cell.text for cell in shape.table.iter_cells()]
        if slide.has_notes_slide:
            found.append(slide.notes_slide.notes_text_frame.text)
    return plain("\n".join(found))


def told(things: tuple[Told, ...]) -> Iterator[str]:
    for one in things:
        yield from (one.name, one.where, *(words for fact in one.facts for words in fact))


def plan(found: Content) -> Iterator[str]:
    for one in found.actions:
        yield from (one.title, one.kind, one.where, one.who, one.due, one.state, one.basis)
        yield from (words for more in one.more for words in more)


def all_words(found: Content) -> Iterator[str]:
    yield from (found.title, *found.about, found.edition, found.coverage, found.length, *found.steps, *found.narration)
    yield from (words for stage in found.stages for words in (stage.name, *stage.facts))
    yield from (words for row in found.rows for cell in row.cells for words in cell)
    yield from told((*found.personas, *found.moments, *found.sources))
    for title, things in found.others:
        yield title
        yield from told(things)
    yield from plan(found)


@every_map
def test_a_deck_holds_every_word_of_the_map(name: str) -> None:
    found = content(out(MAPS[name]))
    text = words_of_deck(deck_of(name))
    assert [words for words in all_words(found) for line in words.split("\n") if plain(line) not in text] == []


@every_map
def test_no_letters_of_a_deck_are_under_12_points_and_no_table_leaves_its_slide(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data_of(powerpoint.FORMAT, name))) as parts:
        for part in parts.namelist():
            if re.match(r"ppt/(slides|charts|slideMasters|slideLayouts)/\w+\.xml", part):
                assert not [size for size in re.findall(r'\bsz="(\d+)"', parts.read(part).decode()) if int(size) < 1200]
    for shape in tables(deck_of(name)):
        assert {run.font.size >= Pt(12) for cell in shape.table.iter_cells() for run in runs(cell)} <= {True}
        assert shape.top + sum(row.height for row in shape.table.rows) <= Pt(ROOM[1] + ROOM[3])
        assert shape.left + sum(column.width for column in shape.table.columns) <= Pt(ROOM[0] + ROOM[2] + 1)


def runs(cell) -> Iterator:
    return (run for line in cell.text_frame.paragraphs for run in line.runs)


@every_map
def test_a_slide_shows_at_most_four_steps_and_each_step_once_in_order(name: str) -> None:
    heads = [[cell.text for cell in row.cells] for shape in tables(deck_of(name)) for row in shape.table.rows]
    steps = [tuple(head[1:]) for head in heads if head[0] == "Step"]
    assert all(len(one) <= 4 for one in steps)
    numbers = [int(step.split(".")[0]) for one, _ in groupby(steps) for step in one]
    assert numbers == list(range(1, len(MAPS[name].steps) + 1))


def test_short_stages_share_a_slide_and_a_long_one_is_parted_evenly() -> None:
    def parts(journey: Journey) -> list[list[tuple[str, int, int]]]:
        shared = powerpoint.joined(content(out(journey)).stages)
        return [[(stage.name, first, last) for stage, first, last in one] for one in shared]

    assert parts(AIRPORT) == [
        [("Plan", 0, 1), ("Get in", 1, 4)],
        [("Pass the controls", 4, 6)],
        [("Wait and fly", 6, 9), ("Arrive", 9, 10)],
    ]
    assert [[last - first for _, first, last in one] for one in parts(of_steps(30))] == [[3]] * 10


@every_map
def test_the_charts_of_a_deck_have_the_journeys_figures_and_its_gaps(name: str) -> None:
    found = content(out(MAPS[name]))
    drawn = [(one.name, list(one.values)) for chart in charts(deck_of(name)) for one in chart.plots[0].series]
    wanted = [(one.title, [point.value for point in one.points]) for one in found.curves]
    assert sorted(drawn, key=str) == sorted(wanted, key=str)
    for chart in charts(deck_of(name)):
        assert 'dispBlanksAs val="gap"' in chart.part.blob.decode()
        assert len(set(map(tuple, looks(chart)))) == len(looks(chart)), "no two curves look alike"


def looks(chart) -> list[list[str]]:
    return [
        [str(one.format.line.color.rgb), str(one.marker.style), str(one.format.line.dash_style)]
        for one in chart.plots[0].series
    ]


def test_that_nobody_knows_stands_on_the_slide_beside_the_figures_and_not_in_the_notes_alone() -> None:
    ratings = [{"id": "room", "value": 1}, {"id": "survey", "rater": "Survey", "value": "unknown"}]
    raw = {"id": "t", "steps": [{"id": "a", "name": "Wait", "ratings": ratings}, {"id": "b", "name": "Go"}]}
    data = written(powerpoint.FORMAT, Journey.model_validate(raw)).data
    shown = [table.table for table in tables(Presentation(io.BytesIO(data)))]
    cells = [cell.text for table in shown for row in table.rows for cell in row.cells]
    assert "Our group: +1 satisfied\nSurvey: nobody knows" in cells


def test_a_slide_says_which_answers_a_share_is_of_and_which_end_of_a_score_is_good() -> None:
    ratings = [
        {"id": "poll", "rater": "Poll", "scale": "negative-share", "value": 36},
        {"id": "marks", "rater": "Marks", "scale": "1-6 low is good", "value": 2},
    ]
    data = written(
        powerpoint.FORMAT, Journey.model_validate({"id": "t", "steps": [{"id": "a", "ratings": ratings}]})
    ).data
    cells = [
        cell.text for one in tables(Presentation(io.BytesIO(data))) for row in one.table.rows for cell in row.cells
    ]
    assert "Poll: 36 % negative answers\nMarks: 2 (1 to 6, low is good)" in cells


@every_map
def test_tables_and_charts_of_a_deck_have_words_for_those_who_do_not_see_them(name: str) -> None:
    titles = []
    for slide in deck_of(name).slides:
        titles.append(slide.shapes.title.text_frame.text)
        for shape in slide.shapes:
            if shape.has_table or shape.has_chart:
                assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 15
            if shape.has_table:
                assert shape.table.first_row
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("how", [powerpoint.FORMAT, word.FORMAT], ids=lambda how: how.name)
@every_map
def test_an_office_file_has_no_address_outside_no_formula_no_hour_and_no_picture_of_another(
    name: str, how: Format
) -> None:
    again(data_of(how, name))


def again(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for one in parts.infolist():
            part = parts.read(one)
            assert one.date_time == (1980, 1, 1, 0, 0, 0)
            assert not one.filename.endswith((".jpeg", ".png"))
            if one.filename.endswith(".xlsx"):
                again(part)
            elif one.filename.endswith(".rels"):
                assert b"External" not in part
                assert b"thumbnail" not in part
            elif "/worksheets/" in one.filename:
                assert b"<f>" not in part
            elif one.filename == "docProps/core.xml":
                assert set(re.findall(rb"\d{4}-\d\d-\d\dT", part)) == {b"2000-01-01T"}


def test_the_notes_of_a_deck_tell_figures_with_n_and_source_quotes_and_the_story() -> None:
    notes = [one.notes_slide.notes_text_frame.text for one in deck_of("airport").slides if one.has_notes_slide]
    found = content(out(AIRPORT))
    quotes = [words for row in found.rows if row.key == "quotes" for cell in row.cells for words in cell]
    for words in ("SITA 2015: 36 % negative answers (measured; n = 5,871 in all)", *quotes, *found.narration):
        assert any(words in one for one in notes), words


def test_the_edition_is_said_first_and_at_the_foot() -> None:
    leaves = out(AIRPORT, edition=Edition(id="e", name="First", date="2026-05"))
    shown = Presentation(io.BytesIO(powerpoint.write(leaves).data))
    first, second, *_ = shown.slides
    assert "Edition “First”, May 2026" in first.placeholders[1].text_frame.text
    feet = [shape.text_frame.text for shape in second.placeholders if shape.name.startswith("Footer")]
    assert feet == ["Through the airport, Edition “First”, May 2026"]


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid("Title", (1, 2), (Line(("Head", "Words"), is_head=True),), tuple(map(Line, rows)))


def drawn(shown: Grid) -> list:
    made = deck("")
    grid_slides(made, shown)
    return tables(Presentation(io.BytesIO(saved(made, ""))))


def size_of(table) -> float:
    (size,) = {run.font.size.pt for cell in table.table.iter_cells() for run in runs(cell)}
    return size


def test_letters_are_as_large_as_they_can_be_without_one_more_slide() -> None:
    assert [size_of(one) for one in drawn(grid(("a", "few words")))] == [20]
    (full,) = drawn(grid(*[("a", "few words")] * 18))
    assert 12 <= size_of(full) < 20
    assert [size_of(one) < 16 for one in drawn(grid(*[("a", "some words " * 40)] * 4))] == [True], "it fits its slide"


def test_no_word_of_a_heading_is_broken_while_smaller_letters_hold_it_whole() -> None:
    narrow = Grid("Title", (1, 6), (Line(("", "Words"), is_head=True),), (Line(("Demographically", "few words")),))
    (table,) = drawn(narrow)
    assert 12 < size_of(table) < 20


def test_a_long_row_stays_on_its_slide_in_letters_that_let_it() -> None:
    heads = [Line((name, "long heading " * 60), is_head=True) for name in ("One", "Two")]
    for table in drawn(Grid("Title", (2, 1), tuple(heads), (Line(("a", "some words " * 60)),))):
        assert table.top + sum(row.height for row in table.table.rows) <= Pt(ROOM[1] + ROOM[3])


def test_what_a_row_says_again_is_not_shown_again_nor_are_goals_of_a_stage() -> None:
    rows = [row.cells[0].text for one in tables(deck_of("airport")) for row in one.table.rows]
    assert "Actions" in rows
    assert "Customer actions" not in rows
    rows = [row.cells for one in tables(deck_of("60 steps")) for row in one.table.rows]
    goals = [cells[1].text for cells in rows if cells[0].text == "Goals and questions"]
    assert len(goals) == len(set(goals)) == 5


def test_goals_of_a_stage_without_a_name_are_on_the_slide_of_its_steps() -> None:
    stage = {"id": "a", "needs": [{"id": "n", "name": "Be seen today"}]}
    journey = Journey.model_validate(
        {"id": "m", "stages": [stage], "steps": [{"id": "s", "name": "Wait", "stage": "a"}]}
    )
    made = written(powerpoint.FORMAT, journey)
    assert "Be seen today" in words_of_deck(Presentation(io.BytesIO(made.data)))


def test_a_chart_has_its_scales_best_at_the_top_and_signs_and_colours_as_elsewhere() -> None:
    felt, negative = charts(deck_of("airport"))
    assert (felt.value_axis.minimum_scale, felt.value_axis.maximum_scale) == (-2, 2)
    assert not felt.value_axis.reverse_order
    assert negative.value_axis.reverse_order
    assert felt.value_axis.tick_labels.number_format == "+0;−0;0"
    assert not felt.value_axis.tick_labels.number_format_is_linked
    assert [look[0] for look in looks(felt)] == ["0072B2", "D55E00", "009E73", "000000"]


def of_raters(count: int) -> Journey:
    """A step that so many have rated, and how it is wanted."""
    ratings = [{"id": f"r{at}", "rater": f"Survey {at}", "value": 1} for at in range(count)]
    ratings.append({"id": "wanted", "value": 2})
    return Journey.model_validate({"id": "t", "steps": [{"id": "a", "ratings": ratings}, {"id": "b"}]})


def test_each_of_eight_curves_has_a_colour_and_a_shape_of_its_own_and_what_is_wanted_is_dashed() -> None:
    (chart,) = charts(Presentation(io.BytesIO(written(powerpoint.FORMAT, of_raters(7)).data)))
    drawn = looks(chart)
    assert [len({look[at] for look in drawn}) for at in (0, 1)] == [8, 8]
    assert [look[2] for look in drawn] == ["None"] * 7 + ["DASH (4)"]
    with zipfile.ZipFile(io.BytesIO(written(excel.FORMAT, of_raters(7)).data)) as parts:
        page = parts.read("xl/charts/chart1.xml").decode()
    series = re.findall(r"<c:ser>.*?</c:ser>", page)
    assert len({re.search(r'<a:srgbClr val="(\w+)"', one)[1] for one in series}) == 8  # type: ignore[index]
    assert len({re.search(r'<c:symbol val="(\w+)"', one)[1] for one in series}) == 8  # type: ignore[index]
    assert ["prstDash" in one for one in series] == [False] * 7 + [True]


@pytest.mark.parametrize(
    ("count", "titles"),
    [
        (0, []),
        (1, ["Personas"]),
        (2, ["Personas"]),
        (3, ["Personas"]),
        (4, ["Personas 1 and 2", "Personas 3 and 4"]),
        (5, ["Personas 1 and 2", "Personas 3 to 5"]),
    ],
)
def test_no_persona_stands_alone_on_a_slide_beside_those_of_others(count: int, titles: list[str]) -> None:
    people = [{"id": f"p{at}", "name": f"Ana {at}", "job": f"Work {at}"} for at in range(count)]
    raw = {"id": "t", "steps": [{"id": "a"}], "personas": people}
    shown = Presentation(io.BytesIO(written(powerpoint.FORMAT, Journey.model_validate(raw)).data))
    made = {one.name: one.table for one in tables(shown) if one.name.startswith("Persona")}
    assert list(made) == titles
    assert [cell.text for table in made.values() for cell in list(table.rows[0].cells)[1:]] == [
        one["name"] for one in people
    ]


def test_a_chart_keeps_words_that_look_like_formulas_or_addresses_as_words() -> None:
    raw = AIRPORT.model_dump(mode="json")
    raw["steps"][0]["ratings"] = [
        {"id": f"r{at}", "rater": rater, "value": 1} for at, rater in enumerate(("=1+1", "https://example.org"))
    ]
    data = written(powerpoint.FORMAT, Journey.model_validate(raw)).data
    again(data)
    names = [one.name for one in charts(Presentation(io.BytesIO(data)))[0].plots[0].series]
    assert {"=1+1", "https://example.org"} <= set(names)


def test_a_deck_is_in_arial_and_in_our_english() -> None:
    with zipfile.ZipFile(io.BytesIO(data_of(powerpoint.FORMAT, "airport"))) as parts:
        texts = {one: parts.read(one).decode() for one in parts.namelist() if one.endswith(".xml")}
    assert 'latin typeface="Arial"' in texts["ppt/theme/theme1.xml"]
    assert "Calibri" not in texts["ppt/theme/theme1.xml"]
    shown = [text for one, text in texts.items() if re.match(r"ppt/(slides|slideMasters|slideLayouts)/", one)]
    assert {lang for text in shown for lang in re.findall(r'lang="([^"]*)"', text)} == {"en-GB"}


def plan_of(name: str):
    return Document(io.BytesIO(data_of(word.FORMAT, name)))


def words_of_plan(shown) -> str:
    cells = [cell.text for table in shown.tables for row in table.rows for cell in row.cells]
    return plain("\n".join([*(line.text for line in shown.paragraphs), *cells]))


@every_map
def test_a_plan_of_action_holds_every_word_of_solutions_moments_and_indicators(name: str) -> None:
    found = content(out(MAPS[name]))
    text = words_of_plan(plan_of(name))
    indicators = [things for title, things in found.others if title == "Indicators and standards"]
    wanted = [
        *(found.title, *found.about, found.coverage),
        *plan(found),
        *told(found.moments),
        *(words for things in indicators for words in told(things)),
    ]
    assert [words for words in wanted for line in words.split("\n") if plain(line) not in text] == []


@every_map
def test_a_plan_says_what_it_leaves_out_and_nothing_that_it_holds(name: str) -> None:
    losses = written(word.FORMAT, MAPS[name]).losses
    lost = {path for loss in losses for path in loss.paths}
    assert len(losses) == bool(lost)
    text = words_of_plan(plan_of(name))
    for one in filled(out(MAPS[name]).journey):
        if one.is_words and one.path not in lost:
            assert all(plain(line) in text for line in one.value.splitlines()), one.path
    in_plan = ("solutions/", "moments/", "indicators/")
    words = {one.path for one in filled(out(MAPS[name]).journey) if one.is_words}
    assert name == "hostile" or not [
        path for path in lost & words if path.startswith(in_plan) and not path.endswith("_note")
    ]


def test_of_the_airport_the_plan_leaves_out_its_table_its_figures_and_its_personas() -> None:
    (loss,) = written(word.FORMAT, AIRPORT).losses
    assert {"steps/security/experience/feelings", "personas/carla/name"} <= set(loss.paths)
    assert [path for path in loss.paths if path.startswith("steps/security/ratings/") and path.endswith("/value")]
    assert loss.say == "What is on the map beside the plan of action left out"


def test_a_plan_is_by_date_with_headings_that_come_again_and_rows_that_stay_whole() -> None:
    shown = plan_of("airport")
    solutions, indicators = shown.tables
    rows = [[cell.text for cell in row.cells] for row in solutions.rows]
    assert rows[0] == ["What is done", "For which step or moment", "Who", "By when", "State", "Rests on"]
    assert [row[3] for row in rows[1:]] == [one.due for one in content(out(AIRPORT)).actions]
    for table in (solutions, indicators):
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")).startswith("Columns: What is")
        width = sum(cell.width for cell in first.cells)
        page = shown.sections[0]
        assert width <= page.page_width - page.left_margin - page.right_margin
    assert [cell.text for cell in indicators.rows[2].cells][2:] == [
        "22 % (n = 5,900)",
        "15 % by April 2026",
        "October 2025: 18 % (n = 6,300)",
    ]


def test_a_plan_has_real_headings_real_lists_and_each_moments_solutions() -> None:
    paragraphs = plan_of("airport").paragraphs
    assert [line.text for line in paragraphs if line.paragraph_format.page_break_before] == ["The solutions one by one"]
    lines = [(line.style.name, line.text) for line in paragraphs]
    assert [text for style, text in lines if style == "Heading 1"] == [
        "Solutions by date",
        "The solutions one by one",
        "Moments of truth",
        "Indicators and standards",
    ]
    at = lines.index(("Heading 2", "Told off at security"))
    assert ("List Bullet", "Solution: Send passengers a short list of what to unpack, the day before") in lines[
        at : at + 9
    ]
    raw = AIRPORT.model_dump(mode="json") | {"solutions": []}
    text = text_of(written(word.FORMAT, Journey.model_validate(raw)).data)
    assert "There is no solution on this map yet." in text
    assert "No solution answers it yet" in text


def test_a_plan_is_in_arial_in_our_english_and_counts_its_pages() -> None:
    with zipfile.ZipFile(io.BytesIO(data_of(word.FORMAT, "airport"))) as parts:
        styles, foot = (parts.read(f"word/{one}.xml").decode() for one in ("styles", "footer1"))
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', styles)) == {"en-GB"}
    assert 'w:instr="PAGE"' in foot
    shown = plan_of("airport")
    used = {line.style.name for line in shown.paragraphs}
    for name in used:
        fonts = shown.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == "Arial"
        assert not [one for one in fonts.attrib if "Theme" in one]
