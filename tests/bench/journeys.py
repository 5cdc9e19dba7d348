"""How long opening a journey takes, and how long from an edit to the disk, for journeys of several sizes.

python tests/bench/journeys.py [folder]     the folder decides which disk is measured
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Experience, Journey, Persona, Rating, Solution, Step, Touchpoint
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

OPENINGS = 100
SAVES = 300
TYPED = "They wait at the desk for a quarter of an hour, and nobody says why. "


def journey_of(steps: int) -> Journey:
    """A well filled journey with so many steps."""
    return Journey(
        id=f"steps-{steps}",
        title=f"A journey of {steps} steps",
        personas=tuple(Persona(id=f"p{n}", name="Mia", goals=TYPED * 2, values=TYPED) for n in range(3)),
        steps=tuple(
            Step(
                id=f"s{n}",
                name="I wait for an answer",
                goal=TYPED,
                experience=Experience(actions=TYPED * 2, responses=TYPED, feelings=TYPED),
                touchpoints=tuple(Touchpoint(id=f"t{k}", name="The desk", kind="human") for k in range(3)),
                ratings=(Rating(id="room", value=-1.0), Rating(id="survey", scale="negative-share", value=36.0)),
            )
            for n in range(steps)
        ),
        solutions=tuple(Solution(id=f"x{n}", title="Say why", impact=4, effort=1) for n in range(5)),
    )


def figures(times: list[float]) -> str:
    """Median, 95th percentile and worst, in milliseconds."""
    times = sorted(times)
    share = [times[len(times) // 2], times[int(len(times) * 0.95)], times[-1]]
    return "".join(f"{1000 * seconds:9.2f}" for seconds in share)


def timed(count: int, act: Callable[[int], object]) -> list[float]:
    """How long each of so many calls takes, in seconds."""
    times = []
    for number in range(count):
        start = time.perf_counter()
        act(number)
        times.append(time.perf_counter() - start)
    return times


def measure(folder: Path, steps: int) -> None:
    """Prints the figures for a journey of so many steps."""
    store = Store(folder)
    journey = store.create(journey_of(steps))
    size = (folder / f"{journey.id}.json").stat().st_size / 1024

    def type_on(number: int) -> None:
        text = (TYPED * 4)[: number % 250]
        store.save(
            journey.id, [new_edit("steps/s0/wanted", text, old=(TYPED * 4)[: max(0, number % 250 - 1)], by="Ana")]
        )

    saves = timed(SAVES, type_on)
    rows = {
        "opened": timed(OPENINGS, lambda _: Store(folder).open(journey.id)),
        "opened again, unchanged": timed(OPENINGS, lambda _: store.open(journey.id)),
        "edit to disk": saves,
        "first edit of a new process": timed(
            20, lambda number: Store(folder).save(journey.id, [new_edit("title", f"{number}", by="Ana")])
        ),
    }
    for what, times in rows.items():
        print(f"{steps:5} steps {size:6.0f} kB  {what:28}{figures(times)}")


def main() -> None:
    """Prints the table."""
    print(f"{'':20}{'milliseconds':28}{'      p50      p95    worst'}")
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        for steps in (1, 10, 40):
            measure(Path(name), steps)


if __name__ == "__main__":
    main()
