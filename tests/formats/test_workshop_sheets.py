"""Sheets to fill in by hand: what is known stands on them, and there is room for what is not."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest
from going_out import Typed, out, printed, written
from pypdf import PdfReader
from test_pdf import A3, A4, bare, journey, sizes, tagged

from cjm_widgets.formats import workshop_sheets
from cjm_widgets.formats.base import Outgoing
from cjm_widgets.formats.content import PERSONA, content
from cjm_widgets.formats.registry import format_of
from cjm_widgets.journey.ask_next import ask_next
from cjm_widgets.journey.parts.steps import LENSES, Experience
from cjm_widgets.workshop.handing_out import pattern

LINK = "http://192.168.1.5:8866/join/K7Q2M-9XWPD"
MAPS = ("blank", "airport", "steps-60", "hostile")


def file(name: str) -> bytes:
    return written(workshop_sheets.FORMAT, journey(name)).data


@pytest.mark.parametrize("name", MAPS)
def test_steps_touchpoints_and_all_of_the_personas_stand_on_them(name: str) -> None:
    words = bare(" ".join(printed(file(name))))
    one = journey(name)
    for at, step in enumerate(content(out(one)).steps, 1):
        assert words.count(bare(f"{at}{step}")) >= 2, "for sticky notes, and to take along"
    for step in one.steps:
        assert all(bare(point.name) in words for point in step.touchpoints)
    for persona in one.personas:
        for field in ("name", *PERSONA):
            assert all(bare(line) in words for line in getattr(persona, field).splitlines()), (persona.id, field)


def test_each_step_has_a_sheet_to_take_along_that_says_what_to_look_for() -> None:
    pages = [text for text in printed(file("airport")) if text.startswith("Walk-along: ")]
    assert len(pages) == 10
    for text in pages:
        for lens in LENSES:
            assert bare(f"{Experience.model_fields[lens].title}") in bare(text)
        assert "write no name" in text
        assert "How long they wait:" in text


@pytest.mark.parametrize("name", ["airport", "employer"])
def test_three_questions_stand_twice_on_a_sheet_what_could_change_most_first(name: str) -> None:
    (page,) = [text for text in printed(file(name)) if text.startswith("Three questions")]
    first = ask_next(journey(name))[0]
    assert bare(page).count(bare(f"1{first.question}")) == 2
    assert bare(page).count("Thankyou.") == 2
    assert all(bare(page).count(f"{at}“") == 2 for at in (1, 2, 3))


def test_an_empty_map_gives_empty_sheets_and_two_empty_cards() -> None:
    pages = printed(file("blank"))
    assert pages[-1].count("Name:") == 2
    assert not [text for text in pages if "Walk-along" in text or "Three questions" in text]
    assert "No name yet" not in " ".join(pages)


@pytest.mark.parametrize("name", MAPS)
def test_they_can_be_read_printed_and_heard(name: str) -> None:
    made = PdfReader(io.BytesIO(file(name)))
    assert set(sizes(made)) == {A3, A4}
    typed: list[Typed] = []
    printed(file(name), typed)
    assert round(min(one.size for one in typed), 2) >= 7.0
    assert {"/Title", "/H1", "/TH"} <= {one["/S"] for one in tagged(made)}


def test_who_types_them_in_finds_the_way_back_and_who_is_asked_gets_none() -> None:
    made = written(workshop_sheets.FORMAT, journey("airport"), link=LINK)
    pages = [bare(text) for text in printed(made.data)]
    assert {bare(LINK) in text for text in pages if "stickynotes" in text or "Walkalong" in text} == {True}
    assert [text for text in pages if bare(LINK) in text and "Threequestions" in text] == []
    assert sum(bare(LINK) in text for text in pages) == 20
    codes = [one for one in tagged(PdfReader(io.BytesIO(made.data))) if LINK in str(one.get("/Alt"))]
    assert len(codes) == 20
    assert not [one for one in made.losses if "QR" in one.say]


def test_the_code_is_the_links_with_white_around_it() -> None:
    drawn = ET.fromstring(workshop_sheets.code(LINK))  # noqa: S314  we wrote it ourselves
    rows = pattern(LINK)
    dark = {(x + 4, y + 4) for y, row in enumerate(rows) for x, sign in enumerate(row) if sign == "1"}
    squares = drawn[0].attrib["d"].removesuffix("h1v1h-1z").split("h1v1h-1z")
    assert {tuple(map(int, one[1:].split())) for one in squares} == dark
    assert drawn.attrib["viewBox"] == f"0 0 {len(rows) + 8} {len(rows) + 8}"


def test_where_nobody_reaches_the_map_there_is_no_code_and_that_is_said() -> None:
    made = written(workshop_sheets.FORMAT, journey("airport"))
    assert "others do not reach it at an address" in made.losses[-1].say
    assert "to type it in" not in " ".join(printed(made.data))


def test_layers_that_are_hidden_have_no_row() -> None:
    leaves = out(journey("airport"))
    assert "Feelings" in printed(workshop_sheets.write(leaves).data)[1]
    hidden = Outgoing(leaves.journey, leaves.view, frozenset({"feelings"}))
    notes = [text for text in printed(workshop_sheets.write(hidden).data) if "sticky" in text]
    assert not [text for text in notes if "Feelings" in text]


def test_the_ending_names_them_and_not_the_map() -> None:
    assert format_of("airport.sheets.pdf").name == "sheets"
    assert format_of("sheets.pdf").name == "pdf"
