"""A page's process learns who looks at it from its variables, and from nothing else."""

import pytest

from cjm_widgets.workshop.visitor import Visitor, visitor_in


@pytest.mark.parametrize(
    "visitor",
    [
        Visitor(),
        Visitor("participant", "p-k3x9w2ab", "airport", in_room=True),
        Visitor("facilitator", "p-a", "", in_room=True),
    ],
)
def test_what_the_server_knows_arrives_in_the_process(visitor):
    assert visitor_in(visitor.environment()) == visitor


def test_a_role_that_nobody_knows_may_do_least():
    found = visitor_in({"CJM_ROLE": "Facilitator "})
    assert found.role == "participant"
    assert not found.may_open("steps", "")


def test_without_a_server_a_person_is_on_their_own_and_may_do_everything():
    assert visitor_in({}) == Visitor("facilitator", "", "", in_room=False)
