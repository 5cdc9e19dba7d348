"""A picture shows anywhere: no network, no markup from people, the same figures in words and in a table."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from rated_journey import ROOM, SHARES, rated

from cjm_widgets.charts import look
from cjm_widgets.charts.picture import diagnostic_picture, satisfaction_picture
from cjm_widgets.journey.edits import apply, set_value
from cjm_widgets.journey.model import Journey

SVG = "{http://www.w3.org/2000/svg}"
MEAN = ("<script>alert(1)</script>", "</svg><img src=x onerror=alert(1)>", "'];alert(1);['", '"}} {{ 7*7 }}', "a\\")


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.texts = []
        self.attributes = set()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data):
        self.texts.append(data)


def parsed(markup):
    tags = Tags()
    tags.feed(markup)
    tags.close()
    return tags


@pytest.fixture(scope="module")
def picture():
    return satisfaction_picture(rated(room=ROOM, shares=SHARES, hot=(4,)))


def test_nothing_in_the_markup_is_fetched_from_anywhere(picture):
    markup = picture.html().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|//[a-z]|url\(|@import|\bsrc=|\bhref=", markup)


def test_the_picture_is_one_image_with_a_title_and_a_description(picture):
    root = ET.fromstring(picture.svg)  # noqa: S314
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Satisfaction: A flight"
    assert "falls to its lowest at Security" in root[1].text
    assert "Security 36 %" in root[1].text
    assert "Security −2 very dissatisfied" in root[1].text
    assert "Passport control not rated yet" in root[1].text
    assert "Hot spot: Security." in root[1].text
    assert not [child for child in root.iter() if child is not root and "role" in child.attrib]


def test_the_table_has_the_same_figures_as_the_journey(picture):
    assert picture.columns == (
        "Step",
        "Our group: Satisfaction, −2 to +2",
        "Survey 2015: Negative answers, %",
        "Moment of truth",
    )
    assert picture.rows[4] == (
        "5 Security",
        "−2 very dissatisfied (assumed)",
        "36 % (measured, n = 5,871, 35 to 37 %, Passenger survey)",
        "hot spot",
    )
    assert picture.rows[5][1] == "not rated yet"
    shown = parsed(picture.html())
    assert "36 % (measured, n = 5,871, 35 to 37 %, Passenger survey)" in shown.texts
    assert shown.tags.count("tr") == 9


def test_a_notebook_gets_markup_and_plain_figures_without_an_address_in_memory(picture):
    bundle = picture._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == repr(picture)
    assert "36 %" in bundle["text/plain"]
    assert "0x" not in bundle["text/plain"]


def test_changing_a_figure_changes_the_plain_text():
    journey = rated(shares=SHARES)
    changed = apply(journey, set_value(journey, "steps/s4/ratings/survey/value", 35.0))
    assert repr(satisfaction_picture(journey)) != repr(satisfaction_picture(changed))


@pytest.mark.parametrize("mean", MEAN)
def test_what_people_type_stays_text(mean):
    journey = rated(room=(1, 0), names=(mean, "Fine"), hot=(0,))
    journey = apply(journey, set_value(journey, "title", mean))
    picture = satisfaction_picture(journey)
    plain = parsed(satisfaction_picture(rated(room=(1, 0), names=("A", "Fine"), hot=(0,))).html())
    shown = parsed(picture.html())
    # a long name takes more lines of text in the picture, and nothing else
    assert [tag for tag in shown.tags if tag not in ("text", "tspan")] == [
        tag for tag in plain.tags if tag not in ("text", "tspan")
    ]
    assert shown.attributes <= plain.attributes
    assert f"1 {mean}".strip() in shown.texts
    title = ET.fromstring(picture.svg)[0]  # noqa: S314
    assert title.text == f"Satisfaction: {mean}"


def test_a_reason_typed_as_markup_stays_text():
    journey = Journey.model_validate({"id": "x"})
    journey = apply(journey, set_value(journey, "diagnostic/complex/reason", MEAN[1]))
    assert "img" not in parsed(diagnostic_picture(journey).html()).tags


def test_every_colour_of_a_picture_follows_the_theme_of_the_page(picture):
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', picture.svg)) - {"none", "transparent"}
    known = {look.INK, look.SOFT, look.LINE, look.STRONG, look.LOW, look.HIGH, look.PAPER, *look.DATA}
    assert colours <= known
    markup = picture.html()
    for kind, colour in re.findall(r'(fill|stroke)="(#[^"]+)"', picture.svg):
        assert f'.cjm-chart [{kind}="{colour}"] {{ {kind}: var(' in markup


def test_the_five_cs_are_described_with_what_they_add_up_to():
    journey = Journey.model_validate({"id": "x", "title": "Enrol"})
    for name in ("changeable", "challenged", "complex", "climactic", "costly"):
        journey = apply(journey, set_value(journey, f"diagnostic/{name}/rating", 2))
    picture = diagnostic_picture(journey)
    assert picture.title == "The five Cs: Enrol"
    assert picture.description.startswith("Changeable 2 very much, challenged 2 very much")
    assert "10 of 10" in picture.caption
    assert picture.rows[0] == ("Changeable", "2 very much", "")


def test_no_class_and_no_name_of_a_part_of_the_picture_meets_the_page(picture):
    root = ET.fromstring(picture.svg)  # noqa: S314
    named = {name for part in root.iter() for name in part.attrib}
    assert {name for name in named if name == "class" or name.startswith("aria-")} == set()
    assert [part.get("role") for part in root.iter() if "role" in part.attrib] == ["img"]


def test_caption_and_table_say_what_hangs_on_a_moment():
    values = rated(room=ROOM, moments=(1,), hot=(4,)).to_json()
    for moment, felt in zip(values["moments"], ("engaged", "challenged"), strict=True):
        moment["felt"] = felt
    picture = satisfaction_picture(Journey.model_validate(values))
    assert "Hot spot: Security (can lose them). Other moment of truth: Check-in (can win them)." in picture.caption
    assert [row[-1] for row in picture.rows][1:5] == ["yes, can win them", "", "", "hot spot, can lose them"]
