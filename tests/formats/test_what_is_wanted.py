"""What is wanted of a map is what leaves, in every format alike."""

from __future__ import annotations

import pytest
from going_out import starters

from cjm_widgets.formats.leaving import leaving
from cjm_widgets.formats.shown import LAYERS_OF, for_persona, shown
from cjm_widgets.views.method_views import METHOD_VIEWS

ALL, *OTHERS = METHOD_VIEWS
AIRPORT = leaving(starters()[-1])[0]


def test_all_layers_leave_everything_as_it_is() -> None:
    assert shown(AIRPORT, ALL, frozenset()) == (AIRPORT, ())


def test_each_part_belongs_to_a_layer_that_there_is() -> None:
    keys = {layer.key for view in METHOD_VIEWS for layer in view.layers}
    assert {layer for layers in LAYERS_OF.values() for layer in layers} <= keys
    assert all(
        {one for one in LAYERS_OF if not {layer.key for layer in ALL.layers}.isdisjoint(LAYERS_OF[one])} for _ in [0]
    )


def test_what_a_view_does_not_show_stays_and_is_said() -> None:
    view = next(one for one in OTHERS if one.key == "factsheet")
    made, losses = shown(AIRPORT, view, frozenset())
    assert {step.experience.feelings for step in made.steps} == {""}
    assert made.personas == AIRPORT.personas
    assert "steps/experience/feelings" in losses[0].paths
    assert "personas" not in losses[0].paths


@pytest.mark.parametrize("layer", ["quotes", "moments", "touchpoints", "satisfaction", "feelings"])
def test_a_hidden_layer_stays(layer: str) -> None:
    made, losses = shown(AIRPORT, ALL, frozenset({layer}))
    part = {"moments": "moments", "feelings": "steps/experience/feelings", "satisfaction": "steps/ratings"}
    assert losses[0].paths == (part.get(layer, f"steps/{layer}"),)
    raw = made.model_dump()
    here = (
        raw["moments"]
        if layer == "moments"
        else [
            step["experience"]["feelings"]
            if layer == "feelings"
            else step["ratings" if layer == "satisfaction" else layer]
            for step in raw["steps"]
        ]
    )
    assert not any(here)


def test_a_map_for_one_persona_has_no_word_of_the_others() -> None:
    made, losses = for_persona(AIRPORT, "carla")
    assert [one.id for one in made.personas] == ["carla"]
    assert {one.id for step in made.steps for one in step.ratings if one.id.startswith("as-")} <= {"as-carla"}
    assert {one.persona for one in made.outcomes} <= {"carla", None}
    assert len(losses[0].paths) == len(AIRPORT.personas) - 1
