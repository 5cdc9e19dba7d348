"""One of several hands on one journey, as a process of its own: edits, adds, moves and removes, and says what it did.

Run as `python writer.py FOLDER NAME FIELD`. It waits for a line before it begins, and for another before it reads how
the journey ended.
"""

from __future__ import annotations

import json
import random
import sys
import time

from cjm_widgets.journey.edits import new_edit, value_at
from cjm_widgets.store import Store

ROUNDS = 24


def say(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def main(folder: str, me: str, field: str) -> None:
    chance = random.Random(me)  # noqa: S311  the same moves in every run
    store = Store(folder)
    sys.stdin.readline()
    seen = store.open("students")
    for turn in range(ROUNDS):
        time.sleep(chance.random() * 0.01)  # so that they take turns
        step = chance.choice([step.id for step in seen.steps])
        what = chance.choice(["edit", "edit", "edit", "add", "move", "remove"])
        if what == "edit":
            path, new = f"steps/{step}/{field}", f"{me} {turn}"
        elif what == "add":
            path, new = f"steps/new-{me}-{turn}", {"name": f"{me} {turn}"}
        elif what == "move":
            path, new = f"steps/{step}/@after", chance.choice(["", *(one.id for one in seen.steps if one.id != step)])
        elif step.startswith("new-"):
            continue
        else:
            path, new = f"steps/{step}", None
        old = value_at(seen, path)
        saved = store.save("students", [new_edit(path, new, old=old, by=me)])
        (done,) = saved.applied
        clashes = [[clash.earlier_by, clash.earlier] for clash in saved.clashes]
        say({"id": done.id, "path": path, "saw": old, "new": new, "clashes": clashes})
        if chance.random() < 0.3:  # else it goes on with an older view, as a page does between two looks
            seen = saved.journey
    say("done")
    sys.stdin.readline()
    say([step.id for step in store.open("students").steps])


if __name__ == "__main__":
    main(*sys.argv[1:])
