"""Few people between a file and a survey that stands are seen though the file calls and counts all otherwise."""

from __future__ import annotations

import random
from typing import Any

import pytest

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.least import WhoAnsweredError
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.looked import Looked
from cjm_widgets.tasks.surveys import attach_survey

STEPS = ("Gate", "Desk", "Lift", "Hall")
CHANCE = random.Random(41)  # noqa: S311  no secret
PEOPLE = [[CHANCE.randint(1, 5) for _ in range(5)] for _ in range(90)]


@pytest.fixture
def store(tmp_path) -> Store:
    store = Store(tmp_path)
    store.create(Journey(id="trip", steps=tuple(Step(id=name.lower(), name=name) for name in STEPS)))
    return store


def attach(
    store: Store,
    people: list[list[int]],
    name: str,
    *,
    scale: str = "five-points",
    steps: tuple[str, ...] = STEPS,
    **more: Any,
) -> str:
    lines = [",".join(("id", *steps, "Overall")), *(",".join(map(str, (at, *one))) for at, one in enumerate(people))]
    table = table_of("\n".join(lines) + "\n")
    told = Told(scale=scale, values=steps, outcomes=("Overall",))
    looked = Looked(understood := understand(table, told, steps), read(understood))
    return attach_survey(store, "trip", looked, name=name, keep_in=store, make_steps=True, **more)


def in_numbers(people: list[list[int]], numbers: list[int]) -> list[list[int]]:
    return [[numbers[answer - 1] for answer in one] for one in people]


@pytest.mark.parametrize(
    ("numbers", "scale"),
    [
        ([-2, -1, 0, 1, 2], "felt"),
        ([0, 25, 50, 75, 100], "0-100"),
        ([5, 4, 3, 2, 1], "five-points"),
        ([5, 4, 3, 2, 1], "1-5 low is good"),
        ([1, 2, 4, 6, 7], "1-7"),
    ],
)
@pytest.mark.parametrize("steps", [STEPS, ("Door", "Counter", "Stairs", "Room")])
def test_one_person_more_in_other_numbers_or_under_other_headings_is_seen(
    store: Store, numbers: list[int], scale: str, steps: tuple[str, ...]
) -> None:
    attach(store, PEOPLE[:40], "May")
    kept = store.open("trip")
    with pytest.raises(EvidenceError, match=r"lies 1 person.* take “May” off first") as refused:
        attach(store, in_numbers(PEOPLE[:41], numbers), "June", scale=scale, steps=steps, answered_by="others")
    assert not isinstance(refused.value, WhoAnsweredError), "rows know better than who was asked"
    assert store.open("trip") == kept
    attach(store, in_numbers(PEOPLE[45:86], numbers), "July", scale=scale, steps=steps)


def test_the_next_file_of_a_survey_in_other_numbers_tells_nobody_either(store: Store) -> None:
    attach(store, PEOPLE[:40], "May")
    with pytest.raises(EvidenceError, match="lies 1 person"):
        attach(store, in_numbers(PEOPLE[:41], [-2, -1, 0, 1, 2]), "May", scale="felt")
    attach(store, in_numbers(PEOPLE[:45], [-2, -1, 0, 1, 2]), "May", scale="felt")
