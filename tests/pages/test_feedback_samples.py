"""Every sample gives the same by the page, driven as its browser drives it, as by the command."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from bringing import Bringing
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.evidence.least import LEAST
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store

SAMPLES = Path(__file__).parents[1] / "data" / "evidence"
SCALES = {
    "respondents_three_headings.csv": "",
    "respondents_matrix.csv": "five-points",
    "recommend_0_to_10.csv": "",
    "groups_positive_wide.csv": "positive-share",
    "segments_long.csv": "five-points",
    "targets_semicolon.csv": "positive-share",
    "title_rows_and_signs.csv": "negative-share",
    "windows_1252.csv": "negative-share",
    "forms_words.xlsx": "",
    "events.csv": "",
}
"""The samples, and what has to be said of their scales."""


def by_command(folder: Path, file: str, scale: str) -> tuple[Journey, dict[str, Any]]:
    """The map after the command, and what it tells of the file."""
    Store(folder / "journeys").create(Journey(id="trip"))
    command = ["attach", "trip", str(SAMPLES / file), "--name", "Survey", *(("--scale", scale) if scale else ())]
    told = json.loads(CliRunner().invoke(app, [*command, "--dry-run", "--json"]).stdout)
    CliRunner().invoke(app, [*command, "--make-steps"])
    return Store(folder / "journeys").open("trip"), told


async def by_page(folder: Path, file: str, scale: str) -> tuple[Journey, Bringing, dict[str, Any] | None]:
    """The map after the page, the page, and what it showed of the file."""
    store = Store(folder)
    store.create(Journey(id="trip"))
    page = Bringing(store)
    await page.bring((SAMPLES / file).read_bytes(), file)
    if scale:
        asked = page.state["looked"]["asked"]
        assert [one["id"] for one in asked] == ["scale"]
        assert scale in dict(asked[0]["options"])
        await page.tell(scale=scale)
    shown = page.state["looked"]
    if shown is not None:
        names = {one["name"]: one["name"] for one in shown["names"] if one["is"] == "step"}
        await page.tell(scale=scale, steps=names)
        shown = page.state["looked"]
    await page.put("Survey")
    return store.open("trip"), page, shown


def of(journey: Journey) -> Any:
    """What a map holds, without who put it there and when."""
    return [journey.model_dump(mode="json", include={"steps", "sources"})]


@pytest.mark.parametrize(("file", "scale"), SCALES.items())
def test_a_sample_gives_the_same_by_the_page_as_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, scale: str
) -> None:
    monkeypatch.chdir(tmp_path)
    expected, told = by_command(tmp_path, file, scale)
    found, page, shown = asyncio.run(by_page(tmp_path / "page", file, scale))
    if file == "respondents_three_headings.csv":
        assert shown is not None
        assert shown["file"]["when"] == "2026-05", "what is proposed as a date is filled in"
    assert of(found) == of(expected)
    if shown is None:
        assert [one["say"] for one in page.state["problems"]] == [one["say"] for one in told["problems"]]
        assert page.refused(), "and it cannot be put on the map"
        return
    came = any(one["cases"] >= LEAST for one in told["events"])
    enough = any(one["n"] is None or one["n"] >= LEAST for one in (*told["figures"], *told["outcomes"]))
    assert (found.sources != ()) == (enough or came)
    assert shown["comments"] == len(told["comments"])
    for part in ("asked", "left_out", "flags"):
        assert shown[part] == told[part], part
    assert [{**one, "map_step": None} for one in shown["events"]] == told["events"]
    assert shown["file"]["encoding"] == told["file"]["encoding"]
