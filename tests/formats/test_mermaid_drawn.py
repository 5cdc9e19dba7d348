"""Mermaid itself reads and draws what we write: names as they are, scores on their steps, whatever signs people use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from going_out import small, starters, written
from hypothesis import given, settings

from cjm_widgets.formats import mermaid
from cjm_widgets.journey.model import Journey

PACKAGE = Path(__file__).parents[2] / ".mermaid" / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
DRAW = """async (text) => {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const scores = db.getTasks().map(({ score }) => score);
  const { svg } = await mermaid.render(`m${Math.random().toString(36).slice(2)}`, text);
  document.body.innerHTML = svg;
  return [scores, document.body.textContent];
}"""
AWKWARD = (
    "09:30 train",
    "Journey to work",
    "Title deeds",
    "section 8; “x” <b>",
    "accTitle: no",
    "a # b %% c {d} `e` \\ $f$ & g",
    "#35;",
    "日本語 العربية é",
)


@pytest.fixture(scope="module")
def drawn(chromium: Any) -> Any:
    if not PACKAGE.exists():
        pytest.skip("Mermaid’s own package is not here; .ci/run fetches it.")
    page = chromium.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(path=PACKAGE)
    page.evaluate("mermaid.initialize({ startOnLoad: false })")

    def draw(journey: Journey) -> tuple[list[float | None], str]:
        scores, words = page.evaluate(DRAW, written(mermaid.FORMAT, journey).data.decode())
        return scores, "".join(words.split())

    yield draw
    page.close()


def missing(journey: Journey, words: str) -> list[str]:
    """What is written in a diagram and not drawn."""
    names = [journey.title, *(one.name for one in (*journey.steps, *journey.stages))]
    used = {step.stage for step in journey.steps}
    unused = [one.name for one in journey.stages if one.id not in used]
    return [name for name in names if name not in unused and "".join(name.split()) not in words]


def test_awkward_names_are_drawn_as_they_are_and_scores_stand_at_their_steps(drawn: Any) -> None:
    steps = [
        {"id": f"s{at}", "name": name, "stage": "a", "ratings": [{"id": "room", "value": at % 5 - 2}]}
        for at, name in enumerate(AWKWARD)
    ]
    raw = {"id": "x", "title": AWKWARD[1], "stages": [{"id": "a", "name": AWKWARD[2]}], "steps": steps}
    journey = Journey.model_validate(raw)
    scores, words = drawn(journey)
    assert missing(journey, words) == []
    assert scores == [at % 5 + 1 for at in range(len(AWKWARD))]


def test_the_starters_are_drawn(drawn: Any) -> None:
    for journey in starters():
        if journey.steps:
            scores, words = drawn(journey)
            assert missing(journey, words) == []
            assert len(scores) == len(journey.steps)


@settings(max_examples=40, deadline=None)
@given(journey=small())
def test_whatever_people_call_things_is_drawn(drawn: Any, journey: Journey) -> None:
    assert missing(journey, drawn(journey)[1]) == []
