"""What goes with an outcome is said of what is called, and nothing is built on what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets.journey.feedback import feedback
from cjm_widgets.journey.model import Journey, Moment, Rating, Source, SourceFigure, Step

NAMES = "ABCDEF"


def said(goes: str, *, moments: str = "", explained: float | None = None, n: int = 101) -> dict[str, list[str]]:
    """Sentences by what they are about: a step is “A!” where it is called, “A?” where it is first.

    “A-” is below nought.
    """
    figures: list[dict[str, Any]] = []
    for at, one in enumerate(goes.split()):
        marks = {"called": "!" in one, "first": "?" in one}
        ends: dict[str, Any] = {"value": 0.5 - at / 20, "low": 0.1, "high": 0.8, "n": n}
        if "-" in one:
            ends |= {"value": -ends["value"], "low": -0.8, "high": -0.1}
        figures.append({"kind": "goes-with", "step": one[0].lower(), "name": "Overall", **ends, **marks})
    if explained is not None:
        figures += [{**one, "kind": "weight", "value": 0.1, "first": one["step"] == "f"} for one in figures]
        figures.append({"kind": "weight", "name": "Overall", "value": explained, "n": n})
    kept = tuple(SourceFigure.model_validate({"id": f"f{at}", **one}) for at, one in enumerate(figures))
    rating = {"rater": "", "scale": "five-points", "value": 3, "source": "s", "n": 90}
    journey = Journey(
        id="visit",
        sources=(Source(id="s", name="Ward", kind="survey", figures=kept),),
        steps=tuple(
            Step(id=name.lower(), name=name, ratings=(Rating.model_validate({"id": "s", **rating}),)) for name in NAMES
        ),
        moments=tuple(Moment(id=f"m-{name.lower()}", step=name.lower()) for name in moments),
    )
    (survey,) = feedback(journey)
    told: dict[str, list[str]] = {}
    for one in survey.said:
        told.setdefault(one.about, []).append(one.say)
    return told


def test_the_only_first_step_goes_most_and_the_others_that_are_called_go_with_it_too() -> None:
    assert said("A!? B C")["goes-with"] == ["“A” goes most with “Overall”: 0.50, 0.10 to 0.80, n = 101."]
    (say,) = said("A!? B! C! D")["goes-with"]
    assert say.endswith("n = 101; “B” and “C” go with it, too.")


@pytest.mark.parametrize(
    ("goes", "say"),
    [
        ("A!? B? C?", ("“A” goes with “Overall”: 0.50, 0.10 to 0.80, n = 101. "
         "Which step goes most cannot be told: any of “A”, “B” and “C” may.")),
        ("A!? B!? C!", ("“A”, “B” and “C” go with “Overall” by more than chance. "
         "Which step goes most cannot be told: any of “A” and “B” may.")),
        ("A? B! C!", "“B” and “C” go with “Overall” by more than chance. Which step goes most cannot be told."),
        ("A! B! C", "“A” and “B” go with “Overall” by more than chance. Which step goes most cannot be told."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("explained", [None, 0.0])
def test_what_cannot_be_told_from_the_strongest_is_named_though_it_is_not_called(
    goes: str, say: str, explained: float | None
) -> None:
    """Whichever step has the largest part: one rule says what is first, and no list is empty."""
    assert said(goes, explained=explained)["goes-with"] == [say]


def test_how_much_all_steps_tell_allows_for_their_number_and_is_said_only_where_one_is_called() -> None:
    """1 − 0.6 × 100 / 97 is 0.381; of three columns of random answers of 101 people R² is some 0.03: nothing."""
    (_, share) = said("A!? B C", explained=0.4)["goes-with"]
    assert share == "All steps together go with about 38 % of how “Overall” differs from person to person."
    assert len(said("A!? B C", explained=0.03)["goes-with"]) == 1
    assert said("A? B? C?", explained=0.4)["goes-with"] == [
        "Not enough to say which steps go with “Overall”: of none it is more than chance."
    ]
    assert len(said("A!? B C", explained=0.9, n=4)["goes-with"]) == 1


def test_a_blind_spot_is_what_surely_goes_most_or_all_that_may() -> None:
    told = said("A!? B! C", moments="B")
    assert told["blind"] == ["“A” goes most with “Overall”, and is no moment of truth on your map: look again."]
    assert told["agrees"] == ["“B” is a moment of truth on your map, and goes with “Overall”."]
    told = said("A!? B!? C! D", moments="BC")
    assert "blind" not in told, "B may be what goes most"
    assert told["agrees"] == ["“B” and “C” are moments of truth on your map, and go with “Overall”."]
    assert said("A!? B? C!", moments="C")["blind"] == [
        "One of “A” and “B” goes most with “Overall”; none of them is a moment of truth on your map: look again."
    ]
    assert said("A? B! C", moments="B").get("blind") is None
    assert said("A!? B?", moments="F")["blind"] == ["Your moments of truth that were not asked about: “F”."]


def test_without_a_step_that_is_called_nothing_is_said_of_moments() -> None:
    assert set(said("A? B?", moments="AF")) == {"goes-with"}


TURNED = "rated better, “Overall” is lower: check which end of each is good."


@pytest.mark.parametrize(
    ("goes", "say", "turned"),
    [
        ("A-!? B C", "“A” goes most against “Overall”: −0.50, −0.80 to −0.10, n = 101.", "“A” is"),
        ("A-!? B! C-! D", ("“A” goes most against “Overall”: −0.50, −0.80 to −0.10, n = 101; “B” goes with it; “C” "
                           "goes against it, too."), "“A” and “C” are"),
        ("A!? B-!", "“A” goes most with “Overall”: 0.50, 0.10 to 0.80, n = 101; “B” goes against it.", "“B” is"),
        ("A-!? B!? C!", ("“B” and “C” go with “Overall”, “A” goes against it by more than chance. Which step goes "
                         "most with or against it cannot be told: any of “A” and “B” may."), "“A” is"),
        ("A-!? B-!?", ("“A” and “B” go against “Overall” by more than chance. Which step goes most against it cannot "
                       "be told: any of “A” and “B” may."), "“A” and “B” are"),
    ],
)  # fmt: skip
def test_what_goes_against_the_outcome_is_told_apart_from_what_goes_with_it(goes: str, say: str, turned: str) -> None:
    assert said(goes)["goes-with"] == [say, f"Where {turned} {TURNED}"]


def test_a_moment_that_goes_against_the_outcome_is_told_as_that() -> None:
    told = said("A-!? B! C-!", moments="BC")
    assert told["agrees"] == [
        "“B” is a moment of truth on your map, and goes with “Overall”.",
        "“C” is a moment of truth on your map, and goes against “Overall”.",
    ]
    assert told["blind"] == ["“A” goes most against “Overall”, and is no moment of truth on your map: look again."]
    told = said("A-!? B!? C!", moments="C")
    (say,) = told["blind"]
    assert say.startswith("One of “A” and “B” goes most with or against “Overall”; none of them is a moment of truth")
