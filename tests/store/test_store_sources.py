"""A source that something points to is never lost, whoever removes it, in whichever order it arrives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from store_samples import change_outside

from cjm_widgets.journey.edits import Edit, new_edit, value_at
from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.journey.pointing import astray, pointing
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.journey.model import Journey

TALKS = {"name": "Ten talks", "kind": "interviews", "n": 10}
WAIT = "steps/wait/ratings/room"
SAID = "“Ten talks” stays: it is chosen at I wait. Choose something else there first."


@pytest.fixture
def begun(store: Store) -> Store:
    store.save("students", [new_edit("sources/talks", TALKS, by="Ana")])
    return store


def removed(store: Store, by: str = "Ben", **more: Any) -> Edit:
    return new_edit("sources/talks", None, old=value_at(store.open("students"), "sources/talks"), by=by, **more)


def pointed(by: str = "Ana") -> Edit:
    return new_edit(f"{WAIT}/source", "talks", by=by)


def basis(journey: Journey) -> str:
    return rests_on(journey, journey.steps[1].ratings[0]).basis


def test_a_source_that_is_in_use_stays_and_the_sentence_says_where(begun: Store):
    begun.save("students", [pointed()])
    saved = begun.save("students", [removed(begun)])
    assert [(one.say, one.forbidden) for one in saved.refused] == [(SAID, True)]
    assert basis(saved.journey) == "reported"
    assert begun.open("students") == saved.journey


def test_a_source_that_nothing_points_to_any_more_can_be_removed(begun: Store):
    begun.save("students", [pointed()])
    saved = begun.save("students", [new_edit(f"{WAIT}/source", None, old="talks"), removed(begun)])
    assert (saved.refused, saved.journey.sources) == ((), ())


@pytest.mark.parametrize("whole", [False, True], ids=["field", "item"])
@pytest.mark.parametrize("fresh", [False, True], ids=["same store", "another process"])
def test_one_removes_a_source_while_another_chooses_it(begun: Store, folder: Path, *, whole: bool, fresh: bool):
    before = value_at(begun.open("students"), WAIT)
    begun.save("students", [removed(begun)])
    edit = new_edit(WAIT, {**before, "source": "talks"}, old=before, by="Ana") if whole else pointed()
    saved = (Store(folder) if fresh else begun).save("students", [edit])
    assert (saved.refused, saved.clashes) == ((), ())
    assert [source.n for source in saved.journey.sources] == [10]
    assert basis(saved.journey) == "reported"
    assert [one.path for one in saved.along] == ["sources/talks"]
    assert Store(folder).at("students", saved.journey.revision) == saved.journey


def quoted() -> dict[str, Any]:
    return {"words": "It hurt", "source": "talks"}


LATE = [
    (f"{WAIT}/note", "A word", [new_edit(f"{WAIT}/source", "talks")], "steps/wait"),
    ("steps/wait/goal", "A word", [new_edit("steps/wait/quotes/one", quoted())], "steps/wait"),
    ("steps/wait/quotes/one/words", "It hurts", [new_edit("steps/wait/quotes/one", quoted())], "steps/wait/quotes/one"),
    ("steps/wait/quotes/two", {"words": "A word"}, [new_edit("steps/wait/time_source", "talks")], "steps/wait"),
    ("personas/mia/name", "Mia", [new_edit("personas/mia/source", "talks")], "personas/mia"),
]


@pytest.mark.parametrize("fresh", [False, True], ids=["same store", "another process"])
@pytest.mark.parametrize("late", LATE, ids=[f"{late[0]} in {late[3]}" for late in LATE])
def test_what_a_late_word_brings_back_still_rests_on_its_source(
    begun: Store, folder: Path, late: tuple[str, Any, list[Edit], str], *, fresh: bool
):
    path, word, before, item = late
    begun.save("students", before)
    stood = begun.open("students")
    begun.save("students", [new_edit(item, None, old=value_at(stood, item), by="Ben")])
    begun.save("students", [removed(begun)])
    saved = (Store(folder) if fresh else begun).save(
        "students", [new_edit(path, word, old=value_at(stood, path), by="Ana")]
    )
    assert (saved.refused, saved.clashes) == ((), ())
    assert saved.journey.sources == stood.sources
    assert pointing(saved.journey, "sources", "talks") == pointing(stood, "sources", "talks")
    assert "sources/talks" in [one.path for one in saved.along]
    assert Store(folder).at("students", saved.journey.revision) == saved.journey
    assert not any(astray(Store(folder).at("students", one.id)) for one in saved.along)


def test_a_source_that_was_changed_since_stays_as_it_is_under_what_comes_back(begun: Store):
    begun.save("students", [pointed()])
    begun.save("students", [new_edit("steps/wait", None, old=value_at(begun.open("students"), "steps/wait"), by="Ben")])
    begun.save("students", [new_edit("sources/talks/n", 12, old=10, by="Ben")])
    saved = begun.save("students", [new_edit("steps/wait/goal", "A word", by="Ana")])
    assert [source.n for source in saved.journey.sources] == [12]


NONE_SUCH = "“{}” is none of the {} of this map. Choose one from the list, or add a {} there."
STRAYS = {
    f"{WAIT}/source": ("elsewhere", NONE_SUCH.format("elsewhere", "sources", "source")),
    WAIT: ({"value": 1, "source": "elsewhere"}, NONE_SUCH.format("elsewhere", "sources", "source")),
    "steps/wait/quotes": ([{"id": "a", "source": "b"}], NONE_SUCH.format("b", "sources", "source")),
    "steps/new": ({"name": "New", "time_source": "elsewhere"}, NONE_SUCH.format("elsewhere", "sources", "source")),
    "solutions/sign/team": ("reception", NONE_SUCH.format("reception", "teams", "team")),
    "solutions/new": ({"title": "New", "team": "reception"}, NONE_SUCH.format("reception", "teams", "team")),
    "stages/new/time_source": ("count", NONE_SUCH.format("count", "sources", "source")),
}


@pytest.mark.parametrize("path", STRAYS)
def test_a_plain_word_of_an_old_page_is_no_source_and_no_team(begun: Store, folder: Path, path: str):
    before = begun.save("students", [new_edit("solutions/sign", {"title": "A sign"})]).journey
    new, say = STRAYS[path]
    saved = begun.save("students", [new_edit(path, new, by="Ana")])
    assert [(one.say, one.forbidden) for one in saved.refused] == [(say, True)]
    assert (saved.applied, saved.along, saved.journey) == ((), (), before)
    assert Store(folder).open("students") == before


def test_after_a_refused_word_the_rest_of_a_batch_is_made(begun: Store):
    batch = [new_edit(f"{WAIT}/source", "elsewhere"), new_edit(f"{WAIT}/note", "A word"), pointed()]
    saved = begun.save("students", batch)
    assert [one.edit for one in saved.refused] == batch[:1]
    assert basis(saved.journey) == "reported"
    assert saved.journey.steps[1].ratings[0].note == "A word"


def test_a_refused_word_overtakes_no_earlier_one_of_its_page(begun: Store):
    older, newer = (
        new_edit(f"{WAIT}/source", to).model_copy(update={"id": f"annaanna00-page01-{at}"})
        for at, to in enumerate(("talks", "elsewhere"), 1)
    )
    saved = begun.save("students", [newer, older])
    assert ([one.edit for one in saved.refused], saved.overtaken) == ([newer], ())
    assert basis(saved.journey) == "reported"


def test_a_source_and_what_points_to_it_may_come_in_one_batch(begun: Store):
    saved = begun.save(
        "students", [new_edit("sources/cards", {"name": "Cards", "kind": "count"}), new_edit(f"{WAIT}/source", "cards")]
    )
    assert (saved.refused, basis(saved.journey)) == ((), "reported")


def test_a_list_of_sources_without_one_that_is_chosen_is_not_put(begun: Store):
    begun.save("students", [pointed()])
    saved = begun.save("students", [new_edit("sources", [], old=value_at(begun.open("students"), "sources"))])
    assert [(one.say, one.forbidden) for one in saved.refused] == [(SAID, True)]
    assert basis(saved.journey) == "reported"


def test_what_a_file_points_to_by_hand_makes_nothing_firmer_and_loses_no_word(begun: Store, folder: Path):
    def change(raw: dict[str, Any]) -> None:
        raw["steps"][1]["ratings"][0]["source"] = "elsewhere"

    begun.save("students", [])
    change_outside(folder / "students.json", change)
    stood = begun.save("students", [new_edit(f"{WAIT}/note", "A word", by="Ana")]).journey
    assert basis(stood) == "assumed"
    again = begun.save("students", [new_edit(f"{WAIT}/source", "elsewhere", old="elsewhere", by="Ana")])
    assert again.refused == ()
    begun.save("students", [new_edit("steps/wait", None, old=value_at(stood, "steps/wait"), by="Ana")])
    back = begun.save("students", [new_edit("steps/wait", value_at(stood, "steps/wait"), by="Ana")])
    assert back.refused == ()
    assert value_at(back.journey, f"{WAIT}/note") == "A word"


def test_two_who_write_in_one_source_lose_nothing(begun: Store):
    begun.save("students", [new_edit("sources/talks/n", 12, old=10, by="Ana")])
    saved = begun.save("students", [new_edit("sources/talks/who", "First years", by="Ben")])
    (talks,) = saved.journey.sources
    assert (talks.n, talks.who, saved.clashes) == (12, "First years", ())
    (clash,) = begun.save("students", [new_edit("sources/talks/n", 11, old=10, by="Ben")]).clashes
    assert (clash.earlier, clash.earlier_by) == (12, "Ana")


def test_a_source_that_another_is_writing_in_stays_though_nothing_points_to_it(begun: Store):
    stale = removed(begun)
    begun.save("students", [new_edit("sources/talks/who", "First years", by="Ana")])
    saved = begun.save("students", [stale])
    assert len(saved.clashes) == 1
    assert [source.who for source in saved.journey.sources] == ["First years"]


@pytest.mark.parametrize("pointing_too", [False, True])
def test_a_source_that_is_gone_from_the_file_stays_only_where_it_is_needed(
    begun: Store, folder: Path, *, pointing_too: bool
):
    begun.save("students", [pointed()])

    def change(raw: dict[str, Any]) -> None:
        raw["sources"] = []
        if pointing_too:
            raw["steps"][1]["ratings"][0]["source"] = None

    change_outside(folder / "students.json", change)
    journey = Store(folder).open("students")
    assert [source.id for source in journey.sources] == ([] if pointing_too else ["talks"])
    assert basis(journey) == ("assumed" if pointing_too else "reported")
    saved = begun.save("students", [new_edit("title", "Joining")])
    assert saved.journey.sources == journey.sources
    assert len(json.loads((folder / "students.json").read_bytes())["sources"]) == len(journey.sources)


def test_an_earlier_state_without_the_source_comes_back_whole(begun: Store):
    before = begun.open("students")
    begun.save("students", [new_edit("sources/cards", {"name": "Cards"}), new_edit(f"{WAIT}/source", "cards")])
    restored = begun.restore("students", at=before.revision)
    assert restored.model_copy(update={"revision": before.revision}) == before
    history = begun.history("students")
    cut = next(at for at, edit in enumerate(history) if edit.path == "sources/cards" and edit.new is None)
    assert f"{WAIT}/source" in [edit.path for edit in history[:cut]][-1]


def test_no_moment_of_what_is_brought_back_points_to_nothing(begun: Store):
    begun.save("students", [pointed()])
    before = begun.open("students")
    begun.save("students", [new_edit(f"{WAIT}/source", None, old="talks"), removed(begun)])
    known = {edit.id for edit in begun.history("students")}
    assert begun.restore("students", at=before.revision).sources == before.sources
    new = [edit.id for edit in begun.history("students") if edit.id not in known]
    assert len(new) == 2
    assert not any(astray(begun.at("students", one)) for one in new)
