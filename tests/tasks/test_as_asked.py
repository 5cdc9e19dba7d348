"""What a workbook is asked for changes what it tells, and never the map itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.edits import set_value
from cjm_widgets.journey.model import Indicator, Journey, Persona, Rating, Result, Source, Step
from cjm_widgets.pages import figures, open_page
from cjm_widgets.pages.opening import NOT_KEPT, forget_pages
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.as_asked import Asked, copied_as_asked, look_before
from cjm_widgets.tasks.editions import keep_edition
from cjm_widgets.tasks.looked import look_through
from cjm_widgets.widgets.protocol.from_browser import Edits


def rating(rater: str, value: float, source: str, name: str = "") -> Rating:
    return Rating(id=rater, rater=name, scale="positive-share", value=value, source=source, n=50)


MAP = Journey(
    id="ward",
    title="A day on the ward",
    personas=(Persona(id="ann", name="Ann"), Persona(id="bob", name="Bob")),
    sources=(
        Source(id="spring", name="Spring", kind="survey", when="2026-Q2"),
        Source(id="autumn", name="Autumn", kind="survey", when="2026-10"),
    ),
    steps=(
        Step(
            id="wait",
            name="I wait",
            ratings=(
                rating("spring", 40, "spring"),
                rating("spring-planned", 30, "spring", "Spring: planned"),
                rating("autumn", 70, "autumn"),
                Rating(id="as-ann", rater="As Ann", value=1),
                Rating(id="as-bob", rater="As Bob", value=2),
                Rating(id="room", rater="Our group", value=-1),
            ),
        ),
        Step(id="talk", name="I am told", wanted="An answer"),
    ),
    indicators=(
        Indicator(
            id="calls", results=(Result(id="a", date="2026-05"), Result(id="b", date="2026-11-03"), Result(id="c"))
        ),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "maps").mkdir()
    made = Store(tmp_path / "maps")
    made.create(MAP)
    return made


def asked(store: Store, **wanted: str) -> Journey:
    """The map as it is asked for; of the map itself nothing has changed."""
    before = sorted((path.name, path.read_bytes()) for path in store.folder.iterdir() if path.is_file())
    folder = store.folder.parent / "copy"
    folder.mkdir()
    found = copied_as_asked(store, "ward", Asked(**wanted), folder).open("ward")
    assert sorted((path.name, path.read_bytes()) for path in store.folder.iterdir() if path.is_file()) == before
    return found


def raters(journey: Journey) -> list[str]:
    return [one.id for one in journey.steps[0].ratings]


@pytest.mark.parametrize(
    ("period", "gone"),
    [
        ("2026-Q2", {"autumn"}),
        ("2026-10-31", {"spring", "spring-planned"}),
        ("2026", set()),
        ("2025", {"spring", "spring-planned", "autumn"}),
        ("2026-01 to 2026-09", {"autumn"}),
        ("2026-06 to 2026-10", set()),
    ],
)
def test_a_period_leaves_the_figures_of_that_time_and_those_without_a_date(store, period, gone):
    assert set(raters(MAP)) - set(raters(asked(store, period=period))) == gone


def test_a_period_leaves_the_results_of_that_time(store):
    assert [one.id for one in asked(store, period="2026-Q2").indicators[0].results] == ["a", "c"]


@pytest.mark.parametrize("period", ["soon", "2026-12 to 2026-01", "2026 to never", "to 2026"])
def test_what_is_no_period_is_refused_with_a_sentence(store, period):
    with pytest.raises(StoreError, match="is no period"):
        asked(store, period=period)


def test_a_group_stands_in_place_of_all_who_answered(store):
    found = asked(store, group="Planned")
    assert raters(found) == ["spring", "as-ann", "as-bob", "room"]
    planned = found.steps[0].ratings[0]
    assert (planned.rater, planned.value) == ("Spring: planned", 30)


def test_a_persona_leaves_the_others_out(store):
    found = asked(store, persona="ann")
    assert [one.name for one in found.personas] == ["Ann"]
    assert "as-bob" not in raters(found)


def test_a_view_leaves_what_it_does_not_show(store):
    assert asked(store).steps[1].wanted == "An answer"
    assert asked_again(store, view="QIA four rows").steps[1].wanted == ""


def asked_again(store: Store, **wanted: str) -> Journey:
    (store.folder.parent / "copy").rename(store.folder.parent / "before")
    return asked(store, **wanted)


def test_an_edition_is_the_map_as_it_was_kept(store):
    keep_edition(store, store.open("ward"), "First", "", "")
    store.save("ward", [set_value(store.open("ward"), "steps/wait/name", "I wait for long")])
    assert asked(store, edition="first").steps[0].name == "I wait"
    assert asked_again(store).steps[0].name == "I wait for long"


def test_a_file_of_answers_is_on_the_copy_alone(store, tmp_path):
    file = tmp_path / "winter.csv"
    file.write_text("step,satisfied,n\nI wait,81,120\nI am told,64,110\n")
    with pytest.raises(StoreError, match="Which scale"):
        asked(store, evidence=str(file))
    plan = tmp_path / "plan.json"
    looked = look_through(file, Told(scale="positive-share"), store.open("ward"))
    plan.write_text(looked.understood.plan.model_copy(update={"name": "Winter"}).text())
    found = asked_again(store, evidence=str(file), plan=str(plan))
    assert [one.name for one in found.sources][-1] == "Winter"
    assert [one.value for one in found.steps[0].ratings if one.source == found.sources[-1].id] == [81]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"group": "night"}, "no group of those who answered called “night”. There are: “planned”"),
        ({"persona": "Zoe"}, "no persona “Zoe”"),
        ({"view": "bird"}, "no view “bird”"),
        ({"edition": "last"}, "no edition “last”: the map has none"),
        ({"plan": "plan.json"}, "name the file as well"),
        ({"evidence": "nowhere.csv"}, "nowhere.csv"),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(store, wanted, says):
    with pytest.raises(StoreError, match=says):
        asked(store, **wanted)


def test_a_page_and_the_figures_tell_what_was_asked_and_what_is_typed_is_kept_nowhere(store, monkeypatch):
    monkeypatch.setenv("CJM_FOLDER", str(store.folder))
    page: Any = open_page("satisfaction", "ward", period="2026-Q2", group="", edition="")
    assert [one["id"] for one in page.journey["steps"][0]["ratings"]] == raters(MAP)[:2] + raters(MAP)[3:]
    assert "70" not in repr(figures("ward", period="2026-Q2"))
    assert "70" in repr(figures("ward"))

    said: list[Any] = []
    monkeypatch.setattr(page, "say", said.append)
    edit = {"id": "e1abcdefgh", "by": "", "path": "title", "old": MAP.title, "new": "Typed"}
    sent = {"method": "custom", "content": Edits(edits=[edit]).to_json()}
    page._handle_msg({"content": {"data": sent}, "buffers": []})

    assert NOT_KEPT in json.dumps([one.to_json() for one in said], ensure_ascii=False)
    assert store.open("ward").title == MAP.title
    forget_pages()


def few(least: int) -> Journey:
    """A survey in which four answered in the South, when so many were enough."""
    sizes = {"": 24, "North": 20, "South": 4}
    ratings = (
        Rating(
            id=f"site{name and '-'}{name.lower()}",
            rater=f"Site: {name}" if name else "Site",
            scale="positive-share",
            value=50,
            source="site",
            n=n,
        )
        for name, n in sizes.items()
    )
    source = Source(id="site", name="Site", kind="survey", least=least)
    return Journey(id="ward", sources=(source,), steps=(Step(id="a", name="A", ratings=tuple(ratings)),))


def test_of_a_group_of_too_few_nothing_is_shown_nor_of_those_by_whom_it_could_be_reckoned(tmp_path):
    for least, names in ((3, ("North", "South")), (5, ())):
        made = Store(tmp_path / str(least))
        made.create(few(least))
        for name in ("North", "South"):
            (tmp_path / f"{least}{name}").mkdir()
            if name in names:
                found = copied_as_asked(made, "ward", Asked(group=name), tmp_path / f"{least}{name}").open("ward")
                assert [one.n for one in found.steps[0].ratings] == [{"North": 20, "South": 4}[name]]
            else:
                with pytest.raises(StoreError, match=f"Of “{name}” no figure is shown: too few people"):
                    look_before(made, "ward", Asked(group=name))


def test_an_edition_is_told_with_no_more_than_may_leave_today(tmp_path, monkeypatch):
    monkeypatch.setenv("CJM_FOLDER", str(tmp_path))
    made = Store(tmp_path)
    made.create(few(3))
    keep_edition(made, made.open("ward"), "Before", "", "")
    assert "n = 4" in figures("ward", "Before")._repr_mimebundle_()["text/html"]
    made.save("ward", [set_value(made.open("ward"), "sources/site/least", 5)])
    told = figures("ward", "Before")._repr_mimebundle_()["text/html"]
    assert "n = 24" in told
    assert "n = 4" not in told
    assert "n = 20" not in told
