"""A map is opened, listed and read as data frames; what is one person's own is in none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def test_a_map_is_opened_by_its_id_its_file_or_in_a_folder(airport: cjm.Map, here: Path) -> None:
    elsewhere = cjm.new("Elsewhere", folder="other")

    assert cjm.open("airport").title == airport.title
    assert cjm.open(here / "journeys" / "airport.json").id == "airport"
    assert cjm.open("elsewhere", folder="other").title == elsewhere.title
    assert [one.id for one in cjm.maps()] == ["airport"]


@pytest.mark.parametrize("name", ["nowhere", "../airport", "Airport", "", "map.xlsx"])
def test_a_map_that_is_not_there_is_said_in_a_sentence(airport: cjm.Map, name: str) -> None:
    with pytest.raises(cjm.CjmError, match=r"^(There is no journey|“.*” cannot name a journey).*\.$"):
        cjm.open(name)


def test_steps_are_a_row_each_with_what_is_known_of_them(airport: cjm.Map) -> None:
    steps, journey = airport.steps, airport.journey
    assert list(steps["id"]) == [one.id for one in journey.steps]
    assert list(steps["name"]) == [one.name for one in journey.steps]
    assert list(steps["touchpoints"]) == [len(one.touchpoints) for one in journey.steps]
    assert "time.amount" in steps.columns
    assert "experience.feelings" in steps.columns


def test_ratings_have_the_step_the_interval_and_what_they_rest_on(airport: cjm.Map) -> None:
    ratings = airport.ratings
    airport.rate("Security", "unknown")
    again = airport.ratings

    survey = ratings[ratings["scale"] == "negative-share"].set_index("id")
    assert survey.loc["security", "value"] == 36
    assert survey.loc["security", "source"].startswith("SITA 2015")
    assert {"low", "high", "n", "basis", "moment_of_truth"} <= set(ratings.columns)
    unknown = again[(again["id"] == "security") & (again["scale"] == "felt")].iloc[0]
    assert pd.isna(unknown["value"]), "unknown is never zero"


def test_what_stands_within_steps_says_at_which(airport: cjm.Map) -> None:
    airport.add("steps/Security/quotes", words="Belt off, again.")
    quotes = airport.frame("steps/quotes")
    assert ("security", "Belt off, again.") in set(zip(quotes["step"], quotes["words"], strict=True))
    assert list(airport.frame("stages/needs").columns)[:2] == ["stage", "id"]


@pytest.mark.parametrize("items", ["step", "title", "steps/name", "scope"])
def test_a_list_that_is_not_there_is_said(airport: cjm.Map, items: str) -> None:
    with pytest.raises(cjm.CjmError, match="There is no list"):
        airport.frame(items)


def test_every_list_of_a_map_becomes_a_frame_also_an_empty_one(airport: cjm.Map) -> None:
    blank = cjm.new("Nothing yet")
    for one in (airport, blank):
        for items in ("stages", "personas", "moments", "solutions", "sources", "teams", "indicators", "editions"):
            assert len(one.frame(items)) == len(getattr(one.journey, items)), items
        assert len(one.evidence) == sum(len(source.figures) for source in one.journey.sources)
        assert one.ratings.columns[0] == "id"


def test_what_one_person_rated_or_voted_for_themselves_is_in_nothing(airport: cjm.Map, here: Path) -> None:
    own = [
        new_edit("steps/security/ratings/p-k3x9w2ab/value", -2),
        new_edit(f"moments/{airport.journey.moments[0].id}/dots/p-k3x9w2ab/n", 3),
        new_edit("voices/p-k3x9w2ab/speaks_as", "manager"),
    ]
    store = Store(here / "journeys")
    store.save("airport", own)
    assert store.open("airport").model_dump_json().count("p-k3x9w2ab") == len(own)

    html, markdown = airport._repr_html_(), airport._repr_markdown_()
    told = f"{airport.journey!r}{html}{markdown}{airport!r}{airport.ratings.to_csv()}{airport.history!r}"
    for items in ("steps/ratings", "moments/dots", "voices"):
        told += airport.frame(items).to_csv()
    assert "k3x9w2ab" not in told
