"""What stands side by side in a survey: its groups, and the personas that have a figure at one of its steps."""

from __future__ import annotations

from cjm_widgets.journey.feedback import feedback
from cjm_widgets.journey.model import Journey, Persona, Rating, Source, Step


def rated(step: str, *ratings: tuple[str, str, float]) -> Step:
    own = [
        Rating(id=at, value=value, source=source or None, scale="five-points" if source else "felt", n=20)
        for at, source, value in ratings
    ]
    return Step(id=step.lower(), name=step, ratings=tuple(own))


def test_a_persona_without_any_figure_at_a_surveys_steps_has_no_column_there() -> None:
    journey = Journey(
        id="visit",
        personas=(Persona(id="ana", name="Ana"), Persona(id="ben", name="Ben")),
        sources=(Source(id="sheet", name="Sheet", kind="survey"), Source(id="ward", name="Ward", kind="survey")),
        steps=(
            rated("In", ("ward", "ward", 3), ("as-ana", "", -1)),
            rated("Wait", ("sheet", "sheet", 2), ("as-ben", "", 1)),
            rated("Out", ("as-ana", "", 2)),
        ),
    )
    of_sheet, of_ward = feedback(journey)
    assert [one.title for one in of_sheet.columns] == ["All", "As Ben"]
    assert [[cell and cell.value for cell in row.cells] for row in of_sheet.rows] == [[2, 1]]
    assert [one.title for one in of_ward.columns] == ["All", "As Ana"]
    assert [[cell and cell.value for cell in row.cells] for row in of_ward.rows] == [[3, -1]]
    assert [one.kind for one in of_ward.columns] == ["all", "persona"]
