"""The tables behind the pictures say what the journey says."""

import pandas as pd
from rated_journey import NAMES, ROOM, SHARES, rated

from cjm_widgets.charts.figures import (
    DIAGNOSTIC_COLUMNS,
    SATISFACTION_COLUMNS,
    diagnostic_figures,
    satisfaction_figures,
)
from cjm_widgets.journey.edits import apply, set_value
from cjm_widgets.journey.model import Journey


def test_each_rating_stands_in_the_table_with_its_scale_and_evidence():
    figures = satisfaction_figures(rated(room=ROOM, shares=SHARES, hot=(4,)))
    assert list(figures.columns) == list(SATISFACTION_COLUMNS)
    survey = figures[figures["scale"] == "negative-share"]
    assert survey["value"].tolist() == list(SHARES)
    assert survey["step"].tolist() == list(NAMES)
    assert set(survey["unit"]) == {"%"}
    assert set(survey["n"]) == {5871}
    assert set(survey["source"]) == {"Passenger survey"}
    assert set(survey["basis"]) == {"measured"}
    assert survey[survey["moment_of_truth"]]["step_no"].tolist() == [5]


def test_what_nobody_rated_is_missing_and_never_zero():
    figures = satisfaction_figures(rated(room=(0, None, "unknown")))
    assert figures["value"].isna().tolist() == [False, True, True]
    assert figures["value"][0] == 0
    assert figures["basis"].isna().tolist() == [False, True, False]
    assert figures["n"].isna().all()


def test_a_rater_without_any_answer_has_no_rows():
    figures = satisfaction_figures(rated(room=(None,) * 8, shares=SHARES))
    assert set(figures["rater"]) == {"Survey 2015"}


def test_a_journey_without_ratings_gives_an_empty_table_with_its_columns():
    figures = satisfaction_figures(Journey.model_validate({"id": "x"}))
    assert figures.empty
    assert list(figures.columns) == list(SATISFACTION_COLUMNS)


def test_the_five_cs_tell_unknown_from_not_rated_and_from_no():
    journey = Journey.model_validate({"id": "x"})
    for name, rating in (("changeable", 2), ("challenged", 0), ("costly", "unknown")):
        journey = apply(journey, set_value(journey, f"diagnostic/{name}/rating", rating))
    figures = diagnostic_figures(journey)
    assert list(figures.columns) == list(DIAGNOSTIC_COLUMNS)
    assert figures["c"].tolist() == ["Changeable", "Challenged", "Complex", "Climactic", "Costly"]
    assert figures["rating"].fillna(-1).tolist() == [2, 0, -1, -1, -1]
    assert figures["answer"].tolist() == ["Very much", "Not really", "Not rated yet", "Not rated yet", "Nobody knows"]
    assert pd.isna(figures["rating"][4])
