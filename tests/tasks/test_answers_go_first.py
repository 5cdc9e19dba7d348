"""What is kept of a survey goes before its figures change, or nothing does; damaged answers stop nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.answers import forget_answers_of_none

WORSE = "".join(f"{at},{1 + at % 2},{'AB'[at % 2]}\n" for at in range(40))
BETTER = "".join(f"{at},{4 + at % 2},{'AB'[at % 2]}\n" for at in range(40, 90))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=(Step(id="door", name="Door"),)))
    return store


def cjm(store: Store, command: str, *options: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, [command, str(store.folder / "trip.json"), *options])
    assert done.exit_code == status, done.output
    assert not done.exception or isinstance(done.exception, SystemExit)
    return done.output


def attach(store: Store, rows: str = WORSE, *options: str, name: str = "Survey", status: int = 0) -> str:
    file = store.folder.parent / "answers.csv"
    file.write_text(f"id,Door,ward\n{rows}")
    return cjm(store, "attach", str(file), "--name", name, "--scale", "five-points", *options, status=status)


def answers(store: Store) -> Path:
    return store.folder / "answers" / "trip" / "survey.csv"


def stuck(store: Store) -> Path:
    """Answers that cannot be deleted: a folder that holds something."""
    answers(store).unlink()
    answers(store).mkdir()
    kept = answers(store) / "kept"
    kept.touch()
    return kept


@pytest.mark.parametrize("history", [(), ("--history",)])
def test_a_survey_whose_answers_cannot_be_deleted_stays_whole_until_they_can(store: Store, history: tuple[str, ...]):
    attach(store)
    kept, before = stuck(store), store.open("trip")
    said = cjm(store, "detach", "Survey", *history, status=2)
    assert said.startswith("The answers in answers/trip/survey.csv, beside the map, cannot be deleted (")
    assert said.endswith("Nothing is changed: see that they can be, then try again.\n")
    assert store.open("trip") == before
    said = attach(store, BETTER, "--other-people", status=2)
    assert "Nothing is changed" in said
    assert store.open("trip") == before

    kept.unlink()
    answers(store).rmdir()
    assert "taken off the map." in cjm(store, "detach", "Survey", *history)


def test_answers_of_a_survey_that_is_not_on_the_map_go_at_the_next_chance(store: Store) -> None:
    attach(store)
    other = answers(store).with_name("gone.csv")
    other.write_text(answers(store).read_text())
    attach(store, BETTER, name="Later")
    assert sorted(path.name for path in answers(store).parent.iterdir()) == ["later.csv", "survey.csv"]
    more = other.with_name("more.csv")
    for one in (other, more):
        one.write_text(answers(store).read_text())
    said = cjm(store, "detach", "Gone", "--history", status=2)
    assert said.endswith("Answers that were kept of a survey that is not on it are deleted.\n")
    assert not other.exists()
    assert not more.exists()
    assert "deleted" not in cjm(store, "detach", "Gone", status=2)


def test_what_was_being_written_when_the_computer_stopped_goes_too(store: Store) -> None:
    attach(store)
    left = answers(store).with_name(".survey.csv.tmp")
    left.write_text("1,2")
    assert cjm(store, "detach", "Survey").endswith("The answers behind it are deleted.\n")
    assert not answers(store).parent.exists()


def test_a_process_that_ends_after_the_figures_leaves_no_answers_of_other_figures(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(store)
    with monkeypatch.context() as ended:
        ended.setattr("cjm_widgets.tasks.surveys.keep_what_was_answered", lambda *_: sys.exit(9))
        attach(store, BETTER, "--other-people", status=9)
    assert store.open("trip").steps[0].ratings[0].n == 50
    assert not answers(store).exists()


def test_answers_stay_as_long_as_it_is_asked_who_answered(store: Store) -> None:
    attach(store)
    before = answers(store).read_text()
    attach(store, WORSE + BETTER[:2].replace("4", "7") + "0,4,A\n", status=2)
    assert answers(store).read_text() == before


@pytest.mark.parametrize("blocked", ["answers", "answers/trip"])
def test_a_file_where_the_folder_of_answers_would_be_stops_nothing(store: Store, blocked: str) -> None:
    file = store.folder / blocked
    file.parent.mkdir(exist_ok=True)
    file.touch()
    assert "The answers could not be kept beside the map; its figures stand all the same." in attach(store)
    assert cjm(store, "feedback", "--group", "A", "--group", "B", status=2).startswith("No answers are kept beside")
    assert "taken off the map" in cjm(store, "detach", "Survey")


def test_groups_are_compared_by_answers_alone_and_damaged_ones_are_told(store: Store) -> None:
    attach(store, WORSE, "--group", "ward")
    both = ("--group", "A", "--group", "B")
    assert "B rates it better" not in cjm(store, "feedback", *both)
    whole = answers(store).read_bytes()
    for damaged in (b"\xff\xfe\x00\x9d", b"", whole[: whole.index(b"\n") + 1]):
        answers(store).write_bytes(damaged)
        said = cjm(store, "feedback", *both, status=2)
        assert "survey" in said.lower()
        assert "No survey is on this map." not in said
    attach(store, BETTER, "--group", "ward", name="Later")
    assert "A rates it better than B" in cjm(store, "feedback", *both), "the other survey's are whole"
    assert cjm(store, "feedback", "--group", "A", status=2) == "Name two groups: --group A --group B.\n"


def test_nothing_is_deleted_where_the_map_cannot_be_opened(store: Store) -> None:
    attach(store)
    (store.folder / "trip.json").unlink()
    (store.folder / "trip.log.jsonl").unlink()
    with pytest.raises(StoreError):
        forget_answers_of_none(store, "trip")
    assert answers(store).exists()
