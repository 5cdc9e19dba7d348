"""0.36 may be 36 %: figures between 0 and 1 are asked about, beside larger ones too, and read as somebody says."""

from __future__ import annotations

import pytest
from evidence_files import by_step, found, understood

from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told, Understood
from cjm_widgets.evidence.understanding import understand

MIXED = "Step,Positive share,n\nBooking,0.86,50\nWaiting,0.91,60\nTests,77,50\n"


def understood_again(text: str, before: Understood, **told: dict[str, str]) -> Understood:
    return understand(table_of(text), Told(**told), (), before.plan)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "scale", "as_fractions", "as_they_stand"),
    [
        (MIXED, "positive-share", [86, 91, 77], [0.86, 0.91, 77]),
        ("Step,Share,n\nA,0.36,40\nB,40,40\nC,0.5,40\n", "negative-share", [36, 40, 50], [0.36, 40, 0.5]),
        ("Step,Share,n\nA,0.36,40\nB,40 %,40\n", "negative-share", [36, 40], [0.36, 40]),
        ("Step,Share,n\nA,0.36,40\nB,1,40\n", "negative-share", [36, 100], [0.36, 1]),
        ("Step,NPS,n\nA,-0.36,40\nB,40,40\n", "nps", [-36, 40], [-0.36, 40]),
    ],
)
def test_fractions_are_asked_about_once_and_both_ways_can_be_said(
    text: str, scale: str, as_fractions: list[float], as_they_stand: list[float]
) -> None:
    (asked,) = understood(text, scale=scale).questions
    assert asked.id == "fraction"
    for (said, _), right in zip(asked.options, (as_fractions, as_they_stand), strict=True):
        assert f"“{asked.column}={said}”" in asked.say
        figures = found(text, scale=scale, scales={asked.column: said}).figures
        assert [one.value for one in figures] == pytest.approx(right)


@pytest.mark.parametrize("shares", [[0.6, 1.2, 2], [1, 40, 0]])
def test_rare_answers_throughout_need_no_question(shares: list[float]) -> None:
    text = "".join(f"{step},{share:g},400\n" for step, share in zip("ABC", shares, strict=True))
    text = f"Step,Complaints,n\n{text}"
    assert understood(text, scale="negative-share").questions == ()
    assert by_step(found(text, scale="negative-share").figures) == dict(zip("ABC", shares, strict=True))


def test_what_is_said_of_one_group_goes_for_the_others() -> None:
    text = "Step,North (n=50),South (n=60)\nA,0.5,0.7\nB,40,60\nC,30,0.2\n"
    (asked,) = understood(text, scale="positive-share").questions
    assert asked.column == "North"
    said = found(text, scale="positive-share", scales={asked.column: asked.options[0][0]})
    assert list(by_step(said.figures).values()) == pytest.approx([50, 70, 40, 60, 30, 20])


def test_the_next_file_of_a_kind_that_is_written_otherwise_is_asked_about() -> None:
    before = understood(MIXED.replace("0.", ""), scale="positive-share")
    assert before.questions == ()
    for text in (MIXED, MIXED.replace("77", "0.77")):
        seen = understood_again(text, before)
        (asked,) = seen.questions
        assert asked.id == "fraction"
        told = understood_again(text, before, scales={asked.column: asked.options[0][0]})
        assert told.questions == ()
        assert [one.value for one in read(told).figures] == pytest.approx([86, 91, 77])


def test_a_target_beside_fractions_is_read_as_they_are() -> None:
    text = "Step,Positive share,Target,Gap\nBooking,0.86,0.9,-0.04\nWaiting,0.91,88,3\n"
    said = found(text, scale="positive-share as fractions")
    assert [one.value for one in said.targets] == [90, 88]
    assert said.flags == ()
