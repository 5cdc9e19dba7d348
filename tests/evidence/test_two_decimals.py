"""A column is never left out only because it writes 1,5 where the others write 1.5: that is said, with both cells."""

from __future__ import annotations

import pytest

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand

ANSWERS = "ID;Booking;Waiting\n" + "".join(f"R{at};{one},5;{one}.5\n" for at, one in enumerate((1, 2, 3, 4, 2, 3)))
FIGURES = "Step;Mean 2025;Mean 2026\nBooking;3,5;3.6\nWaiting;4,1;2.7\n"


@pytest.mark.parametrize("decimal", ["", ".", ","])
@pytest.mark.parametrize(
    ("text", "lost", "read"),
    [(ANSWERS, ("Booking", "1,5"), ("Waiting", "1.5")), (FIGURES, ("Mean 2025", "3,5"), ("Mean 2026", "3.6"))],
)
def test_two_ways_to_write_decimals_are_refused_with_a_cell_of_each(
    text: str, lost: tuple[str, str], read: tuple[str, str], decimal: str
) -> None:
    with pytest.raises(EvidenceError) as refused:
        understand(table_of(text), Told(scale="five-points", decimal=decimal), ())
    for name, cell in (lost, read):
        assert f"“{name}”" in str(refused.value)
        assert f"such as {cell}" in str(refused.value)


def test_who_names_the_columns_has_said_what_the_others_are() -> None:
    made = understand(table_of(ANSWERS), Told(scale="five-points", values=("Waiting",)), ())
    assert [one.column for one in made.plan.values] == ["Waiting"]


@pytest.mark.parametrize("cells", [("1.5", "n/a", "3.5"), ("12.30 h", "9.15 h", "8.00 h"), ("v1.5", "v2.0", "v2.1")])
def test_other_columns_may_write_as_they_like(cells: tuple[str, ...]) -> None:
    text = "ID;Booking;Waiting;Version\n" + "".join(
        f"R{at};{one},5;{one},0;{cells[at % 3]}\n" for at, one in enumerate((1, 2, 3, 4, 2, 3))
    )
    told = Told(scale="five-points", values=("Booking", "Waiting") if cells[0] == "1.5" else ())
    assert [one.step for one in understand(table_of(text), told, ()).plan.values] == ["Booking", "Waiting"]
