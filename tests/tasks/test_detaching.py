"""A survey is taken off a map from the command line, and out of its history if asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.book import page as page_of
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.tasks.editions import keep_edition

NAME = "Passengers 2026"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "figures.csv").write_text("Step,Negative %,n\nCheck-in,36.25,400\nSecurity,41.5,398\n")
    (tmp_path / "words.csv").write_text("Step,Comment\nSecurity,an endless queue\n")
    store = Store(tmp_path / "journeys")
    steps = (Step(id="check-in", name="Check-in"), Step(id="security", name="Security"))
    store.create(Journey(id="trip", title="Trip", steps=steps))
    cjm(store, "attach", str(tmp_path / "figures.csv"), "--name", NAME, "--scale", "negative-share")
    cjm(store, "comments", str(tmp_path / "words.csv"), "--name", NAME, "--choose", "1:Security")
    keep_edition(store, store.open("trip"), "After the survey", "", "Ana")
    store.save("trip", [new_edit("title", "Our trip", by="Ana")])
    return store


def cjm(store: Store, command: str, *options: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, [command, str(store.folder / "trip.json"), *options])
    assert done.exit_code == status, done.output
    return done.output


def left(store: Store) -> set[str]:
    paths = [path for path in store.folder.rglob("*") if path.is_file()]
    kept = "".join(f"{path.name}\n{path.read_text()}" for path in paths)
    return {words for words in (NAME, "passengers-2026", "36.25", "41.5", "endless queue") if words in kept}


def test_a_survey_is_taken_off_with_its_history(store):
    assert len(left(store)) == 5
    assert cjm(store, "detach", NAME, "--history") == (
        "2 figures and 1 quote are taken off the map. 8 lines of the history are rid of it; nothing brings it back. "
        "“After the survey” held it: it is kept without it.\n"
    )
    assert left(store) == set()
    journey = store.open("trip")
    assert journey.title == "Our trip"
    (edition,) = journey.editions
    then = store.at("trip", edition.revision)
    assert (then.title, then.sources, then.steps[1].ratings, then.steps[1].quotes) == ("Trip", (), (), ())
    lines = cjm(store, "history").splitlines()
    assert [" ".join(line.split()[2:4]) for line in lines] == ["Ana Name", "Ana added", "Somebody made"]
    said = cjm(store, "detach", NAME, "--history", status=2)
    assert said == f"No survey “{NAME}” is on this map. It has none.\n"


def test_a_survey_that_is_off_the_map_is_taken_out_of_the_history_by_its_name(store):
    cjm(store, "detach", NAME)
    assert len(left(store)) == 5
    assert cjm(store, "detach", NAME, "--history").startswith("8 lines of the history are rid of it;")
    assert left(store) == set()


def test_a_survey_that_something_else_rests_on_stays_with_its_history(store):
    store.save("trip", [new_edit("personas/pat", {"name": "Pat", "source": "passengers-2026"})])
    said = cjm(store, "detach", NAME, "--history", status=2)
    assert "The source stays, as something else points to it." in said
    assert "Its history stays: choose another source there first" in said
    assert "36.25" in left(store)
    store.save("trip", [new_edit("personas/pat/source", None, old="passengers-2026")])
    said = cjm(store, "detach", NAME, "--history")
    assert said.startswith("Its source is taken off the map. 10 lines of the history are rid of it;")
    assert left(store) == set()
    assert store.open("trip").personas[0].name == "Pat"


def test_a_source_that_no_file_brought_is_not_forgotten(store):
    store.save("trip", [new_edit("sources/talks", {"name": "Our talks", "kind": "interviews"})])
    assert "No survey “Our talks” is on this map" in cjm(store, "detach", "Our talks", "--history", status=2)
    assert store.open("trip").sources[-1].id == "talks"


def test_outcomes_and_targets_go_also_where_the_source_stays(store, tmp_path):
    (tmp_path / "more.csv").write_text("Step,Negative %,n\nSecurity,41.5,398\nOverall,12.75,398\n")
    cjm(store, "attach", str(tmp_path / "more.csv"), "--name", "More", "--scale", "negative-share")
    assert [one.value for one in store.open("trip").sources[-1].figures] == [12.75]
    store.save("trip", [new_edit("personas/pat", {"name": "Pat", "source": "more"})])
    said = cjm(store, "detach", "More")
    assert said == "2 figures are taken off the map. The source stays, as something else points to it.\n"
    assert store.open("trip").sources[-1].name == "More"
    assert store.open("trip").sources[-1].figures == ()


def test_whoever_has_the_map_open_goes_on_and_writes_nothing_of_it_again(store):
    page = Session(store, store.open("trip"), page_of("steps"))
    sent: list[dict] = []
    page.widget.send = sent.append  # type: ignore[method-assign]
    cjm(store, "detach", NAME, "--history")
    page.look()
    edit = {"id": "e1", "by": "Ana", "path": "steps/security/goal", "old": "", "new": "Get through", "t": ""}
    page.on_message({"kind": "edits", "edits": [edit]})
    assert any(one["kind"] == "saved" for one in sent)
    Store(store.folder).save("trip", ())
    assert left(store) == set()
    assert Store(store.folder).open("trip").steps[1].goal == "Get through"
