"""Each figure of the pages is a picture of its own: whole, in words as well, and honest about what is not on it."""

from __future__ import annotations

import re
import struct
import zlib
from xml.etree import ElementTree as ET

import pytest
from going_out import STARTERS, out, printed, written
from hypothesis import given
from hypothesis import strategies as st
from test_pdf import bare, journey

from cjm_widgets.formats import pictures
from cjm_widgets.formats.base import FormatError, Outgoing
from cjm_widgets.formats.directions import directions
from cjm_widgets.formats.figures import FIGURES, figure_of
from cjm_widgets.formats.shown import for_persona, shown
from cjm_widgets.formats.typesetting import typeset
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.priority import places
from cjm_widgets.views.method_views import METHOD_VIEWS

SVG = "{http://www.w3.org/2000/svg}"
ALONE = [one.name for one in FIGURES if one.name != "map"]
FILLED = [name for name in STARTERS if name != "blank"]


def words_of(out: Outgoing) -> str:
    """What is drawn, which the same sheet says when it is set as a document."""
    data, _ = figure_of(out)
    (page,) = printed(typeset("figure.typ", data).pages[0])
    return bare(page)


def said_in(png: bytes) -> dict[str, str]:
    """What a picture of points says of itself; every part of it is whole."""
    found, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(kind + body)
        if kind == b"iTXt":
            name, _, words = body.partition(b"\0")
            found[name.decode()] = words[4:].decode()
        at += 12 + length
    return found


def drawn(name: str, figure: str) -> str:
    return words_of(out(journey(name), figure=figure))


@pytest.mark.parametrize("name", [*FILLED, "hostile"])
@pytest.mark.parametrize("figure", ALONE)
def test_every_figure_has_a_name_a_story_and_nothing_that_runs(name: str, figure: str) -> None:
    made = written(pictures.SVG, journey(name), figure=figure)
    root = ET.fromstring(made.data)  # noqa: S314  we wrote it ourselves
    title = next(one.title for one in FIGURES if one.name == figure)
    assert (root.findtext(f"{SVG}title") or "").startswith(title)
    assert len(root.findtext(f"{SVG}desc") or "") > 30
    allowed = {"svg", "title", "desc", "path", "g", "defs", "symbol", "use", "clipPath", "rect"}
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= allowed
    assert [one.say for one in made.losses] == [f"All but “{title}” left out, as it is a picture of this alone"]
    assert bare(title) in drawn(name, figure)


@pytest.mark.parametrize("name", FILLED)
def test_each_solution_stands_on_it_with_its_place_value_and_effort(name: str) -> None:
    words = drawn(name, "solutions")
    at = places(journey(name))
    for one in journey(name).solutions:
        if one.impact and one.effort:
            assert bare(f"{one.title}Value {one.impact}, effort {one.effort}") in words
        if one.id in at:
            assert bare(f"{at[one.id].words}{one.title}") in words


@pytest.mark.parametrize("name", FILLED)
def test_each_stakeholder_and_each_relationship_stands_on_it(name: str) -> None:
    words = drawn(name, "stakeholders")
    assert all(bare(one.name) in words for one in journey(name).stakeholders)
    assert words.count("Relationship") == len(journey(name).relationships)


@pytest.mark.parametrize("name", FILLED)
def test_each_indicator_stands_on_it_with_its_figures_and_what_they_rest_on(name: str) -> None:
    words = drawn(name, "indicators")
    for one in evaluated(journey(name)):
        if one.scale:
            assert bare(one.name) in words
            assert bare(one.say) in words
            assert all(bare(each.source) in words for each in one.results)


def test_seven_curves_are_told_apart() -> None:
    """Each has a colour of its own, also the fifth."""
    people = [{"id": f"p{at}", "name": f"P{at}"} for at in range(7)]
    ratings = [{"id": f"as-{one['id']}", "value": 1.0} for one in people]
    steps = [{"id": f"s{at}", "name": "Go", "ratings": ratings} for at in range(2)]
    raw = {"id": "x", "personas": people, "steps": steps}
    picture = written(pictures.SVG, Journey.model_validate(raw), figure="curve").data.decode()
    lines = {*re.findall(r'stroke="(#[0-9a-f]{6})"[^>]*stroke-dasharray', picture)}
    assert len(lines) == 7


def test_points_carry_their_name_and_what_is_seen_on_them() -> None:
    for figure, says in (("", "Steps: Booking"), ("curve", "falls to its lowest at Security")):
        said = said_in(written(pictures.PNG, journey("airport"), figure=figure).data)
        assert "Through the airport" in said["Title"]
        assert says in said["Description"]


def test_a_c_that_nobody_knows_has_no_bar_and_is_no_nought() -> None:
    data, _ = figure_of(out(journey("airport"), figure="profile"))
    assert [one["share"] for one in data["figure"]["bars"]] == [1, 1, 1, 0.5, None]
    assert "I do not know" in data["figure"]["alt"]


def test_the_persona_and_the_view_hold() -> None:
    leaves = out(journey("airport"))
    carla, _ = for_persona(leaves.journey, "carla")
    words = words_of(Outgoing(carla, leaves.view, persona="carla", figure="curve"))
    assert "AsCarla" in words
    assert "AsHenry" not in words
    hidden = frozenset({"solutions", "qia-activities", "gaps"})
    rest, _ = shown(leaves.journey, METHOD_VIEWS[0], hidden)
    with pytest.raises(FormatError, match="nothing to draw of “Solutions by value and effort” on this map, or it is h"):
        figure_of(Outgoing(rest, leaves.view, hidden, figure="solutions"))


@pytest.mark.parametrize("figure", ALONE)
def test_where_there_is_nothing_to_draw_a_sentence_says_so(figure: str) -> None:
    with pytest.raises(FormatError, match="There is nothing to draw"):
        written(pictures.PNG, Journey(id="x"), figure=figure)


@given(st.lists(st.one_of(st.none(), st.floats(0, 359)), max_size=8), st.integers(0, 2))
def test_people_stand_apart_and_not_on_the_title_of_their_circle(own: list[float | None], circle: int) -> None:
    found = directions(own, circle)
    assert len(found) == len(own)
    off = [abs(one - other) % 360 for at, one in enumerate(found) for other in found[:at]]
    assert all(min(one, 360 - one) >= 9 for one in off)
    assert all(15 <= one <= 345 for one in found)


def test_who_was_put_somewhere_stands_there() -> None:
    assert directions([90.0, None, 200.0], 1)[::2] == [90.0, 200.0]
    assert directions([90.0, None, 270.0], 1)[1] == 180.0
