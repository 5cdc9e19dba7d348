"""What is missing in a file, or not used of it, is told: nothing goes in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.tasks.looked import look_through
from cjm_widgets.tasks.shown_file import shown_file

if TYPE_CHECKING:
    from pathlib import Path

STEPS = (("a", "Booking"), ("b", "Flight"))
ANSWERS = "id,Booking,Flight\n" + "".join(f"{at},{1 + at % 5},{'N/A' if at < 3 else 2}\n" for at in range(12))


@pytest.mark.parametrize(
    ("text", "scale", "missing"),
    [
        (ANSWERS, "five-points", {"said": [], "of": "answer", "count": 3}),
        (ANSWERS.replace("N/A", "5"), "five-points", {"said": [], "of": "answer", "count": 0}),
        ("Item,Score %\nBooking,36\nFlight,N/A\n", "positive-share", {"said": [], "of": "figure", "count": 1}),
    ],
)
def test_what_is_missing_is_counted(tmp_path: Path, text: str, scale: str, missing: dict[str, object]) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(text, encoding="utf-8")
    told = Told(scale=scale)
    journey = Journey(id="trip", steps=tuple(Step(id=key, name=name) for key, name in STEPS))
    assert shown_file(look_through(file, told, journey), told, STEPS)["missing"] == missing


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("Nobody told me how long I would wait", "The tablets came late at night"), True),
        (("By telephone", "At the desk"), False),
    ],
)
def test_sentences_that_are_not_taken_for_comments_are_told(tmp_path: Path, said: tuple[str, str], told: bool) -> None:
    file = tmp_path / "survey.csv"
    rows = [f"{at},{1 + at % 5},{said[at % 2]}\n" for at in range(12)]
    file.write_text("id,Booking,What could we do better?\n" + "".join(rows), encoding="utf-8")
    understood = look_through(file, Told(scale="five-points"), Journey(id="trip")).understood
    assert ("What could we do better?" in understood.unused, understood.plan.comments) == (True, ())
    assert any("“What could we do better?” holds sentences" in one for one in understood.remarks) == told
