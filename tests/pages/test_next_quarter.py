"""Next quarter's file is read as the one before it, and keeps a time of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path

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
