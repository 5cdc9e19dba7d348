from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from replaying import apply_all

from cjm_widgets.journey.model import Journey

if TYPE_CHECKING:
    from cjm_widgets.store import Store

WRITER = """
import sys
from cjm_widgets.journey.edits import new_edit, value_at
from cjm_widgets.store import Store

folder, me = sys.argv[1], sys.argv[2]
store = Store(folder)
sys.stdin.readline()
seen = store.open("students")
for number in range(40):
    text = f"{me} {number}"
    saved = store.save("students", [
        new_edit(f"steps/ask/experience/{me}", text, old=value_at(seen, f"steps/ask/experience/{me}"), by=me),
        new_edit("title", text, old=seen.title, by=me),
        new_edit(f"personas/{me}-{number}", {"name": text}, by=me),
    ])
    assert not saved.refused
    seen = saved.journey
    print(*(edit.id for edit in saved.applied), len(saved.clashes))
"""


def test_four_processes_writing_at_once_lose_nothing_and_clash_only_where_they_meet(store: Store, folder: Path):
    people = ("actions", "responses", "language", "feelings")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, folder, me],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for me in people
    ]
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    acknowledged = []
    for writer in writers:
        said, _ = writer.communicate(timeout=120)
        assert writer.returncode == 0
        acknowledged += [word for line in said.splitlines() for word in line.split()[:-1]]
    assert len(set(acknowledged)) == 4 * 40 * 3

    journey = store.open("students")
    history = store.history("students")
    assert set(acknowledged) <= {edit.id for edit in history}
    assert len(history) == 1 + len(acknowledged)
    for me in people:
        assert getattr(journey.steps[0].experience, me) == f"{me} 39"
    assert {persona.id for persona in journey.personas} == {f"{me}-{n}" for me in people for n in range(40)}
    replayed = apply_all(Journey.model_validate(history[0].new), history[1:])
    assert replayed.model_copy(update={"revision": journey.revision}) == journey
    assert Journey.model_validate_json((folder / "students.json").read_bytes()) == journey
