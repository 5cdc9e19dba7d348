"""A scale that somebody says is obeyed, or asked about where the file says another; none is silently set aside."""

from __future__ import annotations

import pytest
from evidence_files import found, understood

from cjm_widgets.evidence import EvidenceError

COUNTED = "Step,Very good,Good,Fair,Poor,Very poor\nA,10,20,5,4,3\nB,10,22,5,4,3\n"
IN_WORDS = "Respondent ID,Gate,Desk\n1,Very good,Good\n2,Poor,Very poor\n3,Fair,Good\n"


@pytest.mark.parametrize("scale", ["negative-share", "five-points"])
def test_a_net_promoter_score_by_name_is_asked_about_where_another_scale_is_said(scale: str) -> None:
    text = "Step,NPS,n\nA,3,40\nB,4,40\n"
    (asked,) = understood(text, scale=scale).questions
    assert (asked.id, [one for one, _ in asked.options]) == ("which", ["nps", scale])
    for said, _ in asked.options:
        assert {one.scale for one in found(text, scale=scale, scales={"NPS": said}).figures} == {said}
    assert understood(text, scale="nps").questions == ()


@pytest.mark.parametrize("scale", ["1-5 low is good", "1-7", "ten-points", "nps", "felt"])
@pytest.mark.parametrize(("text", "column"), [(COUNTED, "Very good"), (IN_WORDS, "Gate")])
def test_another_scale_than_that_of_answers_in_words_is_asked_about_once(text: str, column: str, scale: str) -> None:
    for told in ({"scale": scale}, {"scales": {column: scale}}):
        (asked,) = understood(text, counted="people", **told).questions
        assert (asked.id, asked.column) == ("which", column)
        assert f"and you say {scale}." in asked.say
        assert found(text, counted="people", **{**told, "scales": {column: asked.options[0][0]}}).figures
    assert understood(text, counted="people", scale="five-points").questions == ()


@pytest.mark.parametrize(
    ("heading", "said", "own"),
    [
        ("% satisfied", "negative-share", "positive-share"),
        ("Satisfied %", "negative-share", "positive-share"),
        ("% very satisfied", "negative-share", "positive-share"),
        ("% promoters", "negative-share", "positive-share"),
        ("% detractors", "positive-share", "negative-share"),
        ("Zufriedene (%)", "negative-share", "positive-share"),
        ("Unzufriedene (%)", "positive-share", "negative-share"),
        ("Mean (0 to 10)", "five-points", "ten-points"),
        ("Mean 0-10", "five-points", "ten-points"),
        ("Rating out of 10", "five-points", "ten-points"),
        ("Mean (1-5)", "ten-points", "five-points"),
        ("Mean (1-5)", "negative-share", "five-points"),
        ("Score (1-7)", "five-points", "1-7"),
    ],
)
def test_a_scale_that_contradicts_its_heading_is_asked_about(heading: str, said: str, own: str) -> None:
    text = f"Step,{heading},n\nA,3,40\nB,4,40\n"
    (asked,) = understood(text, scale=said).questions
    assert [one for one, _ in asked.options] == [own, said]
    assert f"--scale “{heading}={own}”" in asked.say
    for right in (own, said):
        assert {one.scale for one in found(text, scales={heading: right}).figures} == {right}


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("% satisfied", "positive-share"),
        ("% dissatisfied", "negative-share"),
        ("% satisfied (4-5)", "positive-share"),
        ("Mean (18-24)", "five-points"),
        ("Mean (1-5)", "five-points"),
        ("Score", "1-7"),
    ],
)
def test_a_heading_that_says_the_same_or_nothing_asks_nothing(heading: str, said: str) -> None:
    assert understood(f"Step,{heading},n\nA,3,40\nB,4,40\n", scale=said).questions == ()


def test_a_question_that_says_its_scale_is_told_to_stay_on_it_beside_others() -> None:
    seen = understood("Respondent ID,Gate,Desk (1-7)\n1,2,3\n2,5,7\n", scale="five-points")
    assert [one.scale for one in seen.plan.values] == ["five-points", "1-7"]
    assert "“Desk (1-7)” is read as 1-7, as the file says, and not as five-points." in seen.remarks


def test_a_scale_of_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(EvidenceError, match="--scale “Gaet=…”: no column is called so"):
        understood("Step,Gate,n\nA,3,40\n", scales={"Gaet": "1-5", "Gate": "1-5"})
