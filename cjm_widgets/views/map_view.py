"""What the map in the browser is given to show, beside the journey itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.aims import beside_in_words, said_of
from cjm_widgets.journey.facts import known_ratings, said
from cjm_widgets.journey.grounds import Ground, from_customers, rests_on, sources_in_words, tellers_in_words
from cjm_widgets.journey.happened import happened_at_steps
from cjm_widgets.journey.length import length_in_words
from cjm_widgets.journey.narration import narrate_curve, same_source
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.views.method_views import METHOD_VIEWS
from cjm_widgets.views.qia import qia_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.model import Journey, Rating, Step


def map_view(journey: Journey) -> dict[str, Any]:
    """The method views, the QIA table and the narrations of a journey as JSON values.

    Args:
        journey: the journey that is mapped.

    Returns:
        `views` (`MethodView.to_json`), `qia` (`QiaTable.to_json`), `customers`, what customers said of each step with
        where it comes from (`outcome`: no satisfaction), by the step's id, `sources`, what to call each by its id,
        `tellers`, the same under one person's words, `length`, how long all of it takes, `happened`, what logs of
        events say of the steps (`journey.happened`), and `narrations`: the story of each curve as
        a sentence, under "<rater>/<scale>", so that a map that shows one curve tells that one only.
    """
    return {
        "views": [view.to_json() for view in METHOD_VIEWS],
        "qia": qia_rows(journey).to_json(),
        "customers": {
            step.id: told
            for step in journey.steps
            if (told := [*(_from_customers(journey, one) for one in _told(journey, step)), *_answered(journey, step)])
        },
        "sources": sources_in_words(journey),
        "tellers": tellers_in_words(journey),
        "length": length_in_words(journey),
        "happened": happened_at_steps(journey),
        "narrations": {
            f"{curve.rater}/{curve.scale.name}": " ".join(
                part
                for part in (
                    f"{narrate_curve(curve)}.",
                    same_source(journey, curve),
                    beside_in_words(journey, curve),
                )
                if part
            )
            for curve in curves(journey)
        },
    }


def _told(journey: Journey, step: Step) -> tuple[Rating, ...]:
    return tuple(rating for rating in known_ratings(step) if from_customers(rests_on(journey, rating)))


def _from_customers(journey: Journey, rating: Rating) -> dict[str, str]:
    found = rests_on(journey, rating)
    told = ", ".join(part for part in (found.basis, found.named, found.asked) if part)
    return {"say": said(rating), "from": told}


def _answered(journey: Journey, step: Step) -> Iterator[dict[str, str | bool]]:
    """What customers said of a step that is no satisfaction, such as whether they thought of leaving there."""
    for source in journey.sources:
        for one in source.figures:
            found = Ground(source, one.n)
            if one.kind != "outcome" or one.step != step.id or one.value is None or not from_customers(found):
                continue
            whole = said_of(source, one)
            told = ", ".join(part for part in (found.basis, found.named, whole.sample) if part)
            yield {"say": f"{one.name}: {whole.say}", "from": told, "outcome": True}
