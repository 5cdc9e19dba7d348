"""A survey is attached while others attach or write: by the map as it stands then, and nobody loses anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from soon import PATIENCE

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.tasks.looked import look_through
from cjm_widgets.tasks.surveys import attach_survey

STEPS = tuple(f"s{number}" for number in range(8))
WRITER = """import sys
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import Store
store = Store(sys.argv[1])
print("writing", flush=True)
for number in range(60):
    for step in ("s0", "s7"):
        store.save("trip", [new_edit(f"steps/{step}/name", f"{step} {number}", by="Ana")])
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=tuple(Step(id=step, name=step) for step in STEPS)))
    return store


def attaching(store: Store, name: str, file: Path, *options: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "cjm_widgets", "attach", str(store.folder / "trip.json"), str(file)]
    return subprocess.Popen(
        [*command, "--name", name, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def survey(place: Path, *steps: str, share: int = 20) -> Path:
    file = place / f"survey-{'-'.join(steps)}.csv"
    file.write_text("step,negative_pct\n" + "".join(f"{step},{share}\n" for step in steps), encoding="utf-8")
    return file


def ended(process: subprocess.Popen) -> tuple[int, str]:
    said, _ = process.communicate(timeout=PATIENCE)
    return process.returncode, said


def figures(store: Store) -> set[tuple[str, str]]:
    trip = Store(store.folder).open("trip")
    return {(step.id, rests_on(trip, rating).name) for step in trip.steps for rating in step.ratings}


def test_a_survey_that_another_attached_meanwhile_is_not_written_over(store: Store, tmp_path: Path) -> None:
    looked = look_through(survey(tmp_path, "s1", share=90), Told(), store.open("trip"))
    assert ended(attaching(store, "passengers-2026", survey(tmp_path, "s1")))[0] == 0
    with pytest.raises(EvidenceError, match="cannot be told apart"):
        attach_survey(store, "trip", looked, name="Passengers 2026")
    assert figures(store) == {("s1", "passengers-2026")}


def test_two_surveys_and_a_page_at_once_lose_nothing_of_each_other(store: Store, tmp_path: Path) -> None:
    files = survey(tmp_path, *STEPS[1:5]), survey(tmp_path, *STEPS[3:7])
    writing = subprocess.Popen([sys.executable, "-c", WRITER, str(store.folder)], stdout=subprocess.PIPE, text=True)
    assert writing.stdout.readline() == "writing\n"
    both = [attaching(store, f"Survey {at}", file) for at, file in enumerate(files)]
    assert [ended(one)[0] for one in both] == [0, 0]
    assert ended(writing)[0] == 0
    assert figures(store) == {
        *((step, "Survey 0") for step in STEPS[1:5]),
        *((step, "Survey 1") for step in STEPS[3:7]),
    }
    written = [edit.new for edit in store.history("trip") if edit.by == "Ana"]
    assert written == [f"{step} {number}" for number in range(60) for step in ("s0", "s7")]
    now = Store(store.folder).open("trip").steps
    assert (now[0].name, now[7].name) == ("s0 59", "s7 59")
