"""Between surveys in which nothing changed nothing is called; and one survey that grew is known to be one."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest

from cjm_widgets.journey.differing.satisfaction import asked_again
from cjm_widgets.journey.model import Journey
from cjm_widgets.statistics import two_surveys
from cjm_widgets.statistics.figures import Points, Score

FIVE = (1, 2, 3, 4, 5)
DIVIDED = {
    "at both ends": (0.4, 0.05, 0.1, 0.05, 0.4),
    "only at both ends": (0.5, 0, 0, 0, 0.5),
    "nearly all alike": (0.02, 0.03, 0.05, 0.1, 0.8),
    "in the middle": (0.0625, 0.25, 0.375, 0.25, 0.0625),
}
Answers = list[list[int]]


def kept(scale: str, answers: list[int]) -> dict[str, Any]:
    """A figure as it stands on a map: of five points once as a file of answers leaves it, and once as it is typed."""
    n, counts = len(answers), Counter(answers)
    if scale == "negative-share":
        return {"value": 100 * (counts[1] + counts[2]) / n}
    if scale == "typed":
        return {"value": round(sum(answers) / n, 1), "scale": "five-points"}
    figure = Score(counts[5], counts[4], n - counts[5] - counts[4]) if scale == "nps" else Points(counts, FIVE)
    low, high = figure.interval() or (None, None)
    worst, best = (-100, 100) if scale == "nps" else (1, 5)
    return {"value": figure.value, "low": max(worst, low or worst), "high": min(best, high or best)}


def survey(year: str, scale: str, answers: Answers, least: int | None = None) -> Journey:
    source = {"id": year, "name": f"Ward, {year}", "kind": "survey", "when": year, "least": least}
    ratings = [[{"id": year, "source": year, "scale": scale, "n": len(one), **kept(scale, one)}] for one in answers]
    steps = [{"id": f"s{at}", "name": f"Step {at}", "ratings": one} for at, one in enumerate(ratings)]
    return Journey.model_validate({"id": "x", "sources": [source], "steps": steps})


def asked(chance: Random, shape: str, n: int, steps: int) -> Answers:
    return [chance.choices(FIVE, DIVIDED[shape], k=n) for _ in range(steps)]


def again(chance: Random, answers: Answers) -> Answers:
    """The same people, another year: half of them say the same, the others what anybody might have said."""
    return [[one if chance.random() < 0.5 else chance.choice(of) for one in of] for of in answers]


@pytest.fixture(autouse=True)
def settling(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many answers would settle the rest, which takes the most time, is no question here."""
    monkeypatch.setattr(two_surveys, "_to_tell", lambda *_: (None, None))


def verdicts(one: Journey, other: Journey) -> list[str]:
    return [felt.verdict for pair in asked_again(one, other, {}) for felt in pair.felt]


@pytest.mark.parametrize("scale", ["negative-share", "typed", "five-points", "nps"])
@pytest.mark.parametrize(
    ("n", "m", "steps"), [(3, 3, 10), (5, 40, 10), (8, 12, 20), (15, 15, 3), (40, 44, 10)], ids=str
)
def test_on_any_scale_of_few_of_many_steps_and_of_ties_chance_calls_five_of_100_at_most(
    scale: str, n: int, m: int, steps: int
) -> None:
    chance, pairs = Random(30), 30  # noqa: S311 - no secret
    called = sum(
        "changed"
        in verdicts(
            *(survey(str(year), scale, asked(chance, shape, of, steps)) for year, of in enumerate((n, m), 2025))
        )
        for shape in DIVIDED
        for _ in range(pairs)
    )
    print(f"\n{scale}, {n} and {m} answers, {steps} steps: {called} of {pairs * len(DIVIDED)} pairs call one")  # noqa: T201
    assert called <= 11, "of 120, more than that come in 1 of 100 such tests if it is 5 of 100"


def test_of_the_same_people_asked_twice_chance_calls_still_less() -> None:
    chance, called = Random(31), 0  # noqa: S311 - no secret
    for _ in range(60):
        first = asked(chance, "in the middle", 30, 10)
        called += "changed" in verdicts(
            survey("2025", "five-points", first), survey("2026", "five-points", again(chance, first))
        )
    assert called <= 1


@pytest.mark.parametrize("scale", ["negative-share", "five-points", "nps"])
@pytest.mark.parametrize("new", [1, 2, 4])
def test_a_survey_that_a_few_more_answered_tells_nothing_of_these_few_though_it_is_given_as_two_sources(
    scale: str, new: int
) -> None:
    chance = Random(32)  # noqa: S311 - no secret
    first = asked(chance, "in the middle", 40, 14)
    grown = [of + chance.choices(FIVE, k=new) for of in first]
    (found,) = asked_again(survey("2025", scale, first, 5), survey("2026", scale, grown, 5), {})
    assert found.felt == ()
    assert found.kept_back > 7
    (seen,) = asked_again(survey("2025", scale, first), survey("2026", scale, grown), {})
    assert len(seen.felt) == 14, "what came added up is shown as it is"
    more = [of + chance.choices(FIVE, k=5) for of in first]
    assert len(verdicts(survey("2025", scale, first, 5), survey("2026", scale, more, 5))) == 14, "five are enough"


@pytest.mark.parametrize(("new", "groups"), [(2, {""}), (4, {""}), (5, {"", "Day"}), (12, {"", "Day"})])
def test_nor_are_its_groups_compared_as_all_less_a_group_would_tell_the_same(new: int, groups: set[str]) -> None:
    chance = Random(34)  # noqa: S311 - no secret
    first = asked(chance, "in the middle", 40, 14)
    grown = [of + chance.choices(FIVE, k=new) for of in first]

    def with_group(year: str, answers: Answers) -> Journey:
        raw = survey(year, "five-points", answers, 5).to_json()
        for step, of in zip(raw["steps"], answers, strict=True):
            day = {"id": f"{year}-day", "source": year, "rater": f"Ward, {year}: Day", "scale": "five-points", "n": 20}
            step["ratings"].append(day | kept("five-points", of[:20]))
        return Journey.model_validate(raw)

    found = asked_again(with_group("2025", first), with_group("2026", grown), {})
    assert {one.group for one in found} == groups


def test_of_other_people_nearly_as_many_all_is_told() -> None:
    chance, pairs, back = Random(33), 60, 0  # noqa: S311 - no secret
    for at in range(pairs):
        one, other = (asked(chance, "in the middle", n, 14) for n in (40, 40 + at % 5))
        (found,) = asked_again(survey("2025", "five-points", one, 5), survey("2026", "five-points", other, 5), {})
        back += found.kept_back > 0
    print(f"\n{back} of {pairs} pairs of other people are taken for one survey that grew")  # noqa: T201
    assert back <= 0.05 * pairs
