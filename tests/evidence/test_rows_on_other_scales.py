"""A row about the journey as a whole on a scale of its own, among steps: no false figure in silence."""

from __future__ import annotations

import pytest
from evidence_files import found, understood

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand

AVERAGES = "Step,Score,n\nBooking,3.9,120\nVisit,4.1,118\n{},{},115\n"


@pytest.mark.parametrize("printed", [32, 3, -12])
def test_a_row_of_net_promoter_scores_is_none_of_five_points(printed: int) -> None:
    seen = understood(AVERAGES.format("NPS", printed), scale="five-points")
    assert seen.questions == ()
    assert any("“NPS” is taken for a net promoter score" in one for one in seen.remarks)
    said = read(seen)
    assert [(one.scale, one.value) for one in said.outcomes] == [("nps", printed)]
    assert {one.scale for one in said.figures} == {"five-points"}


def test_a_row_can_be_said_to_be_on_a_scale_of_its_own_and_the_plan_keeps_it() -> None:
    text = AVERAGES.format("Would recommend", 32)
    with pytest.raises(EvidenceError, match=r"--scale “Would recommend=nps”"):
        found(text, scale="five-points")
    seen = understood(text, scale="five-points", scales={"Would recommend": "nps"})
    assert [(one.scale, one.value) for one in read(seen).outcomes] == [("nps", 32)]
    again = understand(table_of(text), Told(), (), seen.plan)
    assert (again.questions, read(again).outcomes[0].scale) == ((), "nps")
    other = understand(table_of(text), Told(scales={"Would recommend": "positive-share"}), (), seen.plan)
    assert read(other).outcomes[0].scale == "positive-share"


def test_a_row_that_may_be_on_a_scale_of_its_own_is_told_with_how_to_say_it() -> None:
    remarks = understood(AVERAGES.format("Would recommend", 4), scale="five-points").remarks
    assert any("say it: --scale “Would recommend=nps”" in one for one in remarks)
