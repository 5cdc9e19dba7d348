"""Next quarter's file is read as the one before it, and keeps a time of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from bringing import Bringing

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store


def answers(*months: int, more: str = "") -> bytes:
    """Answers of twelve people, spread over some months of 2026, with a column `more` if it is named."""
    rows = [
        f"{at},2026-{months[at % len(months)]:02d}-{1 + at:02d},{1 + at % 5},{5 - at % 4}"
        + f",{1 + at % 3}" * bool(more)
        for at in range(12)
    ]
    return "\n".join([f"Person,Date,Reception,Way out{f',{more}' * bool(more)}", *rows, ""]).encode()


def opened(folder: Path) -> Bringing:
    store = Store(folder)
    store.create(Journey(id="trip", steps=(Step(id="in", name="Reception"), Step(id="out", name="Way out"))))
    return Bringing(store)


def test_the_date_is_proposed_from_this_file_also_where_it_is_read_as_the_one_before(tmp_path: Path) -> None:
    async def way() -> None:
        page = opened(tmp_path)
        await page.bring(answers(1, 2, 3), "people Q1 2026.csv")
        await page.tell(scale="five-points")
        assert page.looked["file"]["when"] == "2026-03"
        await page.put("people Q1 2026", date="2026-Q1")
        await page.bring(answers(4, 5, 6), "people Q2 same.csv")
        assert (page.looked["planned"], page.looked["asked"]) == ("people Q1 2026", [])
        assert page.looked["file"]["when"] == "2026-06"

    asyncio.run(way())


ROLES = {"values": ["Reception", "Way out"]}


@pytest.mark.parametrize(
    ("said", "steps", "outcomes"),
    [
        ({"values": ["Reception", "Way out", "Parking"], "steps": {"Parking": "Parking"}}, ["Parking"], []),
        ({**ROLES, "outcomes": ["Parking"]}, [], ["Parking"]),
        ({**ROLES, "unused": ["Parking"]}, [], []),
    ],
    ids=["a step", "of the whole", "left out"],
)
def test_of_a_new_column_it_is_said_once_what_it_is_and_the_next_file_needs_no_click(
    tmp_path: Path, said: dict[str, Any], steps: list[str], outcomes: list[str]
) -> None:
    async def way() -> None:
        page = opened(tmp_path)
        await page.bring(answers(1, 2, 3))
        await page.tell(scale="five-points")
        assert page.looked["new_columns"] == []
        await page.put("Q1", date="2026-Q1")

        await page.bring(answers(4, 5, 6, more="Parking"))
        assert (page.looked["new_columns"], page.looked["asked"]) == (["Parking"], [])
        await page.tell(**said)
        looked = page.looked
        assert (looked["new_columns"], looked["asked"], looked["planned"]) == ([], [], "Q1")
        of_parking = [(one["is"], one["to"]) for one in looked["names"] if one["name"] == "Parking"]
        assert of_parking == [*(("step", one) for one in steps), *(("outcome", None) for _ in outcomes)]
        await page.put("Q2", date="2026-Q2")

        await page.bring(answers(7, 8, 9, more="Parking"))
        again = page.looked
        assert (again["planned"], again["new_columns"], again["asked"]) == ("Q2", [], [])
        assert [one["name"] for one in again["names"]] == ["Reception", "Way out", *steps, *outcomes]
        assert {one["why"] for one in again["names"]} <= {"As last time", "About the journey as a whole"}

    asyncio.run(way())


def test_an_outcome_that_the_file_names_itself_can_be_left_out_and_stays_so(tmp_path: Path) -> None:
    async def way() -> None:
        page = opened(tmp_path)
        await page.bring(answers(1, 2, 3, more="Overall"))
        await page.tell(scale="five-points")
        assert [one["is"] for one in page.looked["names"]] == ["step", "step", "outcome"]
        await page.tell(scale="five-points", **ROLES, unused=["Overall"])
        assert [one["is"] for one in page.looked["names"]] == ["step", "step"]
        await page.put("Q1", date="2026-Q1")
        await page.bring(answers(4, 5, 6, more="Overall"))
        await page.tell(missing=["9"])
        assert [one["is"] for one in page.looked["names"]] == ["step", "step"]

    asyncio.run(way())
