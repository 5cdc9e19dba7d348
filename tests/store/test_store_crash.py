"""Writers killed at random moments, and at every moment that matters."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from typing import TYPE_CHECKING

import pytest
from soon import PATIENCE
from store_samples import students

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import Store, files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this computer cannot fork a process")

KILLS = 100
OF_ONE_MAP = 10
"""Kills; after more the test would mostly read what was written before."""


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Starts `work` in a process of its own; gives its number and the end of a pipe to read what it reports."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child:
        os.close(write_end)
        return child, read_end
    try:
        os.close(read_end)
        work(write_end)
    finally:
        os._exit(0)


def ended(child: int, read_end: int) -> list[str]:
    """Waits for the process to be gone; gives the whole lines that it reported."""
    os.waitpid(child, 0)
    with os.fdopen(read_end, "rb") as pipe:
        return pipe.read().decode().split("\n")[:-1]


def type_on(folder: Path, report: int, *, wait_for_disk: bool) -> None:
    """Saves edit after edit, singly and in batches, and reports each once it is acknowledged.

    A killed process loses nothing that it gave to the system, so waiting for the disk matters for power cuts only;
    without it more of the kills fall between the other steps.
    """
    if not wait_for_disk:
        files._sync_data = os.fsync = lambda _: None
    store = Store(folder)
    for number in range(10_000):
        batch = [
            new_edit("steps/ask/goal", f"{os.getpid()} {number}" + " and so on" * (number % 50), by="Ana"),
            new_edit(f"personas/p{number % 7}", {"name": str(number)}, by="Ben"),
        ][: 1 + number % 2]
        saved = store.save("students", batch)
        os.write(report, "".join(f"{edit.id}\n" for edit in saved.applied).encode())


def check(folder: Path, acknowledged: set[str]) -> None:
    again = Store(folder)
    opened = again.open("students")
    held = {edit.id for edit in again.history("students")}
    assert acknowledged <= held
    assert again.unreadable("students") == ()
    Journey.model_validate_json((folder / "students.json").read_bytes())
    (entry,) = again.entries()
    assert entry.problem == ""
    assert opened == entry.journey
    assert not acknowledged or opened.revision in held


def test_a_writer_killed_100_times_at_random_moments_loses_nothing_that_was_acknowledged(tmp_path: Path):
    chance = random.Random(20150601)  # noqa: S311 - the same moments in every run, not a secret
    rounds_with_words = 0
    for kill in range(KILLS):
        if kill % OF_ONE_MAP == 0:
            folder, acknowledged = tmp_path / str(kill), set[str]()
            store = Store(folder)
            store.create(students())
        child, report = forked(
            lambda report, kill=kill, folder=folder: type_on(folder, report, wait_for_disk=kill % 4 == 0)
        )
        select.select([report], [], [], PATIENCE)  # the first word is acknowledged: from now on it may die any moment
        time.sleep(chance.random() * 0.012)
        os.kill(child, signal.SIGKILL)
        words = ended(child, report)
        rounds_with_words += bool(words)
        acknowledged.update(words)
        if kill % OF_ONE_MAP < OF_ONE_MAP - 1:
            Store(folder).open("students")
            continue
        check(folder, acknowledged)
        saved = store.save("students", [new_edit("title", "After all that", by="Cleo")])
        assert Store(folder).open("students") == saved.journey
        assert {path.name for path in folder.iterdir()} == {"students.json", "students.log.jsonl"}
    assert rounds_with_words == KILLS


class Dying:
    """Lets so many steps of the work with files pass, then kills the process in the middle of the next."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self) -> bool:
        self.left -= 1
        return self.left < 0

    def before(self, act: Callable[..., object]) -> Callable[..., object]:
        def acting(*args: object) -> object:
            if self.step():
                os.kill(os.getpid(), signal.SIGKILL)
            return act(*args)

        return acting

    def file(self) -> type[files.FileIO]:
        dying = self

        class Half(files.FileIO):
            def write(self, data):
                if dying.step():
                    super().write(data[: len(data) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
                return super().write(data)

        return Half


def test_a_writer_killed_at_each_step_of_a_save_loses_nothing_that_was_acknowledged(store: Store, folder: Path):
    acknowledged: set[str] = set()
    step, survived = 0, 0
    while survived < 2:

        def work(report: int, step: int = step) -> None:
            dying = Dying(step)
            files.FileIO = dying.file()
            files._sync_data = dying.before(files._sync_data)
            files.move = dying.before(files.move)
            os.fsync = dying.before(os.fsync)
            store = Store(folder)
            for text in ("one", "two"):
                saved = store.save("students", [new_edit("steps/ask/goal", f"{text} {step} " * 20, by="Ana")] * 2)
                os.write(report, f"{saved.applied[0].id}\n".encode())

        words = ended(*forked(work))
        survived = survived + 1 if len(words) == 2 else 0
        acknowledged.update(words)
        check(folder, acknowledged)
        step += 1
    assert step > 8
    assert store.save("students", []).journey.steps[0].goal.startswith("two")


def test_a_maker_killed_at_each_step_leaves_a_journey_or_none_and_never_half_of_one(folder: Path):
    step, made = 0, []
    while not made:

        def work(report: int, step: int = step) -> None:
            dying = Dying(step)
            files.FileIO = dying.file()
            files._sync_data = dying.before(files._sync_data)
            files.move = dying.before(files.move)
            Store(folder).create(Journey(id="new", title="Made"))
            os.write(report, b"made\n")

        made = ended(*forked(work))
        again = Store(folder)
        if again.ids():
            assert again.open("new").title == "Made"
            for path in folder.iterdir():
                path.unlink()
        elif not made:
            assert again.create(Journey(id="new", title="Second try")).title == "Second try"
            for path in folder.iterdir():
                path.unlink()
        step += 1
    assert step > 3
