"""Eight people on one journey from eight processes: whatever was acknowledged is there, and everybody sees the same."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from replaying import apply_all
from soon import PATIENCE

from cjm_widgets.journey.edits import Edit, new_edit, value_at
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store
from cjm_widgets.store.past import part

WRITER = Path(__file__).with_name("writer.py")
FIELDS = {
    "ana": "goal",
    "ben": "wanted",
    "cem": "great",
    "dana": "know",
    "eva": "experience/actions",
    "finn": "experience/responses",
    "gita": "experience/language",
    "hugo": "experience/feelings",
}


@dataclass
class Told:
    """What the writers said they did, and how the journey ended.

    Args:
        did: the id of each acknowledged edit -> what its writer sent and was told.
        orders: how each of them saw the order of the steps in the end.
        history: what the history says.
        journey: what the file says.
    """

    did: dict[str, dict[str, Any]] = field(default_factory=dict)
    orders: list[list[str]] = field(default_factory=list)
    history: tuple[Edit, ...] = ()
    journey: Journey = field(default_factory=lambda: Journey(id="students"))

    def last(self, matches: str) -> list[Edit]:
        return [edit for edit in self.history[1:] if edit.path == matches]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("journeys")
    store = Store(folder)
    store.create(Journey(id="students", steps=tuple(Step(id=f"s{n}", name=f"Step {n}") for n in range(10))))
    writers = [
        subprocess.Popen(
            [sys.executable, str(WRITER), str(folder), name, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for name, path in FIELDS.items()
    ]
    told = Told()
    try:
        for writer in writers:
            _go(writer)
        for writer in writers:
            for said in iter(lambda writer=writer: json.loads(writer.stdout.readline()), "done"):
                told.did[said["id"]] = said
        for writer in writers:
            _go(writer)
        for writer in writers:
            told.orders.append(json.loads(writer.communicate(timeout=PATIENCE)[0]))
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    told.history, told.journey = Store(folder).history("students"), Store(folder).open("students")
    return told


def _go(writer: subprocess.Popen[str]) -> None:
    assert writer.stdin is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()


def test_every_acknowledged_edit_is_in_the_history_which_gives_the_journey(told: Told) -> None:
    assert len(told.did) > 100
    assert told.did.keys() <= {edit.id for edit in told.history}
    replayed = apply_all(Journey.model_validate(told.history[0].new), told.history[1:])
    assert replayed.model_copy(update={"revision": told.journey.revision}) == told.journey


def test_what_each_wrote_last_in_a_field_of_their_own_stands_wherever_the_step_does(told: Told) -> None:
    there = {step.id for step in told.journey.steps}
    written = {said["path"]: said["new"] for said in _in_order(told) if isinstance(said["new"], str) and _word(said)}
    assert len(written) > 20
    for path, words in written.items():
        if path.split("/")[1] in there:
            assert value_at(told.journey, path) == words


def test_a_step_is_only_gone_if_who_removed_it_had_seen_all_that_was_written_in_it(told: Told) -> None:
    there = {step.id for step in told.journey.steps}
    removed = {said["path"]: said for said in _in_order(told) if said["new"] is None and not said["clashes"]}
    gone = [said for path, said in removed.items() if path.split("/")[1] not in there]
    for said in gone:
        # each field has one writer here: what stood when the step was taken away is what they wrote last
        line = next(edit for edit in told.history if edit.id == said["id"])
        for path in (path for name, path in FIELDS.items() if name != line.by):  # one's own words one knows
            assert part(line.old, path.split("/")) in (None, part(said["saw"], path.split("/")))


def test_a_removal_that_did_not_know_of_an_edit_was_told_of_it_and_kept_the_step(told: Told) -> None:
    # how often it happens is for the machine to say; that it happens to two people is in test_store_merging.py
    for said in (said for said in told.did.values() if said["new"] is None and said["clashes"]):
        (by, earlier), *_ = said["clashes"]
        assert by in FIELDS
        assert earlier["id"] == said["path"].split("/")[1]


def test_items_added_at_the_same_time_are_all_there_once_each(told: Told) -> None:
    added = [said["path"].split("/")[1] for said in told.did.values() if isinstance(said["new"], dict)]
    ids = [step.id for step in told.journey.steps]
    assert len(added) > 8
    assert set(added) <= set(ids)
    assert len(ids) == len(set(ids))


def test_everybody_sees_the_same_order(told: Told) -> None:
    assert told.orders == [[step.id for step in told.journey.steps]] * len(FIELDS)


def test_nobody_clashes_in_a_field_of_their_own(told: Told) -> None:
    assert [said for said in told.did.values() if _word(said) and said["clashes"]] == []


def test_moving_a_step_while_another_types_in_it_keeps_words_and_move(store: Store) -> None:
    seen = store.open("students")
    store.save("students", [new_edit("steps/start/@after", "", old=value_at(seen, "steps/start/@after"), by="Ana")])
    saved = store.save("students", [new_edit("steps/start/goal", "To begin", old="", by="Ben")])

    assert [step.id for step in saved.journey.steps] == ["start", "ask", "wait"]
    assert saved.journey.steps[0].goal == "To begin"
    assert not saved.clashes


def _in_order(told: Told) -> list[dict[str, Any]]:
    return [told.did[edit.id] for edit in told.history if edit.id in told.did]


def _word(said: dict[str, Any]) -> bool:
    return said["path"].split("/", 2)[-1] in FIELDS.values()
