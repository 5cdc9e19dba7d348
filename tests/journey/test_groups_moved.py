"""Groups and outcomes that were asked again are compared with the same care as steps, all of them as one family."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from planted_changes import TODAY

from cjm_widgets.journey.differing import difference
from cjm_widgets.journey.differing.account import Side, account, lines_of
from cjm_widgets.journey.differing.drawn import as_curves
from cjm_widgets.journey.model import Journey

ALL = ""


def asked(
    year: str, figures: dict[tuple[str, str], float], outcomes: dict[str, float] | None = None, **more: Any
) -> Journey:
    """A map with one survey: the share of positive answers by step and group, and of those who would come again."""
    n = more.pop("n", 400)
    at = more.pop("id", f"asked-{year}")
    source = {"id": at, "name": f"Asked, {year}", "kind": "survey", "when": year, "n": n, **more}
    source["figures"] = [
        {"id": f"o{number}", "kind": "outcome", "name": "Would come again", "group": group}
        | {"scale": "positive-share", "value": value, "n": n}
        for number, (group, value) in enumerate((outcomes or {}).items())
    ]
    steps: dict[str, list[dict[str, Any]]] = {}
    for (step, group), value in figures.items():
        whose = {"id": f"{at}-{group.casefold()}", "rater": f"Asked, {year}: {group}"} if group else {"id": at}
        steps.setdefault(step, []).append(
            {**whose, "source": at, "scale": "positive-share", "value": value, "n": n if group == ALL else n // 2}
        )
    raw = {"id": "x", "sources": [source]}
    raw["steps"] = [{"id": step, "name": step.upper(), "ratings": ratings} for step, ratings in steps.items()]
    return Journey.model_validate(raw)


def verdicts(before: Journey, after: Journey) -> dict[tuple[str, str], str]:
    """By what was asked about and who answered."""
    found = difference(before, after, TODAY)
    return {(one.name, asked.group): one.verdict for asked in found.asked for one in asked.felt}


def told(before: Journey, after: Journey) -> str:
    return "\n".join(lines_of(account(difference(before, after, TODAY), Side("Before"), Side("Now"))))


BEFORE = asked("2025", {("a", ALL): 50, ("a", "Business"): 60, ("a", "Private"): 40}, {ALL: 50, "Private": 50})
AFTER = asked("2026", {("a", ALL): 50, ("a", "Business"): 35, ("a", "Private"): 65}, {ALL: 80, "Private": 54})


def test_the_groups_that_moved_are_told_though_all_together_did_not_and_so_is_an_outcome() -> None:
    assert verdicts(BEFORE, AFTER) == {
        ("A", ALL): "not enough",
        ("Would come again", ALL): "changed",
        ("A", "Business"): "changed",
        ("A", "Private"): "changed",
        ("Would come again", "Private"): "not enough",
    }
    said = told(BEFORE, AFTER)
    assert (
        "“A” (Business) is worse than in “Asked, 2025” by more than chance. Positive answers, %: 60 % then (n = 200), "
        "35 % now (n = 200); 25 percentage points apart, 15 to 34 (95 %)."
    ) in said
    assert "“Would come again” is better than in “Asked, 2025” by more than chance." in said
    assert "“Would come again” (Private)" in said.partition("What cannot be told")[2]
    assert said.count("“Asked, 2026” is compared with “Asked, 2025”") == 1


def test_programs_read_which_group_it_is_and_that_an_outcome_is_no_step() -> None:
    read = difference(BEFORE, AFTER, TODAY).to_json()
    found = {(one["group"], felt["step"], felt["name"]) for one in read["asked"] for felt in one["felt"]}
    assert ("Business", "a", "A") in found
    assert (ALL, "", "Would come again") in found
    assert {step for one in read["asked"] for said in one["said"] for step in said["steps"]} == {"a"}


def test_the_table_says_who_answered_and_the_picture_draws_all_who_did() -> None:
    found = difference(BEFORE, AFTER, TODAY)
    heads, *rows = next(one.table for one in account(found, Side("Before"), Side("Now")).parts if one.table)
    assert heads == ("Step", "Before", "Now", "What can be told", "Who")
    assert ("A", "60 % (n = 200)", "35 % (n = 200)", "worse", "Business") in rows
    assert ("A", "50 % (n = 400)", "50 % (n = 400)", "not enough to say", "All") in rows
    drawn = as_curves(found)
    assert drawn is not None
    assert [(step.id, len(step.ratings)) for step in drawn.steps] == [("a", 2)]


def with_others(journey: Journey, year: str) -> Journey:
    """The map with a benchmark, and with another survey whose id begins as the first one's does."""
    raw = journey.to_json()
    raw["sources"][0]["figures"].append(
        {
            "id": "b",
            "kind": "benchmark",
            "name": "Others",
            "scale": "positive-share",
            "value": int(year) - 1970,
            "n": 90,
        }
    )
    at = f"{raw['sources'][0]['id']}-staff"
    raw["sources"].append({"id": at, "name": f"Staff, {year}", "kind": "survey", "when": year})
    raw["steps"][0]["ratings"].append(
        {"id": at, "rater": "Staff", "source": at, "scale": "felt", "value": int(year) - 2025, "n": 40}
    )
    return Journey.model_validate(raw)


def test_neither_others_figures_nor_another_survey_is_a_group_of_this_one() -> None:
    found = verdicts(with_others(BEFORE, "2025"), with_others(AFTER, "2026"))
    assert {group for _, group in found} == {ALL, "Business", "Private"}
    assert {name for name, _ in found} == {"A", "Would come again"}


def test_each_group_that_is_asked_makes_it_harder_to_call_the_others() -> None:
    before, after = asked("2025", {("a", ALL): 50}, n=200), asked("2026", {("a", ALL): 60}, n=200)
    assert verdicts(before, after) == {("A", ALL): "changed"}
    groups = {("a", "Business"): 50.0, ("a", "Private"): 50.0}
    before = asked("2025", {("a", ALL): 50, **groups}, n=200)
    after = asked("2026", {("a", ALL): 60, **groups}, n=200)
    assert set(verdicts(before, after).values()) == {"not enough"}


def test_of_one_survey_that_grew_no_group_is_told_and_that_is_said() -> None:
    before = asked("2025", {("a", ALL): 50, ("a", "Business"): 61}, id="one", least=5)
    after = asked("2025", {("a", ALL): 40, ("a", "Business"): 23}, id="one", least=5, n=420)
    assert set(verdicts(before, after)) == {("A", ALL)}
    said = told(before, after)
    assert "Figures by group are compared only where another survey asked the same groups again" in said
    assert "23 %" not in said
    assert "Figures by group are compared only" not in told(BEFORE, AFTER)


@pytest.mark.parametrize(("n", "shown"), [(402, False), (440, True)])
def test_an_outcome_of_one_survey_that_a_few_more_answered_is_kept_back(n: int, *, shown: bool) -> None:
    before = asked("2025", {("a", ALL): 50}, {ALL: 50}, id="one", least=5)
    after = asked("2025", {("a", ALL): 50}, {ALL: 51}, id="one", least=5, n=n)
    assert (("Would come again", ALL) in verdicts(before, after)) == shown
    assert ("only a few answers are new" in told(before, after)) != shown


def test_a_survey_of_outcomes_alone_is_compared_with_itself() -> None:
    before, after = (asked("2025", {}, {ALL: value}, id="one", n=n) for value, n in ((30, 400), (60, 900)))
    assert verdicts(before, after) == {("Would come again", ALL): "changed"}


def test_where_nothing_changed_five_of_100_maps_with_groups_at_most_say_that_something_did() -> None:
    chance = Random(15)  # noqa: S311 - no secret

    def drawn(year: str) -> Journey:
        shares = {(step, group): 0.3 for step in "abc" for group in (ALL, "Business", "Private")}
        n = {group: 60 if group == ALL else 30 for _, group in shares}
        figures = {
            (step, group): 100 * sum(chance.random() < share for _ in range(n[group])) / n[group]
            for (step, group), share in shares.items()
        }
        return asked(year, figures, {ALL: 100 * sum(chance.random() < 0.6 for _ in range(60)) / 60}, n=60)

    pairs = 60
    moved = sum("changed" in verdicts(drawn("2025"), drawn("2026")).values() for _ in range(pairs))
    assert moved / pairs <= 0.05
