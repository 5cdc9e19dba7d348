"""The map as a picture: whole, sharp, with nothing that runs, and honest about what is not on it."""

from __future__ import annotations

import struct
from xml.etree import ElementTree as ET

import pytest
from going_out import out, printed, starters, written
from hostile_journey import journey as hostile
from hostile_journey import script
from test_pdf import bare, journey, said

from cjm_widgets.formats import pictures
from cjm_widgets.formats.content import content
from cjm_widgets.formats.held import filled
from cjm_widgets.formats.typesetting import told, typeset
from cjm_widgets.journey.model import Journey

SVG = "{http://www.w3.org/2000/svg}"


def size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def drawing(one: Journey) -> ET.Element:
    return ET.fromstring(written(pictures.SVG, one).data)  # noqa: S314  we wrote it ourselves


def words_of(one: Journey) -> str:
    """What is drawn, which the same sheet says when it is set as a document."""
    leaves = out(one)
    (page,) = printed(typeset("picture.typ", told(leaves, content(leaves))).pages[0])
    return bare(page)


@pytest.mark.parametrize("name", ["blank", "employer", "airport", "steps-30", "hostile"])
def test_all_that_the_picture_is_to_say_is_on_it(name: str) -> None:
    drawn = words_of(journey(name))
    missing = [one for one in said(pictures.on_the_picture(content(out(journey(name))))) if bare(one) not in drawn]
    assert missing == []


def test_every_word_that_is_not_on_it_is_said_to_be_left_out() -> None:
    def words(path: str, limit: int) -> str:
        return f"w{abs(hash(path)) % 10**9}w"[: max(3, limit)]

    shown = hostile(words)
    drawn = words_of(shown)
    for how in (pictures.PNG, pictures.SVG):
        lost = {path for one in written(how, shown).losses for path in one.paths}
        for one in filled(out(shown).journey):
            if one.is_words and one.value not in drawn:
                assert one.path in lost, one.path


def test_it_has_two_hundred_points_an_inch_and_no_side_that_programs_do_not_open() -> None:
    airport = size(written(pictures.PNG, journey("airport")).data)
    width = float(drawing(journey("airport")).attrib["width"].removesuffix("pt"))
    assert airport[0] == pytest.approx(width / 72 * 200, abs=2)
    assert 10_000 < max(size(written(pictures.PNG, journey("steps-60")).data)) <= 16_000


def test_lines_have_a_name_and_a_story_and_nothing_of_hostile_words_runs() -> None:
    for one in (*starters(), hostile(script())):
        root = drawing(one)
        assert bare(root.findtext(f"{SVG}title") or "") == bare(content(out(one)).title)
        assert root.attrib["aria-labelledby"] == root.findall(f"{SVG}title")[0].attrib["id"]
        story = bare(root.findtext(f"{SVG}desc") or "")
        assert all(bare(words) in story for words in content(out(one)).narration)
        assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
            *("svg", "title", "desc", "path", "g", "defs", "symbol", "use", "clipPath", "rect"),
        }
        names = {name for each in root.iter() for name in each.attrib}
        assert not [name for name in names if name.startswith("on")]
        links = [value for each in root.iter() for name, value in each.attrib.items() if name.endswith("href")]
        assert all(value.startswith("#") for value in links)
