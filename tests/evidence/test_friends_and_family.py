"""A Friends and Family Test by ward: the wards are groups, and at most one thing is asked."""

from __future__ import annotations

import pytest
from evidence_files import by_step, found, understood

ROWS = "Ward 1A,45,120,93,4\nWard 2B,60,140,88,7\nMaternity,30,50,97,1\nTotal,135,310,91.7,4.7\n"


@pytest.mark.parametrize("place", ["Ward", "Ward name", "Trust name", "Site"])
@pytest.mark.parametrize("sign", ["{} %", "{} (%)", "Percentage {}", "{} responses (%)"])
def test_wards_are_groups_of_one_share_and_only_its_scale_is_asked(place: str, sign: str) -> None:
    head = f"{place},Responses,Eligible,{sign.format('Positive')},{sign.format('Negative')}\n"
    (asked,) = understood(head + ROWS).questions
    assert asked.id == "scale"
    assert "positive-share" in asked.say
    said = found(head + ROWS, scale="positive-share")
    assert said.figures == ()
    assert [(one.group, one.value, one.n) for one in said.outcomes] == [
        ("Ward 1A", 93, 45),
        ("Ward 2B", 88, 60),
        ("Maternity", 97, 30),
        ("Total", 91.7, 135),
    ]
    assert said.flags == ()


def test_wards_can_be_said_to_be_steps() -> None:
    head = "Ward,Responses,Eligible,Positive %,Negative %\n"
    assert any("say --step “Ward”" in one for one in understood(head + ROWS).remarks)
    said = found(head + ROWS, step="Ward", values=("Positive %",), scale="positive-share")
    assert by_step(said.figures)["Maternity"] == 97


def test_columns_that_name_steps_stay_steps() -> None:
    said = found("Ward,n,Arrival %,Discharge %\n1A,45,93,80\n2B,60,88,70\n", scale="positive-share")
    assert {one.step for one in said.figures} == {"Arrival", "Discharge"}
