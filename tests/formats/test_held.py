"""What is filled in, and what a table or a diagram writes of it, down to the signs."""

from __future__ import annotations

import csv
import io
import json

from going_out import written

from cjm_widgets.formats import csv_file, mermaid, openjourney
from cjm_widgets.formats.columns import figure_in
from cjm_widgets.formats.held import filled
from cjm_widgets.formats.losses import lost
from cjm_widgets.journey.model import Journey

TRIP = Journey.model_validate(
    {
        "id": "trip",
        "title": "Trip",
        "steps": [
            {
                "id": "a",
                "name": "+SUM(A1)",
                "goal": "-2 for nothing",
                "experience": {"feelings": "@home", "actions": "=1+1"},
                "ratings": [{"id": "room", "value": -2}],
            },
            {"id": "b", "name": "'quoted", "ratings": [{"id": "room", "value": 1}]},
        ],
    }
)


def test_a_field_is_filled_where_it_holds_something_else_than_at_first() -> None:
    assert [(one.path, one.is_words) for one in filled(TRIP)] == [
        ("title", True),
        ("steps/a/name", True),
        ("steps/a/goal", True),
        ("steps/a/experience/actions", True),
        ("steps/a/experience/feelings", True),
        ("steps/a/ratings/room/value", False),
        ("steps/b/name", True),
        ("steps/b/ratings/room/value", False),
    ]
    assert [one.say for one in lost(TRIP, frozenset({"title", "steps/name", "steps/experience/"}))] == [
        "2 ratings left out",
        "1 step: “What does the customer want here?” left out",
    ]


def test_no_cell_of_a_table_is_a_formula_and_figures_are_figures() -> None:
    rows = [*csv.reader(io.StringIO(written(csv_file.FORMAT, TRIP).data.decode("utf-8-sig")))]
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["Step"] == "'+SUM(A1)"
    assert first["What the customer wants"] == "'-2 for nothing"
    assert (first["Feelings"], first["Actions"]) == ("'@home", "'=1+1")
    assert first["Satisfaction (-2 to 2)"] == "-2"
    assert [step.name for step in csv_file.read(written(csv_file.FORMAT, TRIP).data, "x.csv").journey.steps] == [
        "+SUM(A1)",
        "'quoted",
    ]


def test_scores_are_those_of_the_other_scale() -> None:
    nodes = json.loads(written(openjourney.FORMAT, TRIP).data)["nodes"]
    assert [one["score"] for one in nodes if "score" in one] == [-5, 2.5]
    lines = written(mermaid.FORMAT, TRIP).data.decode().splitlines()
    assert [line.split(":")[1].strip() for line in lines[-2:]] == ["1", "4"]


def test_the_last_colon_before_a_figure_parts_name_and_score() -> None:
    found = mermaid.read(b"journey\nTrain 5: 09: platform 3: 2: Ana: the first, Ben\n", "x.mmd").journey
    assert found.steps[0].name == "Train 5: 09: platform 3"
    assert found.steps[0].ratings[0].value == 2
    assert [one.name for one in found.personas] == ["Ana: the first", "Ben"]


def test_a_figure_is_read_however_people_write_it_and_words_are_none() -> None:
    assert [figure_in(text) for text in ("−1", "–2", "-1", "+2", "0,5", "36 %", " 7 ")] == [-1, -2, -1, 2, 0.5, 36, 7]
    assert [figure_in(text) for text in ("7 of 10", "", "high", "1-2", "3 hours")] == [None] * 5


def test_a_solution_stands_at_the_step_of_the_moment_that_it_answers() -> None:
    raw = {
        **TRIP.to_json(),
        "moments": [{"id": "m", "name": "Nobody calls", "step": "b"}],
        "solutions": [{"id": "x", "title": "Call first", "moment": "m"}],
    }
    rows = [*csv.reader(io.StringIO(written(csv_file.FORMAT, Journey.model_validate(raw)).data.decode("utf-8-sig")))]
    assert [row[rows[0].index("Solutions")] for row in rows[1:]] == ["", "Call first"]
