"""Files of evidence for tests, looked through and read as the command does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cjm_widgets.evidence.found import Figure, Read
from cjm_widgets.evidence.plan import Plan, plan_of
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_in, table_of
from cjm_widgets.evidence.told import Told, Understood
from cjm_widgets.evidence.understanding import understand

SAMPLES = Path(__file__).parents[1] / "data" / "evidence"
SITA = Path(__file__).parents[1] / "data" / "sita_2015_airport_journey.csv"


def understood(file: Path | str, *steps: str, **told: Any) -> Understood:
    """A file, or the text that was pasted, looked through."""
    table = table_of(file) if isinstance(file, str) else table_in(file)
    return understand(table, Told(**told), steps)


def again(plan: Plan, text: str, *steps: str, **told: Any) -> Understood:
    """The next file, looked through with the plan of the one before, as it is kept."""
    return understand(table_of(text), Told(**told), steps, plan_of(plan.text().encode(), "plan.json"))


def found(file: Path | str, *steps: str, **told: Any) -> Read:
    """All that a file says, where nothing has to be asked."""
    seen = understood(file, *steps, **told)
    assert seen.questions == ()
    return read(seen)


def by_step(figures: tuple[Figure, ...]) -> dict[str, float | None]:
    """The figures by step, and by group where there is one."""
    return {"/".join(filter(None, (one.group, one.step))): one.value for one in figures}
