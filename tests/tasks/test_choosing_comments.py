"""A file's comments from the command line: listed, searched, chosen, and taken off again with their survey."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

WORDS = (
    "Id,Check-in,Why did you rate Check-in so?,Security,Why?,Any other comments\n"
    "1,4,quick,1,long queue at Security,mail me a@b.org\n"
    "2,3,ok,2,queue,-\n"
    "3,4,fast,1,queue,Mrs Jones at check-in was lovely\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "answers.csv").write_text(WORDS)
    store = Store(tmp_path / "journeys")
    steps = (Step(id="check-in", name="Check-in"), Step(id="security", name="Security"))
    store.create(Journey(id="trip", title="Trip", steps=steps))
    return store


def cjm(store: Store, command: str, *options: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, [command, str(store.folder / "trip.json"), *options])
    assert done.exit_code == status, done.output
    return done.output


def comments(store: Store, *options: str, status: int = 0) -> str:
    file = str(store.folder.parent / "answers.csv")
    return cjm(store, "comments", file, "--name", "Passengers 2026", *options, status=status)


def test_comments_are_listed_masked_with_the_step_they_seem_to_be_about_although_the_scale_is_not_said(store):
    lines = comments(store).splitlines()
    assert lines == [
        "1. [Check-in] quick",
        "2. [Security] long queue at Security",
        "3. [no step] mail me [e-mail address]",
        "4. [Check-in] ok",
        "5. [Security] queue",
        "6. [Check-in] fast",
        "7. [Security] queue",
        "8. [Check-in] Mrs [name] at check-in was lovely",
        "1 e-mail address and 1 name are left out of the comments; look for others.",
    ]
    assert comments(store, "--search", "queue", "--after", "2").splitlines()[:2] == lines[4:7:2]
    assert comments(store, "--step", "security", "--search", "lovely").startswith("No comment has these words.")
    assert "Mrs Jones" in comments(store, "--as-written")
    listed = json.loads(comments(store, "--search", "lovely", "--json"))
    assert [one["number"] for one in listed["comments"]] == [8]


def test_a_long_list_is_shown_page_by_page_with_the_words_of_each_step(store):
    rows = [f"{at},4,nice {at},1,queue {at}," for at in range(1, 16)]
    (store.folder.parent / "answers.csv").write_text("\n".join([WORDS.splitlines()[0], *rows]))
    lines = comments(store).splitlines()
    assert lines[19].startswith("20. ")
    assert lines[20] == "10 more: --after 20"
    assert "Said more often at “Security” than elsewhere: queue (15 here, 0 elsewhere)." in lines
    assert comments(store, "--after", "20").startswith("21. ")


def test_only_chosen_comments_are_kept_and_they_go_with_their_survey(store):
    said = comments(store, "--choose", "2", "--choose", "8:Check-in:feelings", "--voice", "customer")
    assert said == "2 quotes are on the map.\n"
    assert comments(store, "--choose", "2", "--voice", "customer") == "The map has these quotes already.\n"
    journey = store.open("trip")
    (source,) = journey.sources
    assert (source.name, source.where, source.kind) == ("Passengers 2026", "answers.csv", "survey")
    (nice,), (queue,) = (step.quotes for step in journey.steps)
    assert (nice.words, nice.lens, nice.source) == ("Mrs [name] at check-in was lovely", "feelings", source.id)
    assert (queue.words, queue.lens, queue.voice, queue.quotable) == ("long queue at Security", None, "customer", None)
    kept = "".join(path.read_text() for path in store.folder.iterdir() if path.is_file())
    assert not any(words in kept for words in ("Jones", "a@b.org", "quick", "fast"))

    file = str(store.folder.parent / "answers.csv")
    said = cjm(store, "attach", file, "--name", "Passengers 2026", "--scale", "five-points", "--least", "2")
    assert said.startswith("2 figures are attached. ")
    assert said.endswith(" None of 8 comments is kept: see cjm comments. Not used: Id.\n")
    assert [len(step.quotes) for step in store.open("trip").steps] == [1, 1]

    said = cjm(store, "detach", "Passengers 2026")
    assert said == "2 figures and 2 quotes are taken off the map. The answers behind it are deleted.\n"
    journey = store.open("trip")
    assert not journey.sources
    assert not any(step.quotes or step.ratings for step in journey.steps)


def test_a_survey_of_which_only_a_quote_was_chosen_is_taken_off_as_well(store):
    comments(store, "--choose", "1")
    assert cjm(store, "detach", "Passengers 2026") == "1 quote is taken off the map.\n"


@pytest.mark.parametrize(
    ("options", "say"),
    [
        (("--choose", "9"), "There is no comment “9”. The file has 8, numbered from 1."),
        (("--choose", "3"), "Say for which step “mail me [e-mail address]” is."),
        (("--choose", "3:Lounge:feelings"), "There is no step “Lounge”."),
        (("--choose", "1", "--choose", "3:Lounge"), "There is no step “Lounge”."),
        (("--comment", "Nothing"), "has no column “Nothing”"),
    ],
)
def test_what_cannot_be_used_is_said_and_changes_nothing(store, options, say):
    before = store.open("trip")
    assert say in comments(store, *options, status=2)
    assert Store(store.folder).open("trip") == before


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Step,Comment\nSecurity,long queue\nSecurity,again\nCheck-in,fine\n", ["Security", "Security", "Check-in"]),
        ("Id,Security,Your comments\n1,4,fine\n2,3,bad\n", [None, None]),
        ("When,Your comments\n1 May,the queue at security\n", ["Security"]),
    ],
)
def test_comments_are_read_also_where_nothing_else_is_and_stand_at_no_step_that_nothing_tells(store, text, steps):
    (store.folder.parent / "answers.csv").write_text(text)
    assert [one["step"] for one in json.loads(comments(store, "--json"))["comments"]] == steps


def test_a_file_without_comments_says_which_columns_there_are(store):
    (store.folder.parent / "answers.csv").write_text("Id,Check-in\n1,4\n2,3\n")
    assert "Name it with --comment; there are “Id”, “Check-in”." in comments(store, status=2)
