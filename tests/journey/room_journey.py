"""A journey that a room has rated: each person for themselves, beside the group's own and a survey's figure."""

from cjm_widgets.journey.model import Dot, Journey, Moment, Persona, Rating, Round, Solution, Source, Step, Voice

ANA, BEN, CAM = "p-ana00001", "p-ben00002", "p-cam00003"


def step_rated(step_id="a", *values, name="Booking"):
    """A step that as many people rated as there are values; None rated nothing."""
    return Step(
        id=step_id,
        name=name,
        ratings=tuple(Rating(id=f"p-person{at:03}", value=value) for at, value in enumerate(values)),
    )


def room(*states):
    """Three people rated two steps, and put dots on two moments and two solutions.

    Args:
        states: pairs of a round and its state.
    """
    return Journey(
        id="trip",
        title="A trip",
        rounds=tuple(Round(id=about, state=state) for about, state in states),
        sources=(Source(id="survey", kind="survey"),),
        personas=(Persona(id="eve", name="Eve"),),
        steps=(
            Step(
                id="a",
                name="Booking",
                ratings=(
                    Rating(id="room", value=1),
                    Rating(id="sita", scale="negative-share", value=12, source="survey"),
                    Rating(id=ANA, value=-2),
                    Rating(id=BEN, value=2),
                ),
            ),
            Step(id="b", name="Flight", ratings=(Rating(id=ANA, value=1), Rating(id=CAM, value="unknown"))),
        ),
        moments=(
            Moment(id="queue", name="The queue", dots=(Dot(id=ANA, n=2), Dot(id=BEN, n=1))),
            Moment(id="gate", name="The gate", dots=(Dot(id=CAM, n=3), Dot(id=BEN, n=0))),
        ),
        solutions=(
            Solution(id="sign", title="A sign", dots=(Dot(id=ANA, n=5),)),
            Solution(id="app", title="An app"),
        ),
        voices=(Voice(id=ANA, speaks_as="customer"), Voice(id=BEN, speaks_as="manager")),
    )
