"""How large something is is said in one way wherever it is said, and read back as large as it was."""

from __future__ import annotations

from typing import Any

import pytest
from going_out import out, text_of, written

from cjm_widgets.formats import columns, csv_file, mermaid, openjourney
from cjm_widgets.formats.content import content
from cjm_widgets.formats.figures import figure_of
from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.journey.model import Journey
from cjm_widgets.tasks.proposing import proposed

RAW: dict[str, Any] = {
    "id": "letters",
    "title": "Letters",
    "sources": [
        {
            "id": "poll",
            "name": "Poll",
            "kind": "survey",
            "n": 200,
            "figures": [{"id": "all", "name": "How many wrote", "value": 1234567.5, "unit": "people"}],
        }
    ],
    "steps": [
        {
            "id": "a",
            "name": "Write",
            "time": {"amount": 1500, "unit": "minutes"},
            "waiting": {"amount": 0.00001, "unit": "days"},
            "ratings": [
                {"id": "room", "value": 0.00001},
                {"id": "poll", "scale": "nps", "value": -12, "source": "poll"},
            ],
        }
    ],
    "solutions": [{"id": "s", "title": "Answer", "step": "a", "indicator": "i", "predicted": -1234567.5}],
    "indicators": [
        {
            "id": "i",
            "name": "Letters a year",
            "unit": "letters",
            "today": 1234567,
            "target": 0.00001,
            "due": "2026-02",
            "results": [{"id": "r", "date": "2026-03-01", "value": -1234568.25}],
        }
    ],
}
LETTERS = Journey.model_validate(RAW)
FOR_PROGRAMS = ("pptx", "xlsx", "ojf")
"""Forms in which a figure of a chart or a score stands as programs write it."""


def other(**changed: Any) -> Journey:
    """The same map with other figures of its indicator."""
    return Journey.model_validate({**RAW, "indicators": [{**RAW["indicators"][0], **changed}]})


@pytest.mark.parametrize("how", [one for one in FORMATS if one.name not in ("png", "svg", "json", "html")])
def test_no_document_says_a_figure_in_powers_of_ten(how: Any) -> None:
    text = text_of(written(how, LETTERS).data)
    assert "e+06" not in text
    assert "e-05" not in text or how.name in FOR_PROGRAMS


def test_figures_stand_in_documents_as_on_the_pages() -> None:
    found = content(out(LETTERS))
    facts = dict(dict(found.others)["Indicators and standards"][0].facts)
    assert facts == {
        "Before": "1,234,567 letters",
        "Target": "0.00001 letters by February 2026",
        "1 March 2026": "−1,234,568.25 letters",
    }
    assert "How many wrote: 1,234,567.5 people" in " ".join(found.narration)
    times = next(row for row in found.rows if row.key == "time")
    assert times.cells == (("1,500 minutes", "0.00001 days of waiting"),)
    assert dict(found.actions[0].more)["Which indicator should move"] == "Letters a year"
    assert dict(found.actions[0].more)["Which figure should the indicator reach by it"] == "−1,234,567.5 letters"
    drawn = figure_of(out(LETTERS, figure="indicators"))[0]["figure"]
    assert "−1,234,568.25" in str(drawn)


@pytest.mark.parametrize("how", [csv_file, mermaid, openjourney])
def test_a_very_small_figure_comes_back_from_a_table_and_a_diagram(how: Any) -> None:
    back = how.read(written(how.FORMAT, LETTERS).data, f"letters{how.FORMAT.ending}")
    assert not back.left_out
    assert next(one.value for one in back.journey.steps[0].ratings if one.id == "room") == 0.00001


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1,500 minutes", 1500), ("2,000.5 min", 2000.5), ("1,5 h", 1.5), ("0,125 h", 0.125), ("1500 min", 1500)],
)
def test_a_comma_before_three_figures_parts_thousands_in_a_length_of_time(text: str, amount: float) -> None:
    found = columns.time_in(text)
    assert found is not None
    assert found.amount == amount


def test_two_maps_side_by_side_say_answers_dates_and_figures_as_people_know_them() -> None:
    one = other(today=1234568, due="2026-03-01", better="lower")
    step = {**RAW["steps"][0], "ratings": [{"id": "room", "value": -2}, {"id": "wanted", "value": 2}]}
    two = Journey.model_validate({**RAW, "steps": [step]})
    told = {each.where.rpartition(", ")[2]: (each.here, each.there) for each in proposed(LETTERS, one, by_id=True)}
    assert told == {
        "Which way is better": ("", "Lower"),
        "Where does it stand before you begin": ("1,234,567", "1,234,568"),
        "By when": ("February 2026", "1 March 2026"),
    }
    said = [each.say for each in proposed(LETTERS, two, by_id=True)]
    assert "Step “Write”, rating “Our group”, Rating: here “0”, there “−2 very dissatisfied”" in said
    assert "Step “Write”, rating “The experience we want”: “+2 very satisfied”" in said
