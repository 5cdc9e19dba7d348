"""The report and the small curve of a run tell of what was asked for: one group, and what customers say now."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.charts.small import small_svg
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.in_small import in_small
from cjm_widgets.journey.model import Journey, Rating, Source, SourceFigure, Step
from cjm_widgets.rerun.jobs import Job
from cjm_widgets.rerun.reports import make_report
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition

if TYPE_CHECKING:
    from pathlib import Path

SPRING, AUTUMN = "2026-05", "2026-11"


def survey(when: str, day: float, all_: float, n: int = 400) -> tuple[Source, dict[str, Any]]:
    """A survey of which half were there by day: how many were satisfied in all, and of these."""
    name = f"Ward, {when}"

    def outcome(group: str, value: float, n: int) -> SourceFigure:
        at = f"overall{group.lower()}"
        return SourceFigure(id=at, name="Overall", group=group, scale="positive-share", value=value, n=n)

    figures = (outcome("", all_, n), outcome("Day", day, n // 2), outcome("Night", 2 * all_ - day, n // 2))
    goes = SourceFigure(id="goes", kind="goes-with", name="Overall", step="wait", value=0.4, low=0.3, high=0.5, n=n)
    source = Source(id=when, name=name, kind="survey", when=when, figures=(*figures, goes))
    told = {"scale": "positive-share", "source": when}
    ratings = (
        Rating(id=when, rater=name, value=all_, n=n, **told),
        Rating(id=f"{when}-day", rater=f"{name}: Day", value=day, n=n // 2, **told),
        Rating(id=f"{when}-night", rater=f"{name}: Night", value=2 * all_ - day, n=n // 2, **told),
    )
    return source, {"wait": ratings, "talk": ratings}


def ward(*surveys: tuple[Source, dict[str, Any]]) -> Journey:
    steps = tuple(
        Step(id=at, name=name, ratings=tuple(one for _, its in surveys for one in its[at]))
        for at, name in (("wait", "I wait"), ("talk", "I am told"))
    )
    return Journey(id="ward", title="The ward", sources=tuple(source for source, _ in surveys), steps=steps)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A map of which an edition was kept after the first survey."""
    made = Store(tmp_path / "maps")
    made.create(ward(survey(SPRING, day=80, all_=50)))
    keep_edition(made, made.open("ward"), "Spring", "", "")
    source, rated = survey(AUTUMN, day=30, all_=40)
    new = [(f"sources/{source.id}", source)]
    new += [(f"steps/{step}/ratings/{one.id}", one) for step, its in rated.items() for one in its]
    made.save("ward", [new_edit(path, one.model_dump(mode="json")) for path, one in new])
    return made


def report(store: Store, **given: str) -> str:
    finished = store.folder.parent / "report.html"
    make_report(Job("", str(finished), {"journey": str(store.folder / "ward.json"), **given}, makes="report"))
    return unescape(finished.read_text(encoding="utf-8"))


def test_a_group_is_compared_with_itself_in_the_last_edition_and_never_with_all(store: Store) -> None:
    told = report(store, group="Day")
    assert "80 % then (n = 200), 30 % now (n = 200)" in told
    assert "50 % then" not in told
    assert "50 % then (n = 400), 40 % now (n = 400)" in report(store)


def test_from_python_notebook_08_of_a_group_tells_what_moved_in_it(store: Store) -> None:
    out = store.folder.parent / "out"
    done = cjm.run(store.folder / "ward.json", out, workbooks=("08",), group="Day", progress=False)
    assert (done.made, done.kept, done.faults) == (1, 0, ())
    told = (out / "08_evaluate.ipynb").read_text(encoding="utf-8")
    assert "80 % then (n = 200), 30 % now (n = 200)" in told
    assert "50 % then" not in told
    assert sorted(path.name for path in out.iterdir()) == ["08_evaluate.ipynb", "map.json"]


def test_a_survey_that_did_not_ask_a_group_is_not_told_as_what_its_map_rests_on(store: Store) -> None:
    source = Source(id="before", name="Before wards had names", kind="survey", when="2025", n=90)
    rating = Rating(id="before", rater=source.name, scale="positive-share", value=70, n=90, source="before")
    new = (("sources/before", source), ("steps/wait/ratings/before", rating))
    store.save("ward", [new_edit(path, one.model_dump(mode="json")) for path, one in new])
    assert source.name in report(store)
    assert source.name not in report(store, group="Day")


def test_of_a_group_nothing_is_told_that_others_answered(store: Store) -> None:
    told = report(store, group="Day")
    assert "As a whole, Overall: 30 % (n = 200" in told
    assert "Night" not in told
    assert "n = 400" not in told
    assert "goes with “Overall”" not in told


def small_curve(journey: Journey) -> str:
    small = in_small(journey)
    return small_svg(small, small.told if small else "No step is rated yet.")


def test_the_small_curve_is_what_customers_say_now_and_it_is_said_whose_it_is() -> None:
    picture = small_curve(ward(survey(SPRING, day=80, all_=50), survey(AUTUMN, day=30, all_=40)))
    label = unescape(picture.partition('aria-label="')[2].partition('"')[0])
    assert label.startswith("Ward, 2026-11 (positive answers, %): ")
    assert SPRING not in label
    assert 'points="8.0,41.6 232.0,41.6"' in picture, "40 % of the height, and not 50"
    assert "<line" not in picture, "a share has no nought in the middle"


def test_what_the_group_felt_has_its_nought_in_the_middle_and_what_nobody_rated_says_so() -> None:
    rated = Rating(id="room", value=1.0)
    assert "<line" in small_curve(Journey(id="w", steps=(Step(id="wait", name="I wait", ratings=(rated,)),)))
    assert 'aria-label="No step is rated yet."' in small_curve(Journey(id="w", steps=(Step(id="wait"),)))
